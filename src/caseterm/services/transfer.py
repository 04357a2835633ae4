"""The whole record out of one database and into another."""

import json
from collections.abc import Iterator
from pathlib import Path

from caseterm.errors import InputError, NotFoundError, PermissionDeniedError, StorageError
from caseterm.services import caselist
from caseterm.store.database import Database
from caseterm.store.dump import dump, load

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
    data = _read(path)
    with db.housekeeping() as connection:
        count = load(connection, data)
        cases = [n for (n,) in connection.execute("SELECT id FROM cases")]
        connection.execute("DELETE FROM caselist")
        caselist.refresh(connection, cases, today=db.clock.today())
    return count


def _read(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFoundError("There is no such file.", next_step="Check the path.") from None
    except PermissionError:
        raise PermissionDeniedError("You may not read this file.", next_step="Ask its owner.") from None
    except UnicodeDecodeError:
        raise InputError.one("File", path.name, "is no export of caseterm: it is not UTF-8 text") from None
    except OSError as problem:
        raise StorageError(f"The file cannot be read: {problem.strerror or 'input/output error'}.") from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InputError.one("File", path.name, "is no export of caseterm, or only a part of one") from None
