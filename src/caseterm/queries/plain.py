"""Rows of a table as plain objects with the model's attributes, for reads that must not wait for the ORM.

Importing the ORM costs four times what a summary's page takes to set, and its own rows cost a summary of fifteen
tables a tenth of that page; these cost a hundredth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from caseterm.store.database import Database

    Shape = tuple[str, tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]

_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "DATETIME": datetime.fromisoformat,
    "DATE": date.fromisoformat,
    "BOOLEAN": bool,
}


def plain_rows(
    connection: sqlite3.Connection, table: str, where: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Any]:
    """The rows of a table `where` (SQL after the table's name) with its columns as attributes, in the model's types.

    They are read only: nothing tracks or stores them.
    """
    columns = tuple([(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{table}")')])
    query, names, converters = _shape(table, columns)
    found = []
    for values in connection.execute(f"{query} {where}", parameters):
        row = dict(zip(names, values, strict=True))
        for name, convert in converters:
            value = row[name]
            if value is not None:
                row[name] = convert(value)
        found.append(SimpleNamespace(**row))
    return found


@lru_cache(maxsize=64)
def _shape(table: str, columns: tuple[tuple[str, str], ...]) -> Shape:
    """The SELECT of a table, its columns, and what turns a stored value into the model's."""
    names = tuple(name for name, _kind in columns)
    converters = tuple((name, _CONVERTERS[kind]) for name, kind in columns if kind in _CONVERTERS)
    selected = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {selected} FROM "{table}"', names, converters


def over(connection: sqlite3.Connection) -> Database:
    """The queries' reads over a connection that is lent already: a further one would read the whole schema again."""
    reads: Any = SimpleNamespace(raw=connection)
    database: Database = reads
    return database
