"""Rows of one file that mean the same case: taken once, with nothing lost that only a later one says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from caseterm.imports.cells import clean
from caseterm.imports.delimited import Record
from caseterm.imports.fields import DECISIVE, Field
from caseterm.imports.mapping import Column
from caseterm.imports.rows import ReadRow
from caseterm.imports.tablerows import GROUP
from caseterm.rules.caserow import CaseKey, CaseRow, Likeness, RowProblem, likeness
from caseterm.rules.text import fold, squeeze

_TELLING = DECISIVE | {Field.NUMBER, Field.TYPE}
_NEVER_KEPT = frozenset({Field.SSN, Field.LEAVE_OUT})


@dataclass(frozen=True)
class Duplicate:
    """A row that means a case met before: on which line, by what, and whether it is certain.

    `more` says that it told something the earlier row did not, which stands in that case's notes.
    """

    line: int
    of_line: int
    client: str
    why: str
    certain: bool
    more: bool = False

    @property
    def where(self) -> str:
        """The earlier line, and what became of what only this one says."""
        return f"line {self.of_line}" + ("; what else it says is in the notes there" if self.more else "")


def without_repeats(rows: Iterable[CaseRow]) -> tuple[list[CaseRow], list[Duplicate]]:
    """The rows without those that mean the same case as an earlier one, and what repeats what."""
    by_number: dict[str, CaseRow] = {}
    by_name: dict[str, list[tuple[CaseKey, CaseRow]]] = {}
    kept: list[CaseRow] = []
    found: list[Duplicate] = []
    for row in rows:
        key = row.key
        number = squeeze(key.number)
        first = by_number.get(number) if number else None
        if first is not None:
            repeat: Duplicate | None = _of_one_number(row, first)
        else:
            repeat = _repeat_of(row, key, by_name.get(key.name, []))
        if repeat is not None:
            found.append(repeat)
            if repeat.certain:
                continue
        kept.append(row)
        if number:
            by_number.setdefault(number, row)
        by_name.setdefault(key.name, []).append((key, row))
    return kept, found


def _of_one_number(row: CaseRow, first: CaseRow) -> Duplicate:
    """A case number that comes again: the same case, unless it is under another client's name."""
    names = {*row.key.name.split()}, {*first.key.name.split()}
    if names[0] <= names[1] or names[1] <= names[0]:
        return Duplicate(row.line, first.line, row.client.listed, "the same case number", True)
    why = "the same case number for another client, with -2 behind it,"
    return Duplicate(row.line, first.line, row.client.listed, why, False)


def _repeat_of(row: CaseRow, key: CaseKey, earlier: list[tuple[CaseKey, CaseRow]]) -> Duplicate | None:
    doubt = None
    for other_key, other in earlier:
        level, why = likeness(key, other_key)
        if level is Likeness.SAME or _same_values(row, other):
            return Duplicate(row.line, other.line, row.client.listed, why or "the same values throughout", True)
        if level is Likeness.POSSIBLE and doubt is None:
            doubt = Duplicate(row.line, other.line, row.client.listed, why, False)
    return doubt


def _same_values(row: CaseRow, other: CaseRow) -> bool:
    return row.phones == other.phones and row.doi == other.doi and row._replace(line=other.line) == other


def with_what_repeats_say(
    rows: Sequence[CaseRow], repeats: Sequence[Duplicate], records: Iterable[Record], columns: Sequence[Column]
) -> tuple[tuple[CaseRow, ...], tuple[Duplicate, ...]]:
    """The rows with what only their repeats said in their notes, and the repeats marked that said anything."""
    lines = {line for found in repeats if found.certain for line in (found.line, found.of_line)}
    if not lines:
        return tuple(rows), tuple(repeats)
    cells = {record.line: record.cells for record in records if record.line in lines}
    said: dict[int, list[tuple[str, str]]] = {}
    told = []
    for found in repeats:
        other = _differences(cells[found.line], cells[found.of_line], columns) if found.certain else ""
        if other:
            said.setdefault(found.of_line, []).append((f"Line {found.line}, the same case, says", other))
        told.append(replace(found, more=bool(other)))
    mended = (row._replace(leftovers=(*row.leftovers, *said[row.line])) if row.line in said else row for row in rows)
    return tuple(mended), tuple(told)


def in_the_notes_of(row: CaseRow, record: Record, heading: str, columns: Sequence[Column]) -> tuple[CaseRow, ReadRow]:
    """A case with what the row below it says that goes on about it, and what is told of that row."""
    said = _differences(record.cells, (), columns)
    reason = f"is empty; the row stands in the notes of line {row.line}, the case above it"
    told = ReadRow(None, (RowProblem(record.line, heading, "", reason, refused=False),))
    return row._replace(leftovers=(*row.leftovers, (f"Line {record.line}, below without a name, says", said))), told


def goes_on(record: Record, above: Record | None, columns: Sequence[Column]) -> bool:
    """Whether a row without a client's name goes on about the case on the line above.

    It does without a blank line between and without what only a case of its own has, a number or a deciding date.
    """
    if above is None or record.line != above.line + 1 + sum(cell.count("\n") for cell in above.cells):
        return False
    telling = (column.index for column in columns if column.field in _TELLING)
    return not any(index < len(record.cells) and record.cells[index].strip() for index in telling)


def _differences(cells: Sequence[str], first: Sequence[str], columns: Sequence[Column]) -> str:
    parts = []
    for column in columns:
        at = column.index
        value = clean(cells[at]) if at < len(cells) else ""
        known = first[at] if at < len(first) else ""
        if value and column.field not in _NEVER_KEPT and column.heading != GROUP and fold(value) != fold(known):
            parts.append(f"{column.heading}: {value}")
    return "; ".join(parts)
