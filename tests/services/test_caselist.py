"""The caseload's ready lines: always what the record says, and written only where they differ."""

from caseterm.rules.text import fold
from caseterm.services import caselist, cases, contact_log
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY


def written(db: Database, case_ids: list[int]) -> list[str]:
    """The statements that bringing these lines up to date comes to, without the reads."""
    said: list[str] = []
    with db.housekeeping() as connection:
        connection.set_trace_callback(said.append)
        caselist.refresh(connection, case_ids, today=TODAY)
        connection.set_trace_callback(None)
    writes = [statement for statement in said if statement.startswith(("INSERT", "UPDATE", "DELETE"))]
    return list(dict.fromkeys(statement.split(" (")[0].split(" SET")[0] for statement in writes))


def misfits(db: Database) -> int:
    return caselist.misfits(db.raw, day=TODAY.isoformat())


def test_a_line_is_written_only_as_far_as_it_differs(db: Database) -> None:
    for last in ("Garcia", HOSTILE):
        cases.new_case(db, client={"last": last}, case={}, incident={})
    assert written(db, [1, 2]) == []

    with db.housekeeping() as connection:
        connection.execute("UPDATE caselist SET city = 'Elsewhere', open_tasks = 7 WHERE case_id = 1")
    assert misfits(db) == 1
    assert written(db, [1, 2]) == ["UPDATE caselist"], "no index holds these"
    assert misfits(db) == 0

    with db.housekeeping() as connection:
        connection.execute("UPDATE caselist SET client_key = 'zzz' WHERE case_id = 2")
        connection.execute("UPDATE casetext SET search = 'zzz' WHERE case_id = 1")
    assert written(db, [1, 2]) == ["INSERT OR REPLACE INTO caselist", "INSERT OR REPLACE INTO casetext"]
    assert misfits(db) == 0

    with db.housekeeping() as connection:
        connection.execute("DELETE FROM caselist WHERE case_id = 1")
    assert "INSERT OR REPLACE INTO caselist" in written(db, [1, 2])
    contact_log.add_note(db, case_id=2, body=HOSTILE)
    assert misfits(db) == 0
    keys = [key for (key,) in db.raw.execute("SELECT client_key FROM caselist ORDER BY case_id")]
    assert keys[0] == fold("Garcia")
