"""What merging two contacts would move: every column of the record that points at a contact."""

import sqlite3
from dataclasses import dataclass

from caseterm.queries.casefile_rows import named
from caseterm.rules.alike import alike_of
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.text import digits, squeeze
from caseterm.store.database import Database

MOST = 2000
OWN = frozenset({"contact_phones", "contact_emails", "contact_addresses"})
"""Tables whose rows are the contact's own, and are joined without doubles."""


@dataclass(frozen=True)
class Move:
    """So many rows of a table that point by a column at the one that goes."""

    table: str
    column: str
    rows: int


@dataclass(frozen=True)
class Merge:
    """Two contacts as one: which stays, which goes, and what comes along."""

    keep_id: int
    keep: str
    gone_id: int
    gone: str
    moves: tuple[Move, ...]
    cases: int
    differ: tuple[tuple[str, str, str], ...]
    """Facts that are not the same: word, of the one that stays, of the one that goes."""
    same_kind: bool


def pointing(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every table and column with a reference to contacts, in a steady order."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [
        (table, key[3])
        for table in tables
        for key in connection.execute(f'PRAGMA foreign_key_list("{table}")')
        if key[2] == "contacts"
    ]


def preview(db: Database, keep_id: int, gone_id: int) -> Merge:
    """What would come of merging; changes nothing."""
    connection = db.raw
    keep, gone = (_contact(connection, each) for each in (keep_id, gone_id))
    moves = []
    for table, column in pointing(connection):
        (count,) = connection.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = ?', (gone_id,)).fetchone()
        if count:
            moves.append(Move(table, column, count))
    (cases,) = connection.execute(
        "SELECT count(*) FROM (SELECT case_id FROM parties WHERE contact_id = :g "
        "UNION SELECT case_id FROM case_providers WHERE contact_id = :g "
        "UNION SELECT case_id FROM claims WHERE adjuster_id = :g "
        "UNION SELECT case_id FROM policies WHERE insurer_id = :g)",
        {"g": gone_id},
    ).fetchone()
    words = {"dob": "born", "ssn_last4": "SSN, last 4", "npi": "NPI", "employer": "employer", "language": "language"}
    differ = tuple(
        (word, str(keep[name]), str(gone[name]))
        for name, word in words.items()
        if keep[name] and gone[name] and squeeze(str(keep[name])) != squeeze(str(gone[name]))
    )
    return Merge(
        keep_id, _name(keep), gone_id, _name(gone), tuple(moves), int(cases), differ, keep["kind"] == gone["kind"]
    )


def candidates(db: Database, contact_id: int) -> list[tuple[int, str, str]]:
    """The other contacts of the same kind to choose from, those with a name like it first: id, name, what tells."""
    mine = _contact(db.raw, contact_id)
    rows = db.raw.execute(
        "SELECT k.id, k.last, k.first, k.suffix, k.org_name, k.specialty, k.employer, "
        "(SELECT number FROM contact_phones f WHERE f.contact_id = k.id AND f.archived_at IS NULL LIMIT 1) "
        "FROM contacts k WHERE k.kind = ? AND k.id <> ? AND k.archived_at IS NULL ORDER BY k.last, k.first, k.org_name",
        (mine["kind"], contact_id),
    ).fetchall()
    organisation = mine["kind"] == "organization"
    own = str(mine["org_name"] if organisation else mine["last"])
    alike = set(alike_of(own, {row[4] if organisation else row[1] for row in rows}, organisation=organisation))
    found = [
        (
            row[0],
            person_name(row[1], row[2], row[3], row[4]),
            "  ".join(part for part in (row[5] or row[6], format_phone(row[7]) if row[7] else "") if part),
            (row[4] if organisation else row[1]) not in alike,
        )
        for row in rows
    ]
    found.sort(key=lambda each: each[3])
    return [each[:3] for each in found[:MOST]]


def same_value(table: str, one: dict[str, object], other: dict[str, object]) -> bool:
    """Whether two phones, emails or addresses are the same one, punctuation apart."""
    if table == "contact_phones":
        return digits(str(one["number"]))[-10:] == digits(str(other["number"]))[-10:] and one["ext"] == other["ext"]
    if table == "contact_emails":
        return str(one["address"]).casefold() == str(other["address"]).casefold()
    parts = ("street", "unit", "city", "zip")
    return all(squeeze(str(one[part])) == squeeze(str(other[part])) for part in parts)


def _contact(connection: sqlite3.Connection, contact_id: int) -> dict[str, object]:
    return next(named(connection.execute("SELECT * FROM contacts WHERE id = ?", (contact_id,))))


def _name(row: dict[str, object]) -> str:
    return person_name(str(row["last"]), str(row["first"]), str(row["suffix"]), str(row["org_name"]))
