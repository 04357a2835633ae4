"""A month for its grid: what stands on each day, made into appointments only as far as the cells show them.

A month of a thousand appointments is read over the driver in one statement, and a cell takes its first lines of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from caseterm.queries import calendar
from caseterm.rules.calendar import Appointment, DeadlineDue
from caseterm.rules.clashes import USER_ATTENDED, Slot, clashes
from caseterm.rules.people import person_name
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_CANCELLED
from caseterm.rules.travel import tight_ways
from caseterm.store.database import Database

_VISITS = """
SELECT a.id, a.starts_at, a.ends_at, a.kind, a.status, a.title, a.case_id, c.client_id, a.who, a.ride, a.location,
  a.case_provider_id, k.last, k.first, k.suffix, k.org_name,
  CASE WHEN a.status = 'no_show' THEN (SELECT l.starts_at FROM appointments l
    WHERE l.rescheduled_from_id = a.id AND l.archived_at IS NULL LIMIT 1) END
FROM appointments a
LEFT JOIN cases c ON c.id = a.case_id
LEFT JOIN contacts k ON k.id = c.client_id
WHERE a.starts_at >= ? AND a.starts_at < ? AND a.archived_at IS NULL AND c.archived_at IS NULL
ORDER BY a.starts_at, a.id
"""
_TASKS = f"""
SELECT t.due, count(*), min(t.title) FROM tasks t LEFT JOIN cases c ON c.id = t.case_id
WHERE t.status IN ({", ".join(f"'{status}'" for status in sorted(TASK_OPEN))}) AND t.due >= ? AND t.due <= ?
  AND t.archived_at IS NULL AND c.archived_at IS NULL
GROUP BY t.due
"""
_OFF = APPOINTMENT_CANCELLED | {"rescheduled"}


@dataclass(frozen=True)
class MonthDay:
    """A day's deadlines, its standing appointments as rows, how many tasks are due and the first one's title."""

    deadlines: tuple[DeadlineDue, ...] = ()
    rows: Sequence[Any] = ()
    tasks: int = 0
    task: str = ""

    def visits(self, count: int) -> list[Appointment]:
        """The first appointments of the day, with what a cell shows of them."""
        return [_appointment(row) for row in self.rows[:count]]


@dataclass(frozen=True)
class Month:
    """The days that hold anything, and the appointments to come that are in each other's way."""

    days: Mapping[date, MonthDay] = field(default_factory=dict)
    crowded: frozenset[int] = frozenset()


def month(db: Database, first: date, last: date, *, today: date, travel: int) -> Month:
    """What a grid from first to last shows; `travel` is the minutes assumed between two places."""
    bounds = (f"{first} ", f"{last + timedelta(days=1)} ")
    rows = db.raw.execute(_VISITS, bounds).fetchall()
    by_day: dict[str, list[Any]] = {}
    for row in rows:
        if row[4] not in _OFF:
            by_day.setdefault(row[1][:10], []).append(row)
    tasks = {day: (count, title) for day, count, title in db.raw.execute(_TASKS, (str(first), str(last)))}
    deadlines: dict[str, list[DeadlineDue]] = {}
    for each in calendar.deadlines_between(db, first, last):
        deadlines.setdefault(str(each.day), []).append(each)
    days = {
        date.fromisoformat(day): MonthDay(tuple(deadlines.get(day, ())), by_day.get(day, ()), *tasks.get(day, (0, "")))
        for day in {*by_day, *tasks, *deadlines}
    }
    return Month(days, _crowded(db, by_day, today, travel))


def _crowded(db: Database, by_day: Mapping[str, Sequence[Any]], today: date, travel: int) -> frozenset[int]:
    """Those in each other's way: looked for only where somebody stands twice on one day."""
    asked: list[Any] = []
    for day, rows in by_day.items():
        if day < str(today):
            continue
        ahead = [row for row in rows if row[4] in APPOINTMENT_AHEAD]
        twice = Counter(row[7] or row[6] for row in ahead)
        asked += [
            row for row in ahead
            if twice[row[7] or row[6]] > 1 or row[8] or row[3] in USER_ATTENDED or row[6] is None
        ]  # fmt: skip
    places = _places(db, {row[11] for row in asked if not row[10] and row[11] is not None})
    slots = [
        Slot(
            row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]) if row[2] else None, row[6], row[7],
            row[3], row[8], row[10] or places.get(row[11], ""),
        )
        for row in asked
    ]  # fmt: skip
    return frozenset((*clashes(slots), *tight_ways(slots, assumed=travel)))


def _places(db: Database, providers: set[int]) -> dict[int, str]:
    """The names of providers, as places."""
    marks = ", ".join("?" for _ in providers)
    query = (
        "SELECT p.id, k.org_name, k.last, k.first, k.suffix FROM case_providers p "
        f"JOIN contacts k ON k.id = p.contact_id WHERE p.id IN ({marks})"
    )
    return {
        row[0]: row[1] or person_name(row[2], row[3], row[4])
        for row in (db.raw.execute(query, sorted(providers)) if providers else ())
    }


def _appointment(row: Any) -> Appointment:
    """A row as a cell needs it; what no cell shows is blank."""
    return Appointment(
        id=row[0], starts_at=datetime.fromisoformat(row[1]),
        ends_at=datetime.fromisoformat(row[2]) if row[2] else None, zone="", kind=row[3], status=row[4], title=row[5],
        case_id=row[6], client_id=row[7], client=person_name(*(part or "" for part in row[12:16])), number="",
        provider="", location=row[10], who=row[8], ride=row[9], ride_note="", interpreter_needed=False,
        interpreter_booked=False, no_show_reason="",
        moved_to=datetime.fromisoformat(row[16]) if row[16] else None,
    )  # fmt: skip
