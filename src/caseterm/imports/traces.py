"""What other programs leave around a value so that a spreadsheet shows it: ="0012", '0012, 123456.0."""

import re
from collections.abc import Iterable, Iterator

from caseterm.imports.delimited import Record

_MARKS = ('="', *(f".0{end}" for end in ',;\t|"\r\n'), *(f"{begin}'" for begin in ',;\t|"\n'))
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_APOSTROPHE = re.compile(r"'(?=[\d+(])[^']*")
_WHOLE_NUMBER = re.compile(r"(\d{4,18})\.0")


def without_traces(records: Iterable[Record], text: str) -> Iterable[Record]:
    """The records with bare values. Nearly every file has none of these marks, which is seen in its text at once."""
    return _bare(records) if any(mark in text for mark in _MARKS) else records


def _bare(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        yield record._replace(cells=[bare(cell) for cell in record.cells])


def bare(cell: str) -> str:
    """A cell without the marks that make a number text or a text a number; any other as it is."""
    if not cell or (cell[0] not in "='" and not cell.endswith(".0")):
        return cell
    formula = _TEXT_FORMULA.fullmatch(cell)
    if formula is not None:
        return formula[1]
    if _APOSTROPHE.fullmatch(cell):
        return cell[1:]
    number = _WHOLE_NUMBER.fullmatch(cell)
    return number[1] if number else cell
