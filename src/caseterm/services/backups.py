"""Backups by themselves: made when something changed, checked, thinned by the schedule, copied to a second folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from caseterm.errors import BusyError, CaseTermError
from caseterm.rules.backup_schedule import Moment, Schedule, keep
from caseterm.store.backup import back_up, is_named_after, open_to_read, stem_of
from caseterm.store.cipher import LockedError, database_errors
from caseterm.store.database import Database
from caseterm.store.faults import storage_errors
from caseterm.store.keyfile import path_of
from caseterm.store.restore import FOLDER

KINDS = {
    "auto": "by itself",
    "before-import": "before an import",
    "before-restore": "before a restore",
    "by-hand": "by hand",
    "replaced": "replaced by a restore",
}
THINNED = frozenset({"auto", "before-import", "before-restore"})
WAIT_SECONDS = 60.0
LOCKED = object()
"""Stands for what cannot be read without a key."""
_running = Lock()


@dataclass(frozen=True)
class Backup:
    """A backup in a folder; `at` is wall time, `number` its place in the order they were made in."""

    path: Path
    number: int
    at: datetime
    kind: str

    @property
    def words(self) -> str:
        """When and why it was made: 11/21/2026 9:41 AM, by itself."""
        hour = self.at.hour % 12 or 12
        half = "AM" if self.at.hour < 12 else "PM"
        return f"{self.at:%m/%d/%Y} {hour}:{self.at:%M} {half}, {KINDS.get(self.kind, self.kind)}"


@dataclass(frozen=True)
class Made:
    """What came of a backup: the new one (None when nothing had changed), and what she must hear about it."""

    backup: Backup | None
    notice: str = ""


def folder_of(database: Path) -> Path:
    """Where a database's backups lie: beside it."""
    return database.parent / FOLDER


def listed(database: Path, folder: Path | None = None) -> list[Backup]:
    """A database's backups in a folder (its own unless named), newest by number first. No folder means none."""
    pattern = re.compile(rf"{re.escape(stem_of(database))}-(\d{{6,}})-(\d{{8}}-\d{{6}})-({'|'.join(KINDS)})\.db")
    found = []
    with suppress(OSError):
        for path in (folder or folder_of(database)).iterdir():
            match = pattern.fullmatch(path.name)
            if match:
                with suppress(ValueError):
                    at = datetime.strptime(match[2], "%Y%m%d-%H%M%S")  # noqa: DTZ007 - wall time
                    found.append(Backup(path, int(match[1]), at, match[3]))
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def newest(database: Path) -> Backup | None:
    """The newest backup that holds the database as it was then; what a restore replaced is none."""
    return next((backup for backup in listed(database) if backup.kind != "replaced"), None)


def newest_of_a_record(database: Path) -> Backup | None:
    """The newest backup in which something was done, or that cannot be read; one of an empty record is none."""
    for backup in listed(database):
        if backup.kind != "replaced":
            state = _state(backup.path)
            if state is None or state[0] is not None:
                return backup
    return None


def next_name(database: Path, kind: str, at: datetime) -> Backup:
    """The next backup's name and number; numbers only grow."""
    number = max((backup.number for backup in listed(database)), default=0) + 1
    path = folder_of(database) / f"{stem_of(database)}-{number:06}-{at:%Y%m%d-%H%M%S}-{kind}.db"
    return Backup(path, number, at.replace(microsecond=0), kind)


def back_up_if_changed(db: Database) -> Made:
    """An automatic backup, unless nothing changed since the newest or one is being made just now.

    Safe to call from a worker thread. Raises StorageError in words when it could not be made; a second folder that
    is not there or cannot be written is a notice.
    """
    if db.readonly or not _running.acquire(blocking=False):
        return Made(None)
    try:
        last = _up_to_date(db)
        return _make(db, "auto") if last is None else Made(None, _second_copy(db, last, *_settings(db.path)))
    finally:
        _running.release()


def back_up_before(db: Database, kind: str) -> Backup | None:
    """See that the record as it is lies in a backup before an import or a restore; nothing on a read-only copy.

    Raises StorageError in words; then nothing should be done that it was meant to guard.
    """
    if db.readonly:
        return None
    return _up_to_date(db) or back_up_now(db, kind).backup


def _up_to_date(db: Database) -> Backup | None:
    """The newest backup, when nothing changed since."""
    last = newest(db.path)
    state = None if last is None else _state(db.path)
    return last if last is not None and state is not None and _state(last.path) == state else None


def back_up_now(db: Database, kind: str) -> Made:
    """A backup that must be: by hand, before an import, before a restore. Waits for one that is being made.

    Raises StorageError in words; then nothing should be done that it was meant to guard.
    """
    with held_back():
        return _make(db, kind)


def _make(db: Database, kind: str) -> Made:
    backup = next_name(db.path, kind, db.clock.local())
    _sweep(db.path, backup.path.parent)
    with storage_errors(db.path):
        back_up(db.path, backup.path)
    schedule, second = _settings(db.path)
    _thin(db, schedule, folder_of(db.path))
    return Made(backup, _second_copy(db, backup, schedule, second))


def _sweep(database: Path, folder: Path) -> None:
    """Remove the halves that a copy of this database left behind when its process was killed.

    Those of another database in the folder may be under way.
    """
    for part in folder.glob("*.db.part*"):
        whole = part.with_name(part.name.partition(".part")[0])
        if is_named_after(whole, database):
            with suppress(OSError):
                part.unlink()


def _second_copy(db: Database, backup: Backup, schedule: Schedule, folder: Path | None) -> str:
    """Copy a backup to the second folder where there is to be one; why not, in words, or nothing."""
    if folder is None:
        return ""
    try:
        if not folder.is_dir():
            return f"The second backup folder is not there: {folder}."
        if not (folder / backup.path.name).exists():
            back_up(backup.path, folder / backup.path.name)
            _thin(db, schedule, folder)
    except (CaseTermError, OSError):
        return f"The second backup folder could not be written: {folder}."
    return ""


def _thin(db: Database, schedule: Schedule, folder: Path) -> None:
    """Remove what the schedule no longer keeps; backups made by hand and replaced databases are hers to remove.

    So are those of another record: two databases of one name may share a second folder.
    """
    backups = [backup for backup in listed(db.path, folder) if backup.kind in THINNED]
    kept = keep([Moment(backup.number, backup.at) for backup in backups], db.clock.local(), schedule)
    out = [backup for backup in backups if backup.number not in kept]
    own = _beginning(db.path) if out else None
    for backup in out:
        if own is not LOCKED and not _is_anothers(backup.path, own):
            with suppress(OSError):
                backup.path.unlink()
                path_of(backup.path).unlink(missing_ok=True)


def _is_anothers(path: Path, own: object) -> bool:
    """Whether a backup holds another record than the one that begins so, or is under another key."""
    found = _beginning(path)
    return found is LOCKED or (None not in (found, own) and found != own)


def _beginning(path: Path) -> object:
    """What the history of a record begins with; None when that cannot be read, LOCKED without its key."""
    try:
        connection = open_to_read(path)
        try:
            return connection.execute("SELECT hash FROM acts ORDER BY id LIMIT 1").fetchone()
        finally:
            connection.close()
    except LockedError:
        return LOCKED
    except database_errors():
        return None


def folders_of(database: Path) -> list[Path]:
    """Where a database's backups lie: beside it, and in the second folder where the settings name one.

    Raises StorageError in words.
    """
    _, second = _settings(database)
    return [folder_of(database), *([second] if second is not None else [])]


@contextmanager
def held_back() -> Iterator[None]:
    """No backup is made meanwhile. Raises BusyError when one that is being made takes too long."""
    if not _running.acquire(timeout=WAIT_SECONDS):
        raise BusyError("A backup is still being made.", safe="Nothing was changed.", next_step="Try again.")
    try:
        yield
    finally:
        _running.release()


def _settings(database: Path) -> tuple[Schedule, Path | None]:
    """How long backups are kept, and the second folder."""
    with storage_errors(database):
        connection = open_to_read(database)
        try:
            row = connection.execute("SELECT backup_days, backup_weeks, backup_folder FROM settings").fetchone()
        finally:
            connection.close()
    if row is None:
        return Schedule(), None
    second = str(row[2]).strip()
    return Schedule(row[0], row[1]), Path(second).expanduser() if second else None


def _state(path: Path) -> tuple[object, ...] | None:
    """What tells one state of the record from another: the last act and change, and the drafts. None if unreadable."""
    try:
        connection = open_to_read(path)
        try:
            return (
                connection.execute("SELECT id, hash FROM acts ORDER BY id DESC LIMIT 1").fetchone(),
                connection.execute("SELECT max(id) FROM changes").fetchone(),
                connection.execute("SELECT count(*), max(saved_at) FROM drafts").fetchone(),
            )
        finally:
            connection.close()
    except database_errors(also=(LockedError,)):
        return None
