"""The whole content of a database in a new file under another key, or under none."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from caseterm.errors import StorageError
from caseterm.store.cipher import Key, connect, how_sealed, is_encrypted, load_driver, needed_key, seal_by, unlock
from caseterm.store.peeking import connected

_MARKS = ("user_version", "application_id")
"""What an export leaves behind."""


def convert(source: Path, target: Path, key: Key | None, *, timeout: float = 5.0) -> None:
    """Copy a database into an empty file that is there, from one moment, under this key (None: in the clear).

    SQLCipher reads the source too: two SQLite libraries in one process must not hold locks on one file. Raises the
    driver's errors, StorageError without the library.
    """
    with connected(source, target):
        _convert(source, target, key, timeout)


def _convert(source: Path, target: Path, key: Key | None, timeout: float) -> None:
    old_key = needed_key(source)
    connection: Any = load_driver(source).connect(
        f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=timeout
    )
    try:
        unlock(connection, old_key, how_sealed(source, old_key) if old_key else None)
        connection.execute("PRAGMA temp_store=MEMORY")
        place = f"{target.absolute().as_uri()}?mode=rw"
        connection.execute("ATTACH DATABASE ? AS new KEY ?", (place, key.quoted if key else ""))
        if key is not None:
            seal_by(connection, None, "new")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SELECT sqlcipher_export('new')").fetchall()
        for mark in _MARKS:
            value = connection.execute(f"PRAGMA main.{mark}").fetchone()[0]
            connection.execute(f"PRAGMA new.{mark}={int(value)}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def compare(one: Path, other: Path) -> None:
    """See that two files hold the same tables, indexes, triggers, marks and rows, and that the second is sound.

    Raises StorageError when they do not.
    """
    with connected(one, other):
        _compare(one, other)


def _compare(one: Path, other: Path) -> None:
    sought, found = _open(one), _open(other)
    try:
        if found.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise _unlike("the copy is not sound")
        if is_encrypted(other) and found.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise _unlike("a page of the copy does not carry its seal")
        if found.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _unlike("rows in the copy point at rows that are gone")
        if _schema(sought) != _schema(found):
            raise _unlike("the copy has not the same tables")
        for (name,) in sought.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            if _digest(sought, name) != _digest(found, name):
                raise _unlike("the copy has not the same rows")
    finally:
        sought.close()
        found.close()


def _open(path: Path) -> sqlite3.Connection:
    """Read a file, also one in the clear, by SQLCipher, as `convert` does."""
    if needed_key(path) is not None:
        return connect(path, mode="ro")
    connection: Any = load_driver(path).connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    unlock(connection, None)
    reader: sqlite3.Connection = connection
    return reader


def _schema(connection: sqlite3.Connection) -> list[Any]:
    marks = [connection.execute(f"PRAGMA {mark}").fetchone() for mark in _MARKS]
    lines = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    return [*marks, *lines]


def _digest(connection: sqlite3.Connection, table: str) -> str:
    """Every row of a table in the order it lies in."""
    digest = hashlib.blake2b()
    for row in connection.execute(f'SELECT * FROM "{table}"'):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _unlike(what: str) -> StorageError:
    return StorageError(
        f"Nothing was changed: {what}.", safe="The database is as it was.", next_step="Run: caseterm check."
    )
