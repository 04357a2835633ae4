"""The days a court is closed: weekends, and holidays by rule for any year, each sure or read differently.

A day that is not sure (an observed day, an executive order, a state's holiday nobody checked) makes two readings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from caseterm.rules.workdays import nth_weekday

FEDERAL_COURT = "US"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SATURDAY, _SUNDAY = 5, 6

Observed = Literal["", "nearest", "monday"]


@dataclass(frozen=True)
class Closed:
    """Why a day is closed, and whether that is beyond doubt."""

    name: str
    sure: bool = True
    state: bool = False
    """A holiday of the state: for a federal court it counts only in periods after an event."""


@dataclass(frozen=True)
class Holiday:
    """One holiday by rule; `places` are US or the states that keep it."""

    places: tuple[str, ...]
    name: str
    source: str
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    plus: int = 0
    easter: int | None = None
    first: int = 0
    last: int = 9999
    every: int = 1
    observed: Observed = ""
    sure: bool = False

    def falls(self, year: int) -> date | None:
        """The day itself in a year; None in a year without it."""
        if not self.first <= year <= self.last or (self.every > 1 and (year - self.first) % self.every):
            return None
        if self.easter is not None:
            return easter_sunday(year) + timedelta(days=self.easter)
        if self.nth:
            return nth_weekday(year, self.month, weekday=self.weekday, nth=self.nth) + timedelta(days=self.plus)
        return date(year, self.month, self.day)

    def kept(self, year: int) -> date | None:
        """The weekday it is observed on instead of a weekend day; None when it falls on a weekday."""
        day = self.falls(year)
        if day is None or not self.observed or day.weekday() < _SATURDAY:
            return None
        if day.weekday() == _SUNDAY:
            return day + timedelta(days=1)
        return day - timedelta(days=1) if self.observed == "nearest" else None


@dataclass(frozen=True)
class Closing:
    """A single day closed by order."""

    places: tuple[str, ...]
    day: date
    name: str
    source: str
    sure: bool = False


@dataclass(frozen=True)
class Court:
    """How one court counts. `short` is the number of days below which closed days are left out of the count."""

    code: str
    name: str
    rule: str
    source: str
    short: int = 0
    added: Mapping[str, int] = field(default_factory=dict)
    added_rule: str = ""
    court_days: tuple[str, ...] = ()
    """The ways of service whose added days are court days."""
    note: str = ""


@dataclass(frozen=True)
class Courts:
    """Everything data/courts.toml says."""

    checked_on: date
    courts: Mapping[str, Court]
    holidays: tuple[Holiday, ...]
    closings: tuple[Closing, ...]

    def court(self, code: str) -> Court:
        """The court of a code; a state without a row counts as the federal rule does, and its note says so."""
        known = self.courts.get(code)
        if known is not None:
            return known
        return Court(
            code,
            f"{code} court",
            "counted as FRCP 6(a) counts",
            "not in the table",
            note=f"How the courts of {code} count is not in the table: counted as FRCP 6(a) counts.",
        )

    def calendar(self, code: str, state: str = "") -> "CourtCalendar":
        """The calendar of a state's court, or of the federal court in a state."""
        return CourtCalendar(self, code, state if code == FEDERAL_COURT else code)


class CourtCalendar:
    """Which days one court is closed; years are worked out once, when first asked for."""

    def __init__(self, courts: Courts, code: str, state: str) -> None:
        self.code, self.state = code, state
        places = {FEDERAL_COURT, state} if state else {FEDERAL_COURT}
        self._holidays = [each for each in courts.holidays if places.intersection(each.places)]
        self._closings = {each.day: each for each in courts.closings if places.intersection(each.places)}
        self._years: dict[int, dict[date, Closed]] = {}

    def closed(self, day: date, *, backward: bool = False) -> Closed | None:
        """Why a day is closed; None for an open day. In a federal count backward a state's holidays are open days."""
        if day.weekday() >= _SATURDAY:
            return Closed(day.strftime("%A"))
        found = self._year(day.year).get(day)
        if found is not None and found.state and backward and self.code == FEDERAL_COURT:
            return None
        return found

    def __contains__(self, day: object) -> bool:
        """Whether a day is a holiday by any reading, as the last open day on or before a deadline asks."""
        return isinstance(day, date) and self.closed(day) is not None

    def _year(self, year: int) -> dict[date, Closed]:
        if year not in self._years:
            found: dict[date, Closed] = {}
            for day, closed in self._of_year(year):
                known = found.get(day)
                if known is None or (closed.sure and not known.sure) or (known.state and not closed.state):
                    found[day] = closed
            self._years[year] = found
        return self._years[year]

    def _of_year(self, year: int) -> Iterator[tuple[date, Closed]]:
        for rule in self._holidays:
            own = FEDERAL_COURT not in rule.places
            for base in (year - 1, year, year + 1):
                if not 1 < base < 9999:
                    continue
                day, kept = rule.falls(base), rule.kept(base)
                if day is not None and day.year == year:
                    yield day, Closed(rule.name, rule.sure, own)
                if kept is not None and kept.year == year:
                    yield kept, Closed(f"{rule.name} (observed)", False, own)
        for day, closing in self._closings.items():
            if day.year == year:
                yield day, Closed(closing.name, closing.sure, FEDERAL_COURT not in closing.places)


def easter_sunday(year: int) -> date:
    """Easter of the western churches, by the Gregorian reckoning (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
