"""Which table a row read from a damaged file can belong to."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from caseterm.store.pages import PageFile, RawRow

UUID_LENGTH = 36


@dataclass(frozen=True)
class Table:
    """A table's columns in the order they lie in the file, with what each may hold."""

    name: str
    columns: Mapping[str, tuple[str, bool]]
    """Declared type and whether a value is needed, by name."""
    alias: str
    """The integer key, which lies in the file as the row's own number."""

    def needed(self, column: str) -> bool:
        """Whether a row cannot be without a value there."""
        return self.columns[column][1]

    def fits(self, row: RawRow, *, older: bool = False) -> bool:
        """Whether a row has this table's columns and nothing in them that cannot be there.

        With `older` it may end before columns that a later schema added and that need no value.
        """
        lacking = [*self.columns][len(row.values) :]
        if len(row.values) > len(self.columns) or (lacking and not older) or any(map(self.needed, lacking)):
            return False
        for (name, (kind, needed)), value in zip(self.columns.items(), row.values, strict=False):
            if name == self.alias:
                if value is not None:
                    return False
            elif value is None:
                if needed:
                    return False
            elif not _may_hold(kind, value) or (name == "uuid" and len(str(value)) != UUID_LENGTH):
                return False
        return True

    def values(self, row: RawRow) -> list[Any]:
        """The row's values, its key among them; None for each column that was not there yet."""
        pairs = zip_longest(self.columns, row.values)
        return [row.rowid if name == self.alias else value for name, value in pairs]


def _may_hold(kind: str, value: object) -> bool:
    if kind in ("INTEGER", "BOOLEAN"):
        return isinstance(value, int)
    if kind in ("FLOAT", "REAL"):
        return isinstance(value, int | float)
    if not isinstance(value, str):
        return False
    reader = _READERS.get(kind)
    if reader is None:
        return True
    try:
        reader(value)
    except ValueError:
        return False
    return True


_READERS: Mapping[str, Callable[[str], object]] = {
    "DATE": date.fromisoformat,
    "DATETIME": datetime.fromisoformat,
    "TIME": time.fromisoformat,
}


def tables_of(connection: sqlite3.Connection) -> dict[str, Table]:
    """The tables of a sound database."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    found = {}
    for (name,) in names:
        info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        keys = [row[1] for row in info if row[5]]
        alias = next((row[1] for row in info if row[5] and row[2] == "INTEGER" and len(keys) == 1), "")
        found[name] = Table(name, {row[1]: (row[2].partition("(")[0], bool(row[3])) for row in info}, alias)
    return found


def schema_of(sound: sqlite3.Connection, pages: PageFile) -> dict[str, int]:
    """Where each table begins: as the damaged file says, else where it begins in a new database of this schema."""
    roots = {
        name: root
        for name, root in sound.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    }
    said: dict[str, int] = {}
    for row in [*pages.rows(1), *pages.schema_rows()]:
        if len(row.values) == 5 and row.values[0] == "table" and isinstance(row.values[3], int):
            said.setdefault(str(row.values[1]), row.values[3])
    return {name: said.get(name, root) for name, root in roots.items()}
