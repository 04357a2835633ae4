"""Rows of a table turned into cases: every cell read by its column's field, every doubt reported."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseterm.imports.businesses import business_or_person
from caseterm.imports.cells import clean, split_address
from caseterm.imports.dates import serial_of_1904
from caseterm.imports.delimited import Record
from caseterm.imports.draft import Draft
from caseterm.imports.fields import DATES, Field
from caseterm.imports.mapping import Column, FileMapping
from caseterm.imports.readers import READERS
from caseterm.imports.tablerows import GROUP
from caseterm.imports.words import phase_of, status_of
from caseterm.rules.caserow import Address, CaseRow, Cover, RowProblem, name_key
from caseterm.rules.money import Limits
from caseterm.rules.names import PersonName, looks_like_organisation, split_person
from caseterm.rules.text import fold

OLDEST_AGE_DAYS = 120 * 366
MOST_OF_A_BARE_LIST = 3
NO_NAME = "there is no client's name"
_REASONS = {
    "declined": "declined", "rejected": "declined", "turned down": "declined", "withdrawn": "withdrawn",
    "dropped": "withdrawn", "settled": "settled", "verdict": "verdict", "transferred": "transferred",
    "referred": "referred", "no coverage": "no_coverage", "lost contact": "client_lost", "duplicate": "duplicate",
}  # fmt: skip
_KINDS = {
    "premises_slip_fall": "premises_liability",
    "negligent_security": "premises_liability",
    "wc": "workers_comp",
    "product": "product_liability",
    "ssd_ltd": "disability_ltd",
}

_LETTER = re.compile(r"\w")
_AGAINST = re.compile(r"\s+v(?:s?\.?|ersus)\s+", re.IGNORECASE)
_GIVEN = re.compile(r"[^\W\d_][^\d,;/]{0,40}")


@dataclass(frozen=True)
class ReadRow:
    """What became of one row: a case, or the problems it was refused for; warnings in either."""

    row: CaseRow | None
    problems: tuple[RowProblem, ...]

    @property
    def nameless(self) -> bool:
        """Whether the row was refused for nothing but a missing name."""
        return self.row is None and [problem.reason for problem in self.problems] == [NO_NAME]


class RowReader:
    """Reads records by a mapping. `today` decides what is ahead and which century a short year means."""

    def __init__(self, mapping: FileMapping, today: date, *, width: int = 0) -> None:
        self.mapping = mapping
        self.today = today
        self.width = width or len(mapping.columns)
        whole = mapping.column_for(Field.NAME)
        self.name_at = whole.index if whole is not None and whole.index < self.width else None
        self.readers: list[tuple[int, Column, Callable[[Draft, Column, str], None]]] = [
            (column.index, column, _reader(column, mapping))
            for column in mapping.columns
            if column.field is not Field.LEAVE_OUT
        ]

    def read(self, record: Record) -> ReadRow:
        """One row, as a case or with the reasons against it.

        A name whose comma stood outside quotation marks pushes the row one cell to the right; if it can be read with
        the two cells put together again, it is, with a warning.
        """
        found = self._read(record)
        if found.row is None and len(record.cells) == self.width + 1 and self.name_at is not None:
            at, cells = self.name_at, record.cells
            whole = f"{cells[at]},{cells[at + 1]}"
            if split_person(cells[at].strip()).first or not _GIVEN.fullmatch(cells[at + 1].strip()):
                return found
            mended = self._read(Record(record.line, [*cells[:at], whole, *cells[at + 2 :]]))
            if mended.row is not None:
                reason = "stood in two cells and was put together: a comma outside quotation marks"
                note = RowProblem(record.line, self.mapping.columns[at].heading, whole, reason, refused=False)
                return ReadRow(mended.row, (*mended.problems, note))
        return found

    def _read(self, record: Record) -> ReadRow:
        draft = Draft(record.line, self.today, self.mapping.types)
        cells, count = record.cells, len(record.cells)
        for index, column, reader in self.readers:
            if index < count:
                text = clean(cells[index]) if cells[index] else ""
                if text:
                    reader(draft, column, text)
        self._judge_shape(draft, record)
        client = self._client(draft)
        self._check_dates(draft)
        if client is not None and not (draft.values or draft.cover or draft.address):
            self._judge_alone(draft, record, client)
        if client is None or any(problem.refused for problem in draft.problems):
            return ReadRow(None, tuple(problem for problem in draft.problems if problem.refused))
        return ReadRow(self._finished(draft, client), tuple(draft.problems))

    def _judge_shape(self, draft: Draft, record: Record) -> None:
        """A row with cells past the headings was cut wrongly if its typed values make no sense either."""
        extra = any(cell.strip() for cell in record.cells[self.width :])
        if extra and any(problem.refused or "cannot be read" in problem.reason for problem in draft.problems):
            draft.refuse(
                "whole row", f"{len(record.cells)} values",
                f"for {self.width} columns: perhaps a separator stands outside quotation marks",
            )  # fmt: skip
        if record.fault:
            report = draft.refuse if len(record.cells) != self.width else draft.keep
            report("whole row", "", record.fault)

    def _judge_alone(self, draft: Draft, record: Record, client: PersonName) -> None:
        """A name with nothing beside it in a list of many columns may be a title in the list."""
        headings = [column.heading for column in self.mapping.columns]
        filled = [heading for heading, cell in zip(headings, record.cells, strict=False) if cell.strip()]
        if len(set(filled) - {GROUP}) == 1 and len(headings) > MOST_OF_A_BARE_LIST:
            reason = "stands alone in its row; it may be a title in the list rather than a client"
            draft.problems.append(
                RowProblem(draft.line, _name_heading(self.mapping), client.listed, reason, refused=False)
            )

    def _client(self, draft: Draft) -> PersonName | None:
        name = _put_together(draft)
        if name is None:
            if not any(problem.column == "whole row" for problem in draft.problems):
                draft.refuse(_name_heading(self.mapping), "", NO_NAME)
            return None
        if max(len(name.first), len(name.middle), len(name.last), len(name.organisation)) > 400:
            draft.refuse(_name_heading(self.mapping), name.full[:60] + " ...", "is too long for a name")
            return None
        if name.note:
            doubt = RowProblem(draft.line, _name_heading(self.mapping), name.listed, name.note, refused=False)
            draft.problems.append(doubt)
        return name

    def _check_dates(self, draft: Draft) -> None:
        dob, doi, sol = (draft.values.get(name) for name in ("dob", "doi", "sol"))
        if dob and draft.today - dob > timedelta(days=OLDEST_AGE_DAYS):
            draft.refuse(self._heading(Field.DOB), dob.isoformat(), "makes the client more than 120 years old")
        if dob and doi and dob > doi:
            draft.refuse(self._heading(Field.DOB), dob.isoformat(), f"is after the date of incident, {doi.isoformat()}")
        if doi and sol and sol <= doi:
            draft.refuse(
                self._heading(Field.SOL), sol.isoformat(), f"is not after the date of incident, {doi.isoformat()}"
            )

    def _heading(self, goal: Field) -> str:
        column = self.mapping.column_for(goal)
        return column.heading if column else goal.value

    def _finished(self, draft: Draft, client: PersonName) -> CaseRow:
        values = draft.values
        self._phase(draft)
        case_type = values.get("case_type", "")
        values["covers"] = tuple(_covers(draft, case_type))
        if "defendants" in values:
            self._no_client_among_defendants(draft, client)
        if draft.address:
            values["address"] = _address(draft.address)
        if case_type == "wc":
            values["claim_type"] = "workers_compensation"
        elif case_type == "ssd_ltd":
            values["claim_type"] = "disability_absence"
        return CaseRow(draft.line, client, leftovers=tuple(draft.leftovers), **values)

    def _no_client_among_defendants(self, draft: Draft, client: PersonName) -> None:
        """Where a file names the insured of a first-party claim, that is the client."""
        for name in draft.values["defendants"]:
            if name_key(name) == name_key(client):
                reason = "is the client's own name and no defendant"
                draft.keep(self._heading(Field.DEFENDANT), name.listed, reason)
        draft.values["defendants"] = tuple(
            name for name in draft.values["defendants"] if name_key(name) != name_key(client)
        )

    def _phase(self, draft: Draft) -> None:
        values = draft.values
        phase_column = self.mapping.column_for(Field.PHASE)
        phase = self._phase_code(draft.phase_words)
        status = status_of(draft.status_words) if draft.status_words else None
        if draft.phase_words and phase is None:
            heading = phase_column.heading if phase_column else "phase"
            draft.keep(heading, draft.phase_words, "is no known phase; the case begins in Intake")
        elif draft.phase_words and fold(draft.phase_words) != phase:
            draft.keep(phase_column.heading if phase_column else "phase", draft.phase_words)
        if draft.status_words:
            heading = self._heading(Field.STATUS)
            if status is None and phase is None:
                phase = self._phase_code(draft.status_words)
            if status is None or fold(draft.status_words) not in ("open", "closed", "active"):
                draft.keep(heading, draft.status_words, "" if status or phase else "is no known status")
        status = status or status_of(draft.phase_words) or "open"
        if phase == "closed" and status == "open":
            status = "closed"
        if status == "open" and values.get("closed_on"):
            status = "closed"
        if status != "closed" and values.get("closed_on"):
            draft.keep(self._heading(Field.CLOSED), values.pop("closed_on").isoformat())
        values["status"] = status
        values["phase"] = "closed" if status == "closed" else phase or "intake"
        if status == "closed":
            said = fold(f"{draft.phase_words} {draft.status_words}")
            values["close_reason"] = next((code for words, code in _REASONS.items() if words in said), "")

    def _phase_code(self, words: str) -> str | None:
        return self.mapping.phases.get(fold(words)) or phase_of(words) if words else None


def _reader(column: Column, mapping: FileMapping) -> Callable[[Draft, Column, str], None]:
    if column.field is None:
        return _left_over
    reader = READERS[column.field]
    if mapping.from_1904 and column.field in DATES:
        return lambda draft, column, text: reader(draft, column, serial_of_1904(text))
    return reader


def _left_over(draft: Draft, column: Column, text: str) -> None:
    draft.leftovers.append((column.heading, text))


def _name_heading(mapping: FileMapping) -> str:
    for goal in (Field.NAME, Field.LAST, Field.FIRST):
        column = mapping.column_for(goal)
        if column is not None:
            return column.heading
    return "client name"


def _put_together(draft: Draft) -> PersonName | None:
    """The client's name from its columns: apart as typed, or taken apart from one."""
    names = draft.names
    whole = names.get(Field.NAME, "")
    last, first = names.get(Field.LAST, ""), names.get(Field.FIRST, "")
    if last and not first and ("," in last or looks_like_organisation(last)):
        whole, last = last, ""
    if last or first:
        name = PersonName(
            first, names.get(Field.MIDDLE, ""), last, names.get(Field.SUFFIX, ""), names.get(Field.PREFERRED, ""),
            note=split_person(f"{last}, {first}").note if "?" in last + first or "\ufffd" in last + first else "",
        )  # fmt: skip
        if whole and fold(whole) not in (fold(name.full), fold(name.listed)):
            draft.keep(Field.NAME.value, whole)
        return name
    if not whole or not _LETTER.search(whole) or fold(whole) in ("n a", "na", "none", "unknown", "tbd", "null"):
        return None
    against = _AGAINST.search(whole)
    if against is not None:  # a caption: Garcia v. Smith
        draft.add("defendants", business_or_person(whole[against.end() :].strip()))
        draft.keep(Field.NAME.value, whole)
        whole = whole[: against.start()]
    name = split_person(whole.strip(" ,;"))
    preferred = names.get(Field.PREFERRED, "") or name.preferred
    suffix = names.get(Field.SUFFIX, "") or name.suffix
    title = f"{name.title} " if name.title else ""
    return PersonName(
        f"{title}{name.first}" if name.first else "", names.get(Field.MIDDLE, "") or name.middle,
        name.last if name.first else f"{title}{name.last}", suffix, preferred, "", name.organisation, name.note,
    )  # fmt: skip


def _covers(draft: Draft, case_type: str) -> Iterator[Cover]:
    kind = _KINDS.get(case_type, "bi_liability")
    for party, cover_kind, found in (("defendant", kind, draft.cover), ("client", draft.own_kind, draft.own)):
        if found:
            person = found.pop("person", None)
            accident = found.pop("per_accident", None)
            limits = found.get("limits")
            if accident is not None:
                found["limits"] = Limits(limits.per_person if limits else None, accident)
            yield Cover(party, cover_kind, adjuster=person, **found)
    if draft.health:
        yield Cover("client", "health", draft.health)


def _address(parts: dict[str, str]) -> Address:
    street = parts.get("street", "")
    if street and not (parts.get("city") or parts.get("zip") or parts.get("state")):
        return replace(split_address(street), unit=parts.get("unit", ""))
    return Address(
        street.replace("\n", ", "),
        parts.get("unit", ""),
        parts.get("city", ""),
        parts.get("state", ""),
        parts.get("zip", ""),
    )
