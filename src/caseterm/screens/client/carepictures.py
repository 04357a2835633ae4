"""Pain and function as a picture over the Care section, and the prints of care from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult

from caseterm.queries.care_course import asked
from caseterm.rules.disclosure import ATTORNEY, CLIENT, PROVIDER
from caseterm.rules.trendline import letters
from caseterm.screens.dialogs.box import Box, Dialog
from caseterm.widgets.rows import Cell

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk
    from caseterm.sheets import Reader

MOST = 92
"""Letters across at most: wider, a few values stand far from one another."""


class TrendDialog(Dialog[None]):
    """The picture; any of Enter, Escape, q or space closes it."""

    def __init__(self, client: str, lines: list[list[Cell]]) -> None:
        super().__init__()
        self._client = client
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield Box(f"Pain and function  {self._client}", [*self._lines, [], [("enter", "key"), "  Close"]])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("enter", "escape", "space", "q"):
            self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)


def show_trend(desk: Desk) -> None:
    """The course of pain and function, or why there is none to show."""
    found = letters(asked(desk.db.raw, desk.case_id), min(MOST, desk.app.size.width - 12))
    if not found:
        desk.say("A line needs assessments of two days. a adds one, m k makes the check-in call.")
        return
    lines: list[list[Cell]] = []
    for text in found:
        if text and not text[0].isspace():
            lines += [[], [(text, "bold")]]
        else:
            lines.append([text])
    desk.app.push_screen(TrendDialog(desk.head.client if desk.head else "", lines[1:]))


def print_care(desk: Desk) -> None:
    """Which print of this case's care, then its preview."""
    from caseterm import caresheets
    from caseterm.screens.dialogs.menu import MenuDialog
    from caseterm.screens.sheetpreview import SheetPreview

    case_id = desk.case_id
    readers: dict[str, Reader] = {
        "a": caresheets.recovery_plan(case_id, ATTORNEY),
        "c": caresheets.recovery_plan(case_id, CLIENT),
        "p": caresheets.recovery_plan(case_id, PROVIDER),
        "r": caresheets.report(case_id, ATTORNEY),
        "l": caresheets.report(case_id, CLIENT),
        "o": caresheets.report(case_id, PROVIDER),
        "t": caresheets.timeline(case_id),
    }
    items = [
        ("r", "Report: attorney", "r"),
        ("l", "Report: client, large type", "l"),
        ("o", "Report: provider, adjuster", "o"),
        ("a", "Plan: attorney", "a"),
        ("c", "Plan: client, large type", "c"),
        ("p", "Plan: provider, adjuster", "p"),
        ("t", "Treatment timeline", "t"),
    ]

    def chosen(what: Any) -> None:
        if what is not None:
            desk.app.push_screen(SheetPreview(readers[what]))

    desk.app.push_screen(MenuDialog("Print", items), chosen)
