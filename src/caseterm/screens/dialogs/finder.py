"""A text field above a list that follows it: what jump, palette and help have in common."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from caseterm.commands import while_typing
from caseterm.screens.base import STYLES
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Column
from caseterm.widgets.rows import Key as RowKey
from caseterm.widgets.safe import C
from caseterm.widgets.steady import Steady

Result = TypeVar("Result")


class FinderDialog(Steady, ModalScreen[Result | None], Generic[Result]):
    """Typing narrows the list, arrows move in it, enter takes the row, escape closes with None.

    The cursor never leaves the text field, so letters are always text. A subclass fills the list in `find`
    and says in `taken` what a row gives.
    """

    CSS_PATH = STYLES / "finder.tcss"
    AUTO_FOCUS = "#finder-text"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (76, "-narrow"), (100, "-wide")]
    BINDINGS = while_typing(
        {"dialog.close": "close", "up": "move(-1)", "down": "move(1)", "page.up": "page(-1)", "page.down": "page(1)"}
    )
    heading: ClassVar[str] = ""
    placeholder: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]] = ()
    summary = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="finder") as box:
            box.border_title = C(self.heading)
            yield TextField(placeholder=self.placeholder, id="finder-text")
            yield Rule()
            yield RowList(self.columns, show_header=False, marking=False, id="finder-list")
            yield Line(id="finder-foot")

    def on_mount(self) -> None:
        self.rows.can_focus = False
        self.refind("")

    @property
    def rows(self) -> RowList:
        return self.query_one("#finder-list", RowList)

    @property
    def field(self) -> TextField:
        return self.query_one("#finder-text", TextField)

    def set_heading(self, text: str) -> None:
        self.query_one("#finder").border_title = C(text)

    def find(self, text: str) -> str:
        """Fill the list with what the text asks for, and say how much there is."""
        return ""

    def about(self, key: RowKey) -> str:
        """More of the row under the cursor than its cells hold."""
        return ""

    def refind(self, text: str) -> None:
        self.summary = self.find(text)
        self.show_foot()

    def show_foot(self) -> None:
        key = self.rows.cursor_key
        more = self.about(key) if key is not None else ""
        self.query_one("#finder-foot", Line).set(" ", (more or self.summary, "muted"))

    def taken(self, key: RowKey) -> Result | None:
        """What choosing the row gives."""
        return None

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.refind(message.value)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        message.stop()
        self.show_foot()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if self.field.value != "" or self.rows.cursor_key is not None:
            self.take()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        message.stop()
        self.take()

    def take(self) -> None:
        """Close with the row under the cursor; without one stay open."""
        key = self.rows.cursor_key
        if key is not None:
            self.dismiss(self.taken(key))

    def action_close(self) -> None:
        self.dismiss(None)

    def action_move(self, steps: int) -> None:
        self.rows.action_move(steps)

    def action_page(self, direction: int) -> None:
        self.rows.action_page(direction)

    def take_letter(self, letter: str) -> None:
        """A letter typed before the field had the focus belongs to the field all the same."""
        self.field.insert_text_at_cursor(letter)
