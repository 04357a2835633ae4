from datetime import date

import pytest
from textual import events

from caseterm.screens.caseload.rows import closed_up
from caseterm.services import cases, records
from caseterm.store.database import Database
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rowlist import RowList
from tests.conftest import HOSTILE
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text
from tests.services.test_cases import open_case


def names_shown(text: str) -> list[str]:
    """The client column of every row of the list, in order."""
    rows = [line for line in text.splitlines() if "26-0" in line and "DOI" not in line]
    return [row[row.index("26-0") - 16 : row.index("26-0")].strip(" >+*│") for row in rows]


@pytest.fixture
def three(db: Database) -> tuple[int, int, int]:
    """Abara is urgent, Brown less so, Cohen waits longest of the rest."""
    first = open_case(db, "Abara")
    second = open_case(db, "Brown")
    third = open_case(db, "Cohen")
    records.add_record(db, "deadline", {"case_id": first, "kind": "sol", "due": date(2027, 1, 1)}, label="d")
    call = {"case_id": second, "at": "2026-11-20T09:00:00", "channel": "call", "outcome": "reached"}
    records.add_record(db, "contact_log", call, label="l")
    return first, second, third


async def test_the_caseload_shows_each_case_with_its_reason_in_the_order_of_need(
    db: Database, three: tuple[int, int, int]
) -> None:
    async with running(db) as (app, _pilot):
        text = shown(app)
        assert "[1 Cases]" in text
        assert "Sat Nov 21 2026" in text
        assert "Needs attention: 3 of 3 open   sort: urgency" in text
        assert [name.split(",")[0] for name in names_shown(text)] == ["Abara", "Cohen", "Brown"]
        assert "SOL in 41 d" in text
        assert "never contacte" in text


async def test_a_filter_narrows_with_each_letter_and_escape_brings_all_back(
    db: Database, three: tuple[int, int, int]
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "bro")
        assert names_shown(shown(app)) == ["Brown, Maria"]
        assert "1 of 3" in shown(app)
        await press(pilot, "enter")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "cases"
        assert "bro" in shown(app), "an active filter stays in sight"
        await press(pilot, "escape")
        assert len(names_shown(shown(app))) == 3


async def test_a_letter_of_the_filter_is_answered_before_it_is_drawn_and_needs_no_layout(
    db: Database, three: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "slash", "b")
        layouts: list[object] = []
        monkeypatch.setattr(app.screen, "_refresh_layout", lambda *_: layouts.append(1))
        app.screen.query_one("#filter", TextField).insert_text_at_cursor("r")
        assert app.screen.query_one("#cases", RowList).row_count == 1, "the list waits for no message"
        await pilot.pause()
        assert names_shown(shown(app)) == ["Brown, Maria"]
        assert layouts == []


async def test_a_wrong_field_leaves_the_list_and_says_which_fields_there_are(
    db: Database, three: tuple[int, int, int]
) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "maria zz:")
        assert "There is no field of that name. Fields: phase, type" in shown(app)
        assert len(names_shown(shown(app))) == 0


async def test_the_cursor_stays_on_its_case_through_sort_filter_and_change(
    db: Database, three: tuple[int, int, int]
) -> None:
    _first, second, third = three
    async with running(db) as (app, pilot):
        await press(pilot, "j", "j")
        screen = app.screen
        assert screen.cases.cursor_key == second  # type: ignore[attr-defined]  # the caseload's list
        await press(pilot, "v", "s")
        await type_text(pilot, "client")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert screen.cases.cursor_key == second  # type: ignore[attr-defined]  # the caseload's list
        app.announce(cases.set_pinned(db, [third], True))
        await settle(app, pilot)
        assert screen.cases.cursor_key == second  # type: ignore[attr-defined]  # the caseload's list
        await press(pilot, "slash")
        await type_text(pilot, "brown")
        assert screen.cases.cursor_key == second  # type: ignore[attr-defined]  # the caseload's list


async def test_pinning_marks_says_what_was_done_and_u_takes_it_back(db: Database, three: tuple[int, int, int]) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "space", "space", "asterisk")
        assert "Pinned 2 cases.   u Undo" in shown(app)
        assert "2 marked" in shown(app)
        await press(pilot, "n")
        assert "Client       Brown, Maria" in shown(app)  # the case under the cursor, whatever is marked
        await press(pilot, "escape")
        assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 2
        await press(pilot, "u")
        assert "Undid: Pinned 2 cases.   U Redo" in shown(app)
        assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 0
        await press(pilot, "U")
        assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 2


async def test_x_logs_a_call_for_every_mark_as_one_act(db: Database, three: tuple[int, int, int]) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "A", "x")
        await settle(app, pilot)
        contacts = db.raw.execute("SELECT count(*) FROM communications WHERE at LIKE '2026-11-21%'").fetchone()[0]
        assert contacts == 3
        await press(pilot, "u")
        assert db.raw.execute("SELECT count(*) FROM communications WHERE at LIKE '2026-11-21%'").fetchone()[0] == 0


async def test_a_view_chosen_by_key_shows_only_its_cases(db: Database, three: tuple[int, int, int]) -> None:
    cases.set_pinned(db, [three[1]], True)
    async with running(db) as (app, pilot):
        await press(pilot, "v", "g")
        await type_text(pilot, "pinned")
        await press(pilot, "enter")
        await settle(app, pilot)
        assert "My pinned: 1" in shown(app)
        assert names_shown(shown(app)) == ["Brown, Maria"]
        await press(pilot, "escape")
        assert "Needs attention: 3" in shown(app)
        await press(pilot, "f", "s", "f", "c", "f", "s")
        assert "touch:>14 sol:<90" in shown(app)  # a field chosen again takes the place of itself
        await press(pilot, "f", "x")
        assert "Needs attention: 3" in shown(app)
        await pilot.resize_terminal(*LARGE)
        await settle(app, pilot)
        await press(pilot, "left", "down", "enter")
        assert "All open: 3" in shown(app)
        await press(pilot, "v", "g")
        await type_text(pilot, "pinned\n")
        await settle(app, pilot)
        assert "My pinned: 1" in shown(app)


async def test_the_next_case_is_that_after_the_cursor(db: Database, three: tuple[int, int, int]) -> None:
    first, second, third = three
    async with running(db) as (app, pilot):
        await press(pilot, "enter", "J", "escape", "home", "J")
        assert app.case_id == third
        await press(pilot, "J", "J")
        assert app.case_id == second
        assert "That was the last of the list." in shown(app)
        await press(pilot, "escape", "K", "K")
        assert app.case_id == first


async def test_escape_at_the_root_does_nothing_and_q_asks(db: Database, three: tuple[int, int, int]) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, *["escape"] * 6)
        assert app.is_running
        assert "Needs attention: 3" in shown(app)
        await press(pilot, "q")
        assert "Quit caseterm?" in shown(app)
        await press(pilot, "escape")
        assert app.is_running


async def test_an_empty_database_says_what_to_do_first(db: Database) -> None:
    async with running(db) as (app, _pilot):
        assert "No cases yet." in shown(app)
        assert "Import a spreadsheet" in shown(app)
        assert "N New case  i Import" in shown(app)


@pytest.mark.parametrize("size", [SMALL, LARGE, (60, 16), (100, 30)])
async def test_hostile_names_show_as_typed_at_every_size(db: Database, size: tuple[int, int]) -> None:
    open_case(db, HOSTILE)
    async with running(db, size=size) as (app, pilot):
        await settle(app, pilot)
        text = shown(app)
        assert "O'Neil [/b] [" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert all(len(line) <= size[0] for line in text.splitlines())


async def test_the_last_line_is_the_key_bar_and_never_cuts_a_word(db: Database) -> None:
    for width in (60, 80, 100, 120):
        async with running(db, size=(width, 24)) as (app, _pilot):
            last = shown(app).splitlines()[-1]
            assert last.rstrip().endswith("? more")
            assert "…" not in last


async def test_letters_typed_ahead_of_the_filter_go_into_it(db: Database, three: tuple[int, int, int]) -> None:
    async with running(db) as (app, pilot):
        for key, char in (("slash", "/"), ("n", "n"), ("x", "x")):
            app.post_message(events.Key(key, char))
        await settle(app, pilot)
        assert "No cases match /nx" in shown(app)
        assert db.raw.execute("SELECT count(*) FROM communications").fetchone()[0] == 1


async def test_a_leader_and_its_letter_in_one_packet_do_what_they_say(
    db: Database, three: tuple[int, int, int]
) -> None:
    async with running(db) as (app, pilot):
        for key in ("v", "s"):
            app.post_message(events.Key(key, key))
        await settle(app, pilot)
        assert "Sort by" in shown(app)


def test_a_count_too_long_for_its_column_is_closed_up_and_its_number_never_cut() -> None:
    assert closed_up(("? 41d", "bad"), 6) == ("? 41d", "bad")
    assert closed_up(("? -936d", "bad"), 6) == ("?-936d", "bad")
    assert closed_up(("-936d !!", "bad"), 6) == ("-936d!", "bad")
    assert closed_up("1156d", 6) == "1156d"
