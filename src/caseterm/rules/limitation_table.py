"""The table of limitations as values: periods, clocks, what is said of minors; each row with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseterm.rules.terms import MOTOR_VEHICLE_TYPES

MOTOR_VEHICLE = "motor_vehicle"
WRONGFUL_DEATH = "wrongful_death"
INCIDENT = "incident"
FEDERAL_TORT = "US"


class NoPeriodError(ValueError):
    """Nothing can be computed; the text is a sentence that says why."""


@dataclass(frozen=True)
class Period:
    """One row of the table: years and months from the incident or death, for incidents of a kind between two dates.

    `counts` is INCIDENT for a wrongful death that counts from the injury all the same.
    """

    state: str
    years: int
    citation: str
    source: str = ""
    months: int = 0
    claim: str = ""
    counts: str = ""
    kind: str = ""
    not_for: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    checked_on: date | None = None
    tables: str = ""
    conflict: str = ""
    warnings: tuple[str, ...] = ()
    confirmed_by: str = ""
    confirmed_on: date | None = None
    firm: bool = False

    def covers(self, state: str, case_type: str, incident_on: date) -> bool:
        """Whether an incident falls under this row."""
        if self.state != state or (self.first and incident_on < self.first) or (self.last and incident_on > self.last):
            return False
        return not self.kind or (case_type in MOTOR_VEHICLE_TYPES and case_type not in self.not_for)

    @property
    def key(self) -> str:
        """What a deadline computed from this row carries as its rule."""
        return ":".join(part for part in ("period", self.state, self.claim, self.kind) if part)


@dataclass(frozen=True)
class Clock:
    """A period from some day: a notice of claim, a no-fault application, a lien dispute, the end of a demand."""

    key: str
    kind: str
    name: str
    trigger: str
    citation: str
    source: str
    starts: str = ""
    days: int = 0
    business_days: int = 0
    months: int = 0
    years: int = 0
    states: tuple[str, ...] = ()
    body: str = ""
    claims: str = ""
    conflict: str = ""
    warnings: tuple[str, ...] = ()
    firm: bool = False

    @property
    def length(self) -> str:
        """180 days, 6 months, 5 business days."""
        units = ("days", "business_days", "months", "years")
        unit, count = next((name, n) for name in units if (n := getattr(self, name)))
        return f"{count} {(unit.removesuffix('s') if count == 1 else unit).replace('_', ' ')}"

    def applies(self, state: str, case_type: str) -> bool:
        """Whether a case in that state may have it; those of Medicare always may."""
        of_state = not self.states or state in self.states or self.states == (FEDERAL_TORT,)
        return of_state and (self.claims != MOTOR_VEHICLE or case_type in MOTOR_VEHICLE_TYPES)


@dataclass(frozen=True)
class Minor:
    """What is said beside a date when the client is a minor."""

    state: str
    text: str
    source: str
    majority: int = 18


@dataclass(frozen=True)
class Table:
    """The whole table and the day it was last compared with its sources."""

    checked_on: date
    periods: tuple[Period, ...]
    clocks: tuple[Clock, ...] = ()
    minors: Mapping[str, Minor] = field(default_factory=dict)

    def clock(self, key: str) -> Clock:
        """The clock of a key. Raises NoPeriodError."""
        for each in self.clocks:
            if each.key == key:
                return each
        raise NoPeriodError(f"There is no clock {key!r} in the table.")
