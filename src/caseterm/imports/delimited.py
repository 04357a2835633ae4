"""Text with delimiters as records, each with the line it starts on."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from caseterm.imports.errors import FileRefusedError
from caseterm.imports.headings import heading_score

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", "\x1f": "none, one column"}
CELL_LIMIT = 4 * 1024 * 1024
_SAMPLE_LINES = 80
_REPAIRS = 500


class Record(NamedTuple):
    """One record: the line of the file it starts on, its cells, and what was wrong with its quotes."""

    line: int
    cells: list[str]
    fault: str = ""


def find_delimiter(text: str) -> tuple[str, int]:
    """The delimiter that cuts most lines into the same number of cells, and the lines to leave out at the top.

    Excel's own first line "sep=;" decides at once and is one line to leave out.
    """
    csv.field_size_limit(CELL_LIMIT)
    first = text[:64].split("\n", 1)[0].strip("\r").casefold()
    if first.startswith("sep=") and len(first) == 5:
        return first[4], 1
    sample = list(islice(io.StringIO(text[: 256 * 1024], newline=""), _SAMPLE_LINES))
    best, best_score = ",", (0, 0)
    for delimiter in ",;\t|":
        widths = Counter(len(cells) for cells in csv.reader(sample, delimiter=delimiter) if len(cells) > 1)
        if widths:
            score = max((count * (width > 1), width) for width, count in widths.items())
            if score > best_score:
                best, best_score = delimiter, score
    if best_score[1] == 2 and best == "," and _one_column_of_names(sample):
        return "\x1f", 0
    return best, 0


def _one_column_of_names(sample: list[str]) -> bool:
    """A heading of one word over "Last, First" lines without quotes: the comma belongs to the names."""
    lines = [line for line in sample if line.strip()]
    return (
        len(lines) > 1
        and "," not in lines[0]
        and '"' not in "".join(lines)
        and heading_score([lines[0].strip()]) >= 0.6
    )


def read_records(text: str, delimiter: str, *, skip: int = 0) -> Iterator[Record]:
    """Every record of the text. A quote that is never closed costs its own line only, never the rest of the file."""
    csv.field_size_limit(CELL_LIMIT)
    if '"' not in text:
        yield from _plain(text, delimiter, skip)
        return
    lines = list(io.StringIO(text, newline=""))
    width = _usual_width(lines[skip : skip + _SAMPLE_LINES], delimiter)
    start, repairs = skip, 0
    while start < len(lines):
        broken = None
        for record, end in _numbered(islice(lines, start, None), delimiter, start):
            first = record.line - 1
            if end - first > 1 and repairs < _REPAIRS and _runs_away(lines[first:end], record.cells, width, delimiter):
                broken = first
                break
            yield record
        if broken is None:
            return
        repairs += 1
        yield Record(broken + 1, _alone(lines[broken], delimiter, width), "a quotation mark is opened and not closed")
        start = broken + 1


def _plain(text: str, delimiter: str, skip: int) -> Iterator[Record]:
    source = io.StringIO(text, newline="")
    for _ in range(skip):
        source.readline()
    for record, _ in _numbered(source, delimiter, skip):
        yield record


def _numbered(lines: Iterable[str], delimiter: str, before: int) -> Iterator[tuple[Record, int]]:
    reader = csv.reader(lines, delimiter=delimiter)
    start = before
    try:
        for cells in reader:
            end = before + reader.line_num
            yield Record(start + 1, cells), end
            start = end
    except csv.Error as problem:
        raise FileRefusedError(
            f"Line {start + 1} cannot be read: {problem}.",
            next_step="Save the file again from the spreadsheet program.",
        ) from None


def _usual_width(lines: list[str], delimiter: str) -> int:
    """How many cells most records have, judged by those on one line, which no open quote can have swallowed."""
    widths: Counter[int] = Counter()
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    for cells in reader:
        if reader.line_num - before == 1 and cells:
            widths[len(cells)] += 1
        before = reader.line_num
    return widths.most_common(1)[0][0] if widths else 0


def _runs_away(lines: list[str], cells: list[str], width: int, delimiter: str) -> bool:
    """Whether a record of several lines is one unclosed quote rather than a cell with line breaks in it."""
    if sum(line.count('"') for line in lines) % 2:
        return True
    if len(cells) == width:
        return False
    return len(_alone(lines[0], delimiter, width)) == width


def _alone(line: str, delimiter: str, width: int) -> list[str]:
    quoted = next(csv.reader([line], delimiter=delimiter), [])
    if len(quoted) == width:
        return [cell.rstrip("\r\n") for cell in quoted]
    bare = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return [cell.strip('"') for cell in bare]
