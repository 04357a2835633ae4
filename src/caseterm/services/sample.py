"""The sample caseload: made up, marked as such, loaded as one act and removed as one act."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from caseterm import models, resources
from caseterm.changes import ChangeSet, Op
from caseterm.checklistfiles import items_for
from caseterm.errors import ConflictError
from caseterm.rules.sample import Sample, Story, tell
from caseterm.rules.sample_care import FIRM_ZONE
from caseterm.rules.sample_made import made_stories
from caseterm.services.acts import act
from caseterm.services.sample_tasks import put_row_tasks
from caseterm.store.database import Database
from caseterm.store.manyrows import insert_many
from caseterm.store.writing import Write

OPEN_CASES, CLOSED_CASES = 45, 30
OPEN_SHARE = 0.12
"""Of a large sample, as of a firm that keeps its closed files."""
FIRM: Mapping[str, Any] = {
    "firm_name": "Gold & Shah LLP",
    "firm_address": "1200 Broadway, Suite 410\nOakland, CA 94612",
    "firm_phone": "(510) 555-0100",
    "user_name": "M. Gold",
    "user_initials": "MG",
    "user_title": "Case Manager",
    "default_state": "CA",
    "zone": FIRM_ZONE,
}
CHUNK = 5000
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def load(db: Database, *, cases: int | None = None, seed: int = 1, progress: Progress | None = None) -> ChangeSet:
    """Add the sample caseload, as one act.

    Without `cases`: 45 open and 30 closed ones, most of them told by hand. With it, so many by the same rules. The
    same seed and day make the same cases. The firm's settings are filled in where they are empty.
    """
    report = progress or (lambda what, done, total: None)
    with act(db, Op.LOAD_SAMPLE, "Loaded the sample caseload") as write:
        sample = Sample(
            _data("directory"),
            today=write.today,
            next_ids=_next_ids(write.connection),
            numbers=[number for (number,) in write.connection.execute("SELECT number FROM cases")],
            checklist=items_for,
        )
        count = 0
        for story in _stories(cases, seed=seed, today=write.today):
            tell(sample, story)
            count += 1
            if count % 50 == 0:
                report("Making up cases", count, cases or OPEN_CASES + CLOSED_CASES)
        _insert(write.connection, sample.rows, chance=Random(f"uuid/{seed}"), progress=report)
        tasks = put_row_tasks(write, sample)
        _insert(write.connection, {"tasks": tasks}, chance=Random(f"uuid/{seed}/tasks"), progress=report)
        _settle_in(write)
        write.label = f"Loaded the sample caseload: {count} cases"
        report("Filing", 0, 1)
    report("Filing", 1, 1)
    return write.changes


def _stories(cases: int | None, *, seed: int, today: date) -> list[Story]:
    told: list[Story] = _data("stories")["case"]
    if cases is not None and cases <= len(told):
        return told[:cases]
    open_ones = sum("close_reason" not in story for story in told)
    if cases is None:
        ahead, behind = OPEN_CASES - open_ones, CLOSED_CASES - (len(told) - open_ones)
    else:
        ahead = max(0, min(cases - len(told), round(cases * OPEN_SHARE) - open_ones))
        behind = cases - len(told) - ahead
    return told + made_stories(_data("phrases"), seed=seed, today=today, open_cases=ahead, closed_cases=behind)


def _data(name: str) -> dict[str, Any]:
    path = resources.data() / "sample" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _next_ids(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        name: int(connection.execute(f'SELECT coalesce(max(id), 0) + 1 FROM "{name}"').fetchone()[0])
        for name in _tables()
    }


def _tables() -> dict[str, type[models.Record]]:
    return {str(each.__tablename__): each for each in models.Record.__subclasses__()}


def _insert(
    connection: sqlite3.Connection, rows: Mapping[str, list[dict[str, Any]]], *, chance: Random, progress: Progress
) -> None:
    """Write all rows by bulk statements, with every column that the model has a default for."""
    connection.execute("PRAGMA defer_foreign_keys=ON")
    total, done = sum(map(len, rows.values())), 0
    for table, values in rows.items():
        line_of = _Lines(_tables()[table])
        for start in range(0, len(values), CHUNK):
            chunk = values[start : start + CHUNK]
            lines = [line_of(row, str(UUID(int=chance.getrandbits(128), version=4))) for row in chunk]
            insert_many(connection, table, line_of.columns, lines)
            done += len(chunk)
            progress("Writing rows", done, total + 1)


class _Lines:
    """Turns the rows of one table into the values of its INSERT, as SQLAlchemy stores them in SQLite."""

    def __init__(self, model: type[SQLModel]) -> None:
        fields = model.model_fields
        self.defaults = [
            None if field.is_required() or field.default_factory else _stored(field.default)
            for field in fields.values()
        ]
        self.place = {name: n for n, name in enumerate(fields)}
        self.columns = tuple(fields)

    def __call__(self, row: Mapping[str, Any], uuid: str) -> list[Any]:
        line = self.defaults.copy()
        for name, value in row.items():
            line[self.place[name]] = _stored(value)
        line[self.place["uuid"]] = uuid
        return line


def _stored(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is datetime:
        return value.isoformat(sep=" ", timespec="microseconds")
    if kind is date:
        return value.isoformat()
    return int(value) if kind is bool else value


# ---- settings ---------------------------------------------------------------------------------------------------


def _settle_in(write: Write) -> None:
    """Mark the database as one with sample cases; the firm's own words stay where she has written them."""
    row = write.session.get(models.Settings, 1)
    if row is None:
        write.session.add(models.Settings.model_validate({**FIRM, "demo": True}))
        write.session.flush()
        return
    empty = {name: value for name, value in FIRM.items() if not row.firm_name and name != "zone"}
    _change(write, row, {**empty, "demo": True})


def _settle_out(write: Write) -> None:
    """Take back the mark, and the sample firm's words where they still stand."""
    row = write.session.get(models.Settings, 1)
    if row is None:
        return
    plain = models.Settings()
    sample = row.firm_name == FIRM["firm_name"]
    back = {name: getattr(plain, name) for name, value in FIRM.items() if sample and getattr(row, name) == value}
    _change(write, row, {**back, "demo": False})


def _change(write: Write, row: models.Settings, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    write.session.add(row)
    write.session.flush()


# ---- removal ----------------------------------------------------------------------------------------------------


def remove(db: Database) -> ChangeSet:
    """Take every sample case out again with all that belongs to it, as one act that undo brings back.

    Contacts made by the sample go too, unless a case of her own uses them. Raises ConflictError when there is none.
    """
    with act(db, Op.REMOVE_SAMPLE, "Removed the sample caseload") as write:
        connection = write.connection
        count = connection.execute("SELECT count(*) FROM cases WHERE demo").fetchone()[0]
        if not count:
            raise ConflictError("There are no sample cases.")
        connection.execute("PRAGMA defer_foreign_keys=ON")
        ours = "(SELECT id FROM cases WHERE demo)"
        for table in ("casetext", "caselist"):
            connection.execute(f"DELETE FROM {table} WHERE case_id IN {ours}")
        for table, model in _tables().items():
            if "case_id" in model.model_fields:
                connection.execute(f'DELETE FROM "{table}" WHERE case_id IN {ours}')
        connection.execute("DELETE FROM cases WHERE demo")
        _remove_contacts(connection)
        _settle_out(write)
        write.label = f"Removed the sample caseload: {count} cases"
    return write.changes


def _remove_contacts(connection: sqlite3.Connection) -> None:
    """Delete the contacts that loading the sample made and that nothing refers to any more."""
    connection.execute(
        "CREATE TEMP TABLE sample_contacts AS SELECT DISTINCT row_id AS id FROM acts "
        "JOIN act_changes ON act_id = acts.id WHERE acts.op = ? AND table_name = 'contacts' AND before IS NULL",
        (str(Op.LOAD_SAMPLE),),
    )
    try:
        used = " UNION ".join(f'SELECT {column} AS id FROM "{table}"' for table, column in _references())
        connection.execute(f"DELETE FROM sample_contacts WHERE id IN ({used})")
        # a person kept keeps the firm she works for
        connection.execute(
            "DELETE FROM sample_contacts WHERE id IN "
            "(SELECT parent_org_id FROM contacts WHERE id NOT IN (SELECT id FROM sample_contacts))"
        )
        for table in ("contact_phones", "contact_emails", "contact_addresses", "provider_profiles"):
            connection.execute(f"DELETE FROM {table} WHERE contact_id IN (SELECT id FROM sample_contacts)")
        connection.execute("DELETE FROM contacts WHERE id IN (SELECT id FROM sample_contacts)")
    finally:
        connection.execute("DROP TABLE sample_contacts")


def _references() -> list[tuple[str, str]]:
    """Every column that names a contact, but a contact's own parts and its firm."""
    own = {"contacts", "contact_phones", "contact_emails", "contact_addresses", "provider_profiles"}
    return [
        (table.name, key.parent.name)
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "contacts" and table.name not in own
    ]
