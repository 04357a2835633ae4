"""A spreadsheet file as one table: headings, rows with the lines they stand on, and how the file was read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from caseterm.errors import NotFoundError, PermissionDeniedError, StorageError
from caseterm.imports.delimited import DELIMITERS, Record, find_delimiter, read_records
from caseterm.imports.encodings import decode
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.headings import heading_score
from caseterm.imports.headrows import filled_to, find_heading, with_groups
from caseterm.imports.htmltable import html_records
from caseterm.imports.tablerows import GROUP, Skipped, body_rows
from caseterm.imports.traces import without_traces
from caseterm.imports.workbook import counts_from_1904, open_workbook, sheet_facts, sheet_rows
from caseterm.rules.text import fold

MAX_BYTES = 200 * 1024 * 1024
MAX_TEXT = 16 * 1024 * 1024
"""A text file is read whole; this many bytes are tens of thousands of cases, and less than 200 MB of memory whatever
is in them."""
MAX_COLUMNS = 1_000
_LOOK_AT = 40
TWO_HEADINGS = 1.8
_SAVE = "Open it in the program that made it and save it as .xlsx or CSV."
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Source:
    """The file and how it was read, in words for the user."""

    name: str
    kind: str
    size: int
    encoding: str = ""
    encoding_why: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_line: int = 0
    titles: tuple[str, ...] = ()
    from_1904: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The headings, made distinct, and the rows under them; `skipped` are titles' kin: totals, repeats, footers.

    `width` is how many columns have headings; rows may be wider where a separator stood outside quotes.
    """

    source: Source
    headings: tuple[str, ...]
    rows: tuple[Record, ...]
    skipped: tuple[Skipped, ...]
    has_heading: bool = True
    width: int = 0


def read_table(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, header_line: int | None = None
) -> Table:
    """The table in a CSV, tab or semicolon file, an Excel workbook, or an HTML table saved under an Excel name.

    Raises NotFoundError, PermissionDeniedError, StorageError, or FileRefusedError with what to do instead.
    """
    start, size = _look(path)
    if start.startswith(b"PK"):
        return _from_workbook(path, size, sheet, header_line)
    if start.startswith(_OLD_EXCEL):
        _refuse_old_excel(_bytes(path))
    _refuse_other_kinds(start)
    decoded = decode(_bytes(path), encoding=encoding)
    source = Source(path.name, "text", size, decoded.encoding, decoded.why, notes=decoded.notes, sheets=())
    records: Iterable[Record]
    if re.match(r"\s*(?:<!doctype html|<html|<table|<meta)", decoded.text[:2000], re.IGNORECASE):
        source = replace(source, kind="HTML table")
        records = html_records(decoded.text)
    else:
        delimiter, skip = find_delimiter(decoded.text)
        source = replace(source, delimiter=DELIMITERS.get(delimiter, repr(delimiter)))
        records = without_traces(read_records(decoded.text, delimiter, skip=skip), decoded.text)
    return _table(source, records, header_line)


def _look(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        size = path.stat().st_size
    except FileNotFoundError:
        raise NotFoundError("There is no such file.", next_step="Check the path.") from None
    except IsADirectoryError:
        raise FileRefusedError("This is a folder.", next_step="Name a file in it.") from None
    except PermissionError:
        raise PermissionDeniedError("You may not read this file.", next_step="Ask its owner.") from None
    except OSError as problem:
        raise StorageError(f"The file cannot be read: {problem.strerror or 'input/output error'}.") from None
    most = MAX_BYTES if start.startswith(b"PK") else MAX_TEXT
    if size > most:
        raise FileRefusedError(
            f"The file has {size // 1_000_000} MB; at most {most // 1_000_000} MB are read.",
            next_step="Save only the sheet with the cases, as CSV.",
        )
    if not start.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise FileRefusedError("The file is empty.", next_step="Check that this is the right file.")
    return start, size


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise StorageError(f"The file cannot be read: {problem.strerror or 'input/output error'}.") from None


def _refuse_old_excel(whole: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in whole:
        raise FileRefusedError(
            "This workbook is locked by a password.",
            next_step="Open it in the spreadsheet program and save a copy without the password, as .xlsx or CSV.",
        )
    raise FileRefusedError("This is an old .xls workbook, whatever its name ends in.", next_step=_SAVE)


def _refuse_other_kinds(start: bytes) -> None:
    if start.startswith(b"%PDF"):
        raise FileRefusedError("This is a PDF, not a spreadsheet.", next_step=_SAVE)
    if start.startswith((b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3", b"\x1f\x8b", b"\x7fELF")):
        raise FileRefusedError("This file is not a spreadsheet.", next_step=_SAVE)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise FileRefusedError("This is an XML spreadsheet of 2003.", next_step=_SAVE)


def _from_workbook(path: Path, size: int, sheet: str | None, header_line: int | None) -> Table:
    with open_workbook(path) as book:
        names = tuple(worksheet.title for worksheet in book.worksheets)
        if not names:
            raise FileRefusedError("The workbook has no sheet with cells.")
        chosen, notes = _choose_sheet(book, names, sheet)
        facts = sheet_facts(path, book, chosen)
        source = Source(
            path.name, "Excel workbook", size, sheet=chosen, sheets=names, from_1904=counts_from_1904(book),
            notes=(*notes, *facts.notes),
        )  # fmt: skip
        return _table(source, sheet_rows(book, chosen, no_result=facts.no_result, merged=facts.merged), header_line)


def _choose_sheet(book: object, names: tuple[str, ...], wanted: str | None) -> tuple[str, list[str]]:
    """The sheet named, or the one whose headings are most like a caseload's, with what else there was."""
    if wanted is not None:
        match = next((name for name in names if fold(name) == fold(wanted)), None)
        if match is None:
            raise FileRefusedError(f"There is no sheet of that name. The sheets are: {', '.join(names)}.")
        return match, []
    if len(names) == 1:
        return names[0], []
    scores = {}
    lists = []
    for place, name in enumerate(names):
        rows = list(sheet_rows(book, name, limit=_LOOK_AT))  # type: ignore[arg-type]
        visible = getattr(book[name], "sheet_state", "visible") == "visible"  # type: ignore[index]
        best = max((heading_score(row.cells) for row in rows), default=0.0)
        scores[name] = (best * (1.0 if visible else 0.5) * min(len(rows), 5), -place)
        if best >= TWO_HEADINGS and len(rows) > 1:
            lists.append(name)
    chosen = max(names, key=lambda name: scores[name])
    others = [name for name in lists if name != chosen]
    notes = [f"The workbook has {len(names)} sheets; {chosen} was read."]
    if others:
        notes.append(f"{', '.join(others)} may hold cases too: import them one by one by naming the sheet.")
    return chosen, notes


def _table(source: Source, records: Iterable[Record], header_line: int | None) -> Table:
    stream = iter(records)
    head = [record for record in islice(stream, _LOOK_AT) if any(cell.strip() for cell in record.cells)]
    if not head:
        raise FileRefusedError("The file has no rows.", next_step="Check that this is the right file or sheet.")
    place, has_heading = find_heading(head, header_line)
    if has_heading:
        heading, titles, rest = head[place], head[:place], head[place + 1 :]
    else:
        heading, titles, rest = Record(0, []), [], head
    body, skipped, grouped = body_rows(_chain(rest, stream), heading.cells)
    names = with_groups(head, place) if has_heading else []
    if grouped:
        names = [GROUP, *names]
    width = max([len(names), *(filled_to(record.cells) for record in body)], default=0)
    source = replace(
        source,
        header_line=heading.line,
        titles=tuple(" ".join(cell.strip() for cell in record.cells if cell.strip()) for record in titles),
    )
    headed = filled_to(names) if has_heading else width
    return Table(source, _distinct(names, width), tuple(body), tuple(skipped), has_heading, headed)


def _chain(first: Sequence[Record], rest: Iterable[Record]) -> Iterable[Record]:
    yield from first
    yield from rest


def _distinct(names: Sequence[str], width: int) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    found = []
    for index in range(width):
        name = " ".join(names[index].split()) if index < len(names) else ""
        name = name or f"column {index + 1}"
        seen[fold(name)] += 1
        found.append(name if seen[fold(name)] == 1 else f"{name} ({seen[fold(name)]})")
    return tuple(found)
