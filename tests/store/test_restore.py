import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from caseterm.clock import Clock, fixed_clock
from caseterm.errors import BusyError, DamagedError, NewerSchemaError, NotFoundError, StorageError
from caseterm.services import backups, restoring, settings
from caseterm.store import cipher, restore
from caseterm.store.database import Database
from caseterm.store.unfinished import unfinished_restore
from tests.conftest import TODAY
from tests.services.test_cases import open_case

KILLED_AT_EACH_STEP = """
import json, os, shutil, sys
from datetime import date
from pathlib import Path

from caseterm.clock import fixed_clock
from caseterm.services import restoring

source, backup, work = (Path(argument) for argument in sys.argv[1:])
clock = fixed_clock(date(2026, 11, 21))
WATCHED = {"os.link", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "open"}
steps = {"left": None}


def watch(event, arguments):
    if steps["left"] is None or event not in WATCHED or not str(work) in str(arguments):
        return
    if steps["left"] == 0:
        os._exit(9)
    steps["left"] -= 1


sys.addaudithook(watch)
number = 0
while True:
    folder = work / f"{number:03}"
    shutil.copytree(source, folder)
    child = os.fork()
    if child == 0:
        steps["left"] = number
        restoring.restore(folder / "cases.db", backup, clock)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9), code
    if code == 0:
        break
    number += 1
print(json.dumps(number))
"""


def firm(db: Database) -> str:
    return settings.current_settings(db).firm_name


def firm_in(path: Path, clock: Clock) -> str:
    with Database.open(path, clock) as opened:
        assert opened.raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert opened.raw.execute("PRAGMA foreign_key_check").fetchone() is None
        return firm(opened)


@pytest.fixture
def two_states(db: Database) -> tuple[Path, Path]:
    """A database that says New, closed, and its backup that says Old."""
    open_case(db)
    settings.edit_settings(db, {"firm_name": "Old"})
    made = backups.back_up_if_changed(db).backup
    assert made is not None
    settings.edit_settings(db, {"firm_name": "New"})
    db.close()
    return db.path, made.path


def test_a_restore_brings_the_backup_back_and_another_takes_that_back(
    two_states: tuple[Path, Path], clock: Clock
) -> None:
    path, backup = two_states
    kept, said = restoring.restore(path, backup, clock)
    assert said == ""
    assert kept is not None
    assert kept.name.endswith("-replaced.db")
    assert firm_in(path, clock) == "Old"
    assert [found.kind for found in backups.listed(path)] == ["replaced", "before-restore", "auto"]
    assert kept.stat().st_mode & 0o777 == 0o600
    restoring.restore(path, kept, clock)
    assert firm_in(path, clock) == "New"


def test_what_would_change_is_shown_before(two_states: tuple[Path, Path], clock: Clock) -> None:
    path, backup = two_states
    lines = restoring.compare(path, backup).lines(clock)
    assert "Open cases               1 ->            1" in lines
    assert "Acts                     3 ->            2" in lines
    assert "1 act done since would be gone from the record." in lines
    assert any(line.startswith("Last act now: Sat 11/21 9:41 AM, Changed the settings") for line in lines)
    assert all(len(line) <= 46 for line in lines if not line.startswith(("Last act", "1 act", "This backup")))


def test_a_backup_of_another_history_is_named_so(two_states: tuple[Path, Path], tmp_path: Path, clock: Clock) -> None:
    path, _backup = two_states
    other = tmp_path / "other" / "cases.db"
    with Database.open(other, fixed_clock(TODAY - timedelta(days=1))) as db:
        settings.edit_settings(db, {"firm_name": "Elsewhere"})
    assert any("another history" in line for line in restoring.compare(path, other).lines(clock))


def test_a_damaged_database_is_replaced_and_kept_as_it_is(two_states: tuple[Path, Path], clock: Clock) -> None:
    path, backup = two_states
    damaged = bytearray(path.read_bytes())
    damaged[:4096] = b"\xa5" * 4096
    path.write_bytes(bytes(damaged))
    comparison = restoring.compare(path, backup)
    assert comparison.now is None
    assert any("unreadable" in line for line in comparison.lines(clock))
    kept, said = restoring.restore(path, backup, clock)
    assert "could not be backed up" in said
    assert kept is not None
    assert kept.read_bytes() == bytes(damaged)
    assert firm_in(path, clock) == "Old"


def test_a_database_that_is_gone_comes_back(two_states: tuple[Path, Path], clock: Clock) -> None:
    path, backup = two_states
    path.unlink()
    kept, _said = restoring.restore(path, backup, clock)
    assert kept is None
    assert firm_in(path, clock) == "Old"


def test_a_journal_left_by_a_crash_is_never_played_into_the_restored_file(
    two_states: tuple[Path, Path], clock: Clock
) -> None:
    path, backup = two_states
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE settings SET firm_name = 'Half'")
    writer.execute("CREATE TABLE big (x)")
    writer.executemany("INSERT INTO big VALUES (?)", [("x" * 900,) for _ in range(200)])
    journal = path.with_name(path.name + "-journal")
    torn, hot = path.read_bytes(), journal.read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    path.write_bytes(torn)
    journal.write_bytes(hot)
    kept = path.parent / "backups" / "cases-000009-20261121-094100-replaced.db"
    restore.stage(backup, path, kept)
    assert restore.finish(path) == kept
    assert not journal.exists()
    assert firm_in(path, clock) == "Old"
    assert firm_in(kept, clock) == "New"


def test_killed_at_any_step_the_old_or_the_new_is_there_whole(
    two_states: tuple[Path, Path], tmp_path: Path, clock: Clock
) -> None:
    path, backup = two_states
    source, work = tmp_path / "source", tmp_path / "work"
    source.mkdir()
    shutil.copy(path, source / "cases.db")
    work.mkdir()
    command = [sys.executable, "-c", KILLED_AT_EACH_STEP, str(source), str(backup), str(work)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    steps = json.loads(ran.stdout)
    assert steps > 15
    found = [firm_in(work / f"{number:03}" / "cases.db", clock) for number in range(steps + 1)]
    first_new = found.index("Old")
    assert found == ["New"] * first_new + ["Old"] * (steps + 1 - first_new)
    assert first_new < steps
    for number in range(steps + 1):
        there = {entry.name for entry in (work / f"{number:03}").iterdir()}
        assert unfinished_restore(work / f"{number:03}" / "cases.db") is None
        if found[number] == "Old":
            kept = next((work / f"{number:03}" / "backups").glob("*-replaced.db"))
            assert firm_in(kept, clock) == "New"
        assert not [name for name in there if ".restore-" in name]


def test_without_links_the_restore_works_and_is_finished_when_cut_short(
    two_states: tuple[Path, Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backup = two_states

    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    restoring.make_ready(path, backup, clock)
    real = Path.replace

    def cut_short(source: Path, target: Path) -> Path:
        if Path(target) == path:
            raise OSError(5, "Input/output error")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", cut_short)
    with pytest.raises(StorageError, match="not finished"):
        restore.finish(path)
    assert not path.exists()
    monkeypatch.setattr(Path, "replace", real)
    assert firm_in(path, clock) == "Old"


@pytest.mark.parametrize("fault", ["missing", "text", "flipped", "newer", "itself", "orphan"])
def test_what_is_no_good_backup_is_refused_with_nothing_changed(
    two_states: tuple[Path, Path], tmp_path: Path, clock: Clock, fault: str
) -> None:
    path, backup = two_states
    bad = tmp_path / "bad.db"
    shutil.copy(backup, bad)
    expected: type[StorageError] | type[NotFoundError] = DamagedError
    if fault == "missing":
        bad.unlink()
        expected = NotFoundError
    elif fault == "text":
        bad.write_bytes(b"Dear Sir, " * 900)
    elif fault == "flipped":
        data = bytearray(bad.read_bytes())
        data[20 * 4096 : 60 * 4096] = b"\x5a" * (40 * 4096)
        bad.write_bytes(bytes(data))
    elif fault == "itself":
        bad, expected = path, StorageError
    else:
        stranger = sqlite3.connect(bad, isolation_level=None)
        if fault == "newer":
            stranger.execute("UPDATE alembic_version SET version_num = '9999'")
            stranger.execute("PRAGMA user_version = 9999")
            expected = NewerSchemaError
        else:
            stranger.execute("UPDATE cases SET client_id = 99999")
        stranger.close()
    before = path.read_bytes()
    with pytest.raises(expected):
        restoring.restore(path, bad, clock)
    assert path.read_bytes() == before
    assert unfinished_restore(path) is None


def test_a_database_in_use_is_not_replaced(
    two_states: tuple[Path, Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backup = two_states
    monkeypatch.setattr(restore, "connect", lambda file, **_: cipher.connect(file, timeout=0.05))
    with (
        Database.open(path, clock) as held,
        pytest.raises(BusyError, match="in use by"),
    ):
        restoring.restore(path, backup, clock)
    assert firm(held) == "New"
    held.close()
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError):
        restoring.restore(path, backup, clock)
    blocker.close()
    assert firm_in(path, clock) == "New"
