"""How the whole caseload does: contact, attendance, requests, gaps, time in each phase, and how cases ended."""

from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import Any

from caseterm.rules.attention import PHASE_AGES
from caseterm.rules.terms import PHASES
from caseterm.values import value

LOOKED_BACK = 90
CLOSED_BACK = 365
"""Days looked back for what goes on, and for what was closed."""


@value
class PhaseTime:
    """One phase: how many cases are in it with their ages in days, and how long those stayed that have left it."""

    phase: str
    ages: tuple[int, ...] = ()
    stayed: tuple[int, ...] = ()

    @property
    def median_age(self) -> int | None:
        return round(median(self.ages)) if self.ages else None

    @property
    def median_stay(self) -> int | None:
        return round(median(self.stayed)) if self.stayed else None

    @property
    def late(self) -> int:
        """How many are in it longer than the phase should take."""
        limit = PHASE_AGES.get(self.phase, (0, 10_000))[1]
        return sum(age >= limit for age in self.ages)


@value
class Closed:
    """A case closed within the year: what the client said (1 to 5), back at full duty, cents of cost and budget."""

    satisfaction: int | None
    back_at_work: bool | None
    pain_before: int | None
    pain_after: int | None
    cost: int
    budget: int


@value
class Outcomes:
    """The facts of the review; `firm`, `user`, `legend` and `letter` are the page's."""

    today: date
    open_cases: int
    in_rhythm: int
    """Open cases whose client heard from us within the rhythm."""
    kept: int
    missed: int
    requests_out: tuple[int, ...]
    """Ages in days of what is outstanding."""
    requests_in: tuple[int, ...]
    """Days from asking to receiving, of what came in the last 90 days."""
    treating: int
    long_gaps: int
    complaints: int
    phases: tuple[PhaseTime, ...]
    closed: tuple[Closed, ...]
    firm: tuple[str, ...] = ()
    user: str = ""
    legend: str = ""
    letter: bool = True

    @property
    def contact_rate(self) -> float | None:
        return self.in_rhythm / self.open_cases if self.open_cases else None

    @property
    def attendance(self) -> float | None:
        booked = self.kept + self.missed
        return self.kept / booked if booked else None

    @property
    def gap_rate(self) -> float | None:
        return self.long_gaps / self.treating if self.treating else None

    @property
    def experience(self) -> float | None:
        """The mean of what closed clients said, 1 to 5."""
        return mean([each.satisfaction for each in self.closed])

    @property
    def back_at_work(self) -> float | None:
        told = [each.back_at_work for each in self.closed if each.back_at_work is not None]
        return sum(told) / len(told) if told else None

    @property
    def less_pain(self) -> float | None:
        """The mean fall in pain from the first to the last assessment of closed cases, in points of 0 to 10."""
        return mean(
            [
                each.pain_before - each.pain_after
                for each in self.closed
                if each.pain_before is not None and each.pain_after is not None
            ]
        )

    @property
    def cost_share(self) -> float | None:
        """Costs of closed cases against their budgets, where both are known."""
        pairs = [(each.cost, each.budget) for each in self.closed if each.budget]
        return sum(cost for cost, _ in pairs) / sum(budget for _, budget in pairs) if pairs else None


def mean(found: Sequence[int | None]) -> float | None:
    """The mean of what is known."""
    told = [each for each in found if each is not None]
    return sum(told) / len(told) if told else None


def percent(share: float | None) -> str:
    """0.834 as 83 %; a dash for what is not known."""
    return "-" if share is None else f"{share * 100:.0f} %"


def outcomes_json(found: Outcomes) -> dict[str, Any]:
    """The same figures for other programs; shares are 0 to 1, ages are days."""
    return {
        "as_of": found.today.isoformat(),
        "open_cases": found.open_cases,
        "contact_rate": found.contact_rate,
        "attendance": found.attendance,
        "requests_outstanding_days": sorted(found.requests_out),
        "requests_received_days": sorted(found.requests_in),
        "long_gap_rate": found.gap_rate,
        "complaints": found.complaints,
        "phases": [
            {
                "phase": PHASES.get(each.phase, each.phase), "cases": len(each.ages), "late": each.late,
                "median_age_days": each.median_age, "median_stay_days": each.median_stay,
            }
            for each in found.phases
        ],
        "closed": {
            "cases": len(found.closed), "satisfaction": found.experience, "back_at_work": found.back_at_work,
            "less_pain": found.less_pain, "cost_of_budget": found.cost_share,
        },
    }  # fmt: skip
