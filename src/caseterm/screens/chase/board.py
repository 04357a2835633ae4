"""Chase day: who has to be called about records and bills, one line for what they said, then the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from caseterm import queries, services
from caseterm.queries.requests import FollowUpLine, Holder, RequestLine
from caseterm.rules import requests as rules
from caseterm.rules.counting import counted
from caseterm.rules.date_words import short_day
from caseterm.rules.heard import Said
from caseterm.rules.terms_requests import REQUEST_STATUSES
from caseterm.rules.text import fold
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.chase.rows import COLUMNS, board_rows
from caseterm.screens.copying import copy_and_say
from caseterm.screens.opening import choices
from caseterm.screens.request_asks import ask_follow_up, ask_next_day, ask_received, log_follow_up
from caseterm.screens.request_form import edit_request
from caseterm.screens.request_words import request_lines
from caseterm.widgets.chrome import Line, Rule
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.textpage import TextPage

SAID: Mapping[str, tuple[str, str]] = {
    "voicemail": ("voicemail", "voicemail left"),
    "no_answer": ("call", "no answer"),
    "again": ("fax", "asked again"),
}
"""What one key logs: how, and what came of it."""


class ChaseBoard(BaseScreen):
    """Every request to be called about today, by who has to answer, the oldest first."""

    CSS_PATH = STYLES / "chase.tcss"
    scope = "chase"
    mode_key = "1"
    watches = frozenset(
        {"records_requests", "request_followups", "case_providers", "contacts", "contact_phones", "cases"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.every = False
        self.words = ""
        """What / looks for; "" shows all."""
        self.lines: dict[int, RequestLine] = {}
        self.holders: list[Holder] = []
        self.heard: dict[int, list[FollowUpLine]] = {}
        self.reach: dict[int, tuple[str, str]] = {}

    def compose_body(self) -> ComposeResult:
        yield Line(id="chaseline")
        yield Rule()
        yield RowList(COLUMNS, id="chase")
        yield Rule()
        yield TextPage(id="chasecard")

    def on_mount(self) -> None:
        self.query_one("#chasecard").can_focus = False
        self.refresh_if_stale()
        self.set_focus(self.rows)

    @property
    def home(self) -> Widget | None:
        return self.rows

    @property
    def rows(self) -> RowList:
        return self.query_one("#chase", RowList)

    # what is shown

    def reload(self) -> None:
        today = self.program.today
        every = queries.requests.outstanding(self.db)
        due = queries.requests.chased(every, today)
        shown = [line for line in (every if self.every else due) if _has(line, self.words)]
        self.lines = {line.id: line for line in shown}
        self.holders = queries.requests.by_holder(shown)
        self.heard = queries.requests.follow_ups(self.db, self.lines)
        called = {each.contact_id for each in self.holders if each.contact_id}
        self.reach, wishes = queries.requests.reach(self.db, called), queries.alignment.wishes(self.db, called)
        self.set_title("chase day")
        self._show_line(due, len(every))
        self.rows.empty_text = (
            f"Nothing matches /{self.words}. Esc shows all again."
            if self.words
            else "Nothing to chase today.\n\nt shows what is out and not yet due; g R a client's requests."
        )
        self.rows.set_rows(board_rows(self.holders, self.heard, self.reach, wishes, today))
        self.show_card()

    def _show_line(self, due: list[RequestLine], out: int) -> None:
        today = self.program.today
        oldest = max((rules.age(line.asked, today) or 0 for line in due), default=0)
        whom = counted(len(queries.requests.by_holder(due)), "office")
        told = f"{len(due)} to chase with {whom}, oldest {oldest} d" if due else "nothing to chase"
        self.query_one("#chaseline", Line).set(
            f" Requests {short_day(today, today)}: ",
            (told, "warn" if due else "good"),
            f"   all {out} out" if self.every else f"   {out} out",
            (f"   /{self.words}" if self.words else "", "bold"),
        )

    def current(self) -> RequestLine | None:
        key = self.rows.cursor_key
        return self.lines.get(key) if isinstance(key, int) else None

    def case_meant(self) -> int | None:
        found = self.current()
        return found.case_id if found is not None else None

    def show_card(self) -> None:
        """Whom to call, what was asked, what they said before."""
        line = self.current()
        page = self.query_one("#chasecard", TextPage)
        if line is None:
            page.set_lines([])
            return
        reach = self.reach.get(line.holder_id or 0, ("", ""))
        lines = request_lines(
            line, self.heard.get(line.id, []), reach, today=self.program.today, width=self.app.size.width, whose=True
        )
        page.set_lines([[" ", *each] for each in lines])

    def on_row_list_highlighted(self) -> None:
        self.show_card()

    def on_row_list_opened(self) -> None:
        self.action_zoom()

    # what a key acts on

    def targets(self) -> list[RequestLine]:
        """The marked requests, else the one under the cursor; the lack is said."""
        keys: list[Any] = [key for key in self.lines if key in self.rows.marks] or [self.rows.cursor_key]
        found = [self.lines[key] for key in keys if key in self.lines]
        if not found:
            self.say("No request under the cursor.")
        return found

    def going_on(self, found: list[RequestLine]) -> Callable[[], None]:
        """What is done after an act on these: marks gone, the cursor on the next request of the list as it was."""
        keys = list(self.lines_in_order())
        acted = {line.id for line in found}
        after = [key for key in keys[max(keys.index(line.id) for line in found) + 1 :] if key not in acted]
        before = [key for key in keys if key not in acted]
        wanted = after[:1] or before[-1:]

        def go() -> None:
            self.rows.clear_marks()
            if wanted:
                self.rows.move_to(wanted[0])

        return go

    def lines_in_order(self) -> list[int]:
        return [line.id for holder in self.holders for line in holder.lines]

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
        if line is None:
            self.say("No client under the cursor.")
        else:
            self.program.open_case(line.case_id, section="requests")

    def action_mark(self) -> None:
        self.rows.toggle_mark()

    def action_mark_holder(self) -> None:
        """Mark everything asked of the one under the cursor: one call answers for all of it."""
        line = self.current()
        for holder in self.holders:
            if line is not None and line in holder.lines:
                ids = {each.id for each in holder.lines}
                self.rows.marks = self.rows.marks - ids if ids <= self.rows.marks else self.rows.marks | ids
                self.rows.refresh()
                self.say(f"{len(self.rows.marks)} marked. f logs one follow-up with each of them.")

    def action_turn(self) -> None:
        """What is due, or everything that is outstanding."""
        self.every = not self.every
        self.action_reread()
        self.say("Everything outstanding." if self.every else "What is due today.")

    def action_filter(self) -> None:
        """Only the requests with these words: client, office, number, their reference."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        def typed(words: Any) -> None:
            if words is not None:
                self.words = str(words).strip()
                self.action_reread()
                self.say(f"{len(self.lines)} found. Esc shows all again." if self.words else "")

        hint = "client, office, case number, their number; empty shows all"
        self.app.push_screen(PromptDialog("Find", "text", self.words or None, hint, blank=True), typed)

    def action_zoom(self) -> None:
        """All that was said about this request, and back."""
        self.toggle_class("-reading")
        self.show_card()
        self.set_focus(None if self.has_class("-reading") else self.rows)

    def action_print(self) -> None:
        """The list of what is outstanding."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.outstanding(due_only=not self.every)))

    def step_back(self) -> bool:
        if self.has_class("-reading"):
            self.action_zoom()
            return True
        if self.rows.marks:
            self.rows.clear_marks()
            self.say("Marks cleared.")
            return True
        if self.words:
            self.words = ""
            self.action_reread()
            self.say("")
            return True
        return False


def _has(line: RequestLine, words: str) -> bool:
    """Whether every word stands in a request."""
    text = fold(" ".join((line.client, line.number, line.holder, line.provider, line.reference, line.sent_to)))
    return all(word in text for word in fold(words).split())
