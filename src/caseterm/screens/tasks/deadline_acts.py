"""What the keys do to the deadline under the cursor: verified with a name and a day, satisfied with its proof."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseterm import queries, services
from caseterm.menus import menu
from caseterm.queries.deadlines import DeadlineCard
from caseterm.rules.date_words import paper_day
from caseterm.screens.dialogs.prompt import PromptDialog
from caseterm.screens.tasks.board import TaskBoard
from caseterm.screens.tasks.rows import deadline_name

VERIFY = ("v", "Verify deadline", "verify")


class DeadlineActs(TaskBoard):
    """The actions of the tasks screen that change deadlines."""

    def deadline_here(self) -> DeadlineCard | None:
        """The deadline under the cursor; said to be missing when there is none."""
        key = self.tasks.cursor_key
        found = queries.deadlines.deadline_card(self.db, int(key[1:])) if isinstance(key, str) else None
        if found is None:
            self.say("No deadline here. v x lists those of the next 90 days.")
        return found

    def action_menu(self, name: str) -> None:
        """The menus; on deadlines the view menu begins with what is done most: verify."""
        if name != "view" or self.about_tasks:
            super().action_menu(name)
            return
        from caseterm.screens.dialogs.menu import MenuDialog

        items = [VERIFY, *[(item.key, item.label, item.action) for item in menu(name, self.scope)]]

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(MenuDialog("v  Verify, view", items), chosen)

    def action_verify(self) -> None:
        """Ask which attorney confirmed it, then when."""
        card = self.deadline_here()
        if card is None:
            return
        lead = self.db.raw.execute("SELECT lead_attorney FROM cases WHERE id = ?", (card.line.case_id,)).fetchone()

        def named(by: Any) -> None:
            if by:
                self.ask_day("Verified on", lambda on: services.deadlines.verify(self.db, card.line.id, by=by, on=on))

        hint = f"{_words(card)}: the attorney who confirmed it"
        value = card.line.verified_by or (lead[0] if lead else "")
        self.app.push_screen(PromptDialog("Verified by", "text", value, hint), named)

    def action_satisfy(self) -> None:
        self.satisfy_deadline()

    def satisfy_deadline(self) -> None:
        """Ask what met it, then when."""
        card = self.deadline_here()
        if card is None:
            return

        def said(how: Any) -> None:
            if how:
                self.ask_day(
                    "Satisfied on", lambda on: services.deadlines.satisfy(self.db, card.line.id, how=how, on=on)
                )

        hint = f"{_words(card)}: what was filed or sent, and where the proof is"
        self.app.push_screen(PromptDialog("Satisfied how?", "text", "", hint), said)

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
            f"Date: {_words(card)}", "date", card.line.due, hint, today=self.program.today, anchors=anchors
        )
        self.app.push_screen(dialog, typed)

    def archive_deadline(self) -> None:
        card = self.deadline_here()
        if card is not None:
            label = f"Archived: {_words(card)}"
            self.store(lambda: services.records.archive_record(self.db, "deadline", card.line.id, label=label))

    def ask_day(self, title: str, act: Any) -> None:
        """Ask for a day that has come, today to begin with, and do the act with it."""

        def typed(on: Any) -> None:
            if isinstance(on, date):
                self.store(lambda: act(on))

        today = self.program.today
        self.app.push_screen(PromptDialog(title, "date", today, "today or before", today=today, prefer="past"), typed)


def _words(card: DeadlineCard) -> str:
    return f"{deadline_name(card.line)} {paper_day(card.line.due)} ({card.line.client})"
