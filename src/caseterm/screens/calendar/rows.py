"""The rows of a day and of an agenda, each known by the table and id of what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from types import MappingProxyType

from caseterm.queries.calendar import Overdue
from caseterm.rules.calendar import Appointment, DayEntries, DeadlineDue, Entry, TaskDue
from caseterm.rules.calendar_words import (
    clock_short,
    day_and_time,
    deadline_mark,
    deadline_text,
    hours_text,
    interpreter_text,
    kind_text,
    outcome_text,
    outcome_wanted,
    place_text,
    ride_missing,
    ride_text,
    task_mark,
)
from caseterm.rules.dates import parse_time
from caseterm.rules.freetime import CLOSES, OPENS, free_times, hers
from caseterm.rules.rideways import HALF_ENDS
from caseterm.rules.terms_visits import APPOINTMENT_KEPT
from caseterm.rules.travel import TIGHT, Tight
from caseterm.rules.walltime import zone_mark
from caseterm.rules.workdays import holiday_name
from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap

NOTE_WIDTH = 29
HOURS = 11
"""The cells of a time without a zone."""

Clashes = Mapping[int, tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class Sight:
    """What the words of a row depend on besides the entry: the day it is, what is in its way, the user's own zone."""

    today: date
    clashes: Clashes = field(default_factory=dict)
    named: Mapping[int, str] = field(default_factory=dict)
    """Appointments by id in few words, for saying what overlaps."""
    tight: Mapping[int, tuple[Tight, ...]] = field(default_factory=dict)
    zone: str = ""
    hours: tuple[time, time] = (OPENS, CLOSES)
    others: frozenset[int] = frozenset()
    """More appointments known to be in each other's way."""

    @cached_property
    def crowded(self) -> frozenset[int]:
        """The appointments that overlap another, or from or to which there is too little time."""
        own = self.clashes.keys() | self.tight.keys()
        return self.others if own <= self.others else self.others | own


def key_of(entry: Entry) -> str:
    """The row key of an entry: a12 an appointment, t12 a task, d12 a deadline."""
    letter = "a" if isinstance(entry, Appointment) else "t" if isinstance(entry, TaskDue) else "d"
    return f"{letter}{entry.id}"


def day_columns(width: int, hours: int = 0) -> tuple[Column, ...]:
    """The columns of a day's list `width` cells wide; in a pane the words go into lines of their own.

    `hours` are the cells its longest time needs: no time is cut.
    """
    if width < 50:
        return (
            Column("mark", "", 2),
            Column("time", "", max(HOURS, hours)),
            Column("kind", "", 5),
            Column("client", "", 8, grow=True),
        )
    return (
        Column("mark", "", 2),
        Column("time", "", max(15 if width >= 100 else HOURS, hours)),
        Column("kind", "", 6),
        Column("what", "", 16, grow=True),
        Column("client", "", 22 if width >= 100 else 16),
        Column("number", "", 9, min_total=90),
    )


def hours_cells(rows: Iterable[Row]) -> int:
    """How many cells the longest time in the rows takes: 10:15-11:00 HST."""
    return max((cells_width([row.cells["time"]]) for row in rows if "time" in row.cells), default=0)


def day_rows(day: DayEntries, sight: Sight, *, pane: bool) -> list[Row]:
    """The rows of one day; in a pane each appointment has its place and its ride below it."""
    rows: list[Row] = []
    for entry in day.entries:
        rows.append(entry_row(entry, sight))
        if pane:
            rows += _notes(entry, sight)
    return rows


def whole_day_rows(
    day: DayEntries, sight: Sight, *, width: int, series: Mapping[int, str] = MappingProxyType({})
) -> list[Row]:
    """One day from morning to evening with everything in full, and the free time of the office day between.

    `series` are the words of the series that appointments belong to, by the appointment's id.
    """
    rows: list[Row] = [entry_row(each, sight) for each in day.deadlines]
    booked = [_appointment_row(each, sight) for each in day.appointments]
    indent = 10 + day_columns(width, hours_cells(booked))[1].width
    opens, closes = sight.hours
    free = list(free_times(hers(day.standing), day.day, opens=opens, closes=closes)) if day.day >= sight.today else []
    for each, row in zip(day.appointments, booked, strict=True):
        while free and free[0][0] < each.starts_at.time():
            rows.append(_free_row(*free.pop(0)))
        words = appointment_words(each, sight) or [""]
        words += [series[each.id]] if each.id in series else []
        notes = [(text, _urgency(text)) for text in words]
        head, first = words[0], []
        if head.startswith(("OVERLAPS", TIGHT)):
            head, _, rest = head.partition(" ")
            first = [(rest, "warn")]
        rows.append(Row(row.key, {**row.cells, "what": _told([head.rstrip(":")], row.cells["what"])}))
        rows += _wrapped(str(row.key), [*first, *notes[1:]], width=width - 7 - indent, indent=indent)
    rows += [_free_row(*stretch) for stretch in free]
    return rows + [entry_row(each, sight) for each in day.tasks]


def _free_row(start: time, end: time) -> Row:
    return Row(f"f{start:%H%M}", {"text": f"you are free  {clock_short(start)}-{clock_short(end)}"}, kind="note")


def _told(words: Sequence[str], cell: Cell) -> Cell:
    """The first words of a cell in its role."""
    return ", ".join(words), cell[1] if isinstance(cell, tuple) else ""


def _urgency(words: str) -> str:
    loud = words.isupper() or words.endswith(HALF_ENDS) or words.startswith(("OVERLAPS", TIGHT, "no interpreter"))
    return "warn" if loud else ""


def entry_row(entry: Entry, sight: Sight) -> Row:
    """One line for an appointment, a task or a deadline."""
    if isinstance(entry, Appointment):
        return _appointment_row(entry, sight)
    if isinstance(entry, TaskDue):
        return _task_row(entry, sight.today)
    return _deadline_row(entry, sight.today)


def _appointment_row(entry: Appointment, sight: Sight) -> Row:
    mark, role = "", ""
    settled = entry.off or entry.status in APPOINTMENT_KEPT
    if entry.status == "no_show":
        mark, role = ("-", "muted") if entry.moved_to else ("!", "warn")
    elif outcome_wanted(entry, sight.today):
        mark, role = "?", "warn"
    elif ride_missing(entry) or entry.id in sight.crowded:
        mark, role = "!", "warn"
    elif settled:
        mark, role = ("x" if entry.status in APPOINTMENT_KEPT else "-"), "muted"
    words = appointment_words(entry, sight)
    plain = "muted" if settled else ""
    cells: dict[str, Cell] = {
        "mark": (mark, role),
        "time": (_zoned(hours_text(entry), entry, sight), plain or "accent"),
        "kind": (kind_text(entry), plain),
        "what": (", ".join(words), role or plain),
        "client": (entry.client, plain),
        "number": (entry.number, "muted"),
    }
    return Row(key_of(entry), cells)


def _zoned(time: str, entry: Appointment, sight: Sight) -> str:
    """A time with its zone where that is another than her own."""
    return " ".join(part for part in (time, zone_mark(entry.starts_at, entry.zone, sight.zone)) if part)


def appointment_words(entry: Appointment, sight: Sight) -> list[str]:
    """What must be known first: the outcome, a missing ride, overlaps; then the place and how the rest stands."""
    ride, place = ride_text(entry), place_text(entry)
    outcome = outcome_text(entry, sight.today)
    still_ahead = entry.ahead and not outcome_wanted(entry, sight.today)
    first = [] if still_ahead else [outcome]
    if ride_missing(entry):
        first.append(ride)
        ride = ""
    first += crowd_words(entry, sight)
    title = entry.title if entry.title and entry.title != place else ""
    moved = f"was {day_and_time(entry.moved_from)}" if entry.moved_from else ""
    last = outcome if still_ahead else ""
    return [part for part in (*first, place, title, ride, interpreter_text(entry), moved, last) if part]


def crowd_words(entry: Appointment, sight: Sight) -> list[str]:
    """OVERLAPS 9:30 depo Lee (same client in two places), TIGHT 10 minutes to get from ...; one for each."""
    overlaps = [
        f"OVERLAPS {sight.named.get(other, 'another')} ({reason})" for other, reason in sight.clashes.get(entry.id, ())
    ]
    return overlaps + [f"{TIGHT} {way.words}" for way in sight.tight.get(entry.id, ())]


def _task_row(entry: TaskDue, today: date, *, dated: bool = False) -> Row:
    mark = task_mark(entry, today)
    at = clock_short(parse_time(entry.due_time)) if entry.due_time and not dated else ""
    waiting = f" <- {entry.waiting_on}" if entry.status == "waiting" and entry.waiting_on else ""
    role = "bad" if mark == "!!" else "warn" if mark == "!" else ""
    cells: dict[str, Cell] = {
        "mark": (mark, role),
        "time": (f"{entry.due:%m/%d}" if dated else at, role),
        "kind": "[ ]",
        "what": (entry.title + waiting, role if dated else ""),
        "client": entry.client,
        "number": (entry.number, "muted"),
    }
    return Row(key_of(entry), cells)


def _deadline_row(entry: DeadlineDue, today: date, *, dated: bool = False) -> Row:
    mark = deadline_mark(entry, today)
    role = "bad" if mark == "!!" else "warn"
    cells: dict[str, Cell] = {
        "mark": (mark, role),
        "time": (f"{entry.day:%m/%d} due" if dated else "deadline", role),
        "kind": ("dline", role) if dated else "",
        "what": (deadline_text(entry), role),
        "client": (entry.client, role),
        "number": (entry.number, "muted"),
    }
    return Row(key_of(entry), cells)


def _notes(entry: Entry, sight: Sight) -> list[Row]:
    """The lines below an entry in a narrow pane."""
    if isinstance(entry, Appointment):
        parts = [(words, _urgency(words)) for words in appointment_words(entry, sight)]
    elif isinstance(entry, TaskDue):
        parts = [(entry.title, "")]
    else:
        parts = [(deadline_text(entry), "warn")]
    return _wrapped(key_of(entry), parts)


def _wrapped(key: str, parts: Sequence[tuple[str, str]], *, width: int = NOTE_WIDTH, indent: int = 0) -> list[Row]:
    """Texts as lines below a row, none cut."""
    lines = [(" " * indent + line, role) for text, role in parts for line in wrap(text, width)]
    return [Row(f"{key}n{place}", {"text": line}, kind="note") for place, line in enumerate(lines)]


def pane_extras(soon: Sequence[DeadlineDue], today: date) -> list[Row]:
    """Below a day in the pane: the deadlines of the next two weeks, and what the marks mean."""
    rows: list[Row] = []
    if soon:
        rows.append(Row("h-soon", {"text": "Deadlines in the next 14 d"}, kind="heading"))
        for entry in soon:
            mark = deadline_mark(entry, today)
            text = f"{mark} {entry.day:%m/%d} {deadline_text(entry)}, {entry.client}"
            rows += _wrapped(f"s{entry.id}", [(text, "bad" if mark == "!!" else "warn")])
    rows.append(Row("h-legend", {"text": "Legend"}, kind="heading"))
    legend = ("! needs action   !! critical", "? not verified, no outcome", "- no-show   [ ] task due")
    return rows + _wrapped("l", [(text, "") for text in legend])


# ---- agenda ------------------------------------------------------------------------------------------------


def agenda_rows(
    days: Mapping[date, DayEntries],
    late: Overdue,
    *,
    first: date,
    length: int,
    sight: Sight,
    narrowed: bool,
    height: int = 40,
) -> list[Row]:
    """What is overdue or unsaid first, then each day that has anything; today always, holidays by name.

    Of what lies before today and of a day's tasks only a few rows are shown, by the `height` there is, unless the
    filter asks for them.
    """
    most = 1000 if narrowed else max(3, height // 7)
    rows = late_rows(late, sight, most=most) if first <= sight.today else []
    for day in (first + timedelta(days=n) for n in range(length)):
        found, holiday = days.get(day), holiday_name(day)
        if found is None and holiday is None and day != sight.today:
            continue
        heading: dict[str, Cell] = {"day": f"{'Today  ' if day == sight.today else ''}{day:%a %b} {day.day}"}
        if holiday:
            heading["holiday"] = (f"HOLIDAY  {holiday} (courts closed)", "warn")
        rows.append(Row(f"h{day.isoformat()}", heading, kind="heading"))
        if found is not None:
            rows += [entry_row(entry, sight) for entry in found.deadlines]
            rows += [entry_row(entry, sight) for entry in found.appointments]
            due = [entry_row(entry, sight) for entry in found.tasks]
            rows += _cut_short(f"{day}", due, 0, most, "tasks due: f t lists them")
        elif day == sight.today:
            what = "nothing to show" if narrowed else "nothing booked, nothing due"
            rows.append(Row("n-today", {"text": f"-  {what}"}, kind="note"))
    return rows


def late_rows(late: Overdue, sight: Sight, *, most: int) -> list[Row]:
    """Deadlines and tasks gone by, and past appointments that ask what became of them: `most` of each sort."""
    due = [_deadline_row(each, sight.today, dated=True) for each in late.deadlines]
    due += [_task_row(each, sight.today, dated=True) for each in late.tasks]
    asked = [_asking_row(each, sight) for each in reversed(late.outcomes)]
    rows = _part("overdue", "Overdue", due, late.more_due, most, "to do: 4 shows every task")
    return rows + _part("asked", "Attended? New date?", asked, late.more_asked, most, "to settle: f o lists them")


def _asking_row(entry: Appointment, sight: Sight) -> Row:
    row = _appointment_row(entry, sight)
    return Row(row.key, {**row.cells, "time": (_zoned(day_and_time(entry.starts_at)[4:], entry, sight), "warn")})


def _part(name: str, title: str, rows: Sequence[Row], unread: int, most: int, where: str) -> list[Row]:
    """A heading with what stands below it, cut short."""
    return (
        [Row(f"h-{name}", {"text": title}, kind="heading"), *_cut_short(name, rows, unread, most, where)]
        if rows
        else []
    )


def _cut_short(name: str, rows: Sequence[Row], unread: int, most: int, where: str) -> list[Row]:
    """The first rows and how many more there are; one row more is shown rather than counted."""
    shown = rows if len(rows) <= most + 1 else rows[:most]
    hidden = len(rows) - len(shown) + unread
    return [*shown, *([Row(f"n-{name}", {"text": f"... {hidden} more {where}"}, kind="note")] if hidden else [])]
