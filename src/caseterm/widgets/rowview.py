"""Where a list stands: its rows, the cursor, and the first line in sight; plain state, no terminal."""

from bisect import bisect_left, bisect_right

from caseterm.widgets.rows import Key, Rows, nearest_stop, same_or_neighbour


class View:
    """A window of `height` lines over rows, moved by lines and by rows.

    `cursor` is a line number, or None where there is no row to stand on; `top` is the first line in sight;
    `height` is 0 until the size is known.
    """

    def __init__(self) -> None:
        self.rows = Rows()
        self.cursor: int | None = None
        self.top = 0
        self.height = 0

    @property
    def key(self) -> Key | None:
        return None if self.cursor is None else self.rows.key(self.cursor)

    @property
    def at(self) -> int:
        """The number of the cursor among the rows it can visit."""
        return 0 if self.cursor is None else bisect_left(self.rows.stops, self.cursor)

    def in_sight(self, place: int) -> bool:
        return self.top <= place < self.top + self.height

    def bar_at(self, line: int) -> bool:
        """Whether the position bar covers this line of the window."""
        total = len(self.rows)
        if total <= self.height or not self.height:
            return False
        size = max(1, self.height * self.height // total)
        start = self.top * (self.height - size) // (total - self.height)
        return start <= line < start + size

    def replace(self, rows: Rows, *, keep: bool) -> None:
        """Other rows: the cursor on the same key or its neighbour, on the same line of the screen.

        A window at the first row stays there, so what comes before the cursor is seen.
        """
        old, before = self.rows, self.cursor
        seen = before is None or self.in_sight(before)
        key = self.key
        self.rows, self.cursor = rows, same_or_neighbour(old, before if keep else None, rows)
        if not keep:
            self.top = 0
        elif self.cursor is not None and before is not None and seen:
            self.top += self.cursor - before if self.top else 0
        elif self.top < len(old):
            found = rows.place(old.key(self.top))
            self.top = self.top if found is None else found
        if self.cursor is None or (keep and not seen and self.key == key):
            self.top = self._clamped(self.top)
        else:
            self.go(self.cursor)

    def resize(self, height: int) -> None:
        if not self.height:
            self.top = 0
        self.height = max(1, height)
        if self.cursor is None:
            self.top = self._clamped(self.top)
        else:
            self.go(self.cursor)

    def go(self, cursor: int, top: int | None = None) -> None:
        """Put the cursor on this line and bring it into sight, moving the window as little as possible."""
        self.cursor = cursor
        self.top = self._showing(cursor, self._clamped(self.top if top is None else top))

    def go_to(self, key: Key) -> bool:
        place = self.rows.place(key)
        if place is None or not self.rows.stops:
            return False
        self.go(nearest_stop(self.rows, place))
        return self.key == key

    def step(self, steps: int) -> None:
        """So many rows up or down, at most to the first or last; without rows the window moves."""
        stops = self.rows.stops
        if self.cursor is None:
            self.scroll(steps)
        else:
            self.go(stops[max(0, min(len(stops) - 1, self.at + steps))])

    def page(self, direction: int) -> None:
        """A window up or down, keeping one line of the old one, by at least one row."""
        lines = direction * max(1, self.height - 1)
        stops = self.rows.stops
        if self.cursor is None:
            self.scroll(lines)
            return
        target = self.cursor + lines
        if direction > 0:
            at = max(bisect_right(stops, target) - 1, self.at + 1)
        else:
            at = min(bisect_left(stops, target), self.at - 1)
        self.go(stops[max(0, min(len(stops) - 1, at))], self.top + lines)

    def first(self) -> None:
        self.top = 0
        if self.rows.stops:
            self.go(self.rows.stops[0], 0)

    def last(self) -> None:
        self.top = self._clamped(len(self.rows))
        if self.rows.stops:
            self.go(self.rows.stops[-1], len(self.rows))

    def scroll(self, lines: int) -> None:
        """Move the window and leave the cursor."""
        self.top = self._clamped(self.top + lines)

    def keys_between(self, one: int, other: int) -> list[Key]:
        """The keys of the rows from one line to another, both included, in either order."""
        low, high = sorted((one, other))
        stops = self.rows.stops
        return self.rows.keys_at(stops[bisect_left(stops, low) : bisect_right(stops, high)])

    def _clamped(self, top: int) -> int:
        return max(0, min(top, len(self.rows) - max(1, self.height)))

    def _showing(self, cursor: int, top: int) -> int:
        """The first line nearest to `top` that shows the cursor, its heading above, and the notes at the end."""
        stops, at = self.rows.stops, bisect_left(self.rows.stops, cursor)
        head = stops[at - 1] + 1 if at else 0
        tail = cursor if at + 1 < len(stops) else len(self.rows) - 1
        below = max(1, self.height) - 1
        top = min(max(top, tail - below), head)
        return self._clamped(min(max(top, cursor - below), cursor))
