"""Widgets that draw lines of plain text in the program's own roles, without layout or markup."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.keys import _character_to_key
from textual.strip import Strip
from textual.widget import Widget

from caseterm.widgets.ownlines import OwnColours, OwnLines
from caseterm.widgets.roles import role_styles
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import pad, shown


def text_and_role(cell: Cell) -> tuple[str, str]:
    return (cell, "") if isinstance(cell, str) else cell


def cells_width(cells: Sequence[Cell]) -> int:
    """How many cells these pieces take once shown."""
    return sum(cell_len(shown(text_and_role(cell)[0])) for cell in cells)


def key_name(key: str) -> str:
    """The name Textual gives a key as it is printed: "/" is slash, "space" stays."""
    return _character_to_key(key) if len(key) == 1 else key.lower()


class Painted(OwnColours, Widget):
    """Draws pieces of text, each with a role: muted, warn, bad, good, bold, accent, key or current."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Painted { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_cache = OwnLines()
        self._paints: Mapping[str, Style] | None = None

    def notify_style_update(self) -> None:
        self._paints = None
        super().notify_style_update()

    def paint_of(self, role: str) -> Style:
        if self._paints is None:
            self._paints = role_styles(self)
        return self._paints.get(role, self._paints[""])

    def paint(self, cells: Sequence[Cell], width: int) -> Strip:
        """A line of exactly `width` cells; the piece that does not fit is cut with … and those after it dropped."""
        return Strip(self.pieces(cells, width), width)

    def pieces(self, cells: Sequence[Cell], width: int) -> list[Segment]:
        """What such a line is made of."""
        segments: list[Segment] = []
        texts, last, left = "", "", width
        for text, role in (*map(text_and_role, cells), (" " * width, "")):
            if left <= 0:
                break
            drawn = shown(text)
            used = len(drawn) if drawn.isascii() else cell_len(drawn)
            if used > left:
                used, drawn = left, pad(text, left)
            if not used:
                continue
            if not text.strip():
                drawn = " " * used
            if role != last and texts:
                segments.append(Segment(texts, self.paint_of(last)))
                texts = ""
            texts, last, left = texts + drawn, role, left - used
        return [*segments, Segment(texts, self.paint_of(last))] if texts else segments
