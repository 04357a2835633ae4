"""The reasons why a case calls for her, one a line, each with what its letter does."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from caseterm.screens.dialogs.box import Box
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.reasons import Told
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad, width_of

WIDEST = 68


class ReasonsDialog(MenuDialog):
    """Gives the reason whose letter is pressed."""

    def __init__(self, title: str, found: Sequence[Told]) -> None:
        verb = max(width_of(each.verb) for each in found)
        said = min(max(width_of(each.said) for each in found), WIDEST - verb - 6)
        super().__init__(title, [(each.letter, pad(cut(each.said, said), said), each) for each in found])
        self._depth, self._width = len(found), said + verb + 8

    def compose(self) -> ComposeResult:
        lines: list[list[Cell]] = [
            [(letter, "key"), f"  {label}   ", (each.verb, "muted")] for letter, label, each in self._items
        ]
        yield Box(self._title, [*lines, []])
