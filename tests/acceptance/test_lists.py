"""Every list keeps its cursor and its filter, says why it is empty, and works in a small window."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseterm import services
from caseterm.app import CaseTermApp
from caseterm.clock import fixed_clock
from caseterm.commands import MODES
from caseterm.queries.caselist import VIEWS
from caseterm.queries.tasks import LISTS
from caseterm.screens.client import ClientScreen
from caseterm.screens.dialogs.toosmall import TooSmall
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import base, calm, do, first_case, go, hit, send
from tests.conftest import TODAY
from tests.screens.harness import running, set_clock, settle, shown
from tests.services.test_cases import open_case

KEY = re.compile(r"(?<![\w/'])(Esc|Enter|enter|Del|ctrl\+\w|F\d|a (?=\w+s\b)|[b-zB-HJ-Z!@#*/1-4] +\w)")
"""A key named in a sentence: "a adds one", "Esc clears the filter", "v g shows every view"."""
Open = Callable[[CaseTermApp, "Pilot[None]"], Awaitable[RowList]]


async def caseload_list(app: CaseTermApp, pilot: "Pilot[None]") -> RowList:
    return (await go(app, pilot, "cases")).query_one("#cases", RowList)


async def task_list(app: CaseTermApp, pilot: "Pilot[None]") -> RowList:
    return (await go(app, pilot, "tasks")).query_one("#tasks", RowList)


async def agenda(app: CaseTermApp, pilot: "Pilot[None]") -> RowList:
    screen = await go(app, pilot, "calendar")
    await do(app, pilot, "view('agenda')")
    return screen.query_one("#entries", RowList)


async def notes(app: CaseTermApp, pilot: "Pilot[None]") -> RowList:
    app.open_case(first_case(app, "Nguyen, Thi"), section="notes")
    await calm(app, pilot)
    rows = base(app).query_one("#rows", RowList)
    base(app).set_focus(rows)
    return rows


OPENS: list[Open] = [caseload_list, task_list, agenda, notes]
LISTS_OF = {"cases": caseload_list, "tasks": task_list, "calendar": agenda, "client": notes}


@pytest.mark.parametrize("opened", OPENS)
async def test_the_cursor_stays_on_its_record_through_all_that_happens(caseload: Database, opened: Open) -> None:
    async with running(caseload) as (app, pilot):
        rows = await opened(app, pilot)
        assert rows.row_count > 5
        rows.action_move(4)
        await calm(app, pilot)
        key = rows.cursor_key
        assert key is not None
        other = first_case(app, "Okafor")
        services.tasks.add_task(caseload, title="aaa first of all", case_id=other, due=TODAY - timedelta(400))
        services.contact_log.add_note(caseload, case_id=first_case(app, "Nguyen, Thi"), body="newest of all")
        app.announce(services.cases.set_pinned(caseload, [other], True))
        await calm(app, pilot)
        assert rows.cursor_key == key, "another record changed, and rows were added above"
        await do(app, pilot, "reread")
        assert rows.cursor_key == key, "read again"
        screen = base(app)
        if screen.scope == "cases":
            for sort in ("client", "number", "attention"):
                screen.sort = sort  # type: ignore[attr-defined]  # the caseload
                await do(app, pilot, "reread")
                assert rows.cursor_key == key, sort
        if screen.scope == "tasks":
            for how in ("case", "due"):
                await do(app, pilot, f"group('{how}')")
                assert rows.cursor_key == key, how
        set_clock(app, fixed_clock(TODAY + timedelta(1)))
        app.look_at_the_calendar()
        await calm(app, pilot)
        assert rows.cursor_key == key, "midnight"
        await go(app, pilot, "tasks" if screen.scope != "tasks" else "cases")
        await go(app, pilot, screen.scope)
        assert rows.cursor_key == key, "left and come back"


@pytest.mark.parametrize("opened", [caseload_list, task_list])
async def test_when_its_record_goes_the_cursor_is_on_the_neighbour(caseload: Database, opened: Open) -> None:
    async with running(caseload) as (app, pilot):
        rows = await opened(app, pilot)
        rows.action_move(3)
        above, key = None, rows.cursor_key
        rows.action_move(1)
        below = rows.cursor_key
        rows.action_move(-2)
        above = rows.cursor_key
        rows.action_move(1)
        assert rows.cursor_key == key
        await do(app, pilot, "archive")
        assert rows.cursor_key in (above, below)
        await hit(app, pilot, "u")
        assert rows.cursor_key in (above, below), "undo does not move the cursor away from where she is"


async def test_an_active_filter_is_in_sight_with_its_count_and_belongs_to_its_list_alone(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        counts = {mode: (await opened(app, pilot)).row_count for mode, opened in LISTS_OF.items()}
        for mode, opened in LISTS_OF.items():
            rows = await opened(app, pilot)
            before = rows.row_count
            await do(app, pilot, "filter")
            await send(app, pilot, "call")
            await hit(app, pilot, "enter")
            await settle(app, pilot)
            assert 0 < rows.row_count < before or mode == "cases", mode
            heads = [line for line in shown(app).splitlines()[:6] if "call" in line]
            assert any(re.search(r"\d+ of \d+", line) for line in heads), f"{mode}: {heads!r}"
            for other in MODES:
                if other != mode:
                    found = await LISTS_OF[other](app, pilot)
                    assert found.row_count == counts[other], f"the filter of {mode} changed {other}"
                    assert all(not field.value for field in base(app).query(Input))
            rows = await opened(app, pilot)
            assert "call" in shown(app), "it is there again on return"
            for _ in range(3):
                if any(field.value for field in base(app).query(Input)):
                    await hit(app, pilot, "escape")
            assert base(app).scope == mode
            assert rows.row_count == before, mode


# empty lists


def unexplained(app: CaseTermApp) -> list[str]:
    """Lists in sight that have no row and do not say why and which key helps."""
    return [
        f"{rows.id}: {rows.empty_text!r}"
        for rows in app.screen.query(RowList)
        if rows.display
        and rows.size.height
        and not rows.row_count
        and not (len(rows.empty_text.split()) >= 3 and KEY.search(rows.empty_text))
    ]


async def test_every_empty_list_of_an_empty_program_says_why_and_names_a_key(db: Database) -> None:
    async with running(db, size=(120, 40)) as (app, pilot):
        for mode in ("cases", "calendar", "tasks"):
            await go(app, pilot, mode)
            assert not (found := unexplained(app)), (mode, found)
        for letter in "uqkbBJw":
            await hit(app, pilot, "g", letter)
            assert app.screen.query_one(RowList).row_count == 0
            assert not (found := unexplained(app)), (letter, found)
            await hit(app, pilot, "escape")
        case_id = open_case(db)
        for note in [n for (n,) in db.raw.execute("SELECT id FROM tasks")]:
            services.tasks.archive_tasks(db, [note])
        for name in ClientScreen.names:
            app.open_case(case_id, section=name)
            await calm(app, pilot)
            found = [each for each in unexplained(app) if not each.startswith("side")]
            assert not found, (name, found)
        await go(app, pilot, "cases")
        for view in VIEWS:
            base(app).show_view(view)  # type: ignore[attr-defined]  # the caseload
            await calm(app, pilot)
            assert not (found := unexplained(app)), (view, found)
        await go(app, pilot, "tasks")
        for name in LISTS:
            await do(app, pilot, f"show_list('{name}')")
            assert not (found := unexplained(app)), (name, found)
        await go(app, pilot, "calendar")
        for view in ("day", "week", "agenda"):
            await do(app, pilot, f"view('{view}')")
            assert not (found := unexplained(app)), (view, found)


async def test_a_list_in_which_nothing_matches_names_the_filter_and_how_to_clear_it(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        for mode, opened in LISTS_OF.items():
            rows = await opened(app, pilot)
            await do(app, pilot, "filter")
            await send(app, pilot, "qqqzzz")
            assert rows.row_count == 0
            assert not (found := unexplained(app)), (mode, found)
            assert "qqqzzz" in rows.empty_text, mode
            assert "Esc clears" in rows.empty_text, mode
            await hit(app, pilot, "escape")
        for action in ("app.jump", "app.help", "app.palette", "set_status"):
            await go(app, pilot, "cases")
            await do(app, pilot, action)
            await send(app, pilot, "qqqzzz")
            found = [rows.empty_text for rows in app.screen.query(RowList) if not rows.row_count]
            assert len(found) == 1
            assert len(found[0].split()) >= 3, (action, found)
            await hit(app, pilot, "escape")


# small windows


async def test_below_the_least_size_only_a_message_shows_and_no_key_changes_anything(caseload: Database) -> None:
    async with running(caseload, size=(80, 24)) as (app, pilot):
        await do(app, pilot, "filter")
        await send(app, pilot, "gar")
        for width, height in ((58, 14), (59, 24), (80, 15), (20, 5), (1, 1)):
            await pilot.resize_terminal(width, height)
            await settle(app, pilot)
            assert isinstance(app.screen, TooSmall), (width, height)
            if width > 30:
                assert f"Need 60x16, have {width}x{height}." in shown(app)
            before = [int(n) for (n,) in caseload.raw.execute("SELECT count(*) FROM acts")]
            await send(
                app, pilot, ["x", "delete", "asterisk", "u", "s", "enter", "escape", "a", "ctrl+s", "N", "1", "4"]
            )
            assert [int(n) for (n,) in caseload.raw.execute("SELECT count(*) FROM acts")] == before
            assert isinstance(app.screen, TooSmall)
            assert app.is_running
        await pilot.resize_terminal(60, 16)
        await settle(app, pilot)
        assert base(app) is app.screen
        assert base(app).query_one("#filter", Input).value == "gar", "what she was typing is there again"


async def test_a_days_work_can_be_done_in_the_smallest_window(caseload: Database) -> None:
    async with running(caseload, size=(60, 16)) as (app, pilot):
        await hit(app, pilot, "slash")
        await send(app, pilot, "garcia maria")
        await hit(app, pilot, "enter")
        assert "Garcia, Maria" in shown(app)
        await hit(app, pilot, "l")
        await send(app, pilot, "left a message")
        await hit(app, pilot, "enter")
        assert "u Undo" in shown(app)
        await hit(app, pilot, "a")
        await send(app, pilot, "call her back fri 3pm")
        assert "Fri Nov 27 2026" in shown(app)
        await hit(app, pilot, "enter", "enter")
        assert app.current_mode == "client"
        await hit(app, pilot, "4")
        assert "call her back" in " ".join(
            title for (title,) in caseload.raw.execute("SELECT title FROM tasks WHERE due = '2026-11-27'")
        )
        assert len(shown(app).splitlines()) == 16
        await hit(app, pilot, "3", "question_mark")
        assert "Help" in shown(app)


@pytest.mark.parametrize("mode", ["cases", "tasks", "calendar"])
async def test_a_new_filter_takes_the_place_of_the_old_one_and_end_goes_on_from_it(
    caseload: Database, mode: str
) -> None:
    async with running(caseload) as (app, pilot):
        screen = await go(app, pilot, mode)
        await send(app, pilot, ["slash", *"garcia", "enter", "slash", *"nguyen"])
        line = screen.focused
        assert isinstance(line, Input)
        assert line.value == "nguyen"
        await send(app, pilot, ["enter", "slash", "end", *" pt"])
        assert line.value == "nguyen pt"
