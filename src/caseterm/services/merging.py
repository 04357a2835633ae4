"""Two contacts made one: everything that points at the one points at the other, as one act that undo takes back."""

import sqlite3
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Contact
from caseterm.queries.casefile_rows import named
from caseterm.queries.merging import OWN, pointing, same_value
from caseterm.rules.counting import counted
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.store.database import Database
from caseterm.store.writing import Write, stored

FILLED = (
    "middle", "suffix", "preferred_name", "title", "parent_org_id", "dob", "ssn_last4", "fax", "preferred_channel",
    "language", "best_time", "specialty", "npi", "employer",
)  # fmt: skip
"""What the one that stays takes over where it says nothing itself."""


def merge_contacts(db: Database, keep_id: int, gone_id: int) -> ChangeSet:
    """Let `keep_id` take the place of `gone_id` everywhere; the latter is put away, empty.

    Phones, emails and addresses are joined without doubles, blank facts are taken over, notes are put together, and a
    role that both had in a case stays once. Raises InputError for the same contact twice or two different kinds, and
    ConflictError for one that is put away.
    """
    if keep_id == gone_id:
        raise InputError.one("Same as", "", "is this contact itself")
    with act(db, Op.MERGE_CONTACTS, "Merged contacts") as write:
        keep, gone = write.session.get_one(Contact, keep_id), write.session.get_one(Contact, gone_id)
        if keep.kind != gone.kind:
            raise InputError.one("Same as", contact_name(gone), "is an organization and the other a person")
        if keep.archived_at is not None or gone.archived_at is not None:
            raise ConflictError("One of the two is put away.", safe="Nothing was changed.")
        write.expect_many()
        moved = 0
        for table, column in pointing(write.connection):
            if table in OWN:
                _join(write, table, keep_id, gone_id)
            else:
                moved += _point(write, table, column, keep_id, gone_id)
        _once_a_role(write, keep_id)
        _take_over(write, keep, gone)
        write.change(gone, {"archived_at": write.at})
        write.label = f"Merged {contact_name(gone)} into {contact_name(keep)}: {counted(moved, 'row')}"
    return write.changes


def _point(write: Write, table: str, column: str, keep_id: int, gone_id: int) -> int:
    """Let a column's rows point at the one that stays; where that one may stand only once, its own row goes on."""
    connection = write.connection
    stamp = ', "updated_at" = ?' if _has_stamp(connection, table) else ""
    values: tuple[Any, ...] = (keep_id, stored(write.at), gone_id) if stamp else (keep_id, gone_id)
    query = f'UPDATE "{table}" SET "{column}" = ?{stamp} WHERE "{column}" = ?'
    if (column,) in _unique(connection, table):
        taken = connection.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', (keep_id,)).fetchone()
        if taken:
            return 0
    return connection.execute(query, values).rowcount


def _has_stamp(connection: sqlite3.Connection, table: str) -> bool:
    return any(row[1] == "updated_at" for row in connection.execute(f'PRAGMA table_info("{table}")'))


def _unique(connection: sqlite3.Connection, table: str) -> set[tuple[str, ...]]:
    """The columns that together may hold a value only once."""
    found = set()
    for index in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        if index[2]:
            found.add(tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{index[1]}")')))
    return found


def _join(write: Write, table: str, keep_id: int, gone_id: int) -> None:
    """Add the phones, emails or addresses of the one that goes behind the other's; doubles are put away."""
    connection, at = write.connection, stored(write.at)
    query = f'SELECT * FROM "{table}" WHERE contact_id = ? AND archived_at IS NULL ORDER BY position, id'
    mine = list(named(connection.execute(query, (keep_id,))))
    place = max((int(row["position"]) for row in mine), default=-1) + 1
    for row in list(named(connection.execute(query, (gone_id,)))):
        if any(same_value(table, row, each) for each in mine):
            connection.execute(
                f'UPDATE "{table}" SET archived_at = ?, updated_at = ? WHERE id = ?', (at, at, row["id"])
            )
        else:
            connection.execute(
                f'UPDATE "{table}" SET contact_id = ?, position = ?, updated_at = ? WHERE id = ?',
                (keep_id, place, at, row["id"]),
            )
            mine.append(row)
            place += 1


def _once_a_role(write: Write, keep_id: int) -> None:
    """Where both had the same role in a case, put the later row away, unless a defendant's facts hang on it."""
    rows = write.connection.execute(
        "SELECT id, case_id, role FROM parties WHERE contact_id = ? AND archived_at IS NULL ORDER BY id", (keep_id,)
    ).fetchall()
    seen: set[tuple[int, str]] = set()
    at = stored(write.at)
    for party_id, case_id, role in rows:
        if (case_id, role) in seen:
            hangs = write.connection.execute("SELECT 1 FROM defendants WHERE party_id = ?", (party_id,)).fetchone()
            if not hangs:
                write.connection.execute(
                    "UPDATE parties SET archived_at = ?, updated_at = ? WHERE id = ?", (at, at, party_id)
                )
        seen.add((case_id, role))


def _take_over(write: Write, keep: Contact, gone: Contact) -> None:
    write.session.refresh(keep)
    write.session.refresh(gone)
    values: dict[str, Any] = {
        name: getattr(gone, name) for name in FILLED if not getattr(keep, name) and getattr(gone, name)
    }
    if values.get("parent_org_id") == keep.id:
        del values["parent_org_id"]
    for flag in ("interpreter_needed", "rides_needed"):
        if getattr(gone, flag) and not getattr(keep, flag):
            values[flag] = True
    if gone.notes and gone.notes not in keep.notes:
        values["notes"] = "\n".join(part for part in (keep.notes, gone.notes) if part)
    write.change(keep, values)
