"""The forms of the client screen: hostile text in every field comes back as it was typed, and drafts survive."""

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.rules.text import clean_input
from caseterm.screens.form import FormScreen
from caseterm.store.database import Database
from caseterm.widgets.choicefield import SuggestField
from caseterm.widgets.fields import (
    DateField,
    Field,
    MoneyField,
    NotesField,
    NumberField,
    PhoneField,
    PlainField,
    TimeField,
)
from tests.conftest import HOSTILE
from tests.screens.client.driving import GARCIA, one, opened
from tests.screens.harness import press, settle, shown, type_text

STORED = clean_input(HOSTILE)
SHORT = "[/] 90% 山"
SPECIAL = {
    **dict.fromkeys(("fax", "at_time", "icd10", "severity", "zip"), SHORT),
    "limits": "100k/300k",
    "email": "a@b.example",
    "email2": "c@d.example",
    "file_by": "12/31/2026",
    "due": "1/4/2027",
    "pages": "12",
    "comparative_fault_pct": "20",
    "role": "Witness",
    "body_part": "Neck (cervical)",
    "number": "99-0007",
}
WRITTEN_ANOTHER_WAY = ("name", "adjuster", "limits", "deductible", "phone", "phone2", "phone3")


def answer(field: Field) -> str | None:
    """What is typed into a field of each kind; None where its start stays."""
    if field.field_name in SPECIAL:
        return SPECIAL[field.field_name]
    if isinstance(field, PhoneField):
        return "(206) 555-0146 x12 work"
    if isinstance(field, DateField):
        return "11/1/2026"
    if isinstance(field, TimeField):
        return "9:30"
    if isinstance(field, MoneyField | NumberField):
        return "5"
    if isinstance(field, PlainField | NotesField | SuggestField):
        return HOSTILE
    return None


async def fill(app: CaseTermApp, pilot: "Pilot[None]") -> FormScreen:
    """Put something into every field that takes text: pasted into the first, then set as if typed."""
    form = app.screen
    assert isinstance(form, FormScreen)
    pasted = False
    for field in form.fields:
        text = answer(field)
        if text is None:
            continue
        if text == HOSTILE and not pasted:
            pasted = True
            field.focus()
            await pilot.pause()
            assert app.focused is not None
            app.focused.post_message(Paste(text))
            await pilot.pause()
        else:
            field.set_text(text)
            field.settle()
    await pilot.pause()
    return form


CASES = {
    "contacts": ("SELECT p.notes, k.title, k.employer FROM parties p JOIN contacts k ON k.id = p.contact_id "
                 "WHERE p.role = 'witness'"),
    "injuries": "SELECT description, notes, description FROM injuries WHERE case_id = 2",
    "treatment": "SELECT gap_reason, notes, specialty FROM case_providers WHERE case_id = 2",
    "insurance": "SELECT v.notes, p.policy_no, p.named_insured FROM coverages v JOIN policies p ON p.id = v.policy_id "
                 "WHERE v.case_id = 2",
    "documents": "SELECT title, path, from_whom FROM documents WHERE case_id = 2",
    "deadlines": "SELECT title, basis, notes FROM deadlines WHERE case_id = 2",
    "incident": "SELECT place, description, liability_summary FROM incidents WHERE case_id = 2",
}  # fmt: skip


@pytest.mark.parametrize("section", list(CASES))
async def test_hostile_text_in_every_field_is_stored_shown_and_comes_back_unchanged(
    file_db: Database, section: str
) -> None:
    async with opened(file_db, section=section, case_id=GARCIA, size=(120, 40)) as (app, pilot, screen):
        await press(pilot, "a")
        await settle(app, pilot)
        form = await fill(app, pilot)
        typed = form.texts()
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert app.screen is screen, f"not saved: {[(f.label, f.problem()) for f in form.fields if f.problem()]}"
        row = one(file_db, CASES[section])
        assert row == (STORED, STORED, STORED)
        text = shown(app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "O'Neil" in text
        # the same form again, as it was, with nothing to save
        if section == "incident":
            await press(pilot, "a")
        else:
            screen.focus_section()
            await press(pilot, "end", "e")
        await settle(app, pilot)
        again = app.screen
        assert isinstance(again, FormScreen)
        assert not again.dirty
        differing = {
            name: (text, again.texts()[name])
            for name, text in typed.items()
            if clean_input(text, multiline=True) != clean_input(again.texts()[name], multiline=True)
            and name not in WRITTEN_ANOTHER_WAY
        }
        assert differing == {}
        await press(pilot, "escape")
        await settle(app, pilot)
        assert app.screen is screen
        # one undo takes all of it back
        await press(pilot, "u")
        await settle(app, pilot)
        if section != "incident":
            assert file_db.raw.execute(CASES[section]).fetchall() == []


async def test_a_contact_is_chosen_by_type_ahead_and_keeps_what_the_form_left_blank(file_db: Database) -> None:
    async with opened(file_db, section="contacts", case_id=GARCIA) as (app, pilot, _screen):
        await press(pilot, "a")
        await type_text(pilot, "police off")
        await press(pilot, "tab")
        await type_text(pilot, "rui")
        assert "Ruiz, P." in shown(app)
        await press(pilot, "tab")
        await type_text(pilot, "555 014 7777 cell")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert "Added Police officer: Ruiz, P. (Garcia, Maria)." in shown(app)
        assert one(file_db, "SELECT count(*) FROM contacts WHERE last = 'Ruiz'") == (1,)
        assert "(555) 014-0199" in shown(app)


async def test_a_form_left_in_the_middle_brings_its_draft_back_and_saving_forgets_it(file_db: Database) -> None:
    async with opened(file_db, section="documents", case_id=GARCIA) as (app, pilot, _screen):
        await press(pilot, "a")
        await type_text(pilot, "MRI rep")
        await press(pilot, "tab", "escape")
        await settle(app, pilot)
        await press(pilot, "d")
        await settle(app, pilot)
        assert one(file_db, "SELECT form, target FROM drafts") == ("document", "new:2")
    async with opened(file_db, section="documents", case_id=GARCIA) as (app, pilot, _screen):
        await press(pilot, "a")
        await settle(app, pilot)
        assert "MRI rep" in shown(app)
        assert "Draft from 9:41 AM brought back." in shown(app)
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(file_db, "SELECT title FROM documents WHERE case_id = 2") == ("MRI rep",)
        assert one(file_db, "SELECT count(*) FROM drafts") == (0,)
        await press(pilot, "a")
        await settle(app, pilot)
        assert "MRI rep" not in shown(app)


async def test_limits_that_cannot_be_read_keep_the_form_open_and_nothing_is_stored(file_db: Database) -> None:
    async with opened(file_db, section="insurance", case_id=GARCIA) as (app, pilot, _screen):
        await press(pilot, "a")
        await type_text(pilot, "Geico")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, "lots")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert isinstance(app.screen, FormScreen)
        assert "Try 100/300, 50k or 500k CSL" in shown(app)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "300/100")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert "Limits: the limit per accident is below the one per person." in shown(app)
        assert one(file_db, "SELECT count(*) FROM coverages WHERE case_id = 2") == (0,)
        assert one(file_db, "SELECT count(*) FROM contacts WHERE org_name = 'Geico'") == (0,)


async def test_editing_insurance_without_a_change_keeps_limits_claim_and_adjuster(file_db: Database) -> None:
    before = one(file_db, "SELECT * FROM coverages WHERE kind = 'bi_liability'")
    claim = one(file_db, "SELECT claim_no, adjuster_id, lor_sent_on FROM claims")
    async with opened(file_db, section="insurance") as (app, pilot, _screen):
        await press(pilot, "e", "ctrl+s")
        await settle(app, pilot)
        assert "Nothing changed." in shown(app)
        assert one(file_db, "SELECT * FROM coverages WHERE kind = 'bi_liability'") == before
        assert one(file_db, "SELECT claim_no, adjuster_id, lor_sent_on FROM claims") == claim


async def test_another_adjuster_is_another_contact_and_the_first_stays_on_the_case(file_db: Database) -> None:
    async with opened(file_db, section="insurance") as (app, pilot, _screen):
        await press(pilot, "e", *["tab"] * 6)
        await type_text(pilot, "Lee, Ann")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(file_db, "SELECT last, first FROM contacts WHERE id = (SELECT adjuster_id FROM claims)") == (
            "Lee",
            "Ann",
        )
        assert one(file_db, "SELECT count(*) FROM contacts WHERE last = 'Ruiz'") == (1,)


async def test_the_whole_task_is_edited_in_its_form(file_db: Database) -> None:
    async with opened(file_db, section="tasks") as (app, pilot, _screen):
        await press(pilot, "enter", "tab")
        await type_text(pilot, "fri")
        await press(pilot, "tab")
        await type_text(pilot, "3:30")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(file_db, "SELECT due, due_time FROM tasks WHERE title LIKE 'call adj%'") == ("2026-11-27", "15:30")
