"""Excel workbooks as rows of text, read without trusting them."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from caseterm.imports.delimited import Record
from caseterm.imports.errors import FileRefusedError
from caseterm.rules.counting import counted

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook  # its import takes as long as reading thousands of rows of CSV

MAX_UNPACKED = 400 * 1024 * 1024
_PROLOG = 65_536
MAX_RATIO = 400
MAX_PARTS = 5_000
MAX_CELLS = 5_000_000
MAX_COLUMNS = 1_000
NO_RESULT = "#FORMULA WITHOUT RESULT"
"""What a cell reads as whose formula was saved without what it came to."""
_ASK_SAVE = "Open it in the spreadsheet program and save it as .xlsx or CSV."
_NO_RESULT = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*><f[^>]*>(?:[^<]*</f>)?(?:<v\s*/>|<v></v>)?</c>')
_HIDDEN_COLUMN = re.compile(rb"<col\b[^>]*>")
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"')


class Merged(NamedTuple):
    """Cells merged downwards: their column (from 0), the row that holds the value, and the last row it covers."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class SheetFacts:
    """One sheet: its name, whether it is hidden, and what a reader of the rows would not see."""

    name: str
    hidden: bool
    notes: tuple[str, ...] = ()
    no_result: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()


def check_container(path: Path) -> None:
    """Refuse what is no .xlsx and what unpacks to more than a spreadsheet can need (a zip bomb).

    Raises FileRefusedError in words.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            defining = next((part.filename for part in parts if _defines_entities(archive, part)), "")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ):  # RuntimeError: locked by a password
        raise FileRefusedError("The workbook is damaged and cannot be opened.", next_step=_ASK_SAVE) from None
    names = {part.filename for part in parts}
    if "content.xml" in names:
        raise FileRefusedError("This is an OpenDocument spreadsheet.", next_step=_ASK_SAVE)
    if "xl/workbook.bin" in names:
        raise FileRefusedError("This is a binary Excel workbook (.xlsb).", next_step=_ASK_SAVE)
    if "xl/workbook.xml" not in names and not any(name.endswith("workbook.xml") for name in names):
        raise FileRefusedError("This zip file is not an Excel workbook.", next_step=_ASK_SAVE)
    if defining:
        raise FileRefusedError(
            f"The workbook cannot be read: {defining} defines entities, as no spreadsheet program does.",
            next_step=_ASK_SAVE,
        )
    unpacked = sum(part.file_size for part in parts)
    bombs = [part for part in parts if part.file_size > 20_000_000 and part.file_size > MAX_RATIO * part.compress_size]
    if unpacked > MAX_UNPACKED or bombs or len(parts) > MAX_PARTS:
        raise FileRefusedError(
            f"The workbook unpacks to {unpacked // 1_000_000} MB, far more than a caseload needs, and was not opened.",
            next_step="Save only the sheet with the cases, as CSV.",
        )


def _defines_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether an XML part begins with a document type, whichever XML library would read it afterwards."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(part) as file:
        return b"<!DOCTYPE" in file.read(_PROLOG).replace(b"\0", b"")  # also in UTF-16


@contextmanager
def open_workbook(path: Path) -> "Iterator[Workbook]":
    """The workbook for reading, cached results in place of formulas. Raises FileRefusedError in words."""
    from openpyxl import load_workbook

    check_container(path)
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # openpyxl remarks on styles and validations it does not keep
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as problem:  # openpyxl raises anything from KeyError to its own classes on damaged parts
            raise FileRefusedError(
                f"The workbook cannot be read ({type(problem).__name__}).", next_step=_ASK_SAVE
            ) from None
        try:
            yield book
        finally:
            book.close()


def counts_from_1904(book: "Workbook") -> bool:
    """Whether the days of a workbook are counted from 1904, as older spreadsheets of the Mac do."""
    return bool(book.epoch.year == 1904)


def sheet_rows(
    book: "Workbook",
    name: str,
    *,
    limit: int | None = None,
    no_result: tuple[str, ...] = (),
    merged: tuple[Merged, ...] = (),
) -> Iterator[Record]:
    """The rows of a sheet as text with their row numbers as Excel shows them; at most `limit` rows.

    `no_result` are cells (B6) whose formula was saved without its result; they read as NO_RESULT. A value in `merged`
    cells stands in every row they cover.
    Raises FileRefusedError where the sheet is damaged or has more cells than any caseload.
    """
    sheet: Any = book[name]
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # other programs write a wrong size and rows would be cut
    from openpyxl.utils import column_index_from_string
    from openpyxl.utils.cell import coordinate_from_string

    cells = 0
    begun = {(place.first, place.column): place.last for place in merged}
    carried: dict[int, tuple[int, str]] = {}
    missing: dict[int, list[int]] = {}
    for place in no_result:
        letters, number = coordinate_from_string(place)
        missing.setdefault(number, []).append(column_index_from_string(letters) - 1)
    try:
        for line, row in enumerate(sheet.iter_rows(values_only=True, max_row=limit), start=1):
            values = [as_text(value) for value in row[:MAX_COLUMNS]]
            for column in missing.get(line, ()):
                values += [""] * (column + 1 - len(values))
                values[column] = NO_RESULT
            if begun:
                _carry_down(values, line, begun, carried)
            while values and not values[-1]:
                values.pop()
            cells += len(values)
            if cells > MAX_CELLS:
                raise FileRefusedError(
                    f"The sheet {name} has more than {MAX_CELLS:,} cells.", next_step="Import it in parts."
                )
            if values:
                yield Record(line, values)
    except FileRefusedError:
        raise
    except Exception as problem:  # a damaged sheet shows itself only while it is read
        raise FileRefusedError(
            f"The sheet {name} cannot be read ({type(problem).__name__}).", next_step=_ASK_SAVE
        ) from None


def _carry_down(
    values: list[str], line: int, begun: dict[tuple[int, int], int], carried: dict[int, tuple[int, str]]
) -> None:
    """Put values merged from above into a row that holds something of its own, and note the merges it begins."""
    if any(values):
        for column, (last, value) in carried.items():
            if line <= last and column < MAX_COLUMNS:
                values += [""] * (column + 1 - len(values))
                values[column] = values[column] or value
    for column, value in enumerate(values):
        last = begun.get((line, column), 0)
        if value and last > line:
            carried[column] = (last, value)


def as_text(value: object) -> str:
    """A cell's value as one would type it: dates in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def sheet_facts(path: Path, book: "Workbook", name: str) -> SheetFacts:
    """What the rows alone do not tell: hidden columns and rows, and formulas saved without their result."""
    sheet: Any = book[name]
    hidden = getattr(sheet, "sheet_state", "visible") != "visible"
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    try:
        with zipfile.ZipFile(path) as archive:
            xml = archive.read(part)
    except (KeyError, OSError, zipfile.BadZipFile):
        return SheetFacts(name, hidden)
    notes = []
    columns = [letters for tag in _HIDDEN_COLUMN.findall(xml[:65_536]) for letters in _hidden_letters(tag)]
    if columns:
        notes.append(f"Hidden columns were read too: {', '.join(columns)}.")
    rows = len(_HIDDEN_ROW.findall(xml))
    if rows:
        notes.append(f"Hidden or filtered rows were read too: {rows}.")
    no_result = tuple(cell.decode() for cell in _NO_RESULT.findall(xml)) if b"<f" in xml else ()
    if no_result:
        shown = ", ".join(no_result[:5]) + (" ..." if len(no_result) > 5 else "")
        notes.append(
            f"{counted(len(no_result), 'formula')} saved without a result cannot be read ({shown}): "
            "open the file in the spreadsheet program and save it once."
        )
    return SheetFacts(name, hidden, tuple(notes), no_result, _merged_down(xml))


def _merged_down(xml: bytes) -> tuple[Merged, ...]:
    if b"<mergeCell " not in xml:
        return ()
    from openpyxl.utils import column_index_from_string

    found = [(column_index_from_string(letters.decode()) - 1, int(first), int(last))
             for letters, first, last in _MERGED.findall(xml)]  # fmt: skip
    return tuple(Merged(*place) for place in found if place[2] > place[1])


def _hidden_letters(tag: bytes) -> list[str]:
    if not re.search(rb'\bhidden="(?:1|true)"', tag):
        return []
    low, high = re.search(rb'\bmin="(\d+)"', tag), re.search(rb'\bmax="(\d+)"', tag)
    if low is None or high is None or int(high[1]) > MAX_COLUMNS:
        return []
    from openpyxl.utils import get_column_letter

    return [get_column_letter(number) for number in range(int(low[1]), int(high[1]) + 1)]
