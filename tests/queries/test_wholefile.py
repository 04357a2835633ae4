"""A case's file as it is opened: read once, and never older than the database."""

from datetime import date

from caseterm import queries, services
from caseterm.clock import Clock, fixed_clock
from caseterm.queries.wholefile import Files
from caseterm.store.database import Database
from tests.services.test_cases import open_case


def statements(db: Database) -> list[str]:
    """Every statement that is run on the reading connection from now on, but for the question what changed."""
    seen: list[str] = []
    db.raw.set_trace_callback(lambda said: seen.append(said) if "data_version" not in said else None)
    return seen


def test_what_was_read_ahead_is_not_read_again(db: Database) -> None:
    case_id = open_case(db)
    services.tasks.add_task(db, title="Call", case_id=case_id)
    files = Files(db)
    files.of(case_id).read()
    seen = statements(db)
    file = files.of(case_id)
    assert file.head is not None
    assert file.head.client == "Garcia, Maria"
    assert [task.title for task in file.tasks] == ["Call"]
    assert file.counts["tasks"].n == 1
    assert file.reasons == queries.caselist.judged(db, case_id)
    assert file.complexity is not None
    assert (file.appointments, file.talk, file.coverages, file.deadlines) == ([], [], [], [])
    judging = len(seen)
    file.read()
    assert seen[judging:] == []


def test_a_file_is_read_anew_once_anything_was_written_by_whomever(db: Database, clock: Clock) -> None:
    case_id = open_case(db)
    files = Files(db)
    assert files.of(case_id).tasks == []
    services.tasks.add_task(db, title="By this one", case_id=case_id)
    assert [task.title for task in files.of(case_id).tasks] == ["By this one"]
    services.history.undo(db)
    assert files.of(case_id).tasks == []
    with Database.open(db.path, clock, exclusive=False) as other:
        services.tasks.add_task(other, title="By another", case_id=case_id)
    assert [task.title for task in files.of(case_id).tasks] == ["By another"]
    db.let_go()  # as before a restore, which puts another file in its place
    before = files.of(case_id)
    assert before is files.of(case_id)
    db.let_go()
    assert before is not files.of(case_id)


def test_another_day_and_another_case_are_read_anew(db: Database) -> None:
    first, second = open_case(db), open_case(db, "Lee")
    files = Files(db)
    read = files.of(first)
    assert read is files.of(first)
    assert files.of(second).head != read.head
    read = files.of(first)
    db.clock = fixed_clock(date(2026, 11, 22))
    assert files.of(first) is not read


def test_a_case_that_is_not_there_has_no_head(db: Database) -> None:
    files = Files(db)
    files.of(99).read()
    assert files.of(99).head is None
