"""One appointment in full, for the pane beside the calendar and its form."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from caseterm.models import Appointment, CaseProvider, Contact, ContactAddress, ContactPhone, Task
from caseterm.queries import calendar
from caseterm.queries.series import SeriesLine, series_of
from caseterm.rules import calendar as shape
from caseterm.rules.calendar_words import call_about_missed
from caseterm.rules.phones import format_phone
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.speaking import Manners
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT
from caseterm.store.database import Database


@dataclass(frozen=True)
class AppointmentDetail:
    """One appointment with what is wanted beside it. Phones are formatted; `visits` counts those kept there."""

    appointment: shape.Appointment
    case_provider_id: int | None
    purpose: str
    outcome: str
    notes: str
    client_phone: str
    text_ok: bool
    manners: Manners
    provider_phone: str
    provider_address: str
    last_visit_on: date | None
    visits: int
    missed: int
    series: SeriesLine | None = None
    tasks: tuple[tuple[str, date | None], ...] = ()
    """The open tasks that are done for it, with the day each is due."""


def followed(db: Database, appointment_id: int) -> frozenset[str] | None:
    """What has followed a missed appointment already, of barrier, rides and call; None for one that was not missed."""
    found = calendar.one(db, appointment_id)
    if found is None or found.status != "no_show" or found.case_id is None:
        return None
    sql = """
        SELECT EXISTS (SELECT 1 FROM barriers WHERE appointment_id = :id AND archived_at IS NULL),
          EXISTS (SELECT 1 FROM tasks WHERE case_id = :case AND title = :call AND archived_at IS NULL
            AND status IN (SELECT value FROM json_each(:open))),
          EXISTS (SELECT 1 FROM contacts WHERE id = :client AND rides_needed)
            AND NOT EXISTS (SELECT 1 FROM appointments WHERE case_id = :case AND starts_at >= :today
              AND ride = 'not_needed' AND archived_at IS NULL AND status IN (SELECT value FROM json_each(:ahead))
              AND kind NOT IN (SELECT value FROM json_each(:without)))
    """
    values = {
        "id": appointment_id,
        "case": found.case_id,
        "client": found.client_id,
        "call": call_about_missed(found.kind, found.title, found.starts_at, found.no_show_reason),
        "today": db.clock.today().isoformat(),
        "open": json.dumps(sorted(TASK_OPEN)),
        "ahead": json.dumps(sorted(APPOINTMENT_AHEAD)),
        "without": json.dumps(sorted(WITHOUT_THE_CLIENT)),
    }
    said = db.raw.execute(sql, values).fetchone()
    return frozenset(name for name, there in zip(("barrier", "call", "rides"), said, strict=True) if there)


def detail(db: Database, appointment_id: int) -> AppointmentDetail | None:
    """One appointment in full; None when it is archived or gone."""
    found = calendar.one(db, appointment_id)
    if found is None:
        return None
    with db.read() as session:
        row = session.get_one(Appointment, appointment_id)
        client = session.get(Contact, found.client_id) if found.client_id else None
        phone = _phone(session, client.id) if client else None
        provider = session.get(CaseProvider, row.case_provider_id) if row.case_provider_id else None
        visit_on, visits, missed = _history(session, row)
        return AppointmentDetail(
            appointment=found,
            case_provider_id=row.case_provider_id,
            purpose=row.purpose,
            outcome=row.outcome,
            notes=row.notes,
            client_phone=format_phone(phone.number, phone.ext) if phone else "",
            text_ok=phone.text_ok if phone else False,
            manners=_manners(client),
            provider_phone=_number(_phone(session, provider.contact_id) if provider else None),
            provider_address=_address(session, provider.contact_id) if provider else "",
            last_visit_on=visit_on,
            visits=visits,
            missed=missed,
            series=series_of(db, appointment_id),
            tasks=_tasks_for(session, row),
        )


def _manners(client: Contact | None) -> Manners:
    if client is None:
        return Manners()
    return Manners(
        called=client.preferred_name, language=client.language, interpreter=client.interpreter_needed,
        channel=client.preferred_channel, best_time=client.best_time,
    )  # fmt: skip


def _phone(session: Session, contact_id: int | None) -> ContactPhone | None:
    query = select(ContactPhone).where(ContactPhone.contact_id == contact_id, col(ContactPhone.archived_at).is_(None))
    return session.exec(query.order_by(col(ContactPhone.position), col(ContactPhone.id))).first()


def _number(phone: ContactPhone | None) -> str:
    return format_phone(phone.number, phone.ext) if phone else ""


def _address(session: Session, contact_id: int) -> str:
    query = select(ContactAddress).where(
        ContactAddress.contact_id == contact_id, col(ContactAddress.archived_at).is_(None)
    )
    row = session.exec(query.order_by(col(ContactAddress.position), col(ContactAddress.id))).first()
    return ", ".join(part for part in (row.street, row.unit, row.city) if part) if row else ""


def _tasks_for(session: Session, row: Appointment) -> tuple[tuple[str, date | None], ...]:
    """The open tasks whose key names the appointment."""
    query = select(Task).where(
        Task.case_id == row.case_id,
        col(Task.template_key).like(f"%:{row.id}"),
        col(Task.status).in_(sorted(TASK_OPEN)),
        col(Task.archived_at).is_(None),
    )
    return tuple((task.title, task.due) for task in session.exec(query.order_by(col(Task.due), col(Task.id))))


def _history(session: Session, row: Appointment) -> tuple[date | None, int, int]:
    """The last kept visit before this one at the same provider (or of the same kind), how many, and how many missed."""
    if row.case_id is None:
        return None, 0, 0
    same = (
        col(Appointment.case_provider_id) == row.case_provider_id
        if row.case_provider_id
        else col(Appointment.kind) == row.kind
    )
    before = and_(
        col(Appointment.case_id) == row.case_id,
        col(Appointment.starts_at) < row.starts_at,
        col(Appointment.archived_at).is_(None),
        same,
    )
    kept = and_(before, col(Appointment.status).in_(sorted(APPOINTMENT_KEPT)))
    newest, visits = session.exec(select(func.max(Appointment.starts_at), func.count()).where(kept)).one()
    missed = session.exec(select(func.count()).where(before, col(Appointment.status) == "no_show")).one()
    return newest.date() if newest else None, int(visits), int(missed)
