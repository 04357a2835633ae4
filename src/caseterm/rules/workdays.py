"""Working days: weekends and the federal holidays, by rule, for any year."""

from collections.abc import Container
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

_SATURDAY = 5
_FIXED = (
    ("New Year's Day", 1, 1, 0),
    ("Juneteenth", 6, 19, 2021),
    ("Independence Day", 7, 4, 0),
    ("Veterans Day", 11, 11, 0),
    ("Christmas Day", 12, 25, 0),
)
_NTH_WEEKDAY = (
    ("Martin Luther King Jr. Day", 1, 0, 3, 1986),
    ("Washington's Birthday", 2, 0, 3, 0),
    ("Memorial Day", 5, 0, -1, 0),
    ("Labor Day", 9, 0, 1, 0),
    ("Columbus Day", 10, 0, 2, 0),
    ("Thanksgiving Day", 11, 3, 4, 0),
)


def nth_weekday(year: int, month: int, *, weekday: int, nth: int) -> date:
    """The nth weekday (0 is Monday) of a month; -1 is the last one."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


@lru_cache(maxsize=256)
def federal_holidays(year: int) -> dict[date, str]:
    """The legal federal holidays that fall in a year, with the days they are observed on.

    5 U.S.C. 6103 and Executive Order 11582 (a Saturday holiday is kept on Friday, a Sunday one on Monday),
    not verified. Older years follow today's rules, but for the years Juneteenth and King's day began.
    """
    found: dict[date, str] = {}
    for name, month, weekday, nth, since in _NTH_WEEKDAY:
        if year >= since:
            found[nth_weekday(year, month, weekday=weekday, nth=nth)] = name
    for base in (year, year + 1):
        for name, month, day, since in _FIXED:
            if base < since or base > MAXYEAR:
                continue
            falls = date(base, month, day)
            kept = _observed(falls)
            if falls.year == year:
                found[falls] = name
            if kept is not None and kept.year == year and kept != falls:
                found.setdefault(kept, f"{name} (observed)")
    return found


def _observed(falls: date) -> date | None:
    if falls.weekday() < _SATURDAY:
        return falls
    step = -1 if falls.weekday() == _SATURDAY else 1
    try:
        return falls + timedelta(days=step)
    except OverflowError:
        return None


def holiday_name(day: date) -> str | None:
    """The federal holiday on a day, or None; the day it is observed on says so."""
    return federal_holidays(day.year).get(day)


class _FederalHolidays:
    """Every federal holiday of every year, as a set that is never written out."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and holiday_name(day) is not None


FEDERAL: Container[date] = _FederalHolidays()


def is_workday(day: date, holidays: Container[date] = FEDERAL) -> bool:
    """Whether an office is open: Monday to Friday and not among `holidays` (the federal ones)."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_business_days(day: date, count: int, *, holidays: Container[date] = FEDERAL) -> date:
    """The count-th working day after (or, below zero, before) a day; 0 is the day itself.

    Raises OverflowError past the end of the calendar.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_workday(day, holidays):
            left -= 1
    return day
