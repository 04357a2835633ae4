import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from caseterm.services import backups, checking, tasks
from caseterm.store.database import Database
from caseterm.store.inspection import Finding
from tests.services.test_cases import open_case


def found(db: Database) -> dict[str, Finding]:
    return {finding.name: finding for finding in checking.look(db.path, db.clock)}


def spoil(db: Database, *statements: str) -> None:
    """Change the file behind the program's back, without a trace in the log."""
    stranger = sqlite3.connect(db.path, isolation_level=None)
    triggers = stranger.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        stranger.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        stranger.execute(statement)
    for _name, sql in triggers:
        stranger.execute(sql)
    stranger.close()


def test_a_sound_database_has_nothing_broken(db: Database) -> None:
    open_case(db)
    backups.back_up_if_changed(db)
    states = {finding.name: finding.state for finding in checking.look(db.path, db.clock)}
    assert "broken" not in states.values()
    for name in ("Integrity", "References", "History", "Rows", "Caseload lines", "Conflict copies", "Backups"):
        assert states[name] == "ok"


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE caselist SET client = 'Somebody else'", "Caseload lines"),
        ("UPDATE casetext SET search = ''", "Caseload lines"),
        ("DELETE FROM caselist", "Caseload lines"),
        ("UPDATE tasks SET title = 'Other'", "Rows"),
        ("DELETE FROM contact_phones", "Rows"),
        ("UPDATE cases SET client_id = 4711", "References"),
        ("UPDATE acts SET label = 'Nothing happened' WHERE id = 1", "History"),
        ("DELETE FROM changes WHERE id = 2", "History"),
    ],
)
def test_what_was_spoilt_is_found_by_name_with_what_to_do(db: Database, statement: str, name: str) -> None:
    case_id = open_case(db)
    tasks.add_task(db, title="Call the adjuster", case_id=case_id)
    spoil(db, "PRAGMA foreign_keys=OFF", statement)
    finding = found(db)[name]
    assert finding.state == "broken"
    assert finding.todo


def test_an_index_that_lost_an_entry_is_told_from_lost_rows(db: Database) -> None:
    open_case(db)
    index = "ix_contacts_last_first"
    where = f"name = '{index}'"
    with closing(sqlite3.connect(db.path)) as stranger, stranger:
        kept = stranger.execute(f"SELECT * FROM sqlite_master WHERE {where}").fetchone()
        stranger.execute("PRAGMA writable_schema=ON")
        stranger.execute(f"DELETE FROM sqlite_master WHERE {where}")
    stranger.close()
    db.let_go()
    open_case(db, "Not in the index")
    db.let_go()
    with closing(sqlite3.connect(db.path)) as stranger, stranger:
        stranger.execute("PRAGMA writable_schema=ON")
        stranger.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
    stranger.close()
    finding = found(db)["Index"]
    assert finding.state == "broken"
    assert "rows themselves are sound" in finding.words
    assert "recover" in finding.todo


def test_conflict_copies_and_a_synced_folder_are_named_with_what_to_do(db: Database, tmp_path: Path) -> None:
    for name in ("cases (Maria's conflicted copy 2026-11-21).db", "cases.sync-conflict-20261121-094100-ABCDEF7.db"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".stfolder").mkdir()
    findings = found(db)
    assert "(Dropbox)" in findings["Conflict copies"].words
    assert "(Syncthing)" in findings["Conflict copies"].words
    assert "Keep one" in findings["Conflict copies"].todo
    assert "Syncthing copies" in findings["Place"].words
    assert findings["Place"].state == "note"


def test_a_folder_by_its_name_is_known_as_synced(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "Dropbox (Gold LLP)" / "cases.db"
    with Database.open(path, db.clock) as other:
        assert "Dropbox copies" in found(other)["Place"].words


def test_a_file_that_is_no_database_is_one_finding_and_no_exception(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir, " * 900)
    broken = [finding for finding in checking.look(path, db.clock) if finding.state == "broken"]
    assert len(broken) == 1
    assert "recover" in broken[0].todo
