"""Which column of rows pasted without headings is which, told from what stands in them."""

import re
from collections.abc import Sequence

from caseterm.rules.billrows import COLUMNS
from caseterm.rules.money import parse_cents

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|[34]\d{4}(?:\.0+)?")
_CODE = re.compile(r"(?:\d{5}|[A-Z]\d{4}|\d{4}[A-Z])(?:[- ]?[A-Z0-9]{2})?", re.IGNORECASE)
_MONEY_ORDER = ("billed_cents", "adjusted_cents", "paid_other_cents")
_PLACE = {column.field: place for place, column in enumerate(COLUMNS)}
MOST_LOOKED_AT = 50


def misplaced(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the rows, laid under the columns from `at` on, stand in the wrong ones."""
    wrong = right = 0
    for row in rows[:MOST_LOOKED_AT]:
        for place, cell in enumerate(row[: len(COLUMNS) - at], at):
            if cell.strip() and COLUMNS[place].field != "account_no":
                if _fits(place, cell.strip()):
                    right += 1
                else:
                    wrong += 1
    return wrong > 0 and wrong * 4 >= right


def guessed(rows: Sequence[Sequence[str]]) -> dict[int, int] | None:
    """The grid's column for each column of the rows; None where no day or no amount can be made out."""
    kinds = [_kind([row[number].strip() for row in rows if number < len(row)]) for number in range(_width(rows))]
    places: dict[int, int] = {}
    wanted = {"day": ["dos_from", "dos_to"], "code": ["cpt"], "money": list(_MONEY_ORDER), "text": ["description"]}
    for number, kind in enumerate(kinds):
        if kind and wanted[kind]:
            places[number] = _PLACE[wanted[kind].pop(0)]
    taken = set(places.values())
    return places if {_PLACE["dos_from"], _PLACE["billed_cents"]} <= taken else None


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _kind(cells: Sequence[str]) -> str:
    """What most cells of one column are; '' for a column without any."""
    told = [cell for cell in cells[:MOST_LOOKED_AT] if cell and cell not in ("-", "--")]
    if not told:
        return ""
    for kind, means in (("day", _DAY), ("code", _CODE)):
        if sum(bool(means.fullmatch(cell)) for cell in told) * 5 >= len(told) * 4:
            return kind
    return "money" if sum(map(_is_money, told)) * 5 >= len(told) * 4 else "text"


def _fits(place: int, cell: str) -> bool:
    column = COLUMNS[place]
    if column.kind == "day":
        return _DAY.fullmatch(cell) is not None
    if column.kind == "money":
        return cell in ("-", "--") or _is_money(cell)
    if column.field == "description":
        return _CODE.fullmatch(cell) is None
    return " " not in cell and len(cell) <= 12


def _is_money(cell: str) -> bool:
    try:
        parse_cents(cell)
    except ValueError:
        return False
    return True
