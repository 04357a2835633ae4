"""The form of a ride, there and back, for one appointment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.calendar_words import day_and_time, named
from caseterm.rules.rides import LEG_STATUSES, RIDE_MODES, RIDE_PAYERS, default_pickup
from caseterm.rules.text import fold
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import open_form, texts

if TYPE_CHECKING:
    from caseterm.queries.rides import RideDefaults, RideLeg
    from caseterm.screens.base import BaseScreen

BACK = {"will_call": "When they call", "fixed": "At a fixed time", "none": "No ride back"}
MOST_OFFERED = 12


def open_ride_form(desk: BaseScreen, appointment_id: int, *, after: Callable[[ChangeSet], None] | None = None) -> None:
    """Book or change the ride of an appointment; what is known already is filled in."""
    start = queries.rides.defaults(desk.db, appointment_id)
    if start is None:
        desk.say("That appointment is no longer here.", role="warn")
        return
    standing = {leg.direction: leg for leg in queries.rides.legs_of(desk.db, appointment_id) if leg.leg.stands}
    there, back = standing.get("outbound"), standing.get("return")
    before = form_values(start, there, back)

    def save(given: dict[str, Any]) -> ChangeSet:
        return services.rides.book_ride(desk.db, appointment_id, legs(start, given, before))

    open_form(
        desk,
        "ride",
        f"appointment:{appointment_id}",
        "Ride",
        specs(queries.rides.vendors(desk.db)),
        before,
        save=save,
        after=after,
        subtitle=f"{named(start.kind, start.title, start.client)} {day_and_time(start.starts_at)}",
        remark=lambda values: lateness(start, values),
    )


def specs(vendors: Sequence[tuple[int, str]]) -> list[FieldSpec]:
    """The fields of a ride, in the order a driver's dispatcher asks for them."""

    def known(query: str) -> Sequence[tuple[object, str, str]]:
        wanted = fold(query)
        return [(number, name, "") for number, name in vendors if wanted in fold(name)][:MOST_OFFERED]

    return [
        FieldSpec("mode", "Mode", "choice", required=True, choices=tuple(RIDE_MODES.items())),
        FieldSpec("pickup", "Pick-up", "time", hint="40 minutes before unless typed"),
        FieldSpec("pickup_address", "From", hint="the client's home"),
        FieldSpec("drop_address", "To", hint="where the appointment is"),
        FieldSpec("back", "Ride back", "choice", required=True, choices=tuple(BACK.items())),
        FieldSpec("back_at", "Back at", "time", hint="only at a fixed time"),
        FieldSpec("status", "Status", "choice", required=True, choices=tuple(LEG_STATUSES.items())),
        FieldSpec("vendor", "Driver", "suggest", suggest=known, hint="company, or a name"),
        FieldSpec("confirmation_no", "Confirmation", hint="their number"),
        FieldSpec("companion", "Companion", hint="who rides along"),
        FieldSpec("language", "Language", hint="of calls and texts to the client"),
        FieldSpec("driver_note", "For driver", hint="gate code, walker, second floor"),
        FieldSpec("cost", "Cost", "money", hint="there and back"),
        FieldSpec("paid_by", "Paid by", "choice", choices=tuple(RIDE_PAYERS.items())),
    ]


def form_values(start: RideDefaults, there: RideLeg | None, back: RideLeg | None) -> dict[str, object]:
    """What the form starts with: the ride as it stands, else the client's usual one."""
    leg = there or back
    if leg is None:
        return {
            "mode": start.mode, "pickup": default_pickup(start.starts_at).time(), "pickup_address": start.home,
            "drop_address": start.place, "back": "will_call", "status": "booked", "vendor": start.vendor,
            "language": start.language, "paid_by": start.paid_by or None,
        }  # fmt: skip
    vendor = next(((number, name) for number, name in [(leg.vendor_id, leg.vendor)] if number), None)
    return {
        "mode": leg.mode, "pickup": _time(there.pickup_at if there else None),
        "pickup_address": there.pickup_address if there else leg.drop_address,
        "drop_address": there.drop_address if there else leg.pickup_address,
        "back": back.trip_type if back else "none", "back_at": _time(back.pickup_at if back else None),
        "status": leg.status, "vendor": vendor, "confirmation_no": leg.confirmation_no, "companion": leg.companion,
        "language": leg.language, "driver_note": leg.driver_note, "cost": leg.cost, "paid_by": leg.paid_by or None,
    }  # fmt: skip


def legs(start: RideDefaults, given: Mapping[str, Any], before: Mapping[str, object]) -> list[dict[str, Any]]:
    """The ways the form describes; a status she did not touch leaves each way its own."""
    vendor = given.get("vendor")
    both: dict[str, Any] = {
        "mode": given["mode"],
        "paid_by": given.get("paid_by") or "",
        **texts(given, "confirmation_no", "companion", "language", "driver_note"),
        **({"vendor_id": vendor} if isinstance(vendor, int) or vendor is None else {"vendor": vendor}),
    }
    new = "cost" not in before
    if new or given["status"] != before["status"]:
        both["status"] = given["status"]
    home, place = given.get("pickup_address") or "", given.get("drop_address") or ""
    there = {
        **both, "direction": "outbound", "trip_type": "fixed", "pickup_at": _at(start, given.get("pickup")),
        "pickup_address": home, "drop_address": place, "cost": given.get("cost"),
    }  # fmt: skip
    if given["back"] == "none":
        return [there]
    fixed = given["back"] == "fixed"
    back = {
        **both, "direction": "return", "trip_type": given["back"],
        "pickup_at": _at(start, given.get("back_at")) if fixed else None,
        "pickup_address": place, "drop_address": home,
    }  # fmt: skip
    return [there, back]


def lateness(start: RideDefaults, values: Mapping[str, object]) -> str:
    """What does not fit as it is typed: a pick-up after the start, a way back before the end."""
    pickup, back_at = values.get("pickup"), values.get("back_at")
    if isinstance(pickup, time) and pickup >= start.starts_at.time():
        return "! The pick-up is not before the appointment."
    until = (start.ends_at or start.starts_at).time()
    if values.get("back") == "fixed" and not isinstance(back_at, time):
        return "A ride back at a fixed time wants its time."
    if values.get("back") == "fixed" and isinstance(back_at, time) and back_at < until:
        return "! The ride back is before the appointment ends."
    return ""


def _time(at: datetime | None) -> time | None:
    return at.time() if at else None


def _at(start: RideDefaults, at: object) -> datetime | None:
    return datetime.combine(start.starts_at.date(), at) if isinstance(at, time) else None
