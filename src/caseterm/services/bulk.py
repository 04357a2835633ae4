"""Many new rows in one act, past the ORM's pace: the same defaults, stamps and limits, one statement a table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from sqlmodel import SQLModel

from caseterm.errors import InputError
from caseterm.rules.labels import field_label
from caseterm.store.manyrows import insert_many
from caseterm.store.writing import Write, new_uuids

_AS_THEY_ARE = frozenset({str, int, type(None)})
"""What SQLite takes as it is."""


class Bulk:
    """Collects rows of an open act and stores them. Ids are known at once, so that rows may point at each other.

    Call `store` before the act ends. Tables are stored in the order they were first used, those of `first` before all
    others, so add the pointed-at first or name their tables. Text longer than its column raises InputError naming the
    field; CHECKs and foreign keys stand behind it.
    """

    def __init__(self, write: Write, *first: type[SQLModel]) -> None:
        self.write = write
        self.first = first
        self._tables: dict[type[SQLModel], _Table] = {}

    def add(self, model: type[SQLModel], values: Mapping[str, Any]) -> int:
        """Collect one row; its id."""
        table = self._tables.get(model)
        if table is None:
            newest = self.write.connection.execute(f'SELECT coalesce(max(id), 0) FROM "{model.__tablename__}"')
            table = self._tables[model] = _Table(model, int(newest.fetchone()[0]) + 1, _stored(self.write.at))
        return table.add(values)

    def store(self) -> None:
        """Write everything collected."""
        self.write.expect_many()
        others = (model for model in self._tables if model not in self.first)
        for model in (*self.first, *others):
            if model in self._tables:
                self._tables[model].store(self.write)


class _Table:
    """The rows collected for one table: what each was given, and under which names."""

    def __init__(self, model: type[SQLModel], next_id: int, stamp: str) -> None:
        self.name = str(model.__tablename__)
        self.next_id = next_id
        self.rows: list[tuple[Any, ...]] = []
        self.names: list[tuple[str, ...]] = []
        self.shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        """The different names, each once: most rows have the same ones."""
        defaults = {name: field.get_default(call_default_factory=True, validated_data={})
                    for name, field in model.model_fields.items()}  # fmt: skip
        defaults |= {"created_at": stamp, "updated_at": stamp}
        self.defaults = {name: _stored(_none_if_undefined(value)) for name, value in defaults.items()}
        self.limits = _limits(model)

    def add(self, values: Mapping[str, Any]) -> int:
        names = tuple(values)
        self.names.append(self.shapes.setdefault(names, names))
        self.rows.append(tuple(values.values()))
        self.next_id += 1
        return self.next_id - 1

    def store(self, write: Write) -> None:
        """Write the rows: by column, for most columns hold the same in all of them and are written once a statement."""
        count = len(self.rows)
        differing: dict[str, Sequence[Any]] = {
            "id": range(self.next_id - count, self.next_id),
            "uuid": new_uuids(count),
        }
        same = {name: value for name, value in self.defaults.items() if name not in differing}
        for name, column in self._given():
            values = self._checked(name, column)
            if values.count(values[0]) == count:
                same[name] = values[0]
            else:
                differing[name] = values
                del same[name]
        insert_many(write.connection, self.name, tuple(differing), list(zip(*differing.values(), strict=True)), same)
        self.rows.clear()
        self.names.clear()

    def _given(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The columns that some row was given a value for."""
        names = tuple(dict.fromkeys(chain.from_iterable(self.shapes)))
        rows = (
            row if shape == names else self._widened(row, shape, names)
            for row, shape in zip(self.rows, self.names, strict=True)
        )
        return zip(names, zip(*rows, strict=True), strict=False)

    def _widened(self, row: tuple[Any, ...], shape: tuple[str, ...], names: tuple[str, ...]) -> tuple[Any, ...]:
        given = dict(zip(shape, row, strict=True))
        return tuple(given[name] if name in given else self.defaults[name] for name in names)

    def _checked(self, name: str, column: tuple[Any, ...]) -> Sequence[Any]:
        """The values of a column as they are stored. Raises InputError for a text that is too long for it."""
        kinds = set(map(type, column))
        limit = self.limits.get(name)
        if limit is not None and str in kinds:
            longest = max((value for value in column if type(value) is str), key=len)
            if len(longest) > limit:
                reason = f"is longer than {limit:,} characters"
                raise InputError.one(field_label(name, self.name), longest[:40], reason)
        return column if kinds <= _AS_THEY_ARE else [_stored(value) for value in column]


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
