"""What the calendar screen has read: the days of its view, its filter, its cursor day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from textual.widget import Widget

from caseterm import queries
from caseterm.queries.calendar import CalendarSettings, Overdue
from caseterm.rules.calendar import (
    Appointment,
    DayEntries,
    DeadlineDue,
    Entry,
    entry_day,
    group_days,
    month_weeks,
    week_of,
)
from caseterm.rules.calendar_words import hours_text, kind_text
from caseterm.rules.calendarfilter import CalendarFilter
from caseterm.rules.clashes import clashes
from caseterm.rules.travel import tight_ways
from caseterm.screens.base import BaseScreen
from caseterm.screens.calendar.grid import CalendarGrid
from caseterm.screens.calendar.paintbox import surname
from caseterm.screens.calendar.rows import Sight
from caseterm.widgets.rowlist import RowList

VIEWS = ("month", "week", "day", "agenda")
AGENDA_DAYS = 14


class CalendarDays(BaseScreen):
    """The reading part of the calendar screen."""

    def __init__(self) -> None:
        super().__init__()
        self.view = "month"
        self.came_from_view = "month"
        self.day = date.min
        self.agenda_first = date.min
        self.settings = CalendarSettings()
        self.filter = CalendarFilter()
        self.found: tuple[Entry, ...] = ()
        """Everything read of the days of the view, with what the filter hides."""
        self.span: tuple[str, bool, date, date] | None = None
        self.days: Mapping[date, DayEntries] = {}
        self.totals: Counter[date] = Counter()
        """How many entries each day has, with those the filter hides."""
        self.late = Overdue()
        self.soon: tuple[DeadlineDue, ...] = ()
        self.sight = Sight(date.min)
        self.entries: dict[str, Entry] = {}

    @property
    def grid(self) -> CalendarGrid:
        return self.query_one("#grid", CalendarGrid)

    @property
    def rows(self) -> RowList:
        return self.query_one("#entries", RowList)

    @property
    def home(self) -> Widget | None:
        return self.grid if self.view == "month" else self.rows

    @property
    def wide(self) -> bool:
        return self.app.size.width >= 100

    # what is read

    def wanted_span(self) -> tuple[date, date]:
        """The days the present view needs."""
        if self.view == "week":
            week = week_of(self.day)
            return week[0], week[-1]
        if self.view == "agenda":
            weeks = month_weeks(self.day, self.settings.week_start)
            last = self.agenda_first + timedelta(days=AGENDA_DAYS - 1)
            return min(self.agenda_first, weeks[0][0]), max(last, weeks[-1][-1])
        weeks = month_weeks(self.day, self.settings.week_start)
        return weeks[0][0], weeks[-1][-1]

    def in_sight(self) -> tuple[date, date]:
        """The days the view itself shows."""
        if self.view == "day":
            return self.day, self.day
        if self.view == "agenda":
            return self.agenda_first, self.agenda_first + timedelta(days=AGENDA_DAYS - 1)
        return self.wanted_span()

    def read(self) -> None:
        """Read the days of the view when they are not those at hand."""
        span = (self.view, self.wide, *self.wanted_span())
        if span == self.span:
            return
        first, last = span[2:]
        today = self.program.today
        self.found = found = queries.calendar.entries(self.db, first, last)
        booked = {each.id: each for each in found if isinstance(each, Appointment)}
        ahead = [each.slot for each in booked.values() if each.ahead and each.day >= today]
        overlaps = clashes(ahead)
        named = {
            key: f"{hours_text(booked[key]).split('-')[0]} {kind_text(booked[key])} {surname(booked[key])}".strip()
            for key in overlaps
        }
        self.sight = Sight(
            today,
            overlaps,
            named,
            tight=tight_ways(ahead, assumed=self.settings.travel),
            zone=self.settings.zone,
            hours=(self.settings.opens, self.settings.closes),
        )
        self.totals = Counter(entry_day(each) for each in found)
        self.days = group_days([each for each in found if self.wanted(each)], first=first, last=last)
        if self.view == "agenda" and self.agenda_first <= today:
            late = queries.calendar.overdue(self.db, today)
            self.late = Overdue(
                tuple(each for each in late.deadlines if self.wanted(each)),
                tuple(each for each in late.tasks if self.wanted(each)),
                tuple(each for each in late.outcomes if self.wanted(each)),
                late.more_due,
                late.more_asked,
            )
        else:
            self.late = Overdue()
        self.soon = queries.calendar.deadlines_within(self.db, today) if self.view == "month" and self.wide else ()
        self.span = span

    def wanted(self, entry: Entry) -> bool:
        """Whether the filter lets an entry through."""
        return self.filter.lets(entry, self.program.today)

    def current(self) -> Entry | None:
        """The entry under the cursor of the list."""
        return self.entries.get(str(self.rows.cursor_key))
