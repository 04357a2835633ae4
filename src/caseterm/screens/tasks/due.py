"""The question for a due date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from caseterm import queries
from caseterm.queries.tasks import TaskLine
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.prompt import PromptDialog

_SHIFT = re.compile(r"\s*due\s*([+-])\s*(\d{1,4})\s*(d|w)?(?:ays?|eeks?|ks?)?\s*", re.IGNORECASE)
_DUE = re.compile(r"\s*due\s*[+-]", re.IGNORECASE)


class DueDialog(PromptDialog):
    """Asks for a due date; remembers that due+7d was typed, as each task then moves from its own date."""

    def __init__(self, screen: BaseScreen, found: Sequence[TaskLine]) -> None:
        dues = {line.due for line in found}
        self._one = next(iter(dues)) if len(dues) == 1 else None
        cases = {line.case_id for line in found}
        anchors: dict[str, date | None] = {"due": min((line.due for line in found if line.due), default=None)}
        if len(cases) == 1 and (case_id := cases.pop()) is not None:
            anchors |= queries.jump.anchors(screen.db, case_id)
        what = found[0].title if len(found) == 1 else f"{len(found)} tasks, each from its own date with due+7d"
        super().__init__(
            f"Due: {what}",
            "date",
            self._one,
            "fri, 12/3, +3b, due+7d; empty for no date",
            today=screen.program.today,
            blank=True,
            anchors=anchors,
        )
        self._several = len(found) > 1
        self._typed = ""
        self.field.extra_check = self._readable

    @property
    def shift(self) -> int | None:
        """The days of due+7d or due-2w, when that was typed last."""
        match = _SHIFT.fullmatch(self._typed)
        if match is None:
            return None
        days = int(match[1] + match[2])
        return days * 7 if (match[3] or "d").lower() == "w" else days

    def on_field_changed(self) -> None:
        text = self.field.text
        if _DUE.match(text):
            self._typed = text
        elif self._typed and text != self._settled(self._typed):
            self._typed = ""

    def _settled(self, typed: str) -> str:
        try:
            return self.field.format(self.field.parse(typed))
        except ValueError:
            return ""

    def _readable(self, _day: object) -> str | None:
        """Why an answer cannot be done for several tasks at once."""
        if self._several and self._typed and self.shift is None:
            return "For several tasks at once type due+7d or due-2w."
        return None
