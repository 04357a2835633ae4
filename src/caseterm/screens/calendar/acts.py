"""The other keys of the calendar: going about, adding, editing, filtering, copying."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from caseterm import services, sheets
from caseterm.changes import ChangeSet
from caseterm.rules.calendar import Appointment
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.dates import add_months
from caseterm.rules.recurrence import Scope
from caseterm.screens.calendar.days import AGENDA_DAYS, VIEWS
from caseterm.screens.calendar.filtering import FilterActs
from caseterm.screens.calendar.outcomes import OutcomeActs
from caseterm.screens.series import ask_scope
from caseterm.screens.visits import ask_no_show, offer_after_missed
from caseterm.widgets.chrome import KeyBar

CLIENT_SHEET_DAYS = 28
REST = 0.08
"""Seconds after which a month that was gone to is drawn and the next one may be read."""
KINDS = {"a": "appointment", "t": "task", "d": "deadline"}


class CalendarActs(OutcomeActs, FilterActs):
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
            following = add_months(self.day, way)
            self.set_timer(REST, lambda: self.read_ahead(following))
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
            kind = KINDS[str(self.rows.cursor_key)[0]]
            self.program.open_case(entry.case_id, section=f"{kind}s", row=f"{kind}:{entry.id}")
        elif isinstance(entry, Appointment):
            self.action_edit()
        else:
            self.program.action_go("tasks")

    # adding and editing

    def action_add(self) -> None:
        """The quick-add line for an appointment on this day."""
        from caseterm.screens.capture import capture

        capture(self, kind="appt", day=self.day)

    def action_free_times(self) -> None:
        """What is free of the days from the cursor on, hers and the client's under the cursor; Enter books there."""
        from caseterm.screens.calendar.freetimes import FreeTimes
        from caseterm.screens.capture import capture

        entry = self.current()
        case_id, client = (entry.case_id, entry.client) if entry is not None else (None, "")

        def chosen(day: Any) -> None:
            if isinstance(day, date):
                self.go_to_day(day)
                capture(self, kind="appt", case_id=case_id, day=day)

        first = max(self.day, self.program.today)
        self.app.push_screen(
            FreeTimes(self.db, first, case_id=case_id, client=client, today=self.program.today), chosen
        )

    def action_task_for(self) -> None:
        """A task that belongs to the appointment under the cursor and moves with it."""
        from caseterm.screens.fieldspec import FieldSpec
        from caseterm.screens.opening import open_form

        entry = self.appointment()
        if entry is None:
            return
        specs = [
            FieldSpec("title", "Task", required=True, hint="send films to the examiner"),
            FieldSpec("due", "Due", "date", hint="it moves with the appointment"),
            FieldSpec("notes", "Notes", "notes"),
        ]
        due = max(entry.day - timedelta(days=1), self.program.today)

        def save(given: dict[str, Any]) -> ChangeSet:
            return services.visit_tasks.add_task_for(
                self.db, entry.id, title=given["title"], due=given["due"], notes=given["notes"] or ""
            )

        whose = f"{named(entry.kind, entry.title, entry.client)} {day_and_time(entry.starts_at)}"
        open_form(
            self, "visittask", f"visit:{entry.id}", "Task for an appointment", specs, {"due": due}, save=save,
            subtitle=whose,
        )  # fmt: skip

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
        """A note for the client; of an appointment that asks what became of it, that they did not come; of one that was
        missed, what follows."""
        from caseterm.screens.capture import capture

        missed = self.asks_outcome()
        if missed is not None:
            ask = offer_after_missed if self.is_missed(missed) else ask_no_show
            ask(self, missed.id, self.moved)
            return
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

    # marks, copy, history

    def action_mark(self) -> None:
        self.rows.toggle_mark()

    def action_mark_all(self) -> None:
        self.rows.mark_all()

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
