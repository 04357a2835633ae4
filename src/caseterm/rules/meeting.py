"""The caseload list for the Monday meeting: every open case in a line, stage by stage."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm.rules.disclosure import as_json
from caseterm.values import value


@value
class MeetingLine:
    """One open case: what stands on the caseload, with grade and attorney."""

    number: str
    client: str
    kind: str
    phase: str
    days: int
    grade: str
    attorney: str
    manager: str
    limitation: str
    last_contact: str
    next: str
    why: str
    level: int


@value
class Meeting:
    """The list as it is printed. `stages` holds the lines by the words of their stage, in the order of the stages."""

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    stages: tuple[tuple[str, tuple[MeetingLine, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(lines) for _, lines in self.stages)

    @property
    def urgent(self) -> int:
        """Cases whose reason is a deadline, a conflict, or silence that is too long."""
        return sum(line.level <= 3 for _, lines in self.stages for line in lines)


def meeting_json(found: Meeting) -> Mapping[str, Any]:
    """The same facts for other programs."""
    return {
        "as_of": found.today.isoformat(),
        "cases": [as_json(line) for _, lines in found.stages for line in lines],
    }
