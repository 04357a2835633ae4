"""The list of the whole program: its rows, cursor, marks and mouse; rowdrawing.py draws it."""

from collections.abc import Callable, Collection, Mapping, Sequence

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message

from caseterm.errors import CaseTermError
from caseterm.widgets.rowdrawing import DrawnRows
from caseterm.widgets.rowmessages import RowFailure, RowMessage
from caseterm.widgets.rows import Cell, Column, Fetch, FetchedRows, Key, Role, Row, Rows

__all__ = ["Cell", "Column", "Key", "Role", "Row", "RowList"]

WHEEL = 3
CURSOR_KEYS: Mapping[str, tuple[str, int]] = {
    "up": ("move", -1),
    "k": ("move", -1),
    "down": ("move", 1),
    "j": ("move", 1),
    "pageup": ("page", -1),
    "pagedown": ("page", 1),
}
CURSOR_COMMANDS = frozenset({"up", "down", "page.up", "page.down"})


class RowList(DrawnRows, can_focus=True):
    """A list of rows with a cursor, marks and a position bar; rows are known by their key.

    It keeps its own first line, so neither scrolling nor a new result needs a layout pass, and a cursor key
    repaints two lines.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowList { height: 1fr; background: $background; color: $foreground; }
    """
    BINDINGS = [
        Binding("up,k", "move(-1)", "Up", show=False, id="up"),
        Binding("down,j", "move(1)", "Down", show=False, id="down"),
        Binding("shift+up", "extend(-1)", "Mark upwards", show=False),
        Binding("shift+down", "extend(1)", "Mark downwards", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False, id="page.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="page.down"),
        Binding("home", "first", "First", show=False, id="first"),
        Binding("end", "last", "Last", show=False, id="last"),
        Binding("enter", "open", "Open", show=False, id="open"),
    ]

    class Highlighted(RowMessage):
        """The cursor is on another row."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RowList.Highlighted) and message.row_list is self.row_list

    class Opened(RowMessage):
        """Enter, or a click on the row of the cursor."""

    class MenuWanted(RowMessage):
        """A right click."""

    class Marked(RowMessage):
        """The marks changed."""

    class Failed(RowFailure):
        """Rows could not be read; they are drawn empty."""

    def __init__(
        self,
        columns: Sequence[Column] = (),
        *,
        show_header: bool = True,
        marking: bool = True,
        empty_text: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            columns, show_header=show_header, marking=marking, empty_text=empty_text, id=id, classes=classes
        )
        self._told: Key | None = None
        self._failure: CaseTermError | None = None
        self._stretch: tuple[int, set[Key]] | None = None

    # What is shown

    def set_rows(self, rows: Sequence[Row] | Rows, *, keep: bool = True) -> None:
        """Show these rows; the cursor stays on its key or its neighbour, or goes to the first unless `keep`."""
        self._replace(rows if isinstance(rows, Rows) else Rows(rows), keep)

    def set_source(self, keys: Sequence[int], fetch: Fetch, *, keep: bool = True) -> None:
        """Show a row for each key, fetched when it comes into sight; `fetch` may leave out keys that are gone."""
        self._replace(FetchedRows(keys, fetch), keep)

    def _replace(self, rows: Rows, keep: bool) -> None:
        self._view.replace(rows, keep=keep)
        self._stretch = None
        self._refresh_changed()
        self._tell()

    def invalidate(self, keys: Collection[Key] | None = None) -> None:
        """Fetch these rows again (all for None) without moving anything."""
        self._view.rows.forget(keys)
        self.refresh()

    @property
    def row_count(self) -> int:
        """How many rows the cursor can visit, without headings and notes."""
        return len(self._view.rows.stops)

    # The cursor

    @property
    def cursor_key(self) -> Key | None:
        """The key of the row under the cursor; None where there is none."""
        return self._view.key

    @property
    def cursor_index(self) -> int | None:
        """The place of the cursor among the rows it can visit, from 0."""
        return None if self._view.cursor is None else self._view.at

    def move_to(self, key: Key) -> bool:
        """Put the cursor on the row with this key; False when there is none."""
        found = False

        def go() -> None:
            nonlocal found
            found = self._view.go_to(key)

        self._moving(go)
        return found

    def on_key(self, event: events.Key) -> None:
        """Deal with a cursor key at once, sparing it the way up through every container to the app's bindings.

        Those serve when the user's keymap names a cursor command.
        """
        move = CURSOR_KEYS.get(event.key)
        if move is not None and CURSOR_COMMANDS.isdisjoint(self.app._keymap):
            event.stop()
            (self.action_move if move[0] == "move" else self.action_page)(move[1])

    def action_move(self, steps: int) -> None:
        self._moving(lambda: self._view.step(steps))

    def action_page(self, direction: int) -> None:
        self._moving(lambda: self._view.page(direction))

    def action_first(self) -> None:
        self._moving(self._view.first)

    def action_last(self) -> None:
        self._moving(self._view.last)

    def action_open(self) -> None:
        if self.cursor_key is not None:
            self.post_message(self.Opened(self, self.cursor_key))

    def _moving(self, act: Callable[[], object]) -> None:
        view = self._view
        top, cursor = view.top, view.cursor
        self._stretch = None
        act()
        if view.top != top:
            self.refresh()
        elif view.cursor != cursor:
            self._repaint(cursor, view.cursor)
        self._tell()

    def _repaint(self, *places: int | None) -> None:
        view, width = self._view, self.size.width
        seen = [place - view.top for place in places if place is not None and view.in_sight(place)]
        if seen:
            self.refresh(*(Region(0, line + self._header, width, 1) for line in seen))

    def on_mount(self) -> None:
        self._tell()

    def _tell(self) -> None:
        if self.is_running and self.cursor_key != self._told:
            self._told = self.cursor_key
            self.post_message(self.Highlighted(self, self._told))

    # Marks

    @property
    def hidden_marks(self) -> int:
        """How many marked rows the list does not show at present."""
        return sum(self._view.rows.place(key) is None for key in self.marks)

    def toggle_mark(self) -> None:
        """Mark or unmark the row under the cursor and go to the next."""
        key, place = self.cursor_key, self._view.cursor
        if key is None or not self._marking:
            return
        self.marks ^= {key}
        self._repaint(place)
        self.action_move(1)
        self.post_message(self.Marked(self, key))

    def mark_all(self) -> None:
        """Mark every row of the list as it is now; marks out of sight stay."""
        if self._marking:
            rows = self._view.rows
            self._set_marks(self.marks | set(rows.keys_at(rows.stops)))

    def clear_marks(self) -> None:
        self._set_marks(set())

    def action_extend(self, steps: int) -> None:
        """Mark from where shift was first held to the row the cursor goes to."""
        if self._view.cursor is None or not self._marking:
            return
        stretch = self._stretch or (self._view.cursor, set(self.marks))
        self.action_move(steps)
        self._stretch = stretch
        start, before = stretch
        self._set_marks(before | set(self._view.keys_between(start, self._view.cursor)))

    def _set_marks(self, marks: set[Key]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.refresh()
            self.post_message(self.Marked(self, self.cursor_key))

    # The mouse

    def _place_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse, where there is one."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._header:
            return None
        place = self._view.top + offset.y - self._header
        rows = self._view.rows
        return place if place < len(rows) and rows.can_stop(place) else None

    def on_click(self, event: events.Click) -> None:
        place = self._place_at(event)
        if place is None:
            return
        event.stop()
        again = place == self._view.cursor
        self._moving(lambda: self._view.go(place))
        if event.button == 3:
            self.post_message(self.MenuWanted(self, self.cursor_key))
        elif again:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self._moving(lambda: self._view.scroll(lines))

    def _report(self, error: CaseTermError | None) -> None:
        if error is not self._failure:
            self._failure = error
            if error is not None:
                self.post_message(self.Failed(self, error))
