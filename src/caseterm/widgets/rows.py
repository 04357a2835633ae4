"""What a list shows: columns, rows, and where the rows come from."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from caseterm.errors import CaseTermError
from caseterm.values import changed, value
from caseterm.widgets.safe import Align, width_of

Key = int | str
Role = Literal["", "muted", "warn", "bad", "good", "bold", "accent"]
Cell = str | tuple[str, str]
NO_CELLS: Mapping[str, Cell] = MappingProxyType({})
Fetch = Callable[[Sequence[int]], Sequence["Row"]]

ROLES: tuple[str, ...] = ("muted", "warn", "bad", "good", "bold", "accent")
PAGE = 32
KEPT_PAGES = 32
LEAST_NAME = 8
"""Cells that a growing column keeps beside wide amounts."""
ACROSS = "across"
"""The cell of a row that is one sentence: it is drawn over all columns."""
_NEAR = 32
_SMALL = 4096


@value
class Column:
    """One column: `width` in cells, the least it gets where it grows; dropped in lists under `min_total` cells."""

    key: str
    label: str
    width: int
    align: Align = "left"
    grow: bool = False
    min_total: int = 0


@value
class Row:
    """One line: cells by column key for a row; a heading or a note is drawn across, its cells one after another."""

    key: Key
    cells: Mapping[str, Cell] = NO_CELLS
    kind: Literal["row", "heading", "note"] = "row"
    pinned: bool = False


def fit_columns(columns: Sequence[Column], width: int) -> list[tuple[Column, int]]:
    """The columns that fit into `width` cells, each with its cells, one blank between two."""
    kept = [column for column in columns if width >= column.min_total]
    spare = width - sum(column.width for column in kept) - max(0, len(kept) - 1)
    growing = [column for column in kept if column.grow]
    share, rest = divmod(max(0, spare), len(growing)) if growing else (0, 0)
    fitted: list[tuple[Column, int]] = []
    left = width
    for column in kept:
        wanted = column.width
        if column.grow:
            wanted += share + (rest if column is growing[0] else 0)
        if left <= 0:
            break
        wanted = min(wanted, left)
        fitted.append((column, wanted))
        left -= wanted + 1
    return fitted


def widened(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[Column]:
    """The columns with those that line up at the right as wide as their widest cell.

    The room is taken from what grows, which keeps LEAST_NAME cells; the least wanting gets its room first.
    """
    kept = [column for column in columns if width >= column.min_total]
    wide = {column.key: column.width for column in kept}
    room = width - max(0, len(kept) - 1) - sum(min(c.width, LEAST_NAME) if c.grow else c.width for c in kept)
    wanted = {
        column.key: max((_cells(row.cells.get(column.key, "")) for row in rows), default=0)
        for column in kept
        if column.align == "right"
    }
    for key in sorted(wanted, key=lambda key: wanted[key] - wide[key]):
        more = max(0, min(wanted[key] - wide[key], room))
        wide[key] += more
        room -= more
    over = sum(wide.values()) + max(0, len(kept) - 1) - width
    for column in kept:
        if column.grow and over > 0:
            less = min(over, max(0, column.width - LEAST_NAME))
            wide[column.key] -= less
            over -= less
    return [changed(c, width=wide[c.key]) if wide.get(c.key, c.width) != c.width else c for c in columns]


def spread(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[Column]:
    """The columns with what is to spare shared by those that would cut a text, to each as much as it lacks.

    None gets less than its width; what then remains goes to those that grow, as ever.
    """
    kept = [column for column in columns if width >= column.min_total]
    room = width - max(0, len(kept) - 1) - sum(column.width for column in kept)
    texts = [row.cells for row in rows if row.kind == "row"]
    lack = {c.key: max((_cells(cells.get(c.key, "")) for cells in texts), default=0) - c.width for c in kept}
    more: dict[str, int] = {}
    lacking = sorted((key for key in lack if lack[key] > 0), key=lambda key: lack[key])
    for place, key in enumerate(lacking):
        more[key] = max(0, min(lack[key], room // (len(lacking) - place)))
        room -= more[key]
    return [changed(c, width=c.width + more[c.key]) if more.get(c.key) else c for c in columns]


def _cells(cell: Cell) -> int:
    return width_of(cell if isinstance(cell, str) else cell[0])


class Rows:
    """Rows at hand, every one, with the lines the cursor may rest on."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = rows
        self._places = {row.key: place for place, row in enumerate(rows)}
        self.stops: Sequence[int] = [place for place, row in enumerate(rows) if row.kind == "row"]
        self.error: CaseTermError | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, place: int) -> Row:
        return self._rows[place]

    def key(self, place: int) -> Key:
        return self._rows[place].key

    def place(self, key: Key) -> int | None:
        return self._places.get(key)

    def can_stop(self, place: int) -> bool:
        """Whether the cursor may rest on this line."""
        return self._rows[place].kind == "row"

    def first_of(self, keys: Sequence[Key]) -> int | None:
        """The place of the first of these keys that is here."""
        return next((self._places[key] for key in keys if key in self._places), None)

    def keys_at(self, places: Sequence[int]) -> list[Key]:
        return [self._rows[place].key for place in places]

    def forget(self, keys: Collection[Key] | None) -> None:
        """Rows at hand are as fresh as they were given."""


class FetchedRows(Rows):
    """Rows known by key and fetched a page at a time when they come into sight; all are plain rows."""

    def __init__(self, keys: Sequence[int], fetch: Fetch) -> None:
        super().__init__()
        self._keys = keys
        self._fetch = fetch
        self._pages: dict[int, list[Row]] = {}
        self.stops = range(len(keys))

    def __len__(self) -> int:
        return len(self._keys)

    def row(self, place: int) -> Row:
        number, offset = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._load(number)
        return page[offset]

    def _load(self, number: int) -> list[Row]:
        keys = self._keys[number * PAGE : (number + 1) * PAGE]
        try:
            found = {row.key: row for row in self._fetch(keys)}
            self.error = None
        except CaseTermError as error:
            self.error = error
            found = {}
        if len(self._pages) >= KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        page = self._pages[number] = [found.get(key) or Row(key) for key in keys]
        return page

    def key(self, place: int) -> Key:
        return self._keys[place]

    def place(self, key: Key) -> int | None:
        if not isinstance(key, int):
            return None
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def first_of(self, keys: Sequence[Key]) -> int | None:
        if len(self) > _SMALL:
            return None
        here = set(self._keys)
        return next((self.place(key) for key in keys if key in here), None)

    def can_stop(self, place: int) -> bool:
        return True

    def keys_at(self, places: Sequence[int]) -> list[Key]:
        if isinstance(places, range) and places.step == 1:
            return list(self._keys[places.start : places.stop])
        return [self._keys[place] for place in places]

    def forget(self, keys: Collection[Key] | None) -> None:
        """Fetch these rows again when they are drawn next; all of them for None."""
        if keys is None:
            self._pages.clear()
            return
        gone = set(keys)
        for number in [n for n, page in self._pages.items() if any(row.key in gone for row in page)]:
            del self._pages[number]


def same_or_neighbour(old: Rows, place: int | None, new: Rows) -> int | None:
    """Where the cursor of the old rows belongs among the new ones: its key, else the row that took its place."""
    if not new.stops:
        return None
    if place is None or place >= len(old):
        return new.stops[0]
    found = new.place(old.key(place))
    if found is None:
        at = bisect_left(old.stops, place)
        after = old.keys_at(old.stops[at + 1 : at + _NEAR])
        before = old.keys_at(old.stops[max(0, at - _NEAR) : at])
        found = new.first_of([*after, *reversed(before)])
    return nearest_stop(new, place if found is None else found)


def nearest_stop(rows: Rows, place: int) -> int:
    """The line at or below `place` on which the cursor may rest, else the last above; the rows have one."""
    at = bisect_left(rows.stops, place)
    return rows.stops[min(at, len(rows.stops) - 1)]
