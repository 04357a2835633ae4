"""The whole record out of one database and into another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from caseterm.errors import NotFoundError, PermissionDeniedError, StorageError
from caseterm.services import caselist
from caseterm.store.database import Database
from caseterm.store.dump import dump, load
from caseterm.store.dumpread import read

OPENING = b'{"format": "caseterm"'


def export_json(db: Database) -> Iterator[str]:
    """The whole database as JSON text in pieces, from one moment, also while the screens are open."""
    connection = db.connect()
    try:
        connection.execute("PRAGMA query_only=ON")
        yield from dump(connection)
    finally:
        connection.close()


def is_export(path: Path) -> bool:
    """Whether a file begins as an export of the whole database does. A file that cannot be read is none."""
    try:
        with path.open("rb") as file:
            return (
                file.read(200).replace(b" ", b"").lstrip(b"\xef\xbb\xbf\r\n\t").startswith(OPENING.replace(b" ", b""))
            )
    except OSError:
        return False


def import_json(db: Database, path: Path) -> int:
    """Put an export into an empty database, history included; how many rows there were.

    Raises NotFoundError, InputError, ConflictError, NewerSchemaError, DamagedError, ReadOnlyError and StorageError;
    then nothing was written.
    """
    db.refuse_if_readonly()
    with _opened(path) as (file, size), db.housekeeping() as connection:
        count = load(connection, read(file, size))
        cases = [n for (n,) in connection.execute("SELECT id FROM cases")]
        connection.execute("DELETE FROM caselist")
        caselist.refresh(connection, cases, today=db.clock.today())
    return count


@contextmanager
def _opened(path: Path) -> Iterator[tuple[TextIO, int]]:
    """The file and its size in bytes; whatever goes wrong with it is said in words."""
    try:
        file = path.open(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFoundError("There is no such file.", next_step="Check the path.") from None
    except PermissionError:
        raise PermissionDeniedError("You may not read this file.", next_step="Ask its owner.") from None
    except OSError as problem:
        raise _unreadable(problem) from None
    with file:
        try:
            yield file, os.fstat(file.fileno()).st_size
        except OSError as problem:
            raise _unreadable(problem) from None


def _unreadable(problem: OSError) -> StorageError:
    return StorageError(f"The file cannot be read: {problem.strerror or 'input/output error'}.")
