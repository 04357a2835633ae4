"""A database under another key, or under none, in its own place: the old or the new is there at every moment.

The whole content is copied into a new file beside it, compared row by row, and only then takes the name in one step.
What a killed process leaves is the old database and a part that the next opening removes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from caseterm.errors import BusyError, StorageError
from caseterm.paths import make_private_file
from caseterm.store.backup import copy_checked, is_named_after, sync_folder
from caseterm.store.cipher import PLAIN, Key, carry_key, forget_keys, keep_key, load_driver
from caseterm.store.converting import compare
from caseterm.store.faults import storage_errors
from caseterm.store.keyfile import id_of, path_of, read_slots
from caseterm.store.peeking import look_into
from caseterm.store.restore import refuse_if_held
from caseterm.store.unfinished import unfinished_restore

_ZEROS = bytes(1 << 16)
_PATIENCE = 10.0


@dataclass(frozen=True)
class Ready:
    """A checked copy that is to take the database's place; `key` is None when it is in the clear."""

    database: Path
    part: Path
    key: Key | None
    mark: tuple[object, ...]


def make_ready(database: Path, key: Key | None) -> Ready:
    """Copy a database under a key, compare the two, and leave the copy beside it. May take long; in any thread.

    The caller has the writer's lock. Raises StorageError in words; then nothing was changed and nothing is left.
    """
    load_driver(database)
    if unfinished_restore(database) is not None:
        raise StorageError(
            "A restore is not finished yet.",
            safe="Nothing was changed.",
            next_step="Start caseterm once: it finishes the restore.",
        )
    part = database.with_name(f"{database.name}.restore-change.part")
    drop(part)
    with storage_errors(database):
        refuse_if_held(database)
        mark = _mark(database)
        try:
            make_private_file(part)
            copy_checked(database, part, _PATIENCE, key)
            if key is not None:
                keep_key(part, key)
            compare(database, part)
        except BaseException:
            drop(part)
            raise
    return Ready(database, part, key, mark)


def drop(part: Path) -> None:
    """Remove a copy that is not wanted any more, and its journal."""
    forget_keys(part)
    for path in (part, part.with_name(part.name + "-journal")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def put_in_place(ready: Ready) -> None:
    """Give the copy the database's name, in one step; a database that lay in the clear is overwritten with zeros.

    Nobody in this process may have the database open. The key file must open the copy before and after. Raises
    BusyError or StorageError; then the old one is in its place and no part is left.
    """
    database = ready.database
    try:
        with storage_errors(database):
            refuse_if_held(database)
            if _mark(database) != ready.mark:
                raise BusyError(
                    "Something was saved while the copy was made.", safe="Nothing was changed.", next_step="Try again."
                )
            if ready.key is not None and not _leads_to(database, ready.key):
                raise StorageError("The key file does not open the copy.", safe="Nothing was changed.")
            replace(ready.part, database)
    except BaseException:
        drop(ready.part)
        raise
    carry_key(ready.part, database)


def replace(new: Path, old: Path) -> None:
    """Give a finished file another's name in one step; the other, if in the clear, is overwritten. Raises OSError."""
    plain = os.name == "posix" and is_plain(old)  # elsewhere an open file cannot be replaced
    with old.open("r+b") if plain else nullcontext() as before:
        new.replace(old)
        sync_folder(old.parent)
        if before is not None:
            _overwrite(before)


def _leads_to(database: Path, key: Key) -> bool:
    return any(slot.key_id == id_of(key) for slot in read_slots(path_of(database)))


def _mark(database: Path) -> tuple[object, ...]:
    """What is different as soon as somebody has written."""
    facts = database.stat()
    with look_into(database) as file:
        return facts.st_size, facts.st_mtime_ns, file.read(0, 100)


def wipe(path: Path) -> None:
    """Overwrite a file with zeros and remove it. A disk may keep older copies of its blocks. Raises OSError."""
    with path.open("r+b") as file:
        _overwrite(file)
    path.unlink()
    sync_folder(path.parent)


def _overwrite(file: BinaryIO) -> None:
    with suppress(OSError):  # a full disk that copies on writing cannot; the name is gone all the same
        left = file.seek(0, 2)
        file.seek(0)
        while left > 0:
            left -= file.write(_ZEROS[: min(left, len(_ZEROS))])
        file.flush()
        os.fsync(file.fileno())


def copies(database: Path, folders: list[Path]) -> Iterator[Path]:
    """Every copy of a database that caseterm made in these folders, encrypted or not."""
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if is_named_after(path, database) and path.is_file():
                    yield path


def is_plain(path: Path) -> bool:
    """Whether a file is an SQLite database in the clear."""
    with suppress(OSError), look_into(path) as file:
        return file.read(0, len(PLAIN)) == PLAIN
    return False
