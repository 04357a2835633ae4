"""Values that no save has written: named by `check`, and behind what every command says of them."""

import sqlite3
from pathlib import Path

import pytest

from caseterm import services
from caseterm.clock import fixed_clock
from caseterm.errors import DamagedError
from caseterm.store.database import Database
from caseterm.store.valuekinds import damage_behind, of_other_kinds
from tests.conftest import HOSTILE, TODAY

WRONG = {
    "changes": "UPDATE changes SET after = CAST(after AS BLOB) WHERE id = 40",
    "acts": "UPDATE acts SET label = x'80ff' WHERE id = 1",
    "cases": "UPDATE cases SET pinned = 7 WHERE id = 1",
    "tasks": "UPDATE tasks SET due = '2026-02-30' WHERE id = 1",
    "appointments": "UPDATE appointments SET starts_at = '2026-11-31 09:30:00.000000' WHERE id = 1",
    "communications": "UPDATE communications SET at = x'3230' WHERE id = 1",
    "documents": "UPDATE documents SET pages = 'many' WHERE id = 1",
    "remembered": "INSERT INTO remembered (key, value_json) VALUES ('sort', '{')",
    "caselist": "UPDATE caselist SET client = x'4141' WHERE case_id = 1",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kinds") / "whole.db"
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db, cases=4)
        services.drafts.save(db, "case", "1", {"last": HOSTILE})
        services.settings.edit_settings(db, {"opens_at": "07:30"})
        services.history.undo(db)
    return path


def test_what_caseterm_writes_is_of_its_kind(whole: Path) -> None:
    connection = sqlite3.connect(whole)
    assert of_other_kinds(connection) == {}
    connection.close()
    assert damage_behind(whole) is None


@pytest.mark.parametrize("table", WRONG)
def test_a_value_of_another_kind_is_found_and_named(table: str, whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "turned.db"
    path.write_bytes(whole.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(WRONG[table])
    connection.commit()
    assert of_other_kinds(connection) == {table: 1}
    connection.close()
    assert isinstance(damage_behind(path), DamagedError)
    found = {finding.name: finding for finding in services.checking.look(path, fixed_clock(TODAY))}
    assert found["Values"].state == "broken"
    assert found["Values"].words == f"1 row with what caseterm never writes there: {table} 1"


def test_a_file_that_cannot_be_read_explains_nothing(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("no database")
    assert damage_behind(path) is None
    assert damage_behind(tmp_path / "gone.db") is None
