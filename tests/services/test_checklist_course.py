from datetime import date, timedelta

import pytest

from caseterm.services import cases, contact_log, history, phases, records, tasks
from caseterm.store.database import Database
from tests.conftest import TODAY


def open_case(db: Database, phase: str = "treating") -> int:
    made = cases.new_case(
        db,
        client={"last": "Garcia", "first": "Maria"},
        case={"opened_on": date(2026, 11, 1), "signed_on": date(2026, 11, 1)},
        incident={"happened_on": date(2026, 10, 30)},
    )
    case_id = made.first_added("cases")
    assert case_id is not None
    if phase != "intake":
        phases.change_phase(db, [case_id], phase)
    return case_id


def item(db: Database, key: str) -> tuple[int, str | None, str]:
    query = "SELECT id, due, status FROM tasks WHERE template_key = ?"
    row = db.raw.execute(query, (key,)).fetchone()
    assert row is not None, key
    return (row[0], row[1], row[2])


def keys(db: Database, like: str) -> list[str]:
    return [
        row[0] for row in db.raw.execute("SELECT template_key FROM tasks WHERE template_key LIKE ? ORDER BY 1", (like,))
    ]


def talk(db: Database, case_id: int) -> str:
    made = contact_log.log_contact(db, case_id=case_id, channel="call", direction="out", outcome="reached")
    return made.label


def test_a_call_to_the_client_moves_the_next_check_in_and_the_label_says_so(db: Database) -> None:
    case_id = open_case(db)
    talk(db, case_id)
    assert item(db, "4.4")[1] == (TODAY + timedelta(days=14)).isoformat()
    history.undo(db)
    assert item(db, "4.4")[1] != (TODAY + timedelta(days=14)).isoformat()
    assert "checklist dates moved" in talk(db, case_id)


def test_a_date_she_set_herself_is_left_alone(db: Database) -> None:
    case_id = open_case(db)
    talk(db, case_id)
    tasks.set_due(db, [item(db, "4.4")[0]], date(2026, 12, 24))
    talk(db, case_id)
    assert item(db, "4.4")[1] == "2026-12-24"


def test_a_check_in_that_is_done_comes_back_and_undo_takes_both_away(db: Database) -> None:
    case_id = open_case(db)
    talk(db, case_id)
    made = tasks.complete_tasks(db, [item(db, "4.4")[0]])
    assert made.label.endswith("(Garcia, Maria); again 12/05")
    assert item(db, "4.4#2")[1:] == ((TODAY + timedelta(days=14)).isoformat(), "todo")
    history.undo(db)
    assert keys(db, "4.4%") == ["4.4"]
    assert item(db, "4.4")[2] == "todo"
    history.redo(db)
    assert keys(db, "4.4%") == ["4.4", "4.4#2"]


def test_each_step_of_the_demand_follows_the_one_before_once(db: Database) -> None:
    open_case(db, "demand")
    assert keys(db, "6.%") == ["6.1", "6.2", "6.3"]
    tasks.complete_tasks(db, [item(db, "6.3")[0]])
    assert keys(db, "6.%") == ["6.1", "6.2", "6.3", "6.4"]
    tasks.reopen_tasks(db, [item(db, "6.3")[0]])
    tasks.complete_tasks(db, [item(db, "6.3")[0]])
    assert keys(db, "6.%") == ["6.1", "6.2", "6.3", "6.4"]
    tasks.archive_tasks(db, [item(db, "6.4")[0]])
    assert keys(db, "6.%") == ["6.1", "6.2", "6.3", "6.4", "6.5"], "what is put away holds nothing up"


def test_a_corrected_sign_up_date_moves_what_hangs_on_it(db: Database) -> None:
    case_id = open_case(db, "opening")
    before = item(db, "2.10")[1]
    changed = records.edit_record(db, "case", case_id, {"signed_on": date(2026, 11, 20)}, label="Signed 11/20")
    after = item(db, "2.10")[1]
    assert before is not None
    assert after == "2026-11-25"
    assert "checklist dates moved" in changed.label
    history.undo(db)
    assert item(db, "2.10")[1] == before


def test_entering_a_phase_again_makes_nothing_twice(db: Database) -> None:
    case_id = open_case(db, "treating")
    before = keys(db, "%")
    phases.change_phase(db, [case_id], "records")
    phases.change_phase(db, [case_id], "treating")
    assert [key for key in keys(db, "4.%")] == [key for key in before if key.startswith("4.")]


@pytest.mark.parametrize("act", ["note", "task"])
def test_an_act_nothing_hangs_on_leaves_the_checklist_alone(db: Database, act: str) -> None:
    case_id = open_case(db)
    before = db.raw.execute("SELECT group_concat(template_key || due) FROM tasks").fetchone()
    made = (
        contact_log.add_note(db, case_id=case_id, body="x")
        if act == "note"
        else tasks.add_task(db, title="Own", case_id=case_id)
    )
    assert ";" not in made.label
    query = "SELECT group_concat(template_key || due) FROM tasks WHERE template_key <> ''"
    assert db.raw.execute(query).fetchone() == before
