"""A database of every released schema opens with this program and loses nothing."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from caseterm import services
from caseterm.clock import Clock
from caseterm.store.audit import columns, logged_tables
from caseterm.store.backup import open_to_read
from caseterm.store.database import Database
from caseterm.store.schema import HEAD, KNOWN, stored_version
from caseterm.store.undo import stacks
from tests.store.released import released, unpacked

OF_THE_SCHEMA = {"alembic_version", "act_context"}
Content = dict[str, list[tuple[Any, ...]]]


def rows(path: Path, shape: dict[str, list[str]] | None = None) -> tuple[dict[str, list[str]], Content]:
    """Every table's columns and rows; with `shape` only those tables and columns."""
    connection = sqlite3.connect(path)
    try:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = sorted({name for (name,) in connection.execute(names)} - OF_THE_SCHEMA)
        found = shape or {table: columns(connection, table) for table in tables}
        content = {}
        for table, names_ in found.items():
            listed = ", ".join(f'"{name}"' for name in names_)
            content[table] = sorted(connection.execute(f'SELECT {listed} FROM "{table}"').fetchall(), key=repr)
        return found, content
    finally:
        connection.close()


def record(db: Database) -> dict[str, str]:
    """Every row of the record without the stamps that undo and redo leave alone anyway."""
    return {
        table: json.dumps(db.raw.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall())
        for table in logged_tables(db.raw)
    }


def test_every_schema_but_the_newest_has_its_file() -> None:
    assert list(released()) == list(KNOWN[:-1])
    assert KNOWN[-1] == HEAD


@pytest.mark.parametrize("schema", released())
def test_a_released_database_is_brought_up_to_date_whole(schema: str, tmp_path: Path, clock: Clock) -> None:
    path = unpacked(schema, tmp_path / "cases.db")
    assert stored_version(path) == schema
    shape, before = rows(path)
    assert before["acts"], "a file with no history proves little"
    assert before["documents"]

    with Database.open(path, clock) as db:
        with db.read() as session:
            assert compare_metadata(MigrationContext.configure(session.connection()), SQLModel.metadata) == []
        assert rows(path, shape)[1] == before
        done, undone = stacks(db.raw)
        assert len(done) > 10
        assert undone

    assert stored_version(path) == HEAD
    assert [f"{found.name}: {found.words}" for found in services.checking.look(path, clock) if _bad(found)] == []
    saved = list(path.parent.rglob("*before-update*.db"))
    assert len(saved) == 1
    connection = open_to_read(saved[0])
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (schema,)
    connection.close()
    assert rows(saved[0], shape)[1] == before


@pytest.mark.parametrize("schema", released())
def test_undo_goes_back_through_what_an_older_schema_wrote(schema: str, tmp_path: Path, clock: Clock) -> None:
    with Database.open(unpacked(schema, tmp_path / "cases.db"), clock) as db:
        start = record(db)
        services.settings.edit_settings(db, {"lock_minutes": 5})
        services.history.undo(db)
        assert record(db) == start
        count = len(stacks(db.raw)[0])
        for _ in range(count):
            services.history.undo(db)
        assert db.raw.execute("SELECT count(*) FROM cases").fetchone() == (0,)
        for _ in range(count):
            services.history.redo(db)
        assert record(db) == start
    assert [found for found in services.checking.look(db.path, clock) if _bad(found)] == []


def _bad(found: Any) -> bool:
    return bool(found.state == "broken")
