"""How a row list looks: its rows as lines of exactly the width of the list."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from caseterm.widgets.rows import ACROSS, LEAST_NAME, ROLES, Cell, Column, Row, fit_columns
from caseterm.widgets.safe import pad, width_of

BAR = "▐"
_INDENT = {"heading": 1, "note": 4}


class Pen:
    """Collects pieces of one line; pieces of one style become one segment."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._text: list[str] = []
        self._style: Style | None = None

    def write(self, text: str, style: Style) -> None:
        if style is not self._style:
            self._flush()
            self._style = style
        self._text.append(text)

    def strip(self, width: int) -> Strip:
        self._flush()
        return Strip(self.segments, width)

    def _flush(self) -> None:
        if self._text:
            self.segments.append(Segment("".join(self._text), self._style))
            self._text = []


class RowPainter:
    """Draws lines of `width` cells: gutter, columns one blank apart, and a position bar in the last cell."""

    def __init__(self, columns: Sequence[Column], *, gutter: int, width: int) -> None:
        self.width = width
        self.inner = max(0, width - 1)
        self.gutter = min(gutter, self.inner)
        self.columns = fit_columns(columns, self.inner - self.gutter)
        self.styles: dict[str, Style] = {}
        self.cursor_styles: dict[str, Style] = {}
        self.idle_styles: dict[str, Style] = {}

    def set_styles(self, plain: Style, parts: Mapping[str, Style]) -> None:
        """The styles by component name; on the cursor a role keeps only its weight, so that it can be read."""
        self.styles = {"": plain, **parts}
        weights = {role: Style(bold=parts[role].bold, underline=parts[role].underline) for role in ROLES}
        for styles, base in ((self.cursor_styles, parts["cursor"]), (self.idle_styles, parts["cursor-idle"])):
            styles.clear()
            styles[""] = base
            styles.update({role: base + weight for role, weight in weights.items()})

    def header(self) -> Strip:
        pen, style = Pen(), self.styles["header"]
        pen.write(" " * self.gutter, style)
        self._cells(pen, {column.key: column.label for column, _ in self.columns}, {"": style}, style)
        pen.write(" ", style)
        return pen.strip(self.width)

    def row(self, row: Row, *, cursor: bool, focused: bool, marked: bool, bar: bool) -> Strip:
        pen, plain = Pen(), self.styles[""]
        styles = self.styles
        if cursor:
            styles = self.cursor_styles if focused else self.idle_styles
        gutter = (">" if cursor else " ") + ("+" if marked else " ") + ("*" if row.pinned else " ")
        if self.gutter < 3:
            gutter = gutter[0] + gutter[2]
        pen.write(gutter[: self.gutter], styles[""])
        if ACROSS in row.cells:
            cell = row.cells[ACROSS]
            text, role = (cell, "") if isinstance(cell, str) else cell
            pen.write(pad(text, self.inner - self.gutter), styles.get(role, styles[""]))
        else:
            self._cells(pen, row.cells, styles, styles[""])
        self._end(pen, plain, bar)
        return pen.strip(self.width)

    def across(self, row: Row, *, bar: bool) -> Strip:
        """A heading or note: its cells one after another, over the whole width; the first is cut before the others."""
        pen, base = Pen(), self.styles[row.kind]
        indent = min(_INDENT[row.kind], self.inner)
        pen.write(" " * indent, base)
        left = self.inner - indent
        cells = [(cell, "") if isinstance(cell, str) else cell for cell in row.cells.values()]
        cells = [(text, role) for text, role in cells if text]
        room = max(LEAST_NAME, left - sum(width_of(text) + 2 for text, _ in cells[1:]) - 2 * (len(cells) > 1))
        for place, (text, role) in enumerate(cells):
            if left <= 0:
                break
            shown = pad(text, min(left, room) if place == 0 else left).rstrip()
            used = min(left, cell_len(shown) + 2)
            pen.write(pad(shown, used), self.styles.get(role, base) if role else base)
            left -= used
        pen.write(" " * left, base)
        self._end(pen, self.styles[""], bar)
        return pen.strip(self.width)

    def blank(self, *, text: str = "", role: str = "", bar: bool = False) -> Strip:
        """A line without a row, with a text of the list's own where there are no rows at all."""
        pen, plain = Pen(), self.styles[""]
        pen.write(pad(" " * self.gutter + text, self.inner), self.styles.get(role, plain))
        self._end(pen, plain, bar)
        return pen.strip(self.width)

    def _cells(self, pen: Pen, cells: Mapping[str, Cell], styles: Mapping[str, Style], base: Style) -> None:
        left = self.inner - self.gutter
        for place, (column, width) in enumerate(self.columns):
            cell = cells.get(column.key, "")
            text, role = (cell, "") if isinstance(cell, str) else cell
            if place:
                pen.write(" ", base)
                left -= 1
            pen.write(pad(text, width, column.align), styles.get(role, base))
            left -= width
        pen.write(" " * left, base)

    def _end(self, pen: Pen, plain: Style, bar: bool) -> None:
        if self.width:
            pen.write(BAR if bar else " ", self.styles["bar"] if bar else plain)
