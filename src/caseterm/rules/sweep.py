"""The Friday sweep: the deadlines of the coming days, those nobody verified first, as facts and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseterm.rules.ladder import rings
from caseterm.rules.limitations import LEGEND
from caseterm.rules.terms import DEADLINE_KINDS, label

SWEEP_DAYS = 90


def day_problem(on: date, today: date, happened_on: date | None) -> str:
    """Why a deadline cannot have been verified, met or dismissed on a day; '' when it can."""
    if on > today:
        return f"{on:%m/%d/%Y} is a day still to come"
    if happened_on is not None and on < happened_on:
        return f"{on:%m/%d/%Y} is before the incident of {happened_on:%m/%d/%Y}"
    return ""


@dataclass(frozen=True)
class DeadlineLine:
    """One deadline that still runs."""

    id: int
    case_id: int
    client: str
    number: str
    kind: str
    title: str
    due: date
    file_by: date | None
    verified_by: str
    verified_on: date | None
    defendant: str = ""
    citation: str = ""
    heard_on: date | None = None
    attorney: str = ""

    @property
    def must_by(self) -> date:
        """The earlier of the date and the day to file by."""
        return min(self.due, self.file_by or self.due)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title or label(DEADLINE_KINDS, self.kind)

    @property
    def full_name(self) -> str:
        """What it is called, and against whom it runs."""
        return f"{self.name}, {self.defendant}" if self.defendant else self.name

    @property
    def moved(self) -> bool:
        """Whether the day to file by comes before the date, which is then a closed day."""
        return self.file_by is not None and self.file_by < self.due

    def rings(self, today: date) -> bool:
        """Whether a reminder is due that nobody acknowledged."""
        return rings(self.must_by, today, heard_on=self.heard_on)


@dataclass(frozen=True)
class Sweep:
    """What a sweep covers, and its deadlines: the unverified first, then by the day to act by."""

    today: date
    days: int
    firm: tuple[str, ...]
    user: str
    lines: tuple[DeadlineLine, ...]
    letter: bool = True

    @property
    def unverified(self) -> tuple[DeadlineLine, ...]:
        return tuple(line for line in self.lines if line.verified_on is None)

    @property
    def verified(self) -> tuple[DeadlineLine, ...]:
        return tuple(line for line in self.lines if line.verified_on is not None)

    @property
    def passed(self) -> int:
        """How many are past the day to act by."""
        return sum(line.must_by < self.today for line in self.lines)


def line_json(line: DeadlineLine, today: date) -> dict[str, Any]:
    """A deadline as plain values."""
    return {
        "id": line.id,
        "kind": line.kind,
        "what": line.name,
        "against": line.defendant or None,
        "client": line.client,
        "case": line.number,
        "due": line.due.isoformat(),
        "file_by": (line.file_by or line.due).isoformat(),
        "days_left": (line.must_by - today).days,
        "verified": line.verified_on is not None,
        "verified_by": line.verified_by or None,
        "verified_on": line.verified_on.isoformat() if line.verified_on else None,
        "citation": line.citation or None,
        "reminder_due": line.rings(today),
    }


def sweep_json(sweep: Sweep) -> dict[str, Any]:
    """The sweep as plain JSON values."""
    return {
        "as_of": sweep.today.isoformat(),
        "days": sweep.days,
        "legend": LEGEND,
        "deadlines": [line_json(line, sweep.today) for line in sweep.lines],
    }


def in_order(lines: Sequence[DeadlineLine]) -> list[DeadlineLine]:
    """The unverified first, then by the day to act by."""
    return sorted(lines, key=lambda line: (line.verified_on is not None, line.must_by, line.id))
