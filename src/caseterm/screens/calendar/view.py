"""What the calendar screen shows of the days it has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from caseterm import queries
from caseterm.commands import keys_of, printed
from caseterm.queries.calendar import Overdue
from caseterm.rules.calendar import (
    Appointment,
    DayEntries,
    Entry,
    TaskDue,
    month_weeks,
    week_of,
)
from caseterm.rules.calendar_words import ride_missing
from caseterm.rules.calendarfilter import CalendarFilter
from caseterm.rules.dates import long_day
from caseterm.rules.workdays import holiday_name
from caseterm.screens.calendar.days import AGENDA_DAYS, CalendarDays
from caseterm.screens.calendar.details import appointment_lines, deadline_lines, task_lines
from caseterm.screens.calendar.grid import CalendarGrid
from caseterm.screens.calendar.month import small_month_lines
from caseterm.screens.calendar.rows import (
    agenda_rows,
    day_columns,
    day_rows,
    hours_cells,
    key_of,
    whole_day_rows,
)
from caseterm.screens.calendar.waiting import waiting_cells
from caseterm.screens.calendar.week import week_lines
from caseterm.widgets.chrome import KeyBar, Line
from caseterm.widgets.compositing import draw_at_once
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.rows import Cell, Row, Rows
from caseterm.widgets.safe import cut
from caseterm.widgets.textpage import TextPage

PANE = 36
SIDE = 42


class CalendarView(CalendarDays):
    """The drawing part of the calendar screen."""

    def reload(self) -> None:
        if self.day == date.min:
            self.day = self.agenda_first = self.program.today
        self.settings = queries.calendar.settings(self.db)
        self.forget()
        self.read()
        self.show_all()

    # what is shown

    def show_all(self) -> None:
        """Draw everything anew for the cursor day."""
        self.show_heads()
        self.show_list()
        self.show_grid()
        self.show_detail()

    def show_heads(self) -> None:
        typing = self.query_one("#calfilter", TextField)
        told = ", ".join(self.filter.told)
        self.set_title(self.title_words(told))
        self.set_class(self.view == "agenda" or self.filter.active or self.focused is typing, "-lead")
        first, last = self.in_sight()
        count = sum(len(each.entries) for each in self.days.values() if first <= each.day <= last)
        total = sum(number for each, number in self.totals.items() if first <= each <= last) + self.late_total
        count += self.late.listed
        shown: list[Cell] = [f" Agenda  {AGENDA_DAYS} d   " if self.view == "agenda" else " "]
        if told:
            shown += ["only: ", (told, "accent"), (f"   {count} of {total}", "bold")]
        elif self.waiting is not None:
            go = printed(keys_of("goto.menu", self.program.config.keys)[0])
            shown = waiting_cells(self.waiting, go, self.app.size.width)
        else:
            shown.append("appointments, tasks, deadlines")
        self.query_one("#calline", Line).set(*shown, right=[("esc", "key"), " clears "] if told else ())

    def title_words(self, told: str) -> str:
        """What the title row says: the days in view, after what they are narrowed to."""
        day, today = self.day, self.program.today
        long = {
            "month": f"{day:%B %Y}   month",
            "week": f"Week {day.isocalendar().week}   {_stretch(week_of(day)[0], week_of(day)[-1])}",
            "day": f"{long_day(day)}   day",
            "agenda": f"Agenda   {_stretch(self.agenda_first, self.agenda_first + timedelta(days=AGENDA_DAYS - 1))}",
        }[self.view]
        if self.wide:
            date_words = f"   {long_day(today)}" if self.view == "month" and not told else ""
            return (f"only {cut(told, 30)}   " if told else "") + long + date_words
        if not told:
            return long
        short = {"month": f"{day:%b %Y}", "week": f"Wk {day.isocalendar().week}", "day": f"{day:%a %m/%d}"}
        return f"{cut(told, 14)}  {short.get(self.view, 'Agenda')}"

    def show_list(self) -> None:
        """The rows of the day, or of the agenda."""
        rows = self.rows
        self.entries = {key_of(each): each for day in self.days.values() for each in day.entries}
        late: list[Entry] = [*self.late.deadlines, *self.late.tasks, *self.late.outcomes]
        self.entries.update((key_of(each), each) for each in late)
        if self.view == "agenda":
            self.put_rows(
                agenda_rows(
                    self.days, self.late, first=self.agenda_first, length=AGENDA_DAYS, sight=self.sight,
                    narrowed=self.filter.active, height=self.app.size.height,
                )
            )  # fmt: skip
            rows.empty_text = f"Nothing{self.because()} in these days.\n{self.way_out()}, . shows the next days."
        else:
            day = self.days.get(self.day, DayEntries(self.day))
            if self.view == "day":
                series = queries.series.words_for(self.db, [each.id for each in day.appointments])
                self.put_rows(whole_day_rows(day, self.sight, width=self.room, series=series))
            elif self.view == "month" and not self.filter.active:
                self.put_rows(self.day_rows)
            else:
                pane = self.view == "month" and self.wide
                shown = day_rows(day, self.sight, pane=pane)
                self.put_rows([*shown, *(self.below_days or ())] if pane else shown)
            rows.empty_text = f"Nothing{self.because()} on this day. {self.way_out()}."
            self.query_one("#dayline", Line).set(*self.day_words(day))

    def put_rows(self, rows: Sequence[Row] | Rows) -> None:
        """Show these rows, in columns that cut no time."""
        found = rows if not isinstance(rows, Rows) else [rows.row(place) for place in range(len(rows))]
        self.hours = hours_cells(found)
        self.rows.set_columns(day_columns(self.room, self.hours))
        self.rows.set_rows(rows)

    def because(self) -> str:
        """Why a list may be shorter than the day."""
        return f" of {', '.join(self.filter.told)}" if self.filter.active else ""

    def way_out(self) -> str:
        """Which keys help where nothing is to be seen."""
        return f"{'Esc clears the filter, ' if self.filter.active else ''}a adds an appointment"

    def day_words(self, day: DayEntries) -> list[Cell]:
        """Tue Nov 24   2 appointments, 1 ride not booked, free 8:00-9:30."""
        rides = sum(ride_missing(each) for each in day.standing)
        overlapping = sum(each.id in self.sight.clashes for each in day.standing)
        counts = [
            _count(len(day.standing), "appointment"), _count(len(day.deadlines), "deadline"),
            _count(len(day.tasks), "task") + (" due" if day.tasks else ""),
        ]  # fmt: skip
        words: list[Cell] = [" ", (f"{day.day:%a %b} {day.day.day}", "bold")]
        if holiday := holiday_name(day.day):
            words.append((f"   HOLIDAY {holiday} (courts closed)", "warn"))
        words.append(f"   {', '.join(filter(None, counts))}")
        if rides:
            words.append((f", {rides} RIDE{'S' if rides > 1 else ''} NOT BOOKED", "warn"))
        if overlapping:
            words.append((f", {overlapping} overlap", "warn"))
        tight = sum(each.id in self.sight.tight for each in day.standing)
        if tight:
            words.append((f", {tight} too close", "warn"))
        return words

    def show_grid(self) -> None:
        """The month or the week, with the cursor day; beside an agenda the small month."""
        days, day, today, sight = self.days, self.day, self.program.today, self.sight
        weeks = month_weeks(day, self.settings.week_start)
        if self.view == "month":
            cells = self.cells
            self.grid.show(
                lambda width, height: cells.lines(
                    weeks, day=day, today=today, clashing=sight.crowded, width=width, height=height
                )
            )
        elif self.view == "week":
            entry = self.current()
            selected = entry.id if isinstance(entry, Appointment) else None
            self.grid.show(
                lambda width, height: week_lines(
                    week_of(day), days, cursor=day, selected=selected, today=today, clashing=sight.crowded,
                    width=width, height=height,
                )
            )  # fmt: skip
        if self.wide and self.view in ("day", "agenda"):
            self.query_one("#small", CalendarGrid).show(
                lambda width, height: [
                    [(f" {day:%B %Y}", "bold")], *small_month_lines(weeks, days, month=day, cursor=day, today=today),
                ]
            )  # fmt: skip

    def show_detail(self) -> None:
        """What the keys do with the entry under the cursor, and the entry in the pane where there is one."""
        self.query_one(KeyBar).set_hints(self.hints())
        if not (self.wide and self.view in ("day", "agenda")):
            return
        page = self.query_one("#detail", TextPage)
        entry, width = self.current(), SIDE - 4
        if entry is None:
            page.set_lines([])
        elif isinstance(entry, Appointment):
            detail = queries.visit.detail(self.db, entry.id)
            page.set_lines(appointment_lines(detail, self.sight, width) if detail else [])
        elif isinstance(entry, TaskDue):
            page.set_lines(task_lines(entry, self.sight.today, width))
        else:
            page.set_lines(deadline_lines(entry, self.sight.today, width))

    # the cursor

    def go_to_day(self, day: date) -> None:
        """Put the cursor on a day, reading what the view then needs."""
        self.day = day
        if self.view == "agenda":
            last = self.agenda_first + timedelta(days=AGENDA_DAYS - 1)
            if not self.agenda_first <= day <= last:
                self.agenda_first = day
        self.attempt(self.read)
        self.show_heads()
        self.show_list()
        if self.view == "agenda":
            self.find_day(day)
        self.show_grid()
        self.show_detail()
        draw_at_once(self)

    def find_day(self, day: date) -> None:
        """The agenda's cursor on the first entry of a day, or of the next day that has one."""
        if day == self.program.today and self.rows.row_count and self.late != Overdue():
            self.rows.action_first()
            return
        for each in sorted(self.days):
            if each >= day and self.days[each].entries:
                self.rows.move_to(key_of(self.days[each].entries[0]))
                return

    def follow(self, appointment_id: int) -> None:
        """The cursor on an appointment that has just been booked or moved, wherever its day is; the work on an agenda
        that is narrowed to something else goes on where it is."""
        found = queries.calendar.one(self.db, appointment_id)
        self.forget()
        if found is not None and (self.view != "agenda" or self.wanted(found)):
            self.go_to_day(found.day)
            self.rows.move_to(key_of(found))

    def resize_parts(self) -> None:
        """Share the height between grid and list, and the width between columns."""
        height = self.app.size.height
        body = height - 4 if self.has_class("-lead") else height - 3
        if self.view == "month" and not self.wide:
            self.grid.styles.height = max(13, body - 6 if body < 28 else body * 2 // 3)
        elif self.view == "week":
            self.grid.styles.height = max(7, body * 3 // 5 if body < 28 else body * 2 // 3)
        else:
            self.grid.styles.height = "1fr"
        self.rows.set_columns(day_columns(self.room, self.hours))

    @property
    def room(self) -> int:
        """The cells the list has in the present view, also before it is laid out for it."""
        width = self.app.size.width
        if self.view == "month" and self.wide:
            return PANE
        return width - SIDE if self.view in ("day", "agenda") and self.wide else width

    def clear_filter(self) -> None:
        """Show everything again."""
        self.query_one("#calfilter", TextField).value = ""
        self.narrow(CalendarFilter())

    def narrow(self, to: CalendarFilter) -> None:
        """Show only what a filter lets through, in every view until it is cleared."""
        self.filter = to
        self.span = None
        self.attempt(self.read)
        self.show_all()
        self.resize_parts()


def _stretch(first: date, last: date) -> str:
    """Nov 23 - 29, or Nov 30 - Dec 6."""
    end = f"{last.day}" if first.month == last.month else f"{last:%b} {last.day}"
    return f"{first:%b} {first.day} - {end}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}" if number else ""
