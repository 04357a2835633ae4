"""What the calendar shows: appointments, tasks due and deadlines of a stretch of days, and one appointment in full."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from caseterm.rules import calendar as shape
from caseterm.rules.calendar_words import MISSED_DAYS
from caseterm.rules.freetime import CLOSES, OPENS
from caseterm.rules.people import person_name
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.travel import ASSUMED_TRAVEL
from caseterm.store.database import Database
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OVERDUE_SHOWN = 40
_APPOINTMENTS = """
    SELECT a.id, a.starts_at, a.ends_at, a.zone, a.kind, a.status, a.title, a.case_id, c.client_id, c.number,
      k.last, k.first, k.suffix, k.org_name, k.interpreter_needed, p.last, p.first, p.suffix, p.org_name,
      a.location, a.who, a.ride, a.ride_note, a.interpreter_booked, a.no_show_reason, later.starts_at, earlier.starts_at
    FROM appointments a
      LEFT JOIN cases c ON c.id = a.case_id
      LEFT JOIN contacts k ON k.id = c.client_id
      LEFT JOIN case_providers cp ON cp.id = a.case_provider_id
      LEFT JOIN contacts p ON p.id = cp.contact_id
      LEFT JOIN appointments later ON later.rescheduled_from_id = a.id AND later.archived_at IS NULL
      LEFT JOIN appointments earlier ON earlier.id = a.rescheduled_from_id
    WHERE a.archived_at IS NULL AND c.archived_at IS NULL AND {where}
    ORDER BY a.starts_at, a.id
"""
_TASKS = """
    SELECT t.id, t.due, t.due_time, t.title, t.priority, t.status, t.waiting_on, t.case_id, c.number,
      k.last, k.first, k.suffix, k.org_name
    FROM tasks t LEFT JOIN cases c ON c.id = t.case_id LEFT JOIN contacts k ON k.id = c.client_id
    WHERE t.status IN (SELECT value FROM json_each(:open)) AND t.archived_at IS NULL AND c.archived_at IS NULL
      AND {where}
"""
_DEADLINES = """
    SELECT d.id, d.due, d.file_by, d.kind, d.title, d.verified_by, d.case_id, c.number,
      k.last, k.first, k.suffix, k.org_name
    FROM deadlines d JOIN cases c ON c.id = d.case_id JOIN contacts k ON k.id = c.client_id
    WHERE d.satisfied_on IS NULL AND d.archived_at IS NULL AND c.archived_at IS NULL
      AND c.status IN ('open', 'on_hold') AND {where}
"""
_STATUSES = {
    "open": json.dumps(sorted(TASK_OPEN)),
    "unsaid": json.dumps([*sorted(APPOINTMENT_AHEAD), "unknown_outcome"]),
}
_WITHIN = "a.starts_at >= :first AND a.starts_at < :after"


@value
class CalendarSettings:
    """Which weekday starts her weeks (0 Monday, 6 Sunday), her IANA zone, the minutes assumed from one place to
    another, and the office hours."""

    week_start: int = 6
    zone: str = "America/New_York"
    travel: int = ASSUMED_TRAVEL
    opens: time = OPENS
    closes: time = CLOSES


@value
class Overdue:
    """What should have been done before today, each list at most OVERDUE_SHOWN long; the rest is counted."""

    deadlines: tuple[shape.DeadlineDue, ...] = ()
    tasks: tuple[shape.TaskDue, ...] = ()
    outcomes: tuple[shape.Appointment, ...] = ()
    more_due: int = 0
    more_asked: int = 0

    @property
    def listed(self) -> int:
        """How many are in the lists."""
        return len(self.deadlines) + len(self.tasks) + len(self.outcomes)


def settings(db: Database) -> CalendarSettings:
    """The firm's choices for its calendar."""
    with db.look() as connection:
        row = connection.execute(
            "SELECT week_start, zone, travel_minutes, opens_at, closes_at FROM settings WHERE id = 1"
        ).fetchone()
    if row is None:
        return CalendarSettings()
    week_start, zone, travel, opens, closes = row
    return CalendarSettings(week_start, zone, travel, time.fromisoformat(opens), time.fromisoformat(closes))


def entries(db: Database, first: date, last: date) -> tuple[shape.Entry, ...]:
    """Everything from first to last, both included; archived rows and cases left out."""
    with db.look() as connection:
        tasks = _tasks(connection, "t.due >= :first AND t.due <= :last", first=first, last=last)
        return (*_booked(connection, first, last), *tasks, *_deadlines_between(connection, first, last))


def deadlines_between(db: Database, first: date, last: date) -> tuple[shape.DeadlineDue, ...]:
    """The deadlines alone from first to last, both included, by the day to act."""
    with db.look() as connection:
        return _deadlines_between(connection, first, last)


def appointments(db: Database, first: date, last: date) -> tuple[shape.Appointment, ...]:
    """The appointments alone from first to last, both included."""
    with db.look() as connection:
        return tuple(_booked(connection, first, last))


def overdue(db: Database, today: date) -> Overdue:
    """Deadlines and tasks before today, appointments of which nobody has said what became of them, and no-shows of the
    last MISSED_DAYS without a new date."""
    with db.look() as connection:
        found = _deadlines(connection, "(d.due < :today OR d.file_by < :today)", today=today)
        deadlines = sorted(found, key=lambda each: each.day)
        late = _tasks(connection, "t.due < :today", today=today)
        tasks = sorted(late, key=lambda each: (each.due, each.priority))
        outcomes = _appointments(
            connection,
            "a.starts_at < :today AND (a.status IN (SELECT value FROM json_each(:unsaid)) "
            "OR (a.status = 'no_show' AND a.starts_at >= :missed AND later.id IS NULL))",
            today=today,
            missed=today - timedelta(days=MISSED_DAYS),
        )
    more = [max(0, len(part) - OVERDUE_SHOWN) for part in (deadlines, tasks, outcomes)]
    return Overdue(
        tuple(deadlines[:OVERDUE_SHOWN]),
        tuple(tasks[:OVERDUE_SHOWN]),
        tuple(outcomes[-OVERDUE_SHOWN:]),
        more[0] + more[1],
        more[2],
    )


def deadlines_within(db: Database, today: date, days: int = 14) -> tuple[shape.DeadlineDue, ...]:
    """The deadlines to act on up to so many days from today, late ones included, soonest first."""
    last = today + timedelta(days=days)
    with db.look() as connection:
        found = _deadlines(connection, "(d.due <= :last OR d.file_by <= :last)", last=last)
    return tuple(sorted(found, key=lambda each: (each.day, each.id)))


def one(db: Database, appointment_id: int) -> shape.Appointment | None:
    """One appointment as the calendar shows it; None when it is archived or gone."""
    with db.look() as connection:
        found = _appointments(connection, "a.id = :id", id=appointment_id)
    return found[0] if found else None


def usual_place(db: Database, case_id: int, kind: str) -> tuple[int | None, str]:
    """The client of a case, and where an appointment of this kind was for them last or will be; else nothing."""
    client = db.raw.execute("SELECT client_id FROM cases WHERE id = ?", (case_id,)).fetchone()
    row = db.raw.execute(
        "SELECT a.location, k.last, k.first, k.suffix, k.org_name FROM appointments a "
        "LEFT JOIN case_providers p ON p.id = a.case_provider_id LEFT JOIN contacts k ON k.id = p.contact_id "
        "WHERE a.case_id = ? AND a.kind = ? AND a.archived_at IS NULL AND (a.location <> '' OR k.id IS NOT NULL) "
        "ORDER BY a.starts_at DESC, a.id DESC LIMIT 1",
        (case_id, kind),
    ).fetchone()
    if row is None:
        return (client[0] if client else None), ""
    location, last, first, suffix, org = row
    return client[0], location or person_name(last, first, suffix, org)


def providers(db: Database, case_id: int) -> tuple[tuple[int, str], ...]:
    """The providers of a case: id of the case_providers row, name."""
    with db.look() as connection:
        rows = connection.execute(
            "SELECT p.id, k.last, k.first, k.suffix, k.org_name FROM case_providers p "
            "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id = ? AND p.archived_at IS NULL ORDER BY p.id",
            (case_id,),
        ).fetchall()
    return tuple((row_id, _name(name) if name[0] or name[1] else name[3]) for row_id, *name in rows)


# ---- statements --------------------------------------------------------------------------------------------


def _booked(connection: sqlite3.Connection, first: date, last: date) -> list[shape.Appointment]:
    return _appointments(connection, _WITHIN, first=first, after=last + timedelta(days=1))


def _deadlines_between(connection: sqlite3.Connection, first: date, last: date) -> tuple[shape.DeadlineDue, ...]:
    by_day = "(d.due BETWEEN :first AND :last OR d.file_by BETWEEN :first AND :last)"
    found = _deadlines(connection, by_day, first=first, last=last)
    return tuple(sorted((each for each in found if first <= each.day <= last), key=lambda each: (each.due, each.id)))


def _asked(connection: sqlite3.Connection, query: str, where: str, of: dict[str, Any]) -> sqlite3.Cursor:
    """A day stands for its midnight: a moment is stored as the day and the time behind it."""
    days = {name: given.isoformat() if isinstance(given, date) else given for name, given in of.items()}
    return connection.execute(query.format(where=where), {**_STATUSES, **days})


def _appointments(connection: sqlite3.Connection, where: str, **of: Any) -> list[shape.Appointment]:
    """Appointments with their client, provider and the moments they moved from and to; each once."""
    rows = {
        row[0]: shape.Appointment(
            id=row[0], starts_at=datetime.fromisoformat(row[1]), ends_at=_moment(row[2]), zone=row[3], kind=row[4],
            status=row[5], title=row[6], case_id=row[7], client_id=row[8], number=row[9] or "",
            client=_name(row[10:14]), interpreter_needed=bool(row[14]), provider=row[18] or _name(row[15:19]),
            location=row[19], who=row[20], ride=row[21], ride_note=row[22], interpreter_booked=bool(row[23]),
            no_show_reason=row[24], moved_to=_moment(row[25]), moved_from=_moment(row[26]),
        )
        for row in _asked(connection, _APPOINTMENTS, where, of)
    }  # fmt: skip
    return list(rows.values())


def _tasks(connection: sqlite3.Connection, where: str, **of: Any) -> list[shape.TaskDue]:
    return [
        shape.TaskDue(
            id=row[0], due=date.fromisoformat(row[1]), due_time=row[2], title=row[3], priority=row[4], status=row[5],
            waiting_on=row[6], case_id=row[7], number=row[8] or "", client=_name(row[9:13]),
        )
        for row in _asked(connection, _TASKS, where, of)
    ]  # fmt: skip


def _deadlines(connection: sqlite3.Connection, where: str, **of: Any) -> list[shape.DeadlineDue]:
    return [
        shape.DeadlineDue(
            id=row[0], day=date.fromisoformat(min(row[1], row[2] or row[1])), due=date.fromisoformat(row[1]),
            kind=row[3], title=row[4], verified=bool(row[5]), case_id=row[6], number=row[7], client=_name(row[8:12]),
        )
        for row in _asked(connection, _DEADLINES, where, of)
    ]  # fmt: skip


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _name(parts: Sequence[str | None]) -> str:
    last, first, suffix, org = (part or "" for part in parts)
    return person_name(last, first, suffix, org)
