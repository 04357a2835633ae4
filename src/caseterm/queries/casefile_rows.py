"""What every query of a case's file uses: rows by name, stored days, and how to reach a contact.

Plain SQL over the driver's connection: a case must open before the ORM is in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from caseterm.store.database import Database
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def in_list(codes: frozenset[str]) -> str:
    """Codes of our own as they stand in an SQL list."""
    return "(" + ", ".join(f"'{code}'" for code in sorted(codes)) + ")"


def named(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """The rows of a query by column name."""
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def grouped(
    connection: sqlite3.Connection, query: str, given: Sequence[Any] | Mapping[str, Any]
) -> dict[int, list[tuple[Any, ...]]]:
    """The rows of a statement by their first column, the case, without it."""
    groups: dict[int, list[tuple[Any, ...]]] = {}
    for row in connection.execute(query, given):
        if row[0] in groups:
            groups[row[0]].append(row[1:])
        else:
            groups[row[0]] = [row[1:]]
    return groups


def day(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text[:10]) if text else None


@value
class PhoneLine:
    """One telephone number of a contact: digits, label, extension."""

    number: str
    label: str = ""
    ext: str = ""
    text_ok: bool = False


def phones_of(db: Database, contact_id: int) -> tuple[PhoneLine, ...]:
    """A contact's numbers in their order."""
    rows = db.raw.execute(
        "SELECT number, label, ext, text_ok FROM contact_phones WHERE contact_id = ? AND archived_at IS NULL "
        "ORDER BY position, id",
        (contact_id,),
    )
    return tuple(PhoneLine(number, label, ext, bool(text_ok)) for number, label, ext, text_ok in rows)


def emails_of(db: Database, contact_id: int) -> tuple[str, ...]:
    rows = db.raw.execute(
        "SELECT address FROM contact_emails WHERE contact_id = ? AND archived_at IS NULL ORDER BY position, id",
        (contact_id,),
    )
    return tuple(address for (address,) in rows)


def addresses_of(db: Database, contact_id: int) -> tuple[str, ...]:
    """A contact's addresses, each as one line."""
    rows = db.raw.execute(
        "SELECT street, unit, city, state, zip FROM contact_addresses WHERE contact_id = ? AND archived_at IS NULL "
        "ORDER BY position, id",
        (contact_id,),
    )
    return tuple(_one_line(*row) for row in rows)


def _one_line(street: str, unit: str, city: str, state: str, zip_code: str) -> str:
    place = " ".join(part for part in (state, zip_code) if part)
    return ", ".join(part for part in (" ".join(p for p in (street, unit) if p), city, place) if part)
