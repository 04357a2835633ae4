from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseterm.changes import ChangeSet
from caseterm.errors import InputError, NotFoundError
from caseterm.services import history, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY
from tests.services.test_cases import open_case


def add(db: Database, title: str = "call adjuster", **values: object) -> int:
    found = tasks.add_task(db, title=title, **values).first_added("tasks")  # type: ignore[arg-type]  # each value is of its field's type
    assert found is not None
    return found


def task(db: Database, task_id: int, *names: str) -> tuple[object, ...]:
    return tuple(db.raw.execute(f"SELECT {', '.join(names)} FROM tasks WHERE id = ?", (task_id,)).fetchone())


def test_a_new_task_says_its_day_its_title_and_its_client(db: Database) -> None:
    case_id = open_case(db)
    changes = tasks.add_task(db, title="call adjuster", case_id=case_id, due=date(2026, 11, 24))
    assert changes.label == "Added task 11/24: call adjuster (Garcia, Maria)"
    assert changes.cases == {case_id}


def test_a_new_task_that_waits_on_somebody_is_waiting_from_today(db: Database) -> None:
    task_id = add(db, waiting_on="P. Ruiz")
    assert task(db, task_id, "status", "waiting_since", "done_on") == ("waiting", "2026-11-21", None)


@pytest.mark.parametrize("values", [{"title": ""}, {"title": "x", "priority": 5}, {"title": "x", "due_time": "3pm"}])
def test_a_task_that_cannot_be_stored_is_refused_by_its_field(db: Database, values: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        tasks.add_task(db, **values)  # type: ignore[arg-type]  # wrong values are the point
    assert refused.value.problems[0].field in ("Title", "Priority", "Time")
    assert db.raw.execute("SELECT count(*) FROM tasks").fetchone() == (0,)


def test_done_and_reopened_keep_the_done_day_true(db: Database) -> None:
    task_id = add(db)
    assert tasks.complete_tasks(db, [task_id]).label == "Done: call adjuster"
    assert task(db, task_id, "status", "done_on") == ("done", "2026-11-21")
    tasks.reopen_tasks(db, [task_id])
    assert task(db, task_id, "status", "done_on") == ("todo", None)


def test_a_waiting_task_done_by_mistake_waits_on_the_same_person_since_the_same_day(db: Database) -> None:
    task_id = add(db, waiting_on="P. Ruiz")
    tasks.complete_tasks(db, [task_id])
    tasks.reopen_tasks(db, [task_id])
    assert task(db, task_id, "status", "waiting_on", "waiting_since") == ("waiting", "P. Ruiz", "2026-11-21")


def test_done_twice_changes_nothing_the_second_time(db: Database) -> None:
    task_id = add(db)
    tasks.complete_tasks(db, [task_id])
    assert not tasks.complete_tasks(db, [task_id])


def test_one_due_date_for_several_is_one_act_and_one_undo(db: Database) -> None:
    ids = [add(db, f"task {n}", due=date(2026, 11, 20)) for n in range(3)]
    assert tasks.set_due(db, ids, date(2026, 11, 24)).label == "Due 11/20 -> 11/24: 3 tasks"
    assert history.undo(db).label == "Undid: Due 11/20 -> 11/24: 3 tasks"
    assert {task(db, n, "due") for n in ids} == {("2026-11-20",)}


def test_the_label_of_a_due_date_says_old_and_new_and_when_they_differ(db: Database) -> None:
    one, two = add(db, due=date(2026, 11, 24)), add(db, "chase bill")
    assert tasks.set_due(db, [one], date(2026, 11, 26)).label == "Due 11/24 -> 11/26: call adjuster"
    assert tasks.set_due(db, [one, two], None).label == "Due (various) -> no date: 2 tasks"
    assert tasks.set_due(db, [one], date(2028, 1, 5)).label == "Due no date -> 01/05/2028: call adjuster"


def test_taking_the_date_away_takes_the_time_along(db: Database) -> None:
    task_id = add(db, due=TODAY, due_time="15:00")
    tasks.set_due(db, [task_id], None)
    assert task(db, task_id, "due", "due_time") == (None, "")


def test_shifting_moves_each_task_from_its_own_date_and_leaves_the_undated(db: Database) -> None:
    ids = [add(db, due=date(2026, 11, 20)), add(db, due=date(2026, 12, 30)), add(db)]
    assert tasks.shift_due(db, ids, 7).label == "Due +7 d: 2 tasks"
    assert [task(db, n, "due") for n in ids] == [("2026-11-27",), ("2027-01-06",), (None,)]
    assert tasks.shift_due(db, ids[:1], -1).label == "Due 11/27 -> 11/26: call adjuster"
    with pytest.raises(InputError):
        tasks.shift_due(db, ids, 5_000_000)


def test_waiting_says_on_whom_and_keeps_since_when(db: Database) -> None:
    task_id = add(db)
    assert tasks.set_waiting(db, [task_id], "P. Ruiz").label == "Waiting on P. Ruiz: call adjuster"
    assert not tasks.set_waiting(db, [task_id], "P. Ruiz")
    assert tasks.set_waiting(db, [task_id], "").label == "No longer waiting: call adjuster"
    assert task(db, task_id, "status", "waiting_on", "waiting_since") == ("todo", "", None)


def test_tags_are_set_added_and_taken_away(db: Database) -> None:
    one, two = add(db, tags="#records"), add(db, tags="liens")
    tasks.set_tags(db, [one, two], "+urgent -liens")
    assert [task(db, n, "tags") for n in (one, two)] == [("records urgent",), ("urgent",)]
    tasks.set_tags(db, [one], "a, b")
    assert task(db, one, "tags") == ("a b",)


def test_an_edited_status_and_an_edited_name_to_wait_on_follow_each_other(db: Database) -> None:
    task_id = add(db)
    tasks.edit_task(db, task_id, {"waiting_on": "Valley Imaging", "status": "todo"})
    assert task(db, task_id, "status", "waiting_since") == ("waiting", "2026-11-21")
    tasks.edit_task(db, task_id, {"waiting_on": "Valley Imaging", "status": "done"})
    assert task(db, task_id, "status", "done_on") == ("done", "2026-11-21")
    tasks.edit_task(db, task_id, {"status": "doing", "waiting_on": "Valley Imaging", "title": "films"})
    assert task(db, task_id, "status", "waiting_on", "done_on", "title") == ("doing", "", None, "films")


def test_a_task_goes_to_another_client_without_that_ones_checklist(db: Database) -> None:
    case_id = open_case(db)
    task_id = add(db)
    assert tasks.set_case(db, [task_id], case_id).label == "Client Garcia, Maria: call adjuster"
    assert tasks.set_case(db, [task_id], None).label == "Client none: call adjuster"
    with pytest.raises(NotFoundError):
        tasks.set_case(db, [task_id], 999)


def test_archived_tasks_come_back(db: Database) -> None:
    task_id = add(db)
    tasks.archive_tasks(db, [task_id])
    assert task(db, task_id, "archived_at") != (None,)
    assert tasks.restore_tasks(db, [task_id]).label == "Restored: call adjuster"
    assert task(db, task_id, "archived_at") == (None,)


def test_a_task_that_is_gone_is_said_to_be_gone_and_nothing_is_changed(db: Database) -> None:
    task_id = add(db)
    with pytest.raises(NotFoundError):
        tasks.complete_tasks(db, [task_id, 999])
    assert task(db, task_id, "status") == ("todo",)


def test_a_hostile_title_is_kept_as_typed_and_cut_in_the_label(db: Database) -> None:
    title = HOSTILE * 5
    changes = tasks.add_task(db, title=title)
    assert "[/b] [@click=app.bell]x[/] [90%] 山田" in str(task(db, changes.first_added("tasks") or 0, "title")[0])
    assert changes.label.endswith("…")


Act = st.one_of(
    st.tuples(st.just("complete_tasks")),
    st.tuples(st.just("reopen_tasks")),
    st.tuples(st.just("set_due"), st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))),
    st.tuples(st.just("shift_due"), st.integers(-30, 30)),
    st.tuples(st.just("set_status"), st.sampled_from(["todo", "doing", "waiting", "done", "not_applicable"])),
    st.tuples(st.just("set_priority"), st.integers(1, 4)),
    st.tuples(st.just("set_waiting"), st.sampled_from(["", "P. Ruiz", HOSTILE])),
    st.tuples(st.just("set_tags"), st.sampled_from(["", "a b", "+c", "-a"])),
    st.tuples(st.just("archive_tasks")),
    st.tuples(st.just("restore_tasks")),
)


def everything(db: Database) -> list[tuple[object, ...]]:
    return db.raw.execute("SELECT * FROM tasks ORDER BY id").fetchall()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(Act, st.sets(st.integers(0, 2), min_size=1)), max_size=6))
def test_any_row_of_acts_undone_gives_the_same_rows(
    db: Database, acts: list[tuple[tuple[object, ...], set[int]]]
) -> None:
    ids = [row[0] for row in db.raw.execute("SELECT id FROM tasks ORDER BY id")] or [
        add(db, f"task {n}", due=date(2026, 11, 20 + n)) for n in range(3)
    ]
    before, stored = everything(db), 0
    for (name, *arguments), chosen in acts:
        changes: ChangeSet = getattr(tasks, str(name))(db, [ids[n] for n in sorted(chosen)], *arguments)
        stored += bool(changes)
    for _ in range(stored):
        history.undo(db)
    assert everything(db) == before
    for _ in range(stored):
        history.redo(db)
    for _ in range(stored):
        history.undo(db)
    assert everything(db) == before
