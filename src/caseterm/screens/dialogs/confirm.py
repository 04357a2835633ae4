"""Questions with an answer: by one key, or by a typed word where nothing can bring the thing back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from caseterm.commands import while_typing
from caseterm.rules.text import fold
from caseterm.screens.dialogs.box import GUARD_SECONDS, Box, Dialog, pressed, text_lines
from caseterm.screens.ownkeys import own_key
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rows import Cell


class KeyConfirm(Dialog[Any]):
    """A question answered by single keys, each with its result; Escape and Enter give None, the harmless answer.

    The first line of the text is the title. Enter acts only when it is among the items.
    """

    guard_seconds: ClassVar[float] = GUARD_SECONDS

    def __init__(
        self, text: str, items: Sequence[tuple[str, str, Any]], *, cancel: str = "", default: str = ""
    ) -> None:
        super().__init__()
        self._title, _, self._text = text.partition("\n")
        self._items = list(items)
        self._cancel = cancel
        self._default = default

    def compose(self) -> ComposeResult:
        lines: list[list[Cell]] = [[]]
        if self._text:
            lines += [*text_lines(self._text), []]
        width = max(len("esc"), *(len(key) for key, _, _ in self._items))
        lines += [["  ", (f"{key:>{width}}", "key"), f"  {label}"] for key, label, _ in self._items]
        if self._cancel:
            lines.append(["  ", ("esc", "key"), f"  {self._cancel}", (f"   {self._default}", "muted")])
        yield Box(self._title, [*lines, []])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if self.too_early(event):
            return
        results = {key: result for key, _, result in self._items}
        key = pressed(event, list(results))
        if key is not None:
            self.dismiss(results[key])
        elif event.key in ("escape", "enter"):
            self.dismiss(None)


class TypedConfirm(Dialog[bool]):
    """A question answered by typing a word, such as the client's surname; Enter alone does nothing."""

    BINDINGS = while_typing({"dialog.close": "close"})

    def __init__(self, text: str, word: str) -> None:
        super().__init__()
        self._title, _, self._text = text.partition("\n")
        self._word = word
        self.input = TextField()

    def compose(self) -> ComposeResult:
        lines: list[list[Cell]] = [[]]
        if self._text:
            lines += [*text_lines(self._text), []]
        lines += [["Type ", (self._word, "bold"), " and press enter to do it:"], [("> ", "key")], []]
        lines += [[(own_key(self.app, "dialog.close"), "key"), "  Leave everything as it is"]]
        with Box(self._title, lines, width=50):
            self.input.styles.margin = (len(lines) - 2, 2, 0, 4)
            yield self.input

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self.input.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = fold(event.value) or event.value.strip()
        if typed and typed == (fold(self._word) or self._word.strip()):
            self.dismiss(True)

    def action_close(self) -> None:
        self.dismiss(False)
