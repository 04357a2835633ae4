"""What may follow a missed appointment: a barrier on the file, rides from now on, a call."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import Appointment, Barrier, Case, Contact, Task
from caseterm.rules.calendar_words import call_about_missed, day_and_time, named
from caseterm.rules.counting import counted
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.terms import TASK_OPEN, label
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, NO_SHOW_REASONS
from caseterm.services.acts import act
from caseterm.services.appointments import subject
from caseterm.services.contacts import contact_name
from caseterm.services.tasks import put_task
from caseterm.store.database import Database
from caseterm.store.writing import Write

CATEGORIES: Mapping[str, str] = {
    "transport": "transport", "work": "employer", "childcare": "childcare", "illness": "comorbidity",
    "pain": "comorbidity", "cost": "financial", "fear_anxiety": "mental_health", "language": "language_literacy",
    "provider_error": "provider_access", "weather": "environmental", "moved_lost_contact": "social",
    "disagrees_with_care": "social",
}  # fmt: skip
"""The barrier that a reason for missing points at; any other is logistical."""


def note_barrier(db: Database, appointment_id: int) -> ChangeSet:
    """Put the reason of a missed appointment on the case as a barrier, once. Raises ConflictError."""
    with act(db, Op.ADD, "Barrier") as write:
        visit, case_id = _missed(write, appointment_id)
        query = select(Barrier).where(Barrier.appointment_id == appointment_id, col(Barrier.archived_at).is_(None))
        if write.session.exec(query).first() is not None:
            raise ConflictError("That barrier is on the file already.")
        reason = label(NO_SHOW_REASONS, visit.no_show_reason)
        write.add(
            Barrier,
            {
                "case_id": case_id,
                "category": CATEGORIES.get(visit.no_show_reason, "logistical"),
                "description": f"{reason}: missed {named(visit.kind, visit.title, '')} {day_and_time(visit.starts_at)}",
                "severity": "active",
                "opened_on": write.today,
                "appointment_id": appointment_id,
            },
        )
        write.label = f"Barrier: {reason.lower()}, {subject(write, visit)}"
    return write.changes


def need_rides(db: Database, appointment_id: int) -> ChangeSet:
    """The client needs rides from now on: it goes on their card and on every coming appointment that has none.

    Raises ConflictError where nothing would change.
    """
    with act(db, Op.SET_RIDE, "Rides") as write:
        _row, case_id = _missed(write, appointment_id)
        client = write.session.get_one(Contact, write.session.get_one(Case, case_id).client_id)
        query = select(Appointment).where(
            Appointment.case_id == case_id,
            col(Appointment.starts_at) >= write.today,
            col(Appointment.status).in_(sorted(APPOINTMENT_AHEAD)),
            Appointment.ride == "not_needed",
            col(Appointment.kind).not_in(sorted(WITHOUT_THE_CLIENT)),
            col(Appointment.archived_at).is_(None),
        )
        coming = list(write.session.exec(query))
        if client.rides_needed and not coming:
            raise ConflictError("They are down for rides already.", next_step="r on an appointment books its ride.")
        write.change(client, {"rides_needed": True})
        for row in coming:
            write.change(row, {"ride": "needed"})
        rides = f", {counted(len(coming), 'ride')} to book" if coming else ""
        write.label = f"Needs rides from now on: {contact_name(client)}{rides}"
    return write.changes


def call_about(db: Database, appointment_id: int, *, due: date | None = None) -> ChangeSet:
    """Add the call about a missed appointment, due today unless told. Raises ConflictError while one is to be made."""
    with act(db, Op.ADD_TASK, "Added") as write:
        visit, case_id = _missed(write, appointment_id)
        title = call_about_missed(visit.kind, visit.title, visit.starts_at, visit.no_show_reason)
        query = select(Task).where(
            Task.case_id == case_id,
            Task.title == title,
            col(Task.status).in_(sorted(TASK_OPEN)),
            col(Task.archived_at).is_(None),
        )
        if write.session.exec(query).first() is not None:
            raise ConflictError("That call is among the tasks already.")
        values = {"title": title, "case_id": case_id, "due": due or write.today, "priority": 2}
        write.label = f"Added: {put_task(write, values).title}"
    return write.changes


def _missed(write: Write, appointment_id: int) -> tuple[Appointment, int]:
    visit = write.session.get_one(Appointment, appointment_id)
    write.case_id = visit.case_id
    if visit.status != "no_show" or visit.case_id is None:
        raise ConflictError("It is not down as missed.")
    return visit, visit.case_id
