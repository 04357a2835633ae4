"""How a contact was, which way and with what result: each chosen by one letter."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.message import Message
from textual.strip import Strip

from caseterm.widgets.painted import Painted, cells_width
from caseterm.widgets.rows import Cell

LABELS = 9
"""Cells of the labels before the choices, and before the fields of the dialog they stand in."""
CHANNEL_KEYS: Mapping[str, tuple[str, str]] = {
    "c": ("call", "Call"),
    "t": ("text", "Text"),
    "e": ("email", "Email"),
    "v": ("voicemail", "Voicemail"),
    "l": ("letter", "Letter"),
    "f": ("fax", "Fax"),
    "p": ("in_person", "in Person"),
}
WAY_KEYS: Mapping[str, tuple[str, str]] = {"o": ("out", "Out"), "i": ("in", "In")}
OUTCOME_KEYS: Mapping[str, tuple[str, str]] = {
    "r": ("reached", "Reached"),
    "m": ("left_message", "Message left"),
    "n": ("no_answer", "No answer"),
    "b": ("busy", "Busy"),
    "w": ("wrong_number", "Wrong"),
    "d": ("delivered", "Delivered"),
}
_GROUPS = (("channel", CHANNEL_KEYS), ("direction", WAY_KEYS), ("outcome", OUTCOME_KEYS))
_WRITTEN = frozenset({"text", "email", "letter", "fax"})


class Choices(Painted, can_focus=True):
    """Channel, direction and outcome, each chosen by its letter."""

    DEFAULT_CSS = """
    Choices { height: 3; }
    """

    class Chosen(Message):
        """A letter changed something."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = {"channel": "call", "direction": "out", "outcome": "reached"}

    def choose(self, name: str, code: str) -> None:
        self.chosen[name] = code
        if name == "channel" and self.chosen["outcome"] in ("reached", "delivered"):
            self.chosen["outcome"] = "delivered" if code in _WRITTEN else "reached"
        if name == "direction" and code == "in":
            self.chosen["outcome"] = "reached"
        self.refresh()
        self.post_message(self.Chosen())

    def on_key(self, event: events.Key) -> None:
        key = (event.character or "").lower()
        for name, keys in _GROUPS:
            if key in keys:
                event.stop()
                self.choose(name, keys[key][0])

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def fit(self, width: int) -> None:
        """Take as many lines as the words need in so many cells."""
        self.styles.height = len(self._rows(width))

    def _rows(self, width: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        for name, keys in _GROUPS:
            heading = {"channel": "How", "direction": "Way", "outcome": "Result"}[name]
            mark: Cell = (" > " if self.has_focus and not rows else "   ", "key")
            row: list[Cell] = [f"  {heading:<{LABELS - 1}}"[: LABELS + 1], mark]
            left = width - cells_width(row)
            for key, (code, word) in keys.items():
                if left < len(word) + 2:
                    rows.append(row)
                    row = [" " * (LABELS + 1), "   "]
                    left = width - cells_width(row)
                left -= len(word) + 2
                row += self._word(name, key, code, word)
            rows.append(row)
        return rows

    def _word(self, name: str, key: str, code: str, word: str) -> list[Cell]:
        if code == self.chosen[name]:
            return [(f"[{word}]", "current" if self.has_focus else "bold")]
        place = word.lower().index(key) if key in word.lower() else 0
        return [" ", word[:place], (word[place : place + 1], "key"), word[place + 1 :], " "]

    def render_line(self, y: int) -> Strip:
        rows = self._rows(self.size.width)
        return self.paint(rows[y] if y < len(rows) else (), self.size.width)

    def on_click(self, event: events.Click) -> None:
        self.focus()
