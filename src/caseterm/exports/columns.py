"""How wide the columns of a table must be: as planned, but never narrower than the amounts that stand in them."""

import re
from collections.abc import Sequence

from caseterm.exports.blocks import Column, Table

TYPE = 9.0
"""Points of the type in a table."""
INSET = 8.0
"""Points of room beside a cell's text."""
ROOM = {False: 475.0, True: 705.0}
"""Points between the margins of a letter page, upright and across."""
AMOUNTS_TAKE = 0.72
"""The most that columns of amounts take of the width; the type gets smaller rather than the names unreadable."""
WINDOW = 470.0
"""The same in a browser."""
LEAST_SCALE = 0.62
LONG_AMOUNT = 12
"""Letters from which on an amount among words is looked at; a date is shorter."""
_AMOUNT = re.compile(r"[\d.,$()/+%-]+")
_NARROW = frozenset(",.:;'|!il ")
_SLIM = frozenset("()[]-/")


def fitted(table: Table, room: float) -> tuple[tuple[float, ...], float]:
    """The weight of each column for a table `room` points wide, and the scale of its type (1: as planned).

    Only a column whose longest amount would not fit is widened.
    """
    whole = sum(column.weight for column in table.columns)
    planned = [column.weight / whole * room for column in table.columns]
    needed = [_needed(table, place) for place in range(len(table.columns))]
    if all(need <= width for need, width in zip(needed, planned, strict=True)):
        return tuple(column.weight for column in table.columns), 1.0
    names = any(not need for need in needed)
    most = room * (AMOUNTS_TAKE if names else 1.0)
    taken = sum(needed)
    scale = max(LEAST_SCALE, min(1.0, most / taken))
    return tuple(_widths(table.columns, planned, [need * scale for need in needed], room)), scale


def without_empty(table: Table, place: int) -> Table:
    """A table without totals, less the column at this place where nothing stands in it."""
    if not table.rows or any(row[place] for row in table.rows):
        return table
    columns = table.columns[:place] + table.columns[place + 1 :]
    return Table(columns, tuple(row[:place] + row[place + 1 :] for row in table.rows), notes=table.notes)


def _widths(columns: Sequence[Column], planned: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """Each amount gets what it needs; what is left is shared as planned among the columns that have room."""
    tight = {place for place, need in enumerate(needed) if need > planned[place]}
    while True:
        left = room - sum(needed[place] for place in tight)
        free = sum(columns[place].weight for place in range(len(columns)) if place not in tight) or 1.0
        shares = [left * column.weight / free for column in columns]
        more = {place for place, need in enumerate(needed) if place not in tight and need > shares[place]}
        if not more:
            return [max(1.0, needed[place] if place in tight else shares[place]) for place in range(len(columns))]
        tight |= more


def _needed(table: Table, place: int) -> float:
    """Points for the longest amount of a column; 0 where none stands in it."""
    cells = [row[place] for row in table.rows] + ([table.totals[place]] if table.totals else [])
    least = 3 if table.columns[place].align == "right" else LONG_AMOUNT
    words = (word for cell in cells for word in cell.split() if len(word) >= least)
    longest = max((_points(word) for word in words if _AMOUNT.fullmatch(word)), default=0.0)
    return longest + INSET if longest else 0.0


def _points(word: str) -> float:
    """The width of a word in bold type, a little generously."""
    ems = sum(0.29 if char in _NARROW else 0.36 if char in _SLIM else 0.58 for char in word)
    return ems * TYPE
