"""One appointment in full, for the pane beside the calendar and its form."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from caseterm.queries import calendar
from caseterm.queries.plain import plain_rows
from caseterm.queries.series import SeriesLine, series_of
from caseterm.rules import calendar as shape
from caseterm.rules.calendar_words import call_about_missed
from caseterm.rules.phones import format_phone
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.speaking import Manners
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT
from caseterm.store.database import Database
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from caseterm.models import Appointment, CaseProvider, Contact, ContactAddress, ContactPhone


@value
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
    with db.look() as connection:
        row: Appointment = _row(connection, "appointments", appointment_id)
        client: Contact | None = _row(connection, "contacts", found.client_id)
        provider: CaseProvider | None = _row(connection, "case_providers", row.case_provider_id)
        phone = _phone(connection, found.client_id)
        place = provider.contact_id if provider else None
        visit_on, visits, missed = _history(connection, row)
        tasks = _tasks_for(connection, row)
        provider_phone, provider_address = _number(_phone(connection, place)), _address(connection, place)
    return AppointmentDetail(
        appointment=found,
        case_provider_id=row.case_provider_id,
        purpose=row.purpose,
        outcome=row.outcome,
        notes=row.notes,
        client_phone=_number(phone),
        text_ok=phone.text_ok if phone else False,
        manners=_manners(client),
        provider_phone=provider_phone,
        provider_address=provider_address,
        last_visit_on=visit_on,
        visits=visits,
        missed=missed,
        series=series_of(db, appointment_id),
        tasks=tasks,
    )


def _row(connection: sqlite3.Connection, table: str, row_id: int | None) -> Any:
    return next(iter(plain_rows(connection, table, "WHERE id = ?", (row_id,))), None)


def _manners(client: Contact | None) -> Manners:
    if client is None:
        return Manners()
    return Manners(
        called=client.preferred_name, language=client.language, interpreter=client.interpreter_needed,
        channel=client.preferred_channel, best_time=client.best_time,
    )  # fmt: skip


def _first(connection: sqlite3.Connection, table: str, contact_id: int | None) -> Any:
    """The first phone or address of a contact."""
    where = "WHERE contact_id = ? AND archived_at IS NULL ORDER BY position, id LIMIT 1"
    return next(iter(plain_rows(connection, table, where, (contact_id,))), None)


def _phone(connection: sqlite3.Connection, contact_id: int | None) -> ContactPhone | None:
    phone: ContactPhone | None = _first(connection, "contact_phones", contact_id)
    return phone


def _number(phone: ContactPhone | None) -> str:
    return format_phone(phone.number, phone.ext) if phone else ""


def _address(connection: sqlite3.Connection, contact_id: int | None) -> str:
    row: ContactAddress | None = _first(connection, "contact_addresses", contact_id)
    return ", ".join(part for part in (row.street, row.unit, row.city) if part) if row else ""


def _tasks_for(connection: sqlite3.Connection, row: Appointment) -> tuple[tuple[str, date | None], ...]:
    """The open tasks whose key names the appointment."""
    found = connection.execute(
        "SELECT title, due FROM tasks WHERE case_id = ? AND template_key LIKE ? AND archived_at IS NULL "
        "AND status IN (SELECT value FROM json_each(?)) ORDER BY due, id",
        (row.case_id, f"%:{row.id}", json.dumps(sorted(TASK_OPEN))),
    )
    return tuple((title, date.fromisoformat(due) if due else None) for title, due in found)


def _history(connection: sqlite3.Connection, row: Appointment) -> tuple[date | None, int, int]:
    """The last kept visit before this one at the same provider (or of the same kind), how many, and how many missed."""
    if row.case_id is None:
        return None, 0, 0
    same = "case_provider_id = :provider" if row.case_provider_id else "kind = :kind"
    kept = "status IN (SELECT value FROM json_each(:kept))"
    newest, visits, missed = connection.execute(
        f"SELECT max(starts_at) FILTER (WHERE {kept}), count(*) FILTER (WHERE {kept}), "
        "count(*) FILTER (WHERE status = 'no_show') FROM appointments "
        f"WHERE case_id = :case AND archived_at IS NULL AND {same} "
        "AND starts_at < (SELECT starts_at FROM appointments WHERE id = :id)",
        {
            "case": row.case_id,
            "id": row.id,
            "provider": row.case_provider_id,
            "kind": row.kind,
            "kept": json.dumps(sorted(APPOINTMENT_KEPT)),
        },
    ).fetchone()
    return date.fromisoformat(newest[:10]) if newest else None, visits, missed
