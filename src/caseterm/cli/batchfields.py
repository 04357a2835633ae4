"""The fields of an act in `caseterm batch`: what JSON each takes and what the services get for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseterm.errors import InputError, NotFoundError
from caseterm.rules.text import clean_input
from caseterm.store.database import Database

LARGEST = 2**63 - 1
MOST_ROWS = 10_000
NOT_GIVEN = frozenset({"id", "uuid", "created_at", "updated_at", "archived_at", "case_id", "claim_key", "demo"})
"""Columns the program keeps itself; `values` may not name them."""

Read = Callable[[Database, str, Any], Any]


@dataclass(frozen=True)
class Given:
    """One field: its JSON name, the service's parameter, how it is read, and the words of the manual."""

    name: str
    parameter: str
    read: Read
    form: str
    words: str
    needed: bool


def given(
    name: str, read: Read, form: str, words: str = "", *, needed: bool = False, parameter: str | None = None
) -> Given:
    return Given(name, parameter or name, read, form, words, needed)


def text(name: str, words: str = "", *, needed: bool = False, parameter: str | None = None) -> Given:
    return given(name, _text, "text", words, needed=needed, parameter=parameter)


def path(name: str, words: str = "", *, needed: bool = False) -> Given:
    """A file's name: taken as it is, for cleaned it might be another's."""
    return given(name, _path, "text", words, needed=needed)


def number(name: str, words: str = "", *, needed: bool = False) -> Given:
    return given(name, _number, "whole number", words, needed=needed)


def flag(name: str, words: str = "", *, needed: bool = False) -> Given:
    return given(name, _flag, "true or false", words, needed=needed)


def day(name: str, words: str = "", *, needed: bool = False) -> Given:
    return given(name, _day, '"2026-11-24"', words, needed=needed)


def day_or_none(name: str, words: str = "", *, needed: bool = False) -> Given:
    return given(
        name, lambda db, field, value: None if value is None else _day(db, field, value), '"2026-11-24" or null',
        words, needed=needed,
    )  # fmt: skip


def moment(name: str, words: str = "", *, needed: bool = False) -> Given:
    return given(name, _moment, '"2026-11-24T09:30"', words or "wall time", needed=needed)


def case(*, needed: bool = True) -> Given:
    return given("case", _case, '"26-0142"', "the case's number, or its row id", needed=needed, parameter="case_id")


def cases() -> Given:
    return given("cases", _cases, '["26-0142", ...]', "case numbers or row ids", needed=True, parameter="case_ids")


def row(name: str, words: str = "", *, needed: bool = True, parameter: str | None = None) -> Given:
    return given(name, _number, "row id", words, needed=needed, parameter=parameter or f"{name}_id")


def rows(name: str, parameter: str) -> Given:
    return given(name, _rows, "[row id, ...]", needed=True, parameter=parameter)


def values(name: str, model: str, words: str = "", *, needed: bool = False) -> Given:
    """An object whose names are the columns of a table of models."""
    return given(
        name, lambda db, field, value: columns_of(model, field, value), "{column: value}",
        words or f"columns of {model}", needed=needed,
    )  # fmt: skip


def parts(name: str, model: str, *, nullable: bool = False) -> Given:
    """A list of such objects."""
    return given(
        name, lambda db, field, value: _parts(model, field, value), "[{column: value}, ...]",
        f"columns of {model}" + ("; what is given replaces the list" if nullable else ""),
    )  # fmt: skip


def legs() -> Given:
    """The ways of a ride: columns of a leg, and the driver's firm by name as `vendor`."""
    return given("legs", _legs, "[{column: value}, ...]", "columns of RideLeg, and vendor by name", needed=True)


def follow_up() -> Given:
    return given("follow_up", _follow_up, '{"title": text, "due": day}', "the task that comes of it")


# ---- readers ----------------------------------------------------------------------------------------------------


def _text(_db: Database, field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InputError.one(field, "", "must be text")
    return clean_input(value, multiline=True)


def _path(_db: Database, field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InputError.one(field, "", "must be text")
    return value


def _number(_db: Database, field: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise InputError.one(field, "", "must be a whole number")
    return value


def _flag(_db: Database, field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InputError.one(field, "", "must be true or false")
    return value


def _day(_db: Database, field: str, value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError.one(field, "", "must be a day written as 2026-11-24") from None


def _moment(_db: Database, field: str, value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is not None or len(value) < 16:
        raise InputError.one(field, "", "must be wall time written as 2026-11-24T09:30")
    return found


def _case(db: Database, field: str, value: Any) -> int:
    if isinstance(value, str):
        found = db.raw.execute("SELECT id FROM cases WHERE number = ?", (_storable(value),)).fetchone()
        if found is None:
            raise NotFoundError("There is no case of that number.", safe="Nothing was written.")
        return int(found[0])
    case_id = _number(db, field, value)
    if db.raw.execute("SELECT 1 FROM cases WHERE id = ?", (case_id,)).fetchone() is None:
        raise NotFoundError("There is no case of that row id.", safe="Nothing was written.")
    return case_id


def _storable(value: str) -> str:
    return value.encode("utf-8", "replace").decode()


def _cases(db: Database, field: str, value: Any) -> list[int]:
    return [_case(db, field, each) for each in _list(field, value)]


def _rows(db: Database, field: str, value: Any) -> list[int]:
    return [_number(db, field, each) for each in _list(field, value)]


def _list(field: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_ROWS:
        raise InputError.one(field, "", f"must be a list of 1 to {MOST_ROWS:,}")
    return value


def columns_of(model: str, field: str, value: Any) -> dict[str, Any]:
    """An object checked against a table's columns; values are checked when the row is built."""
    from caseterm import models

    if not isinstance(value, dict):
        raise InputError.one(field, "", "must be an object of columns and values")
    known = set(getattr(models, model).model_fields) - NOT_GIVEN
    for name, each in value.items():
        if name not in known:
            raise InputError.one(field, "", f"has no column {name[:40]!r} that can be given")
        if (isinstance(each, int) and abs(each) > LARGEST) or isinstance(each, dict | list | float):
            raise InputError.one(field, "", f"has a value in {name} that is neither text, whole number nor true/false")
    return {name: clean_input(each, multiline=True) if isinstance(each, str) else each for name, each in value.items()}


def _parts(model: str, field: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) > 100:
        raise InputError.one(field, "", "must be a list of at most 100")
    return [columns_of(model, field, each) for each in value]


def _legs(_db: Database, field: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise InputError.one(field, "", "must be a list of objects")
    vendors = [each.get("vendor", "") for each in value]
    if not all(isinstance(vendor, str) for vendor in vendors):
        raise InputError.one(field, "", "has a vendor that is no text")
    found = _parts("RideLeg", field, [{name: each[name] for name in each if name != "vendor"} for each in value])
    return [
        {**leg, **({"vendor": clean_input(vendor)} if vendor else {})}
        for leg, vendor in zip(found, vendors, strict=True)
    ]


def _follow_up(db: Database, field: str, value: Any) -> tuple[str, date]:
    if not isinstance(value, Mapping) or set(value) != {"title", "due"}:
        raise InputError.one(field, "", "must be an object of title and due")
    return _text(db, field, value["title"]), _day(db, field, value["due"])
