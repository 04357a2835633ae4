"""What went wrong, what is safe, and what to do next; it stays until it is read."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from caseterm.screens.dialogs.box import GUARD_SECONDS, Box, Dialog, text_lines
from caseterm.typedcommands import to_type
from caseterm.widgets.rows import Cell


class MessageDialog(Dialog[None]):
    """A message in three parts; Enter, Escape or space closes it."""

    guard_seconds: ClassVar[float] = GUARD_SECONDS

    def __init__(self, title: str, what: str, safe: str = "", next_step: str = "") -> None:
        super().__init__()
        self._title = title
        self._parts = ((what, "bold"), (safe, "good"))
        self._next_step = next_step

    def compose(self) -> ComposeResult:
        lines: list[list[Cell]] = [[]]
        database = getattr(self.app, "db", None)
        next_step = to_type(self._next_step, database.path) if database is not None else self._next_step
        for text, role in (*self._parts, (next_step, "")):
            if text:
                lines += [*text_lines(text, role), []]
        yield Box(self._title, [*lines, [("enter", "key"), "  Close"]])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if not self.too_early(event) and event.key in ("enter", "escape", "space"):
            self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)
