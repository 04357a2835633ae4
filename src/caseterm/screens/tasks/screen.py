"""The tasks screen: lists, groups, filter, and where its rows lead."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from caseterm.queries.tasks import LISTS
from caseterm.screens.base import STYLES
from caseterm.screens.tasks.acts import TaskActs
from caseterm.screens.tasks.deadline_card import deadline_id
from caseterm.widgets.chrome import KeyBar
from caseterm.widgets.rowlist import RowList

BY_DUE = frozenset({"mine", "everyone", "overdue", "undated"})


class TasksScreen(TaskActs):
    CSS_PATH = STYLES / "tasks.tcss"
    scope = "tasks"
    mode_key = "4"

    # what the widgets say

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        if message.row_list.id == "tasks":
            self.card_soon()

    def on_row_list_marked(self, message: RowList.Marked) -> None:
        self.show_viewline()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        if message.row_list.id == "lists":
            self.action_show_list(str(message.key))
        elif message.key is not None:
            self.open_case_of(message.key)

    def open_case_of(self, key: int | str) -> None:
        """The case of a row at its tasks or deadlines, J and K walking the clients of the list."""
        case_id = self.cases_of.get(key)
        if case_id is None:
            self.say("This task has no client yet. @ sets one.")
            return
        walk = list(dict.fromkeys(each for each in self.cases_of.values() if each is not None))
        kind, number = ("task", key) if isinstance(key, int) else ("deadline", deadline_id(key))
        name = LISTS[self.list]
        self.program.open_case(case_id, section=f"{kind}s", row=f"{kind}:{number}", walk=walk, walk_name=name)

    def come_back(self, walked_to: int | None) -> None:
        if walked_to is not None and self.case_meant() != walked_to:
            found = (key for key, case_id in self.cases_of.items() if case_id == walked_to)
            self.tasks.move_to(next(found, self.tasks.cursor_key or ""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "filter":
            self.set_focus(self.tasks)
            if not event.value.strip():
                self.filter_line.remove_class("-open")

    def on_screen_suspend(self, event: events.ScreenSuspend) -> None:
        """Leaving for another screen ends the sight of what was done; a dialog over the list does not."""
        if self.kept and not self.app.screen.is_modal:
            self.kept.clear()
            self.stale = True

    # lists, groups, filter

    def action_show_list(self, name: str) -> None:
        """Show another list, with its own filter."""
        if name not in LISTS:
            return
        changed = name != self.list
        self.list = name
        if changed:
            self.kept.clear()
            self.tasks.clear_marks()
            self.tasks.set_rows((), keep=False)
            self.filter_line.put(self.filters.get(name, ""))
            self.filter_line.set_class(bool(self.filter_line.value), "-open")
            self.query_one(KeyBar).set_hints(self.hints())
        self.reload()
        self.set_focus(self.tasks)

    def action_lists(self) -> None:
        """Choose a list: at the left where there is room, else in a dialog."""
        lists = self.query_one("#lists", RowList)
        if lists.display:
            lists.can_focus = True
            self.set_focus(lists)
            return
        items = [(name, words, str(self.counts.get(name) or "")) for name, words in LISTS.items()]
        self.pick("Lists", items, lambda name: self.action_show_list(name) if name else None, current=self.list)

    def action_group(self, how: str) -> None:
        """Group by due date or by case."""
        self.grouping = how
        if self.list not in BY_DUE:
            self.list = "everyone" if how == "due" else "case"
        self.action_reread()
        self.say(f"Grouped by {'due date' if how == 'due' else 'case'}.")

    def action_only_case(self) -> None:
        """Only the case of the row under the cursor, or every case again."""
        if self.case_id is not None:
            self.case_id = None
            self.say("Every case.")
        else:
            key = self.tasks.cursor_key
            self.case_id = self.cases_of.get(key) if key is not None else None
            if self.case_id is None:
                self.say("No case here to show alone.")
                return
            if self.list == "mine":
                self.list = "everyone"
        self.reload()

    def action_reread(self) -> None:
        self.kept.clear()
        super().action_reread()

    def action_filter(self) -> None:
        self.filter_line.add_class("-open")
        self.set_focus(self.filter_line)
        self.filter_line.select_all()

    def step_back(self) -> bool:
        line = self.filter_line
        if line.value or line.has_focus:
            line.value = ""
            line.remove_class("-open")
            self.set_focus(self.tasks)
            return True
        if self.tasks.marks:
            self.tasks.clear_marks()
            self.say("Marks cleared.")
            return True
        if self.query_one("#lists").has_focus:
            self.set_focus(self.tasks)
            return True
        if self.case_id is not None:
            self.action_only_case()
            return True
        if self.list != "mine":
            self.action_show_list("mine")
            return True
        return False

    def action_list_first(self) -> None:
        self.tasks.action_first()

    def action_list_last(self) -> None:
        self.tasks.action_last()

    def action_toggle_detail(self) -> None:
        self.toggle_class("-plain")
        self.card_soon()

    def action_zoom(self) -> None:
        self.toggle_class("-zoomed")
