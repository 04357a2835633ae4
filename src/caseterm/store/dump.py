"""The whole database as JSON and back: every table but the derived one, in a stable order, nothing changed."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from caseterm.errors import ConflictError, DamagedError, InputError, NewerSchemaError
from caseterm.rules.text import json_inert
from caseterm.store import audit
from caseterm.store.cipher import database_errors
from caseterm.store.dumpread import Export, Table, misfit
from caseterm.store.schema import HEAD, KNOWN

FORMAT = "caseterm"
VERSION = 1
NOT_DUMPED = frozenset({"alembic_version", "caselist", "casetext"})
REPLACED = frozenset({"settings", "remembered", "drafts"})
"""Tables a new database may hold already; an import puts the file's rows in their place."""


def dumped_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of a dump, by name."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [name for (name,) in rows if name not in NOT_DUMPED]


def dump(connection: sqlite3.Connection) -> Iterator[str]:
    """The JSON text in pieces, a row a line, from one moment of the database.

    The same content gives the same text, byte for byte.
    """
    connection.execute("BEGIN")
    try:
        yield f'{{"format": "{FORMAT}", "version": {VERSION}, "schema": "{HEAD}", "tables": {{'
        for place, table in enumerate(dumped_tables(connection)):
            names = audit.columns(connection, table)
            yield f'{"," if place else ""}\n"{table}": {{"columns": {json.dumps(names)}, "rows": ['
            yield from _rows(connection, table, names)
            yield "]}"
        yield "\n}}\n"
    finally:
        connection.execute("ROLLBACK")


def _rows(connection: sqlite3.Connection, table: str, names: list[str]) -> Iterator[str]:
    columns = ", ".join(f'"{name}"' for name in names)
    order = ", ".join(f'"{name}"' for name in _key(connection, table))
    lead = "\n"
    for row in connection.execute(f'SELECT {columns} FROM "{table}" ORDER BY {order}'):
        yield lead + json_inert(json.dumps(row, ensure_ascii=False))
        lead = ",\n"


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]


def load(connection: sqlite3.Connection, export: Export) -> int:
    """Put an export into an empty database, in the caller's transaction; how many rows there were.

    History and undo come along. Raises InputError for what is no export, NewerSchemaError and ConflictError (another
    schema, a database in use), DamagedError when references or the history do not fit; the caller rolls back.
    """
    _check_head(export.head)
    _refuse_used(connection)
    audit.remove(connection)
    connection.execute("PRAGMA defer_foreign_keys=ON")
    expected, seen, count = dumped_tables(connection), [], 0
    for table in export.tables:
        seen.append(table.name)
        if table.name not in expected:
            break
        count += _put_in(connection, table)
    if sorted(seen) != expected:
        raise InputError.one("File", "", "has not the tables of this program")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _damaged("A row points at one that is not in the file.")
    if audit.first_broken_act(connection) is not None:
        raise _damaged("The history in the file does not fit together.")
    audit.install(connection)
    return count


def _put_in(connection: sqlite3.Connection, table: Table) -> int:
    names = audit.columns(connection, table.name)
    if table.columns != names:
        raise misfit(table.name)
    connection.execute(f'DELETE FROM "{table.name}"')
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    try:
        done = connection.executemany(
            f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', _sound(table, len(names))
        )
    except database_errors("IntegrityError", "ProgrammingError", "InterfaceError"):
        raise _damaged(f"A row of {table.name} breaks the record's rules.") from None
    return max(0, done.rowcount)


def _sound(table: Table, width: int) -> Iterator[list[Any]]:
    """The rows, each looked at before it is stored."""
    for row in table.rows:
        if not isinstance(row, list) or len(row) != width:
            raise misfit(table.name)
        if not all(isinstance(each, str | int | float | None) for each in row):
            raise InputError.one("File", "", f"has values in {table.name} that are neither text nor number")
        yield row


def _damaged(what: str) -> DamagedError:
    return DamagedError(what, safe="Nothing was written.", next_step="Export again from the database it came from.")


def _check_head(head: Mapping[str, Any]) -> None:
    if head.get("format") != FORMAT:
        raise InputError.one("File", "", "is no export of caseterm")
    if head.get("version") != VERSION or (head.get("schema") != HEAD and head.get("schema") not in KNOWN):
        raise NewerSchemaError(
            f"The export was made by a newer caseterm (schema {head.get('schema')}; this program knows {HEAD}).",
            safe="Nothing was written.",
            next_step="Install the newer caseterm.",
        )
    if head["schema"] != HEAD:
        raise ConflictError(
            f"The export has schema {head['schema']}; this program writes {HEAD}.",
            safe="Nothing was written.",
            next_step="Open the database it came from with this program once and export again.",
        )


def _refuse_used(connection: sqlite3.Connection) -> None:
    for table in dumped_tables(connection):
        if table not in REPLACED and connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():
            raise ConflictError(
                "The database has something in it; a whole export goes into an empty one only.",
                safe="Nothing was written.",
                next_step="Name a new database with --db FILE.",
            )
