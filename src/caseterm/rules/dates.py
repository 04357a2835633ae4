"""The closed grammar of typed dates: what is not in it is refused with a reason, never guessed.

A wrong limitation date is malpractice, so a field shows `echo` of what was understood beside what was typed.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from caseterm.rules.calendar_days import (
    EARLIEST_YEAR,
    EXAMPLE,
    LATEST_YEAR,
    Ask,
    Order,
    Prefer,
    calendar_day,
    checked_weekday,
)
from caseterm.rules.date_words import (
    DAY_NUMBER,
    DateProblem,
    age_on,
    days_words,
    echo,
    long_day,
    paper_day,
    short_day,
    show_length,
    show_time,
)
from caseterm.rules.times import parse_end, parse_length, parse_range, parse_time
from caseterm.rules.workdays import FEDERAL, add_business_days

__all__ = [
    "DateProblem",
    "age_on",
    "days_words",
    "echo",
    "long_day",
    "paper_day",
    "parse_date",
    "parse_end",
    "parse_length",
    "parse_range",
    "parse_time",
    "parse_when",
    "short_day",
    "show_length",
    "show_time",
]

ANCHOR_WORDS: Mapping[str, str] = {
    "doi": "date of incident",
    "sol": "limitation date",
    "sign": "sign-up date",
    "due": "due date",
}


def parse_date(
    text: str,
    *,
    today: date,
    prefer: Prefer = "future",
    anchors: Mapping[str, date | None] | None = None,
    due: date | None = None,
    order: Order = "mdy",
    holidays: Container[date] = FEDERAL,
    is_court_day: Callable[[date], bool] | None = None,
    prose: bool = False,
) -> date:
    """The day that `text` names, seen from `today`; partial dates fall on the `prefer` side of it.

    `anchors` are the case's own dates (doi, sol, sign); `due` lets due+7d shift a task by its own date.
    `prose` is for dates inside a sentence: +3 and a lone anchor are then words. Raises DateProblem.
    """
    known = {**(anchors or {}), **({"due": due} if due is not None else {})}
    ask = Ask(today, prefer, order, known, holidays, is_court_day, prose)
    typed = " ".join(text.casefold().split())
    if not typed:
        raise DateProblem(f"No date was typed. {EXAMPLE}")
    if len(typed) > 80:
        raise DateProblem(f"That is too long for a date. {EXAMPLE}")
    try:
        found = _phrase(typed, ask)
    except OverflowError:
        found = None
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise DateProblem(f"That is outside the years {EARLIEST_YEAR} to {LATEST_YEAR}. {EXAMPLE}")
    return found


def parse_when(text: str, *, today: date, prefer: Prefer = "future") -> tuple[date, time | None]:
    """A day with an optional time before or after it: tomorrow 3pm, 9:30 fri, 12/3. Raises DateProblem."""
    words = text.split()
    for cut in range(1, len(words)):
        for day_words, time_words in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            at = [word for word in time_words if word.casefold() != "at"]
            try:
                return parse_date(" ".join(day_words), today=today, prefer=prefer), parse_time(" ".join(at))
            except DateProblem:
                continue
    return parse_date(text, today=today, prefer=prefer), None


# ---- phrases: a plain date, moved ------------------------------------------------------------------------

_UNIT = r"(?:business days?|bd|b|court days?|cd|days?|d|weeks?|wks?|w|months?|mos?|m|years?|yrs?|y)"
_STEP = re.compile(rf"([+-])\s*(\d{{1,4}})\s*({_UNIT})\s*", re.ASCII)
_MOVED = re.compile(rf"(.*?)\s*((?:[+-]\s*\d{{1,4}}\s*{_UNIT}\s*)+)", re.ASCII)
_IN = re.compile(rf"in (\d{{1,4}}|an?) ?({_UNIT})", re.ASCII)
_AGO = re.compile(rf"(\d{{1,4}}|an?) ?({_UNIT}) ago", re.ASCII)
_FROM = re.compile(rf"(\d{{1,4}}|an?) ?({_UNIT}) (from|after|before) (.+)", re.ASCII)
_BARE = re.compile(r"([+-])\s*(\d{1,4})", re.ASCII)


def _phrase(typed: str, ask: Ask) -> date:
    if match := _BARE.fullmatch(typed):
        if ask.prose:
            raise DateProblem("Give the number a unit, as in +3d, +3b or +2w.")
        return _move(ask.today, int(match[1] + match[2]), "d", ask)
    if match := _MOVED.fullmatch(typed):
        day = _plain(match[1], replace(ask, prose=False)) if match[1] else ask.today
        for sign, count, unit in _STEP.findall(match[2]):
            day = _move(day, int(sign + count), unit, ask)
        return day
    if match := _IN.fullmatch(typed):
        return _move(ask.today, _count(match[1]), match[2], ask)
    if match := _AGO.fullmatch(typed):
        return _move(ask.today, -_count(match[1]), match[2], ask)
    if match := _FROM.fullmatch(typed):
        way = -1 if match[3] == "before" else 1
        return _move(_plain(match[4], replace(ask, prose=False)), way * _count(match[1]), match[2], ask)
    return _plain(typed, ask)


def _count(text: str) -> int:
    return int(text) if text[0].isdigit() else 1


def _move(day: date, count: int, unit: str, ask: Ask) -> date:
    if unit.startswith("b"):
        return add_business_days(day, count, holidays=ask.holidays)
    if unit.startswith("c"):
        return _move_court_days(day, count, ask)
    if unit.startswith("d"):
        return day + timedelta(days=count)
    if unit.startswith("w"):
        return day + timedelta(weeks=count)
    return add_months(day, count * (12 if unit.startswith("y") else 1))


def _move_court_days(day: date, count: int, ask: Ask) -> date:
    if ask.is_court_day is None:
        raise DateProblem("Court days need a court's calendar, and none is chosen here. Try +10b.")
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= ask.is_court_day(day)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day: Jan 31 and one month is Feb 28 or 29.

    Raises OverflowError outside the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# ---- plain dates -----------------------------------------------------------------------------------------

_NEAR = {
    **dict.fromkeys(("today", "tod"), 0),
    **dict.fromkeys(("tomorrow", "tom", "tmr", "tmrw"), 1),
    "yesterday": -1,
}
_WEEKDAY_FIRST = re.compile(r"([a-z]{3,9})\.?,?\s+(.*\d.*)", re.ASCII)


def _plain(typed: str, ask: Ask) -> date:
    if typed in _NEAR:
        return ask.today + timedelta(days=_NEAR[typed])
    if typed in _PERIOD_ENDS:
        return _PERIOD_ENDS[typed](ask)
    if typed in DAY_NUMBER:
        return _near_weekday(DAY_NUMBER[typed], ask, forward=ask.prefer == "future")
    first, _, rest = typed.partition(" ")
    if rest in DAY_NUMBER and first in ("next", "last"):
        if first == "last":
            return _near_weekday(DAY_NUMBER[rest], ask, forward=False)
        monday = ask.today - timedelta(days=ask.today.weekday())
        return monday + timedelta(days=7 + DAY_NUMBER[rest])
    if typed in ask.anchors or typed in ANCHOR_WORDS:
        return _anchor(typed, ask)
    if (match := _WEEKDAY_FIRST.fullmatch(typed)) and match[1] in DAY_NUMBER:
        return checked_weekday(DAY_NUMBER[match[1]], match[2], ask)
    return calendar_day(typed, ask)


def _near_weekday(number: int, ask: Ask, *, forward: bool) -> date:
    """The nearest such day that is not today."""
    ahead = (number - ask.today.weekday()) % 7 or 7
    return ask.today + timedelta(days=ahead if forward else (ahead - 7 or -7))


def _anchor(name: str, ask: Ask) -> date:
    words = ANCHOR_WORDS.get(name, name)
    found = ask.anchors.get(name)
    if ask.prose:
        raise DateProblem(f"To count from the {words}, add a distance, as in {name}+7d.")
    if found is None:
        raise DateProblem(f"There is no {words} to count from yet. Type the date itself, as in 12/3/2026.")
    return found


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _end_of_week(ask: Ask) -> date:
    back = (ask.today.weekday() - 4) % 7
    if ask.prefer == "past" or not back:
        return ask.today - timedelta(days=back)
    return ask.today + timedelta(days=7 - back)


def _end_of_month(ask: Ask) -> date:
    end = _month_end(ask.today)
    return end if ask.prefer == "future" or end == ask.today else ask.today.replace(day=1) - timedelta(days=1)


def _start_of_month(ask: Ask) -> date:
    start = ask.today.replace(day=1)
    return start if ask.prefer == "past" or start == ask.today else add_months(start, 1)


def _end_of_year(ask: Ask) -> date:
    end = date(ask.today.year, 12, 31)
    return end if ask.prefer == "future" or end == ask.today else end.replace(year=end.year - 1)


_PERIOD_ENDS: Mapping[str, Callable[[Ask], date]] = {
    "eow": _end_of_week,
    "eom": _end_of_month,
    "som": _start_of_month,
    "eoy": _end_of_year,
}
