"""How an appointment comes again: a pattern with an end, its days, its words, and its rule as RFC 5545 writes it.

Times are no part of it: a visit is wall time in its own zone, so 9:00 stays 9:00 when the clocks change.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal

from caseterm.rules.date_words import DAYS, YEAR_SHOWN_AFTER
from caseterm.rules.dates import add_months

Unit = Literal["day", "week", "month"]
Scope = Literal["one", "following", "all"]
"""Which visits of a series a change is meant for."""
MOST_VISITS = 366
MOST_EVERY = 52
LAST = -1
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: dict[str, Unit] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
_SHORT = tuple(day[:3].title() for day in DAYS)
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", LAST: "last"}


class PatternProblem(ValueError):
    """A repetition without visits, with too many, or a rule that is none of ours; the text is a sentence."""


@dataclass(frozen=True)
class Pattern:
    """Every `every` days, weeks on `weekdays`, or months on `month_day` or the `nth` of one weekday.

    It ends with `until` (a day, itself included) or after `count` visits, one of the two. Weekdays count from Monday 0.
    A month without its `month_day` has the visit on its last day.
    """

    unit: Unit
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    month_day: int = 0
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.every <= MOST_EVERY:
            raise PatternProblem(f"Every {self.every} {self.unit}s is outside 1 to {MOST_EVERY}.")
        if self.count is not None and not 1 <= self.count <= MOST_VISITS:
            raise PatternProblem(f"A series has 1 to {MOST_VISITS} visits.")
        if self.until is not None and self.count is not None:
            raise PatternProblem("A series ends with a day or after a number of visits, not both.")


def days_of(pattern: Pattern, first: date) -> tuple[date, ...]:
    """The days of a series whose first visit is on or after `first`, in order.

    Raises PatternProblem when there is no visit, more than MOST_VISITS, or no end.
    """
    if pattern.until is None and pattern.count is None:
        raise PatternProblem("The series has no end. Add one: for 6 weeks, until 1/15, 18 visits.")
    if pattern.until is not None and pattern.until < first:
        raise PatternProblem("The series would end before it begins.")
    found = tuple(islice(_rule(pattern, first), MOST_VISITS + 1))
    if not found:
        raise PatternProblem("No day of that kind lies before the end.")
    if len(found) > MOST_VISITS:
        raise PatternProblem(f"That is more than {MOST_VISITS} visits. Give an earlier end.")
    return tuple(each.date() for each in found)


def first_on(pattern: Pattern, start: date) -> date:
    """The first day of the pattern on or after a day, whatever its end; every other week counts from there."""
    return next(iter(_rule(replace(pattern, every=1, until=None, count=1), start))).date()


def _rule(pattern: Pattern, first: date) -> Iterable[datetime]:
    from dateutil import rrule

    named = [(rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)[n] for n in pattern.weekdays]
    month_days, place = _month_days(pattern)
    return rrule.rrule(
        rrule.DAILY if pattern.unit == "day" else rrule.WEEKLY if pattern.unit == "week" else rrule.MONTHLY,
        dtstart=datetime.combine(first, time()),
        interval=pattern.every,
        count=pattern.count,
        until=datetime.combine(pattern.until, time()) if pattern.until else None,
        byweekday=[day(pattern.nth) for day in named] if pattern.nth else named or None,
        bymonthday=month_days or None,
        bysetpos=place,
    )


def _month_days(pattern: Pattern) -> tuple[list[int], int | None]:
    """The days of the month, and which of them: the last there is, for a day that not every month has."""
    if not pattern.month_day:
        return [], None
    if pattern.month_day <= 28:
        return [pattern.month_day], None
    return list(range(28, pattern.month_day + 1)), -1


def starting(pattern: Pattern, first: date) -> Pattern:
    """The pattern with what it leaves open taken from its first day: the weekday, the day of the month."""
    if pattern.unit == "week" and not pattern.weekdays:
        return replace(pattern, weekdays=(first.weekday(),))
    if pattern.unit == "month" and not pattern.nth and not pattern.month_day:
        return replace(pattern, month_day=first.day)
    return pattern


def until_after(first: date, number: int, unit: Unit) -> date:
    """The last day of a stretch: six weeks from a Monday end with a Sunday. Raises PatternProblem."""
    try:
        if unit == "month":
            return add_months(first, number) - timedelta(days=1)
        return first + timedelta(days=number * (7 if unit == "week" else 1) - 1)
    except OverflowError:
        raise PatternProblem("That end is outside the calendar.") from None


def moved(pattern: Pattern, old: date, new: date) -> Pattern:
    """The pattern when its visit of one day comes on another day instead: Tuesdays for Mondays, the others as before.

    Raises PatternProblem for a day of another week, or another month for a monthly one.
    """
    if old == new:
        return pattern
    if pattern.unit == "day":
        raise PatternProblem("It comes every day already; move this one alone, or change its time.")
    if pattern.unit == "week":
        if old - timedelta(days=old.weekday()) != new - timedelta(days=new.weekday()):
            raise PatternProblem("The whole series moves within its week only; move this one alone.")
        weekdays = tuple(sorted({*pattern.weekdays} - {old.weekday()} | {new.weekday()}))
        return replace(pattern, weekdays=weekdays)
    if (old.year, old.month) != (new.year, new.month):
        raise PatternProblem("The whole series moves within its month only; move this one alone.")
    if pattern.nth:
        return replace(pattern, nth=_nth(new, pattern.nth), weekdays=(new.weekday(),))
    return replace(pattern, month_day=new.day)


def _nth(day: date, before: int) -> int:
    last = (day + timedelta(days=7)).month != day.month
    return LAST if last and (before == LAST or day.day > 28) else (day.day - 1) // 7 + 1


# ---- as RFC 5545 writes it -------------------------------------------------------------------------------------


def to_rule(pattern: Pattern) -> str:
    """FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20270101."""
    month_days, place = _month_days(pattern)
    nth = str(pattern.nth) if pattern.nth else ""
    parts = [
        f"FREQ={next(code for code, unit in _FREQUENCIES.items() if unit == pattern.unit)}",
        f"INTERVAL={pattern.every}" if pattern.every > 1 else "",
        f"BYDAY={','.join(nth + _CODES[day] for day in pattern.weekdays)}" if pattern.weekdays else "",
        f"BYMONTHDAY={','.join(map(str, month_days))}" if month_days else "",
        f"BYSETPOS={place}" if place else "",
        f"UNTIL={pattern.until:%Y%m%d}" if pattern.until else "",
        f"COUNT={pattern.count}" if pattern.count else "",
    ]
    return ";".join(part for part in parts if part)


def from_rule(text: str) -> Pattern:
    """The pattern that `to_rule` wrote, or a plain rule of another program. Raises PatternProblem for any other."""
    try:
        parts = dict(part.split("=", 1) for part in text.upper().split(";") if part)
        month_days = [int(day) for day in parts.pop("BYMONTHDAY", "").split(",") if day]
        place = parts.pop("BYSETPOS", "")
        by_day = [day.strip() for day in parts.pop("BYDAY", "").split(",") if day]
        until = parts.pop("UNTIL", "")
        pattern = Pattern(
            _FREQUENCIES[parts.pop("FREQ")],
            int(parts.pop("INTERVAL", "1")),
            tuple(sorted(_CODES.index(day[-2:]) for day in by_day)),
            _single({int(day[:-2] or 0) for day in by_day}),
            max(month_days, default=0),
            date.fromisoformat(until[:8]) if until else None,
            int(parts.pop("COUNT")) if "COUNT" in parts else None,
        )
    except (KeyError, ValueError, IndexError):
        raise PatternProblem("That rule is not one a series here can have.") from None
    parts.pop("WKST", None)
    if parts or _month_days(pattern) != (month_days, int(place) if place else None) or not _whole(pattern):
        raise PatternProblem("That rule is not one a series here can have.")
    return pattern


def _single(values: set[int]) -> int:
    if len(values) > 1:
        raise ValueError("weekdays with several places in the month")
    return values.pop() if values else 0


def _whole(pattern: Pattern) -> bool:
    """Whether a pattern's parts go together."""
    if pattern.unit == "month":
        by_weekday = len(pattern.weekdays) == 1 and pattern.nth in _ORDINALS and not pattern.month_day
        return by_weekday or (not pattern.weekdays and 1 <= pattern.month_day <= 31)
    return not pattern.nth and not pattern.month_day and (pattern.unit == "week" or not pattern.weekdays)


# ---- in words --------------------------------------------------------------------------------------------------


def pattern_words(pattern: Pattern) -> str:
    """Mon Wed Fri; every other Tue; every day; every 3 weeks Mon; every month on the 15th; on the last Fri."""
    if pattern.unit == "day":
        return {1: "every day", 2: "every other day"}.get(pattern.every, f"every {pattern.every} days")
    names = " ".join(_SHORT[day] for day in pattern.weekdays)
    if pattern.unit == "week":
        if pattern.weekdays == (0, 1, 2, 3, 4):
            names = "Mon to Fri"
        return {1: names, 2: f"every other {names}"}.get(pattern.every, f"every {pattern.every} weeks {names}")
    every = {1: "every month", 2: "every other month"}.get(pattern.every, f"every {pattern.every} months")
    return f"{every} on the {f'{_ORDINALS[pattern.nth]} {names}' if pattern.nth else ordinal(pattern.month_day)}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def rule_words(rule: str) -> str:
    """The words of a stored rule; the rule itself where it is none of ours."""
    try:
        return pattern_words(from_rule(rule))
    except PatternProblem:
        return rule


def until_words(first: date, last: date) -> str:
    """until 01/02; with the year where the series is longer than half a year."""
    return f"until {last:%m/%d/%Y}" if (last - first).days > YEAR_SHOWN_AFTER else f"until {last:%m/%d}"
