import os
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from unittest.mock import Mock

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.clock import Clock, fixed_clock
from caseterm.screens.calendar.grid import CalendarGrid
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.services import appointments, history
from caseterm.store.database import Database
from tests.conftest import TODAY
from tests.screens.calendar_days import Days, book, fill
from tests.screens.harness import LARGE, SMALL, press, running, set_clock, shown, type_text
from tests.walls import wall

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture(scope="module")
def filled(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Days]:
    path = tmp_path_factory.mktemp("calendar") / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, fixed_clock(TODAY)) as database:
        return path, fill(database)


@pytest.fixture
def days(filled: tuple[Path, Days]) -> Days:
    return filled[1]


@pytest.fixture
def db(filled: tuple[Path, Days], tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """The filled calendar, a copy for each test."""
    path = tmp_path / "cases.db"
    shutil.copy(filled[0], path)
    with Database.open(path, clock) as database:
        yield database


def stored(db: Database, appointment_id: int, *names: str) -> tuple[object, ...]:
    query = f"SELECT {', '.join(names)} FROM appointments WHERE id = ?"
    return tuple(db.raw.execute(query, (appointment_id,)).fetchone())


def row(app: CaseTermApp, *words: str) -> str:
    """The one line of the screen with all these words."""
    lines = [line for line in shown(app).splitlines() if all(word in line for word in words)]
    assert len(lines) == 1, (words, shown(app))
    return lines[0]


def cursor_row(app: CaseTermApp) -> str:
    """The line of the list that has the cursor."""
    lines = [line for line in shown(app).splitlines() if line.startswith(">")]
    assert len(lines) == 1, shown(app)
    return lines[0]


def status(app: CaseTermApp) -> str:
    return shown(app).splitlines()[-2].strip()


def compare(app: CaseTermApp, name: str) -> None:
    """The screen is what was looked at and kept; UPDATE_SNAPSHOTS=1 keeps it anew."""
    text = shown(app) + "\n"
    path = SNAPSHOTS / f"calendar-{name}.txt"
    assert "[3 Calendar]" in text
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def fits(app: CaseTermApp) -> None:
    """Every line is as wide as the screen, nothing scrolls sideways, and somebody has the keyboard."""
    width = app.size.width
    for strip in app.screen._compositor.render_strips(app.screen.size):
        assert strip.cell_length == width
        assert sum(cell_len(segment.text) for segment in strip) == width
    assert not app.screen.show_horizontal_scrollbar
    assert app.screen.focused is not None


async def go_to(pilot: "Pilot[None]", text: str) -> None:
    await press(pilot, "g", "d")
    await type_text(pilot, text)
    await press(pilot, "enter")


# ---- looked at -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_four_views_and_the_long_and_the_empty_month_stay_as_they_were_looked_at(
    db: Database, days: Days, size: tuple[int, int]
) -> None:
    name = f"{size[0]}x{size[1]}"
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "3", "right", "right", "right")
        compare(app, f"month-{name}")
        fits(app)
        await press(pilot, "v", "w")
        compare(app, f"week-{name}")
        fits(app)
        await press(pilot, "v", "d")
        compare(app, f"day-{name}")
        fits(app)
        await press(pilot, "t", "v", "a")
        compare(app, f"agenda-{name}")
        fits(app)
        await press(pilot, "v", "m")
        await go_to(pilot, "1/6/2027")
        compare(app, f"six-weeks-{name}")
        fits(app)
        await press(pilot, "full_stop")
        compare(app, f"empty-month-{name}")
        fits(app)


async def test_every_view_fits_terminals_small_and_large(db: Database, days: Days) -> None:
    async with running(db, size=(60, 16)) as (app, pilot):
        await press(pilot, "3")
        for size in ((60, 16), (99, 30), (100, 24), (140, 50)):
            await pilot.resize_terminal(*size)
            for view in "mwda":
                await press(pilot, "v", view)
                fits(app)
                assert "[3 Calendar]" in shown(app)
        await press(pilot, "v", "m")
        await go_to(pilot, "1/31/2027")
        for size in ((60, 16), (140, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            fits(app)
            assert ">31<" in shown(app), size


# ---- moving about --------------------------------------------------------------------------------------------


async def test_arrows_go_by_day_and_week_and_the_periods_by_month(
    db: Database, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        assert ">[21]<" in shown(app)
        grid = app.screen.query_one("#grid", CalendarGrid)
        render = Mock(side_effect=grid.render_line)
        with monkeypatch.context() as watching:
            watching.setattr(grid, "render_line", render)
            await press(pilot, "right")
        assert ">22<" in shown(app)
        assert render.call_count == 2, "Saturday's line and the next Sunday's"
        await press(pilot, "down")
        assert ">29<" in shown(app)
        await press(pilot, "down")
        assert "December 2026" in shown(app)
        assert ">6<" in shown(app)
        await press(pilot, "up", "left")
        assert ">28<" in shown(app)
        await press(pilot, "home")
        assert ">22<" in shown(app)
        await press(pilot, "end", "comma")
        assert "October 2026" in shown(app)
        assert ">28<" in shown(app)
        await press(pilot, "t")
        assert ">[21]<" in shown(app)


async def test_a_month_back_from_the_31st_clamps_to_the_month_s_end(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        await go_to(pilot, "3/31/2027")
        await press(pilot, "comma")
        assert "February 2027" in shown(app)
        assert ">28<" in shown(app)


async def test_a_typed_date_goes_there_and_a_wrong_one_is_refused_beside_it(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        await go_to(pilot, "feb 30")
        assert "There is no February 30" in shown(app)
        await press(pilot, "escape")
        await go_to(pilot, "3/8/2027")
        assert "March 2027" in shown(app)
        assert ">8<" in shown(app)


async def test_the_views_change_on_the_same_day_and_escape_leaves_the_day(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "enter")
        assert "Tue Nov 24 2026   day" in shown(app)
        assert "you are free  8:00-6:00" in shown(app), "the clients' visits leave her the day"
        await press(pilot, "escape")
        assert "November 2026   month" in shown(app)
        assert ">24<" in shown(app)
        await press(pilot, "v", "v")
        assert "Week 48   Nov 23 - 29" in shown(app)
        await press(pilot, "full_stop")
        assert "Week 49   Nov 30 - Dec 6" in shown(app)


async def test_tab_goes_into_the_day_and_enter_there_opens_the_file_at_its_section(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "down", "down")
        assert "chase Mercy bill" in cursor_row(app)
        assert "enter Open" in shown(app)
        await press(pilot, "enter")
        assert "[2 Client]" in shown(app)
        assert (app.case_id, app.section) == (days.nguyen, "tasks")
        await press(pilot, "3")
        assert "chase Mercy bill" in cursor_row(app)


async def test_the_cursor_day_survives_a_change_made_elsewhere(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "down")
        history.undo(db)
        await press(pilot, "f5")
        assert ">24<" in shown(app)
        assert "chiro" in cursor_row(app)


async def test_g_d_and_g_h_reach_the_calendar_from_any_screen(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await go_to(pilot, "12/3")
        assert "December 2026" in shown(app)
        assert ">3<" in shown(app)
        await press(pilot, "1", "g", "h")
        assert "Agenda   Nov 21 - Dec 4" in shown(app)
        assert "Today  Sat Nov 21" in shown(app)


async def test_a_click_chooses_a_day_and_again_opens_it(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        line = next(n for n, text in enumerate(shown(app).splitlines()) if " 25 " in text)
        await pilot.click(offset=(36, line))
        await pilot.pause()
        assert ">25<" in shown(app)
        await pilot.click(offset=(36, line + 1))
        await pilot.pause()
        assert "Wed Nov 25 2026   day" in shown(app)


# ---- acts ----------------------------------------------------------------------------------------------------


async def test_a_missed_visit_is_followed_up_in_six_keys_and_a_date(db: Database, days: Days) -> None:
    appointments.add_appointment(db, starts_at=wall("2026-12-15 09:30"), case_id=days.garcia, kind="therapy_pt")
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "a", "down")
        assert "outcome?" in cursor_row(app)
        assert "x Kept  n No-show" in shown(app).splitlines()[-1]
        await press(pilot, "n", "t")
        assert "No-show (transport). What follows?" in shown(app)
        await press(pilot, "b", "t")
        assert re.search(r"x  Barrier: transport +done", shown(app))
        assert re.search(r"x  Rides needed from now on +done", shown(app))
        assert status(app).startswith("Needs rides from now on: Garcia, Maria, 10 rides to book")
        await press(pilot, "u")
        assert status(app).startswith("Undid: Needs rides from now on: Garcia, Maria")
        assert "t  Rides needed from now on" in shown(app), "it is offered again"
        await press(pilot, "U", "c", "escape", "f", "o")
        assert re.search(r"only: attended\? +1 of \d", shown(app)), "missed, it asks for a new date"
        await press(pilot, "n", "r")
        await type_text(pilot, "12/4 11:00")
        await press(pilot, "enter")
        assert re.search(r"only: attended\? +0 of \d", shown(app))
        assert app.screen.day == TODAY, "a list that is worked through stays where it is"  # type: ignore[attr-defined]
        await press(pilot, "u", "escape", "n")
        assert re.search(r"x  Call task, due today +done", shown(app)), "as done it stands the next time, too"
        await press(pilot, "c", "r")
        await type_text(pilot, "tue 11:00")
        assert "= Tue Nov 24 2026 11:00-11:45" in shown(app)
        assert "the client is free 8:00-6:00" in shown(app)
        await press(pilot, "enter")
        assert status(app).startswith("Moved: PT Garcia, Maria Fri 11/20 9:30 -> Tue 11/24 11:00")
        assert "11:00-11:45 PT     RIDE NOT BOOKED" in cursor_row(app)
        assert stored(db, days.missed, "status", "no_show_reason") == ("no_show", "transport")
        new = db.raw.execute("SELECT id FROM appointments WHERE rescheduled_from_id = ?", (days.missed,)).fetchone()[0]
        assert stored(db, new, "starts_at", "status", "ride") == ("2026-11-24 11:00:00.000000", "scheduled", "needed")
        calls = db.raw.execute("SELECT title, due, case_id FROM tasks WHERE title LIKE 'Call about missed%'").fetchall()
        assert calls == [("Call about missed PT Fri 11/20 9:30 (transport)", "2026-11-21", days.garcia)], "once"
        barriers = db.raw.execute("SELECT category, description, appointment_id FROM barriers").fetchall()
        assert barriers == [("transport", "Transport: missed PT Fri 11/20 9:30", days.missed)]
        await press(pilot, "m", "t")
        await type_text(pilot, "Ask for the films")
        await press(pilot, "ctrl+s", "d")
        await type_text(pilot, "12/3 11:00")
        await press(pilot, "enter")
        told = re.sub(r"[│\s]+", " ", shown(app))
        assert "Ride to book; tasks moved: Ask for the films -> 12/02." in told
        await press(pilot, "enter", "u", "u", "u", "u", "u", "u", "u")
        assert stored(db, days.missed, "status") == ("scheduled",), "each act was one of its own"
        assert db.raw.execute("SELECT count(*) FROM barriers").fetchone() == (0,)


async def test_x_settles_what_asks_for_its_outcome_and_u_takes_it_back(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "a", "down", "x")
        assert status(app) == "Kept: PT Garcia, Maria Fri 11/20 9:30.   u Undo"
        assert stored(db, days.missed, "status") == ("attended",)
        assert "outcome?" not in shown(app)
        await press(pilot, "u", "home")
        assert stored(db, days.missed, "status") == ("scheduled",)
        assert "outcome?" in shown(app)


async def test_marked_tasks_are_done_in_one_act(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "a", "f", "t", "space", "space")
        assert "2 marked" in status(app)
        await press(pilot, "x")
        assert "2 tasks" in status(app)
        assert db.raw.execute("SELECT count(*) FROM tasks WHERE status = 'done'").fetchone() == (2,)
        await press(pilot, "u")
        assert db.raw.execute("SELECT count(*) FROM tasks WHERE status = 'done'").fetchone() == (0,)


async def test_a_day_to_come_offers_no_outcome_and_refuses_x_in_words(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "s")
        assert "No-show" not in shown(app)
        assert "Cancelled by provider" in shown(app)
        await press(pilot, "p")
        assert stored(db, days.visit, "status") == ("cancelled_by_provider",)
        assert "cancelled by provider" in row(app, "9:30-10:15")
        assert status(app).startswith("Cancelled: PT Nguyen, Thi Tue 11/24 9:30 (by the provider, cancel it")
        await press(pilot, "tab", "down", "x")
        assert "has not come yet" in shown(app)
        assert stored(db, days.chiro, "status") == ("scheduled",)


async def test_a_ride_is_booked_by_key_with_its_details(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "down")
        assert "RIDE NOT BOOKED" in cursor_row(app)
        await press(pilot, "r", "b", *["enter"] * 8)
        await type_text(pilot, "4471")
        await press(pilot, "ctrl+s")
        assert stored(db, days.chiro, "ride", "ride_note") == ("booked", "1:20 conf. 4471")
        assert "RIDE NOT BOOKED" not in shown(app)
        assert "ride 1:20 conf. 4471" in cursor_row(app)


async def test_the_move_says_what_it_overlaps_and_lets_her(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "d")
        await type_text(pilot, "1/4 9:15")
        text = shown(app)
        assert "= Mon Jan 4 2027 9:15-10:00" in text
        assert "OVERLAPS Mon 01/04 9:00 PT Nguyen, Thi (same client" in text
        await press(pilot, "enter")
        assert "! Overlaps 9:00 PT Nguyen" in status(app)
        assert "OVERLAPS" in row(app, ">", "9:15-10:00")


async def test_an_hour_the_clocks_skip_is_refused_beside_what_was_typed(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "d")
        await type_text(pilot, "3/14/2027 2:30am")
        await press(pilot, "enter")
        assert "There is no 2:30 AM on Sun Mar 14 2027: the clocks go forward." in " ".join(shown(app).split())
        await press(pilot, "escape")
        assert stored(db, days.visit, "status") == ("scheduled",)


async def test_a_task_gets_a_new_date_and_a_deadline_points_to_its_file(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "down", "down", "d")
        await type_text(pilot, "+2d")
        await press(pilot, "enter")
        due = db.raw.execute("SELECT due FROM tasks WHERE id = ?", (days.chase,)).fetchone()
        assert due == ("2026-11-23",)
        await go_to(pilot, "12/1")
        await press(pilot, "tab", "d")
        assert "enter opens it there" in status(app)
        await press(pilot, "x")
        assert "with its proof" in status(app)


async def test_quick_add_books_on_the_cursor_day_and_shows_it_there(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "a")
        await type_text(pilot, "IME Dr. Patel 3pm @Garcia")
        await press(pilot, "enter")
        starts_at, case_id = db.raw.execute(
            "SELECT starts_at, case_id FROM appointments ORDER BY id DESC LIMIT 1"
        ).fetchone()
        assert (starts_at, case_id) == ("2026-11-24 15:00:00.000000", days.garcia)
        assert "Garcia, Maria" in row(app, "3:00", "Patel")


async def test_the_form_corrects_an_appointment_in_place(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "down", "e")
        assert "Edit appointment" in shown(app)
        assert "Abara, Ngozi" in shown(app)
        await press(pilot, "tab", "tab", "ctrl+a", "ctrl+k")
        await type_text(pilot, "2:30")
        await press(pilot, "ctrl+s")
        assert stored(db, days.chiro, "starts_at", "ends_at", "kind", "ride", "location") == (
            "2026-11-24 14:30:00.000000",
            "2026-11-24 15:15:00.000000",
            "chiropractic",
            "needed",
            "Valley Chiro",
        )
        assert "2:30-3:15" in cursor_row(app)
        assert status(app).startswith("Changed: Chiropractic Abara, Ngozi Tue 11/24 2:30")


async def test_what_is_typed_into_a_form_and_left_comes_back_as_a_draft(
    db: Database, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeyConfirm, "guard_seconds", 0.0)
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "tab", "e", *["tab"] * 6)
        await type_text(pilot, "bring brace")
        assert "unsaved" in shown(app)
        await press(pilot, "escape")
        assert "Leave without saving?" in shown(app)
        await press(pilot, "d")
        assert stored(db, days.visit, "title") == ("",)
        await press(pilot, "e")
        assert "bring brace" in shown(app)
        await press(pilot, "ctrl+s")
        assert stored(db, days.visit, "title") == ("bring brace",)


async def test_words_filter_every_view_and_escape_clears_them(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "a", "slash")
        await type_text(pilot, "ride not")
        await press(pilot, "enter")
        text = shown(app)
        assert re.search(r"only: /ride not +2 of \d+", text)
        assert "Mercy" not in text
        assert text.count("RIDE NOT BOOKED") == 2
        await press(pilot, "v", "m")
        assert "/ride not  Nov 2026" in shown(app).splitlines()[0]
        assert "PT Ngu" not in shown(app)
        await press(pilot, "escape")
        assert "only:" not in shown(app)
        assert "PT Ngu" in shown(app)


async def test_client_kind_provider_and_ride_narrow_every_view_until_escape(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "right", "right", "right", "f", "k")
        assert re.search(r"> PT +\d", shown(app)), "the kinds of the days in view, the most frequent first"
        await press(pilot, "enter", "v", "w")
        assert "PT  Wk 48" in shown(app).splitlines()[0]
        assert "only: PT" in shown(app)
        assert "imag." not in shown(app)
        await press(pilot, "f", "r", "c")
        assert "only: PT, ride confirmed" in shown(app)
        await press(pilot, "f", "p", "enter", "v", "a")
        assert "only: PT, Mercy PT, ride confirmed   1 of" in shown(app)
        await press(pilot, "escape", "f", "c")
        await type_text(pilot, "lee")
        await press(pilot, "enter")
        text = shown(app)
        assert "only: Lee, James" in text
        assert "deposit cheque" in text, "a client's tasks stay"
        assert "Nguyen" not in text
        await press(pilot, "escape", "f", "o")
        assert "only: attended?   " in shown(app)
        assert "outcome?" in shown(app)
        assert "call adjuster" not in shown(app)
        await press(pilot, "escape", "f", "p", "escape")
        assert "only:" not in shown(app)


async def test_the_words_under_a_visit_take_the_whole_column_also_when_the_day_is_opened_from_the_month(
    db: Database, days: Days
) -> None:
    appointments.add_appointment(
        db,
        starts_at=datetime.combine(date(2026, 11, 21), time(14)),
        title="Bring the imaging disc",
        location="Mercy Hospital",
    )
    async with running(db, size=LARGE) as (app, pilot):
        await press(pilot, "3", "v", "d")
        assert "Bring the imaging disc" in shown(app), "in one line, though the month's pane was narrow"
        await pilot.resize_terminal(80, 24)
        assert "Bring the imaging disc" in shown(app)


async def test_an_hour_in_another_zone_is_whole_in_every_view(db: Database, days: Days) -> None:
    appointments.add_appointment(
        db, starts_at=wall("2026-11-21 10:15"), ends_at=wall("2026-11-21 11:00"), zone="Pacific/Honolulu",
        title="Call the surf school", location="Haleʻiwa", case_id=days.nguyen,
    )  # fmt: skip
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        for view in ("m", "w", "d", "a"):
            await press(pilot, "v", view)
            assert "10:15-11:00 HST" in shown(app), view
        await press(pilot, "v", "d")
        lines = shown(app).splitlines()
        place = next(at for at, line in enumerate(lines) if "HST" in line)
        assert lines[place + 1].index("Call the") == lines[place].index("Haleʻiwa"), "what belongs to it is below it"
        await pilot.resize_terminal(120, 40)
        assert "10:15-11:00 HST" in shown(app)
        await press(pilot, "d")
        await type_text(pilot, "mon")
        assert "= Mon Nov 23 2026 10:15-11:00 HST" in shown(app)
        await press(pilot, "escape", "enter")
        assert "10:15-11:00 HST" in shown(app), "the file of the client says it, too"
        app.open_case(days.nguyen, section="overview")
        await press(pilot, "1", "2")
        assert "Sat 11/21 10:15 HST" in shown(app)


async def test_hostile_names_stand_as_typed_on_every_view(db: Database, days: Days) -> None:
    async with running(db, size=LARGE) as (app, pilot):
        await press(pilot, "3")
        await go_to(pilot, "11/25")
        for view in "mwda":
            await press(pilot, "v", view)
            assert "O'Neil" in shown(app), view
        for part in ("O'Neil [/b]", "[@click=app.bell]x[/]", "[90%]", "山田", "␛[31m"):
            assert part in shown(app)
        assert "\x1b" not in shown(app)
        await press(pilot, "d")
        assert "O'Neil [/b]" in shown(app)
        fits(app)
        await press(pilot, "escape", "v", "d")
        await go_to(pilot, "11/25")
        for dialog in (("w",), ("f", "c"), ("m", "t")):
            await press(pilot, *dialog)
            assert "O'Neil [/b]" in shown(app)
            fits(app)
            await press(pilot, "escape")
        await press(pilot, "f", "c")
        await type_text(pilot, "o'neil")
        await press(pilot, "enter")
        assert "only: O'Neil [/b]" in shown(app)
        fits(app)


async def test_overlaps_and_ways_too_short_are_marked_and_said_in_words(db: Database, days: Days) -> None:
    book(db, "2026-11-24 10:25", days.nguyen, "imaging", location="Valley Imaging")
    book(db, "2026-11-26 00:00", days.garcia, "other", 1439, title="Trial")
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "w", "full_stop", "right")
        assert re.search(r"^all .* Trial .* \+1", shown(app), re.MULTILINE), "a whole day has no hour"
        assert "12am" not in shown(app)
        await go_to(pilot, "11/24")
        assert "2 too close" in shown(app)
        assert "TIGHT: 10 minutes to get from" in cursor_row(app)
        await press(pilot, "tab", "d")
        await type_text(pilot, "9:35")
        assert "! TIGHT: 5 minutes to get from Mercy PT to Valley Imaging" in shown(app)
        assert "the client is free 8:00-10:25, 11:10-6:00" in shown(app)
        await press(pilot, "escape", "v", "m")
        await go_to(pilot, "11/24")
        await press(pilot, "tab", "w")
        assert re.search(r"Tue 11/24 +8:00-6:00 +8:00-9:30, 11:10-6:00", shown(app))
        assert re.search(r"Wed 11/25 +8:00-10:00, 10:45-6:00 +8:00-6:00", shown(app))
        assert "Tuesday 11/24, both free (you and Nguyen, Thi): 8:00-9:30, 11:10-6:00" in shown(app)
        await press(pilot, "down", "enter")
        await type_text(pilot, "PT 10:00")
        assert "Wed Nov 25 2026" in shown(app)
        assert "Nguyen, Thi" in shown(app)
        assert "the client is free 8:00-6:00" in shown(app)
        await press(pilot, "escape")


async def test_overlaps_are_marked_and_said_in_words(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        await go_to(pilot, "11/25")
        assert "2 overlap" in shown(app)
        assert row(app, "10:00-10:30").startswith(">  !")
        assert "OVERLAPS 10:15 meet Lee" in row(app, "10:00-10:30")
        await press(pilot, "s", "c")
        assert stored(db, days.call, "status") == ("cancelled_by_client",)
        assert "overlap" not in shown(app).casefold()


async def test_a_second_visit_in_the_same_hour_is_counted_however_long_the_name(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "w")
        await go_to(pilot, "11/25")
        assert "call … +1" in row(app, "10:00│")


async def test_the_old_date_of_a_moved_visit_stays_on_its_day(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        await go_to(pilot, "11/19/2026")
        assert "moved to Mon 11/30 9:00" in row(app, "11:00-11:45")
        await go_to(pilot, "11/30")
        assert "was Thu 11/19 11:00" in row(app, "9:00-9:45")


async def test_today_is_read_anew_when_the_day_has_turned(db: Database, days: Days) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "3")
        set_clock(app, fixed_clock(date(2026, 11, 23)))
        await press(pilot, "f5")
        assert "[23]" in shown(app)
        assert ">21<" in shown(app)
        await pilot.resize_terminal(120, 40)
        await press(pilot, "v", "a")
        assert "[23] today" in shown(app), "the legend beside an agenda has today's own sign"
