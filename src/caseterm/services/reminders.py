"""Reminding clients of their appointments: the call or text goes into the log, what they said onto the appointment."""

from collections.abc import Mapping

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Appointment
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.services.acts import act
from caseterm.services.appointments import subject
from caseterm.services.contact_log import put_contact
from caseterm.store.database import Database

REMINDED: Mapping[str, tuple[str, str, str]] = {
    "confirmed": ("call", "reached", "Will come"),
    "reached": ("call", "reached", "Reminded, not sure yet"),
    "message": ("voicemail", "left_message", "Reminded by voicemail"),
    "text": ("text", "delivered", "Reminded by text"),
    "no_answer": ("call", "no_answer", "No answer"),
}
"""How a reminder went: the channel and outcome it is logged with, and what the log says."""


def skip(db: Database, appointment_id: int) -> ChangeSet:
    """Nobody need be reminded of this one today; nothing is logged. Raises ConflictError as `remind` does."""
    with act(db, Op.EDIT, "No reminder") as write:
        row = write.session.get_one(Appointment, appointment_id)
        if row.status not in APPOINTMENT_AHEAD:
            raise ConflictError("It is no longer ahead, so there is nothing to remind of.")
        write.case_id = row.case_id
        write.change(row, {"reminder_sent_on": write.today})
        write.label = f"No reminder needed: {subject(write, row)} {day_and_time(row.starts_at)}"
    return write.changes


def remind(db: Database, appointment_id: int, how: str, *, note: str = "") -> ChangeSet:
    """Log a reminder and put it onto the appointment; nobody reached leaves it to be called again.

    `how` is a key of REMINDED. Raises InputError for another, ConflictError for an appointment no longer ahead.
    """
    if how not in REMINDED:
        raise InputError.one("Reminder", how, f"is one of {', '.join(REMINDED)}")
    channel, outcome, words = REMINDED[how]
    with act(db, Op.LOG_CONTACT, "Reminded") as write:
        row = write.session.get_one(Appointment, appointment_id)
        if row.status not in APPOINTMENT_AHEAD or row.case_id is None:
            raise ConflictError("It is no longer ahead, so there is nothing to remind of.")
        write.case_id = row.case_id
        what = f"{named(row.kind, row.title, '')} {day_and_time(row.starts_at)}"
        body = f"{words}: {what}" + (f". {note}" if note else "")
        put_contact(write, row.case_id, channel=channel, outcome=outcome, body=body)
        if how == "confirmed":
            write.change(row, {"status": "confirmed", "confirmed_on": write.today, "reminder_sent_on": write.today})
        elif how != "no_answer":
            status = "reminded" if row.status in ("tentative", "scheduled") else row.status
            write.change(row, {"status": status, "reminder_sent_on": write.today})
        write.label = f"{words}: {subject(write, row)} {day_and_time(row.starts_at)}"
    return write.changes
