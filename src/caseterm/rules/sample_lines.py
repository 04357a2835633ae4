"""Reads the short lines the sample stories are written in: days from today, series of visits, words before a bar."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from caseterm.rules.workdays import is_workday

WEEKDAYS: Mapping[str, int] = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
PRIORITIES: Mapping[str, int] = {"urgent": 1, "high": 2, "low": 4}
_DAY = re.compile(r"[+-]?\d+!?", re.ASCII)
_BAR = re.compile(r" \|(?= )")
_SERIES = re.compile(r"([a-z,]+) (\d{1,2}):(\d{2}) (\d+)m ([+-]?\d+)\.\.([+-]?\d+)(?: every (\d)w)?", re.ASCII)


def snapped(today: date, word: str) -> date:
    """The day a word such as -34 or +3 means: a working day, further from today when it is none; `-34!` is exact."""
    offset = int(word.rstrip("!"))
    day = today + timedelta(days=offset)
    if word.endswith("!"):
        return day
    step = timedelta(days=1 if offset >= 0 else -1)
    while not is_workday(day):
        day += step
    return day


def not_before(day: date, first: date, *, today: date) -> date:
    """The day, or when it lies before `first` the first working day from then on that is not past today."""
    if day >= first:
        return day
    day = first
    while not is_workday(day):
        day += timedelta(days=1)
    return day if day <= today else first


def clock_time(word: str) -> time:
    """9:30 as a time of day."""
    hour, minute = word.split(":")
    return time(int(hour), int(minute))


@dataclass
class Visit:
    """One appointment of a story; `minutes` long."""

    starts_at: datetime
    minutes: int
    kind: str
    status: str
    text: str = ""
    reason: str = ""
    ride: str = ""
    replaces: "Visit | None" = None
    rule: str = ""
    """The rule it comes again by: days, time and length as they are written."""

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def series(text: str, *, today: date, kind: str) -> Iterator[Visit]:
    """Visits such as `mon,thu 14:00 45m -80..+21`: kept before today, scheduled from today on, none on holidays."""
    match = _SERIES.fullmatch(text)
    if match is None:
        raise ValueError(f"no series of visits: {text}")
    days, hour, minute, minutes, first, last, weeks = match.groups()
    wanted = {WEEKDAYS[name] for name in days.split(",")}
    start = today + timedelta(days=int(first))
    for offset in range(int(last) - int(first) + 1):
        day = start + timedelta(days=offset)
        if day.weekday() in wanted and is_workday(day) and (offset // 7) % int(weeks or 1) == 0:
            status = "attended" if day < today else "scheduled"
            rule = "" if weeks else f"{days} {hour}:{minute} {minutes}m"
            yield Visit(datetime.combine(day, time(int(hour), int(minute))), int(minutes), kind, status, rule=rule)


@dataclass(frozen=True)
class Line:
    """A line taken apart: its words before the first bar, `name:value` words by name, the texts between bars."""

    words: tuple[str, ...]
    named: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()

    def text(self, n: int = 0) -> str:
        return self.texts[n] if n < len(self.texts) else ""

    def has(self, word: str) -> bool:
        return word in self.words

    def named_text(self, name: str) -> str:
        """A named value with its underscores as blanks."""
        return self.named.get(name, "").replace("_", " ")


def line(text: str) -> Line:
    """Take a line apart: `-34 10:15 call out client reached 6m | What was said.` Between ` | | ` stands no text."""
    head, *texts = (part.strip() for part in _BAR.split(text))
    words: list[str] = []
    named: dict[str, str] = {}
    for word in head.split():
        name, colon, value = word.partition(":")
        if colon and name.isalpha():
            named[name] = value
        else:
            words.append(word)
    return Line(tuple(words), named, tuple(texts))


def is_day(word: str) -> bool:
    """Whether a word is an offset in days."""
    return _DAY.fullmatch(word) is not None


def minutes_of(words: tuple[str, ...]) -> int | None:
    """The length among the words: 6m."""
    return next((int(word[:-1]) for word in words if word[-1:] == "m" and word[:-1].isdigit()), None)


def years_before(day: date, years: int) -> date:
    """The same day years earlier (or later, below zero); February 29 becomes the last day of February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
