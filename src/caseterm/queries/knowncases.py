"""Which rows of a file mean cases that are in the record already; it reads without the ORM, as a preview must."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseterm.rules.caserow import CaseKey, CaseRow, Likeness, likeness, same_person
from caseterm.rules.people import person_name
from caseterm.rules.text import fold, squeeze
from caseterm.store.database import Database


@dataclass(frozen=True)
class Known:
    """A row that means a case already in the record; only the certain ones are left out of an import."""

    line: int
    case_id: int
    number: str
    client: str
    why: str
    certain: bool
    archived: bool = False

    def __str__(self) -> str:
        where = f"{self.number} {self.client}" + (" (archived)" if self.archived else "")
        return f"line {self.line}: {self.why} as {where}"


@dataclass(frozen=True)
class _Stored:
    case_id: int
    number: str
    client: str
    key: CaseKey
    archived: bool


def find_known(db: Database, rows: Sequence[CaseRow]) -> tuple[Known, ...]:
    """Which rows mean cases that are in the record already, archived ones included."""
    with db.look() as connection:
        return known_in(connection, rows)


def known_in(connection: sqlite3.Connection, rows: Sequence[CaseRow]) -> tuple[Known, ...]:
    """The same over a connection, inside an act too."""
    by_number: dict[str, _Stored] = {}
    by_name: dict[str, list[_Stored]] = {}
    for stored in _stored_cases(connection):
        by_number[squeeze(stored.number)] = stored
        by_name.setdefault(stored.key.name, []).append(stored)
    if not by_number:
        return ()
    found = []
    for row in rows:
        match = _match(row, by_number, by_name)
        if match is not None:
            found.append(match)
    return tuple(found)


def _match(row: CaseRow, by_number: dict[str, _Stored], by_name: dict[str, list[_Stored]]) -> Known | None:
    key = row.key
    same = by_number.get(squeeze(key.number)) if key.number else None
    doubt = None
    if same is not None:
        one_case = _same_case(key, same.key)
        why = "the same case number" if one_case else "the number is another case's and gets -2 behind it"
        doubt = Known(row.line, same.case_id, same.number, same.client, why, one_case, same.archived)
        if one_case:
            return doubt
    for other in by_name.get(key.name, ()):
        if other is same:
            continue
        if key.number and _numbered_on(key.number, other.number) and _same_case(key, other.key):
            why = "imported before under its number"
            return Known(row.line, other.case_id, other.number, other.client, why, True, other.archived)
        numberless = other.key if key.number else CaseKey("", *_after_number(other.key))
        level, why = likeness(key, numberless)
        if level is not Likeness.NONE:
            known = Known(
                row.line, other.case_id, other.number, other.client, why, level is Likeness.SAME, other.archived
            )
            if known.certain:
                return known
            doubt = doubt or known
    return doubt


def _same_case(key: CaseKey, known: CaseKey) -> bool:
    """Whether one number means one case: the client or the incident agrees and nothing tells them apart.

    Numbers the program gave to an earlier file may come again in the next one for somebody else.
    """
    if key.doi and key.doi == known.doi:
        return True
    apart = bool(key.doi and known.doi) and not same_person(key, known)
    return key.name == known.name and not apart


def _numbered_on(number: str, stored: str) -> bool:
    """Whether a stored number is this one with the -2 that an earlier import put behind it."""
    head, _, tail = stored.rpartition("-")
    return tail.isdigit() and squeeze(head) == squeeze(number)


def _after_number(key: CaseKey) -> tuple[str, date | None, date | None, frozenset[str]]:
    return key.name, key.dob, key.doi, key.phones


def _stored_cases(connection: sqlite3.Connection) -> list[_Stored]:
    phones: dict[object, set[str]] = {}
    for contact_id, number in connection.execute(
        "SELECT contact_id, number FROM contact_phones WHERE archived_at IS NULL"
    ):
        phones.setdefault(contact_id, set()).add(str(number))
    rows = connection.execute(
        "SELECT c.id, c.number, k.id, k.last, k.first, k.middle, k.suffix, k.org_name, k.dob, i.happened_on, "
        "c.archived_at IS NOT NULL FROM cases c JOIN contacts k ON k.id = c.client_id "
        "LEFT JOIN incidents i ON i.case_id = c.id AND i.archived_at IS NULL"
    )
    return [
        _Stored(
            int(str(case_id)),
            str(number),
            person_name(str(last), str(first), str(suffix), str(org)),
            CaseKey(
                str(number),
                fold(str(org)) if org else fold(f"{last} {first} {middle} {suffix}"),
                _day(dob),
                _day(doi),
                frozenset(phones.get(contact_id, ())),
            ),
            bool(archived),
        )
        for case_id, number, contact_id, last, first, middle, suffix, org, dob, doi, archived in rows
    ]


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None
