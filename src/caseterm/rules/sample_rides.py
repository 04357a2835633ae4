"""A story's rides, one row for each way, and its series: visits that come again by a rule."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from caseterm.rules.recurrence import Pattern, to_rule
from caseterm.rules.rides import LEG_OPEN, LEG_SURE, Leg, default_pickup, ride_state
from caseterm.rules.rideways import half_note
from caseterm.rules.sample_case import Told
from caseterm.rules.sample_lines import Visit
from caseterm.rules.sample_rows import Row

TOLD_DAYS = 21
"""So far back the rides of kept visits are on file."""
VAN_COST, CAR_COST = 9_500, 2_850
"""Cents a way."""
UNKEPT = "The van's lift is out of order"
_PAST: Mapping[str, str] = {"attended": "completed", "late": "completed", "no_show": "client_no_show"}


def put_rides(told: Told, visit: Visit, appointment_id: int, *, drop: str) -> Row:
    """The ways of a visit's ride; what the appointment then says of the whole. Visits long past have none."""
    statuses = _statuses(told, visit)
    if not statuses:
        return {}
    plan = {"mode": "rideshare", **told.story.get("rides", {})}
    home = _home(told)
    legs: list[Leg] = []
    note = ""
    replaced: int | None = None
    ways: list[tuple[str, bool, str]] = []
    for number, (direction, status, reason) in enumerate(statuses):
        back = direction == "return"
        will_call = back and plan.get("back") == "will_call"
        pickup = visit.ends_at + timedelta(minutes=10) if back else default_pickup(visit.starts_at)
        failed = reason == UNKEPT
        held = status in ("booked", "confirmed", "completed", "failed_rebook", "client_no_show", "vendor_no_show")
        vendor = plan.get("vendor") if plan["mode"] not in ("family_friend", "own_car") else None
        values: Row = {
            "appointment_id": appointment_id,
            "direction": direction,
            "mode": plan["mode"],
            "trip_type": "will_call" if will_call else "fixed",
            "status": status,
            "vendor_id": told.contact(vendor) if vendor else None,
            "pickup_at": None if will_call else pickup,
            "pickup_address": drop if back else home,
            "drop_address": home if back else drop,
            "companion": plan.get("companion", ""),
            "driver_note": plan.get("note", ""),
            "language": plan.get("language", ""),
            "confirmation_no": f"{4000 + (appointment_id * 7 + number) % 5000}" if held and vendor else "",
            "cost": (VAN_COST if vendor else CAR_COST) if held and plan["mode"] != "family_friend" else None,
            "paid_by": plan.get("paid_by", "firm_cost"),
            "cancelled_reason": reason,
            "rebooked_from_id": replaced if not back else None,
        }
        leg_id = told.put("ride_legs", values, day=visit.starts_at.date() - timedelta(days=4))
        replaced = leg_id if failed else None
        note = note or ("" if failed or status == "cancelled" else _note(values))
        legs.append(Leg(status, replaced=failed))
        if legs[-1].stands and not failed:
            ways.append((direction, status in LEG_OPEN, "ok" if status in LEG_SURE else "booked"))
    return {"ride": ride_state(legs), "ride_note": half_note(ways) or note}


def _statuses(told: Told, visit: Visit) -> Sequence[tuple[str, str, str]]:
    """Each way with its status and the reason of one that failed."""
    days = (visit.starts_at.date() - told.today).days
    if not days >= -TOLD_DAYS or not (visit.ride or told.story["client"].get("rides")):
        return ()
    if days < 0:
        if visit.status == "no_show" and visit.reason == "transport":
            return (("outbound", "vendor_no_show", "Driver did not come"), ("return", "cancelled", "Visit was missed"))
        status = _PAST.get(visit.status, "cancelled")
        return (("outbound", status, ""), ("return", status if status == "completed" else "cancelled", ""))
    ride = visit.ride or ("booked" if days <= 7 else "needed")
    if ride == "failed":
        return (("outbound", "failed_rebook", UNKEPT), ("outbound", "booked", ""), ("return", "booked", ""))
    if ride == "asked":
        return (("outbound", "confirmed", ""), ("return", "requested", ""))
    return () if ride in ("needed", "not_needed") else (("outbound", ride, ""), ("return", ride, ""))


def _note(leg: Row) -> str:
    at = leg["pickup_at"]
    clock = f"{at.hour % 12 or 12}:{at.minute:02}" if isinstance(at, datetime) else ""
    number = leg["confirmation_no"]
    return " ".join(part for part in (clock, f"conf. {number}" if number else "") if part)


def _home(told: Told) -> str:
    client = told.story["client"]
    return ", ".join(str(client[name]) for name in ("street", "unit", "city") if client.get(name))


# ---- series ------------------------------------------------------------------------------------------------


def put_series(told: Told, visits: Sequence[Visit], rows: Mapping[int, int]) -> None:
    """Make one series of the visits of each rule that goes on after today; `rows` are their appointments."""
    rules: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.rule:
            rules.setdefault(visit.rule, []).append(visit)
    for found in rules.values():
        last = found[-1].day
        if last < told.today:
            continue
        pattern = Pattern("week", weekdays=tuple(sorted({each.day.weekday() for each in found})), until=last)
        values: Row = {
            "rule": to_rule(pattern),
            "first_on": found[0].day,
            "at": f"{found[0].starts_at:%H:%M}",
            "minutes": found[0].minutes,
        }
        series_id = told.put("appointment_series", values, day=found[0].day - timedelta(days=6))
        for visit in found:
            place: Row = {"series_id": series_id, "appointment_id": rows[id(visit)], "day": visit.day}
            told.put("series_visits", place, day=visit.day - timedelta(days=6))
