from datetime import date

from textual import events

from caseterm import queries
from caseterm.app import CaseTermApp
from caseterm.rules.capture import read_capture
from caseterm.screens.capture import capture, remarks
from caseterm.screens.dayfit import DayFit
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.screens.dialogs.quickadd import QuickAddDialog
from caseterm.services import appointments
from caseterm.services import cases as case_services
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.harness import LARGE, press, running, settle, shown
from tests.screens.test_jump import type_at_once
from tests.services.test_cases import open_case
from tests.walls import wall


def tasks(db: Database) -> list[tuple[object, ...]]:
    return db.raw.execute(
        "SELECT title, case_id, due, due_time, priority, tags, minutes, notes FROM tasks ORDER BY id"
    ).fetchall()


def dialog(app: CaseTermApp) -> QuickAddDialog:
    assert isinstance(app.screen, QuickAddDialog)
    return app.screen


async def test_a_line_is_stored_as_the_preview_shows_it(db: Database) -> None:
    open_case(db, "Garcia")
    nguyen = open_case(db, "Nguyen")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "call adjuster tomorrow 3pm @ngu !high #limits // about UM")
        text = shown(app)
        for row in (
            "Task         call adjuster",
            "Client       Nguyen, Maria  26-0002",
            "Due          3:00 PM, Sun Nov 22 2026, tomorrow ! Sunday",
            "Priority     high",
            "Tags         limits",
            "Note         about UM",
        ):
            assert row in text
        await press(pilot, "enter")
        assert not isinstance(app.screen, QuickAddDialog)
        assert "Added task" in shown(app)
        assert "u Undo" in shown(app)
    assert tasks(db) == [("call adjuster", nguyen, "2026-11-22", "15:00", 2, "limits", None, "about UM")]


async def test_the_case_under_the_cursor_is_meant_when_none_is_named(db: Database) -> None:
    case_id = open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "chase bill")
        assert "Garcia, Maria  26-0001   (in view)" in shown(app)
        await press(pilot, "enter")
    assert tasks(db)[0][:3] == ("chase bill", case_id, None)


async def test_a_name_of_two_clients_is_chosen_with_the_arrows_and_enter_does_not_save_yet(db: Database) -> None:
    open_case(db, "Lee")
    open_case(db, "Garcia")
    second = open_case(db, "Garciaparra")
    third = open_case(db, "Garciaz")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "call @garciap")
        assert dialog(app).found.case_id == second
        await press(pilot, *["backspace"] * 3)
        assert dialog(app).line.value == "call @garc"
        assert dialog(app).choosing
        assert "means 3 cases" in shown(app)
        await press(pilot, "down", "down", "enter")
        assert tasks(db) == []
        assert dialog(app).line.value == 'call @"Garciaz, Maria" '
        assert dialog(app).found.case_id == third
        await type_at_once(app, pilot, "mon")
        await press(pilot, "enter")
    assert tasks(db)[0][:3] == ("call", third, "2026-11-23")


async def test_open_cases_stand_before_closed_ones_in_the_list(db: Database) -> None:
    closed = open_case(db, "Garcia", status="closed", closed_on=date(2026, 11, 2))
    opened = open_case(db, "Garciaz")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "x @gar")
        assert [case.case_id for case in dialog(app).choices] == [opened, closed]
        assert dialog(app).found.case_id == opened
        assert "closed" in shown(app)


async def test_an_unknown_client_keeps_the_text_and_is_not_saved(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "call @xyz")
        await press(pilot, "enter")
        assert dialog(app).line.value == "call @xyz"
        assert "No case has that name" in shown(app)
        assert tasks(db) == []


async def test_tab_changes_the_kind_and_takes_a_prefix_along(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        assert "[Task]" in shown(app)
        await press(pilot, "tab")
        assert "[Appointment]" in shown(app)
        await type_at_once(app, pilot, "n: hello")
        assert "[Note]" in shown(app)
        await press(pilot, "tab")
        assert "[Task]" in shown(app)
        assert dialog(app).line.value == "hello"
        await press(pilot, "shift+tab")
        assert "[Note]" in shown(app)


async def test_an_appointment_and_a_note_are_stored_too(db: Database) -> None:
    case_id = open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "a: IME Dr. Patel 12/3 9:30-10:30")
        await press(pilot, "enter", "a")
        await type_at_once(app, pilot, "n: neck worse since mon // 7/10")
        await press(pilot, "enter")
    assert db.raw.execute("SELECT title, kind, starts_at, ends_at, case_id FROM appointments").fetchone() == (
        "IME Dr. Patel",
        "ime_defense",
        "2026-12-03 09:30:00.000000",
        "2026-12-03 10:30:00.000000",
        case_id,
    )
    assert db.raw.execute("SELECT body, case_id FROM case_notes").fetchone() == ("neck worse since mon\n7/10", case_id)


async def test_ctrl_s_saves_stays_open_and_keeps_the_client(db: Database) -> None:
    open_case(db, "Garcia")
    lee = open_case(db, "Lee")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "first @lee")
        await press(pilot, "ctrl+s")
        assert "Saved: first" in shown(app)
        assert dialog(app).line.value == ""
        await type_at_once(app, pilot, "second")
        await press(pilot, "enter")
    assert [(row[0], row[1]) for row in tasks(db)] == [("first", lee), ("second", lee)]


async def test_up_recalls_earlier_lines_even_after_a_restart(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        for line in ("one", "two"):
            await press(pilot, "a")
            await type_at_once(app, pilot, line)
            await press(pilot, "enter")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "new")
        await press(pilot, "up")
        assert dialog(app).line.value == "two"
        await press(pilot, "up", "up")
        assert dialog(app).line.value == "one"
        await press(pilot, "down", "down")
        assert dialog(app).line.value == "new"


async def test_a_line_left_unsaved_can_be_recalled(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "half a thought")
        await press(pilot, "escape")
        assert "Not saved" in shown(app)
        await press(pilot, "a", "up")
        assert dialog(app).line.value == "half a thought"
        await type_at_once(app, pilot, " more")
        await press(pilot, "ctrl+o")
        await settle(app, pilot)
        assert isinstance(app.screen, JumpDialog), "any case opens from here, too"
        await press(pilot, "escape", "a", "up")
        assert dialog(app).line.value == "half a thought more"
    assert tasks(db) == []


async def test_f1_shows_the_grammar_and_escape_comes_back_first(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a", "f1")
        assert "business" not in shown(app)
        assert '@"Last, First"' in shown(app)
        await press(pilot, "escape")
        assert '@"Last, First"' not in shown(app)
        assert isinstance(app.screen, QuickAddDialog)


async def test_every_printable_character_goes_into_the_line(db: Database) -> None:
    open_case(db, "Garcia")
    printable = "".join(chr(code) for code in range(0x20, 0x7F))
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        field = dialog(app).line
        for char in printable:
            field.post_message(events.Key("space" if char == " " else char, char))
        await pilot.pause()
        assert field.value == printable


async def test_a_paste_of_several_lines_puts_the_rest_behind_two_slashes(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        dialog(app).line.post_message(events.Paste("call adjuster\nPolicy 88-A12\n\nsecond\x1b[31m line"))
        await pilot.pause()
        await pilot.pause()
        assert dialog(app).line.value == "call adjuster // Policy 88-A12 second␛[31m line"
        assert "Note         Policy 88-A12" in shown(app)


async def test_hostile_names_and_text_show_as_typed_and_store_as_typed(db: Database) -> None:
    case_id = open_case(db, HOSTILE)
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "x [/b] [@click=app.bell]y[/] @26-0001")
        text = shown(app)
        assert "x [/b] [@click=app.bell]y[/]" in text
        assert "O'Neil [/b] [@click=app.bell]x[/] [90%] 山田" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        await press(pilot, "enter")
    assert tasks(db)[0][:2] == ("x [/b] [@click=app.bell]y[/]", case_id)


async def test_the_day_in_view_is_an_appointments_day(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db, size=LARGE) as (app, pilot):
        screen = app.base_screen()
        assert screen is not None
        capture(screen, kind="appt", day=date(2026, 12, 3))
        await settle(app, pilot)
        await type_at_once(app, pilot, "PT 9:30 ~45m @garcia")
        assert "9:30 AM to 10:15 AM, Thu Dec 3 2026" in shown(app)
        await press(pilot, "enter")
    assert db.raw.execute("SELECT starts_at, title FROM appointments").fetchone() == ("2026-12-03 09:30:00.000000", "")


async def test_what_cannot_be_stored_leaves_the_line_open_with_its_text(db: Database) -> None:
    case_id = open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, "a: PT 3/14/2027 2:30am")
        await press(pilot, "enter")
        assert dialog(app).line.value == "a: PT 3/14/2027 2:30am"
        assert "the clocks go forward" in shown(app)
    case_services.archive_cases(db, [case_id])
    assert db.raw.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


async def test_letters_typed_before_the_line_stands_are_kept_in_order(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        for key in ("a", "c", "a", "l", "l"):
            app.simulate_key(key)
        await settle(app, pilot)
        assert dialog(app).line.value == "call"


async def test_a_long_note_is_wrapped_in_the_preview_and_never_cut(db: Database) -> None:
    open_case(db, "Garcia")
    words = " ".join(f"word{n}" for n in range(30))
    async with running(db) as (app, pilot):
        await press(pilot, "a")
        await type_at_once(app, pilot, f"call // {words}")
        text = shown(app)
        assert all(f"word{n}" in text for n in range(30))


def test_an_appointment_typed_is_held_against_the_way_from_the_one_before(db: Database) -> None:
    case_id, other = open_case(db, "Nguyen"), open_case(db, "Garcia")
    for at, place, kind in (("11-10 09:00", "Mercy PT", "therapy_pt"), ("11-24 09:00", "Bay Imaging", "imaging")):
        appointments.add_appointment(
            db, starts_at=wall(f"2026-{at}"), ends_at=wall(f"2026-{at[:5]} 09:45"), case_id=case_id, kind=kind,
            location=place,
        )  # fmt: skip
    index, fit = queries.jump.load(db), DayFit(db)

    def said(line: str, case: int) -> str:
        found = read_capture(
            line, today=date(2026, 11, 21), kind="appt", index=index, anchors=lambda _: {}, case_id=case
        )
        return " | ".join(text for _, text in remarks(fit, found))

    close = said("PT 11/24 9:55", case_id)
    assert "! TIGHT: 10 minutes to get from Bay Imaging to Mercy PT (20 assumed)" in close
    assert "where the last one was: Mercy PT" in close
    assert "TIGHT" not in said("PT 11/24 10:30", case_id)
    assert "TIGHT" not in said("PT 11/24 9:55", other), "another client is on no way"
    assert "TIGHT" not in said("chiro 11/24 9:55", case_id), "nobody knows where that is"
    assert "OVERLAPS" in said("PT 11/24 9:30", case_id)
