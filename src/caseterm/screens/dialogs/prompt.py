"""One line to answer, with what was understood beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding

from caseterm.rules.calendar_days import Prefer
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.screens.fieldspec import FieldSpec, Kind, make_field
from caseterm.widgets.choicefield import Suggest
from caseterm.widgets.field import Field
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import wrap

WIDTH = 72


class PromptDialog(Dialog[Any]):
    """Ask for one value of any kind of field; gives the value, or None when she leaves.

    A blank answer is taken, as an empty text, only with `blank`; `value` is where the line starts.
    """

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False)]

    def __init__(
        self,
        title: str,
        kind: Kind = "text",
        value: object = None,
        hint: str = "",
        *,
        today: date | None = None,
        blank: bool = False,
        choices: Sequence[tuple[object, str]] = (),
        suggest: Suggest | None = None,
        prefer: Prefer = "future",
        free: bool | None = None,
        anchors: Mapping[str, date | None] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._blank = blank
        self._hint = hint
        spec = FieldSpec(
            "answer",
            "",
            kind,
            choices=choices,
            suggest=suggest,
            prefer=prefer,
            free=free,
            anchors=anchors or {},
            width=1 if kind == "yesno" else 26 if kind in ("date", "time", "length", "money") else 40,
        )
        self.field: Field = make_field(spec, today=today or date.min)

    def compose(self) -> ComposeResult:
        with Box(self._title, self._lines(""), width=WIDTH):
            self.field.styles.margin = (2, 1, 0, 1)
            yield self.field

    def _lines(self, problem: str) -> list[list[Cell]]:
        said = wrap(problem or self._hint, WIDTH - 4)[:2]
        role = "bad" if problem else "muted"
        shown: list[list[Cell]] = [[(line, role)] for line in said]
        shown += [[] for _ in range(2 - len(said))]
        keys: list[Cell] = [("enter", "key"), " Save  ", ("esc", "key"), " Cancel"]
        return [[], [], [], *shown, keys]

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        if self._value is not None:
            self.field.set_value(self._value)
        self.field.focus()

    def on_field_changed(self) -> None:
        self.query_one(Box).set_lines(self._lines(""))

    def on_field_entered(self) -> None:
        problem = self.field.check()
        if problem is None and not self.field.text.strip() and not self._blank:
            problem = "Type an answer, or leave with esc."
        if problem is not None:
            self.query_one(Box).set_lines(self._lines(problem))
            return
        value = self.field.value
        self.dismiss("" if value is None else value)

    def action_cancel(self) -> None:
        self.dismiss(None)
