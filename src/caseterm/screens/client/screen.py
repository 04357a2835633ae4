"""The client screen: the file of one case, and getting about in it."""

from __future__ import annotations

from textual.widget import Widget

from caseterm.screens.base import STYLES
from caseterm.screens.client.places import WATCHED
from caseterm.screens.client.verbs import ClientVerbs
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rowlist import RowList


class ClientScreen(ClientVerbs):
    """The file of the case that is open in the program."""

    CSS_PATH = STYLES / "client.tcss"
    scope = "client"
    mode_key = "2"
    watches = WATCHED

    # getting about

    def action_section(self, step: int) -> None:
        """The next or previous section."""
        names = list(self.names)
        place = (names.index(self.section_name) + step) % len(names)
        in_section = self.focused is not self.section_list
        self.go_section(names[place])
        if in_section:
            self.focus_section()

    def settle(self, row: str, action: str) -> None:
        """Once the section is shown, go to a row of it and act there; without the row nothing is done."""
        self.call_after_refresh(self._settle, row, action)

    async def _settle(self, row: str, action: str) -> None:
        if self.searches.pop(self.section_name, None) is not None:
            self.show_section()
        self.focus_section()
        if self.section is not None:
            self.rows.clear_marks()
            if row and not self.on_row(self.section, row):
                self.say("What calls for you does not stand here any more.")
                return
        await self.run_action(action)

    def action_section_named(self, name: str) -> None:
        self.go_section(name)
        self.focus_section()

    def action_sections(self) -> None:
        """Put the keyboard into the list of sections."""
        self.leave_zoom()
        self.set_focus(self.section_list)

    def action_list_first(self) -> None:
        if isinstance(self.focused, RowList):
            self.focused.action_first()

    def action_list_last(self) -> None:
        if isinstance(self.focused, RowList):
            self.focused.action_last()

    def panes(self) -> list[Widget]:
        """What Tab goes through, in the order of the screen."""
        names = ("#sections", "#page", "#rows", "#detail", "#sidelog", "#sidetasks", "#sideappointments", "#facts")
        found = [self.query_one(name) for name in names]
        return [pane for pane in found if pane.display and pane.region.area and pane.can_focus]

    def action_next_pane(self) -> None:
        self._go_pane(1)

    def action_previous_pane(self) -> None:
        self._go_pane(-1)

    def _go_pane(self, step: int) -> None:
        panes = self.panes()
        place = panes.index(self.focused) + step if self.focused in panes else 0
        if panes:
            self.set_focus(panes[place % len(panes)])

    def action_zoom(self) -> None:
        """Give the whole width to the section in view, or back."""
        if not self.leave_zoom():
            self.add_class("-zoom")
            self.relay()
            if self.focused is None or self.focused is self.section_list:
                self.focus_section()

    def read_detail(self) -> None:
        detail = self.query_one("#detail")
        if detail.display and self.focused is not detail:
            self.add_class("-reading")
            self.size_detail()
            self.set_focus(detail)

    def leave_zoom(self) -> bool:
        """Back to all panes; whether one was zoomed."""
        zoomed = self.has_class("-zoom") or self.has_class("-reading")
        if self.has_class("-reading"):
            self.remove_class("-reading")
            self.size_detail()
            self.set_focus(self.rows)
        elif zoomed:
            self.remove_class("-zoom")
            self.relay()
        return zoomed

    # search and the way back

    def action_filter(self) -> None:
        """Search the rows of the section in view."""
        if self.section is None:
            self.go_section("notes")
        self.query_one("#searchline").display = True
        self.set_focus(self.query_one("#search", TextField))
        self.query_one("#search", TextField).select_all()

    def step_back(self) -> bool:
        """Out of the search, its text, the zoom, the marks: one a press."""
        field = self.query_one("#search", TextField)
        if field.has_focus or self.searches.get(self.section_name):
            self.searches.pop(self.section_name, None)
            self.set_focus(self.rows)
            self.show_section()
            return True
        if self.leave_zoom():
            return True
        if self.acting_list().marks:
            self.acting_list().clear_marks()
            return True
        return False
