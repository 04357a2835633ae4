"""How a list of rows is drawn: line by line, and only those that show something else."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from caseterm.errors import CaseTermError
from caseterm.widgets.ownlines import OwnColours, OwnLines
from caseterm.widgets.roles import role_styles
from caseterm.widgets.rowpaint import RowPainter
from caseterm.widgets.rows import Column, Key
from caseterm.widgets.rowview import View
from caseterm.widgets.safe import shown_lines


class DrawnRows(OwnColours, Widget):
    """Rows in their columns under a heading, with the cursor, the marks and the position bar, as the view has them."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        show_header: bool,
        marking: bool,
        empty_text: str,
        id: str | None,
        classes: str | None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_cache = OwnLines()
        self.marks: set[Key] = set()
        self._view = View()
        self._columns: Sequence[Column] = columns
        self._header = 1 if show_header else 0
        self._marking = marking
        self._empty_text = empty_text
        self._painter: RowPainter | None = None
        self._painted_for = Size(0, 0)
        self._drawn: dict[int, tuple[object, ...]] = {}
        """What each line showed when it was last drawn."""

    def set_columns(self, columns: Sequence[Column]) -> None:
        if columns != self._columns:
            self._columns = columns
            self._painter = None
            self.refresh()

    @property
    def empty_text(self) -> str:
        """What is shown when there are no rows: why, and which key helps."""
        return self._empty_text

    @empty_text.setter
    def empty_text(self, text: str) -> None:
        if text != self._empty_text:
            self._empty_text = text
            self.refresh()

    def _refresh_changed(self) -> None:
        """Repaint the lines that show something else now: a filter's next letter leaves most of them as they are."""
        if len(self._drawn) != self._view.height or not self.is_mounted:
            self.refresh()
            return
        changed = [line for line, before in self._drawn.items() if self._shown_at(line) != before]
        if changed:
            width = self.size.width
            self.refresh(*(Region(0, line + self._header, width, 1) for line in changed))

    def on_resize(self, event: events.Resize) -> None:
        self._view.resize(event.size.height - self._header)
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        self._painter = None
        super().notify_style_update()

    def _paint(self) -> RowPainter:
        painter = self._painter
        if painter is None or self._painted_for != self.outer_size:
            self._painted_for = self.outer_size
            painter = RowPainter(self._columns, gutter=3 if self._marking else 2, width=self.size.width)
            painter.set_styles(self.rich_style, role_styles(self))
            self._painter = painter
        return painter

    def _shown_at(self, line: int) -> tuple[object, ...]:
        """Everything a line's look depends on but the styles and the columns."""
        view = self._view
        place, bar = view.top + line, view.bar_at(line)
        if place >= len(view.rows):
            return (None, self._empty_line(line), bar)
        row = view.rows.row(place)
        look = (row.kind, row.cells, row.pinned)  # its key is not seen
        return (look, place == view.cursor, bar, self.has_focus, row.key in self.marks)

    def render_line(self, y: int) -> Strip:
        painter, view = self._paint(), self._view
        if y < self._header:
            return painter.header()
        line = y - self._header
        place, bar = view.top + line, view.bar_at(line)
        self._drawn[line] = self._shown_at(line)
        if place >= len(view.rows):
            return painter.blank(text=self._empty_line(line), role="muted", bar=bar)
        row = view.rows.row(place)
        self._report(view.rows.error)
        if row.kind != "row":
            return painter.across(row, bar=bar)
        return painter.row(
            row, cursor=place == view.cursor, focused=self.has_focus, marked=row.key in self.marks, bar=bar
        )

    def _empty_line(self, line: int) -> str:
        if len(self._view.rows):
            return ""
        lines = shown_lines(self._empty_text)
        return lines[line - 1] if 1 <= line <= len(lines) else ""

    def _report(self, error: CaseTermError | None) -> None:
        """Told at each row that is drawn why rows could not be read, or None."""
