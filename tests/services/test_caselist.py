"""The caseload's ready lines: always what the record says, and written only where they differ."""

import sqlite3
from collections.abc import Iterable
from datetime import date

import pytest

from caseterm.rules.text import fold
from caseterm.services import acts, caselist, cases, contact_log
from caseterm.services.acts import NOT_IN_LINES
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


def test_no_line_is_made_of_a_table_whose_changes_leave_the_lines_alone(db: Database) -> None:
    cases.new_case(db, client={"last": "Garcia"}, case={}, incident={})
    read: set[str] = set()

    def note_what_is_read(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ:
            read.add(str(table))
        return sqlite3.SQLITE_OK

    with db.housekeeping() as connection:
        connection.set_authorizer(note_what_is_read)
        caselist.refresh(connection, [1], today=TODAY)
        connection.set_authorizer(None)
    assert {"cases", "contacts", "tasks", "deadlines", "communications", "settings"} <= read
    assert read.isdisjoint(NOT_IN_LINES)
    tables = {name for (name,) in db.raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables >= NOT_IN_LINES


def test_a_note_reads_no_line_and_a_contact_does(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.new_case(db, client={"last": "Garcia"}, case={}, incident={})
    refreshed: list[set[int]] = []

    def refresh(connection: sqlite3.Connection, case_ids: Iterable[int], *, today: date) -> None:
        refreshed.append(set(case_ids))
        caselist.refresh(connection, case_ids, today=today)

    monkeypatch.setattr(acts, "refresh", refresh)
    contact_log.add_note(db, case_id=1, body=HOSTILE)
    assert refreshed == []
    contact_log.log_contact_many(db, [1], channel="call", direction="out", outcome="reached")
    assert refreshed == [{1}]
    assert misfits(db) == 0
