"""A leader's menu: it opens at once, takes one letter, and any other key closes it without acting."""

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult

from caseterm.screens.dialogs.box import Box, Dialog, pressed
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import pad, width_of

ONE_COLUMN = 6


class MenuDialog(Dialog[Any]):
    """Letters with what they do, at the lower right; gives the result of the letter, or None."""

    DEFAULT_CSS = """
    MenuDialog { align: right bottom; }
    MenuDialog > Box { margin: 0 0 2 0; }
    """

    def __init__(self, title: str, items: Sequence[tuple[str, str, Any]]) -> None:
        super().__init__()
        self._title = title
        self._items = list(items)
        self._depth = len(self._items) if len(self._items) <= ONE_COLUMN else (len(self._items) + 1) // 2
        self._width = max((width_of(label) for _, label, _ in self._items), default=0) + 5

    def compose(self) -> ComposeResult:
        lines: list[list[Cell]] = []
        for number in range(self._depth):
            line: list[Cell] = []
            for key, label, _ in self._items[number :: self._depth]:
                line += [(pad(key, 1), "key"), f"  {pad(label, self._width - 3)}"]
            lines.append(line)
        yield Box(self._title, [*lines, []])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        results = {key: result for key, _, result in self._items}
        key = pressed(event, list(results))
        self.dismiss(None if key is None else results[key])

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click on an item takes it; one elsewhere closes the menu."""
        box = self.query_one(Box)
        x, y = event.screen_x - box.region.x - 2, event.screen_y - box.region.y - 1
        number = x // self._width * self._depth + y
        inside = 0 <= y < self._depth and 0 <= x < box.size.width - 4
        self.dismiss(self._items[number][2] if inside and number < len(self._items) else None)
