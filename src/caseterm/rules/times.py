"""Times of day and lengths, as typed."""

import re
from datetime import time

from caseterm.rules.date_words import DateProblem
from caseterm.rules.patterns import later

_CLOCK = later(r"(\d{1,2})(?::(\d{2}))?\s*(?:(am?|pm?)|([ap])\.m\.)?", re.ASCII)
_LENGTH = later(r"(?:(\d{1,2}(?:\.\d{1,2})?)\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,3})\s*(?:m(?:in(?:ute)?s?)?)?)?", re.ASCII)
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_DAY_MINUTES = 24 * 60
TIME_EXAMPLE = "Try 3pm, 9:30 or noon."
LENGTH_EXAMPLE = "Try 45m, 1h30 or an end time such as 10:15."


def parse_time(text: str) -> time:
    """A time of day: 3pm, 3p, 9:30, 15:30, noon.

    Without am or pm, 7:00 to 11:59 is morning and 12:00 to 6:59 afternoon. Raises DateProblem.
    """
    return _clock(text)[0]


def _clock(text: str) -> tuple[time, bool]:
    """The time, and whether the text itself settled morning or afternoon."""
    typed = " ".join(text.casefold().split())
    if typed in _NAMED:
        return _NAMED[typed], True
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise DateProblem(f"That is not a time of day. {TIME_EXAMPLE}")
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or match[4] or "")[:1]
    if minute > 59:
        raise DateProblem(f"An hour has 60 minutes, so there is no :{minute}. {TIME_EXAMPLE}")
    if not half and match[2] is None:
        raise DateProblem(f"A number alone is not a time. Type {_suggest(hour)}.")
    if half:
        if not 1 <= hour <= 12:
            raise DateProblem(f"With am or pm the hour runs from 1 to 12. {TIME_EXAMPLE}")
        return time(hour % 12 + (12 if half == "p" else 0), minute), True
    if hour > 23:
        raise DateProblem(f"A day has 24 hours, so there is no {hour}:{minute:02}. {TIME_EXAMPLE}")
    if 1 <= hour <= 6:
        return time(hour + 12, minute), False
    return time(hour, minute), not 7 <= hour <= 12


def _suggest(hour: int) -> str:
    return f"{hour}am, {hour}pm or {hour}:00" if 1 <= hour <= 12 else "3pm or 9:30"


def parse_end(text: str, *, start: time) -> time:
    """An end time later than `start` on the same day; 2:00 PM to 7:30 means 7:30 PM. Raises DateProblem."""
    end, settled = _clock(text)
    if end <= start and not settled and end.hour < 12:
        end = end.replace(hour=end.hour + 12)
    if end <= start:
        raise DateProblem("The end is not after the start. Type a later time, or a length such as 45m.")
    return end


def parse_length(text: str, *, start: time | None = None) -> int:
    """Minutes, from 45m, 45, 1h, 1h30, 1.5h, or from an end time when `start` is known.

    Raises DateProblem; a length is 1 minute to 24 hours.
    """
    typed = " ".join(text.casefold().split())
    match = _LENGTH.fullmatch(typed) if typed else None
    if match is not None:
        if match[1] is not None and match[2] is not None and "." in match[1]:
            raise DateProblem(f"Give either part hours or minutes, not both. {LENGTH_EXAMPLE}")
        minutes = round(float(match[1] or 0) * 60) + int(match[2] or 0)
        if not 1 <= minutes <= _DAY_MINUTES:
            raise DateProblem(f"A length is between 1 minute and 24 hours. {LENGTH_EXAMPLE}")
        return minutes
    try:
        end, _ = _clock(typed)
    except DateProblem:
        raise DateProblem(f"That is not a length. {LENGTH_EXAMPLE}") from None
    if start is None:
        raise DateProblem("An end time needs a start time first. Type the start, or a length such as 45m.")
    end = parse_end(typed, start=start)
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def parse_range(text: str) -> tuple[time, time | None]:
    """A start, and an end after a hyphen: 9:30-10:30, 3pm - 4pm, 9-10am, 11-1pm. Raises DateProblem."""
    first, hyphen, second = text.partition("-")
    if not hyphen:
        return parse_time(first), None
    bare = re.fullmatch(r"\s*(\d{1,2})\s*", first, re.ASCII)
    if bare is None:
        start = parse_time(first)
        return start, parse_end(second, start=start)
    end, settled = _clock(second)
    hour = int(bare[1])
    if not settled or not 1 <= hour <= 12:
        raise DateProblem(f"A number alone is not a time. Type {_suggest(hour)}.")
    starts = [time(hour % 12 + half) for half in (12, 0) if time(hour % 12 + half) < end]
    if not starts:
        raise DateProblem("The end is not after the start. Type both times, as in 9:30-10:15.")
    return starts[0], end
