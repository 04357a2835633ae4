"""Many new rows in one act, past the ORM's pace: the same defaults, stamps and limits, one statement a table."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel

from caseterm.errors import InputError
from caseterm.rules.labels import field_label
from caseterm.store.manyrows import insert_many
from caseterm.store.writing import Write, new_uuids

NO_LIMIT = 10**9


class Bulk:
    """Collects rows of an open act and stores them. Ids are known at once, so that rows may point at each other.

    Call `store` before the act ends. Tables are stored in the order they were first used, so add the pointed-at
    first. Text longer than its column raises InputError naming the field; CHECKs and foreign keys stand behind it.
    """

    def __init__(self, write: Write) -> None:
        self.write = write
        self._next: dict[str, int] = {}
        self._tables: dict[type[SQLModel], _Table] = {}
        self._stamp = _stored(write.at)

    def add(self, model: type[SQLModel], values: Mapping[str, Any]) -> int:
        """Collect one row; its id."""
        table = self._tables.get(model)
        if table is None:
            newest = self.write.connection.execute(f'SELECT coalesce(max(id), 0) FROM "{model.__tablename__}"')
            table = self._tables[model] = _Table(model, int(newest.fetchone()[0]) + 1, self._stamp)
        return table.add(values)

    def store(self) -> None:
        """Write everything collected."""
        self.write.expect_many()
        connection = self.write.connection
        for table in self._tables.values():
            insert_many(connection, table.name, table.columns, table.whole_rows(), table.same)
            table.rows.clear()


class _Table:
    """The collected rows of one table, each with the columns that some row gave a value."""

    def __init__(self, model: type[SQLModel], next_id: int, stamp: str) -> None:
        self.name = str(model.__tablename__)
        self.next_id = next_id
        self.columns = ["id", "uuid"]
        self.template: list[Any] = [None, None]
        """What the columns hold where a row gives nothing."""
        self.rows: list[list[Any]] = []
        self.shapes: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        """Place and longest text of each value, by the names of the values: most rows have the same ones."""
        defaults = {name: field.get_default(call_default_factory=True, validated_data={})
                    for name, field in model.model_fields.items()}  # fmt: skip
        defaults |= {"created_at": stamp, "updated_at": stamp}
        self.same = {name: _stored(_none_if_undefined(value)) for name, value in defaults.items()}
        """What the columns hold that no row gave a value."""
        for name in self.columns:
            del self.same[name]
        self.limits = _limits(model)

    def add(self, values: Mapping[str, Any]) -> int:
        names = tuple(values)
        shape = self.shapes.get(names)
        if shape is None:
            shape = self.shapes[names] = [(self._place(name), self.limits.get(name, NO_LIMIT)) for name in names]
        row = self.template.copy()
        row_id = row[0] = self.next_id
        self.next_id += 1
        for value, (at, limit) in zip(values.values(), shape, strict=True):
            kind = type(value)
            if kind is str:
                if len(value) > limit:
                    name = self.columns[at]
                    reason = f"is longer than {limit:,} characters"
                    raise InputError.one(field_label(name, self.name), value[:40], reason)
                row[at] = value
            else:
                row[at] = value if kind is int or value is None else _stored(value)
        self.rows.append(row)
        return row_id

    def _place(self, name: str) -> int:
        """Where the rows have a column; from its first value on they have it."""
        if name not in self.columns:
            self.columns.append(name)
            self.template.append(self.same.pop(name))
        return self.columns.index(name)

    def whole_rows(self) -> list[list[Any]]:
        """The rows with their identifiers, and the earlier ones with the columns that later ones brought."""
        for row, uuid in zip(self.rows, new_uuids(len(self.rows)), strict=True):
            row[1] = uuid
            row += self.template[len(row) :]
        return self.rows


def _limits(model: type[SQLModel]) -> dict[str, int]:
    return {
        name: int(part.max_length)
        for name, field in model.model_fields.items()
        for part in field.metadata
        if getattr(part, "max_length", None) is not None
    }


def _none_if_undefined(value: Any) -> Any:
    return None if repr(value) == "PydanticUndefined" else value


def _stored(value: Any) -> Any:
    """A value as the ORM stores it: instants in UTC and wall times with microseconds, days in ISO form."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return value
