"""The calendar screen: four views on the same days, one cursor day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from caseterm.commands import keys_of, printed
from caseterm.rules.calendar import entry_day, month_weeks
from caseterm.rules.text import fold
from caseterm.screens.base import STYLES
from caseterm.screens.calendar.acts import CalendarActs
from caseterm.screens.calendar.grid import CalendarGrid
from caseterm.screens.calendar.rows import day_columns
from caseterm.widgets.chrome import KeyBar, Line, Rule
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.panes import Across, Down, Stack
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.textpage import TextPage


class CalendarScreen(CalendarActs):
    """Month, week, day and agenda."""

    CSS_PATH = STYLES / "calendar.tcss"
    scope = "calendar"
    mode_key = "3"
    watches = frozenset(
        {
            "appointments", "tasks", "deadlines", "cases", "contacts", "contact_phones", "case_providers", "settings",
            "records_requests", "communications", "ride_legs",
        }
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        with Across(id="callead"):
            yield Line(id="calline")
            yield TextField(placeholder="client, kind, provider, ride not booked ...", id="calfilter")
        with Stack(id="cal"):
            yield CalendarGrid(id="grid")
            yield Rule(id="calrule")
            with Down(id="daypart"):
                yield Line(id="dayline")
                yield RowList(day_columns(80), show_header=False, id="entries")
            with Down(id="calside"):
                yield CalendarGrid(id="small")
                yield Rule()
                yield TextPage(id="detail")

    def on_mount(self) -> None:
        self.query_one("#small").can_focus = False
        self.query_one("#detail").can_focus = False
        self.add_class(f"-{self.view}")  # another view may have been asked for while this was built
        self.resize_parts()
        self.set_focus(self.home)

    def on_resize(self, event: events.Resize) -> None:
        if self.day != date.min:
            self.attempt(self.read)
            self.show_all()
        self.resize_parts()

    # what the widgets say

    def hints(self) -> list[tuple[str, str]]:
        """Enter opens the day from the grid, and the client's file from a row; a past visit asks what became of it."""
        word = "Day" if self.focused is self.grid else "Open"
        found = [(key, word if key == "enter" else label) for key, label in super().hints()]
        asked = self.asks_outcome()
        if asked is None:
            return found
        done, note = (printed(keys_of(name, self.program.config.keys)[0]) for name in ("done", "note.add"))
        if self.is_missed(asked):
            return [found[0], (note, "What follows"), *found[1:]]
        return [found[0], (done, "Kept"), (note, "No-show"), *found[1:]]

    def on_descendant_focus(self) -> None:
        self.query_one(KeyBar).set_hints(self.hints())

    def on_calendar_grid_stepped(self, message: CalendarGrid.Stepped) -> None:
        if self.view == "week":
            self.rows.action_move(message.steps)
        elif message.edge:
            week = next(week for week in month_weeks(self.day, self.settings.week_start) if self.day in week)
            self.go_to_day(week[0] if message.steps < 0 else week[-1])
        else:
            self.action_day(7 * message.steps)

    def on_calendar_grid_opened(self) -> None:
        self.action_view("day")

    def on_calendar_grid_clicked(self, message: CalendarGrid.Clicked) -> None:
        """A click on a day of the month goes there; again it opens the day."""
        if self.view != "month":
            return
        weeks = month_weeks(self.day, self.settings.week_start)
        column = message.x // max(4, self.grid.size.width // 7)
        numbers = [row for row, line in enumerate(self.grid.lines()) if row and len(line) == 21]
        week = sum(row <= message.y for row in numbers) - 1
        if 0 <= week < len(weeks) and column < 7:
            clicked = weeks[week][column]
            if clicked == self.day:
                self.action_view("day")
            else:
                self.go_to_day(clicked)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        entry = self.current()
        if entry is not None and self.view == "agenda":
            day = entry_day(entry)
            if day >= self.agenda_first and day != self.day:
                self.day = day
                self.attempt(self.read)
        if self.view != "month":  # which shows nothing of the list's cursor
            self.show_grid()
        self.show_detail()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.open_entry()

    def on_row_list_marked(self, message: RowList.Marked) -> None:
        marked = len(self.rows.marks)
        if marked:
            self.say(f"{marked} marked. x keeps or does all of them. Esc clears the marks.")

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "calfilter":
            self.narrow(replace(self.filter, words=tuple(fold(event.value).split())))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "calfilter":
            self.leave_filter()

    def leave_filter(self) -> None:
        """Out of the filter line, which then shows as words."""
        self.query_one("#calfilter", TextField).remove_class("-open")
        self.set_focus(self.home)
        self.show_heads()
        self.resize_parts()

    # back

    def step_back(self) -> bool:
        typing = self.query_one("#calfilter", TextField)
        if typing.has_focus:
            self.leave_filter()
            return True
        if self.filter.active:
            self.clear_filter()
            return True
        if self.rows.marks:
            self.rows.clear_marks()
            self.say("")
            return True
        if self.view == "day" and self.came_from_view != "day":
            self.action_view(self.came_from_view)
            return True
        if self.view == "month" and self.rows.has_focus:
            self.set_focus(self.grid)
            return True
        return False
