"""A row's INSERT and UPDATE over the driver, with the ORM's own conversions but none of its bookkeeping.

An act writes few rows and must be on disk before the next key; the ORM's unit of work costs more than the disk.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from caseterm.errors import NotFoundError

Convert = Callable[[Any], Any]


class Statements:
    """The statements of one table: its columns, each with what makes SQLite's value of the row's."""

    def __init__(self, model: type[SQLModel]) -> None:
        table = cast(Any, model).__table__
        known = dialect()
        self.table = str(table.name)
        self.convert: dict[str, Convert | None] = {
            str(column.name): column.type.dialect_impl(known).bind_processor(known) for column in table.columns
        }
        names = ", ".join(f'"{name}"' for name in self.convert)
        self.insert = f'INSERT INTO "{self.table}" ({names}) VALUES ({", ".join("?" * len(self.convert))})'

    def values(self, row: SQLModel) -> tuple[Any, ...]:
        """The row's values in the order of the INSERT."""
        return tuple(
            getattr(row, name) if convert is None else convert(getattr(row, name))
            for name, convert in self.convert.items()
        )

    def update(self, names: Iterable[str]) -> str:
        """The UPDATE of some columns of the row whose id comes last."""
        setters = ", ".join(f'"{name}" = ?' for name in names)
        return f'UPDATE "{self.table}" SET {setters} WHERE id = ?'

    def converted(self, values: Mapping[str, Any]) -> list[Any]:
        """Values as SQLite takes them."""
        return [value if (convert := self.convert[name]) is None else convert(value) for name, value in values.items()]


@lru_cache(maxsize=64)
def statements(model: type[SQLModel]) -> Statements:
    """The statements of a model's table, made once."""
    return Statements(model)


def _model(row: Any) -> type[SQLModel]:
    return cast(type[SQLModel], type(row))


def insert(connection: sqlite3.Connection, row: Any) -> None:
    """Store a new row; it has its id, and no session knows it."""
    shape = statements(_model(row))
    row.id = connection.execute(shape.insert, shape.values(row)).lastrowid


def belong(session: Session, row: Any) -> None:
    """A row that was stored belongs to a session, as one that was read."""
    make_transient_to_detached(row)
    session.add(row)


def update(connection: sqlite3.Connection, row: Any, values: Mapping[str, Any]) -> None:
    """Store new values of a row, and give them to it. Raises NotFoundError when it is gone."""
    shape = statements(_model(row))
    done = connection.execute(shape.update(values), (*shape.converted(values), row.id))
    if done.rowcount != 1:
        raise NotFoundError("That is not there any more.", safe="Nothing was changed.")
    for name, value in values.items():
        set_committed_value(row, name, value)
