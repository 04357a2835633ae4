"""Choose one of several things by typing part of it."""

from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from caseterm.commands import while_typing
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.widgets.drop import Option, match_options
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rowlist import Column, Row, RowList
from caseterm.widgets.safe import width_of

MOST_ROWS = 12
WIDEST = 70


class PickDialog(Dialog[Any]):
    """A list of (value, label) or (value, label, detail) with a line to filter it; gives the value, or None.

    `filter` is what the line starts with; `current` the value the cursor starts on.
    """

    BINDINGS = while_typing(
        {
            "dialog.close": "close",
            "case.jump": "app.jump",
            "up": "move(-1)",
            "down": "move(1)",
            "page.up": "page(-1)",
            "page.down": "page(1)",
        }
    )

    def __init__(
        self,
        title: str,
        items: Sequence[tuple[Any, ...]],
        filter: str = "",
        *,
        current: Any = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._options = [
            Option((number, item[0]), item[1], item[2] if len(item) == 3 else "") for number, item in enumerate(items)
        ]
        self._current = current
        self.line = TextField(filter)
        label = max((width_of(option.label) for option in self._options), default=0)
        detail = max((width_of(option.detail) for option in self._options), default=0)
        self._width = min(WIDEST, max(40, label + detail + 12))
        columns = [Column("label", "", min(label, WIDEST - 12), grow=not detail)]
        if detail:
            columns.append(Column("detail", "", min(8, detail), grow=True))
        self.rows = RowList(columns, show_header=False, marking=False, empty_text="Nothing matches. Esc leaves.")

    def compose(self) -> ComposeResult:
        height = max(2, min(len(self._options), MOST_ROWS))
        with Box(self._title, [[("> ", "key")], *([[]] * (height + 1))], width=self._width):
            self.line.styles.margin = (1, 2, 0, 4)
            yield self.line
            self.rows.styles.margin = (1, 1, 0, 1)
            self.rows.styles.height = height
            yield self.rows

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self.rows.can_focus = False
        self._show()
        for option in self._options:
            if self._value(option) == self._current and self._current is not None:
                self.rows.move_to(self._number(option))
        self.line.focus()

    def _value(self, option: Option) -> Any:
        assert isinstance(option.value, tuple)
        return option.value[1]

    def _number(self, option: Option) -> int:
        assert isinstance(option.value, tuple)
        return int(option.value[0])

    def _show(self) -> None:
        found = match_options(self._options, self.line.value)
        self.rows.set_rows(
            [
                Row(self._number(option), {"label": option.label, "detail": (option.detail, "muted")})
                for option in found
            ],
            keep=False,
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        self._take()

    def _take(self) -> None:
        key = self.rows.cursor_key
        if key is not None:
            self.dismiss(self._value(self._options[int(key)]))

    def action_move(self, steps: int) -> None:
        self.rows.action_move(steps)

    def action_page(self, direction: int) -> None:
        self.rows.action_page(direction)

    def action_close(self) -> None:
        self.dismiss(None)

    def leave_first(self, then: Callable[[], object]) -> None:
        """Choose nothing and do something else."""
        self.dismiss(None)
        then()
