"""What the dialogs share: a box with its title in the border, and a guard against keys typed too early."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.strip import Strip

from caseterm.widgets.painted import Painted, cells_width
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, width_of, wrap
from caseterm.widgets.steady import Steady

Answer = TypeVar("Answer")
Lines = Sequence[Sequence[Cell]]

SIDE = 2
GUARD_SECONDS = 0.3
TEXT_WIDTH = 66


class Box(Painted):
    """Lines of text in a border, one blank from it; the widgets inside lie over the lines left blank for them."""

    DEFAULT_CSS = """
    Box { background: $surface; color: $foreground; layout: vertical; }
    """

    def __init__(self, title: str, lines: Lines = (), *, width: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.heading = title
        self._lines: Lines = lines
        self._wanted = width

    def fit(self, total: int) -> None:
        """Take the size of the lines, in a terminal of `total` columns."""
        widest = max((cells_width(line) for line in self._lines), default=0)
        wanted = max(widest + 2 * SIDE, width_of(self.heading) + 6, self._wanted)
        self.styles.width = min(wanted, max(8, total - 4))
        self.styles.height = len(self._lines) + 2

    def set_lines(self, lines: Lines) -> None:
        """Show other lines in the same place; the size stays."""
        self._lines = lines
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        inner = max(0, width - 2)
        if y == 0:
            title = cut(self.heading, max(0, inner - 4))
            shown = f" {title} " if title else ""
            fill = "─" * (inner - 1 - width_of(shown))
            return self.paint([("┌─", "bar"), (shown, "bold"), (f"{fill}┐", "bar")], width)
        if y == self.size.height - 1:
            return self.paint([(f"└{'─' * inner}┘", "bar")], width)
        line = self._lines[y - 1] if y <= len(self._lines) else ()
        sides = self.paint([("│", "bar")], 1)
        return Strip.join([sides, self.paint([" ", *line], inner), sides])


class Dialog(Steady, ModalScreen[Answer]):
    """A box over the screen it was opened from, which it does not dim or redraw."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Dialog { align: center middle; background: transparent; }
    """
    guard_seconds: ClassVar[float] = 0.0
    """How long after opening keys do nothing, so that letters typed ahead cannot answer."""

    _opened = 0.0
    _answered = False

    def on_mount(self, event: events.Mount) -> None:
        self._opened = event.time
        self._answered = False
        self.fit()

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        for box in self.query(Box):
            box.fit(self.app.size.width)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer once; a key typed right behind the one that answered finds nothing left to answer or to close."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)

    def too_early(self, event: events.Event) -> bool:
        """Whether the key was pressed before the dialog could be read."""
        return event.time - self._opened < self.guard_seconds


def text_lines(text: str, role: str = "", *, width: int = TEXT_WIDTH) -> list[list[Cell]]:
    """A text as lines of a box, wrapped."""
    return [[(line, role)] for line in wrap(text, width)]


def pressed(event: events.Key, keys: Sequence[str]) -> str | None:
    """Which of these keys an event is; a capital counts as its small letter unless it is a key itself."""
    for name in (event.character, event.key):
        if name is not None and name in keys:
            return name
    if event.character is not None and event.character.lower() in keys:
        return event.character.lower()
    return None
