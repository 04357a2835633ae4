"""Counts a court's days as FRCP 6 does and shows how: forward, backward, in hours, with days added for mail.

Where the rule is read in two ways (a holiday merely observed, a closing by executive order, a state's holiday nobody
checked, February 29) both dates come out: the safe one, which is earlier, and the possible one. Nothing is verified.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from caseterm.rules.courtdays_calendar import Closed, Court, CourtCalendar, Courts
from caseterm.rules.courtdays_file import SERVICES

Unit = Literal["hours", "days", "court days", "weeks", "months", "years"]
What = Literal["event", "counted", "left out", "closed", "added", "last"]
MOST: dict[Unit, int] = {"hours": 8760, "days": 36500, "court days": 5000, "weeks": 5200, "months": 1200, "years": 100}
_UNITS: dict[str, Unit] = {
    "h": "hours", "hour": "hours", "d": "days", "day": "days", "b": "court days", "cd": "court days",
    "court day": "court days", "business day": "court days", "w": "weeks", "week": "weeks", "m": "months",
    "month": "months", "y": "years", "year": "years",
}  # fmt: skip
_PERIOD = re.compile(r"(?P<minus>[-+]?)\s*(?P<count>\d{1,5})\s*(?P<unit>[a-z ]*?)s?\s*(?P<side>before|after|from)?")


class CountError(ValueError):
    """Nothing can be counted; the text is a sentence that says why."""


@dataclass(frozen=True)
class Period:
    """How long, and whether it is counted back from the event."""

    count: int
    unit: Unit = "days"
    backward: bool = False

    @property
    def words(self) -> str:
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit} {'before' if self.backward else 'after'}"


@dataclass(frozen=True)
class Step:
    """One day of a count: what was done with it, its number in the count, and why it is closed if it is."""

    day: date
    what: What
    number: int = 0
    why: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Reading:
    """One way to read the rule: the last day, the time on it for a period in hours, and every day counted."""

    day: date
    steps: tuple[Step, ...]
    at: time | None = None


@dataclass(frozen=True)
class Count:
    """A counted period with both its readings, which are the same where nothing is in doubt."""

    trigger: date
    trigger_at: time | None
    period: Period
    court: Court
    state: str
    service: str
    added: int
    safe: Reading
    possible: Reading
    notes: tuple[str, ...]
    checked_on: date

    @property
    def differs(self) -> bool:
        return (self.safe.day, self.safe.at) != (self.possible.day, self.possible.at)


def parse_period(text: str) -> Period:
    """A period as it is typed: 21, 21d, 16b or 16 court days, 2w, 3m, 2y, 72h; -14d or "14 days before" counts back.

    Raises CountError.
    """
    found = _PERIOD.fullmatch(text.strip().lower())
    unit = _UNITS.get(found["unit"].strip() or "d") if found else None
    if found is None or unit is None:
        raise CountError("A period is a number and a unit: 21d, 16b (court days), 2w, 3m, 2y, 72h; -14d counts back.")
    count = int(found["count"])
    if not 1 <= count <= MOST[unit]:
        raise CountError(f"A period is 1 to {MOST[unit]:,} {unit}.")
    return Period(count, unit, found["minus"] == "-" or found["side"] == "before")


def count(
    trigger: date,
    period: Period,
    *,
    courts: Courts,
    court: str = "US",
    state: str = "",
    service: str = "",
    at: time | None = None,
    zone: tzinfo | None = None,
    inaccessible: Container[date] = frozenset(),
) -> Count:
    """Count a period from the day of an event, which itself is not counted (FRCP 6(a)(1)).

    `court` is US or a state's two letters, `state` that of a federal court, `service` a code of SERVICES. A period in
    hours needs the time `at` which the event was, on a wall clock in `zone`. On days that are `inaccessible` the
    clerk's office cannot be reached (6(a)(3)). Raises CountError.
    """
    if service not in SERVICES:
        raise CountError(f"Service is one of {', '.join(name for name in SERVICES if name)}.")
    if period.unit == "hours" and at is None:
        raise CountError("A period in hours needs the time of the event.")
    rules = courts.court(court)
    added = 0 if period.backward or period.unit == "hours" else rules.added.get(service, 0)
    one = _Counter(rules, courts.calendar(court, state), period, added, service in rules.court_days, inaccessible)
    try:
        readings = [
            one.read(trigger, at, zone, doubtful=doubtful, leap=leap)
            for doubtful in (False, True)
            for leap in ((False, True) if _is_leap(trigger, period) else (False,))
        ]
    except OverflowError:
        raise CountError("That is too far away to count.") from None
    readings.sort(key=lambda each: (each.day, each.at or time()))
    made = Count(
        trigger, at if period.unit == "hours" else None, period, rules, state, service, added, readings[0],
        readings[-1], (), courts.checked_on,
    )  # fmt: skip
    return replace(made, notes=_notes(made, one.calendar))


def _is_leap(trigger: date, period: Period) -> bool:
    return (trigger.month, trigger.day) == (2, 29) and period.unit in ("years", "months")


@dataclass(frozen=True)
class _Counter:
    court: Court
    calendar: CourtCalendar
    period: Period
    added: int
    added_court_days: bool
    inaccessible: Container[date]

    def read(self, trigger: date, at: time | None, zone: tzinfo | None, *, doubtful: bool, leap: bool) -> Reading:
        """Count by one reading: whether days that are not sure are closed, and where a February 29 ends."""
        steps = [Step(trigger, "event")]
        if self.period.unit == "hours" and at is not None:
            day, ends_at = self._hours(trigger, at, zone)
            day = self._roll(day, steps, doubtful=doubtful)
            return Reading(day, (*steps, Step(day, "last")), ends_at)
        day = self._base(trigger, steps, doubtful=doubtful, leap=leap)
        day = self._roll(day, steps, doubtful=doubtful)
        if self.added:
            for number in range(1, self.added + 1):
                day += timedelta(days=1)
                while self.added_court_days and (closed := self._closed(day, doubtful)):
                    steps.append(Step(day, "left out", why=closed.name, sure=closed.sure))
                    day += timedelta(days=1)
                steps.append(Step(day, "added", number, *self._why(day)))
            day = self._roll(day, steps, doubtful=doubtful)
        return Reading(day, (*steps, Step(day, "last")))

    def _base(self, trigger: date, steps: list[Step], *, doubtful: bool, leap: bool) -> date:
        """The last day of the period itself, before closed days are looked at."""
        unit, way = self.period.unit, -1 if self.period.backward else 1
        if unit in ("months", "years"):
            months = self.period.count * (12 if unit == "years" else 1)
            day = add_months(trigger, way * months)
            if leap and (day.month, day.day) == (2, 28):
                day += timedelta(days=1)
            steps.append(Step(day, "counted", self.period.count, *self._why(day)))
            return day
        total = self.period.count * (7 if unit == "weeks" else 1)
        skips = unit == "court days" or (unit == "days" and self.period.count < self.court.short)
        day, number = trigger, 0
        while number < total:
            day += timedelta(days=way)
            closed = self._closed(day, doubtful) if skips else None
            if closed is not None:
                steps.append(Step(day, "left out", why=closed.name, sure=closed.sure))
                continue
            number += 1
            steps.append(Step(day, "counted", number, *self._why(day)))
        return day

    def _hours(self, trigger: date, at: time, zone: tzinfo | None) -> tuple[date, time]:
        """Every hour counts, also where the clocks change: 72 hours over their change end an hour early or late."""
        start = datetime.combine(trigger, at, zone)
        length = timedelta(hours=self.period.count) * (-1 if self.period.backward else 1)
        end = start + length if zone is None else (start.astimezone(UTC) + length).astimezone(zone)
        return end.date(), end.time()

    def _roll(self, day: date, steps: list[Step], *, doubtful: bool) -> date:
        """On to the next open day; where the office cannot be reached always forward, even in a count backward."""
        way = timedelta(days=-1 if self.period.backward else 1)
        while closed := self._closed(day, doubtful):
            steps.append(Step(day, "closed", why=closed.name, sure=closed.sure))
            day += way
        if day in self.inaccessible:
            while day in self.inaccessible or (closed := self._closed(day, doubtful)):
                name = "clerk's office inaccessible" if day in self.inaccessible else closed.name if closed else ""
                steps.append(Step(day, "closed", why=name))
                day += timedelta(days=1)
        return day

    def _closed(self, day: date, doubtful: bool) -> Closed | None:
        found = self.calendar.closed(day, backward=self.period.backward)
        return found if found is not None and (found.sure or doubtful) else None

    def _why(self, day: date) -> tuple[str, bool]:
        """Why a day that counts is closed, so that the list can say so."""
        found = self.calendar.closed(day, backward=self.period.backward)
        return (found.name, found.sure) if found else ("", True)


def add_months(day: date, months: int) -> date:
    """The same day some months on or back; a day the month does not have becomes its last. Raises OverflowError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("year out of range")
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _notes(made: Count, calendar: CourtCalendar) -> tuple[str, ...]:
    found: list[str] = []
    steps = (*made.safe.steps, *made.possible.steps)
    if made.differs:
        names = dict.fromkeys(step.why for step in steps if not step.sure and step.what in ("closed", "left out"))
        about = ", ".join(names) or ("February 29" if _is_leap(made.trigger, made.period) else "a day in doubt")
        found.append(f"Read differently: {about}. The earlier date is safe; the later one is possible.")
    if made.period.backward and made.service:
        found.append("Days are added after a period that runs from service, never to one counted back.")
    elif made.service and not made.added:
        since = " since December 1, 2016" if (made.court.code, made.service) == ("US", "electronic") else ""
        found.append(f"{SERVICES[made.service]} adds no days{since}.")
    if made.period.backward and calendar.code == "US":
        state = [step for step in steps if (closed := calendar.closed(step.day)) and closed.state]
        if state:
            found.append("A state's holidays are open days in a federal count backward (FRCP 6(a)(6)(C)).")
    if made.court.code == "US" and made.period.unit == "court days":
        found.append("FRCP 6(a) counts every day; court days are for local rules that say so.")
    if made.court.note:
        found.append(made.court.note)
    return tuple(found)
