"""What stands on a calendar: appointments, tasks due and deadlines, by day, week and hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseterm.rules.clashes import Slot
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_CANCELLED

SUNDAY = 6


@dataclass(frozen=True)
class Appointment:
    """Someone must be somewhere, as a calendar shows it. Times are wall times in `zone`."""

    id: int
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    kind: str
    status: str
    title: str
    case_id: int | None
    client_id: int | None
    client: str
    number: str
    provider: str
    location: str
    who: str
    ride: str
    ride_note: str
    interpreter_needed: bool
    interpreter_booked: bool
    no_show_reason: str
    moved_to: datetime | None = None
    moved_from: datetime | None = None

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def whole_day(self) -> bool:
        """Whether it runs from midnight to the day's last minute, as an entry of whole days does."""
        return self.slot.whole_day

    @property
    def slot(self) -> Slot:
        place = self.location or self.provider
        return Slot(self.id, self.starts_at, self.ends_at, self.case_id, self.client_id, self.kind, self.who, place)

    @property
    def ahead(self) -> bool:
        """Whether it is still to be kept."""
        return self.status in APPOINTMENT_AHEAD

    @property
    def off(self) -> bool:
        """Whether it will not take place on this day any more."""
        return self.status in APPOINTMENT_CANCELLED or self.status == "rescheduled"


@dataclass(frozen=True)
class TaskDue:
    """A task that is due on a day."""

    id: int
    due: date
    due_time: str
    title: str
    priority: int
    status: str
    waiting_on: str
    case_id: int | None
    client: str
    number: str


@dataclass(frozen=True)
class DeadlineDue:
    """A deadline not yet satisfied; `day` is the day to act by (file-by where that is earlier)."""

    id: int
    day: date
    due: date
    kind: str
    title: str
    verified: bool
    case_id: int
    client: str
    number: str


Entry = Appointment | TaskDue | DeadlineDue


@dataclass(frozen=True)
class DayEntries:
    """Everything on one day, in the order shown: deadlines, appointments by time, tasks by priority."""

    day: date
    deadlines: tuple[DeadlineDue, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    tasks: tuple[TaskDue, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (*self.deadlines, *self.appointments, *self.tasks)

    @property
    def standing(self) -> tuple[Appointment, ...]:
        """The appointments that did not fall away."""
        return tuple(each for each in self.appointments if not each.off)


# ---- days --------------------------------------------------------------------------------------------------


def month_weeks(day: date, week_start: int = SUNDAY) -> tuple[tuple[date, ...], ...]:
    """The weeks (four to six, seven days each) that hold the month of a day; 0 starts them on Monday, 6 on Sunday."""
    first = day.replace(day=1)
    start = week_of(first, week_start)[0]
    weeks = []
    while start < first or start.month == day.month:
        weeks.append(tuple(start + timedelta(days=n) for n in range(7)))
        start += timedelta(days=7)
    return tuple(weeks)


def week_of(day: date, week_start: int = 0) -> tuple[date, ...]:
    """The seven days of a day's week."""
    start = day - timedelta(days=(day.weekday() - week_start) % 7)
    return tuple(start + timedelta(days=n) for n in range(7))


def week_heights(loads: Sequence[int], rows: int) -> tuple[int, ...]:
    """The rows of each week of a month: all of `rows`, shared out evenly, what is left over to the fullest weeks."""
    each, left = divmod(rows, len(loads))
    fullest = sorted(range(len(loads)), key=lambda place: (-loads[place], place))[:left]
    return tuple(each + (place in fullest) for place in range(len(loads)))


def group_days(entries: Sequence[Entry], *, first: date, last: date) -> Mapping[date, DayEntries]:
    """The entries of each day from first to last that has any."""
    days: dict[date, tuple[list[DeadlineDue], list[Appointment], list[TaskDue]]] = {}
    for entry in entries:
        day = entry_day(entry)
        if first <= day <= last:
            deadlines, appointments, tasks = days.setdefault(day, ([], [], []))
            if isinstance(entry, DeadlineDue):
                deadlines.append(entry)
            elif isinstance(entry, Appointment):
                appointments.append(entry)
            else:
                tasks.append(entry)
    return {
        day: DayEntries(
            day,
            tuple(sorted(deadlines, key=lambda each: (each.due, each.id))),
            tuple(sorted(appointments, key=lambda each: (each.starts_at, each.off, each.id))),
            tuple(sorted(tasks, key=lambda each: (each.priority, each.due_time or "99", each.id))),
        )
        for day, (deadlines, appointments, tasks) in days.items()
    }


def entry_day(entry: Entry) -> date:
    """The day an entry stands on."""
    return entry.due if isinstance(entry, TaskDue) else entry.day


# ---- hours -------------------------------------------------------------------------------------------------


def shown_hours(used: Sequence[int], rows: int, *, first: int = 8, last: int = 17) -> tuple[int, ...]:
    """The hours of a week's grid: the office's and every used one, unused ones left out when rows are short.

    More used hours than rows leave the latest out; the caller says so.
    """
    hours = sorted({*range(first, last + 1), *used})
    for hour in sorted(set(hours) - set(used), key=lambda each: (-abs(each - 12), -each)):
        if len(hours) <= rows:
            break
        hours.remove(hour)
    return tuple(hours[:rows])
