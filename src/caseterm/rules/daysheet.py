"""What a day sheet and a client's appointment sheet hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from caseterm.rules.calendar import Appointment, DeadlineDue, TaskDue


@dataclass(frozen=True)
class Way:
    """One way of a ride. `pickup_at` is None where the client calls when ready or nobody knows yet."""

    appointment_id: int
    client: str
    back: bool
    will_call: bool
    pickup_at: datetime | None
    pickup: str
    drop: str
    mode: str
    driver: str
    driver_phone: str
    confirmation: str
    status: str
    open: bool


@dataclass(frozen=True)
class Day:
    """One day of the office."""

    day: date
    holiday: str
    visits: tuple[Appointment, ...]
    ways: tuple[Way, ...]
    deadlines: tuple[DeadlineDue, ...]
    tasks: tuple[TaskDue, ...]


@dataclass(frozen=True)
class Days:
    """A day sheet or a week sheet, ready to be laid out."""

    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    days: tuple[Day, ...]

    @property
    def counts(self) -> tuple[int, int]:
        """How many appointments stand, and for how many of them the ride is still to be booked."""
        standing = [visit for day in self.days for visit in day.visits if not visit.off]
        return len(standing), sum(visit.ride == "needed" for visit in standing)


@dataclass(frozen=True)
class ClientVisit:
    """One appointment as a client needs it: where, when, how to get there and back."""

    visit: Appointment
    address: str
    phone: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class ClientDays:
    """A client's appointments, ready to be laid out."""

    firm: tuple[str, ...]
    user: str
    letter: bool
    client: str
    greeting: str
    number: str
    office_phone: str
    language: str
    """The client's, in the words of her file."""
    first: date
    last: date
    visits: tuple[ClientVisit, ...]


def ways_of(ways: Sequence[Way], appointment_id: int) -> tuple[Way, ...]:
    """The ways of one appointment."""
    return tuple(way for way in ways if way.appointment_id == appointment_id)
