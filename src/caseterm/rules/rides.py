"""Rides: the legs of one, how far each has come, and what that makes of the appointment's ride."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from caseterm.rules.calendar_words import clock_short

RIDE_DIRECTIONS: Mapping[str, str] = {"outbound": "There", "return": "Back"}
RIDE_MODES: Mapping[str, str] = {
    "rideshare": "Rideshare",
    "taxi": "Taxi",
    "nemt_ambulatory": "Medical ride, walking",
    "nemt_wheelchair": "Medical ride, wheelchair",
    "wheelchair_xl": "Medical ride, wide wheelchair",
    "gurney": "Medical ride, gurney",
    "post_surgical": "Medical ride after surgery, door to door",
    "family_friend": "Family or friend",
    "own_car": "Own car",
    "public_transit": "Public transit",
    "mileage_reimbursed": "Own car, mileage paid back",
}
TRIP_TYPES: Mapping[str, str] = {"fixed": "At a fixed time", "will_call": "Will call when ready"}
LEG_STATUSES: Mapping[str, str] = {
    "needed": "Needed, not booked",
    "requested": "Requested",
    "quoted": "Quoted",
    "approved": "Approved",
    "booked": "Booked",
    "confirmed": "Confirmed",
    "driver_en_route": "Driver on the way",
    "picked_up": "Picked up",
    "dropped_off": "Dropped off",
    "completed": "Completed",
    "client_no_show": "Client not there",
    "vendor_no_show": "Driver did not come",
    "failed_rebook": "Failed, book again",
    "cancelled": "Cancelled",
}
RIDE_PAYERS: Mapping[str, str] = {
    "firm_cost": "Firm, as a case cost",
    "client": "Client",
    "lien": "On a lien",
    "pip": "PIP",
    "medicaid": "Medicaid",
    "wc_carrier": "Workers' compensation carrier",
    "other": "Other",
}
UNBOOKED_MODES = frozenset({"own_car", "family_friend", "public_transit", "mileage_reimbursed"})
"""Ways for which nobody is called: they move with the appointment by themselves."""

LEG_OPEN = frozenset({"needed", "requested", "quoted", "approved", "client_no_show", "vendor_no_show", "failed_rebook"})
"""Somebody has still to do something before this leg takes anybody anywhere."""

LEG_FAILED = frozenset({"client_no_show", "vendor_no_show", "failed_rebook"})
LEG_BOOKED = frozenset({"booked"})
LEG_SURE = frozenset({"confirmed", "driver_en_route", "picked_up", "dropped_off", "completed"})
LEG_ON_THE_ROAD = frozenset({"driver_en_route", "picked_up"})
LEG_OVER = frozenset({"dropped_off", "completed", "cancelled"})

LEAD = timedelta(minutes=40)
"""How long before the appointment the client is picked up unless said otherwise: our own default."""


@dataclass(frozen=True)
class Leg:
    """What of a leg decides how the ride stands; `replaced` when another leg was booked in its place."""

    status: str
    replaced: bool = False

    @property
    def stands(self) -> bool:
        return self.status != "cancelled" and not self.replaced


def ride_state(legs: Iterable[Leg]) -> str:
    """The ride of an appointment, by its weakest leg: a code of RIDE_STATES."""
    standing = [leg.status for leg in legs if leg.stands]
    if not standing:
        return "not_needed"
    if any(status in LEG_OPEN for status in standing):
        return "needed"
    return "confirmed" if all(status in LEG_SURE for status in standing) else "booked"


def default_pickup(starts_at: datetime) -> datetime:
    """When the client is fetched for an appointment at this wall time."""
    return starts_at - LEAD


def moved_pickup(pickup_at: datetime | None, old: datetime, new: datetime) -> datetime | None:
    """The pick-up of a ride whose appointment goes from `old` to `new`: as long before or after it as it was."""
    return None if pickup_at is None else pickup_at + (new - old)


def leg_words(*, mode: str, pickup_at: datetime | None, trip_type: str, place: str = "", confirmation: str = "") -> str:
    """rideshare 8:50 from home, conf. 4471."""
    words = [RIDE_MODES.get(mode, mode).lower()]
    if trip_type == "will_call":
        words.append("when called")
    elif pickup_at is not None:
        words.append(clock_short(pickup_at.time()))
    if place:
        words.append(f"from {place}")
    said = " ".join(words)
    return f"{said}, conf. {confirmation}" if confirmation else said
