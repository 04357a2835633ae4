"""One line to answer, with what was understood beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from textual import events
from textual.app import App, ComposeResult

from caseterm.commands import while_typing
from caseterm.rules.calendar_days import Prefer
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.screens.fieldspec import FieldSpec, Kind, make_field
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.choicefield import Suggest
from caseterm.widgets.field import Field
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, wrap

WIDTH = 72
ROOM = WIDTH - 4
_WIDTHS = {"yesno": 1, "date": 26, "time": 26, "length": 26, "money": 26, "text": ROOM - 2}


class PromptDialog(Dialog[Any]):
    """Ask for one value of any kind of field; gives the value, or None when she leaves.

    A blank answer is taken, as an empty text, only with `blank`; `value` is where the line starts, and with `guessed`
    typing replaces it. `check` says why an answer cannot be taken, '' when it can: the question stays with what was
    typed. What was typed when she left the same question the last time comes back with ctrl+y.
    """

    BINDINGS = while_typing({"dialog.close": "close", "form.save": "save", "case.jump": "app.jump"})

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
        guessed: bool = False,
        check: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__()
        self._guessed = guessed
        self._check = check
        self._title = title
        self._value = value
        self._blank = blank
        self._hint = hint
        self._left = ""
        spec = FieldSpec(
            "answer",
            "",
            kind,
            choices=choices,
            suggest=suggest,
            prefer=prefer,
            free=free,
            anchors=anchors or {},
            width=_WIDTHS.get(kind, 40),
        )
        self.field: Field = make_field(spec, today=today or date.min)

    def compose(self) -> ComposeResult:
        with Box(self._title, self._lines(""), width=WIDTH):
            self.field.styles.margin = (2, 1, 0, 1)
            yield self.field

    def _lines(self, problem: str) -> list[list[Cell]]:
        shown: list[list[Cell]] = [
            [(line, "bad" if problem else "muted")] for line in wrap(problem or self._hint, ROOM)
        ]
        if self._left and not problem:
            shown.insert(0, [("ctrl+y", "key"), " brings back ", (cut(self._left, ROOM - 19), "bold")])
        shown = [*shown, [], []][:2]
        keys: list[Cell] = [("enter", "key"), " OK  ", (own_key(self.app, "dialog.close"), "key"), " Cancel"]
        return [[], [], [], *shown, keys]

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        if self._value is not None:
            self.field.set_value(self._value)
        self.set_focus(self.field.editor)  # now, not when the program comes to it: what she types next belongs here
        if isinstance(self.field.editor, TextField):
            self.call_after_refresh(self._show_end, self.field.editor)
        self._left = _left(self.app).get(self._title, "")
        if self._left == self.field.text or not isinstance(self.field.editor, TextField):
            self._left = ""
        if self._left:
            self.field.line.offer_again(self._left)
            self.query_one(Box).set_lines(self._lines(""))

    def _show_end(self, editor: TextField) -> None:
        """Once the field has its width: of an answer too long for it the end is in sight, of a path the file's name."""
        if self._guessed:
            editor.action_select_all()
        chosen = editor.selection
        editor.cursor_position = 0
        editor.selection = chosen

    def on_field_changed(self) -> None:
        if self.field.dirty:
            self._left = ""
        self.query_one(Box).set_lines(self._lines(""))

    def action_save(self) -> None:
        """The key that saves a form answers a question too."""
        self.field.settle()
        self.on_field_entered()

    def on_field_entered(self) -> None:
        problem = self.field.check()
        if problem is None and not self.field.text.strip() and not self._blank:
            problem = "Type an answer, or leave with esc."
        if problem is None and self._check is not None and self.field.text.strip():
            problem = self._check(self.field.value) or None
        if problem is not None:
            self.query_one(Box).set_lines(self._lines(problem))
            return
        value = self.field.value
        _left(self.app).pop(self._title, None)
        self.dismiss("" if value is None else value)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that leaving would lose."""
        return self.field.dirty and bool(self.field.text.strip())

    def action_close(self) -> None:
        if self.dirty:
            _left(self.app)[self._title] = self.field.text
        self.dismiss(None)

    def leave_first(self, then: Callable[[], object]) -> None:
        """Leave the question, with what is typed kept for it, and do something else then."""
        self.action_close()
        then()


def _left(app: App[Any]) -> dict[str, str]:
    """What was typed into questions that were left, by their titles, as long as the program runs."""
    left: dict[str, str] = app.__dict__.setdefault("left_lines", {})
    return left
