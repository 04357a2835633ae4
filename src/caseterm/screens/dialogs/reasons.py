"""The reasons why a case calls for her, one a line, each with what its letter does; below them what she put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult

from caseterm.queries.putoff import PutOff
from caseterm.rules.date_words import short_day
from caseterm.screens.dialogs.box import Box
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.reasons import Told
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad, width_of

WIDEST = 68
BACK = "Take back"
_DIGITS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ReasonsDialog(MenuDialog):
    """Gives the reason whose letter is pressed, or what was put off and is to call again."""

    def __init__(self, title: str, found: Sequence[Told], later: Sequence[PutOff] = (), *, today: date) -> None:
        taken = {each.letter for each in found}
        spare = [digit for digit in _DIGITS if digit not in taken]
        told: list[tuple[str, str, str, Told | PutOff]] = [(each.letter, each.said, each.verb, each) for each in found]
        told += [
            (spare[place] if place < len(spare) else "", _quiet(each, today), BACK, each)
            for place, each in enumerate(later)
        ]
        verb = max(width_of(verb) for _, _, verb, _ in told)
        said = min(max(width_of(words) for _, words, _, _ in told), WIDEST - verb - 6)
        super().__init__(title, [(letter, pad(cut(words, said), said), each) for letter, words, _, each in told])
        self._verbs = [verb for _, _, verb, _ in told]
        self._depth, self._width = len(told), said + verb + 8

    def compose(self) -> ComposeResult:
        lines: list[list[Cell]] = [
            [(letter, "key"), (f"  {label}   ", "muted" if verb == BACK else ""), (verb, "muted")]
            for (letter, label, _), verb in zip(self._items, self._verbs, strict=True)
        ]
        yield Box(self._title, [*lines, []])


def _quiet(each: PutOff, today: date) -> str:
    """Put off to Fri 11/27: in hospital (never contacted, 81 d)."""
    return f"Put off to {short_day(each.until, today)}: {' '.join(each.why.split())} ({each.about})"
