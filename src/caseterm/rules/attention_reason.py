"""One reason why a case needs her, and the day from which it holds; what every part of a case tells of itself."""

from datetime import date

from caseterm.values import value


@value
class Reason:
    """One reason: its level, the day it counts from, its code, what it is about; the graver is the less.

    `row` is the record that it speaks of ("request:12"), where it speaks of one.
    """

    level: int
    since: date
    code: str
    about: str = ""
    row: str = ""

    def gravity(self) -> tuple[int, date, str, str]:
        """What reasons are ordered by."""
        return self.level, self.since, self.code, self.about

    def __lt__(self, other: "Reason") -> bool:
        return self.gravity() < other.gravity()


Turn = tuple[date, Reason | None]
"""A day, and the reason that holds from it on; without one, a day on which the case must be judged again."""
