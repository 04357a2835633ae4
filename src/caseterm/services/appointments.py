"""Appointments: booked, moved with both dates kept, their outcome, their ride."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Appointment, Case, CaseProvider, Contact, ContactAddress
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.counting import counted
from caseterm.rules.reminders import WITHOUT_THE_CLIENT
from caseterm.rules.terms import label
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD, APPOINTMENT_KEPT, NO_SHOW_REASONS, RIDE_STATES
from caseterm.rules.walltime import WallTimeProblem, check_wall_time
from caseterm.rules.zones import zone_of_state
from caseterm.services import rides, visit_tasks
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.settings import home_zone
from caseterm.services.visits import note_own_time
from caseterm.store.database import Database
from caseterm.store.writing import Write

CANCELLED_BY: Mapping[str, tuple[str, str]] = {
    "client": ("cancelled_by_client", "by the client"),
    "provider": ("cancelled_by_provider", "by the provider"),
    "weather": ("cancelled_weather", "for the weather"),
}


def add_appointment(
    db: Database,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
    case_id: int | None = None,
    kind: str = "other",
    title: str = "",
    case_provider_id: int | None = None,
    location: str = "",
    who: str = "",
    ride: str = "",
    notes: str = "",
    zone: str = "",
) -> ChangeSet:
    """Book an appointment at a wall time of `zone` (the user's own when blank).

    Without `ride` it is needed where the client comes and is one who needs rides.

    A time that comes twice that day means the first and the label says so. Raises InputError for a time the clocks
    skip, an end before the start, an unknown zone or ride, a provider of another case.
    """
    with act(db, Op.ADD_APPOINTMENT, "Booked", case_id=case_id) as write:
        row = put_appointment(
            write,
            {
                "starts_at": starts_at, "ends_at": ends_at, "case_id": case_id, "kind": kind, "title": title,
                "case_provider_id": case_provider_id, "location": location, "who": who, "ride": ride,
                "notes": notes, "zone": zone,
            },
        )  # fmt: skip
        write.label = _sentence("Booked", write, row, remark=_twice(write, row))
    return write.changes


def put_appointment(write: Write, values: Mapping[str, Any]) -> Appointment:
    """Add an appointment in an open act, in its provider's zone where none is given. Raises InputError."""
    whole = {**values, "zone": values.get("zone") or provider_zone(write, values.get("case_provider_id"))}
    whole["ride"] = whole.get("ride") or _usual_ride(write, whole)
    check_appointment(write, whole)
    return write.add(Appointment, whole)


def _usual_ride(write: Write, values: Mapping[str, Any]) -> str:
    """What a new appointment starts with: a ride to book for a client who needs rides and is to come."""
    case = write.session.get(Case, values["case_id"]) if values.get("case_id") is not None else None
    client = write.session.get(Contact, case.client_id) if case is not None else None
    needs = client is not None and client.rides_needed and values.get("kind") not in WITHOUT_THE_CLIENT
    return "needed" if needs else "not_needed"


def reschedule(db: Database, appointment_id: int, starts_at: datetime, ends_at: datetime | None = None) -> ChangeSet:
    """Move an appointment: the old row keeps its date, a new one points back at it; the length stays unless given.

    A missed or cancelled one keeps its outcome; one missed for want of transport, or by a client who needs rides by
    now, needs a ride. What was booked for the old time (ride, interpreter, confirmation) is to be done again. Raises
    InputError, and ConflictError for one kept or already moved.
    """
    with act(db, Op.RESCHEDULE, "Moved") as write:
        old = get_appointment(write, appointment_id)
        _refuse_move(write, old, starts_at)
        new, remark = move_appointment(write, old, starts_at, ends_at)
        arrow = f"{day_and_time(old.starts_at)} -> {day_and_time(new.starts_at)}"
        write.label = f"Moved: {subject(write, old)} {arrow}" + (f", {remark}" if remark else "")
    return write.changes


def move_appointment(
    write: Write, old: Appointment, starts_at: datetime, ends_at: datetime | None = None, *, zone: str = ""
) -> tuple[Appointment, str]:
    """Put a new row in an appointment's place in an open act; the row, and what is to be done again for it."""
    needs_ride = old.ride != "not_needed" or old.no_show_reason == "transport"
    ride = "needed" if needs_ride else "" if old.status == "no_show" else "not_needed"
    ends_at = ends_at or (starts_at + (old.ends_at - old.starts_at) if old.ends_at else None)
    kept = ("case_id", "kind", "title", "case_provider_id", "location", "who", "purpose", "notes")
    new = put_appointment(
        write,
        {
            **{name: getattr(old, name) for name in kept},
            "zone": zone or old.zone or home_zone(write),
            "starts_at": starts_at,
            "ends_at": ends_at,
            "ride": ride,
            "rescheduled_from_id": old.id,
        },
    )
    carried = rides.carry_over(write, old, new)
    tasks = visit_tasks.carry_tasks(write, old, new)
    if old.status in APPOINTMENT_AHEAD or old.status == "unknown_outcome":
        write.change(old, {"status": "rescheduled"})
    remark = ", ".join(part for part in (carried, _to_do_again(old, ride=not carried)) if part)
    remark = remark or ("ride to book" if new.ride == "needed" else _twice(write, new))
    return new, "; ".join(part for part in (remark, tasks) if part)


def mark_kept(db: Database, ids: Sequence[int]) -> ChangeSet:
    """The clients came. Raises ConflictError for one that has not come yet or was moved."""
    with act(db, Op.APPOINTMENT_OUTCOME, "Kept") as write:
        rows = [get_appointment(write, appointment_id) for appointment_id in dict.fromkeys(ids)]
        for row in rows:
            _refuse_outcome(write, row)
            write.change(row, {"status": "attended", "no_show_reason": ""})
        write.label = _sentence("Kept", write, *rows)
    return write.changes


def mark_no_show(db: Database, appointment_id: int, *, reason: str) -> ChangeSet:
    """The client did not come; `reason` is a code of NO_SHOW_REASONS. Raises InputError, ConflictError."""
    if reason not in NO_SHOW_REASONS:
        raise InputError.one("Reason", reason, "is none of the reasons")
    with act(db, Op.APPOINTMENT_OUTCOME, "No-show") as write:
        row = get_appointment(write, appointment_id)
        _refuse_outcome(write, row)
        write.change(row, {"status": "no_show", "no_show_reason": reason})
        write.label = _sentence("No-show", write, row, remark=label(NO_SHOW_REASONS, reason).lower())
    return write.changes


def cancel(db: Database, appointment_id: int, *, by: str) -> ChangeSet:
    """Cancelled by client, provider or weather. Raises InputError, and ConflictError for one kept or moved."""
    if by not in CANCELLED_BY:
        raise InputError.one("Cancelled by", by, "must be client, provider or weather")
    status, words = CANCELLED_BY[by]
    with act(db, Op.APPOINTMENT_OUTCOME, "Cancelled") as write:
        row = get_appointment(write, appointment_id)
        if row.status in APPOINTMENT_KEPT or row.status == "rescheduled":
            raise ConflictError(f"It was {'moved' if row.status == 'rescheduled' else 'kept'} already.")
        ride = rides.release(write, row, reason=f"appointment cancelled {words}")
        if not ride and row.ride in ("booked", "confirmed"):
            ride = "cancel its ride"
        write.change(row, {"status": status, "no_show_reason": ""})
        parts = (words, ride, visit_tasks.left_words(write, row))
        write.label = _sentence("Cancelled", write, row, remark=", ".join(part for part in parts if part))
    return write.changes


def confirm(db: Database, appointment_id: int) -> ChangeSet:
    """The client or the provider has confirmed it, today. Raises ConflictError for one no longer ahead."""
    with act(db, Op.APPOINTMENT_OUTCOME, "Confirmed") as write:
        row = get_appointment(write, appointment_id)
        if row.status not in APPOINTMENT_AHEAD:
            raise ConflictError("It is no longer ahead, so it cannot be confirmed.")
        write.change(row, {"status": "confirmed", "confirmed_on": write.today})
        write.label = _sentence("Confirmed", write, row)
    return write.changes


def reopen(db: Database, appointment_id: int) -> ChangeSet:
    """Take an outcome back: it is scheduled again. Raises ConflictError for one that was moved."""
    with act(db, Op.APPOINTMENT_OUTCOME, "Scheduled again") as write:
        row = get_appointment(write, appointment_id)
        if row.status == "rescheduled" or _moved_to(write, row) is not None:
            raise ConflictError("It was moved; change the new one instead, or undo the move.")
        write.change(row, {"status": "scheduled", "no_show_reason": ""})
        write.label = _sentence("Scheduled again", write, row)
    return write.changes


def set_ride(db: Database, appointment_id: int, state: str, *, note: str = "") -> ChangeSet:
    """How the ride stands (a code of RIDE_STATES), with pick-up or confirmation in `note` where given."""
    if state not in RIDE_STATES:
        raise InputError.one("Ride", state, "is no state of a ride")
    with act(db, Op.SET_RIDE, "Ride") as write:
        row = get_appointment(write, appointment_id)
        rides.follow(write, row, state)
        before = label(RIDE_STATES, row.ride).lower()
        forgotten = {"ride_note": ""} if state in ("not_needed", "needed") else {}
        write.change(row, {"ride": state, **forgotten, **({"ride_note": note} if note else {})})
        change = f"{before} -> {label(RIDE_STATES, state).lower()}" + (f" ({row.ride_note})" if note else "")
        write.label = f"Ride {change}: {subject(write, row)} {day_and_time(row.starts_at)}"
    return write.changes


def edit_appointment(db: Database, appointment_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Correct an appointment in place; `reschedule` is for one that moves. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed") as write:
        row = get_appointment(write, appointment_id)
        check_appointment(write, {**{name: getattr(row, name) for name in Appointment.model_fields}, **values})
        before = row.model_copy()
        write.change(row, values)
        note_own_time(write, row)
        write.case_id = row.case_id
        write.label = _sentence("Changed", write, row, remark=_follow(write, row, before))
    return write.changes


def _follow(write: Write, row: Appointment, before: Appointment) -> str:
    """Let the ride and the tasks of an appointment changed in place follow its new time; what is to be said of it."""
    if row.starts_at == before.starts_at:
        return ""
    moved = visit_tasks.shift_tasks(write, row, before)
    ride = rides.retimed(write, row, before.starts_at)
    tasks = f"{counted(moved, 'task')} moved with it" if moved else ""
    return ", ".join(part for part in (ride, tasks) if part)


def archive_appointment(db: Database, appointment_id: int) -> ChangeSet:
    """Put away one that was entered by mistake; undo brings it back."""
    with act(db, Op.ARCHIVE, "Archived") as write:
        row = get_appointment(write, appointment_id)
        write.change(row, {"archived_at": write.at})
        write.label = _sentence("Archived", write, row)
    return write.changes


def provider_zone(write: Write, case_provider_id: int | None) -> str:
    """The zone of a provider's first address, or of the place they work at; the user's own where it is not known."""
    home = home_zone(write)
    provider = write.session.get(CaseProvider, case_provider_id) if case_provider_id is not None else None
    contact = write.session.get(Contact, provider.contact_id) if provider is not None else None
    while contact is not None:
        query = (
            select(ContactAddress.state)
            .where(ContactAddress.contact_id == contact.id, col(ContactAddress.archived_at).is_(None))
            .order_by(col(ContactAddress.position), col(ContactAddress.id))
        )
        state = write.session.exec(query).first()
        if state or contact.kind == "organization" or contact.parent_org_id is None:
            return zone_of_state(state or "", home=home)
        contact = write.session.get(Contact, contact.parent_org_id)
    return home


# ---- checks and words --------------------------------------------------------------------------------------


def get_appointment(write: Write, appointment_id: int) -> Appointment:
    """The row, its case named in the act."""
    row = write.session.get_one(Appointment, appointment_id)
    write.case_id = row.case_id
    return row


def check_appointment(write: Write, values: Mapping[str, Any]) -> None:
    """Refuse times that do not exist, an end before the start, a ride or a provider that does not fit."""
    starts_at, ends_at = values["starts_at"], values.get("ends_at")
    zone = values["zone"] or home_zone(write)
    try:
        check_wall_time(starts_at, zone)
        if ends_at is not None:
            check_wall_time(ends_at, zone)
    except WallTimeProblem as problem:
        raise InputError.one("Time", starts_at, str(problem)) from None
    if ends_at is not None and ends_at < starts_at:
        raise InputError.one("Ends", ends_at, "is before the start")
    if (values.get("ride") or "not_needed") not in RIDE_STATES:
        raise InputError.one("Ride", values["ride"], "is no state of a ride")
    provider_id = values.get("case_provider_id")
    if provider_id is not None:
        provider = write.session.get(CaseProvider, provider_id)
        if provider is None or provider.case_id != values.get("case_id"):
            raise InputError.one("Provider", "", "does not treat this client")


def _refuse_move(write: Write, row: Appointment, starts_at: datetime) -> None:
    if row.status in APPOINTMENT_KEPT:
        raise ConflictError("It was kept, so it cannot be moved.", next_step="Press a for a new appointment.")
    moved = _moved_to(write, row)
    if moved is not None:
        raise ConflictError(f"It was moved already, to {day_and_time(moved.starts_at)}.")
    if starts_at == row.starts_at and row.status in APPOINTMENT_AHEAD:
        raise InputError.one("Date", starts_at, "is the one it has")


def _refuse_outcome(write: Write, row: Appointment) -> None:
    if row.status == "rescheduled":
        raise ConflictError("It was moved, so nobody came or missed it.", next_step="Use the new date's line.")
    if row.starts_at.date() > write.today:
        raise ConflictError(
            f"{day_and_time(row.starts_at)} has not come yet.", next_step="d moves it, s cancels or confirms it."
        )


def _moved_to(write: Write, row: Appointment) -> Appointment | None:
    query = select(Appointment).where(Appointment.rescheduled_from_id == row.id, col(Appointment.archived_at).is_(None))
    return write.session.exec(query.order_by(col(Appointment.id).desc())).first()


def _to_do_again(old: Appointment, *, ride: bool) -> str:
    """What was booked for the old time of a moved appointment."""
    booked = ["ride"] if ride and old.ride in ("booked", "confirmed") else []
    booked += ["interpreter"] if old.interpreter_booked else []
    return f"{' and '.join(booked)} to book again" if booked else ""


def _twice(write: Write, row: Appointment) -> str:
    return check_wall_time(row.starts_at, row.zone or home_zone(write))


def subject(write: Write, row: Appointment) -> str:
    """PT Garcia, Maria."""
    client = ""
    if row.case_id is not None:
        case = write.session.get_one(Case, row.case_id)
        client = contact_name(write.session.get_one(Contact, case.client_id))
    return named(row.kind, row.title, client)


def _sentence(verb: str, write: Write, *rows: Appointment, remark: str = "") -> str:
    if len(rows) != 1:
        return f"{verb}: {len(rows)} appointments"
    words = f"{verb}: {subject(write, rows[0])} {day_and_time(rows[0].starts_at)}"
    return f"{words} ({remark})" if remark else words
