"""The other keys of the calendar: going about, adding, editing, filtering, copying."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from caseterm import queries, services, sheets
from caseterm.rules.calendar import Appointment
from caseterm.rules.calendar_words import day_and_time, kind_text
from caseterm.rules.dates import add_months
from caseterm.rules.recurrence import Scope
from caseterm.rules.terms import NO_SHOW_REASONS, label
from caseterm.screens.calendar.days import AGENDA_DAYS, ALL, VIEWS
from caseterm.screens.calendar.outcomes import OutcomeActs
from caseterm.screens.series import ask_scope
from caseterm.widgets.chrome import KeyBar
from caseterm.widgets.lineinput import TextField

CLIENT_SHEET_DAYS = 28
SECTIONS = {"a": "appointments", "t": "tasks", "d": "deadlines"}


class CalendarActs(OutcomeActs):
    """The actions of the calendar screen."""

    # moving about

    def action_view(self, name: str) -> None:
        """Month, week, day or agenda, on the cursor day."""
        if name == "next":
            name = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        if name == "day" and self.view != "day":
            self.came_from_view = self.view
        self.view = name
        if name == "agenda":
            today = self.program.today
            near = today <= self.day < today + timedelta(days=AGENDA_DAYS)
            self.agenda_first = today if near else self.day
        for each in VIEWS:
            self.set_class(each == name, f"-{each}")
        self.go_to_day(self.day)
        self.resize_parts()
        self.set_focus(self.home)
        self.query_one(KeyBar).set_hints(self.hints())

    def action_period(self, way: int) -> None:
        """A month, a week, a day or fourteen days back or on."""
        if self.view == "month":
            self.go_to_day(add_months(self.day, way))
        elif self.view == "agenda":
            self.agenda_first += timedelta(days=way * AGENDA_DAYS)
            self.go_to_day(self.agenda_first)
        else:
            self.action_day(way * (7 if self.view == "week" else 1))

    def action_day(self, days: int) -> None:
        self.go_to_day(self.day + timedelta(days=days))

    def action_today(self) -> None:
        self.agenda_first = self.program.today
        self.go_to_day(self.program.today)

    def ask_for_day(self) -> None:
        """Go to a typed date."""
        from caseterm.screens.dialogs.prompt import PromptDialog

        def typed(day: Any) -> None:
            if isinstance(day, date):
                self.agenda_first = day
                self.go_to_day(day)

        dialog = PromptDialog("Go to", kind="date", hint="fri, 12/3, +2w, 3/8/2027", today=self.program.today)
        self.app.push_screen(dialog, typed)

    def action_list_first(self) -> None:
        self.rows.action_first()

    def action_list_last(self) -> None:
        self.rows.action_last()

    def action_zoom(self) -> None:
        """The day alone, and back."""
        self.action_view(self.came_from_view if self.view == "day" else "day")

    def open_entry(self) -> None:
        """The client's file at the entry's section; an appointment of no client opens its form."""
        entry = self.current()
        if entry is None:
            return
        if entry.case_id is not None:
            self.program.open_case(entry.case_id, section=SECTIONS[str(self.rows.cursor_key)[0]])
        elif isinstance(entry, Appointment):
            self.action_edit()
        else:
            self.program.action_go("tasks")

    # adding and editing

    def action_add(self) -> None:
        """After a no-show the offered call, otherwise the quick-add line for an appointment on this day."""
        if self.offer is not None and self.call_offered:
            self.add_call()
            return
        from caseterm.screens.capture import capture

        capture(self, kind="appt", day=self.day)

    def add_call(self) -> None:
        """The call task after a missed appointment, due today."""
        entry = queries.calendar.one(self.db, self.offer or 0)
        if entry is None:
            return
        reason = label(NO_SHOW_REASONS, entry.no_show_reason).lower()
        title = f"call about missed {kind_text(entry)} {day_and_time(entry.starts_at)} ({reason})"
        self.call_offered = False
        self.store(
            lambda: services.tasks.add_task(
                self.db, title=title, case_id=entry.case_id, due=self.program.today, priority=2
            )
        )
        self.query_one(KeyBar).set_hints(self.hints())

    def action_edit(self) -> None:
        """The appointment in a form; tasks and deadlines are edited where they live."""
        from caseterm.screens.calendar.editing import edit_appointment

        entry = self.current()
        if isinstance(entry, Appointment):
            edit_appointment(self, entry.id)
        elif entry is not None:
            self.open_entry()
        else:
            self.appointment()

    def action_note(self) -> None:
        from caseterm.screens.capture import capture

        case_id = self.case_under_cursor()
        if case_id is not None:
            capture(self, kind="note", case_id=case_id)

    def action_log_contact(self) -> None:
        from caseterm.screens.client.log import open_log

        case_id = self.case_under_cursor()
        if case_id is not None:
            open_log(self, [case_id])

    def action_archive(self) -> None:
        """Put away an appointment entered by mistake."""
        entry = self.appointment()
        if entry is not None:
            self.archive_scope(entry.id)

    def archive_scope(self, appointment_id: int) -> None:
        """Put away the visits that are meant."""

        def chosen(scope: Scope) -> None:
            self.store(lambda: services.series.archive_visits(self.db, appointment_id, scope=scope))

        ask_scope(self, appointment_id, "Archive", chosen)

    # marks, filter, copy, history

    def action_mark(self) -> None:
        self.rows.toggle_mark()

    def action_mark_all(self) -> None:
        self.rows.mark_all()

    def action_filter(self) -> None:
        """Type words that every entry shown must have."""
        line = self.query_one("#calfilter", TextField)
        line.add_class("-open")
        self.add_class("-lead")
        self.set_focus(line)
        line.select_all()
        self.resize_parts()

    def action_facet(self, name: str) -> None:
        """Filter by a kind of entry, or by words without typing them."""
        words = {"rides": "ride not booked", "unverified": "not verified"}.get(name)
        if name == "clear":
            self.clear_filter()
            return
        if name == "client":
            entry = self.current()
            words = entry.client if entry is not None else ""
        if words is not None:
            self.query_one("#calfilter", TextField).value = words
        else:
            self.shows = frozenset({name}) if name in ALL else ALL
            self.span = None
            self.attempt(self.read)
            self.show_all()
        self.show_heads()
        self.resize_parts()

    def action_copy(self, what: str) -> None:
        from caseterm.screens.copying import copy_from_case

        case_id = self.case_under_cursor()
        if case_id is not None:
            copy_from_case(self, case_id, what)

    def action_history(self) -> None:
        case_id = self.case_under_cursor()
        if case_id is not None:
            self.program.open_case(case_id, section="history")

    def action_print(self) -> None:
        """The day, the week, the client's own sheet, or the case summary, in the preview."""
        from caseterm.screens.dialogs.menu import MenuDialog

        day = self.day
        first = day - timedelta(days=(day.weekday() - self.settings.week_start) % 7)
        items = [
            ("d", f"Day sheet, {day:%a %m/%d}", "day"),
            ("w", f"Week sheet, from {first:%a %m/%d}", "week"),
            ("c", "This client's appointments, large type", "client"),
            ("s", "Case summary", "summary"),
        ]

        def chosen(what: Any) -> None:
            if what == "day":
                self.preview_sheet(sheets.days(day, day))
            elif what == "week":
                self.preview_sheet(sheets.days(first, first + timedelta(days=6)))
            elif what is not None:
                self.print_client(what)

        self.app.push_screen(MenuDialog("p  Print", items), chosen)

    def preview_sheet(self, reader: sheets.Reader) -> None:
        from caseterm.screens.sheetpreview import SheetPreview

        self.app.push_screen(SheetPreview(reader))

    def print_client(self, what: str) -> None:
        """The sheet for the client under the cursor, or the summary of the case."""
        from caseterm.screens.preview import PreviewScreen

        case_id = self.case_under_cursor()
        if case_id is None:
            return
        if what == "client":
            today = self.program.today
            self.preview_sheet(sheets.client_days(case_id, today, today + timedelta(days=CLIENT_SHEET_DAYS - 1)))
        else:
            self.app.push_screen(PreviewScreen((case_id,)))

    def action_export_calendar(self) -> None:
        """The caseload's appointments, deadlines and tasks as a file for another calendar."""
        from caseterm.screens.calendarexport import export_calendar

        export_calendar(self)
