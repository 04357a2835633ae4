"""Reminders of appointments: the ride two days before, the call one day before, the text on the same day.

The days are our own defaults (a published one is eight hours before); what would fall on a weekend or a holiday is done
on the last working day before, so that Monday's appointments are called on Friday.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.workdays import FEDERAL

RIDE_DAYS = 2
CALL_DAYS = 1
AHEAD_DAYS = 7
"""No reminder is ever due earlier than this many days before, however long the holidays."""
WITHOUT_THE_CLIENT = frozenset({"call", "inspection", "cmc_conference"})
"""Kinds of appointment the client does not come to."""
STEPS: Mapping[str, str] = {
    "ride": "Check the ride",
    "call": "Call",
    "text": "Text",
}


@dataclass(frozen=True)
class Reminded:
    """What has been done about an appointment so far. `ride` is a code of RIDE_STATES."""

    day: date
    ride: str
    confirmed: bool
    reminded_on: date | None


def working_day(day: date, holidays: Container[date] = FEDERAL) -> date:
    """The day itself, or the last working day before it."""
    while day.weekday() >= 5 or day in holidays:
        day -= timedelta(days=1)
    return day


def step_due(found: Reminded, today: date, *, holidays: Container[date] = FEDERAL) -> str:
    """What is to be done about an appointment today: a code of STEPS, "" for nothing.

    A confirmed client is not called again, but still has the text of the day; a ride not arranged comes first.
    """
    if found.day < today:
        return ""
    ride_due = working_day(found.day - timedelta(days=RIDE_DAYS), holidays) <= today
    if ride_due and found.ride == "needed":
        return "ride"
    call_day = working_day(found.day - timedelta(days=CALL_DAYS), holidays)
    called = found.confirmed or (found.reminded_on is not None and found.reminded_on >= call_day)
    if found.day == today:
        return "" if found.reminded_on == today else "text" if called else "call"
    if call_day <= today and not called:
        return "call"
    return "ride" if ride_due and found.ride == "booked" else ""
