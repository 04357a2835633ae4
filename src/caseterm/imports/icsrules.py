"""The days of a repeated event, found by looking at each day of the window in turn.

dateutil's own rules are not used here: one that never fits (February 30) makes it step to the year 9999, whatever its
UNTIL says, so that one line of a file could stop the program. The tests hold both against each other.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

MOST_TIMES = 1000
"""How often one event may come within the window."""
MOST_DAYS = 2_000_000
"""How many days may be looked at for a whole file."""
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_PARTS = frozenset(
    "FREQ INTERVAL BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS BYHOUR BYMINUTE BYSECOND WKST".split()  # noqa: SIM905  # one line
)
_BROKEN = "Its rule is broken, so only its first day was taken."
_STRANGE = "Its rule is of a kind that is not followed, so only its first day was taken."


class RuleProblem(ValueError):
    """A rule that is not followed; the text is a sentence."""


class Budget:
    """How many days may still be looked at for one file."""

    def __init__(self, days: int = MOST_DAYS) -> None:
        self.left = days

    def spend(self, days: int) -> None:
        """Raises RuleProblem when too much was asked for."""
        self.left -= max(1, days)
        if self.left < 0:
            raise RuleProblem("Its days are too many to work out, so only its first was taken.")


@dataclass(frozen=True)
class _Rule:
    """A rule read: numbers only, weekdays from Monday 0 with their place in month or year (0: each)."""

    frequency: str
    every: int
    count: int | None
    week_start: int
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    year_days: tuple[int, ...]
    weeks: tuple[int, ...]
    months: tuple[int, ...]
    places: tuple[int, ...]
    times: tuple[time, ...]


def times_of(rule: Any, start: datetime, *, first: date, last: datetime, budget: Budget) -> Iterator[datetime]:
    """The wall times of an RRULE (icalendar's vRecur) from `first` to `last`, in order; the start always is one.

    An UNTIL in UTC is the caller's to look at (`until_of`). Raises RuleProblem for a rule by the hour or faster, one
    that is broken or of a kind not followed, and where the budget is spent.
    """
    read = _read(rule, start)
    until = until_of(rule)
    if until is not None and until.tzinfo is None:
        last = min(last, until)
    since = start.date() if read.count is not None else max(start.date(), first)
    begin = _period_start(read, since)
    budget.spend((last.date() - begin).days)
    if start.date() >= first and start <= last:
        yield start
    counted = 1
    for at in _found(read, start, begin, last):
        if at <= start or at > last:
            continue
        counted += 1
        if read.count is not None and counted > read.count:
            return
        if at.date() >= first:
            yield at


def until_of(rule: Any) -> datetime | None:
    """The last time of a rule: aware where it is in UTC, the end of the day where it is a day."""
    values = rule.get("UNTIL") or ()
    until = (values if isinstance(values, list | tuple) else [values])[:1]
    if not until:
        return None
    found = getattr(until[0], "dt", until[0])
    if isinstance(found, datetime):
        return found
    return datetime.combine(found, time(23, 59, 59)) if isinstance(found, date) else None


def endless(rule: Any) -> bool:
    """Whether a rule has no end of its own."""
    return not rule.get("UNTIL") and not rule.get("COUNT")


# ---- a rule read -----------------------------------------------------------------------------------------------


def _read(rule: Any, start: datetime) -> _Rule:
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise RuleProblem("It repeats by the hour or faster, so only its first was taken.")
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise RuleProblem(_BROKEN)
    parts = {str(name).upper(): values for name, values in rule.items() if str(name).upper() != "UNTIL"}
    if set(parts) - _PARTS - {"COUNT"} or any(len(values) > 400 for values in parts.values()):
        raise RuleProblem(_STRANGE)
    try:
        numbers = {name: tuple(int(value) for value in parts.get(name, ())) for name in _PARTS if name not in _WORDS}
        count = int(parts["COUNT"][0]) if "COUNT" in parts else None
        weekdays = tuple(_weekday(str(value)) for value in parts.get("BYDAY", ()))
        week_start = _DAYS[str((parts.get("WKST") or ["MO"])[0]).upper()]
        hours, minutes, seconds = (numbers[name] for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
        if len(hours or (0,)) * len(minutes or (0,)) * len(seconds or (0,)) > 24:
            raise RuleProblem(_STRANGE)
        times = sorted(
            time(hour, minute, second)
            for hour in hours or (start.hour,)
            for minute in minutes or (start.minute,)
            for second in seconds or (start.second,)
        )
    except (KeyError, ValueError, TypeError, IndexError, OverflowError) as problem:
        raise problem if isinstance(problem, RuleProblem) else RuleProblem(_BROKEN) from None
    every = (numbers["INTERVAL"] or (1,))[0]
    if not 1 <= every <= 10_000:
        raise RuleProblem(_STRANGE)
    month_days, year_days, weeks = numbers["BYMONTHDAY"], numbers["BYYEARDAY"], numbers["BYWEEKNO"]
    months = numbers["BYMONTH"]
    if not (weekdays or month_days or year_days or weeks) and frequency != "DAILY":
        if frequency == "WEEKLY":
            weekdays = ((start.weekday(), 0),)
        else:
            month_days = (start.day,)
            months = months or ((start.month,) if frequency == "YEARLY" else ())
    elif weeks and not (weekdays or month_days or year_days):
        weekdays = ((start.weekday(), 0),)
    return _Rule(
        frequency, every, count, week_start, weekdays, month_days, year_days, weeks, months, numbers["BYSETPOS"],
        tuple(times),
    )  # fmt: skip


_WORDS = frozenset(("FREQ", "BYDAY", "WKST"))


def _weekday(text: str) -> tuple[int, int]:
    return _DAYS[text[-2:].upper()], int(text[:-2] or 0)


# ---- the days --------------------------------------------------------------------------------------------------


def _found(rule: _Rule, start: datetime, begin: date, last: datetime) -> Iterator[datetime]:
    """Every time of a rule from the beginning of a period on; with BYSETPOS those that have the places."""
    if not rule.places:
        for ordinal in range(begin.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if _fits(rule, start.date(), day):
                for at in rule.times:
                    yield datetime.combine(day, at)
        return
    # the last period is looked at to its end, for its last day may be what is asked for
    days = (begin + timedelta(days=n) for n in range((last.date() - begin).days + 367))
    for _, period in groupby(days, key=lambda day: _period_start(rule, day)):
        times = [datetime.combine(day, at) for day in period if _fits(rule, start.date(), day) for at in rule.times]
        chosen = {place - 1 if place > 0 else len(times) + place for place in rule.places}
        yield from (at for place, at in enumerate(times) if place in chosen)


def _period_start(rule: _Rule, day: date) -> date:
    """The first day of the year, month, week or day that a rule counts by."""
    if rule.frequency == "YEARLY":
        return day.replace(month=1, day=1)
    if rule.frequency == "MONTHLY":
        return day.replace(day=1)
    return _week(day, rule.week_start) if rule.frequency == "WEEKLY" else day


def _week(day: date, week_start: int) -> date:
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def _fits(rule: _Rule, start: date, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and not any(_weekday_fits(rule, day, *wanted) for wanted in rule.weekdays):
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    if rule.year_days:
        number, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    if rule.weeks and not _in_weeks(rule, day):
        return False
    return _period(rule, start, day) % rule.every == 0


def _period(rule: _Rule, start: date, day: date) -> int:
    """How many days, weeks, months or years after the start."""
    if rule.frequency == "DAILY":
        return (day - start).days
    if rule.frequency == "WEEKLY":
        return (_week(day, rule.week_start) - _week(start, rule.week_start)).days // 7
    years = day.year - start.year
    return years if rule.frequency == "YEARLY" else years * 12 + day.month - start.month


def _weekday_fits(rule: _Rule, day: date, weekday: int, place: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not place or rule.frequency in ("DAILY", "WEEKLY"):
        return True
    if rule.frequency == "MONTHLY" or rule.months:
        before, after = day.day - 1, monthrange(day.year, day.month)[1] - day.day
    else:
        before = day.timetuple().tm_yday - 1
        after = (date(day.year, 12, 31) - day).days
    return place == before // 7 + 1 if place > 0 else place == -(after // 7 + 1)


def _in_weeks(rule: _Rule, day: date) -> bool:
    """Whether a day lies in one of the weeks of its year; week 1 has at least four days of it."""
    middle = _week(day, rule.week_start) + timedelta(days=3)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    last = _week(date(middle.year, 12, 28), rule.week_start) + timedelta(days=3)
    total = (last.timetuple().tm_yday - 1) // 7 + 1
    return number in rule.weeks or number - total - 1 in rule.weeks
