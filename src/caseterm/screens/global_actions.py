"""What works on every screen: going somewhere, undo and redo, the dialogs that open anywhere, leaving."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key

from caseterm import queries, services
from caseterm.commands import TYPING, keys_of, printed
from caseterm.screens.base import BaseScreen
from caseterm.screens.program import Program
from caseterm.widgets.chrome import StatusRow


class GlobalActions(Program):
    """Actions that every screen offers."""

    _left_form: tuple[BaseScreen, str, Callable[[], None]] | None = None
    """The screen under a form that was discarded, what its status row offers, and what opens it again."""

    def on_key(self, event: Key) -> None:
        """A letter that was on its way when a dialog with a text field opened belongs to that field."""
        if not self.screen_stack:
            return  # a key on its way when the program was left
        take_letter = getattr(self.screen, "take_letter", None)
        if take_letter is not None and event.is_printable and event.character:
            event.prevent_default()
            take_letter(event.character)

    def action_go_today(self) -> None:
        """What the day holds, on one screen: overdue, outcomes wanted, today and the days after."""
        self.action_go("calendar")
        self.call_after_refresh(self._show_today)

    def _show_today(self) -> None:
        self._on_current("action_today")
        self._on_current("action_view", "agenda")

    def action_go_rides(self) -> None:
        """The rides of the next days."""
        from caseterm.screens.rides.board import RideBoard

        self.show_board(RideBoard())

    def action_go_budgets(self) -> None:
        """The cases that cost too much or take too long."""
        from caseterm.screens.budgets.board import BudgetReview

        self.show_board(BudgetReview())

    def action_go_calls(self) -> None:
        """Whom to remind of an appointment today."""
        from caseterm.screens.calls.screen import CallList

        self.show_board(CallList())

    def action_go_checkins(self) -> None:
        """The clients who are to hear from us today."""
        from caseterm.screens.checkins.screen import CheckInList

        self.show_board(CheckInList())

    def action_go_chase(self) -> None:
        """Whom to call about records and bills today."""
        from caseterm.screens.chase.board import ChaseBoard

        self.show_board(ChaseBoard())

    def action_go_aligned(self) -> None:
        """Who was not heard of for too long, over all cases."""
        from caseterm.screens.alignboard import AlignmentBoard

        self.show_board(AlignmentBoard())

    def action_go_directory(self) -> None:
        """The providers; from a client's file in the order in which they fit that client."""
        from caseterm.screens.directory import Directory

        self.show_board(Directory(self.case_id if self.current_mode == "client" else None))

    def action_go_timeline(self) -> None:
        """The picture of the treatment in the case in view."""
        from caseterm import queries
        from caseterm.screens.timeline import Timeline

        case_id = self._case_meant()
        head = queries.casefile.head(self.db, case_id) if case_id is not None else None
        if head is not None:
            self.push_screen(Timeline(head.case_id, head.client))

    def _case_meant(self) -> int | None:
        """The case under the cursor, else the one opened last; its lack is said."""
        meant = getattr(self.screen, "case_meant", None)
        found: int | None = meant() if meant is not None else None
        if found is None:
            found = self.case_id
        if found is None:
            self.tell("No case is in view yet. o opens one.")
        return found

    def action_go_date(self) -> None:
        """The calendar, asking for a date."""
        self.action_go("calendar")
        self.call_after_refresh(self._on_current, "ask_for_day")

    def action_go_history(self) -> None:
        """What was done, over all; from a case's own history, what was done on that case."""
        from caseterm.screens.history import HistoryScreen

        if isinstance(self.screen, HistoryScreen):
            return
        find = ""
        if self.current_mode == "client" and self.section == "history" and self.case_id is not None:
            row = self.db.raw.execute("SELECT number FROM cases WHERE id = ?", (self.case_id,)).fetchone()
            find = f'case:"{row[0]}"' if row else ""
        self.show_board(HistoryScreen(find))

    def action_go_section(self, section: str) -> None:
        """A section of the case under the cursor, else of the one in view."""
        case_id = self._case_meant()
        if case_id is not None:
            self.open_case(case_id, section=section)

    def _on_current(self, method: str, *values: str) -> None:
        act = getattr(self.screen, method, None)
        if act is not None:
            act(*values)

    def action_walk(self, step: int) -> None:
        """The next or previous case of the list in view, seen from its cursor, or of the list she came from."""
        screen = self.base_screen()
        walk, name = screen.walk() if screen is not None else ((), "")
        here, section = screen.case_meant() if walk and screen is not None else None, None
        if not walk:
            walk, name, here, section = self.walk_list, self.walk_name, self.case_id, self.section
        if here is None or here not in walk:
            self.tell("No list of cases to go through yet. Enter on a case in a list opens one.")
            return
        place = walk.index(here) + step
        if 0 <= place < len(walk):
            self.open_case(walk[place], section=section, walk=walk, walk_name=name)
            self.walked = True
        else:
            self.tell("That was the last of the list." if step > 0 else "That was the first of the list.")

    def action_last_case(self) -> None:
        """The case opened before this one."""
        others = [case_id for case_id in self.recent if case_id != self.case_id or self.current_mode != "client"]
        if others:
            self.open_case(others[0])
        else:
            self.tell("No other case was opened yet.")

    def offer_form(self, title: str, reopen: Callable[[], None]) -> None:
        """A form was discarded: as long as the status row says so, undo opens it again with its text."""
        screen = self.base_screen()
        if screen is not None and screen.is_mounted:
            key = printed((keys_of("undo", self.config.keys) or ("u",))[0])
            self._left_form = (screen, f"{key} Open it again", reopen)
            self.tell(f"Left without saving: {title}. Its text is kept.", hint=self._left_form[1])

    def _reopens(self) -> bool:
        """Open the form discarded last when the status row still offers it; whether it did."""
        left, self._left_form = self._left_form, None
        if left is None or left[0] is not self.base_screen() or left[0].query_one(StatusRow).hint != left[1]:
            return False
        left[2]()
        return True

    def action_undo(self) -> None:
        if self._reopens():
            return
        self.announce(services.history.undo(self.db))

    def action_redo(self) -> None:
        self.announce(services.history.redo(self.db))

    def action_jump(self) -> None:
        """Open any case from anywhere; a form is left first, asking where something is unsaved."""
        leave_first = getattr(self.screen, "leave_first", None)
        if leave_first is not None:
            leave_first(lambda: self.call_later(self.action_jump))
            return
        from caseterm.screens.dialogs.jump import JumpDialog

        dialog = JumpDialog(queries.jump.load(self.db), self.recent)

        def opened(case_id: int | None) -> None:
            if case_id is not None:
                self.open_case(case_id, section=dialog.section_of(case_id))

        self.push_screen(dialog, opened)

    def action_help(self) -> None:
        """Every key of the screen; a chosen one is done."""
        from caseterm.screens.dialogs.help import HelpDialog

        top = self.screen if getattr(self.screen, "scope", "") in TYPING else self.base_screen()
        scope = getattr(top, "menu_scopes", (getattr(top, "scope", "cases"),))[0]

        async def chosen(action: str | None) -> None:
            if action and top is not None:
                await top.run_action(action)

        self.push_screen(HelpDialog(scope, self.config.keys), chosen)

    def action_palette(self) -> None:
        """Commands only, with their keys; the chosen one is done."""
        from caseterm.screens.dialogs.palette import REMEMBERED, PaletteDialog

        screen = self.base_screen()

        async def chosen(action: str | None) -> None:
            if action:
                self.last_actions = [action, *(old for old in self.last_actions if old != action)][:REMEMBERED]
            await self.do_on_screen(action)

        dialog = PaletteDialog(screen.menu_scopes[0] if screen else "cases", self.config.keys, self.last_actions)
        self.push_screen(dialog, chosen)

    async def do_on_screen(self, action: str | None) -> None:
        """Run a command's action on the screen below the dialogs."""
        screen = self.base_screen()
        if action and screen is not None:
            await screen.run_action(action)

    def action_leave(self) -> None:
        """ctrl+q: asks only when something is unsaved."""
        for screen in reversed(self.screen_stack):
            ask = getattr(screen, "ask_to_leave", None)
            if ask is not None and getattr(screen, "dirty", False):
                ask(then=self.exit)
                return
        self.exit()
