"""The whole database as JSON and back: every table but the derived one, in a stable order, nothing changed."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from caseterm.errors import ConflictError, DamagedError, InputError, NewerSchemaError
from caseterm.rules.text import json_inert
from caseterm.store import audit
from caseterm.store.cipher import database_errors
from caseterm.store.schema import HEAD, KNOWN

FORMAT = "caseterm"
VERSION = 1
NOT_DUMPED = frozenset({"alembic_version", "caselist", "casetext", "act_context"})
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


def load(connection: sqlite3.Connection, data: Any) -> int:
    """Put a dump into an empty database, in the caller's transaction; how many rows there were.

    History and undo come along. Raises InputError for what is no dump, NewerSchemaError and ConflictError (another
    schema, a database in use), DamagedError when references or the history do not fit; the caller rolls back.
    """
    tables = _checked(connection, data)
    _refuse_used(connection)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'log_%'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("PRAGMA defer_foreign_keys=ON")
    count = 0
    for table, content in tables.items():
        connection.execute(f'DELETE FROM "{table}"')
        marks = ", ".join("?" * len(content["columns"]))
        columns = ", ".join(f'"{name}"' for name in content["columns"])
        try:
            connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', content["rows"])
        except database_errors("IntegrityError", "ProgrammingError", "InterfaceError"):
            raise _damaged(f"A row of {table} breaks the record's rules.") from None
        count += len(content["rows"])
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _damaged("A row points at one that is not in the file.")
    if audit.first_broken_act(connection) is not None:
        raise _damaged("The history in the file does not fit together.")
    audit.install(connection)
    return count


def _damaged(what: str) -> DamagedError:
    return DamagedError(what, safe="Nothing was written.", next_step="Export again from the database it came from.")


def _checked(connection: sqlite3.Connection, data: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("tables"), dict):
        raise InputError.one("File", "", "is no export of caseterm")
    if data.get("version") != VERSION or (data.get("schema") != HEAD and data.get("schema") not in KNOWN):
        raise NewerSchemaError(
            f"The export was made by a newer caseterm (schema {data.get('schema')}; this program knows {HEAD}).",
            safe="Nothing was written.",
            next_step="Install the newer caseterm.",
        )
    if data["schema"] != HEAD:
        raise ConflictError(
            f"The export has schema {data['schema']}; this program writes {HEAD}.",
            safe="Nothing was written.",
            next_step="Open the database it came from with this program once and export again.",
        )
    tables: dict[str, dict[str, Any]] = data["tables"]
    expected = dumped_tables(connection)
    if sorted(tables) != expected:
        raise InputError.one("File", "", "has not the tables of this program")
    for table in expected:
        _check_table(connection, table, tables[table])
    return tables


def _check_table(connection: sqlite3.Connection, table: str, content: Any) -> None:
    names = audit.columns(connection, table)
    sound = isinstance(content, dict) and content.get("columns") == names and isinstance(content.get("rows"), list)
    if not sound or not all(isinstance(row, list) and len(row) == len(names) for row in content["rows"]):
        raise InputError.one("File", "", f"has rows of {table} that do not fit their columns")
    plain = (str, int, float, type(None))
    if not all(isinstance(value, plain) for row in content["rows"] for value in row):
        raise InputError.one("File", "", f"has values in {table} that are neither text nor number")


def _refuse_used(connection: sqlite3.Connection) -> None:
    for table in dumped_tables(connection):
        if table not in REPLACED and connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():
            raise ConflictError(
                "The database has something in it; a whole export goes into an empty one only.",
                safe="Nothing was written.",
                next_step="Name a new database with --db FILE.",
            )
