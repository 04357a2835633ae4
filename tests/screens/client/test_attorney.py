"""The attorney's side by keys: from a letter to its sending, recommendations, promises, grade, conflicts, links."""

from pathlib import Path

import pytest

from caseterm import letters, services
from caseterm.rules.inputs import ContactInput
from caseterm.screens.letters import LettersScreen
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import GARCIA, NGUYEN, one, opened
from tests.screens.harness import LARGE, SMALL, press, settle, shown, type_text


def test_what_the_letters_of_a_case_say_alike_is_filled_in_once(file_db: Database) -> None:
    found = [
        *letters.addressees(file_db, NGUYEN, "client_welcome"),
        *letters.addressees(file_db, NGUYEN, "representation_adverse"),
        *letters.addressees(file_db, GARCIA, "client_welcome"),
    ]
    screen = LettersScreen(found)
    screen._give({"attorney.name": "L. Shah", "recipient.address": "1 Main"})
    assert screen.extra == {
        0: {"attorney.name": "L. Shah", "recipient.address": "1 Main"},
        1: {"attorney.name": "L. Shah"},
    }


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_attorneys_side_goes_by_keys(file_db: Database, tmp_path: Path, size: tuple[int, int]) -> None:
    db = file_db
    firm = {"firm_name": HOSTILE, "firm_address": "1 Main", "firm_phone": "(510) 555-0100"}
    services.settings.edit_settings(db, {**firm, "export_folder": str(tmp_path)})
    services.attorney.recommend(db, NGUYEN, {"text": f"Settle early {HOSTILE}", "saving_cents": 150_000})
    async with opened(db, section="attorney", size=size) as (app, pilot, screen):
        await press(pilot, "m", "w")
        await type_text(pilot, "adverse")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Missing in this letter" in shown(app)
        assert "Address of the addressee is not on file" in " ".join(shown(app).split())
        await press(pilot, "e")
        await settle(app, pilot)
        await type_text(pilot, "P.O. Box 7")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert "P.O. Box 7" in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        (made,) = tmp_path.rglob("*.docx")
        assert made.name.startswith("26-0142-Representation-adverse-carrier")
        await press(pilot, "escape")
        await settle(app, pilot)
        assert "Drafts   1 open" in shown(app)
        screen.focus_section()
        screen.rows.move_to(f"draft:{one(db, 'SELECT id FROM legal_drafts')[0]}")
        await press(pilot, "m", "b")
        assert one(db, "SELECT status, reviewer FROM legal_drafts") == ("in_review", "R. Shah")
        await press(pilot, "x")
        await press(pilot, "enter")
        assert one(db, "SELECT status FROM legal_drafts") == ("approved",)
        await press(pilot, "m", "n")
        await type_text(pilot, "fax")
        await press(pilot, "enter")
        assert one(db, "SELECT status, sent_by FROM legal_drafts") == ("sent", "fax")
        assert "Sent by fax" in shown(app)
        screen.rows.move_to(f"recommendation:{one(db, 'SELECT id FROM recommendations')[0]}")
        await press(pilot, "s")
        await type_text(pilot, "decl")
        await press(pilot, "enter")
        await type_text(pilot, "too soon")
        await press(pilot, "enter")
        decided = one(db, "SELECT decision, decided_by, decision_note FROM recommendations")
        assert decided == ("declined", "R. Shah", "too soon")
        await press(pilot, "m", "g")
        await type_text(pilot, "A")
        await press(pilot, "enter")
        await type_text(pilot, " clear liability")
        await press(pilot, "enter")
        assert one(db, f"SELECT grade, grade_reason FROM cases WHERE id = {NGUYEN}") == ("A", "clear liability")
        await press(pilot, "a", "p")
        await settle(app, pilot)
        await type_text(pilot, "call on Friday")
        await press(pilot, "enter")
        await type_text(pilot, "11/24")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(db, "SELECT what, due, role FROM promises") == ("call on Friday", "2026-11-24", "client")
        screen.rows.move_to(f"promise:{one(db, 'SELECT id FROM promises')[0]}")
        await press(pilot, "x")
        assert one(db, "SELECT kept_on FROM promises") == ("2026-11-21",)
        await press(pilot, "m", "f")
        await settle(app, pilot)
        await type_text(pilot, "nothing is missing")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(db, "SELECT findings, next_on FROM file_reviews") == ("nothing is missing", "2027-01-20")
        await press(pilot, "m", "x")
        await settle(app, pilot)
        assert one(db, "SELECT result FROM conflict_checks") == ("clear",)


async def test_conflicts_links_and_claim_facts_go_by_keys(file_db: Database) -> None:
    db = file_db
    person = ContactInput({"last": "Garcia", "first": "Mary", "preferred_name": HOSTILE})
    services.parties.add_party(db, NGUYEN, "defendant_driver", person)
    (party, contact) = one(db, "SELECT id, contact_id FROM parties WHERE role = 'defendant_driver'")
    async with opened(db, section="contacts") as (app, pilot, screen):
        await press(pilot, "m", "x")
        await settle(app, pilot)
        assert "1 on the other side !" in shown(app)
        assert "client 26-0031" in shown(app) or "Client in 26-0031" in shown(app)
        await press(pilot, "e")
        assert app.case_id != NGUYEN
        await press(pilot, "escape")
        assert "1 on the other side !" in shown(app), "back from the case it is known from"
        await press(pilot, "c")
        await type_text(pilot, "A. Gold")
        await press(pilot, "enter")
        await type_text(pilot, "another Garcia, born 1990")
        await press(pilot, "enter")
        assert one(db, "SELECT result, cleared_by FROM conflict_checks")[0] == "cleared"
        await press(pilot, "escape")
        await settle(app, pilot)
        assert (app.screen, app.case_id) == (screen, NGUYEN)
        screen.focus_section()
        screen.rows.move_to(f"party:{party}")
        await press(pilot, "m", "d")
        await settle(app, pilot)
        await type_text(pilot, "Lee, Ann")
        for _ in range(3):
            await press(pilot, "enter")
        await type_text(pilot, "3/4/2027")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(db, "SELECT k.last FROM defendants d JOIN contacts k ON k.id = d.counsel_id") == ("Lee",)
        assert one(db, f"SELECT due, verified_on FROM deadlines WHERE defendant_id = {contact}") == ("2027-03-04", None)
        screen.rows.move_to(f"party:{party}")
        await settle(app, pilot)
        assert "Counsel Lee, Ann" in shown(app)
        await press(pilot, "m", "j")
        await type_text(pilot, "garcia maria")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "Merge Garcia, Maria and Garcia, Mary" in shown(app)
        await press(pilot, "o")
        await settle(app, pilot)
        assert one(db, "SELECT count(*) FROM contacts WHERE last = 'Garcia' AND archived_at IS NULL") == (1,)
        await press(pilot, "u")
        await settle(app, pilot)
        assert one(db, "SELECT count(*) FROM contacts WHERE last = 'Garcia' AND archived_at IS NULL") == (2,)
        screen.go_section("incident")
        screen.focus_section()
        await settle(app, pilot)
        screen.rows.move_to("claim:auto_property")
        await press(pilot, "e")
        await type_text(pilot, "4,250")
        await press(pilot, "enter")
        assert one(db, "SELECT name, value_cents FROM claim_details") == ("auto_property", 425_000)
        assert "$4,250.00" in shown(app)
        services.claimdetails.put_details(db, screen.case_id, {"auto_statement": "refused", "auto_stacked": 2})
        app.announce(services.history.undo(db))
        app.announce(services.history.redo(db))
        screen.go_section("insurance")
        screen.focus_section()
        await settle(app, pilot)
        assert "Statement refused" in " ".join(shown(app).split())
        screen.go_section("incident")
        await settle(app, pilot)
        await press(pilot, "p")
        await settle(app, pilot)
        await press(pilot, "n")
        await type_text(pilot, "tender at limits")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert one(db, "SELECT text FROM recommendations") == ("tender at limits",)
        assert screen.app.screen.facts.advice[0].text == "tender at limits"  # type: ignore[attr-defined]
        await press(pilot, "escape", "m", "o")
        await settle(app, pilot)
        assert "Chronology" in shown(app) or "chronology" in shown(app)
        await press(pilot, "escape", "m", "i")
        await settle(app, pilot)
        assert "File index" in shown(app) or "FILE INDEX" in shown(app)
        await press(pilot, "escape")
        screen.go_section("documents")
        screen.focus_section()
        await settle(app, pilot)
        await press(pilot, "m", "p")
        await settle(app, pilot)
        assert "Disclosures: " in shown(app)
        assert "ACCOUNTING OF DISCLOSURES" in shown(app)
        await press(pilot, "escape")
        await settle(app, pilot)
        await press(pilot, "m", "c")
        assert "Still open in this case" in shown(app)
        await press(pilot, "c")
        await settle(app, pilot)
        await type_text(pilot, "settled")
        await press(pilot, "enter")
        await type_text(pilot, "all paid")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert one(db, "SELECT outcome, retain_until FROM closures") == ("all paid", "2033-11-21")
        await press(pilot, "w")
        await settle(app, pilot)
        assert "Closing: Nguyen, Thi" in shown(app)
