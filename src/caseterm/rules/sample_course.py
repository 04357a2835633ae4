"""The course of a rule-made case: which phases it went through and when, drawn from a seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

PATH = (
    "intake",
    "opening",
    "investigation",
    "treating",
    "records",
    "demand",
    "negotiation",
    "litigation",
    "settlement",
)
SPANS: Mapping[str, tuple[int, int]] = {
    "intake": (1, 5), "opening": (6, 12), "investigation": (12, 30), "treating": (90, 200), "records": (35, 70),
    "demand": (10, 25), "negotiation": (30, 80), "litigation": (200, 420), "settlement": (20, 50),
}  # fmt: skip
"""Days a case stays in each phase."""
OPEN_WEIGHTS: Mapping[str, int] = {
    "intake": 2, "opening": 5, "investigation": 8, "treating": 34, "records": 16, "demand": 8, "negotiation": 12,
    "litigation": 9, "settlement": 6,
}  # fmt: skip
CLOSE_REASONS = (
    ("settled", 20),
    ("withdrawn", 2),
    ("declined", 2),
    ("no_coverage", 1),
    ("client_lost", 1),
    ("referred", 1),
)
EARLY_ENDS: Mapping[str, str] = {
    "declined": "intake", "no_coverage": "investigation", "client_lost": "treating", "withdrawn": "treating",
    "referred": "investigation",
}  # fmt: skip
TROUBLED = 0.3
"""The share of open cases with something amiss."""
CLOSED_SPREAD_DAYS = 1500
MANY = 100
"""Closed cases; past this number they lie further back, with fewer visits and calls each."""

Phrases = Mapping[str, Any]


@dataclass
class Course:
    """One case's way from its first day on; all days are offsets from today.

    `crowd` is how many closed cases there are in all.
    """

    phrases: Phrases
    chance: Random
    today: date
    closed: bool
    crowd: int
    entered: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = self.chance
        self.reason = drawn(chance, CLOSE_REASONS) if self.closed else ""
        self.last = self._last_phase()
        self._timeline()
        self.place: Mapping[str, Any] = chance.choice(self.phrases["places"])
        self.event = drawn_by_weight(chance, self.phrases["events"])
        self.bundle = drawn_by_weight(chance, self.phrases["bundles"])
        self.troubled = not self.closed and chance.random() < TROUBLED
        self.opened = self.entered["intake"]
        self.incident = self.opened - chance.randint(1, 20)
        self.opened_year = (self.today + timedelta(days=self.opened)).year
        self.adjuster = ""

    @property
    def many(self) -> bool:
        return self.crowd > MANY

    def until(self, phase: str) -> int:
        """The day a phase ended, or yesterday."""
        phases = list(self.entered)
        after = phases.index(phase) + 1
        return self.entered[phases[after]] if after < len(phases) else -1

    def _last_phase(self) -> str:
        if not self.closed:
            return drawn(self.chance, tuple(OPEN_WEIGHTS.items()))
        return EARLY_ENDS.get(self.reason, "settlement")

    def _timeline(self) -> None:
        chance = self.chance
        litigated = self.last == "litigation" or (self.last == "settlement" and chance.random() < 0.25)
        path = [phase for phase in PATH[: PATH.index(self.last) + 1] if phase != "litigation" or litigated]
        spans = [chance.randint(*SPANS[phase]) for phase in path]
        if self.closed:
            reach = CLOSED_SPREAD_DAYS if self.many else 300
            end = -chance.randint(12, reach)
        else:
            end = 0
            low, high = SPANS[self.last]
            spans[-1] = chance.randint(max(1, low // 4), max(2, high - high // 4))
        day = end - sum(spans)
        for phase, span in zip(path, spans, strict=True):
            self.entered[phase] = day
            day += span
        if self.closed:
            self.entered["closed"] = end


def drawn(chance: Random, choices: Sequence[tuple[str, int]]) -> str:
    return chance.choices([name for name, _ in choices], weights=[weight for _, weight in choices])[0]


def drawn_by_weight(chance: Random, choices: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return chance.choices(choices, weights=[int(choice["weight"]) for choice in choices])[0]
