"""Asking for a passphrase, choosing a new one, and showing a recovery key; nothing typed here is ever drawn."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from caseterm.rules.passphrase import refusal, remark
from caseterm.screens.dialogs.box import GUARD_SECONDS, Box, Dialog, pressed, text_lines
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import wrap
from caseterm.widgets.secretfield import SecretField

WIDTH = 72
INNER = WIDTH - 6
SAID_LINES = 2
MARGIN = 16


class AskPassphrase(Dialog[str | None]):
    """One hidden line for the passphrase that is set; gives it, or None when she leaves."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False)]

    def __init__(self, title: str, text: str, problem: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._problem = problem
        self.field = SecretField()

    def compose(self) -> ComposeResult:
        before = text_lines(self._text, width=INNER)
        with Box(self._title, self._lines(), width=WIDTH):
            self.field.styles.margin = (len(before) + 3, 2, 0, MARGIN)
            yield self.field

    def _lines(self) -> list[list[Cell]]:
        before = text_lines(self._text, width=INNER)
        said: list[list[Cell]] = [[(line, "bad")] for line in wrap(self._problem, INNER)[:SAID_LINES]]
        said += [[] for _ in range(SAID_LINES - len(said))]
        keys: list[Cell] = [("enter", "key"), " Go on  ", ("esc", "key"), " Leave everything as it is"]
        return [[], *before, [], ["Passphrase:"], [], *said, keys]

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self.field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        said = self.field.value
        if said:
            self.field.wipe()
            self.dismiss(said)

    def action_cancel(self) -> None:
        self.field.wipe()
        self.dismiss(None)


class NewPassphrase(Dialog[str | None]):
    """Two hidden lines that must agree, with a remark on how good the passphrase is; gives it, or None."""

    BINDINGS = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("tab,down", "other", show=False),
        Binding("shift+tab,up", "other", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self.first = SecretField()
        self.second = SecretField()

    def compose(self) -> ComposeResult:
        top = len(text_lines(self._text, width=INNER)) + 3
        with Box(self._title, self._lines(), width=WIDTH):
            self.first.styles.margin = (top, 2, 0, MARGIN)
            yield self.first
            self.second.styles.margin = (1, 2, 0, MARGIN)
            yield self.second

    def _lines(self, said: str = "", role: str = "muted") -> list[list[Cell]]:
        shown: list[list[Cell]] = [[(line, role)] for line in wrap(said, INNER)[:SAID_LINES]]
        shown += [[] for _ in range(SAID_LINES - len(shown))]
        keys: list[Cell] = [("enter", "key"), " Go on  ", ("tab", "key"), " Other line  ", ("esc", "key"), " Leave it"]
        before = text_lines(self._text, width=INNER)
        return [[], *before, [], ["Passphrase:"], [], ["Once more:"], [], *shown, keys]

    def on_mount(self, event: events.Mount) -> None:
        super().on_mount(event)
        self.first.focus()

    def on_input_changed(self) -> None:
        role, words = remark(self.first.value)
        self._say(words, role)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        said, again = self.first.value, self.second.value
        problem = refusal(said)
        if problem is not None:
            self._say(problem, "bad")
            self.first.focus()
        elif event.input is self.first:
            self.second.focus()
        elif said != again:
            self.second.wipe()
            self._say("The two are not the same. Type the second one again.", "bad")
        else:
            self._forget()
            self.dismiss(said)

    def _say(self, words: str, role: str) -> None:
        for box in self.query(Box):
            box.set_lines(self._lines(words, role))

    def action_other(self) -> None:
        (self.first if self.second.has_focus else self.second).focus()

    def action_cancel(self) -> None:
        self._forget()
        self.dismiss(None)

    def _forget(self) -> None:
        self.first.wipe()
        self.second.wipe()


class Working(Dialog[None]):
    """Something that must not be disturbed: no key does anything until the program closes it."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        yield Box(self._title, [[], *text_lines(self._text), []])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()


class RecoveryKey(Dialog[str]):
    """The recovery key, until she says that she has it: written down, or saved to a file. Escape does nothing."""

    guard_seconds: ClassVar[float] = GUARD_SECONDS

    def __init__(self, key: str, said: str = "", *, saved: bool = False) -> None:
        super().__init__()
        self._key = key
        self._said = said
        self._saved = saved

    def compose(self) -> ComposeResult:
        groups = self._key.split("-")
        lines: list[list[Cell]] = [[], *text_lines(_WHAT_FOR, width=INNER), []]
        for at in range(0, len(groups), 3):
            lines.append(["      ", (" - ".join(groups[at : at + 3]), "bold")])
        lines += [[], *text_lines(self._said, "good" if self._saved else "bad", width=INNER)]
        lines += [[]] if self._said else []
        done = "Go on" if self._saved else "I have written it down"
        lines += [["  ", ("s", "key"), "  Save it to a file to print"], ["  ", ("w", "key"), f"  {done}"], []]
        yield Box("Recovery key", lines, width=WIDTH)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        key = None if self.too_early(event) else pressed(event, ["s", "w"])
        if key is not None:
            self.dismiss(key)


_WHAT_FOR = (
    "It opens the database when the passphrase is forgotten or the key file is lost. Keep it on paper in a locked "
    "place, not on this computer: whoever has it can read everything."
)
