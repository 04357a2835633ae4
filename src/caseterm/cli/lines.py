"""The lines that lists are printed in: one entry a line, its fields parted by tabs, words instead of signs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm.rules.calendar import Appointment, DeadlineDue, Entry, TaskDue
from caseterm.rules.date_words import days_words, short_day, show_time
from caseterm.rules.rideways import half_of
from caseterm.rules.terms import CASE_TYPES, DEADLINE_KINDS, PHASES, PRIORITIES, STATUSES, label
from caseterm.rules.terms_visits import APPOINTMENT_KINDS, APPOINTMENT_STATUSES, NO_SHOW_REASONS, RIDE_STATES

if TYPE_CHECKING:
    from caseterm.queries.caselist import CaseLine
    from caseterm.queries.tasks import TaskLine


def row(*fields: str) -> str:
    """Fields parted by tabs, empty ones left out."""
    return "\t".join(field.replace("\t", " ") for field in fields if field)


def case_fields(line: CaseLine, today: date) -> dict[str, Any]:
    """A case of the caseload as plain values."""
    return {
        "number": line.number,
        "client": line.client,
        "type": label(CASE_TYPES, line.case_type),
        "phase": label(PHASES, line.phase),
        "days_in_phase": line.days_in_phase(today),
        "status": line.status,
        "pinned": bool(line.pinned),
        "date_of_incident": line.incident_on or None,
        "last_contact_on": line.last_contact_on or None,
        "days_since_contact": line.days_since_contact(today),
        "next_on": line.next_on or None,
        "next_time": line.next_time or None,
        "next_what": line.next_what or None,
        "limitation_on": line.sol_on or None,
        "limitation_days": line.days_to_limitation(today),
        "limitation_state": line.sol_state or None,
        "why": line.why(today, more=False) or None,
        "more_reasons": line.more_reasons,
    }


def case_line(line: CaseLine, today: date) -> str:
    """A case of the caseload in one line."""
    days = line.days_since_contact(today)
    why = line.why(today, more=False)
    return row(
        line.number,
        line.client,
        label(CASE_TYPES, line.case_type),
        f"{label(PHASES, line.phase)}, {line.days_in_phase(today)} d",
        "" if line.status == "open" else label(STATUSES, line.status),
        "" if not line.is_open else "never in contact" if days is None else f"last contact {days} d ago",
        _next(line, today),
        _limitation(line, today),
        f"needs you: {why}" + (f", and {line.more_reasons} more" if line.more_reasons else "") if why else "",
    )


def _next(line: CaseLine, today: date) -> str:
    if line.is_open != 1:
        return ""
    if not line.next_on:
        return "nothing next"
    at = f" {line.next_time}" if line.next_time else ""
    return f"next {short_day(date.fromisoformat(line.next_on), today)}{at} {line.next_what}"


def _limitation(line: CaseLine, today: date) -> str:
    days = line.days_to_limitation(today)
    if line.is_open != 1:
        return ""
    if days is None:
        return "no limitation date"
    if line.sol_state == "satisfied":
        return "limitation satisfied"
    when = f"limitation {days_words(days)}"
    return when if line.sol_state == "verified" else f"{when}, not verified"


def task_fields(task: TaskLine, today: date) -> dict[str, Any]:
    """A task as plain values."""
    return {
        "id": task.id,
        "title": task.title,
        "case": task.number or None,
        "client": task.client or None,
        "due": task.due,
        "time": task.due_time or None,
        "overdue_days": (today - task.due).days if task.due and task.due < today else 0,
        "priority": PRIORITIES[task.priority].lower(),
        "status": task.status,
        "waiting_on": task.waiting_on or None,
        "waiting_since": task.waiting_since,
        "owner": task.owner or None,
        "tags": task.tags.split(),
    }


def task_line(task: TaskLine, today: date) -> str:
    """A task in one line: when, how urgent, what, whose."""
    late = (today - task.due).days if task.due else 0
    when = short_day(task.due, today) if task.due else "no date"
    return row(
        f"{when} {task.due_time}".strip(),
        f"overdue {late} d" if late > 0 else "today" if task.due == today else "",
        "" if task.priority == 3 else PRIORITIES[task.priority].lower(),
        task.title,
        task.client,
        task.number,
        f"waiting on {task.waiting_on}" if task.waiting_on else "",
        f"for {task.owner}" if task.owner and task.owner != "CM" else "",
    )


def entry_fields(entry: Entry) -> dict[str, Any]:
    """An entry of the calendar as plain values."""
    if isinstance(entry, Appointment):
        return {
            "kind": "appointment",
            "starts_at": entry.starts_at,
            "ends_at": entry.ends_at,
            "what": label(APPOINTMENT_KINDS, entry.kind),
            "status": entry.status,
            "title": entry.title or None,
            "client": entry.client or None,
            "case": entry.number or None,
            "provider": entry.provider or None,
            "location": entry.location or None,
            "who": entry.who or None,
            "ride": entry.ride,
            "interpreter_needed": entry.interpreter_needed,
            "interpreter_booked": entry.interpreter_booked,
        }
    if isinstance(entry, TaskDue):
        values = {"kind": "task", "due": entry.due, "time": entry.due_time or None, "title": entry.title}
        return {**values, "client": entry.client or None, "case": entry.number or None, "status": entry.status}
    return {
        "kind": "deadline",
        "due": entry.due,
        "act_by": entry.day,
        "what": label(DEADLINE_KINDS, entry.kind),
        "title": entry.title or None,
        "verified": entry.verified,
        "client": entry.client,
        "case": entry.number,
    }


def entry_line(entry: Entry, today: date) -> str:
    """An entry of the calendar in one line: its kind and day first."""
    if isinstance(entry, Appointment):
        return row(
            "appointment", short_day(entry.starts_at.date(), today), hours(entry), what(entry), entry.client,
            entry.number, "" if entry.provider in what(entry) else entry.provider, _state(entry), *_arranged(entry),
        )  # fmt: skip
    if isinstance(entry, TaskDue):
        when = f"{short_day(entry.due, today)} {entry.due_time}".strip()
        waiting = f"waiting on {entry.waiting_on}" if entry.waiting_on else ""
        return row("task", when, entry.title, entry.client, entry.number, waiting)
    return row("deadline", short_day(entry.day, today), *deadline_parts(entry, today))


def deadline_parts(entry: DeadlineDue, today: date) -> tuple[str, ...]:
    """What a deadline is, how far off, whose, and whether it is verified."""
    name = entry.title or label(DEADLINE_KINDS, entry.kind)
    verified = "" if entry.verified else "not verified"
    return (days_words((entry.day - today).days), name, entry.client, entry.number, verified)


def hours(entry: Appointment) -> str:
    """9:30 AM to 10:15 AM."""
    start = show_time(entry.starts_at.time())
    return f"{start} to {show_time(entry.ends_at.time())}" if entry.ends_at else start


def what(entry: Appointment) -> str:
    """The kind of an appointment, or its title where that says more."""
    return entry.title or label(APPOINTMENT_KINDS, entry.kind)


def _state(entry: Appointment) -> str:
    said = label(APPOINTMENT_STATUSES, entry.status).lower()
    reason = f" ({label(NO_SHOW_REASONS, entry.no_show_reason).lower()})" if entry.no_show_reason else ""
    return "" if entry.status == "scheduled" else said + reason


def _arranged(entry: Appointment) -> tuple[str, ...]:
    """Ride and interpreter, where they matter and the appointment still stands."""
    if not entry.ahead:
        return ()
    ride = "" if entry.ride in ("", "not_needed") else f"ride {label(RIDE_STATES, entry.ride).lower()}"
    if entry.ride == "needed":
        ride = half_of(entry.ride, entry.ride_note).lower() or "ride not booked"
    interpreter = ""
    if entry.interpreter_needed:
        interpreter = "interpreter booked" if entry.interpreter_booked else "interpreter not booked"
    return ride, interpreter
