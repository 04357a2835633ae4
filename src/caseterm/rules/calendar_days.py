"""Days written as month, day and year: the part of the date grammar that reads figures and month names."""

import re
from calendar import monthrange
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NoReturn

from caseterm.rules.date_words import DAYS, MONTH_NUMBER, MONTHS, DateProblem, paper_day
from caseterm.rules.times import parse_time

Prefer = Literal["future", "past"]
Order = Literal["mdy", "dmy"]
EXAMPLE = "Try 12/3, fri, +2w or in 3 days."
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Ask:
    """Everything a date's meaning hangs on besides its text."""

    today: date
    prefer: Prefer
    order: Order
    anchors: Mapping[str, date | None]
    holidays: Container[date]
    is_court_day: Callable[[date], bool] | None
    prose: bool = field(default=False)


_MONTH = r"([a-z]{3,9})\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:,\s*|\s+|[-/])(\d{4})|(?:,\s*|[-/]|,?\s*')(\d{2}))?"
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"\d{8}", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?", re.ASCII)
_MONTH_DAY = re.compile(rf"{_MONTH}[ -]?{_DAY}{_YEAR}", re.ASCII)
_DAY_MONTH = re.compile(rf"{_DAY}[ -]?{_MONTH}{_YEAR}", re.ASCII)


def calendar_day(typed: str, ask: Ask) -> date:
    """A day in figures or with its month's name, the year left out or not. Raises DateProblem."""
    year, month, day = _parts(typed, ask)
    if isinstance(year, str):
        year = _full_year(int(year), ask)
    if year is not None:
        return _exact(year, month, day)
    _exact(2000, month, day)
    side = 1 if ask.prefer == "future" else -1
    this_year = ask.today.year
    passed = (
        ((month, day) < (ask.today.month, ask.today.day))
        if side > 0
        else ((month, day) > (ask.today.month, ask.today.day))
    )
    return _exact(this_year + side if passed else this_year, month, day)


def _parts(typed: str, ask: Ask) -> tuple[int | str | None, int, int]:
    """Year (None when left out, text when of two digits), month, day; not yet checked."""
    if match := _ISO.fullmatch(typed):
        return int(match[1]), int(match[2]), int(match[3])
    if _COMPACT.fullmatch(typed):
        if typed[:2] in ("19", "20") and typed[4:6] <= "12":
            return int(typed[:4]), int(typed[4:6]), int(typed[6:])
        return _ordered(typed[:2], typed[2:4], typed[4:], ask)
    if match := _NUMERIC.fullmatch(typed):
        if match[2] == "." and match[4] is None:
            _refuse(typed)
        return _ordered(match[1], match[3], match[4], ask)
    if (match := _MONTH_DAY.fullmatch(typed)) and match[1] in MONTH_NUMBER:
        return _year(match[3], match[4]), MONTH_NUMBER[match[1]], int(match[2])
    if (match := _DAY_MONTH.fullmatch(typed)) and match[2] in MONTH_NUMBER:
        return _year(match[3], match[4]), MONTH_NUMBER[match[2]], int(match[1])
    _refuse(typed)


def _year(four: str | None, two: str | None) -> int | str | None:
    return int(four) if four else two


def _ordered(first: str, second: str, year: str | None, ask: Ask) -> tuple[int | str | None, int, int]:
    month, day = (int(first), int(second)) if ask.order == "mdy" else (int(second), int(first))
    if not 1 <= month <= 12:
        ending = f"/{year}" if year else ""
        swapped = f"{day}/{month}" if ask.order == "mdy" else f"{month}/{day}"
        meant = (
            f"For {MONTHS[day - 1].title()} {month} type {swapped}{ending}."
            if (1 <= day <= 12 and 1 <= month <= 31)
            else EXAMPLE
        )
        first_is = "month" if ask.order == "mdy" else "day"
        raise DateProblem(f"There is no month {month}; the {first_is} comes first here. {meant}")
    return (int(year) if year and len(year) == 4 else year), month, day


def _full_year(two: int, ask: Ask) -> int:
    """History does not lie years ahead; work lies within fifty years of today.

    This year and the next stand for themselves: a slip of the month must not become a day of a hundred years ago.
    """
    if ask.prefer == "past":
        return 1900 + two if 2000 + two > ask.today.year + 1 else 2000 + two
    low = ask.today.year - 49
    return low + (two - low) % 100


def _exact(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateProblem(f"The year {year} is outside {EARLIEST_YEAR} to {LATEST_YEAR}. {EXAMPLE}")
    if not 1 <= month <= 12:
        raise DateProblem(f"There is no month {month}. {EXAMPLE}")
    name, length = MONTHS[month - 1].title(), monthrange(year, month)[1]
    if month == 2 and day == 29 > length:
        leap = next(each for each in range(year, year + 9) if monthrange(each, 2)[1] == 29)
        raise DateProblem(f"{year} has no February 29. The next one is 2/29/{leap}.")
    if not 1 <= day <= length:
        most = "29 days at most" if month == 2 else f"{length} days"
        raise DateProblem(f"There is no {name} {day}: {name} has {most}. {EXAMPLE}")
    return date(year, month, day)


def checked_weekday(number: int, rest: str, ask: Ask) -> date:
    """A date with its weekday: the weekday picks the year when none is typed, and must agree.

    Raises DateProblem.
    """
    if _parts(rest, ask)[0] is None:
        other: Prefer = "past" if ask.prefer == "future" else "future"
        for side in (ask.prefer, other):
            with suppress(DateProblem):
                near = calendar_day(rest, replace(ask, prefer=side))
                if near.weekday() == number:
                    return near
    found = calendar_day(rest, ask)
    if found.weekday() == number:
        return found
    really = DAYS[found.weekday()].title()
    raise DateProblem(f"{paper_day(found)} is a {really}, not a {DAYS[number].title()}. Type one or the other.")


def _refuse(typed: str) -> NoReturn:
    """Say why a text is not a date, as closely as can be told."""
    words = typed.split()
    if re.fullmatch(r"\d{1,3}", typed, re.ASCII):
        raise DateProblem(f"A number alone is not a date. Type 12/{min(int(typed) or 1, 31)} or +{int(typed)}d.")
    if len(words) == 2 and words[0] in ("next", "last") and words[1] in ("week", "month", "year"):
        unit = words[1][0]
        raise DateProblem(f"That is not one day. Type {'+' if words[0] == 'next' else '-'}1{unit} or next mon.")
    try:
        parse_time(words[-1])
    except DateProblem:
        pass
    else:
        raise DateProblem("Only a date goes here, without a time of day. Try 12/3 or fri.")
    raise DateProblem(f"That is not a date. {EXAMPLE}")
