"""The card of the case under the cursor of the caseload, and what is read while she rests on it."""

from __future__ import annotations

from time import monotonic

from textual.timer import Timer

from caseterm import queries
from caseterm.queries.callercard import caller_card
from caseterm.queries.caselist import CaseLine
from caseterm.screens.base import BaseScreen
from caseterm.screens.caseload.rows import card_lines, recent_lines
from caseterm.screens.reasons import told, why_key
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.textpage import TextPage

CARD_REST = 0.05
"""Seconds the cursor rests on a case before its card is read, so that a held key never waits for it."""
UNREAD = object()
"""Stands for the case on the card while that card is out of date."""


class CaseCard(BaseScreen):
    """The part of the caseload that follows the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.card_timer: Timer | None = None
        self.card_at = 0.0
        self.carded: object = UNREAD

    @property
    def cases(self) -> RowList:
        return self.query_one("#cases", RowList)

    def rested(self) -> None:
        """What else is shown once she rests."""

    def card_soon(self) -> None:
        """Read the card once the cursor has rested; a held key only moves the moment, and starts no timer."""
        self.card_at = monotonic() + CARD_REST
        if self.card_timer is None:
            self.card_timer = self.set_timer(CARD_REST, self.card_if_rested)

    def card_if_rested(self) -> None:
        self.card_timer = None
        left = self.card_at - monotonic()
        if left > 0.005:
            self.card_timer = self.set_timer(left, self.card_if_rested)
        else:
            self.card_now()
            self.rested()
            self.call_after_refresh(self.look_ahead)

    def look_ahead(self) -> None:
        """Read the file of the case she rests on, once its card has been drawn and the client screen is at hand."""
        key = self.cases.cursor_key
        if isinstance(key, int) and "client" in self.program._screen_stacks and monotonic() >= self.card_at:
            self.attempt(self.program.files.of(key).read)

    def card_now(self) -> None:
        """Read the card, unless it is that of the case under the cursor already."""
        if self.carded != self.cases.cursor_key:
            self.attempt(self.show_card)

    def show_card(self) -> None:
        """Read the card of the case under the cursor, where there is room for it."""
        if not self.query_one("#cards").display:
            return
        card_page, recent_page = self.query_one("#card", TextPage), self.query_one("#recent", TextPage)
        line = self.current_line()
        self.carded = None if line is None else line.case_id
        if line is None:
            card_page.set_lines([])
            recent_page.set_lines([])
            return
        today = self.program.today
        card = caller_card(self.db, line.case_id)
        keymap = self.program.config.keys
        reasons = told(self.program.files.of(line.case_id).reasons, keymap) if line.is_open == 1 else []
        why = why_key(self.scope, keymap)
        card_page.set_lines(card_lines(line, card, reasons, today=today, window=self.size.width, why=why))
        recent_page.set_lines(recent_lines(card, today))

    def current_line(self) -> CaseLine | None:
        """The case under the cursor."""
        key = self.cases.cursor_key
        if not isinstance(key, int):
            return None
        found = queries.caselist.lines(self.db, [key])
        return found[0] if found else None
