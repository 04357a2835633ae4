"""What the keys do to the deadline under the cursor: verified with a name and a day, satisfied with its proof."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseterm import queries, services
from caseterm.commands import keys_of, printed
from caseterm.menus import menu
from caseterm.queries.deadlines import DeadlineCard
from caseterm.screens.deadline_asks import (
    ask_clock,
    ask_dismiss,
    ask_satisfy,
    ask_tolling,
    ask_verify,
    deadline_words,
)
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.tasks.board import TaskBoard
from caseterm.screens.tasks.deadline_card import deadline_id

VERIFY = ("v", "Verify deadline", "verify")
HINTS = (
    ("done", "Satisfied"), ("view.menu", "Verify"), ("date.set", "Date"), ("edit", "Edit"), ("print", "Print"),
    ("more.menu", "Dismiss, toll"), ("filter", "Filter"),
)  # fmt: skip
"""The key bar of the list of deadlines."""


class DeadlineActs(TaskBoard):
    """The actions of the tasks screen that change deadlines."""

    @property
    def on_deadline(self) -> bool:
        """Whether a verb is for a deadline: in their list, or on a reminder above the tasks with no task marked."""
        marked = any(isinstance(key, int) for key in self.tasks.marks)
        return not self.about_tasks or (not marked and bool(deadline_id(self.tasks.cursor_key)))

    def hints(self) -> list[tuple[str, str]]:
        """The key bar: in the list of deadlines what is done with deadlines."""
        if self.about_tasks:
            return super().hints()
        keys = self.program.config.keys
        return [(printed(keys_of(name, keys)[0]), word) for name, word in HINTS if keys_of(name, keys)]

    def deadline_here(self) -> DeadlineCard | None:
        """The deadline under the cursor; said to be missing when there is none."""
        number = deadline_id(self.tasks.cursor_key)
        found = queries.deadlines.deadline_card(self.db, number) if number else None
        if found is None:
            self.say("No deadline here. v x lists those of the next 90 days.")
        return found

    def action_menu(self, name: str) -> None:
        """The menus; on deadlines the view menu begins with what is done most: verify."""
        if name != "view" or not self.on_deadline:
            super().action_menu(name)
            return
        from caseterm.screens.dialogs.menu import MenuDialog

        items = [VERIFY, *[(item.key, item.label, item.action) for item in menu(name, self.scope)]]

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(MenuDialog("v  Verify, view", items), chosen)

    def action_verify(self) -> None:
        """Verified, then on to the next that is not: the sweep goes down the list."""
        if card := self.deadline_here():
            following = self._unverified_after(card.line.id)
            ask_verify(self, card, lambda: following and self.tasks.move_to(following))

    def _unverified_after(self, number: int) -> str:
        """The row of the unverified deadline that follows one, else of that before it; '' elsewhere."""
        found = (
            [] if self.about_tasks else queries.deadlines.near(self.db, case_id=self.case_id, words=self.asked().words)
        )
        left = [line.id for line in found if line.verified_on is None]
        if number not in left:
            return ""
        place = left.index(number)
        others = left[place + 1 :] or left[:place][-1:]
        return f"d{others[0]}" if others else ""

    def action_satisfy(self) -> None:
        self.satisfy_deadline()

    def satisfy_deadline(self) -> None:
        if card := self.deadline_here():
            ask_satisfy(self, card)

    def action_dismiss_deadline(self) -> None:
        if card := self.deadline_here():
            ask_dismiss(self, card)

    def action_tolling(self) -> None:
        if card := self.deadline_here():
            ask_tolling(self, card)

    def action_clock(self) -> None:
        """A deadline from a rule of the table, for the case of the row."""
        key = self.tasks.cursor_key
        case_id = self.case_id or (self.cases_of.get(key) if key is not None else None)
        if case_id is None:
            self.say("No client here. Open the case, then g s and m k.")
        else:
            ask_clock(self, case_id)

    def action_hear(self) -> None:
        """Acknowledge the reminder: quiet until the next, red all the same."""
        if card := self.deadline_here():
            if card.line.rings(self.program.today):
                self.store(lambda: services.deadlines.hear(self.db, [card.line.id]))
            else:
                self.say("No reminder of this deadline is due today.")

    def move_deadline(self) -> None:
        """Another date; a verified one is then no longer verified."""
        card = self.deadline_here()
        if card is None:
            return

        def typed(day: Any) -> None:
            if isinstance(day, date):
                self.store(lambda: services.deadlines.edit_deadline(self.db, card.line.id, {"due": day}))

        anchors = queries.jump.anchors(self.db, card.line.case_id)
        hint = "doi+2y, 12/3/2027; a new date is no longer verified"
        dialog = PromptDialog(
            f"Date: {deadline_words(card)}", "date", card.line.due, hint, today=self.program.today, anchors=anchors
        )
        self.app.push_screen(dialog, typed)

    def archive_deadline(self) -> None:
        card = self.deadline_here()
        if card is not None:
            label = f"Archived: {deadline_words(card)}"
            self.store(lambda: services.records.archive_record(self.db, "deadline", card.line.id, label=label))

    def print_sweep(self) -> None:
        """The sweep as a document: unverified first."""
        from caseterm import sheets
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(sheets.sweep()))
