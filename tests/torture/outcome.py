"""What one kind of torture came to."""

from __future__ import annotations

import shutil
import subprocess
import sys
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
    skipped: str = ""

    def note(self, where: str, wrong: list[str]) -> None:
        self.wrong += [f"{where}: {each}" for each in wrong]

    def add(self, other: Outcome) -> None:
        """Count what was done elsewhere as done here."""
        self.tried += other.tried
        self.acknowledged += other.acknowledged
        self.wrong += other.wrong


@cache
def no_strace() -> str:
    """Why system calls cannot be tampered with here, or "" when they can."""
    if sys.platform != "linux":
        return "needs Linux"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here"
