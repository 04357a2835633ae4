"""Tables as CSV that a spreadsheet shows as text and never runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from caseterm.rules.text import show

_ACTIVE = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠|%]|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before whatever could begin one.

    Real numbers, negative ones too, stay as they are.
    """
    if _ACTIVE.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _visible(cell: str) -> str:
    """The cell with every character that could act shown as a mark; its lines stay."""
    return "\n".join(
        show(line) for line in cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    )


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it, lines ended as RFC 4180 has them, every cell inert."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([inert(_visible(heading)) for heading in headings])
    for row in rows:
        writer.writerow([inert(_visible(cell)) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
