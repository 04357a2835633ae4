"""Saves what can be read from a damaged database into a new one, and says what could not be.

The damaged file is only read, byte by byte, never opened by SQLite. Rows that are gone or were changed by the damage
come back from the history where that holds them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caseterm.clock import Clock
from caseterm.errors import CannotCreateError, DamagedError, NotFoundError
from caseterm.paths import make_private_file, make_private_folder
from caseterm.store import audit, pageseal
from caseterm.store.cipher import Key, connect, database_errors, forget_keys, keep_key, needed_key
from caseterm.store.faults import storage_errors
from caseterm.store.keyfile import fitting_slots, path_of, write_slots
from caseterm.store.pages import PageFile, RawRow
from caseterm.store.peeking import look_into
from caseterm.store.rowmatch import Table, schema_of, tables_of
from caseterm.store.schema import prepare

DERIVED = frozenset({"alembic_version", "caselist", "casetext"})


@dataclass(frozen=True)
class Lost:
    """A row that was read and could not be placed; `values` by column where the table is known."""

    table: str
    row_id: int
    why: str
    values: list[Any] = field(default_factory=list)


@dataclass
class Recovered:
    """What came of it, by table where counted: rows saved, rebuilt from the history, put right by it, in doubt."""

    saved: Counter[str] = field(default_factory=Counter)
    rebuilt: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    doubtful: list[tuple[str, int]] = field(default_factory=list)
    unlinked: list[tuple[str, int, str]] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    unreadable: int = 0
    history_whole: bool = False


def recover(source: Path, target: Path, clock: Clock) -> Recovered:
    """Make a new database from what a damaged file still holds.

    Raises NotFoundError, CannotCreateError when the target is there, DamagedError when not one row could be read;
    then no target is left.
    """
    if not source.is_file():
        raise NotFoundError(f"There is no file {source}.", safe="Nothing was changed.", next_step="Check the name.")
    if target.exists():
        raise CannotCreateError(
            f"{target} is there already.", safe="It was left as it is.", next_step="Choose another name."
        )
    make_private_folder(target.parent)
    with storage_errors(source):
        key = needed_key(source)
        data = _bytes_of(source, target, key)
        broken: tuple[int, ...] = ()
        if key is not None:
            data, broken = _deciphered(data, key)
            keep_key(target, key)
        try:
            prepare(target, clock=clock, create=True, readonly=False)
            found = _fill(target, PageFile(data, reserved=pageseal.RESERVED if key else 0))
            found.unreadable = max(found.unreadable, len(broken))
            if not found.saved:
                raise DamagedError(
                    f"Not one row could be read from {source}.",
                    safe="The file was left exactly as it is.",
                    next_step="Restore a backup: caseterm backup --list.",
                )
        except BaseException:
            target.unlink(missing_ok=True)
            forget_keys(target)
            raise
        if key is not None and (slots := fitting_slots(source, key)):
            write_slots(path_of(target), slots)
    return found


def _deciphered(data: bytes, key: Key) -> tuple[bytes, tuple[int, ...]]:
    """The file in the clear, only in memory, and which of its pages could not be read."""
    found = pageseal.opened(data, key)
    return found.data, found.broken


def _bytes_of(source: Path, target: Path, key: Key | None) -> bytes:
    """The file as it is; what a killed process left half done is taken back in a copy, by SQLite and its journal."""
    with look_into(source) as file:
        data = file.whole()
    journal = source.with_name(source.name + "-journal")
    if not journal.exists():
        return data
    copy = target.with_name(target.name + ".part")
    copied = copy.with_name(copy.name + "-journal")
    try:
        for path, content in ((copy, data), (copied, journal.read_bytes())):
            path.unlink(missing_ok=True)
            make_private_file(path)
            path.write_bytes(content)
        with suppress(*database_errors()):
            connection = connect(copy, key=key)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                connection.close()
        return copy.read_bytes()
    finally:
        copy.unlink(missing_ok=True)
        copied.unlink(missing_ok=True)


def _fill(target: Path, pages: PageFile) -> Recovered:
    found = Recovered()
    connection = connect(target)
    try:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        tables = tables_of(connection)
        rows = _read(pages, tables, schema_of(connection, pages), found)
        audit.remove(connection)
        for name, content in rows.items():
            if name not in DERIVED:
                connection.execute(f'DELETE FROM "{name}"')
                _insert(connection, tables[name], content, found)
        audit.number(connection)
        _from_history(connection, tables, found)
        _settle_references(connection, tables, found)
        _log_what_differs(connection)
        audit.install(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()
    found.unreadable = pages.bad
    return found


def _read(
    pages: PageFile, tables: dict[str, Table], roots: dict[str, int], found: Recovered
) -> dict[str, dict[int, RawRow]]:
    """Every row by table and id: those its tree leads to, and strays that fit one table only."""
    rows: dict[str, dict[int, RawRow]] = {name: {} for name in tables}
    strays: list[RawRow] = []
    for name, root in roots.items():
        for row in pages.rows(root):
            if tables[name].fits(row, older=True):
                rows[name].setdefault(row.rowid, row)
            else:
                strays.append(row)
                if name not in DERIVED and len(row.values) == len(tables[name].columns):
                    why = "a value in it cannot be what it should be"
                    found.lost.append(Lost(name, row.rowid, why, tables[name].values(row)))
    for page in pages.stray_rows():
        strays += page
    owners: dict[Any, str] = {}
    for change in rows["changes"].values():
        with suppress(ValueError, TypeError, AttributeError):
            image = json.loads(change.values[6] or change.values[5])
            if image.get("uuid"):
                owners[image["uuid"]] = str(change.values[2])
    for row in strays:
        fitting = [name for name, table in tables.items() if name not in DERIVED and table.fits(row)]
        known = next((owners[value] for value in row.values if isinstance(value, str) and value in owners), "")
        name = known if known in fitting else fitting[0] if len(fitting) == 1 else ""
        if name:
            rows[name].setdefault(row.rowid, row)
        elif not any(table.fits(row) for derived, table in tables.items() if derived in DERIVED) and fitting:
            why = f"it may belong to {' or '.join(fitting)}"
            found.lost.append(Lost("", row.rowid, why, list(row.values)))
    return rows


def _insert(connection: sqlite3.Connection, table: Table, rows: dict[int, RawRow], found: Recovered) -> None:
    marks = ", ".join("?" * len(table.columns))
    names = ", ".join(f'"{name}"' for name in table.columns)
    for row_id, row in sorted(rows.items()):
        values = table.values(row)
        try:
            connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', values)
        except database_errors("IntegrityError", "InterfaceError", "DataError", also=(OverflowError,)):
            found.lost.append(Lost(table.name, row_id, "its values break the record's rules", values))
        else:
            found.saved[table.name] += 1
            if row.garbled:
                found.doubtful.append((table.name, row_id))


def _from_history(connection: sqlite3.Connection, tables: dict[str, Table], found: Recovered) -> None:
    """Put back rows that are gone, and rows the damage changed when the whole history proves what they were."""
    found.history_whole = _history_is_whole(connection)
    for name in audit.logged_tables(connection):
        columns = list(tables[name].columns)
        gone, differing = [], []
        for row_id, after, now in connection.execute(
            f"SELECT c.row_id, c.after, {audit.image('t', columns)} FROM (SELECT row_id, max(id) AS id FROM changes "
            f'WHERE table_name = ? GROUP BY row_id) last JOIN changes c ON c.id = last.id LEFT JOIN "{name}" t '
            "ON t.id = last.row_id WHERE c.after IS NOT NULL",
            (name,),
        ):
            with suppress(ValueError):
                image = json.loads(after)
                if json.loads(now)["id"] is None:
                    gone.append((row_id, image))
                elif image != {key: value for key, value in json.loads(now).items() if key in image}:
                    differing.append((row_id, image))
        for row_id, image in gone:
            if _put(connection, name, image):
                found.rebuilt[name] += 1
                found.lost[:] = [lost for lost in found.lost if (lost.table, lost.row_id) != (name, row_id)]
        for row_id, image in differing:
            if found.history_whole and _put(connection, name, image):
                found.corrected[name] += 1
                found.doubtful[:] = [doubt for doubt in found.doubtful if doubt != (name, row_id)]
            elif (name, row_id) not in found.doubtful:
                found.doubtful.append((name, row_id))


def _history_is_whole(connection: sqlite3.Connection) -> bool:
    """Whether no act and no change is missing and every hash fits."""
    for table in ("acts", "changes"):
        count, last = connection.execute(f"SELECT count(*), coalesce(max(id), 0) FROM {table}").fetchone()
        if count != last:
            return False
    return audit.first_broken_act(connection) is None


def _put(connection: sqlite3.Connection, name: str, image: dict[str, Any]) -> bool:
    columns = [column for column in audit.columns(connection, name) if column in image]
    quoted = ", ".join(f'"{column}"' for column in columns)
    try:
        connection.execute(
            f'INSERT OR REPLACE INTO "{name}" ({quoted}) VALUES ({", ".join("?" * len(columns))})',
            [image[column] for column in columns],
        )
    except database_errors("IntegrityError", "InterfaceError", "ProgrammingError"):
        return False
    return True


def _log_what_differs(connection: sqlite3.Connection) -> None:
    """Write into the log, as changes from outside, where a row is no longer what its last image says."""
    for name in audit.logged_tables(connection):
        columns = audit.columns(connection, name)
        case = {"cases": "t.id"}.get(name, "t.case_id" if "case_id" in columns else "NULL")
        image = audit.image("t", columns)
        last = "SELECT row_id, max(id) AS id FROM changes WHERE table_name = :table GROUP BY row_id"
        put = "INSERT INTO changes (act_id, table_name, row_id, case_id, before, after)"
        connection.execute(
            f'{put} SELECT 0, :table, t.id, {case}, c.after, {image} FROM "{name}" t LEFT JOIN ({last}) l '
            f"ON l.row_id = t.id LEFT JOIN changes c ON c.id = l.id WHERE c.after IS NOT {image}",
            {"table": name},
        )
        connection.execute(
            f"{put} SELECT 0, :table, l.row_id, c.case_id, c.after, NULL FROM ({last}) l JOIN changes c ON c.id = l.id "
            f'WHERE c.after IS NOT NULL AND l.row_id NOT IN (SELECT id FROM "{name}")',
            {"table": name},
        )


def _settle_references(connection: sqlite3.Connection, tables: dict[str, Table], found: Recovered) -> None:
    """Let go of references to rows that are gone; a row that cannot stand without one is listed as lost."""
    while broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        for name, row_id, parent, number in broken:
            keys = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            column = next(key[3] for key in keys if key[0] == number)
            if name not in DERIVED and not tables[name].needed(column):
                connection.execute(f'UPDATE "{name}" SET "{column}" = NULL WHERE rowid = ?', (row_id,))
                found.unlinked.append((name, row_id, parent))
                continue
            row = connection.execute(f'SELECT * FROM "{name}" WHERE rowid = ?', (row_id,)).fetchone()
            connection.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (row_id,))
            if row is not None and name not in DERIVED:
                found.lost.append(Lost(name, row_id, f"the row of {parent} it belongs to is gone", list(row)))
