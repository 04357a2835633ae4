"""Cases from a checked file: all of them written as one act, which one undo removes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import ImportBatch
from caseterm.rules.caserow import CaseKey, CaseRow, Likeness, likeness, same_person
from caseterm.rules.people import person_name
from caseterm.rules.text import clean_input, fold, squeeze
from caseterm.services.acts import act
from caseterm.services.conflicts import put_many
from caseterm.services.importcase import CaseWriter
from caseterm.store.database import Database
from caseterm.store.writing import Write

Execute = Callable[[str], Iterable[tuple[object, ...]]]


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
    """Which rows mean cases that are in the record already, archived ones included. Reads only."""
    with db.look() as connection:
        return _known(connection.execute, rows)


def import_cases(
    db: Database,
    rows: Sequence[CaseRow],
    *,
    file_name: str,
    refused: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> ChangeSet:
    """Write the rows that are no known case, as one act, with contacts shared between cases.

    `file_name` is named in notes and in the history; `refused` (rows not taken) is kept in the batch's line.
    `progress` hears cases done and cases in all. Raises ConflictError when there is nothing to write, ReadOnlyError
    and StorageError; then nothing was written.
    """
    name = clean_input(file_name)[:200] or "a file"
    with act(db, Op.IMPORT, f"Imported from {name}") as write:
        known = {found.line for found in _known(write.connection.execute, rows) if found.certain}
        fresh = [row for row in rows if row.line not in known]
        if not fresh:
            raise ConflictError("Nothing to import: every row is already in the record or was not taken.")
        writer = CaseWriter(write, file_name=name)
        writer.reserve(fresh)
        made = []
        for done, row in enumerate(fresh):
            made.append(writer.put(row))
            if progress is not None and done % 250 == 0:
                progress(done, len(fresh))
        writer.store()
        checked = put_many(write, made)
        write.add(
            ImportBatch,
            {
                "at": write.at,
                "file_name": name,
                "accepted": len(fresh),
                "refused": refused + len(known),
                "act_id": write.act_id,
            },
        )
        write.label = f"{_label(write, fresh, name)}; {checked}" if checked else _label(write, fresh, name)
    return write.changes


def _label(write: Write, rows: Sequence[CaseRow], name: str) -> str:
    if len(rows) == 1:
        return f"Imported {rows[0].client.listed} from {name}"
    return f"Imported {len(rows):,} cases from {name}"


def _known(execute: Execute, rows: Sequence[CaseRow]) -> tuple[Known, ...]:
    by_number: dict[str, _Stored] = {}
    by_name: dict[str, list[_Stored]] = {}
    for stored in _stored_cases(execute):
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


def _stored_cases(execute: Execute) -> list[_Stored]:
    phones: dict[object, set[str]] = {}
    for contact_id, number in execute("SELECT contact_id, number FROM contact_phones WHERE archived_at IS NULL"):
        phones.setdefault(contact_id, set()).add(str(number))
    rows = execute(
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
