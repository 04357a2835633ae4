"""What the calendar screen has read: the days of its view, its filter, its cursor day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.widget import Widget

from caseterm import queries
from caseterm.queries.calendar import CalendarSettings, Overdue
from caseterm.queries.calendarmonth import Month
from caseterm.rules.calendar import (
    Appointment,
    DayEntries,
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
from caseterm.screens.calendar.month import MonthCells
from caseterm.screens.calendar.paintbox import DayCell, cell_of, surname
from caseterm.screens.calendar.rows import Sight, day_rows, pane_extras
from caseterm.widgets.rowlist import Row, RowList
from caseterm.widgets.rows import Rows

if TYPE_CHECKING:
    from caseterm.queries.waiting import Waiting

VIEWS = ("month", "week", "day", "agenda")
AGENDA_DAYS = 14
MONTHS_KEPT, DAYS_KEPT = 6, 60
"""How much of what was read is kept while nothing changes."""


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
        self.month = Month()
        self.months: dict[tuple[date, date], tuple[Month, MonthCells]] = {}
        self.whole_days: dict[date, DayEntries] = {}
        self.sights: dict[tuple[date, date, bool], tuple[Sight, Rows]] = {}
        self.cells = MonthCells()
        self.totals: Counter[date] = Counter()
        """How many entries each day has, with those the filter hides."""
        self.late = Overdue()
        self.late_total = 0
        """How much is overdue or to be settled, with what the filter hides."""
        self.waiting: Waiting | None = None
        """What waits on the lists over all cases, for the agenda of today."""
        self.below_days: list[Row] | None = None
        """What stands below every day in the pane beside a month, once it is wanted."""
        self.sight = Sight(date.min)
        self.day_rows = Rows()
        """The rows of the cursor day, in a month that is not narrowed."""
        self.hours = 0
        """The cells of the longest time in the list."""
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
        if self.view == "day" and not self.wide:
            return self.day, self.day
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
        fresh = span != self.span
        if self.view == "month" and not self.filter.active:
            self.read_month(span[2], span[3], fresh=fresh)
        elif fresh:
            self.read_span(span[2], span[3])
        if fresh:
            if self.view == "month" and self.wide:
                self.below_day()
            self.late = self.read_late()
            of_today = self.view == "agenda" and self.agenda_first == self.program.today
            self.waiting = queries.waiting.waiting(self.db) if of_today else None
        self.span = span

    def read_month(self, first: date, last: date, *, fresh: bool) -> None:
        """The month as its grid needs it, and the day under the cursor in full."""
        if fresh:
            self.found = ()
            self.month, self.cells = self.month_of(first, last)
        self.days = {self.day: self.day_of(self.day)}
        self.sight, self.day_rows = self.sight_on(self.day, first, self.month)

    def sight_on(self, day: date, first: date, month: Month) -> tuple[Sight, Rows]:
        """What the words of a day depend on in the month that begins there, and its rows; made once as well."""
        key = (day, first, self.wide)
        if key not in self.sights:
            if len(self.sights) >= DAYS_KEPT:
                self.sights.clear()
            found = self.day_of(day)
            sight = self.sight_of(found.appointments, crowded=month.crowded)
            rows = day_rows(found, sight, pane=self.wide)
            self.sights[key] = sight, Rows([*rows, *self.below_day()] if self.wide else rows)
        return self.sights[key]

    def below_day(self) -> list[Row]:
        """The deadlines of the next two weeks and the legend, made once as long as nothing changes."""
        if self.below_days is None:
            today = self.program.today
            self.below_days = pane_extras(queries.calendar.deadlines_within(self.db, today), today)
        return self.below_days

    def month_of(self, first: date, last: date) -> tuple[Month, MonthCells]:
        """The month of a grid and its cells, read once as long as nothing changes."""
        if (first, last) not in self.months:
            if len(self.months) >= MONTHS_KEPT:
                self.months.clear()
            today, travel = self.program.today, self.settings.travel
            month = queries.calendarmonth.month(self.db, first, last, today=today, travel=travel)
            cells = {
                day: DayCell(each.deadlines, each.visits, len(each.rows), each.tasks, each.task)
                for day, each in month.days.items()
            }
            self.months[first, last] = month, MonthCells(cells)
        return self.months[first, last]

    def day_of(self, day: date) -> DayEntries:
        """A day in full, read once as long as nothing changes."""
        if day not in self.whole_days:
            if len(self.whole_days) >= DAYS_KEPT:
                self.whole_days.clear()
            found = group_days(queries.calendar.entries(self.db, day, day), first=day, last=day)
            self.whole_days[day] = found.get(day, DayEntries(day))
        return self.whole_days[day]

    def read_ahead(self, day: date) -> None:
        """Read the month and the day she will most likely go to next while she looks at this one."""
        if self.view == "month" and not self.filter.active and self.is_current:
            self.attempt(lambda: self.prepare(day))

    def prepare(self, day: date) -> None:
        """The month of a day read, its lines painted as the grid will ask for them."""
        weeks, grid = month_weeks(day, self.settings.week_start), self.grid
        month, cells = self.month_of(weeks[0][0], weeks[-1][-1])
        sight, _ = self.sight_on(day, weeks[0][0], month)
        width, height = grid.size
        grid.paint_ahead(
            cells.lines(weeks, day=day, today=self.program.today, clashing=sight.crowded, width=width, height=height)
        )

    def forget(self) -> None:
        """What was read may no longer be true."""
        self.span = None
        self.months.clear()
        self.whole_days.clear()
        self.sights.clear()
        self.below_days = None

    def read_span(self, first: date, last: date) -> None:
        """Every day of a stretch in full."""
        self.found = found = queries.calendar.entries(self.db, first, last)
        self.sight = self.sight_of([each for each in found if isinstance(each, Appointment)])
        self.totals = Counter(entry_day(each) for each in found)
        self.days = group_days([each for each in found if self.wanted(each)], first=first, last=last)
        self.cells = MonthCells({day: cell_of(each) for day, each in self.days.items()} if self.view == "month" else {})

    def sight_of(self, appointments: Iterable[Appointment], *, crowded: frozenset[int] = frozenset()) -> Sight:
        """What is in the way of what among appointments; `crowded` are others known to be."""
        today = self.program.today
        ahead = {each.id: each for each in appointments if each.ahead and each.day >= today}
        slots = [each.slot for each in ahead.values()]
        overlaps = clashes(slots)
        return Sight(
            today,
            overlaps,
            {key: _short(ahead[key]) for key in overlaps},
            tight=tight_ways(slots, assumed=self.settings.travel),
            zone=self.settings.zone,
            hours=(self.settings.opens, self.settings.closes),
            others=crowded,
        )

    def read_late(self) -> Overdue:
        """What should have been done before today, where the view shows it."""
        today = self.program.today
        self.late_total = 0
        if self.view != "agenda" or self.agenda_first > today:
            return Overdue()
        late = queries.calendar.overdue(self.db, today)
        self.late_total = late.listed + late.more_due + late.more_asked
        return Overdue(
            tuple(each for each in late.deadlines if self.wanted(each)),
            tuple(each for each in late.tasks if self.wanted(each)),
            tuple(each for each in late.outcomes if self.wanted(each)),
            late.more_due,
            late.more_asked,
        )

    def whole_span(self) -> tuple[Entry, ...]:
        """Everything of the days of the view, with what the filter hides."""
        return self.found or queries.calendar.entries(self.db, *self.wanted_span())

    def wanted(self, entry: Entry) -> bool:
        """Whether the filter lets an entry through."""
        return self.filter.lets(entry, self.program.today)

    def current(self) -> Entry | None:
        """The entry under the cursor of the list."""
        return self.entries.get(str(self.rows.cursor_key))


def _short(entry: Appointment) -> str:
    """9:30 depo Lee."""
    return f"{hours_text(entry).split('-')[0]} {kind_text(entry)} {surname(entry)}".strip()
