"""Whether the values of a database are of the kinds that are written there: a turned bit makes another kind of one.

SQLite reads such a value without a word, so what comes of it is an error far from its cause.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from caseterm.errors import CaseTermError
from caseterm.store.cipher import connect, database_errors
from caseterm.store.faults import damaged

_KINDS = {
    "INTEGER": "typeof({0}) <> 'integer'",
    "BOOLEAN": "({0} IS NOT 0 AND {0} IS NOT 1)",
    "DATE": "date({0}, '+0 days') IS NOT {0}",
    "DATETIME": "datetime(substr({0}, 1, 19), '+0 days') IS NOT replace(substr({0}, 1, 19), 'T', ' ')",
    "TIME": "(typeof({0}) <> 'text' OR time({0}) IS NULL)",
    "VARCHAR": "typeof({0}) <> 'text'",
}
"""What a value that is there cannot be, by the type its column was declared with."""


def of_other_kinds(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each table hold a value that caseterm never writes there. Raises the driver's errors."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    found = {}
    for (table,) in names:
        wrong = []
        for column in connection.execute(f'PRAGMA table_info("{table}")'):
            name, kind = f'"{column[1]}"', column[2].partition("(")[0]
            if kind in _KINDS:
                wrong.append(f"({name} IS NOT NULL AND {_KINDS[kind].format(name)})")
            if column[1].endswith("_json"):
                wrong.append(f"({name} IS NOT NULL AND NOT json_valid({name}))")
        query = f'SELECT count(*) FROM "{table}" WHERE {" OR ".join(wrong)}'
        count = connection.execute(query).fetchone()[0] if wrong else 0
        if count:
            found[table] = int(count)
    return found


def damage_behind(path: Path) -> CaseTermError | None:
    """What to say of an error that came of a damaged database; None when its values are as they should be."""
    try:
        with closing(connect(path, mode="ro")) as connection:
            return damaged(path) if of_other_kinds(connection) else None
    except database_errors(also=(CaseTermError,)):
        return None  # whatever this is, it says nothing of the error before
