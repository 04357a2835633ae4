"""The grid of days: one widget that draws a month or a week from lines made for its size."""

from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from caseterm.widgets.painted import Painted
from caseterm.widgets.rows import Cell

Line = Sequence[Cell]
Builder = Callable[[int, int], Sequence[Line]]
STRIPS_KEPT = 400


class CalendarGrid(Painted, can_focus=True):
    """Draws what its builder makes of width and height; up and down are steps, enter opens."""

    DEFAULT_CSS = """
    CalendarGrid { height: 1fr; background: $background; color: $foreground; }
    """
    BINDINGS = [
        Binding("up,k", "step(-1)", "Up", show=False, id="up"),
        Binding("down,j", "step(1)", "Down", show=False, id="down"),
        Binding("pageup", "screen.period(-1)", "Page up", show=False, id="page.up"),
        Binding("pagedown", "screen.period(1)", "Page down", show=False, id="page.down"),
        Binding("home", "edge(-1)", "First", show=False, id="first"),
        Binding("end", "edge(1)", "Last", show=False, id="last"),
        Binding("enter", "open", "Open", show=False, id="open"),
    ]

    class Stepped(Message):
        """Up or down was pressed, or home or end where `edge`."""

        def __init__(self, steps: int, *, edge: bool = False) -> None:
            super().__init__()
            self.steps = steps
            self.edge = edge

    class Opened(Message):
        """Enter was pressed."""

    class Clicked(Message):
        """A click on the cell at this column and line of the grid."""

        def __init__(self, x: int, y: int) -> None:
            super().__init__()
            self.x = x
            self.y = y

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._builder: Builder | None = None
        self._lines: Sequence[Line] = ()
        self._made_for: tuple[int, int] | None = None
        self._across = 0
        self._strips: dict[tuple[Cell, ...], Strip] = {}
        """Lines painted before, for the present width and styles."""

    def show(self, builder: Builder) -> None:
        """Draw what this builder makes from now on: the lines that are others than before."""
        size = (self.size.width, self.size.height)
        before = self._lines if self._made_for == size else None
        self._builder, self._made_for = builder, None
        lines = self.lines() if before is not None else ()
        if before is None or len(before) != len(lines):
            self.refresh()
        elif changed := [y for y, line in enumerate(lines) if line != before[y]]:
            self.refresh(*(Region(0, y, size[0], 1) for y in changed))

    def lines(self) -> Sequence[Line]:
        """The lines for the present size."""
        inside = self.size
        size = (inside.width, inside.height)
        if self._made_for != size and self._builder is not None and all(size):
            self._lines = self._builder(*size)
            self._made_for = size
        if self._across != inside.width:
            self._across = inside.width
            self._strips.clear()
        return self._lines

    def paint_ahead(self, lines: Sequence[Line]) -> None:
        """Have lines ready that may be shown next."""
        for line in lines:
            self._painted(line)

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        lines = self.lines()
        return self._painted(lines[y] if y < len(lines) else ())

    def _painted(self, line: Line) -> Strip:
        cells = tuple(line)
        strip = self._strips.get(cells)
        if strip is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[cells] = self.paint(cells, self._across)
        return strip

    def action_step(self, steps: int) -> None:
        self.post_message(self.Stepped(steps))

    def action_edge(self, way: int) -> None:
        self.post_message(self.Stepped(way, edge=True))

    def action_open(self) -> None:
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked(event.x, event.y))

    def on_mouse_scroll_down(self, event: Any) -> None:
        event.stop()
        event.prevent_default()
        self.action_step(1)

    def on_mouse_scroll_up(self, event: Any) -> None:
        event.stop()
        event.prevent_default()
        self.action_step(-1)
