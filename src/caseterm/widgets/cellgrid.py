"""A sheet of cells with one being typed in: rows painted, the cell under the cursor an editor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from caseterm.widgets.lineinput import TextField
from caseterm.widgets.painted import Painted
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import Align, clean_paste, pad

NUMBERS = 7


@dataclass(frozen=True)
class GridColumn:
    """One column: its heading, cells on the screen, and the side its texts stand on."""

    heading: str
    width: int
    align: Align = "left"


@dataclass
class GridRow:
    """One row: its texts, why cells of it are refused, and whether it is stored and shown only."""

    cells: list[str]
    problems: dict[int, str] = field(default_factory=dict)
    stored: bool = False


class CellField(TextField):
    """The editor of a cell; a paste of several cells is handed on instead of being joined."""

    class PastedCells(Message):
        """Text with tabs or line ends was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        if "\t" in event.text or "\n" in event.text.strip("\n") or "\r" in event.text.strip("\r\n"):
            event.stop()
            event.prevent_default()
            self.post_message(self.PastedCells(event.text))
            return
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(clean_paste(event.text), start, end)


class CellGrid(Painted):
    """Rows under headings; columns to the left give way so that the cell being typed in is in sight.

    `shown` gives a cell's text once it was left. The editor's text belongs to (`row`, `column`); `leave` puts it there.
    """

    DEFAULT_CSS = """
    CellGrid { height: 1fr; layout: vertical; }
    """

    class Moved(Message):
        """Another cell has the keyboard."""

    def __init__(
        self, columns: Sequence[GridColumn], shown: Callable[[int, str], str], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.entries: list[GridRow] = [GridRow([""] * len(columns))]
        self.row = 0
        self.column = 0
        self.first_column = 0
        self.first_row = 0
        self._shown = shown
        self.editor = CellField(select_on_focus=False)

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self._place()

    def on_resize(self) -> None:
        self._place()

    # the cell being typed in

    @property
    def current(self) -> GridRow:
        return self.entries[self.row]

    def take(self) -> None:
        """Put what is typed into its cell."""
        self.current.cells[self.column] = self.editor.value

    def go(self, row: int, column: int) -> None:
        """Type in another cell, its text selected whole so that typing replaces it."""
        self.take()
        self.row = max(0, min(row, len(self.entries) - 1))
        self.column = max(0, min(column, len(self.columns) - 1))
        self.load()

    def load(self) -> None:
        """Show the cell under the cursor in the editor."""
        with self.prevent(Input.Changed):
            self.editor.set_text(self.current.cells[self.column])
        self.editor.select_all()
        self._place()
        self.post_message(self.Moved())

    # place

    def fitting(self) -> list[tuple[int, int, int]]:
        """The columns in sight: their number, the cell they begin at, and their width."""
        width = self.size.width or 80
        found: list[tuple[int, int, int]] = []
        left = NUMBERS
        for number in range(self.first_column, len(self.columns)):
            wanted = self.columns[number].width
            if left + wanted > width:
                break
            found.append((number, left, wanted))
            left += wanted + 1
        return found

    def _place(self) -> None:
        if not self.size.width:
            return
        self.first_column = min(self.first_column, self.column)
        while self.column not in [number for number, _, _ in self.fitting()] and self.first_column < self.column:
            self.first_column += 1
        height = max(1, self.size.height - 1)
        self.first_row = max(min(self.first_row, self.row), self.row - height + 1)
        start, width = next(
            ((left, wide) for number, left, wide in self.fitting() if number == self.column), (NUMBERS, 8)
        )
        self.editor.styles.width = width
        self.editor.styles.margin = (1 + self.row - self.first_row, 0, 0, start)
        self.refresh()

    # drawing

    def render_line(self, y: int) -> Strip:
        fitted = self.fitting()
        if y == 0:
            cells: list[Cell] = [(" " * NUMBERS, "header")]
            for number, _, width in fitted:
                column = self.columns[number]
                cells.append((pad(column.heading, width, column.align) + " ", "header"))
            hidden = len(self.columns) - 1 - fitted[-1][0] if fitted else 0
            cells.append((f">{hidden}" if hidden else "", "muted"))
            return self.paint(cells, self.size.width)
        place = self.first_row + y - 1
        if place >= len(self.entries):
            return self.paint([], self.size.width)
        return self.paint(self._cells(place, fitted), self.size.width)

    def _cells(self, place: int, fitted: Sequence[tuple[int, int, int]]) -> list[Cell]:
        entry = self.entries[place]
        mark = "ok" if entry.stored else "!" if entry.problems else ">" if place == self.row else ""
        role = "good" if entry.stored else "bad" if entry.problems else "key"
        cells: list[Cell] = [(f"{place + 1:>3} ", "muted"), (pad(mark, 3), role)]
        for number, _, width in fitted:
            text = self._shown(number, entry.cells[number])
            bad = number in entry.problems
            shown = pad(("!" + text) if bad else text, width, self.columns[number].align)
            empty = not text.strip()
            cells.append((f"{'·' * width if empty and place == self.row else shown} ", self._role(entry, bad=bad)))
        return cells

    @staticmethod
    def _role(entry: GridRow, *, bad: bool) -> str:
        return "muted" if entry.stored else "bad" if bad else ""
