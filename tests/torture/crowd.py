"""A caseload so full that each of many texts stands in every list: rows of each kind, most of them in one case."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlmodel import SQLModel

from caseterm.changes import Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import ImportBatch, Record, Settings
from caseterm.services.acts import act
from tests.acceptance.hostile import text_columns
from tests.conftest import TODAY
from tests.torture.record import opened, perform

Row = dict[str, Any]
MODELS: tuple[type[SQLModel], ...] = (
    Settings,
    *(each for each in Record.__subclasses__() if each is not ImportBatch),
)
NOT_COPIED = frozenset({"settings", "appointment_series", "series_visits", "calendar_links"})
"""One of its kind, or tied to days of a rule."""
PHONE = "2025550189"
"""By which the fullest case is found: the one text that stays what it is."""
A_DAY = 12
"""Appointments on one day, an hour apart."""
FIRST = time(14)
"""When the first of them is, in UTC."""


def crowded(path: Path, each: int) -> int:
    """Make a caseload in which every list has at least `each` rows; the id of the case that has most of them."""
    with opened(path) as db:
        assert perform(db, {"act": "load_sample", "cases": 10})["ok"]
        with act(db, Op.EDIT, "Crowded") as write:
            connection = write.connection
            case = int(_one(connection, "SELECT case_id FROM tasks GROUP BY 1 ORDER BY count(*) DESC, 1"))
            contacts = _copied(connection, "contacts", each, {}, case)[-each:]
            for model in MODELS:
                table = str(model.__tablename__)
                if table not in NOT_COPIED and table != "contacts":
                    _copied(connection, table, each, _keys(model, contacts), case)
            client = _one(connection, f"SELECT client_id FROM cases WHERE id = {case}")
            connection.execute("UPDATE contact_phones SET number = ? WHERE contact_id = ?", (PHONE, client))
    return case


def poisoned(base: Path, path: Path, values: Sequence[str]) -> Path:
    """A copy of a caseload in which each of the texts stands in every column that holds text, past all cleaning."""
    shutil.copy(base, path)
    if not values:
        return path
    with opened(path) as db, act(db, Op.EDIT, "Poisoned") as write:
        for model in MODELS:
            _poison(write.connection, model, values)
        for (number,) in write.connection.execute("SELECT id FROM cases").fetchall():
            name = f"{number} {values[number * 3 % len(values)]}"
            write.connection.execute("UPDATE cases SET number = ? WHERE id = ?", (name, number))
    return path


def _poison(connection: sqlite3.Connection, model: type[SQLModel], values: Sequence[str]) -> None:
    columns = [name for name in text_columns(model) if name not in ("sha256", "path")]
    ids = [number for (number,) in connection.execute(f'SELECT id FROM "{model.__tablename__}" ORDER BY id')]
    setters = ", ".join(f'"{name}" = ?' for name in columns)
    for place, number in enumerate(ids):
        row = [values[(place + spot * 11) % len(values)] for spot in range(len(columns))]
        with suppress(ConflictError, InputError):  # a rule of the record stands against it: the row stays as it is
            connection.execute(f'UPDATE "{model.__tablename__}" SET {setters} WHERE id = ?', [*row, number])


def _copied(
    connection: sqlite3.Connection, table: str, each: int, keys: Mapping[str, Sequence[int]], case: int
) -> list[int]:
    """Copy rows of a table, those of the case if it has some, until there are so many; the ids of all of them."""
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    names = [each[0] for each in cursor.description]
    rows: list[Row] = [dict(zip(names, row, strict=True)) for row in cursor]
    of_case = [row for row in rows if row.get("case_id") == case]
    number = 0
    while (rows or of_case) and len(of_case or rows) and number < each:
        models = of_case or rows
        row = {**models[number % len(models)], **_moved(table, number)}
        row |= {name: ids[number % len(ids)] for name, ids in keys.items() if row.get(name) is not None}
        row.pop("id")
        columns = ", ".join(f'"{name}"' for name in row)
        with suppress(ConflictError, InputError):  # there is one of it in a case
            connection.execute(
                f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(row))})', [*row.values()]
            )
        number += 1
    return [number for (number,) in connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]


def _moved(table: str, number: int) -> Row:
    """What a copy has of its own: its name, and a time beside the others'."""
    own: Row = {"uuid": uuid4().hex}
    if table == "cases":
        own["number"] = f"copy {number}"
    if table == "appointments":
        start = datetime.combine(TODAY, FIRST) + timedelta(days=number // A_DAY, hours=number % A_DAY)
        own |= {"starts_at": start.strftime("%Y-%m-%d %H:%M:%S.%f"), "ends_at": None}
    return own


def _keys(model: type[SQLModel], contacts: Sequence[int]) -> dict[str, Sequence[int]]:
    """The columns of a table that name a contact."""
    table = model.__table__  # type: ignore[attr-defined]  # SQLModel does not declare what it sets
    return {key.parent.name: contacts for key in table.foreign_keys if key.column.table.name == "contacts"}


def _one(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])
