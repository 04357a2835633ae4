"""What the calendar shows: appointments, tasks due and deadlines of a stretch of days, and one appointment in full."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseterm.models import (
    Appointment,
    Case,
    CaseProvider,
    Contact,
    Deadline,
    Settings,
    Task,
)
from caseterm.rules import calendar as shape
from caseterm.rules.freetime import CLOSES, OPENS
from caseterm.rules.people import person_name
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.travel import ASSUMED_TRAVEL
from caseterm.store.database import Database

OVERDUE_SHOWN = 40
MISSED_DAYS = 14
_CLIENT = aliased(Contact, name="client")
_PROVIDER = aliased(Contact, name="provider")
_LATER = aliased(Appointment, name="later")
_EARLIER = aliased(Appointment, name="earlier")


@dataclass(frozen=True)
class CalendarSettings:
    """Which weekday starts her weeks (0 Monday, 6 Sunday), her IANA zone, the minutes assumed from one place to
    another, and the office hours."""

    week_start: int = 6
    zone: str = "America/New_York"
    travel: int = ASSUMED_TRAVEL
    opens: time = OPENS
    closes: time = CLOSES


@dataclass(frozen=True)
class Overdue:
    """What should have been done before today, each list at most OVERDUE_SHOWN long; the rest is counted."""

    deadlines: tuple[shape.DeadlineDue, ...] = ()
    tasks: tuple[shape.TaskDue, ...] = ()
    outcomes: tuple[shape.Appointment, ...] = ()
    more_due: int = 0
    more_asked: int = 0


def settings(db: Database) -> CalendarSettings:
    """The firm's choices for its calendar."""
    with db.read() as session:
        row = session.get(Settings, 1)
        if row is None:
            return CalendarSettings()
        opens, closes = time.fromisoformat(row.opens_at), time.fromisoformat(row.closes_at)
        return CalendarSettings(row.week_start, row.zone, row.travel_minutes, opens, closes)


def entries(db: Database, first: date, last: date) -> tuple[shape.Entry, ...]:
    """Everything from first to last, both included; archived rows and cases left out."""
    with db.read() as session:
        found: list[shape.Entry] = _appointments(session, _between(first, last))
        due = (col(Task.due) >= first, col(Task.due) <= last)
        found += _tasks(session, *due)
        return (*found, *_deadlines_between(session, first, last))


def deadlines_between(db: Database, first: date, last: date) -> tuple[shape.DeadlineDue, ...]:
    """The deadlines alone from first to last, both included, by the day to act."""
    with db.read() as session:
        return _deadlines_between(session, first, last)


def appointments(db: Database, first: date, last: date) -> tuple[shape.Appointment, ...]:
    """The appointments alone from first to last, both included."""
    with db.read() as session:
        return tuple(_appointments(session, _between(first, last)))


def overdue(db: Database, today: date) -> Overdue:
    """Deadlines and tasks before today, appointments of which nobody has said what became of them, and no-shows of the
    last MISSED_DAYS without a new date."""
    with db.read() as session:
        late = or_(col(Deadline.due) < today, col(Deadline.file_by) < today)
        deadlines = sorted(_deadlines(session, late), key=lambda each: each.day)
        tasks = sorted(_tasks(session, col(Task.due) < today), key=lambda each: (each.due, each.priority))
        midnight = datetime.combine(today, time())
        unsaid = col(Appointment.status).in_([*sorted(APPOINTMENT_AHEAD), "unknown_outcome"])
        missed = and_(
            col(Appointment.status) == "no_show",
            col(Appointment.starts_at) >= midnight - timedelta(days=MISSED_DAYS),
            col(_LATER.id).is_(None),
        )
        outcomes = _appointments(session, and_(col(Appointment.starts_at) < midnight, or_(unsaid, missed)))
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
    with db.read() as session:
        near = or_(col(Deadline.due) <= last, col(Deadline.file_by) <= last)
        return tuple(sorted(_deadlines(session, near), key=lambda each: (each.day, each.id)))


def one(db: Database, appointment_id: int) -> shape.Appointment | None:
    """One appointment as the calendar shows it; None when it is archived or gone."""
    with db.read() as session:
        found = _appointments(session, col(Appointment.id) == appointment_id)
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
    query = (
        columns(
            *_of(CaseProvider, "id"),
            *_of(Contact, "org_name last first suffix"),
        )
        .join(Contact, col(Contact.id) == col(CaseProvider.contact_id))
        .where(col(CaseProvider.case_id) == case_id, col(CaseProvider.archived_at).is_(None))
        .order_by(col(CaseProvider.id))
    )
    with db.read() as session:
        return tuple(
            (int(row_id or 0), person_name(last, first, suffix, org) if last or first else org)
            for row_id, org, last, first, suffix in session.execute(query)
        )


# ---- statements --------------------------------------------------------------------------------------------


def _deadlines_between(session: Session, first: date, last: date) -> tuple[shape.DeadlineDue, ...]:
    by_day = or_(
        and_(col(Deadline.due) >= first, col(Deadline.due) <= last),
        and_(col(Deadline.file_by) >= first, col(Deadline.file_by) <= last),
    )
    found = [each for each in _deadlines(session, by_day) if first <= each.day <= last]
    return tuple(sorted(found, key=lambda each: (each.due, each.id)))


def _between(first: date, last: date) -> Any:
    after = datetime.combine(last + timedelta(days=1), time())
    return and_(col(Appointment.starts_at) >= datetime.combine(first, time()), col(Appointment.starts_at) < after)


def _of(table: Any, names: str) -> list[Any]:
    return [getattr(table, name) for name in names.split()]


def appointment_query(condition: Any) -> Select[Any]:
    """One statement for appointments with their client, provider and the dates they moved from and to."""
    statement: Select[Any] = (
        columns(
            *_of(Appointment, "id starts_at ends_at zone kind status title case_id"),
            *_of(Case, "client_id number"),
            *_of(_CLIENT, "last first suffix org_name interpreter_needed"),
            *_of(_PROVIDER, "last first suffix org_name"),
            *_of(Appointment, "location who ride ride_note interpreter_booked no_show_reason"),
            *_of(_LATER, "starts_at"),
            *_of(_EARLIER, "starts_at"),
        )
        .outerjoin(Case, col(Case.id) == col(Appointment.case_id))
        .outerjoin(_CLIENT, col(_CLIENT.id) == col(Case.client_id))
        .outerjoin(CaseProvider, col(CaseProvider.id) == col(Appointment.case_provider_id))
        .outerjoin(_PROVIDER, col(_PROVIDER.id) == col(CaseProvider.contact_id))
        .outerjoin(
            _LATER,
            and_(col(_LATER.rescheduled_from_id) == col(Appointment.id), col(_LATER.archived_at).is_(None)),
        )
        .outerjoin(_EARLIER, col(_EARLIER.id) == col(Appointment.rescheduled_from_id))
        .where(condition, col(Appointment.archived_at).is_(None), col(Case.archived_at).is_(None))
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    )
    return statement


def _appointments(session: Session, condition: Any) -> list[Any]:
    rows: dict[int, shape.Appointment] = {}
    for row in session.execute(appointment_query(condition)):
        rows[row[0]] = shape.Appointment(
            id=row[0], starts_at=row[1], ends_at=row[2], zone=row[3], kind=row[4], status=row[5], title=row[6],
            case_id=row[7], client_id=row[8], number=row[9] or "", client=_name(row[10:14]),
            interpreter_needed=bool(row[14]), provider=_provider_name(row[15:19]), location=row[19], who=row[20],
            ride=row[21], ride_note=row[22], interpreter_booked=row[23], no_show_reason=row[24],
            moved_to=row[25], moved_from=row[26],
        )  # fmt: skip
    return list(rows.values())


def _tasks(session: Session, *conditions: Any) -> list[Any]:
    statement = (
        columns(
            *_of(Task, "id due due_time title priority status waiting_on case_id"),
            *_of(Case, "number"),
            *_of(Contact, "last first suffix org_name"),
        )
        .outerjoin(Case, col(Case.id) == col(Task.case_id))
        .outerjoin(Contact, col(Contact.id) == col(Case.client_id))
        .where(*conditions, col(Task.status).in_(sorted(TASK_OPEN)), col(Task.archived_at).is_(None))
        .where(col(Case.archived_at).is_(None))
    )
    return [
        shape.TaskDue(
            id=row[0], due=row[1], due_time=row[2], title=row[3], priority=row[4], status=row[5], waiting_on=row[6],
            case_id=row[7], number=row[8] or "", client=_name(row[9:13]),
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def _deadlines(session: Session, condition: Any) -> list[Any]:
    statement = (
        columns(
            *_of(Deadline, "id due file_by kind title verified_by case_id"),
            *_of(Case, "number"),
            *_of(Contact, "last first suffix org_name"),
        )
        .join(Case, col(Case.id) == col(Deadline.case_id))
        .join(Contact, col(Contact.id) == col(Case.client_id))
        .where(condition, col(Deadline.satisfied_on).is_(None), col(Deadline.archived_at).is_(None))
        .where(col(Case.archived_at).is_(None), col(Case.status).in_(["open", "on_hold"]))
    )
    return [
        shape.DeadlineDue(
            id=row[0], day=min(row[1], row[2] or row[1]), due=row[1], kind=row[3], title=row[4],
            verified=bool(row[5]), case_id=row[6], number=row[7], client=_name(row[8:12]),
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def _name(parts: Any) -> str:
    last, first, suffix, org = (part or "" for part in parts)
    return person_name(last, first, suffix, org)


def _provider_name(parts: Any) -> str:
    """A provider is known by the place, a doctor without one by name."""
    return parts[3] or _name(parts)
