from collections.abc import Sequence
from datetime import date, time

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.pilot import Pilot

from caseterm.rules.phones import Phone
from caseterm.widgets.drop import Drop
from caseterm.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    LengthField,
    MoneyField,
    NotesField,
    PhoneField,
    PlainField,
    SuggestField,
    TextField,
    TimeField,
    YesNoField,
)
from caseterm.widgets.painted import key_name
from tests.widgets.hostile import NAME, TEXTS, harmless, lines_of

TODAY = date(2026, 11, 21)
KNOWN = [(1, "Mercy PT", "12 Elm St"), (2, "Mercy Hospital", "ER"), (3, "Dr. Núñez", "ortho"), (4, "Dr. Núñez", "pain")]
KINDS = [("pt", "PT"), ("mri", "MRI"), ("ime", "IME"), ("depo", "Deposition"), ("depo_prep", "Deposition prep")]


def known(query: str) -> Sequence[tuple[object, str, str]]:
    return [row for row in KNOWN if query.casefold() in row[1].casefold()]


class Demo(App[None]):
    BINDINGS = [("ctrl+z", "stray"), ("escape", "stray"), ("n", "stray"), ("x", "stray")]

    def __init__(self, *fields: Field) -> None:
        super().__init__()
        self.fields = fields
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        for field in self.fields:
            field.place(12, 80)
            yield field
        yield TextField(id="other")

    def on_field_entered(self, message: Field.Entered) -> None:
        self.said.append(f"entered {message.field.field_name}")

    def on_field_changed(self, message: Field.Changed) -> None:
        self.said.append(f"changed {message.field.field_name}")

    def action_stray(self) -> None:
        self.said.append("stray")


def meaning(field: Field) -> object:
    return field.value


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text into what has the keyboard, every key through the app, and wait once."""
    await pilot.pause()
    for char in text:
        pilot.app.post_message(Key(key_name(char) if char != " " else "space", char))
    await pilot.pause()


async def test_a_row_is_as_designed() -> None:
    field = DateField("due", "Date", today=TODAY, width=28)
    async with Demo(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press(*"tue")
        row = lines_of(field)[0]
        assert row.startswith("  Date         > [")
        assert row.rstrip().endswith("]  = Tue Nov 24 2026, in 3 days")
        assert row.index("]") - row.index("[") == 29


async def test_a_date_is_read_echoed_and_settled_when_left() -> None:
    field = DateField("due", "Date", today=TODAY)
    async with Demo(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        await type_in(pilot, "next fri")
        await pilot.press("tab")
        assert field.text == "11/27/2026"
        assert field.value == date(2026, 11, 27)
        assert field.problem() is None
        field.focus()
        await pilot.press(*"feb30")
        assert field.text == "feb30"
        with pytest.raises(ValueError, match="February"):
            _ = field.value
        await pilot.press("tab")
        assert field.text == "feb30"
        assert "! " in lines_of(field)[0]
        assert field.problem()


async def test_arrows_move_a_date_by_day_and_week() -> None:
    field = DateField("due", "Date", today=TODAY)
    async with Demo(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press("up")
        assert field.value == TODAY
        await pilot.press("up", "up", "down", "pageup", "pageup", "pagedown")
        assert field.value == date(2026, 11, 29)
        await pilot.press(*"soon", "up")
        assert field.text == "soon"


async def test_dates_of_history_lie_in_the_past() -> None:
    field = DateField("dob", "Born", today=TODAY, prefer="past")
    async with Demo(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press(*"3/15/84")
        assert field.value == date(1984, 3, 15)
        await pilot.press("home", "shift+end", *"12/3")
        assert field.value == date(2025, 12, 3)


async def test_an_old_value_is_selected_so_that_typing_replaces_it() -> None:
    field = DateField("due", "Date", today=TODAY)
    text = PlainField("title", "Title")
    async with Demo(field, text).run_test(size=(80, 24)) as pilot:
        field.set_value(date(2026, 12, 3))
        text.set_value("call")
        assert not field.dirty
        field.focus()
        await pilot.press(*"tom")
        assert field.text == "tom"
        assert field.dirty
        text.focus()
        await pilot.press("end", "s")
        assert text.value == "calls"


async def test_time_length_money_and_phone_say_what_they_understood() -> None:
    at, length = TimeField("at", "Time"), LengthField("long", "Length")
    money, phone = MoneyField("paid", "Paid"), PhoneField("phone", "Phone")
    length.start_time = lambda: at.value if isinstance(at.value, time) else None
    async with Demo(at, length, money, phone).run_test(size=(80, 24)) as pilot:
        for field, text in ((at, "9:30"), (length, "45m"), (money, "1,234.5"), (phone, "206.555.0146 x12 cell")):
            field.focus()
            await type_in(pilot, text)
        assert (at.value, length.value, money.value) == (time(9, 30), 45, 123450)
        assert phone.value == Phone("2065550146", "mobile", "12")
        assert "= 9:30 AM" in lines_of(at)[0]
        assert "ends 10:15 AM" in lines_of(length)[0]
        assert "= $1,234.50" in lines_of(money)[0]
        assert "(206) 555-0146" in lines_of(phone)[0]
        length.focus()
        await type_in(pilot, "10:00")
        assert length.value == 30
        money.set_text("12,34")
        phone.set_text("call her")
        assert money.problem()
        assert phone.problem()


async def test_length_without_a_start_and_times_without_sense_are_refused() -> None:
    length, at = LengthField("long", "Length"), TimeField("at", "Time")
    async with Demo(length, at).run_test(size=(80, 24)):
        length.set_text("10:15")
        at.set_text("25:00")
        assert "start" in (length.problem() or "")
        assert "24 hours" in (at.problem() or "")


async def test_yes_and_no_by_key() -> None:
    field = YesNoField("ride", "Ride")
    app = Demo(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        assert field.value is False
        await pilot.press("space")
        assert field.value is True
        assert "[x]" in _with_editor(field)
        await pilot.press("n")
        assert field.value is False
        await pilot.press("y", "enter")
        assert field.value is True
        assert app.said == ["changed ride"] * 3 + ["entered ride"]
        field.set_value(False)
        assert not field.dirty


def _with_editor(field: Field) -> str:
    row = lines_of(field)[0]
    inner = lines_of(field.editor)[0]
    start = row.index("[") + 1
    return row[:start] + inner + row[start + len(inner) :]


async def test_typing_picks_from_the_list() -> None:
    field = ChoiceField("kind", "Kind", choices=KINDS)
    app = Demo(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press(*"dep")
        assert [option.label for option in field.drop.options] == ["Deposition", "Deposition prep"]
        await pilot.press("down", "enter")
        assert field.value == "depo_prep"
        assert field.text == "Deposition prep"
        assert not field.is_open
        assert "entered kind" in app.said
        await pilot.press("home", "shift+end", *"pt", "tab")
        assert meaning(field) == "pt"
        assert field.text == "PT"


async def test_down_opens_the_whole_list_at_the_present_choice_and_escape_closes_it() -> None:
    field = ChoiceField("kind", "Kind", choices=KINDS)
    app = Demo(field)
    async with app.run_test(size=(80, 24)) as pilot:
        field.set_value("ime")
        assert field.text == "IME"
        field.focus()
        await pilot.press("down")
        await pilot.pause()
        assert len(field.drop.options) == 5
        drawn = lines_of(field.drop)
        assert drawn[2].startswith("> IME")
        await pilot.press("up", "escape")
        assert not field.is_open
        assert field.value == "ime"
        assert "stray" not in app.said
        await pilot.press("escape")
        assert app.said[-1] == "stray"


async def test_what_is_not_in_the_list_is_refused_unless_free() -> None:
    field = ChoiceField("kind", "Kind", choices=KINDS)
    free = ChoiceField("tag", "Tag", choices=KINDS, free=True)
    async with Demo(field, free).run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press(*"zebra", "tab", *"zebra", "tab")
        assert "not in the list" in (field.problem() or "")
        assert field.text == "zebra"
        assert free.value == "zebra"
        assert "kept as typed" in lines_of(free)[0]


async def test_a_known_name_gives_its_value_and_a_new_one_itself() -> None:
    field = SuggestField("provider", "Provider", suggest=known)
    async with Demo(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press(*"mer", "tab")
        assert field.value == 1
        assert "= 12 Elm St" in lines_of(field)[0]
        field.focus()
        await type_in(pilot, "Valley Chiro")
        await pilot.press("tab")
        assert meaning(field) == "Valley Chiro"
        assert "new, will be added" in lines_of(field)[0]
        field.focus()
        await type_in(pilot, "Mercy PT")
        await pilot.press("up", "enter")
        assert meaning(field) == "Mercy PT"
        field.set_value((4, "Dr. Núñez"))
        assert meaning(field) == 4
        assert not field.dirty


async def test_a_name_must_be_known_where_new_ones_are_not_taken() -> None:
    field = SuggestField("case", "Case", suggest=known, free=False)
    async with Demo(field).run_test(size=(80, 24)):
        field.set_text("Mercy PT")
        assert field.value == 1
        field.set_text("Mercy")
        assert field.problem()


async def test_a_click_in_the_list_picks() -> None:
    field = ChoiceField("kind", "Kind", choices=KINDS)
    async with Demo(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        await pilot.press("down")
        await pilot.pause()
        await pilot.click(Drop, offset=(4, 2))
        assert field.value == "mri"
        assert field.active


async def test_the_list_goes_above_where_there_is_no_room_below() -> None:
    spacers = [PlainField(f"p{n}", "x") for n in range(15)]
    field = ChoiceField("kind", "Kind", choices=KINDS)
    async with Demo(*spacers, field).run_test(size=(80, 18)) as pilot:
        field.focus()
        await pilot.press("down")
        await pilot.pause()
        assert field.drop.region.bottom <= field.region.y
        assert field.drop.region.height == 7


async def test_a_wide_list_ends_where_the_screen_does() -> None:
    fund = (1, "Golden Gate Compensation Fund", "Workers' compensation  (800) 555-0124")
    field = SuggestField("insurer", "Insurer", suggest=lambda query: [fund])
    async with Demo(field).run_test(size=(60, 18)) as pilot:
        field.focus()
        await pilot.press("g")
        await pilot.pause()
        assert field.drop.region.right <= 60


async def test_undo_and_redo_are_of_the_typing_and_never_leave_the_field() -> None:
    text = PlainField("title", "Title")
    app = Demo(text)
    async with app.run_test(size=(80, 24)) as pilot:
        text.focus()
        await type_in(pilot, "one two")
        await pilot.press("ctrl+u", "ctrl+z")
        assert text.text == "one two"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert text.text == ""
        await pilot.press("ctrl+y", "ctrl+y")
        assert text.text == "one two"
        assert "stray" not in app.said


async def test_redo_brings_back_what_undo_took() -> None:
    text = PlainField("title", "Title")
    async with Demo(text).run_test(size=(80, 24)) as pilot:
        text.focus()
        await pilot.press(*"one", "ctrl+z")
        assert text.text == ""
        await pilot.press("ctrl+y")
        assert text.text == "one"
        await pilot.press("x", "ctrl+z", "y", "ctrl+y")
        assert text.text == "oney"


async def test_pasted_lines_are_joined_and_controls_become_visible() -> None:
    text, notes = PlainField("title", "Title"), NotesField("notes", "Notes")
    async with Demo(text, notes).run_test(size=(80, 24)) as pilot:
        text.focus()
        await pilot.pause()
        text.editor.post_message(Paste("one\r\ntwo\x1b[31m\tthree"))
        await pilot.pause()
        assert text.text == "one two␛[31m three"
        notes.focus()
        await pilot.pause()
        notes.editor.post_message(Paste("one\r\ntwo\x07"))
        await pilot.pause()
        assert notes.text == "one\ntwo␇"


async def test_notes_take_lines_and_tab_leaves() -> None:
    notes = NotesField("notes", "Notes")
    app = Demo(notes)
    async with app.run_test(size=(80, 24)) as pilot:
        notes.set_value("bring brace")
        assert not notes.dirty
        notes.focus()
        await pilot.press("enter", *"ID", "tab")
        assert notes.value == "bring brace\nID"
        assert app.query_one("#other").has_focus
        assert notes.size.height == 3


async def test_a_required_field_says_so_only_when_checked() -> None:
    text = PlainField("title", "Title", required=True, hint="what is to be done")
    async with Demo(text).run_test(size=(80, 24)) as pilot:
        assert lines_of(text)[0].startswith("  Title*")
        assert "what is to be done" in lines_of(text)[0]
        text.check()
        assert "! needed" in lines_of(text)[0]
        text.focus()
        await pilot.press("a")
        assert text.problem() is None
        text.refuse("taken")
        assert "! taken" in lines_of(text)[0]
        await pilot.press("b")
        assert text.problem() is None


def every_field(text: str) -> list[Field]:
    return [
        PlainField("a", "Plain", hint=text),
        DateField("b", "Date", today=TODAY),
        TimeField("c", "Time"),
        LengthField("d", "Length"),
        MoneyField("e", "Money"),
        PhoneField("f", "Phone"),
        ChoiceField("g", "Choice", choices=[(1, text), (2, text + "2")]),
        SuggestField("h", "Suggest", suggest=lambda query: [(1, text, text), (2, "other", text)]),
        NotesField("i", "Notes"),
        YesNoField("j", "Yes"),
    ]


async def test_hostile_text_in_every_field_is_harmless_and_fits() -> None:
    fields = every_field(NAME)
    async with Demo(*fields).run_test(size=(80, 24)) as pilot:
        for text in TEXTS:
            for field in fields:
                field.set_text(text)
                field.refuse(text)
            await pilot.pause()
            for field in fields:
                for widget in (field, field.editor):
                    assert all(harmless(line) for line in lines_of(widget)), (field, lines_of(widget))
                assert all(cell_len(line) == 80 for line in lines_of(field))


async def test_hostile_text_can_be_walked_and_edited() -> None:
    text = "".join(TEXTS)
    fields = every_field(text)
    async with Demo(*fields).run_test(size=(80, 24)) as pilot:
        for field in (fields[0], fields[1], fields[6], fields[7], fields[8]):
            field.set_text(text)
            field.focus()
            await pilot.press("end", "left", "x", "down", "tab")
            assert all(harmless(line) for line in [*lines_of(field), *lines_of(field.editor)])


async def test_hostile_text_in_a_list_under_a_field() -> None:
    for text in TEXTS[:9:2]:
        choice, suggest = every_field(text)[6:8]
        async with Demo(choice, suggest).run_test(size=(80, 24)) as pilot:
            for field in (choice, suggest):
                field.focus()
                await pilot.press("down")
                assert isinstance(field, ChoiceField | SuggestField)
                assert field.is_open
                assert all(harmless(line) for line in lines_of(field.drop))


async def test_every_printable_character_is_typed_and_triggers_nothing() -> None:
    text = PlainField("a", "Plain")
    app = Demo(text)
    printable = "".join(chr(code) for code in range(33, 127))
    async with app.run_test(size=(120, 24)) as pilot:
        text.focus()
        await type_in(pilot, printable)
        assert text.text == printable
        assert "stray" not in app.said


async def test_markup_typed_into_a_field_is_literal() -> None:
    text = PlainField("a", "Plain", width=60)
    async with Demo(text).run_test(size=(100, 24)):
        text.set_text(NAME)
        assert NAME in lines_of(text.editor)[0]
