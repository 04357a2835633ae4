"""Thousands of rows of one table put in by few statements."""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

VALUES = 900
"""How many values a statement may have in every SQLite."""


def insert_many(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows in their order, in the caller's transaction. Raises the driver's errors.

    Before each statement that a constraint may end half-way SQLite keeps a copy of every page it touches, so
    statements of many rows take three fifths of the time of as many of one row.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    one = f"({', '.join('?' * len(columns))})"
    many = max(1, VALUES // len(columns))
    whole = len(rows) // many * many
    into = f'INSERT INTO "{table}" ({names}) VALUES '
    statement = into + ", ".join([one] * many)
    for start in range(0, whole, many):
        connection.execute(statement, list(chain.from_iterable(rows[start : start + many])))
    connection.executemany(into + one, rows[whole:])
