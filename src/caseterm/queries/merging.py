"""What merging two contacts would move: every column of the record that points at a contact."""

import sqlite3
from dataclasses import dataclass

from caseterm.queries.casefile_rows import named
from caseterm.rules.people import person_name
from caseterm.rules.text import digits, squeeze
from caseterm.store.database import Database

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
