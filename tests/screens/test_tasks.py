import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.queries.tasks import LISTS
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.screens.tasks import TasksScreen
from caseterm.services import deadlines, phases, tasks
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.conftest import HOSTILE, TODAY
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown
from tests.services.test_cases import open_case

SNAPSHOTS = Path(__file__).parent / "snapshots"


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def add(db: Database, title: str, **values: object) -> int:
    return tasks.add_task(db, title=title, **values).first_added("tasks") or 0  # type: ignore[arg-type]  # values of the fields' types


@pytest.fixture
def desk(db: Database) -> dict[str, int]:
    """A desk with two clients and a task in every group; the ids by title."""
    nguyen = open_case(db, "Nguyen", number="26-0142", phase="records")
    hostile = open_case(db, HOSTILE, number="26-0150")
    ids = {
        "call adjuster": add(db, "call adjuster", case_id=nguyen, due=day(-2), priority=2, notes="left message"),
        "chase bill": add(db, "chase bill", case_id=nguyen, due=day(-1)),
        "check-in": add(db, "check-in", case_id=nguyen, due=day(2), due_time="15:00", tags="phone"),
        "review plan": add(db, "review plan", case_id=hostile, due=day(30), owner="Atty"),
        "films": add(db, "films", case_id=nguyen, due=day(10), waiting_on="Valley Imaging"),
        "wage forms": add(db, "wage forms [/b] [@click=app.bell]x[/]", case_id=hostile),
    }
    return {**ids, "nguyen": nguyen, "hostile": hostile}


async def go(app: CaseTermApp, pilot: "Pilot[None]", *keys: str) -> TasksScreen:
    """Go to the tasks and press some keys there."""
    await press(pilot, "4")
    await settle(app, pilot)
    screen = app.screen_stack[0]
    assert isinstance(screen, TasksScreen)
    if keys:
        await press(pilot, *keys)
    return screen


async def type_text(pilot: "Pilot[None]", text: str) -> None:
    """Type a text at one go."""
    await pilot.press(*["space" if char == " " else char for char in text])


def rows(text: str) -> list[str]:
    """The lines that hold a task or a heading, without what stands beside them."""
    return [line.strip(" ▐") for line in text.splitlines()[3:22] if line.strip(" ▐")]


def same_as_snapshot(text: str, name: str) -> None:
    """Compare with the stored text; CASETERM_SNAPSHOTS=write stores it anew."""
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("CASETERM_SNAPSHOTS") == "write":
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")


def stored(db: Database, task_id: int, *names: str) -> tuple[object, ...]:
    return tuple(db.raw.execute(f"SELECT {', '.join(names)} FROM tasks WHERE id = ?", (task_id,)).fetchone())


# ---- what is shown ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "name"), [(SMALL, "tasks-80x24"), (LARGE, "tasks-120x40")])
async def test_the_grouped_list_looks_as_it_should(
    db: Database, desk: dict[str, int], size: tuple[int, int], name: str
) -> None:
    async with running(db, size=size) as (app, pilot):
        screen = await go(app, pilot, "down")
        screen.show_card()
        await pilot.pause()
        same_as_snapshot(shown(app), name)


async def test_marked_tasks_look_as_they_should(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "space", "space")
        same_as_snapshot(shown(app), "tasks-marked")


async def test_an_empty_list_says_why_and_gives_a_key(db: Database) -> None:
    async with running(db) as (app, pilot):
        screen = await go(app, pilot)
        same_as_snapshot(shown(app), "tasks-empty")
        for name in LISTS:
            screen.action_show_list(name)
            await pilot.pause()
            said = screen.query_one("#tasks", RowList).empty_text
            assert said.count("\n") == 1, name
            assert screen.focused is screen.home


@pytest.mark.parametrize("size", [(60, 16), (100, 30)])
async def test_every_list_shows_hostile_text_as_typed_at_every_size(
    db: Database, desk: dict[str, int], size: tuple[int, int]
) -> None:
    deadlines.add_deadline(db, case_id=desk["hostile"], kind="other", due=day(3), title=HOSTILE)
    async with running(db, size=size) as (app, pilot):
        screen = await go(app, pilot)
        for name in LISTS:
            screen.action_show_list(name)
            await pilot.pause()
            text = shown(app)
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert max(len(line) for line in text.splitlines()) <= size[0]
        screen.action_show_list("undated")
        await pilot.pause()
        assert "wage forms [/b" in shown(app)


async def test_the_card_shows_the_task_and_how_far_its_checklist_is(db: Database, desk: dict[str, int]) -> None:
    phases.change_phase(db, [desk["hostile"]], "records")
    async with running(db, size=LARGE) as (app, pilot):
        screen = await go(app, pilot)
        screen.action_show_list("phase:records")
        screen.show_card()
        await pilot.pause()
        text = shown(app)
        assert "Records   0 of 7" in text
        assert "Checklist Records, item 5" in text
        assert "(555) 014-2277" in text


# ---- done, and done again ---------------------------------------------------------------------------------------


async def test_x_does_a_task_which_stays_in_sight_until_she_leaves_and_x_again_reopens_it(
    db: Database, desk: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "x")
        assert "[x]" in rows(shown(app))[1]
        assert rows(shown(app))[0] == "Overdue (1)", "the one just done is counted no more"
        assert "Done: call adjuster (Nguyen, Maria).   u Undo" in shown(app)
        await press(pilot, "x")
        assert rows(shown(app))[0] == "Overdue (2)"
        assert "Reopened: call adjuster (Nguyen, Maria)." in shown(app)
        assert stored(db, desk["call adjuster"], "status") == ("todo",)
        await press(pilot, "x", "u")
        assert "Undid: Done: call adjuster (Nguyen, Maria).   U Redo" in shown(app)
        assert stored(db, desk["call adjuster"], "status") == ("todo",)
        await press(pilot, "x", "1")
        await go(app, pilot)
        assert "call adjuster" not in "\n".join(rows(shown(app)))


# ---- dates ------------------------------------------------------------------------------------------------------


async def test_d_asks_for_a_date_with_an_echo_and_says_old_and_new(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "d")
        await type_text(pilot, "fri")
        assert "= Fri Nov 27 2026, in 6 days" in shown(app)
        await press(pilot, "enter")
        assert "Due 11/19 -> 11/27: call adjuster (Nguyen, Maria)." in shown(app)
        await press(pilot, "d", "escape", "d", "delete", "enter")
        assert "Due 11/27 -> no date: call adjuster (Nguyen, Maria)." in shown(app)


async def test_due_plus_days_moves_each_marked_task_from_its_own_date_and_a_date_is_for_all(
    db: Database, desk: dict[str, int]
) -> None:
    both = desk["call adjuster"], desk["chase bill"]
    async with running(db) as (app, pilot):
        await go(app, pilot, "space", "space", "d")
        await type_text(pilot, "due+3b")
        await press(pilot, "enter")
        assert "For several tasks at once type due+7d" in shown(app)
        await press(pilot, "escape", "d")
        await type_text(pilot, "due+1w")
        await press(pilot, "enter")
        assert "Due +7 d: 2 tasks." in shown(app)
        assert [stored(db, each, "due") for each in both] == [("2026-11-26",), ("2026-11-27",)]
        await press(pilot, "d")
        await type_text(pilot, "due+1d")
        await press(pilot, *["backspace"] * 6)
        await type_text(pilot, "12/3")
        await press(pilot, "enter")
        assert [stored(db, each, "due") for each in both] == [("2026-12-03",)] * 2


# ---- the other verbs --------------------------------------------------------------------------------------------


async def type_answer(pilot: "Pilot[None]", key: str, text: str) -> None:
    await press(pilot, key)
    await type_text(pilot, text)
    await press(pilot, "enter")


async def test_waiting_priority_tags_status_and_client_each_say_what_changed(
    db: Database, desk: dict[str, int]
) -> None:
    task_id = desk["call adjuster"]
    async with running(db) as (app, pilot):
        await go(app, pilot)
        await type_answer(pilot, "w", "val")
        assert "Waiting on Valley Imaging: call adjuster" in shown(app)
        assert stored(db, task_id, "status", "waiting_on") == ("waiting", "Valley Imaging")
        await press(pilot, "exclamation_mark", "u")
        assert "Priority urgent: call adjuster" in shown(app)
        await type_answer(pilot, "number_sign", "a,b")
        assert stored(db, task_id, "tags") == ("a b",)
        await type_answer(pilot, "s", "doing")
        assert "Doing: call adjuster" in shown(app)
        assert stored(db, task_id, "status", "waiting_on", "priority") == ("doing", "", 1)
        await type_answer(pilot, "at", "0150")
        assert stored(db, task_id, "case_id") == (desk["hostile"],)
        await press(pilot, "m", "x")
        assert stored(db, task_id, "status", "done_on") == ("not_applicable", None)
        assert "[-]" in rows(shown(app))[1]
        await press(pilot, "u", "u", "u", "u", "u", "u")
        assert stored(db, task_id, "status", "waiting_on", "priority", "tags") == ("todo", "", 2, "")
        assert stored(db, task_id, "case_id") == (desk["nguyen"],)


async def test_a_quick_line_stands_in_its_group_at_once_and_delete_and_restore_move_it_out_and_in(
    db: Database, desk: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        screen = await go(app, pilot)
        await type_answer(pilot, "a", "fax today")
        await settle(app, pilot)
        listed = rows(shown(app))
        assert "fax" in listed[listed.index("Today (1)") + 1]
        await press(pilot, "delete")
        assert "Archived: call adjuster (Nguyen, Maria)." in shown(app)
        screen.action_show_list("archived")
        await press(pilot, "m", "r")
        assert stored(db, desk["call adjuster"], "archived_at") == (None,)
        assert "Nothing is archived." in shown(app)


async def test_the_whole_task_is_edited_in_its_form(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "e")
        assert "Edit task" in shown(app)
        await type_text(pilot, " again")
        await press(pilot, "ctrl+s")
        assert "Changed: call adjuster again (Nguyen, Maria)." in shown(app)


# ---- marks and bulk ---------------------------------------------------------------------------------------------


async def test_marks_survive_the_filter_and_the_hidden_are_counted(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        screen = await go(app, pilot, "space", "space", "slash")
        await type_text(pilot, "bill")
        assert "2 marked (1 hidden)" in shown(app)
        await press(pilot, "enter")
        assert screen.targets() == [desk["chase bill"], desk["call adjuster"]]
        await press(pilot, "escape", "escape")
        assert "Marks cleared." in shown(app)


async def test_more_than_twenty_are_asked_about_in_one_line_and_enter_does_not_confirm(db: Database) -> None:
    ids = [add(db, f"task {number}") for number in range(21)]
    async with running(db) as (app, pilot):
        await go(app, pilot, "A", "x")
        assert "Mark done 21 tasks?" in shown(app)
        await press(pilot, "enter")
        assert stored(db, ids[0], "status") == ("todo",)
        await press(pilot, "x", "x")
        assert stored(db, ids[0], "status") == ("todo",)
        await press(pilot, "y")
        assert "Done: 21 tasks." in shown(app)
        await press(pilot, "u")
        assert {stored(db, n, "status") for n in ids} == {("todo",)}


# ---- lists, filter, one case ------------------------------------------------------------------------------------


async def choose_list(pilot: "Pilot[None]", words: str) -> None:
    await press(pilot, "v", "l")
    await type_text(pilot, words)
    await press(pilot, "enter")


async def test_lists_are_chosen_in_a_dialog_and_each_keeps_its_own_filter(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "slash")
        await type_text(pilot, "bill")
        await press(pilot, "enter")
        assert "My tasks: 1 of 5" in shown(app)
        await press(pilot, "v", "l", "ctrl+o")
        await settle(app, pilot)
        assert isinstance(app.screen, JumpDialog), "any case opens from a choice, too"
        await press(pilot, "escape")
        await choose_list(pilot, "every")
        assert "Everyone: 6" in shown(app)
        assert "review plan" in shown(app)
        await choose_list(pilot, "my")
        assert "My tasks: 1 of 5" in shown(app)


async def test_every_word_of_a_filter_counts_accents_and_case_aside(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "slash")
        await type_text(pilot, "NGÜ film")
        assert rows(shown(app))[0].startswith("Waiting (1)")
        await type_text(pilot, "z")
        assert "Nothing in My tasks matches /NGÜ filmz." in shown(app)
        await press(pilot, "escape")
        assert "My tasks: 5 " in shown(app)


async def test_one_case_alone_tasks_by_case_and_by_whom_they_wait_on(db: Database, desk: dict[str, int]) -> None:
    async with running(db) as (app, pilot):
        screen = await go(app, pilot, "v", "o")
        assert "Everyone: 4" in shown(app)
        assert "case: Nguyen, Maria" in shown(app)
        await press(pilot, "escape")
        assert "case: all" in shown(app)
        await press(pilot, "v", "c")
        assert rows(shown(app))[0] == "Nguyen, Maria  26-0142 (4)"
        screen.action_show_list("waiting")
        await pilot.pause()
        listed = rows(shown(app))
        assert listed[0] == "Valley Imaging (1)  since 11/21"
        assert "films" in listed[1]
        assert "<-" not in listed[1]
        assert listed[1].endswith("0 d")
        await press(pilot, "f")
        assert "Chased Valley Imaging" in shown(app)
        await type_text(pilot, "Lou says [b]Friday[/] +5d")
        await press(pilot, "enter")
        assert "Chased Valley Imaging, next 11/26" in shown(app)
        notes, due, status = db.raw.execute(
            "SELECT notes, due, status FROM tasks WHERE title LIKE '%films%'"
        ).fetchone()
        assert notes.endswith("11/21/2026 chased Valley Imaging: Lou says [b]Friday[/]")
        assert (due, status) == ("2026-11-26", "waiting")
        await press(pilot, "u")
        assert db.raw.execute("SELECT notes FROM tasks WHERE title LIKE '%films%'").fetchone()[0] == ""
        app.action_messages()
        await pilot.pause()
        await press(pilot, "down", "enter")
        assert "Message" in shown(app)
        assert "Chased Valley Imaging, next 11/26: films (Nguyen, Maria)" in shown(app), "whole, as it was said"


async def test_lists_stand_at_the_left_of_a_wide_screen_and_are_chosen_there(
    db: Database, desk: dict[str, int]
) -> None:
    async with running(db, size=LARGE) as (app, pilot):
        screen = await go(app, pilot, "v", "l", "down", "enter")
        assert screen.list == "everyone"
        assert screen.focused is screen.tasks


async def test_enter_opens_the_case_at_its_tasks_and_walks_the_clients_of_the_list(
    db: Database, desk: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "enter")
        assert (app.case_id, app.section) == (desk["nguyen"], "tasks")
        assert app.walk_list == (desk["nguyen"], desk["hostile"])
        await press(pilot, "J", "escape")
        assert app.screen.case_meant() == desk["hostile"]  # type: ignore[attr-defined]  # the tasks


async def test_the_cursor_stays_on_its_task_when_it_moves_and_when_others_change(
    db: Database, desk: dict[str, int]
) -> None:
    async with running(db) as (app, pilot):
        screen = await go(app, pilot, "down")
        await type_answer(pilot, "d", "+30d")
        listed = rows(shown(app))
        assert listed.index("Later (1)") < next(n for n, line in enumerate(listed) if line.startswith(">"))
        await press(pilot, "1")
        app.announce(tasks.complete_tasks(db, [desk["call adjuster"]]))
        await go(app, pilot)
        assert screen.tasks.cursor_key == desk["chase bill"]
        assert "Overdue" not in shown(app)


# ---- deadlines --------------------------------------------------------------------------------------------------


@pytest.fixture
def due(db: Database, desk: dict[str, int]) -> int:
    changes = deadlines.add_deadline(db, case_id=desk["nguyen"], kind="sol", due=date(2027, 1, 1))
    return changes.first_added("deadlines") or 0


def deadline(db: Database, *names: str) -> Sequence[object]:
    return tuple(db.raw.execute(f"SELECT {', '.join(names)} FROM deadlines").fetchone())


async def test_a_deadline_is_verified_with_name_and_day_moved_and_satisfied_with_proof(db: Database, due: int) -> None:
    async with running(db) as (app, pilot):
        await go(app, pilot, "v", "x")
        same_as_snapshot(shown(app), "tasks-deadlines")
        await press(pilot, "v")
        await type_answer(pilot, "v", "Shah")
        await press(pilot, "enter")
        assert "Verified by Shah 11/21: Statute of limitations 01/01/2027 (Nguyen" in shown(app)
        assert "Verified (1)" in shown(app)
        await type_answer(pilot, "d", "1/8/2027")
        assert "Changed, no longer verified: Statute of limitations 01/08/2027" in shown(app)
        assert deadline(db, "due", "file_by", "verified_by") == ("2027-01-08", "2027-01-08", "")
        await press(pilot, "u", "u")
        assert deadline(db, "due", "verified_by", "verified_on") == ("2027-01-01", "", None)
        await type_answer(pilot, "x", "filed")
        await type_text(pilot, "stamped complaint")
        await press(pilot, "enter")
        await press(pilot, "enter")
        assert deadline(db, "satisfied_how", "satisfied_on") == ("filed", "2026-11-21")
        assert db.raw.execute("SELECT title, path FROM documents").fetchall() == [("stamped complaint", "")]
        assert "No deadline in the next 90 days." in shown(app)


async def test_verbs_of_tasks_leave_deadlines_alone_and_say_what_works(db: Database, due: int) -> None:
    before = deadline(db, "*")
    async with running(db, size=LARGE) as (app, pilot):
        await go(app, pilot, "v", "x", "w")
        assert "This works on tasks. v v verifies a deadline, x satisfies it, d moves it." in shown(app)
        await press(pilot, "space", "exclamation_mark", "number_sign", "at")
        assert len(app.screen_stack) == 1
        assert deadline(db, "*") == before


async def test_what_the_caseload_is_stuck_on_stands_where_most_cases_wait_first(db: Database) -> None:
    for last in ("Abara", "Brown", HOSTILE):
        phases.change_phase(db, [open_case(db, last, number="", phase="intake")], "opening")
    late = "UPDATE tasks SET due = '2026-11-01' WHERE template_key = '2.3'"
    waiting = (
        "UPDATE tasks SET status = 'waiting', waiting_on = 'HR', waiting_since = '2026-11-11' "
        "WHERE template_key = '2.8' AND case_id = 2"
    )
    with db.housekeeping() as connection:
        connection.execute(late)
        connection.execute(waiting)
    async with running(db, size=LARGE) as (app, pilot):
        await go(app, pilot, "v", "k")
        text = shown(app)
        first = text.index("3 cases, oldest 20 d: Authorizations signed: HIPAA")
        assert text.index("1 case, oldest 10 d: Order police or incident report") > first
        assert "group: item" in text
        await press(pilot, "x")
        assert db.raw.execute("SELECT count(*) FROM tasks WHERE status = 'done'").fetchone() == (1,)
