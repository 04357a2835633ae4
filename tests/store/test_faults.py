"""Faults of the disk and of other programs at each kind of write: words for her, nothing half written, work goes on."""

import json
import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from caseterm import services
from caseterm.cli.batch import answer_to
from caseterm.clock import Clock, fixed_clock
from caseterm.errors import BusyError, CaseTermError, ReadOnlyError, StorageError
from caseterm.services import backups, restoring
from caseterm.services.recovering import recover_to
from caseterm.store import audit
from caseterm.store import database as store_database
from caseterm.store.database import Database
from caseterm.store.faults import in_words
from caseterm.store.unfinished import left_by_restore
from tests.conftest import TODAY
from tests.services.test_cases import open_case

LARGE = "x" * 150_000


def add_note(db: Database) -> None:
    services.contact_log.add_note(db, case_id=1, body=LARGE)


def keep_draft(db: Database) -> None:
    services.drafts.save(db, "note", "1", {"body": LARGE})


def undo(db: Database) -> None:
    services.history.undo(db)


def import_cases(db: Database) -> None:
    from caseterm import importing

    sheet = db.path.parent / "cases.csv"
    importing.import_preview(db, importing.preview_file(db, sheet))


def back_up(db: Database) -> None:
    backups.back_up_now(db, "by-hand")


def restore(db: Database) -> None:
    restoring.make_ready(db.path, db.path.parent / "earlier.db", db.clock)


def recover(db: Database) -> None:
    recover_to(db.path.parent / "earlier.db", db.path.parent / "new" / "recovered.db", db.clock)


WRITES: list[Callable[[Database], None]] = [add_note, keep_draft, undo, import_cases, back_up, restore, recover]
TO_THE_RECORD = WRITES[:4]


@pytest.fixture
def ready(db: Database, tmp_path: Path) -> Database:
    """A case with a long note, a copy from before, and a spreadsheet to import."""
    open_case(db)
    with closing(sqlite3.connect(db.path)) as source, closing(sqlite3.connect(tmp_path / "earlier.db")) as target:
        source.backup(target)
    source.close()
    target.close()
    add_note(db)
    rows = "".join(f'"Roe{n}, Jane",3/4/2026,{"note " * 200}\n' for n in range(60))
    (tmp_path / "cases.csv").write_text(f"Client,DOI,Notes\n{rows}", encoding="utf-8")
    return db


def state(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(name, *row) for name in sorted(names) for row in connection.execute(f'SELECT * FROM "{name}"')]
    finally:
        connection.close()


def unharmed(db: Database, before: list[tuple[object, ...]]) -> None:
    """Nothing half written anywhere: the record as it was and sound, no halves of backups, restores or new files."""
    assert state(db.path) == before
    assert db.raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert audit.first_broken_act(db.raw) is None
    assert backups.listed(db.path) == []
    assert left_by_restore(db.path) == []
    assert not [path for path in db.path.parent.rglob("*") if ".part" in path.name or path.name == "recovered.db"]


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The disk takes no more: writing past the size fails, as on a full one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_a_full_disk_is_said_and_the_same_work_succeeds_with_room(
    ready: Database, write: Callable[[Database], None]
) -> None:
    ready.raw.execute("SELECT 1")
    before = state(ready.path)
    with files_no_larger_than(8192), pytest.raises(StorageError) as said:
        write(ready)
    assert said.value.title
    assert said.value.safe or said.value.next_step
    assert "Traceback" not in said.value.sentences
    unharmed(ready, before)
    write(ready)


@pytest.mark.parametrize("write", WRITES[:6], ids=lambda write: write.__name__)
def test_a_file_held_by_another_program_is_said_and_the_same_work_succeeds_afterwards(
    ready: Database, write: Callable[[Database], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "BUSY_MILLISECONDS", 60)
    monkeypatch.setattr("caseterm.store.backup.open_to_read", _impatient)
    monkeypatch.setattr("caseterm.services.backups.open_to_read", _impatient)
    before = state(ready.path)
    ready.let_go()
    blocker = sqlite3.connect(ready.path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError, match="program"):
        write(ready)
    blocker.execute("ROLLBACK")
    blocker.close()
    unharmed(ready, before)
    write(ready)


def _impatient(path: Path, *, timeout: float = 0.05) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=0.05)


@pytest.mark.parametrize("write", TO_THE_RECORD, ids=lambda write: write.__name__)
def test_a_folder_that_is_gone_while_running_is_said(ready: Database, write: Callable[[Database], None]) -> None:
    folder = ready.path.parent / "stick"
    folder.mkdir()
    shutil.copy(ready.path, folder / "cases.db")
    shutil.copy(ready.path.parent / "cases.csv", folder / "cases.csv")
    with Database.open(folder / "cases.db", ready.clock) as db:
        db.raw.execute("SELECT 1")
        away = folder.with_name("pulled out")
        folder.rename(away)
        with pytest.raises(CaseTermError) as said:
            write(db)
        assert said.value.sentences
        assert not folder.exists()
        away.rename(folder)
        before = state(folder / "cases.db")
        assert state(ready.path) == before
        db.let_go()
        write(db)


@pytest.mark.parametrize("write", TO_THE_RECORD, ids=lambda write: write.__name__)
def test_a_file_that_may_not_be_written_opens_for_reading_and_refuses_every_act(
    ready: Database, clock: Clock, write: Callable[[Database], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.close()
    monkeypatch.setattr("caseterm.store.database.os.access", lambda *_: False)
    before = ready.path.read_bytes()
    with Database.open(ready.path, clock) as db:
        assert db.readonly
        assert db.raw.execute("SELECT count(*) FROM cases").fetchone()[0] == 1
        if write is keep_draft:
            write(db)
        else:
            with pytest.raises(ReadOnlyError, match="not writable"):
                write(db)
    assert ready.path.read_bytes() == before


def test_a_read_only_folder_seen_by_sqlite_is_said_in_words(ready: Database) -> None:
    """What SQLite reports for a folder where no journal can be made, whoever runs the test."""
    before = state(ready.path)
    journal = ready.path.with_name(ready.path.name + "-journal")
    journal.mkdir()
    with pytest.raises(StorageError) as said:
        add_note(ready)
    assert said.value.next_step
    journal.rmdir()
    unharmed(ready, before)
    add_note(ready)


def test_a_clock_set_back_keeps_the_order_of_acts_and_undo(ready: Database) -> None:
    ready.clock = fixed_clock(TODAY.replace(year=2024))
    services.tasks.add_task(ready, title="Back then", case_id=1)
    labels = [row[0] for row in ready.raw.execute("SELECT label FROM acts ORDER BY id")]
    assert "Back then" in labels[-1]
    services.history.undo(ready)
    assert ready.raw.execute("SELECT count(*) FROM tasks WHERE title = 'Back then'").fetchone()[0] == 0
    assert audit.first_broken_act(ready.raw) is None


def test_a_folder_that_was_moved_away_is_said_to_be_gone_not_read_only(db: Database) -> None:
    open_case(db)
    moved = db.path.parent.with_name("moved")
    db.path.parent.rename(moved)
    with pytest.raises(StorageError, match="any more: its folder was moved"):
        add_note(db)
    moved.rename(db.path.parent)
    add_note(db)
    assert audit.first_broken_act(db.raw) is None


def test_a_folder_that_became_read_only_is_named_and_so_is_one_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = sqlite3.OperationalError("unable to open database file")
    problem.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    path = tmp_path / "cases.db"
    told = in_words(problem, path)
    assert told is not None
    assert "is not at" in told.title
    path.touch()
    told = in_words(problem, path)
    assert told is not None
    assert "could not be opened" in told.title
    monkeypatch.setattr(os, "access", lambda *_: False)
    told = in_words(problem, path)
    assert told is not None
    assert told.title == f"The folder {tmp_path} may not be written: it, or its disk, is read-only."
    assert (told.safe, told.next_step) == ("Nothing was changed.", "Allow writing there, then save again.")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ({"act": "add_contact", "values": {"notes": "no name"}}, "Name: is needed"),
        ({"act": "add_contact", "values": {"last": "Roe", "kind": "firm"}}, "Kind: must be one of person"),
        ({"act": "add_contact", "values": {"last": "Roe", "kind": ""}}, "Kind: must be one of person"),
        ({"act": "edit_record", "kind": "case", "row": 1, "values": {"number": "26-0002"}}, "Number: is another"),
        ({"act": "add_insurance", "case": 1, "insurer": " \t "}, "Insurer: is needed"),
        ({"act": "edit_settings", "values": {"opens_at": "late"}}, "Opens at: must be a time of day"),
    ],
)
def test_what_a_rule_of_the_record_refuses_is_said_by_the_field_s_name(
    db: Database, act: dict[str, object], said: str
) -> None:
    open_case(db)
    open_case(db)
    answer = answer_to(db, json.dumps(act).encode())
    assert answer["code"] == 65
    assert answer["error"].startswith(said)
    assert answer["fields"]
