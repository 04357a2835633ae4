"""The lines of the ride board and the details below it."""

from datetime import date

from caseterm.queries.rides import RideLeg, RideWanted
from caseterm.rules.calendar_words import clock_short, day_and_time, named
from caseterm.rules.date_words import short_day
from caseterm.rules.money import format_cents
from caseterm.rules.rides import (
    LEG_FAILED,
    LEG_ON_THE_ROAD,
    LEG_STATUSES,
    LEG_SURE,
    RIDE_DIRECTIONS,
    RIDE_MODES,
    RIDE_PAYERS,
)
from caseterm.widgets.rows import Cell, Column, Row

COLUMNS = (
    Column("flag", "", 1),
    Column("at", "Pick-up", 7, "right"),
    Column("client", "Client", 16, grow=True),
    Column("way", "Way", 5),
    Column("visit", "To see", 10, min_total=60),
    Column("mode", "Mode", 16, grow=True, min_total=100),
    Column("status", "Status", 19),
    Column("vendor", "Driver", 14, grow=True, min_total=70),
    Column("number", "Conf.", 9, min_total=90),
)


def day_row(day: date, today: date) -> Row:
    """The heading over the ways of a day."""
    mark = "  today" if day == today else ""
    return Row(f"day:{day}", {"day": (f" {short_day(day, today)}{mark}", "accent")}, "heading")


def leg_cells(leg: RideLeg) -> dict[str, Cell]:
    """One way."""
    at = clock_short(leg.pickup_at.time()) if leg.pickup_at else "call" if leg.trip_type == "will_call" else "?"
    return {
        "flag": ("!", "bad" if leg.status in LEG_FAILED else "warn") if leg.open else "",
        "at": at,
        "client": leg.client or "(no client)",
        "way": RIDE_DIRECTIONS.get(leg.direction, leg.direction).lower(),
        "visit": named(leg.kind, leg.title, ""),
        "mode": RIDE_MODES.get(leg.mode, leg.mode),
        "status": (LEG_STATUSES.get(leg.status, leg.status), status_role(leg.status)),
        "vendor": leg.vendor or "",
        "number": leg.confirmation_no,
    }


def wanted_cells(wanted: RideWanted) -> dict[str, Cell]:
    """An appointment without a ride."""
    return {
        "flag": ("!", "warn"),
        "at": (clock_short(wanted.starts_at.time()), "muted"),
        "client": wanted.client or "(no client)",
        "way": ("?", "muted"),
        "visit": named(wanted.kind, wanted.title, ""),
        "status": ("RIDE NOT BOOKED", "warn"),
        "vendor": ("b books it", "muted"),
    }


def status_role(status: str) -> str:
    """How loud a status is."""
    if status in LEG_FAILED:
        return "bad"
    if status in LEG_ON_THE_ROAD:
        return "accent"
    return "good" if status in LEG_SURE else "" if status == "booked" else "warn"


def leg_lines(leg: RideLeg) -> list[list[Cell]]:
    """What the driver is told and who pays, below the list."""
    way = RIDE_DIRECTIONS.get(leg.direction, leg.direction)
    when = "will call when ready" if leg.trip_type == "will_call" else ""
    pickup = clock_short(leg.pickup_at.time()) if leg.pickup_at else when or "no time yet"
    lines: list[list[Cell]] = [
        [(f" {leg.client}", "bold"), f"  {leg.number}  {leg.client_phone}", (f"  {leg.manners.wishes}", "accent")],
        [f" {way}: ", pickup, f"  {named(leg.kind, leg.title, '')} {day_and_time(leg.starts_at)}"],
        [(" From  ", "muted"), leg.pickup_address or "?", ("  to  ", "muted"), leg.drop_address or "?"],
    ]
    driver = "  ".join(part for part in (leg.vendor, leg.vendor_phone) if part)
    number = f"conf. {leg.confirmation_no}" if leg.confirmation_no else ""
    who = f"with {leg.companion}" if leg.companion else ""
    booked = ", ".join(part for part in (driver, number) if part)
    lines.append([(" Driver  ", "muted"), booked or "none yet"])
    told = ", ".join(part for part in (who, leg.language, leg.driver_note) if part)
    paid = RIDE_PAYERS.get(leg.paid_by, "")
    cost = format_cents(leg.cost) if leg.cost is not None else ""
    money = ", ".join(part for part in (cost, paid) if part)
    why: Cell = (f" {leg.cancelled_reason}. " if leg.cancelled_reason else " ", "warn")
    lines.append([why, f"{told}   " if told else "", (f"Cost  {money}" if money else "", "muted")])
    return lines


def wanted_lines(wanted: RideWanted) -> list[list[Cell]]:
    """Where somebody must be taken."""
    to = f" to {wanted.place}" if wanted.place else ""
    return [[(f" {wanted.client}", "bold"), f"  {wanted.number}"], [f" Needs a ride{to}. Enter books it."]]


def driver_text(leg: RideLeg) -> str:
    """What to send to the driver: the way in words, without anything of the case."""
    at = f"{day_and_time(leg.pickup_at)}" if leg.pickup_at else f"{leg.starts_at:%a %m/%d}, will call when ready"
    parts = [
        f"Pick up {leg.client}: {at}",
        f"From {leg.pickup_address}" if leg.pickup_address else "",
        f"To {leg.drop_address}" if leg.drop_address else "",
        RIDE_MODES.get(leg.mode, leg.mode),
        f"With {leg.companion}" if leg.companion else "",
        leg.driver_note,
        f"Passenger's phone {leg.client_phone}" if leg.client_phone else "",
        f"Your confirmation {leg.confirmation_no}" if leg.confirmation_no else "",
    ]
    return "\n".join(part for part in parts if part)
