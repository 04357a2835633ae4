"""Copies of the database by SQLite's own backup, each checked by opening it before it counts."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from caseterm.errors import CannotCreateError, StorageError
from caseterm.paths import make_private_file, make_private_folder


def back_up(source: Path, target: Path) -> Path:
    """Copy a database to a new file (0600), checked. Never overwrites.

    Raises CannotCreateError when the target exists or cannot be made, StorageError when the copy is not sound.
    """
    part = target.with_name(target.name + ".part")
    if target.exists():
        raise CannotCreateError(
            f"{target} is there already.", safe="It was left as it is.", next_step="Choose another name."
        )
    make_private_folder(target.parent)
    try:
        part.unlink(missing_ok=True)
        make_private_file(part)
        _copy(source, part)
        os.link(part, target) if hasattr(os, "link") else part.rename(target)
    except FileExistsError:
        raise CannotCreateError(f"{target} is there already.", safe="It was left as it is.") from None
    except OSError as problem:
        raise CannotCreateError(
            f"{target} could not be written ({problem.strerror}).", safe="Nothing was changed."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return target


def before_migration(path: Path, *, at: datetime) -> Path:
    """The checked copy kept beside a database that is about to be migrated."""
    target = path.parent / "backups" / f"{path.stem}-before-update-{at:%Y%m%d-%H%M%S}.db"
    number = 2
    while target.exists():
        target = target.with_name(f"{path.stem}-before-update-{at:%Y%m%d-%H%M%S}-{number}.db")
        number += 1
    return back_up(path, target)


def _copy(source: Path, part: Path) -> None:
    reader = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writer = sqlite3.connect(part, isolation_level=None)
    try:
        reader.backup(writer)
        sound = writer.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not sound or writer.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StorageError("The copy is not sound, so it was not kept.", next_step="Run: caseterm check.")
    finally:
        writer.close()
        reader.close()
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
