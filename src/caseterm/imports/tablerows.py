"""The rows under the headings: which are cases, which totals, feet and titles of groups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caseterm.imports.delimited import Record
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.words import exactly_a_phase
from caseterm.rules.text import fold

MAX_ROWS = 100_000
MAX_LINES = 1_000_000
MAX_CELLS = 1_500_000
GROUP = "Group of the list"
"""The heading under which the title of a row's group stands, in front of its cells, where a list has such titles."""
_GROUP = "a group's title, not a case"
_TOTAL = re.compile(r"(?:grand |sub)?-?totals?|sum|count|average|number of cases|end of (?:report|list|file)")
_FOOTER = re.compile(r"(?:page \d+|printed|generated|report run|exported|confidential)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"[-(]{0,2}\$ ?[\d.,]+\)?|[-(]?[\d.,]*\d[.,]\d\d\)?")
_TITLE = re.compile(
    r"\b(?:cases?|clients?|matters?|files?)\b|^(?:open|closed|pre ?-?lit\w*|litigation|active)\b"
    r"|^(?:[a-z]+ )?(?:19|20)\d\d$"
)


@dataclass(frozen=True)
class Skipped:
    """A line that is no case: where it stands, what it begins with, why it was passed over."""

    line: int
    text: str
    why: str


def body_rows(records: Iterable[Record], heading: list[str]) -> tuple[list[Record], list[Skipped], bool]:
    """The rows that may be cases, the lines that are none, and whether rows stand under titles of groups.

    Where they do, each begins with the title of its group, one cell more than the file has. Raises FileRefusedError.
    """
    rows: list[Record] = []
    skipped: list[Skipped] = []
    header = [fold(cell) for cell in heading]
    count, group, groups = 0, "", list[str]()
    for number, record in enumerate(records):
        if number > MAX_LINES:
            raise FileRefusedError(f"The file has more than {MAX_LINES:,} lines.", next_step="Take the empty ones out.")
        cells = record.cells
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if not filled:
            continue
        if len(filled) <= 4:
            why = _no_case(filled, cells, header)
            if why:
                skipped.append(Skipped(record.line, filled[0].strip()[:60], why))
                group = filled[0].strip() if why == _GROUP else group
                continue
        elif header and fold(cells[0]) == header[0] and [fold(cell) for cell in cells] == header:
            skipped.append(Skipped(record.line, filled[0].strip()[:60], "the headings again"))
            continue
        rows.append(record)
        groups.append(group)
        count += len(cells)
        if count > MAX_CELLS:
            raise FileRefusedError(f"The file has more than {MAX_CELLS:,} cells.", next_step="Import it in parts.")
        if len(rows) > MAX_ROWS:
            raise FileRefusedError(f"The file has more than {MAX_ROWS:,} rows.", next_step="Import it in parts.")
    if not any(groups):
        return rows, skipped, False
    return [row._replace(cells=[title, *row.cells]) for title, row in zip(groups, rows, strict=True)], skipped, True


def _no_case(filled: list[str], cells: list[str], header: list[str]) -> str:
    """Why a nearly empty row is no case: a total, the headings again, a page's foot, a group's title."""
    if header and [fold(cell) for cell in cells][: len(header)] == header:
        return "the headings again"
    first = filled[0].strip()
    words = fold(first)
    if _TOTAL.fullmatch(words) or re.match(r"(?:grand |sub)?-?totals?\b[^,]*$", words):
        return "a total, not a case"
    if header and not cells[0].strip() and all(_AMOUNT.fullmatch(cell.strip()) for cell in filled):
        return "only amounts, not a case"
    if len(header) <= 2 or len(filled) > 1:
        return ""
    if _FOOTER.match(first):
        return "a page's foot, not a case"
    if len(set(first)) == 1 and not first.isalnum():
        return "a line of marks"
    named = "," not in first and exactly_a_phase(re.split(r"\s[-–—]|[:(/]", first)[0])
    return _GROUP if named or _TITLE.search(words) else ""
