"""Rides: their legs booked, followed through to the door, moved and released with their appointment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Appointment, Case, Contact, RideLeg, Task
from caseterm.models.base import LINE_LIMIT
from caseterm.rules import rides
from caseterm.rules.calendar_words import clock_short, day_and_time, named
from caseterm.rules.rideways import half_note
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.walltime import WallTimeProblem, check_wall_time
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name, find_or_put_organization
from caseterm.services.settings import home_zone
from caseterm.services.tasks import put_task
from caseterm.services.visit_tasks import RIDE_KEYS, reminder_day, tasks_for
from caseterm.store.database import Database
from caseterm.store.writing import Write

TEXTS = ("pickup_address", "drop_address", "companion", "driver_note", "language", "confirmation_no", "notes")
_CODES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "direction": ("Direction", rides.RIDE_DIRECTIONS),
    "mode": ("Mode", rides.RIDE_MODES),
    "trip_type": ("Trip", rides.TRIP_TYPES),
    "status": ("Status", rides.LEG_STATUSES),
    "paid_by": ("Paid by", {"": "", **rides.RIDE_PAYERS}),
}


def book_ride(
    db: Database, appointment_id: int, legs: Sequence[Mapping[str, Any]], *, reminders: bool = True
) -> ChangeSet:
    """Book the whole ride of an appointment: a leg of a direction it has already is changed, one not given cancelled.

    Each leg's values are columns of a ride leg (`cost` in cents, `pickup_at` wall time in the appointment's zone);
    `vendor` may be a name instead of `vendor_id`. With `reminders` the ride is checked two days before and the
    client called the day before, as tasks, once. Raises InputError naming the field; ConflictError for an
    appointment that will not take place.
    """
    with act(db, Op.SET_RIDE, "Booked the ride") as write:
        visit = _visit(write, appointment_id)
        if not legs:
            raise InputError.one("Ride", "", "needs at least one way")
        if visit.archived_at is not None or visit.status.startswith("cancelled") or visit.status == "rescheduled":
            raise ConflictError("This appointment does not take place, so nobody rides to it.")
        standing = {leg.direction: leg for leg in _standing(write, appointment_id)}
        for given in legs:
            values = _checked(write, visit, given)
            leg = standing.get(values.get("direction", "outbound"))
            if leg is None:
                write.add(RideLeg, {**values, "appointment_id": appointment_id, "case_id": visit.case_id})
            else:
                write.change(leg, values)
        for direction in standing.keys() - {given.get("direction", "outbound") for given in legs}:
            write.change(standing[direction], {"status": "cancelled", "cancelled_reason": "not wanted"})
        made = _put_reminders(write, visit) if reminders else 0
        settle(write, visit)
        ways = " and ".join(rides.RIDE_DIRECTIONS[each.direction].lower() for each in _standing(write, appointment_id))
        tasks = f", {made} reminder task{'s' if made > 1 else ''}" if made else ""
        write.label = f"Ride {ways}: {_subject(write, visit)} {day_and_time(visit.starts_at)}{tasks}"
    return write.changes


def set_leg_status(db: Database, leg_ids: Sequence[int], status: str, *, reason: str = "") -> ChangeSet:
    """How far these legs have come (a code of LEG_STATUSES); `reason` is kept with a cancelled or failed one."""
    if status not in rides.LEG_STATUSES:
        raise InputError.one("Status", status, "is no status of a ride")
    with act(db, Op.SET_RIDE, "Ride") as write:
        legs = [_leg(write, leg_id) for leg_id in dict.fromkeys(leg_ids)]
        for leg in legs:
            write.change(leg, {"status": status, **({"cancelled_reason": reason} if reason else {})})
        _settle_all(write, legs)
        write.label = f"{_about(write, legs)}: {rides.LEG_STATUSES[status].lower()}" + (
            f" ({reason})" if reason else ""
        )
    return write.changes


def rebook(db: Database, leg_id: int, *, reason: str = "") -> ChangeSet:
    """A ride that failed, or is about to: the leg keeps what happened, a new one takes its place and is to be booked.

    Raises ConflictError for a leg that has been replaced already.
    """
    with act(db, Op.SET_RIDE, "Rebook") as write:
        leg = _leg(write, leg_id)
        if _replaced(write, leg):
            raise ConflictError("Another ride has taken its place already.")
        failed = leg.status if leg.status in rides.LEG_FAILED else "failed_rebook"
        write.change(leg, {"status": failed, **({"cancelled_reason": reason} if reason else {})})
        write.add(RideLeg, {**_kept(leg), "appointment_id": leg.appointment_id, "rebooked_from_id": leg.id})
        _settle_all(write, [leg])
        write.label = f"{_about(write, [leg])}: to be booked again" + (f" ({reason})" if reason else "")
    return write.changes


def edit_leg(db: Database, leg_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Correct a leg in place. Raises InputError naming the field."""
    with act(db, Op.SET_RIDE, "Changed the ride") as write:
        leg = _leg(write, leg_id)
        write.change(leg, _checked(write, _visit(write, leg.appointment_id), values))
        _settle_all(write, [leg])
        write.label = f"Changed: {_about(write, [leg])}"
    return write.changes


# ---- what happens to a ride when its appointment changes; called inside the appointment's own act ------------


def carry_over(write: Write, old: Appointment, new: Appointment) -> str:
    """Move what nobody was called for, release what a vendor holds; words, "" without a ride.

    A missed appointment keeps the ride it had, for the record; the new one gets its like.
    """
    legs = _standing(write, _id(old))
    if not legs:
        return ""
    released = []
    for leg in legs:
        pickup = rides.moved_pickup(leg.pickup_at, old.starts_at, new.starts_at)
        ahead = old.status in APPOINTMENT_AHEAD
        if ahead and (leg.mode in rides.UNBOOKED_MODES or leg.status == "needed"):
            write.change(leg, {"appointment_id": _id(new), "pickup_at": pickup})
            continue
        write.add(RideLeg, {**_kept(leg), "appointment_id": _id(new), "pickup_at": pickup})
        if ahead:
            released.append(leg)
            write.change(leg, {"status": "cancelled", "cancelled_reason": "appointment moved"})
    settle(write, new)
    if released:
        return f"ride released{_numbers(released)}, to book again"
    return "ride to book" if new.ride == "needed" else "ride moved with it"


def release(write: Write, visit: Appointment, *, reason: str) -> str:
    """Cancel the ride of an appointment that does not take place; words for the label, "" without a ride."""
    legs = _standing(write, _id(visit))
    for leg in legs:
        write.change(leg, {"status": "cancelled", "cancelled_reason": reason})
    for task in _reminders(write, visit):
        write.change(task, {"status": "cancelled"})
    held = [leg for leg in legs if leg.mode not in rides.UNBOOKED_MODES and leg.status != "needed"]
    return f"tell the driver{_numbers(held)}" if held else ""


def _numbers(legs: Sequence[RideLeg]) -> str:
    numbers = dict.fromkeys(leg.confirmation_no for leg in legs if leg.confirmation_no)
    return f" (conf. {', '.join(numbers)})" if numbers else ""


def moved_in_place(write: Write, visit: Appointment, before: datetime) -> bool:
    """Bring the ride of a visit that moved with its series to its new time; whether somebody has to be called again."""
    legs = _standing(write, _id(visit))
    again = not legs and visit.ride in ("booked", "confirmed")
    for leg in legs:
        pickup = rides.moved_pickup(leg.pickup_at, before, visit.starts_at)
        if leg.mode in rides.UNBOOKED_MODES or leg.status == "needed":
            write.change(leg, {"pickup_at": pickup})
            continue
        again = True
        write.change(leg, {"status": "cancelled", "cancelled_reason": "appointment moved"})
        write.add(RideLeg, {**_kept(leg), "appointment_id": _id(visit), "pickup_at": pickup})
    if legs:
        settle(write, visit)
    elif again:
        write.change(visit, {"ride": "needed", "ride_note": ""})
    return again


def retimed(write: Write, visit: Appointment, before: datetime) -> str:
    """Let the pick-ups of a ride nobody was called for follow an appointment changed in place; words about one that a
    driver holds for the old time."""
    held = []
    for leg in _standing(write, _id(visit)):
        if leg.mode in rides.UNBOOKED_MODES or leg.status == "needed":
            write.change(leg, {"pickup_at": rides.moved_pickup(leg.pickup_at, before, visit.starts_at)})
        else:
            held.append(leg)
    if held or _standing(write, _id(visit)):
        settle(write, visit)
    return f"tell the driver the new time{_numbers(held)}" if held else ""


def follow(write: Write, visit: Appointment, state: str) -> None:
    """Bring the legs of a ride, where it has some, to a state given for the whole: a code of RIDE_STATES."""
    to = "cancelled" if state == "not_needed" else state
    for leg in _standing(write, _id(visit)):
        further = leg.status in rides.LEG_SURE and state in ("booked", "confirmed")
        if not further:
            write.change(leg, {"status": to})


def settle(write: Write, visit: Appointment) -> None:
    """Write on the appointment what its legs make of the ride, in a state and a few words."""
    standing = _standing(write, _id(visit))
    state = rides.ride_state(rides.Leg(leg.status) for leg in standing)
    first = next((leg for leg in standing if leg.direction == "outbound"), standing[0] if standing else None)
    note = ""
    if first is not None:
        at = clock_short(first.pickup_at.time()) if first.pickup_at and first.trip_type == "fixed" else ""
        note = " ".join(
            part for part in (at, f"conf. {first.confirmation_no}" if first.confirmation_no else "") if part
        )
    note = (half_note([_way(leg) for leg in standing]) or note)[:LINE_LIMIT]  # a confirmation may be as long alone
    write.change(visit, {"ride": state, "ride_note": note})


def _way(leg: RideLeg) -> tuple[str, bool, str]:
    """A way for the note: direction, whether it is open, 8:50 ok."""
    at = clock_short(leg.pickup_at.time()) if leg.pickup_at and leg.trip_type == "fixed" else ""
    state = "ok" if leg.status in rides.LEG_SURE else "booked"
    return leg.direction, leg.status in rides.LEG_OPEN, " ".join(part for part in (at, state) if part)


# ---- parts ---------------------------------------------------------------------------------------------------


def _id(row: Appointment) -> int:
    assert row.id is not None
    return row.id


def _visit(write: Write, appointment_id: int) -> Appointment:
    row = write.session.get_one(Appointment, appointment_id)
    write.case_id = row.case_id
    return row


def _leg(write: Write, leg_id: int) -> RideLeg:
    row = write.session.get_one(RideLeg, leg_id)
    write.case_id = row.case_id
    return row


def _all_legs(write: Write, appointment_id: int) -> list[RideLeg]:
    query = select(RideLeg).where(RideLeg.appointment_id == appointment_id, col(RideLeg.archived_at).is_(None))
    return list(write.session.exec(query.order_by(col(RideLeg.id))))


def _standing(write: Write, appointment_id: int) -> list[RideLeg]:
    legs = _all_legs(write, appointment_id)
    replaced = {leg.rebooked_from_id for leg in legs}
    return [leg for leg in legs if rides.Leg(leg.status, leg.id in replaced).stands]


def _replaced(write: Write, leg: RideLeg) -> bool:
    return any(other.rebooked_from_id == leg.id for other in _all_legs(write, leg.appointment_id))


def _settle_all(write: Write, legs: Sequence[RideLeg]) -> None:
    for appointment_id in dict.fromkeys(leg.appointment_id for leg in legs):
        settle(write, _visit(write, appointment_id))


def _kept(leg: RideLeg) -> dict[str, Any]:
    """What a leg booked in place of another takes over; what the vendor gave (number, price) it does not."""
    names = (
        "case_id", "direction", "mode", "trip_type", "vendor_id", "pickup_at", "pickup_address", "drop_address",
        "companion", "driver_note", "language", "paid_by",
    )  # fmt: skip
    return {name: getattr(leg, name) for name in names} | {"status": "needed"}


def _checked(write: Write, visit: Appointment, given: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(given)
    for name, (field, known) in _CODES.items():
        if name in values and values[name] not in known:
            raise InputError.one(field, values[name], "is none of the choices")
    vendor = str(values.pop("vendor", "") or "")
    if vendor:
        values["vendor_id"] = find_or_put_organization(write, vendor, specialty="Transport").id
    pickup = values.get("pickup_at")
    if pickup is not None:
        try:
            check_wall_time(pickup, visit.zone or home_zone(write))
        except WallTimeProblem as problem:
            raise InputError.one("Pick-up", pickup, str(problem)) from None
        if values.get("direction", "outbound") == "outbound" and pickup >= visit.starts_at:
            raise InputError.one("Pick-up", clock_short(pickup.time()), "is not before the appointment")
    return values


def _put_reminders(write: Write, visit: Appointment) -> int:
    """The check of the ride and the call to the client, unless they are there; none for a day that is past."""
    have = {task.template_key for task in _reminders(write, visit, every=True)}
    what = f"{named(visit.kind, visit.title, '')} {day_and_time(visit.starts_at)}"
    made = 0
    for name, title in (("ride.check", "Check the ride"), ("ride.call", "Call about appointment and ride")):
        key, due = f"{name}:{visit.id}", reminder_day(visit, name, write.today)
        if key not in have and due >= write.today:
            put_task(write, {"title": f"{title}: {what}", "case_id": visit.case_id, "due": due, "template_key": key})
            made += 1
    return made


def _reminders(write: Write, visit: Appointment, *, every: bool = False) -> list[Task]:
    """The open tasks about an appointment's ride, or with `every` also those done."""
    return [task for task in tasks_for(write, visit, every=every) if task.template_key.startswith(tuple(RIDE_KEYS))]


def _about(write: Write, legs: Sequence[RideLeg]) -> str:
    if len(legs) != 1:
        return f"{len(legs)} rides"
    leg = legs[0]
    visit = write.session.get_one(Appointment, leg.appointment_id)
    return (
        f"Ride {rides.RIDE_DIRECTIONS[leg.direction].lower()}, {_subject(write, visit)} {day_and_time(visit.starts_at)}"
    )


def _subject(write: Write, visit: Appointment) -> str:
    client = ""
    if visit.case_id is not None:
        case = write.session.get_one(Case, visit.case_id)
        client = contact_name(write.session.get_one(Contact, case.client_id))
    return named(visit.kind, visit.title, client)
