import shutil
import sqlite3
import stat
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseterm.clock import fixed_clock
from caseterm.errors import BusyError, StorageError
from caseterm.services import backups, settings
from caseterm.store import backup as store_backup
from caseterm.store import encrypting
from caseterm.store.database import Database
from tests.conftest import TODAY
from tests.services.test_cases import open_case


def made(db: Database) -> list[str]:
    return [f"{found.number} {found.kind}" for found in backups.listed(db.path)]


def test_a_backup_is_made_checked_private_and_holds_every_row(db: Database) -> None:
    open_case(db)
    done = backups.back_up_if_changed(db)
    assert done.backup is not None
    assert done.notice == ""
    path = done.backup.path
    assert path.parent == db.path.parent / "backups"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    copy = sqlite3.connect(path)
    assert store_backup.row_counts(copy) == store_backup.row_counts(db.raw)
    copy.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert done.backup.words == "11/21/2026 9:41 AM, by itself"


def test_nothing_new_makes_no_backup_and_a_change_makes_the_next(db: Database) -> None:
    open_case(db)
    backups.back_up_if_changed(db)
    assert backups.back_up_if_changed(db).backup is None
    settings.edit_settings(db, {"firm_name": "Gold LLP"})
    assert backups.back_up_if_changed(db).backup is not None
    with db.housekeeping() as connection:
        connection.execute("INSERT INTO drafts (form, target, saved_at, values_json) VALUES ('n', '1', '2026', '{}')")
    assert backups.back_up_if_changed(db).backup is not None
    assert made(db) == ["3 auto", "2 auto", "1 auto"]


def test_a_read_only_copy_makes_none(db: Database) -> None:
    with Database.open(db.path, db.clock) as second:
        assert second.readonly
        assert backups.back_up_if_changed(second).backup is None
    assert made(db) == []


def test_a_damaged_newest_backup_does_not_count_as_having_everything(db: Database) -> None:
    open_case(db)
    first = backups.back_up_if_changed(db).backup
    assert first is not None
    first.path.write_bytes(b"x" * 5000)
    assert backups.back_up_if_changed(db).backup is not None


def test_a_month_of_work_is_thinned_to_the_schedule_and_those_by_hand_stay(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(_source: Path, target: Path, **_options: object) -> Path:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(b"")
        return target

    monkeypatch.setattr(backups, "back_up", named)  # which are kept is judged by their names
    db.clock = fixed_clock(TODAY - timedelta(days=31))
    open_case(db)
    backups.back_up_now(db, "by-hand")
    for ago in range(31, -1, -1):
        db.clock = fixed_clock(TODAY - timedelta(days=ago))
        for hour in range(2):
            settings.edit_settings(db, {"firm_name": f"Firm {ago} {hour}", "backup_days": 10, "backup_weeks": 4})
            backups.back_up_if_changed(db)
    there = backups.listed(db.path)
    days = [(TODAY - found.at.date()).days for found in there if found.kind == "auto"]
    assert days[:12] == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert len(days[12:]) <= 3
    assert all(day <= 28 for day in days)
    assert there[-1].kind == "by-hand"
    assert there[0].number == 1 + 32 * 2


def test_a_clock_set_back_leaves_the_newest_and_the_earlier_ones(db: Database) -> None:
    open_case(db)
    for ago in (3, 2, 1, 0):
        db.clock = fixed_clock(TODAY - timedelta(days=ago))
        settings.edit_settings(db, {"firm_name": f"Firm {ago}"})
        backups.back_up_if_changed(db)
    db.clock = fixed_clock(date(2024, 1, 2))
    settings.edit_settings(db, {"firm_name": "Back then"})
    backups.back_up_if_changed(db)
    assert made(db) == ["5 auto", "4 auto", "3 auto", "2 auto", "1 auto"]
    db.clock = fixed_clock(TODAY)
    settings.edit_settings(db, {"firm_name": "Again"})
    backups.back_up_if_changed(db)
    newest = backups.newest(db.path)
    assert newest is not None
    assert newest.number == 6
    assert [found.number for found in backups.listed(db.path)] == [6, 4, 3, 2, 1]


def test_the_second_folder_gets_a_copy_and_its_absence_is_said_in_words(db: Database, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    settings.edit_settings(db, {"backup_folder": str(stick)})
    done = backups.back_up_if_changed(db)
    assert done.backup is not None
    assert done.notice == f"The second backup folder is not there: {stick}."
    assert not stick.exists()
    stick.mkdir()
    again = backups.back_up_if_changed(db)
    assert again.notice == ""
    assert [found.name for found in stick.iterdir()] == [done.backup.path.name]


def test_a_second_folder_that_takes_no_file_is_said_and_the_first_copy_stands(db: Database, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    settings.edit_settings(db, {"backup_folder": str(blocked)})
    done = backups.back_up_if_changed(db)
    assert done.backup is not None
    assert done.backup.path.exists()
    assert str(blocked) in done.notice


def test_never_more_than_one_runs(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    open_case(db)
    inside, go_on = threading.Event(), threading.Event()
    real = store_backup.back_up

    def slow(source: Path, target: Path) -> Path:
        inside.set()
        assert go_on.wait(20)
        return real(source, target)

    monkeypatch.setattr(backups, "back_up", slow)
    thread = threading.Thread(target=backups.back_up_if_changed, args=(db,))
    thread.start()
    assert inside.wait(20)
    assert backups.back_up_if_changed(db).backup is None
    monkeypatch.setattr(backups, "WAIT_SECONDS", 0.05)
    with pytest.raises(BusyError, match="still being made"):
        backups.back_up_now(db, "before-import")
    go_on.set()
    thread.join()
    assert made(db) == ["1 auto"]


def test_a_file_held_by_another_program_ends_in_words_and_not_in_a_hang(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_case(db)
    monkeypatch.setattr(store_backup, "PATIENCE_SECONDS", 0.2)
    blocker = sqlite3.connect(db.path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError, match="No backup was made"):
        store_backup.back_up(db.path, db.path.parent / "copy.db", patience=0.2)
    blocker.close()
    assert not list(db.path.parent.glob("copy.db*"))
    assert store_backup.back_up(db.path, db.path.parent / "copy.db", patience=0.2).exists()


def test_a_copy_that_gets_nowhere_is_given_up_after_its_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("caseterm.store.backup.time.monotonic", lambda: now[0])
    look = store_backup._deadline(30.0)
    look(5, 100, 100)
    now[0] = 125
    look(0, 50, 100)
    now[0] = 154
    look(5, 50, 100)
    now[0] = 156
    with pytest.raises(BusyError, match="another program holds"):
        look(5, 50, 100)


def test_a_damaged_database_gives_no_backup_and_earlier_ones_stay(db: Database) -> None:
    open_case(db)
    first = backups.back_up_if_changed(db).backup
    assert first is not None
    db.close()
    whole = db.path.read_bytes()
    data = bytearray(whole)
    data[8 * 4096 : 40 * 4096] = b"\xa5" * (32 * 4096)
    db.path.write_bytes(bytes(data))
    with pytest.raises(StorageError, match="No backup was made"):
        backups.back_up_now(db, "by-hand")
    assert made(db) == ["1 auto"]
    assert [found.name for found in first.path.parent.iterdir()] == [first.path.name]
    db.path.write_bytes(whole)


def test_a_copy_with_fewer_rows_does_not_count(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    open_case(db)
    real = store_backup.row_counts
    calls: list[int] = []

    def one_more_in_the_source(connection: sqlite3.Connection) -> dict[str, int]:
        calls.append(1)
        return {**real(connection), "tasks": 99} if len(calls) == 1 else real(connection)

    monkeypatch.setattr(store_backup, "row_counts", one_more_in_the_source)
    with pytest.raises(StorageError, match="does not hold what the database holds"):
        backups.back_up_if_changed(db)
    assert made(db) == []


def test_the_folder_gone_is_said_in_words(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    path = folder / "cases.db"
    shutil.copy(db.path, path)
    with Database.open(path, db.clock) as other:
        open_case(other)
        shutil.rmtree(folder)
        with pytest.raises(StorageError, match="its folder was moved, renamed or taken away"):
            backups.back_up_if_changed(other)


def test_what_another_database_is_copying_in_the_same_folder_is_left_alone(db: Database) -> None:
    open_case(db)
    folder = db.path.parent / "backups"
    folder.mkdir(mode=0o700)
    under_way = [folder / f"other-000001-20261121-094100-auto.db{end}" for end in (".part", ".part-journal")]
    left = [folder / f"{db.path.stem}-000009-20261120-094100-auto.db{end}" for end in (".part", ".part-journal")]
    for path in (*under_way, *left):
        path.write_bytes(b"half")
    assert backups.back_up_if_changed(db).notice == ""
    assert [path.exists() for path in (*under_way, *left)] == [True, True, False, False]


def test_databases_side_by_side_and_of_one_name_leave_each_others_backups_alone(db: Database, tmp_path: Path) -> None:
    open_case(db, "Garcia")
    second = tmp_path / "stick"
    second.mkdir()
    settings.edit_settings(db, {"backup_folder": str(second), "backup_days": 1, "backup_weeks": 1})
    mine = backups.back_up_now(db, "auto").backup
    assert mine is not None
    beside = [db.path.with_name(f"{db.path.stem}.sqlite"), db.path.with_name(f"{db.path.stem}-old.db")]
    (tmp_path / "elsewhere").mkdir()
    for path in (*beside, tmp_path / "elsewhere" / db.path.name):
        with Database.open(path, fixed_clock(TODAY + timedelta(days=400))) as other:
            open_case(other, "Okafor")
            settings.edit_settings(other, {"backup_folder": str(second), "backup_days": 1, "backup_weeks": 1})
            for _ in range(2):
                made_there = backups.back_up_now(other, "auto").backup
            assert made_there is not None
            assert [each.number for each in backups.listed(path)] == [2, 1]
            assert backups.newest(path) == made_there
    assert backups.listed(db.path) == [mine]
    assert (second / mine.path.name).exists(), "another record's schedule does not thin it"
    assert list(encrypting.copies(db.path, [db.path.parent / "backups"])) == [mine.path]
