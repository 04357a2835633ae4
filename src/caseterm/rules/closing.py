"""What a closed case needs: how long its file is kept, and what is still open when it is closed."""

from calendar import monthrange
from datetime import date

from caseterm.values import value

MAJORITY = 18
WIDEST = 66


@value
class Retention:
    """Until when a file is kept, and why; never verified by the program."""

    until: date
    basis: str


def retention(closed_on: date, years: int, *, born: date | None = None) -> Retention:
    """So many years from the closing; of a minor from the 18th birthday where that is later.

    The number is the firm's own setting. The ABA's Model Rule 1.15(a) asks five years for records of client property;
    what a state's bar asks for a file differs, so the date reads "not verified".
    """
    start, why = closed_on, "closing"
    if born is not None and (of_age := _years_on(born, MAJORITY)) > closed_on:
        start, why = of_age, "the client's 18th birthday"
    word = "year" if years == 1 else "years"
    return Retention(_years_on(start, years), f"{years} {word} from {why}, the firm's setting; not verified")


def _years_on(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


@value
class StillOpen:
    """One kind of thing that is open: what one and many are called, their titles, and the section it is settled in."""

    one: str
    many: str
    titles: tuple[str, ...]
    section: str

    @property
    def word(self) -> str:
        return self.one if len(self.titles) == 1 else self.many

    @property
    def short(self) -> str:
        """The same in one line of a small window."""
        told = f"{len(self.titles)} {self.word}: {'; '.join(self.titles)}"
        return told if len(told) <= WIDEST else f"{told[: WIDEST - 1].rstrip()}…"

    @property
    def line(self) -> str:
        """3 tasks: call Lee; send bill; ..."""
        shown = "; ".join(self.titles[:3])
        more = f"; and {len(self.titles) - 3} more" if len(self.titles) > 3 else ""
        return f"{len(self.titles)} {self.word}: {shown}{more}"
