"""Dates as spreadsheets hold them: US and ISO, words, serial numbers, two-digit years, times behind them."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from caseterm.rules.date_words import MONTH_NUMBER


class Order(StrEnum):
    """Which of two numbers is the month."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


class Found(NamedTuple):
    """A date in a cell, the time with it if any, and the text that was neither."""

    day: date
    at: time | None
    rest: str


NO_DATE = frozenset(
    {
        "", "-", "--", "---", "n/a", "na", "none", "null", "nil", "unknown", "unk", "tbd", "tba", "pending",
        "?", "??", "x", "not set", "not yet", "no", "blank", "#n/a", "0", "00/00/0000", "0000-00-00",
        "0/0/0000", "01/00/1900", "1/0/1900", "1900-01-00", "0000-00-00 00:00:00", "n.a.", "not available",
        "nan", "nat", "<na>",
    }
)  # fmt: skip
"""What other systems and people write where there is no date."""

_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_FIRST, _SERIAL_LAST = 7_306, 73_050  # 1920-01-01 to 2099-12-31
_EPOCH = date(1899, 12, 30)
_FROM_1904 = 1_462
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_LIKE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(19\d\d|20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|'?\d{2})(?!\d)")
_MONTHS = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_WORD_FIRST = re.compile(
    rf"\b({_MONTHS})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+('?\d{{2}}(?!\d)|\d{{4}})", re.IGNORECASE
)
_DAY_WORD = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*({_MONTHS})\.?,?[\s-]*('?\d{{2}}(?!\d)|\d{{4}})", re.IGNORECASE
)
_NO_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/])")
_TIME = re.compile(
    r"(?:[T@,]|\bat\b)?\s*(?<![\d:])(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\b\.?)?|\s*([ap])\.?m\b\.?)"
    r"\s*(?:Z\b|[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?", re.IGNORECASE)


def serial_of_1904(text: str) -> str:
    """A serial day of a workbook that counts from 1904 as those count that begin with 1900; other text as it is."""
    return str(int(text) + _FROM_1904) if re.fullmatch(r"\d{5}", text) else text


@lru_cache(maxsize=4096)
def read_date(
    text: str, today: date, *, order: Order = Order.MONTH_FIRST, future: bool = False, year_optional: bool = False
) -> Found:
    """The one date in a cell.

    A two-digit year is the latest one that is not ahead of `today`, or within thirty years where the field may lie
    ahead (`future`). A five-digit number is Excel's serial day. Raises ValueError with the reason where there is no
    date, no such day, or more than one.
    """
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return Found(_day(int(iso[1]), int(iso[2]), int(iso[3])), None, "")
    numeric = _NUMERIC.fullmatch(text)
    if numeric is not None:
        return Found(_from(numeric, "numeric", today, order, future), None, "")
    text = " ".join(text.split())
    serial = _SERIAL.fullmatch(text)
    if serial is not None and _SERIAL_FIRST <= int(serial[1]) <= _SERIAL_LAST:
        return Found(_EPOCH + timedelta(days=int(serial[1])), None, "")
    spans = _spans(text)
    if not spans:
        if year_optional:
            return _without_year(text, today, order)
        raise ValueError(_why_not(text))
    if len(spans) > 1:
        raise ValueError("there is more than one date")
    match, kind = spans[0]
    day = _from(match, kind, today, order, future)
    at, rest = _time(f"{text[: match.start()]} {text[match.end() :]}")
    return Found(day, at, _WEEKDAY.sub("", rest).strip(" ,;.-@()") if kind else rest)


def _spans(text: str) -> list[tuple[re.Match[str], str]]:
    found: list[tuple[re.Match[str], str]] = []
    for kind, pattern in (
        ("iso", _ISO_LIKE), ("numeric", _NUMERIC), ("word", _WORD_FIRST), ("day", _DAY_WORD), ("compact", _COMPACT),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other, _ in found):
                found.append((match, kind))
    return found


def _from(match: re.Match[str], kind: str, today: date, order: Order, future: bool) -> date:
    one, two, three = (group for group in match.groups() if group is not None and group not in "-/.")
    if kind in ("iso", "compact"):
        return _day(int(one), int(two), int(three))
    if kind == "numeric":
        month, day = (int(one), int(two)) if order is Order.MONTH_FIRST else (int(two), int(one))
    elif kind == "word":
        month, day = MONTH_NUMBER[one.casefold()], int(two)
    else:
        month, day = MONTH_NUMBER[two.casefold()], int(one)
    return _in_century(three, month, day, today, future)


def _in_century(year: str, month: int, day: int, today: date, future: bool) -> date:
    if len(year) == 4:
        return _day(int(year), month, day)
    short = int(year.lstrip("'"))
    latest = 2000 + short
    if future:
        return _day(latest if latest <= today.year + 30 else latest - 100, month, day)
    if latest > today.year or (latest == today.year and (month, day) > (today.month, today.day)):
        return _day(latest - 100, month, day)
    return _day(latest, month, day)


def _without_year(text: str, today: date, order: Order) -> Found:
    match = _NO_YEAR.search(text)
    if match is None:
        raise ValueError(_why_not(text))
    month, number = int(match[1]), int(match[2])
    if order is Order.DAY_FIRST:
        month, number = number, month
    day = _day(today.year, month, number)
    if day < today:
        day = _day(today.year + 1, month, number)
    at, rest = _time(f"{text[: match.start()]} {text[match.end() :]}")
    return Found(day, at, _WEEKDAY.sub("", rest).strip(" ,;.-@()"))


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"month {month} of {year} has no day {day}") from None
    if not 1880 <= year <= 2200:
        raise ValueError(f"the year {year} cannot be right")
    return found


def _time(text: str) -> tuple[time | None, str]:
    for match in _TIME.finditer(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        half = (match[3] or match[4] or "").casefold()
        if half and hour == 12:
            hour = 0
        if half == "p":
            hour += 12
        if hour < 24 and minute < 60:
            rest = " ".join((text[: match.start()] + " " + text[match.end() :]).split())
            midnight = hour == minute == 0
            return (None if midnight else time(hour, minute)), rest
    return None, " ".join(text.split())


def _why_not(text: str) -> str:
    if re.fullmatch(r"\d{4}", text):
        return "there is only a year"
    if re.fullmatch(rf"\d{{1,2}}[/-]\d{{4}}|(?:{_MONTHS})\.?,?\s+\d{{4}}", text, re.IGNORECASE):
        return "the day is missing"
    if _NO_YEAR.fullmatch(text):
        return "the year is missing"
    return "this is not a date"


def evidence(values: Iterable[str]) -> tuple[int, int]:
    """How many values can only be month-first, and how many only day-first."""
    month_first = day_first = 0
    for text in values:
        match = _NUMERIC.search(text)
        if match is not None:
            one, two = int(match[1]), int(match[3])
            month_first += 1 <= one <= 12 < two <= 31
            day_first += 1 <= two <= 12 < one <= 31
    return month_first, day_first


def looks_like_date(text: str) -> bool:
    """Whether a cell has the shape of a date, real or not (13/45/25 has it)."""
    return bool(_ISO.match(text) or _NUMERIC.search(text) or _WORD_FIRST.search(text) or _DAY_WORD.search(text)) or (
        _COMPACT.fullmatch(text) is not None
    )
