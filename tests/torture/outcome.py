"""What one kind of torture came to."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache


@dataclass
class Outcome:
    """One line of the table: what was done how often, how many acts were acknowledged, what went wrong."""

    name: str
    tried: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Remarks that are numbers of something, by what they count."""
    skipped: str = ""

    def note(self, where: str, wrong: list[str]) -> None:
        self.wrong += [f"{where}: {each}" for each in wrong]

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number

    def add(self, other: Outcome) -> None:
        """Count what was done elsewhere as done here."""
        self.tried += other.tried
        self.acknowledged += other.acknowledged
        self.wrong += other.wrong
        self.remarks += [each for each in other.remarks if each not in self.remarks]
        self.skipped = self.skipped or other.skipped
        for what, number in other.counts.items():
            self.count(what, number)

    @property
    def said(self) -> str:
        """The remarks as one line: what was counted, then the rest."""
        return "; ".join([*(f"{number:,} {what}" for what, number in self.counts.items()), *self.remarks])


def together(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Outcomes of the same name as one, in the order in which the names came."""
    found: dict[str, Outcome] = {}
    for each in outcomes:
        found.setdefault(each.name, Outcome(each.name)).add(each)
    return list(found.values())


@cache
def no_strace() -> str:
    """Why system calls cannot be tampered with here, or "" when they can."""
    if sys.platform != "linux":
        return "needs Linux"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here"
