"""Every list over the whole caseload: a case is opened from its row, worked on, and Esc comes back to that row."""

from typing import Any

from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.screens.history import HistoryScreen
from caseterm.screens.listboard import ListBoard
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import calm, go, hit, send, status
from tests.screens.harness import running, shown

BOARDS = {"u": "e", "q": "c", "k": "e", "b": "c", "B": "enter", "J": "enter"}
"""The letter behind g for each board, and the key that opens the case of its row."""

ROWS = {"q": "request:", "k": "appointment:", "b": "appointment:", "J": "kind:"}
"""What the cursor is on in the case."""


async def board(app: CaseTermApp, pilot: "Pilot[None]", letter: str) -> ListBoard[Any]:
    """Go to a board by its letter."""
    await hit(app, pilot, "g", letter)
    screen = app.screen
    assert isinstance(screen, ListBoard), letter
    assert screen.rows.row_count, f"the sample has nothing on {letter}"
    return screen


async def test_esc_comes_back_to_the_row_of_every_board_and_j_and_k_go_through_its_cases(caseload: Database) -> None:
    counts: dict[str, int] = {}
    async with running(caseload) as (app, pilot):
        for start, letters in (("1", "".join(BOARDS)), ("2", "uB")):
            for letter in letters:
                await hit(app, pilot, start)
                under, before = app.screen, app.case_id
                screen = await board(app, pilot, letter)
                counts[letter] = screen.rows.row_count
                await hit(app, pilot, *("down" for _ in range(screen.rows.row_count // 2)))
                key, case_id = screen.rows.cursor_key, screen.case_meant()
                cases = list(screen.walk()[0])
                await hit(app, pilot, BOARDS[letter])
                assert (app.current_mode, app.case_id) == ("client", case_id), letter
                assert list(app.walk_list) == cases, letter
                row = str(app.screen.query_one("#rows", RowList).cursor_key)
                assert row.startswith(ROWS.get(letter, "")), f"{letter}: the cursor is on what the row was about"
                assert row.endswith(str(key)) or letter != "q"
                await hit(app, pilot, "escape")
                assert app.screen is screen, letter
                assert screen.rows.cursor_key == key, letter
                await hit(app, pilot, "escape")
                assert app.screen is under, f"{letter} over {start}"
                if start == "2":
                    assert app.case_id == before, "the case that lay under the board is in view again"
        assert set(app._screen_stacks) <= set(app.MODES), "no board is left standing"
        await hit(app, pilot, "g", "h")
        while getattr(app.screen, "view", "") != "agenda":  # the calendar is built first
            await calm(app, pilot)
        for letter, word in {"u": "Call", "q": "Chase", "k": "Remind"}.items():
            assert f"g {letter} {word} {counts[letter]}" in shown(app), "the day begins with what waits on the lists"


async def test_she_goes_on_through_a_boards_cases_and_comes_back_to_the_one_she_reached(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        screen = await board(app, pilot, "B")
        first, second = screen.walk()[0][:2]
        await hit(app, pilot, "enter", "J")
        assert app.case_id == second
        assert f"2 of {screen.rows.row_count}" in shown(app).splitlines()[0]
        await hit(app, pilot, "minus")
        assert app.case_id == first
        await hit(app, pilot, "J", "escape")
        assert (app.screen, screen.case_meant()) == (screen, second)
        word = (
            app.db.raw.execute("SELECT client FROM caselist WHERE case_id = ?", (second,)).fetchone()[0].split(",")[0]
        )
        await hit(app, pilot, "slash")
        await send(app, pilot, word)
        await hit(app, pilot, "enter")
        found = screen.rows.row_count
        assert f"{found} of " in shown(app).splitlines()[1]
        await hit(app, pilot, "enter", "escape")
        assert (screen.words, screen.rows.row_count, screen.case_meant()) == (word, found, second), "the filter is kept"
        await hit(app, pilot, "escape")
        assert " of " not in shown(app).splitlines()[1]
        for key, mode in (("3", "calendar"), ("4", "tasks"), ("1", "cases")):
            await board(app, pilot, "B")
            await hit(app, pilot, "c", key)
            assert (app.current_mode, len(app.screen_stack)) == (mode, 1)
        await hit(app, pilot, "escape")
        assert app.current_mode == "cases", "the caseload's own key leaves all boards"
        await hit(app, pilot, "home", "enter", "J", "J", "escape")
        cases = app.screen.query_one("#cases", RowList)
        assert (cases.cursor_key, cases.cursor_index) == (app.case_id, 2), "and the caseload is a list like any other"
        for _ in range(3):  # faster than any board can be built
            app.action_go_chase()
            app.action_go("cases")
            app.action_go_checkins()
            app.action_go_rides()
            assert app.go_back()
            assert app.go_back()
        await calm(app, pilot)
        assert (app.current_mode, app.crash) == ("cases", None)


async def test_the_row_that_was_settled_in_the_case_is_gone_and_the_next_is_under_the_cursor(
    caseload: Database,
) -> None:
    async with running(caseload) as (app, pilot):
        screen = await board(app, pilot, "u")
        calls = list(screen.lines)
        assert len(calls) > 2
        await hit(app, pilot, "down", "e", "l")
        await send(app, pilot, "all is well")
        await hit(app, pilot, "ctrl+s", "escape")
        assert list(screen.lines) == [calls[0], *calls[2:]]
        assert screen.rows.cursor_key == calls[2]
        assert status(app) == "", "what was said before she left is not said again"
        await hit(app, pilot, "l")
        await send(app, pilot, "asks about the ride")
        await hit(app, pilot, "ctrl+s")
        assert list(screen.lines) == [calls[0], *calls[3:]], "or logged without leaving the list"
        await hit(app, pilot, "u")
        await hit(app, pilot, "u")
        assert list(screen.lines) == calls
        await hit(app, pilot, "g", "q", "down", "c")
        await hit(app, pilot, "escape")
        assert "chase day" in shown(app)
        await hit(app, pilot, "escape")
        assert app.screen is screen, "the board under the board"


async def test_the_history_is_a_place_to_come_back_to_as_well(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        case_id = app.db.raw.execute("SELECT case_id FROM caselist WHERE is_open = 1").fetchone()[0]
        app.open_case(case_id)
        await calm(app, pilot)
        await hit(app, pilot, "asterisk", "1", "g", "y")
        screen = app.screen
        assert isinstance(screen, HistoryScreen)
        key = screen.rows.cursor_key
        await hit(app, pilot, "c")
        assert (app.current_mode, app.case_id) == ("client", case_id)
        await hit(app, pilot, "escape")
        assert (app.screen, screen.rows.cursor_key) == (screen, key)
        await go(app, pilot, "cases")
        assert not screen.is_attached
