"""Chase day: who has to be called about records and bills, one line for what they said, then the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseterm import queries, services
from caseterm.queries.requests import FollowUpLine, Holder, RequestLine
from caseterm.rules import requests as rules
from caseterm.rules.counting import counted
from caseterm.rules.date_words import short_day
from caseterm.rules.heard import Said
from caseterm.rules.terms_requests import REQUEST_STATUSES
from caseterm.screens.chase.rows import COLUMNS, holder_row, request_cells
from caseterm.screens.copying import copy_and_say
from caseterm.screens.listboard import ListBoard
from caseterm.screens.opening import choices
from caseterm.screens.request_asks import ask_follow_up, ask_next_day, ask_received, log_follow_up
from caseterm.screens.request_form import edit_request
from caseterm.screens.request_words import request_lines
from caseterm.widgets.rows import Cell, Row

SAID: Mapping[str, tuple[str, str]] = {
    "voicemail": ("voicemail", "voicemail left"),
    "no_answer": ("call", "no answer"),
    "again": ("fax", "asked again"),
}
"""What one key logs: how, and what came of it."""


class ChaseBoard(ListBoard[RequestLine]):
    """Every request to be called about today, by who has to answer, the oldest first."""

    scope = "chase"
    mode_key = "1"
    watches = frozenset(
        {"records_requests", "request_followups", "case_providers", "contacts", "contact_phones", "cases"}
    )
    called = "chase day"
    columns = COLUMNS
    marking = True
    card_height = 6
    short_card = 3
    lofty_card = 14
    nothing = "No request under the cursor."
    looked_in = "client, office, number ..."

    def __init__(self) -> None:
        super().__init__()
        self.all_out = False
        self.out: list[RequestLine] = []
        self.holders: dict[int, Holder] = {}
        self.heard: dict[int, list[FollowUpLine]] = {}
        self.reach: dict[int, tuple[str, str]] = {}
        self.wishes: dict[int, str] = {}

    # what is shown

    def read(self) -> dict[int, RequestLine]:
        self.out = queries.requests.outstanding(self.db)
        shown = self.out if self.all_out else queries.requests.chased(self.out, self.program.today)
        holders = queries.requests.by_holder(shown)
        lines = {line.id: line for holder in holders for line in holder.lines}
        self.heard = queries.requests.follow_ups(self.db, lines)
        called = {each.contact_id for each in holders if each.contact_id}
        self.reach, self.wishes = queries.requests.reach(self.db, called), queries.alignment.wishes(self.db, called)
        return lines

    def heading(self) -> list[Cell]:
        today = self.program.today
        due = queries.requests.chased(self.out, today)
        oldest = max((rules.age(line.asked, today) or 0 for line in due), default=0)
        whom = counted(len(queries.requests.by_holder(due)), "office")
        return [
            f" Requests {short_day(today, today)}: ",
            (f"{len(due)} to chase with {whom}, oldest {oldest} d", "warn") if due else ("nothing to chase", "good"),
            f"   all {len(self.out)} out" if self.all_out else f"   {len(self.out)} out",
        ]

    def why_empty(self) -> str:
        return "Nothing to chase today.\n\nt shows what is out and not yet due; g R a client's requests."

    def listed(self) -> list[Row]:
        holders = queries.requests.by_holder(list(self.lines.values()))
        self.holders = {line.id: holder for holder in holders for line in holder.lines}
        return super().listed()

    def group(self, line: RequestLine) -> Row:
        holder = self.holders[line.id]
        number = holder.contact_id or 0
        return holder_row(holder, self.reach.get(number, ("", "")), self.wishes.get(number, ""))

    def cells(self, line: RequestLine) -> dict[str, Cell]:
        return request_cells(line, self.heard.get(line.id, ()), self.program.today)

    def card(self, line: RequestLine) -> list[list[Cell]]:
        """Whom to call, what was asked, what they said before."""
        reach, width = self.reach.get(line.holder_id or 0, ("", "")), self.app.size.width
        heard = self.heard.get(line.id, [])
        lines = request_lines(line, heard, reach, today=self.program.today, width=width, whose=True)
        return [[" ", *each] for each in lines]

    def searched(self, line: RequestLine) -> str:
        return " ".join((line.client, line.number, line.holder, line.provider, line.reference, line.sent_to))

    def on_row_list_opened(self) -> None:
        self.action_zoom()

    # what a key acts on

    def going_on(self, found: list[RequestLine]) -> Callable[[], None]:
        """What is done after an act on these: marks gone, the cursor on the next request of the list as it was."""
        keys = [line.id for line in self.lines.values()]
        acted = {line.id for line in found}
        after = [key for key in keys[max(keys.index(line.id) for line in found) + 1 :] if key not in acted]
        before = [key for key in keys if key not in acted]
        wanted = after[:1] or before[-1:]

        def go() -> None:
            self.rows.clear_marks()
            if wanted:
                self.rows.move_to(wanted[0])

        return go

    # keys

    def action_follow_up(self) -> None:
        """What they said, in one line; then the next."""
        if found := self.targets():
            ask_follow_up(self, found, self.going_on(found))

    def action_said(self, what: str) -> None:
        """One of the things that are said most often."""
        if found := self.targets():
            how, outcome = SAID[what]
            again = self.program.today + services.requests.CHASE
            log_follow_up(self, found, Said(outcome, how=how, next_on=again), self.going_on(found))

    def action_received(self) -> None:
        """It came in: pages, verdict, what is missing."""
        found = self.targets()
        if len(found) == 1:
            ask_received(self, found[0], self.going_on(found))
        elif found:
            ids = [line.id for line in found]
            go = self.going_on(found)
            if self.store(lambda: services.requests.receive(self.db, ids)):
                go()

    def action_set_status(self) -> None:
        """How far these have come."""
        from caseterm.screens.dialogs.pick import PickDialog

        found = self.targets()
        if not found:
            return
        go = self.going_on(found)

        def chosen(status: Any) -> None:
            ids = [line.id for line in found]
            if status and self.store(lambda: services.requests.set_status(self.db, ids, status)):
                go()

        self.app.push_screen(PickDialog("Request", choices(REQUEST_STATUSES), current=found[0].status), chosen)

    def action_set_date(self) -> None:
        """When to look again."""
        if found := self.targets():
            ask_next_day(self, found, self.going_on(found))

    def action_edit(self) -> None:
        if line := self.current():
            edit_request(self, line)

    def action_copy_phone(self) -> None:
        """The telephone of who has to answer."""
        line = self.current()
        phone, fax = self.reach.get(line.holder_id or 0, ("", "")) if line else ("", "")
        if line and (phone or fax):
            copy_and_say(self, phone or fax, f"{'phone' if phone else 'fax'} of {line.holder}")
        else:
            self.say("No phone is known here. c goes to the client's requests.", role="warn")

    def action_open_client(self) -> None:
        """The client's file, at the requests."""
        line = self.current()
        self.open_file("requests", f"request:{line.id}" if line else None)

    def action_mark_holder(self) -> None:
        """Mark everything asked of the one under the cursor: one call answers for all of it."""
        line = self.current()
        if line is not None:
            ids = {each.id for each in self.holders[line.id].lines}
            self.rows.marks = self.rows.marks - ids if ids <= self.rows.marks else self.rows.marks | ids
            self.rows.refresh()
            self.say(f"{len(self.rows.marks)} marked. f logs one follow-up with each of them.")

    def action_turn(self) -> None:
        """What is due, or everything that is outstanding."""
        self.all_out = not self.all_out
        self.action_reread()
        self.say("Everything outstanding." if self.all_out else "What is due today.")

    def action_print(self) -> None:
        """The list of what is outstanding."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.outstanding(due_only=not self.all_out)))
