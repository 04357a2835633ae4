"""Choose a file by typing its path or going through folders."""

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from caseterm.commands import while_typing
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.screens.openpaths import SUFFIXES, Entry, expanded, offered
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rowlist import Cell, Column, Row, RowList

WIDTH = 72
HEIGHT = 12


class OpenFileDialog(Dialog[Path | None]):
    """A line for the path and what it could become; gives the file, or None when she leaves."""

    BINDINGS = while_typing(
        {
            "dialog.close": "close",
            "file.complete": "complete",
            "up": "move(-1)",
            "down": "move(1)",
            "page.up": "page(-1)",
            "page.down": "page(1)",
        }
    )

    def __init__(
        self, title: str, start: str, *, suffixes: tuple[str, ...] = SUFFIXES, noun: str = "spreadsheet"
    ) -> None:
        super().__init__()
        self._title = title
        self._suffixes = suffixes
        self.line = TextField(start)
        self.entries: list[Entry] = []
        self.rows = RowList(
            [Column("name", "", 20, grow=True), Column("detail", "", 22, align="right")],
            show_header=False,
            marking=False,
            empty_text=f"No {noun} here. Type a path; a folder ends in /.",
        )

    def compose(self) -> ComposeResult:
        with Box(self._title, self._lines(), width=WIDTH):
            self.line.styles.margin = (1, 2, 0, 4)
            yield self.line
            self.rows.styles.margin = (1, 1, 0, 1)
            self.rows.styles.height = HEIGHT
            yield self.rows

    def _lines(self, said: str = "") -> list[list[Cell]]:
        keys: list[Cell] = [("enter", "key"), " Open  ", (own_key(self.app, "file.complete"), "key"), " Complete  "]
        keys += [(own_key(self.app, "dialog.close"), "key"), " Cancel"]
        last: list[Cell] = [(said, "bad")] if said else keys
        return [[("> ", "key")], *([[]] * (HEIGHT + 2)), last]

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self.rows.can_focus = False
        self._show()
        self.line.focus()

    def _show(self) -> None:
        self.entries = offered(self.line.value, self._suffixes)
        self.rows.set_rows(
            [
                Row(number, {"name": entry.path.name + "/" * entry.is_folder, "detail": (entry.detail, "muted")})
                for number, entry in enumerate(self.entries)
            ],
            keep=False,
        )
        self.query_one(Box).set_lines(self._lines())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        self._take()

    def _take(self) -> None:
        typed = expanded(self.line.value)
        key = self.rows.cursor_key
        if self.line.value.strip() and typed.is_file():
            self.dismiss(typed)
        elif key is not None:
            self._open(self.entries[int(key)])
        elif typed.is_dir():
            self._go(typed)
        else:
            self.query_one(Box).set_lines(self._lines("There is no such file."))

    def _open(self, entry: Entry) -> None:
        if entry.is_folder:
            self._go(entry.path)
        else:
            self.dismiss(entry.path)

    def _go(self, folder: Path) -> None:
        self.line.value = f"{folder}/"
        self.line.cursor_position = len(self.line.value)

    def action_complete(self) -> None:
        """Write out the entry under the cursor."""
        key = self.rows.cursor_key
        if key is not None:
            entry = self.entries[int(key)]
            self.line.value = f"{entry.path}{'/' * entry.is_folder}"
            self.line.cursor_position = len(self.line.value)

    def action_move(self, steps: int) -> None:
        self.rows.action_move(steps)

    def action_page(self, direction: int) -> None:
        self.rows.action_page(direction)

    def action_close(self) -> None:
        self.dismiss(None)
