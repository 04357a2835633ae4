"""What a process that was killed leaves behind, and undo however long the history is."""

import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from caseterm import services
from caseterm.clock import Clock
from caseterm.errors import ConflictError
from caseterm.store import audit, lock, undo
from caseterm.store.database import Database
from caseterm.store.lock import WriterLock
from caseterm.store.schema import APPLICATION_ID

DIES_HALFWAY = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE tasks SET notes = notes || 'half'")
rows = ((str(n), "x" * 3000) for n in range(900))
connection.executemany("INSERT INTO remembered (key, value_json) VALUES (?, ?)", rows)
print("halfway", flush=True)
sys.stdin.read()
"""


def test_a_file_left_by_a_killed_first_start_is_finished_at_the_next(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "a.db"
    left = sqlite3.connect(path)
    left.execute(f"PRAGMA application_id={APPLICATION_ID}")
    left.commit()
    left.close()
    assert path.stat().st_size
    with Database.open(path, clock) as db:
        assert db.raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        services.tasks.add_task(db, title="one")


def test_a_transaction_cut_off_by_a_kill_is_taken_back_at_the_next_start(db: Database, clock: Clock) -> None:
    services.tasks.add_task(db, title="one", notes="whole")
    before = db.raw.execute("SELECT * FROM remembered").fetchall()
    db.close()
    dying = subprocess.Popen(
        [sys.executable, "-c", DIES_HALFWAY, str(db.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with dying:
        assert dying.stdout is not None
        assert dying.stdout.readline().strip() == b"halfway"
        dying.kill()
    assert db.path.with_name(db.path.name + "-journal").stat().st_size
    with Database.open(db.path, clock) as again:
        assert again.raw.execute("SELECT title, notes FROM tasks").fetchall() == [("one", "whole")]
        assert again.raw.execute("SELECT * FROM remembered").fetchall() == before


def test_undo_and_redo_reach_the_same_acts_however_far_back_the_log_is_read(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "DEPTH", 3)
    titles = [f"task {number}" for number in range(8)]
    for title in titles:
        services.tasks.add_task(db, title=title)
    for title in reversed(titles):
        assert services.history.undo(db).label == f"Undid: Added task: {title}"
    with pytest.raises(ConflictError):
        services.history.undo(db)
    for title in titles:
        assert services.history.redo(db).label == f"Redid: Added task: {title}"
    with pytest.raises(ConflictError):
        services.history.redo(db)
    assert [act.label for act in undo.stacks(db.raw)[0]] == [f"Added task: {title}" for title in titles[-3:]]


def test_a_new_act_after_undoing_cuts_off_what_could_be_redone(db: Database) -> None:
    for title in ("one", "two", "three"):
        services.tasks.add_task(db, title=title)
    services.history.undo(db)
    services.history.undo(db)
    services.history.redo(db)
    services.history.undo(db)
    services.tasks.add_task(db, title="four")
    done, undone = undo.stacks(db.raw)
    assert [act.label for act in done] == ["Added task: one", "Added task: four"]
    assert undone == []
    services.history.undo(db)
    services.history.undo(db)
    assert [act.label for act in undo.stacks(db.raw)[1]] == ["Added task: four", "Added task: one"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE tasks SET title = 'two'",
        "DELETE FROM tasks",
        "INSERT INTO tasks SELECT 2, 'u', created_at, updated_at, archived_at, notes, {rest} FROM tasks",
        "UPDATE acts SET case_id = 9",
        "UPDATE acts SET undoable = 0",
        "UPDATE changes SET case_id = 9",
    ],
)
def test_a_row_that_is_not_as_the_history_says_is_found(db: Database, damage: str) -> None:
    services.tasks.add_task(db, title="one")
    assert audit.rows_not_as_logged(db.raw) == 0
    stranger = sqlite3.connect(db.path)
    for (name,) in stranger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        stranger.execute(f'DROP TRIGGER "{name}"')
    rest = ", ".join(f'"{name}"' for name in audit.columns(stranger, "tasks")[6:])
    stranger.execute(damage.format(rest=rest))
    stranger.commit()
    stranger.close()
    in_a_row = damage.split()[1] == "tasks" or damage.split()[2] == "tasks"
    assert audit.rows_not_as_logged(db.raw) == int(in_a_row)
    assert audit.first_broken_act(db.raw) == (None if in_a_row else 1)


def test_a_lock_file_its_owner_was_just_removing_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, at = tmp_path / "a.db", datetime(2026, 11, 21, 9, 41)  # noqa: DTZ001
    first, second, third = (WriterLock(path) for _ in range(3))
    assert first.take(who="first", now=at)
    really = lock._try_lock

    def while_the_first_lets_go(handle: int) -> bool:
        monkeypatch.setattr(lock, "_try_lock", really)
        first.release()
        return really(handle)

    monkeypatch.setattr(lock, "_try_lock", while_the_first_lets_go)
    assert second.take(who="second", now=at)
    assert not third.take(who="third", now=at)
    assert third.holder is not None
    assert third.holder.who == "second"
    second.release()
