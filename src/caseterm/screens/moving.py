"""The typed new date of an appointment, with what was understood beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from caseterm.rules.calendar_words import clock_short
from caseterm.rules.dates import DateProblem, days_words, long_day, parse_date, parse_range
from caseterm.rules.walltime import check_wall_time, zone_mark
from caseterm.rules.workdays import holiday_name
from caseterm.screens.dialogs.prompt import WIDTH, PromptDialog
from caseterm.widgets.field import Field
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import wrap

SAID = 9
"""The lines above the keys: the title's gap, the field's two, and what is said of the date."""
EXAMPLE = "Try thu 10:00, 12/3 2pm-3pm, +1w or 9:30."


@dataclass(frozen=True)
class When:
    """A start and an end as wall time; the end is None where the length is not known."""

    starts_at: datetime
    ends_at: datetime | None


def parse_move(text: str, *, old: When, today: date) -> When:
    """A day, a time or both, in either order; what is left out stays as it was. Raises DateProblem with an example."""
    words = text.split()
    if not words:
        raise DateProblem(f"No date was typed. {EXAMPLE}")
    problem: DateProblem | None = None
    for cut in range(len(words), -1, -1):
        for day_words, time_words in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            try:
                return _when(day_words, time_words, old, today)
            except DateProblem as refused:
                problem = problem or refused
    reason = str(problem) if problem is not None and len(words) == 1 else "That is not a date with a time."
    raise DateProblem(reason if "Try" in reason or "Type" in reason else f"{reason} {EXAMPLE}")


def _when(day_words: list[str], time_words: list[str], old: When, today: date) -> When:
    day = parse_date(" ".join(day_words), today=today) if day_words else old.starts_at.date()
    at = [word for word in time_words if word.casefold() != "at"]
    start, end = parse_range(" ".join(at)) if time_words else (old.starts_at.time(), None)
    starts_at = datetime.combine(day, start)
    if end is not None:
        return When(starts_at, datetime.combine(day, end))
    return When(starts_at, starts_at + (old.ends_at - old.starts_at) if old.ends_at else None)


class MoveField(Field):
    """A new date and time for an appointment; its value is a When."""

    select_on_focus = True
    narrow = 24

    def __init__(self, old: When, *, today: date, zone: str, home: str, fits: Callable[[When], list[str]]) -> None:
        super().__init__("answer", "")
        self._old = old
        self._today = today
        self._zone = zone
        self._home = home
        self._fits = fits

    def parse(self, text: str) -> When:
        found = parse_move(text, old=self._old, today=self._today)
        check_wall_time(found.starts_at, self._zone)
        if found.ends_at is not None:
            check_wall_time(found.ends_at, self._zone)
        return found

    def format(self, value: object) -> str:
        if not isinstance(value, When):
            return str(value)
        return f"{value.starts_at:%m/%d/%Y} {clock_short(value.starts_at.time())}"

    def echo(self) -> str:
        if not self.text.strip():
            return ""
        found = self.parse(self.text)
        end = f"-{clock_short(found.ends_at.time())}" if found.ends_at else ""
        there = zone_mark(found.starts_at, self._zone, self._home)
        return f"= {long_day(found.starts_at.date())} {clock_short(found.starts_at.time())}{end} {there}".rstrip()

    def more(self) -> list[str]:
        """What else must be known of the date typed: its distance, weekend, an hour that comes twice; then how it fits
        into its day."""
        try:
            found = self.parse(self.text)
        except ValueError:
            return []
        parts = [days_words((found.starts_at.date() - self._today).days)]
        if found.starts_at.weekday() >= 5:
            parts.append(f"! {found.starts_at:%A}")
        parts += [
            part
            for part in (holiday_name(found.starts_at.date()), check_wall_time(found.starts_at, self._zone))
            if part
        ]
        return [", ".join(parts), *self._fits(found)]


class MoveDialog(PromptDialog):
    """Ask for the new date of an appointment in its `zone`, said where it is not `home`; gives a When, or None."""

    def __init__(
        self, title: str, old: When, *, today: date, zone: str, home: str, fits: Callable[[When], list[str]]
    ) -> None:
        super().__init__(title, value=old, hint=EXAMPLE)
        self.field: MoveField = MoveField(old, today=today, zone=zone, home=home, fits=fits)

    def _lines(self, problem: str) -> list[list[Cell]]:
        *lines, keys = super()._lines(problem)
        more = [] if problem else self.field.more()
        said: list[list[Cell]] = [[(line, _role(text))] for text in more for line in wrap(text, WIDTH - 4)]
        if said:
            lines = [*lines[:3], *said]
        return [*lines[:SAID], *([[]] * (SAID - len(lines))), keys]


def _role(text: str) -> str:
    return "warn" if "! " in text else "muted"
