import sqlite3
from pathlib import Path

import pytest

from caseterm.store.manyrows import VALUES, insert_many

MANY = VALUES // 3


@pytest.mark.parametrize("count", [0, 1, MANY, 2 * MANY + 3])
def test_many_rows_are_stored_and_their_triggers_fire_in_their_order(tmp_path: Path, count: int) -> None:
    connection = sqlite3.connect(tmp_path / "names.db", isolation_level=None)
    connection.executescript(
        "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT UNIQUE, odd INTEGER); CREATE TABLE seen (id INTEGER);"
        "CREATE TRIGGER log AFTER INSERT ON names BEGIN INSERT INTO seen VALUES (NEW.id); END;"
    )
    rows = [(number, f"O'Neil {number}", None if number % 2 else number) for number in range(count, 0, -1)]
    insert_many(connection, "names", ("id", "name", "odd"), rows)
    assert connection.execute("SELECT id, name, odd FROM names ORDER BY id DESC").fetchall() == rows
    assert connection.execute("SELECT id FROM seen ORDER BY rowid").fetchall() == [(row[0],) for row in rows]
    with pytest.raises(sqlite3.IntegrityError):
        insert_many(connection, "names", ("id", "name", "odd"), [(0, "same", None), (-1, "same", None)])
    connection.close()
