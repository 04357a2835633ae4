"""Dates and times as this program writes them, and the sentence for one that cannot be read."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date, time

from caseterm.rules.workdays import FEDERAL, holiday_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
# fmt: on
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NUMBER: Mapping[str, int] = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
DAY_NUMBER: Mapping[str, int] = {
    **{name: number for number, name in enumerate(DAYS)},
    **{name[:3]: number for number, name in enumerate(DAYS)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
DATE_FORMS: Sequence[tuple[str, str]] = (
    ("today  tomorrow  fri", "by name; a weekday is the next one, in history the last one"),
    ("next mon  last fri", "that day of next week; the one before today"),
    ("12/3  12/3/26  dec 3", "month first; without a year the nearest, ahead for work, back for history"),
    ("2026-12-03  12032026", "a full date"),
    ("+3d  +2w  +1m  -2d", "from today in days, weeks, months"),
    ("+10b", "business days: weekends and federal holidays are stepped over"),
    ("in 3 days  2 weeks ago", "the same in words"),
    ("60 days from 3/4/2026", "counted from any date"),
    ("eow  eom  som  eoy", "end of week (Friday), of month, start of month, end of year"),
    ("doi+2y  sol-60d  due+7d", "from the date of incident, the limitation date, the task's own date; also sign"),
    ("3pm  9:30  noon", "times; 7:00 to 11:59 is morning unless it says pm"),
    ("45m  1h30  10:15", "a length, or an end time"),
)
YEAR_SHOWN_AFTER = 182
"""Days, half a year: a date without its year is read as the nearest one."""
_TWO_YEARS = 731


class DateProblem(ValueError):
    """A date, time or length that cannot be read; the text is a sentence with a reason and an example."""


def short_day(day: date, today: date) -> str:
    """Tue 11/24 for a list; Tue 11/24/2027 once the year could be mistaken (over half a year off)."""
    text = f"{DAYS[day.weekday()][:3].title()} {day.month:02}/{day.day:02}"
    return text if abs((day - today).days) <= YEAR_SHOWN_AFTER else f"{text}/{day.year:04}"


def bare_day(day: date, today: date) -> str:
    """11/24 for a narrow column; 11/24/27 once the year could be mistaken."""
    text = f"{day.month:02}/{day.day:02}"
    return text if abs((day - today).days) <= YEAR_SHOWN_AFTER else f"{text}/{day.year % 100:02}"


def list_day(day: date, today: date) -> str:
    """Tue 11/24 in nine cells; 11/24/27 once the year could be mistaken."""
    near = abs((day - today).days) <= YEAR_SHOWN_AFTER
    return short_day(day, today) if near else bare_day(day, today)


def long_day(day: date) -> str:
    """Thu Dec 3 2026."""
    return f"{DAYS[day.weekday()][:3].title()} {MONTHS[day.month - 1][:3].title()} {day.day} {day.year:04}"


def paper_day(day: date) -> str:
    """12/03/2026, as it stands on paper."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def show_time(at: time) -> str:
    """3:00 PM."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def show_length(minutes: int) -> str:
    """45m, 1h, 1h30m."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest}m" if hours and rest else f"{hours}h" if hours else f"{rest}m"


def days_words(days: int) -> str:
    """A distance from today: today, tomorrow, in 12 days, 12 days ago."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return near or (f"in {days} days" if days > 0 else f"{-days} days ago")


def age_on(dob: date, today: date) -> int:
    """Whole years of age on a day; below zero for a birth still to come."""
    return today.year - dob.year - ((today.month, today.day) < (dob.month, dob.day))


def echo(
    day: date,
    today: date,
    *,
    prefer: Literal["future", "past"] = "future",
    holidays: Container[date] = FEDERAL,
) -> str:
    """What a date field answers: = Thu Dec 3 2026, in 12 days, then ! and what to look at twice.

    Work dates are marked on weekends, holidays and over two years off; dates of history only in the future.
    """
    days = (day - today).days
    far_past = prefer == "past" and days < -_TWO_YEARS
    distance = f"{age_on(day, today)} years ago" if far_past else days_words(days)
    marks: list[str] = []
    if prefer == "future":
        if day.weekday() >= 5:
            marks.append(f"! {DAYS[day.weekday()].title()}")
        if day in holidays:
            marks.append(f"! holiday, {holiday_name(day) or 'office closed'}")
    if (days > 0) if prefer == "past" else (abs(days) > _TWO_YEARS):
        marks.append("! year")
    return " ".join([f"= {long_day(day)}, {distance}", *marks])
