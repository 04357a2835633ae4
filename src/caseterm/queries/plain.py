"""Rows of a table as plain objects with the model's attributes, for reads that many prints in a row must not wait for.

The ORM's own rows cost a summary of fifteen tables a tenth of a page's typesetting; these cost a hundredth.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from sqlalchemy import Boolean, Date, DateTime
from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)
_CONVERTERS: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Boolean, bool),
)


def driver(session: Session) -> sqlite3.Connection:
    """The driver's connection behind a reading session."""
    return cast(sqlite3.Connection, session.connection().connection.driver_connection)


def plain_rows(
    connection: sqlite3.Connection, model: type[Row], where: str, parameters: Sequence[Any] = ()
) -> list[Row]:
    """The rows of a model's table `where` (SQL after the table's name), read only: nothing tracks or stores them."""
    query, names, converters = _shape(model)
    found = []
    for values in connection.execute(f"{query} {where}", parameters):
        row = SimpleNamespace(**dict(zip(names, values, strict=True)))
        for name, convert in converters:
            value = getattr(row, name)
            if value is not None:
                setattr(row, name, convert(value))
        found.append(cast(Row, row))
    return found


@lru_cache(maxsize=64)
def _shape(model: type[SQLModel]) -> tuple[str, tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """The SELECT of a table, its columns, and what turns a stored value into the model's."""
    table = cast(Any, model).__table__
    names = tuple(str(column.name) for column in table.columns)
    converters = tuple(
        (str(column.name), convert)
        for column in table.columns
        for kind, convert in _CONVERTERS
        if isinstance(column.type, kind)
    )
    columns = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {columns} FROM "{table.name}"', names, converters
