"""Putting a backup in the database's place: the old or the new is there at every moment, never none.

The backup is copied beside the database, checked, and only then named `<database>.restore-<name>`. From that moment
the restore is decided: whoever opens the database next finishes it, however the process ended. The replaced database
is kept in the backups folder, its journal with it.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from caseterm.errors import BusyError, DamagedError, NewerSchemaError, NotFoundError, StorageError
from caseterm.paths import make_private_folder
from caseterm.store.audit import first_broken_act
from caseterm.store.backup import back_up, open_to_read, sync_folder
from caseterm.store.cipher import (
    LockedError,
    carry_key,
    connect,
    database_errors,
    is_encrypted,
    keep_key,
    kept_key,
    needed_key,
)
from caseterm.store.faults import storage_errors
from caseterm.store.keyfile import Slot, fitting_slots, path_of, read_slots, write_slots
from caseterm.store.schema import HEAD, KNOWN, stored_version
from caseterm.store.unfinished import left_by_restore, unfinished_restore

FOLDER = "backups"
COMPANIONS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True)
class Contents:
    """What a database holds, as she would recognise it; `last_at` is an instant in UTC as stored."""

    cases_open: int
    cases_closed: int
    tasks_open: int
    contacts: int
    acts: int
    last_id: int
    last_act: str
    last_at: str
    last_hash: str


def contents(path: Path) -> Contents:
    """What is in a database file, which is only read. Raises DamagedError or StorageError in words."""
    with storage_errors(path):
        connection = open_to_read(path)
        try:
            cases_open, cases_closed = connection.execute(
                "SELECT count(*) FILTER (WHERE status IN ('open', 'on_hold')), "
                "count(*) FILTER (WHERE status NOT IN ('open', 'on_hold')) FROM cases WHERE archived_at IS NULL"
            ).fetchone()
            tasks = connection.execute(
                "SELECT count(*) FROM tasks WHERE archived_at IS NULL AND status IN ('todo', 'doing', 'waiting')"
            ).fetchone()[0]
            contacts = connection.execute("SELECT count(*) FROM contacts WHERE archived_at IS NULL").fetchone()[0]
            acts = connection.execute("SELECT count(*) FROM acts").fetchone()[0]
            last = connection.execute("SELECT id, label, at, hash FROM acts ORDER BY id DESC LIMIT 1").fetchone()
        finally:
            connection.close()
    return Contents(cases_open, cases_closed, tasks, contacts, acts, *(last or (0, "", "", "")))


def acts_since(database: Path, earlier: Contents) -> int | None:
    """How many acts the database has more than an earlier state of it; None when its history is another one."""
    with storage_errors(database):
        connection = open_to_read(database)
        try:
            row = connection.execute("SELECT hash FROM acts WHERE id = ?", (earlier.last_id,)).fetchone()
            if (row[0] if row else "") != earlier.last_hash:
                return None
            return int(connection.execute("SELECT count(*) FROM acts WHERE id > ?", (earlier.last_id,)).fetchone()[0])
        finally:
            connection.close()


def verify(path: Path) -> None:
    """See that a file is a whole caseterm database that this program can open; it is only read.

    Raises NotFoundError, DamagedError, NewerSchemaError and StorageError in words.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", safe="Nothing was changed.", next_step="Check the name.")
    with storage_errors(path):
        version = stored_version(path)
        if version is None:
            raise _unfit(f"{path} is not a caseterm database.")
        if version != HEAD and version not in KNOWN:
            raise NewerSchemaError(
                f"{path} was written by a newer caseterm (schema {version}; this program knows {HEAD}).",
                safe="Nothing was changed.",
                next_step="Install the newer caseterm.",
            )
        connection = open_to_read(path)
        try:
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise _unfit(f"{path} is damaged.")
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise _unfit(f"{path} is damaged: rows in it point at rows that are gone.")
            if first_broken_act(connection) is not None:
                raise _unfit(f"{path} was changed by something other than caseterm: its history does not fit together.")
        finally:
            connection.close()


def _unfit(what: str) -> DamagedError:
    return DamagedError(what, safe="Nothing was changed.", next_step="Choose another backup.")


def stage(backup: Path, database: Path, replaced: Path) -> Path:
    """Copy a backup beside the database, checked; from now on the restore is decided. Nothing is replaced yet.

    `replaced` is the name in the backups folder that the database will be kept under. An encrypted database stays
    encrypted under its key, whatever the backup is; otherwise the copy is as the backup is. Raises StorageError in
    words with nothing changed.
    """
    if database.exists() and backup.samefile(database):
        raise StorageError("That is the database itself, not a backup of it.", safe="Nothing was changed.")
    verify(backup)
    _sweep(database)
    ready = database.with_name(f"{database.name}.restore-{replaced.stem}")
    key = kept_key(database) if is_encrypted(database) else None
    if key is None and (key := needed_key(backup)) is not None:
        _add_slots(database, fitting_slots(backup, key))
    if key is not None:
        keep_key(ready, key)
    return back_up(backup, ready, key=key, slots=())


def _add_slots(database: Path, slots: Sequence[Slot]) -> None:
    """See that the database's key file opens what is to take its place too."""
    own = path_of(database)
    write_slots(own, list(dict.fromkeys([*slots, *read_slots(own)])))


def finish(database: Path) -> Path | None:
    """Finish a decided restore, at whatever step it was left; where the replaced database is kept.

    The caller holds the writer's lock and has the database closed. Raises StorageError with the old one in place or
    the restore still to be finished.
    """
    _sweep(database)
    ready = unfinished_restore(database)
    if ready is None:
        return None
    name = f"{ready.name.removeprefix(database.name + '.restore-')}.db"
    kept = database.parent / FOLDER / name
    try:
        make_private_folder(kept.parent)
        if kept.parent.stat().st_dev != ready.stat().st_dev:  # a linked folder on another disk
            kept = database.with_name(name)
        _copy_key_file(database, kept)
        _move_aside(database, kept)
        ready.replace(database)
        sync_folder(database.parent)
        carry_key(ready, database)
    except OSError as problem:
        raise StorageError(
            f"The restore is not finished: {problem.strerror}.",
            safe="Both databases are there; nothing was lost.",
            next_step="Look after the folder and the disk, then start caseterm again: it finishes the restore.",
        ) from None
    return kept if kept.exists() else None


def _copy_key_file(database: Path, kept: Path) -> None:
    """What is kept of an encrypted database needs its key file where it goes."""
    if is_encrypted(database) and (slots := read_slots(path_of(database))):
        write_slots(path_of(kept), slots)


def refuse_if_held(database: Path) -> None:
    """Raise BusyError when another program is writing the database; a journal left by a crash is played back."""
    if not database.exists():
        return
    try:
        connection = connect(database, timeout=2)
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except LockedError:
        return  # nobody here has its key; the writer's lock has been asked
    except database_errors() as problem:
        if ((getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF) in (5, 6):
            raise BusyError(
                "Another program holds the database.",
                safe="Nothing was changed.",
                next_step="Close the other program and restore again.",
            ) from None
        # damaged or unreadable: that is why she restores; it is moved aside as it is


def _move_aside(database: Path, kept: Path) -> None:
    """Keep the database and what belongs to it under the new name; the database's own name stays taken if it can.

    A journal must not be left beside the restored database: SQLite would play it into the wrong file.
    """
    linked = not database.exists() or kept.exists() or _link(database, kept)
    for ending in COMPANIONS:
        companion = database.with_name(database.name + ending)
        if companion.exists():
            companion.replace(kept.with_name(kept.name + ending))
    if not linked:
        database.rename(kept)
    sync_folder(kept.parent)
    sync_folder(database.parent)


def _sweep(database: Path) -> None:
    """Remove the halves of a restore that was killed before it was decided."""
    for path in left_by_restore(database):
        if ".part" in path.name:
            with suppress(OSError):
                path.unlink()


def _link(database: Path, kept: Path) -> bool:
    try:
        os.link(database, kept)
    except (OSError, AttributeError):  # a file system without links
        return False
    return True
