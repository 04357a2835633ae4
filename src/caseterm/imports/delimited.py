"""Text with delimiters as records, each with the line it starts on."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from caseterm.imports.errors import FileRefusedError
from caseterm.imports.headings import heading_score

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", "\x1f": "none, one column"}
CELL_LIMIT = 4 * 1024 * 1024
"""Characters of one cell, and of one record."""
MOST_CELLS = 100_000
"""Delimiters in one line; more would be made into cells, each of which takes fifty bytes, before it is looked at."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
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
    """Every record of the text. A quote that is never closed costs its own line only, never the rest of the file.

    The text is never copied as a whole. Raises FileRefusedError for a record no spreadsheet has.
    """
    csv.field_size_limit(CELL_LIMIT)
    start = sum(len(line) for line in islice(_lines(text), skip))
    if '"' not in text:
        yield from (found.record for found in _numbered(text, delimiter, start, skip))
        return
    width = _usual_width(list(islice(_lines(text, start), _SAMPLE_LINES)), delimiter)
    before, repairs = skip, 0
    while start < len(text):
        broken = None
        for found in _numbered(text, delimiter, start, before):
            if found.lines > 1 and repairs < _REPAIRS and _runs_away(found.text(text), found.record, width, delimiter):
                broken = found
                break
            yield found.record
        if broken is None:
            return
        repairs += 1
        line = next(_lines(text, broken.start))
        yield Record(broken.record.line, _alone(line, delimiter, width), "a quotation mark is opened and not closed")
        start, before = broken.start + len(line), broken.record.line


def _lines(text: str, start: int = 0) -> Iterator[str]:
    """The lines from a place in the text on, with their ends, one at a time."""
    return (found[0] for found in _LINE.finditer(text, start))


class _Found(NamedTuple):
    """A record, how many lines it takes, and where in the text it begins and ends."""

    record: Record
    lines: int
    start: int
    end: int

    def text(self, text: str) -> list[str]:
        return list(_lines(text[self.start : self.end]))


def _numbered(text: str, delimiter: str, start: int, before: int) -> Iterator[_Found]:
    """The records from a place in the text on, with `before` lines before it."""
    end, number = start, before

    def lines() -> Iterator[str]:
        nonlocal end
        for found in _LINE.finditer(text, start_of_all):
            end = found.end()
            if end - start > CELL_LIMIT or text.count(delimiter, found.start(), end) > MOST_CELLS:
                raise FileRefusedError(
                    f"Line {number + 1} has more in it than a spreadsheet holds in a row.",
                    next_step="Check that this is the right file, or save it again from the spreadsheet program.",
                )
            yield found[0]

    start_of_all = start
    reader = csv.reader(lines(), delimiter=delimiter)
    try:
        for cells in reader:
            taken = before + reader.line_num - number
            yield _Found(Record(number + 1, cells), taken, start, end)
            start, number = end, number + taken
    except csv.Error as problem:
        raise FileRefusedError(
            f"Line {number + 1} cannot be read: {problem}.",
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


def _runs_away(lines: list[str], record: Record, width: int, delimiter: str) -> bool:
    """Whether a record of several lines is one unclosed quote rather than a cell with line breaks in it."""
    if sum(line.count('"') for line in lines) % 2:
        return True
    if len(record.cells) == width:
        return False
    return len(_alone(lines[0], delimiter, width)) == width


def _alone(line: str, delimiter: str, width: int) -> list[str]:
    quoted = next(csv.reader([line], delimiter=delimiter), [])
    if len(quoted) == width:
        return [cell.rstrip("\r\n") for cell in quoted]
    bare = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return [cell.strip('"') for cell in bare]
