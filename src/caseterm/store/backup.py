"""Copies of the database by SQLite's own backup, each checked by opening it before it counts."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from caseterm.errors import BusyError, CannotCreateError, StorageError
from caseterm.paths import make_private_file, private_folder
from caseterm.store.cipher import (
    Key,
    connect,
    database_errors,
    forget_keys,
    how_sealed,
    is_encrypted,
    keep_key,
    needed_key,
)
from caseterm.store.converting import compare, convert
from caseterm.store.faults import in_words
from caseterm.store.keyfile import Slot, fitting_slots, path_of, write_slots

PATIENCE_SECONDS = 30.0
"""How long a copy may take to get on before it is given up: a locked file must not hang the program."""
PAGES_A_STEP = 2000
_AFTER_STEM = re.compile(
    r"(\d{6,}-\d{8}-\d{6}-[a-z-]+|before-update-\d{8}-\d{6}(-\d+)?|\d{4}-\d\d-\d\d-\d{4}(-\d+)?)\.db"
)
"""Made by itself or by hand, before a migration, and by `caseterm backup FOLDER`."""
_UNTOUCHED = "The record is as it was; nothing was lost."


def back_up(
    source: Path,
    target: Path,
    *,
    patience: float = PATIENCE_SECONDS,
    key: Key | Literal["same"] | None = "same",
    slots: Sequence[Slot] | None = None,
) -> Path:
    """Copy a database to a new file (0600), checked. Never overwrites.

    The copy is under the source's key unless another is given (None: in the clear), and has a key file beside it
    with `slots`, by default those of the source. It is checked for integrity, references, and as many rows in every
    table as the source had at that moment.
    Raises CannotCreateError when the target exists or cannot be made, BusyError when another program holds the
    source longer than `patience` seconds, DiskFullError, DamagedError and StorageError when the copy is not sound.
    """
    part = target.with_name(target.name + ".part")
    if target.exists():
        raise CannotCreateError(
            f"{target} is there already.", safe="It was left as it is.", next_step="Choose another name."
        )
    try:
        private_folder(target.parent)
    except OSError as problem:
        raise _not_written(target.parent, problem) from None
    try:
        part.unlink(missing_ok=True)
        make_private_file(part)
        wanted = needed_key(source) if key == "same" else key
        copy_checked(source, part, patience, wanted)
        if wanted is not None:
            _lay_key_file(target, fitting_slots(source, wanted) if slots is None else slots)
        place(part, target)
    except FileExistsError:
        raise CannotCreateError(f"{target} is there already.", safe="It was left as it is.") from None
    except OSError as problem:
        raise _not_written(target, problem) from None
    except database_errors() as problem:
        words = in_words(problem, source)
        assert words is not None
        raise type(words)(
            f"No backup was made. {words.title}", safe=_UNTOUCHED, next_step=words.next_step.replace("save", "back up")
        ) from None
    finally:
        with suppress(OSError):  # the folder may be gone
            part.unlink(missing_ok=True)
            part.with_name(part.name + "-journal").unlink(missing_ok=True)
    return target


def _not_written(path: Path, problem: OSError) -> CannotCreateError:
    return CannotCreateError(
        f"No backup was made: {path} could not be written ({problem.strerror}).",
        safe=_UNTOUCHED,
        next_step="Look after the folder and the disk, then back up again.",
    )


def place(part: Path, target: Path) -> None:
    """Give a finished file its name, never over another, and see that the name is on disk. Raises OSError."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # a file system without links, such as a USB stick's
        if target.exists():
            raise FileExistsError(17, "File exists") from None
        part.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """See that names made or removed in a folder are on disk, where the system can do that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives cannot; the file itself is synced
            os.fsync(handle)
    finally:
        os.close(handle)


def stem_of(database: Path) -> str:
    """What the names of a database's backups begin with: its own name, without the usual ending.

    So cases.db and cases.sqlite in one folder have backups of their own.
    """
    return database.stem if database.suffix == ".db" else database.name


def is_named_after(path: Path, database: Path) -> bool:
    """Whether a file has a name that a backup of this database gets; one of cases-old.db is none of cases.db's."""
    rest = path.name.removeprefix(stem_of(database) + "-")
    return rest != path.name and _AFTER_STEM.fullmatch(rest) is not None


def before_migration(path: Path, *, at: datetime) -> Path:
    """The checked copy kept beside a database that is about to be migrated."""
    target = path.parent / "backups" / f"{stem_of(path)}-before-update-{at:%Y%m%d-%H%M%S}.db"
    number = 2
    while target.exists():
        target = target.with_name(f"{stem_of(path)}-before-update-{at:%Y%m%d-%H%M%S}-{number}.db")
        number += 1
    return back_up(path, target)


def open_to_read(path: Path, *, timeout: float = 5.0) -> sqlite3.Connection:
    """A connection that cannot write the file. Raises LockedError, or the driver's error when it cannot be read."""
    return connect(path, mode="ro", timeout=timeout)


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def copy_checked(source: Path, part: Path, patience: float, key: Key | None) -> None:
    """Copy a database into an empty file that is there, under a key (None: in the clear), check it, and sync it.

    Under its own key a copy is sealed as the source is; under another, as new files are. Raises the driver's errors,
    StorageError and BusyError.
    """
    if is_encrypted(source) == (key is not None):
        _copy_pages(source, part, patience, key)
    else:
        convert(source, part, key, timeout=min(patience, 5.0))
        if key is not None:
            keep_key(part, key)
        try:
            compare(source, part)
        finally:
            forget_keys(part)
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_pages(source: Path, part: Path, patience: float, key: Key | None) -> None:
    reader = open_to_read(source, timeout=min(patience, 5.0))
    writer = connect(part, key=key, seal=how_sealed(source, key) if key is not None else None)
    try:
        reader.execute("BEGIN")  # counts and pages are of one moment
        counts = row_counts(reader)
        reader.backup(writer, pages=PAGES_A_STEP, progress=_deadline(patience), sleep=0.05)
        reader.execute("COMMIT")
        _verify(writer, counts)
    finally:
        writer.close()
        reader.close()


def _lay_key_file(target: Path, slots: Sequence[Slot]) -> None:
    if slots:
        write_slots(path_of(target), list(slots))


def _deadline(patience: float) -> Callable[[int, int, int], None]:
    """SQLite waits for ever for a file that another program holds; this gives up when nothing was copied for long."""
    best, until = -1, time.monotonic() + patience

    def look(_status: int, remaining: int, total: int) -> None:
        nonlocal best, until
        done = total - remaining
        if done > best:
            best, until = done, time.monotonic() + patience
        elif time.monotonic() > until:
            raise BusyError(
                "No backup was made: another program holds the database.",
                safe=_UNTOUCHED,
                next_step="Close the other program; the next backup is tried by itself.",
            )

    return look


def _verify(copy: sqlite3.Connection, counts: dict[str, int]) -> None:
    if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StorageError(
            "No backup was made: the copy is not sound, so the database may be damaged.",
            safe="Earlier backups are as they were.",
            next_step="Run: caseterm check.",
        )
    if copy.execute("PRAGMA foreign_key_check").fetchone() is not None or row_counts(copy) != counts:
        raise StorageError(
            "No backup was made: the copy does not hold what the database holds.",
            safe="Earlier backups are as they were.",
            next_step="Run: caseterm check.",
        )
