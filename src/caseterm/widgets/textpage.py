"""A page of lines to read: overview, preview, help."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from caseterm.widgets.painted import Painted
from caseterm.widgets.rowpaint import BAR
from caseterm.widgets.rows import Cell

WHEEL = 3


class TextPage(Painted, can_focus=True):
    """Lines built beforehand, scrolled by keys; only those in sight are drawn."""

    DEFAULT_CSS = """
    TextPage { height: 1fr; background: $background; color: $foreground; }
    """
    BINDINGS = [
        Binding("up,k", "scroll_by(-1)", "Up", show=False, id="up"),
        Binding("down,j", "scroll_by(1)", "Down", show=False, id="down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="page.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="page.down"),
        Binding("home", "show_line(0)", "First", show=False, id="first"),
        Binding("end", "end", "Last", show=False, id="last"),
    ]

    class Moved(Message):
        """Another line is the first in sight."""

        def __init__(self, page: "TextPage", top: int) -> None:
            super().__init__()
            self.page = page
            self.top = top

        @property
        def control(self) -> "TextPage":
            return self.page

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, TextPage.Moved) and message.page is self.page

    def __init__(
        self, lines: Sequence[Sequence[Cell]] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Sequence[Cell]] = lines
        self._top = 0

    def set_lines(self, lines: Sequence[Sequence[Cell]], *, keep: bool = False) -> None:
        """Show these lines from the first, or from where one was where `keep`."""
        self._lines = lines
        self._top = self._clamped(self._top) if keep else 0
        self.refresh()

    @property
    def line_count(self) -> int:
        return len(self._lines)

    @property
    def top(self) -> int:
        """The number of the first line in sight, from 0."""
        return self._top

    @property
    def page_height(self) -> int:
        return max(1, self.size.height)

    def _clamped(self, top: int) -> int:
        return max(0, min(top, len(self._lines) - self.page_height))

    def action_show_line(self, line: int) -> None:
        """Scroll so that this line is the first in sight, as far as there are lines."""
        top = self._clamped(line)
        if top != self._top:
            self._top = top
            self.refresh()
            self.post_message(self.Moved(self, top))

    def action_scroll_by(self, lines: int) -> None:
        self.action_show_line(self._top + lines)

    def action_page(self, direction: int) -> None:
        self.action_show_line(self._top + direction * max(1, self.page_height - 1))

    def action_end(self) -> None:
        self.action_show_line(len(self._lines))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.action_scroll_by(lines)

    def on_resize(self, event: events.Resize) -> None:
        self._top = self._clamped(self._top)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if not width:
            return self.paint((), 0)
        place = self._top + y
        line = self._lines[place] if place < len(self._lines) else ()
        bar = Segment(BAR, self.paint_of("bar")) if self._bar_at(y) else Segment(" ", self.paint_of(""))
        return Strip([*self.pieces(line, width - 1), bar], width)

    def _bar_at(self, y: int) -> bool:
        total, height = len(self._lines), self.page_height
        if total <= height:
            return False
        size = max(1, height * height // total)
        start = self._top * (height - size) // (total - height)
        return start <= y < start + size
