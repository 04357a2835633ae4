"""Repetition as it is typed: Mon Wed Fri for six weeks, every other tue until 1/15, monthly on the 3rd fri, 6 times.

A repetition counts only with its end, so that "weekly" in a title stays a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseterm.rules.date_words import DAY_NUMBER, DAYS, DateProblem, paper_day
from caseterm.rules.dates import parse_date
from caseterm.rules.recurrence import (
    LAST,
    Pattern,
    PatternProblem,
    Unit,
    days_of,
    first_on,
    pattern_words,
    starting,
    until_after,
)

EXAMPLE = "Try mon wed fri for 6 weeks, every other tue until 1/15, or every day 10 times."
NO_END = "To make it a series, say how long: for 6 weeks, until 1/15 or 18 visits."
_LONGEST_DATE = 5


@dataclass(frozen=True)
class Repeat:
    """What was typed: a pattern, and its end as a length from the first visit where it is one.

    `start` is the day after starting or from; None where none was typed.
    """

    pattern: Pattern
    length: tuple[int, Unit] | None = None
    start: date | None = None

    def settled(self, start: date) -> tuple[Pattern, date]:
        """The pattern with its end, and its first day on or after `start`. Raises PatternProblem."""
        start = self.start or start
        if self.pattern.until is not None and self.pattern.until < start:
            raise PatternProblem("The series would end before it begins.")
        whole = starting(self.pattern, start)
        try:
            first = first_on(whole, start)
        except (StopIteration, OverflowError):
            raise PatternProblem("No day of that kind lies before the end.") from None
        if self.length is not None:
            number, unit = self.length
            whole = replace(whole, until=until_after(first, number, unit))
        days_of(whole, first)
        return whole, first


@dataclass(frozen=True)
class Found:
    """A repetition in a sentence, and which of its words it took."""

    repeat: Repeat
    places: frozenset[int]


def parse_repeat(text: str, *, today: date) -> Repeat:
    """A repetition and nothing else: mon wed fri for 6 weeks. Raises PatternProblem with an example."""
    words = text.replace(",", " ").split()
    found, hint = find_repeat([word for word in words if word.casefold() not in ("and", "&")], today=today)
    if found is not None and len(found.places) == len([w for w in words if w.casefold() not in ("and", "&")]):
        return found.repeat
    raise PatternProblem(hint or f"That is no repetition. {EXAMPLE}")


def find_repeat(words: Sequence[str], *, today: date) -> tuple[Found | None, str]:
    """The repetition among the words of a sentence, or a hint where one has no end; "" where there is none at all.

    Raises PatternProblem where the end is impossible.
    """
    typed = [word.casefold().strip(",;") for word in words]
    found_end = _find_end(typed, today)
    taken = found_end.places if found_end else frozenset[int]()
    days = _find_days(typed, taken, alone=found_end is not None)
    if days is None:
        return None, ""
    pattern, places = days
    if found_end is None:
        return None, NO_END
    start = _find_start(typed, taken | places, today)
    pattern = replace(pattern, until=found_end.until, count=found_end.count)
    repeat = Repeat(pattern, found_end.length, start[0] if start else None)
    return Found(repeat, taken | places | (start[1] if start else frozenset())), ""


# ---- how long --------------------------------------------------------------------------------------------------

_NUMBERS = {
    **{word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},  # noqa: SIM905  # one line
    "a": 1,
    "an": 1,
}
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("day", "days", "d"), "day"),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "w"), "week"),
    **dict.fromkeys(("month", "months", "mo", "mos"), "month"),
}
_VISITS = frozenset(("times", "visits", "sessions", "appointments", "appts"))
_GLUED = re.compile(r"(\d{1,3})(d|w|wks?|mos?|days?|weeks?|months?)", re.ASCII)
_TIMES = re.compile(r"(?:x(\d{1,3})|(\d{1,3})x)", re.ASCII)
_UNTIL = frozenset(("until", "till", "til", "through", "thru"))
_START = frozenset(("starting", "from", "beginning"))


@dataclass(frozen=True)
class _End:
    places: frozenset[int]
    length: tuple[int, Unit] | None = None
    until: date | None = None
    count: int | None = None


def _find_end(typed: Sequence[str], today: date) -> _End | None:
    """The rightmost end there is."""
    for at in range(len(typed) - 1, -1, -1):
        end = _end_at(typed, at, today)
        if end is not None:
            return end
    return None


def _end_at(typed: Sequence[str], at: int, today: date) -> _End | None:
    word = typed[at]
    if word in _UNTIL:
        dated = _date_after(typed, at, today)
        return _End(dated[1], until=dated[0]) if dated else None
    if match := _TIMES.fullmatch(word):
        return _End(frozenset((at,)), count=_checked(int(match[1] or match[2])))
    if word == "for":
        return _length_after(typed, at)
    number = _number(word)
    if number is not None and _next(typed, at) in _VISITS:
        return _End(frozenset((at, at + 1)), count=_checked(number))
    return None


def _length_after(typed: Sequence[str], at: int) -> _End | None:
    """for 6 weeks, for six weeks, for 6w, for 18 visits, for 10 more times."""
    glued = _GLUED.fullmatch(_next(typed, at))
    if glued:
        return _End(frozenset((at, at + 1)), length=(int(glued[1]), _UNITS.get(glued[2], "week")))
    number = _number(_next(typed, at))
    unit = _next(typed, at + 1)
    places = frozenset((at, at + 1, at + 2))
    if number is None:
        return None
    if unit in _VISITS:
        return _End(places, count=_checked(number))
    return _End(places, length=(number, _UNITS[unit])) if unit in _UNITS and number else None


def _checked(count: int) -> int:
    Pattern("day", count=count)
    return count


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 4 else _NUMBERS.get(word)


def _next(typed: Sequence[str], at: int) -> str:
    return typed[at + 1] if at + 1 < len(typed) else ""


def _date_after(typed: Sequence[str], at: int, today: date) -> tuple[date, frozenset[int]] | None:
    """The longest date right behind a word, with the places of both."""
    for last in range(min(len(typed), at + 1 + _LONGEST_DATE), at + 1, -1):
        try:
            return parse_date(" ".join(typed[at + 1 : last]), today=today), frozenset(range(at, last))
        except DateProblem:
            continue
    return None


def _find_start(typed: Sequence[str], taken: frozenset[int], today: date) -> tuple[date, frozenset[int]] | None:
    for at, word in enumerate(typed):
        if word in _START and at not in taken:
            dated = _date_after(typed, at, today)
            if dated is not None and taken.isdisjoint(dated[1]):
                return dated
    return None


# ---- which days ------------------------------------------------------------------------------------------------

_Days = tuple[Pattern, frozenset[int]]
_WHOLE: dict[str, Pattern] = {
    "daily": Pattern("day"),
    "weekdays": Pattern("week", weekdays=(0, 1, 2, 3, 4)),
    "weekly": Pattern("week"),
    "biweekly": Pattern("week", 2),
    "fortnightly": Pattern("week", 2),
    "monthly": Pattern("month"),
}
_LETTER = re.compile(r"th|tu|sa|su|m|t|w|f", re.ASCII)
_LETTER_DAYS = {"m": 0, "t": 1, "tu": 1, "w": 2, "th": 3, "f": 4, "sa": 5, "su": 6}
_GLUED_DAYS = frozenset(("mwf", "tth", "tuth", "mw", "mtwthf", "mtwtf", "mth", "tf", "wf", "mf"))
_PLACES = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}
_JOINTS = frozenset(("and", "&", "+"))
_MONTH_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.ASCII)


def _find_days(typed: Sequence[str], taken: frozenset[int], *, alone: bool) -> _Days | None:
    """The phrase of days with the most words; a weekday by itself only where an end was found (`alone`)."""
    best: _Days | None = None
    for at in range(len(typed)):
        found = _days_at(typed, at, taken, alone=alone)
        if found is not None and taken.isdisjoint(found[1]) and (best is None or len(found[1]) >= len(best[1])):
            best = found
    return best


def _days_at(typed: Sequence[str], at: int, taken: frozenset[int], *, alone: bool) -> _Days | None:
    word = typed[at]
    if word == "every":
        return _every(typed, at)
    if word in _WHOLE:
        return _on(typed, at + 1, _WHOLE[word], frozenset((at,)))
    days, places = _day_list(typed, at, taken)
    if len(days) > 1 or (len(days) == 1 and (alone or _plural(word))):
        return Pattern("week", weekdays=days), places
    return None


def _every(typed: Sequence[str], at: int) -> _Days | None:
    """every day, every other tue, every 2 weeks on mon, every 3rd fri."""
    step, here = 1, at + 1
    following = typed[here] if here < len(typed) else ""
    if following == "other":
        step, here = 2, here + 1
    elif (number := _number(following)) is not None and _next(typed, here) in _UNITS:
        step, here = max(1, number), here + 1
    if here >= len(typed):
        return None
    places = frozenset(range(at, here + 1))
    word = typed[here]
    if word in ("weekday", "weekdays"):
        return Pattern("week", step, (0, 1, 2, 3, 4)), places
    if word in _UNITS:
        return _on(typed, here + 1, Pattern(_UNITS[word], step), places)
    if word in _PLACES and _weekdays(_next(typed, here)):
        weekday = _weekdays(_next(typed, here))
        places |= {here + 1}
        if typed[here + 2 : here + 5] == ["of", "the", "month"]:
            places |= {here + 2, here + 3, here + 4}
        return Pattern("month", step, weekday[:1], nth=_PLACES[word]), places
    days, used = _day_list(typed, here, frozenset())
    return (Pattern("week", step, days), places | used) if days else None


def _on(typed: Sequence[str], at: int, pattern: Pattern, places: frozenset[int]) -> _Days:
    """What stands behind weekly or monthly: on mon and wed, on the 15th, on the 3rd fri."""
    here = at
    while here < len(typed) and typed[here] in ("on", "the"):
        here += 1
    if here >= len(typed):
        return pattern, places
    between = frozenset(range(at, here))
    if pattern.unit == "week":
        days, used = _day_list(typed, here, frozenset())
        return (replace(pattern, weekdays=days), places | between | used) if days else (pattern, places)
    if pattern.unit != "month":
        return pattern, places
    weekday = _weekdays(_next(typed, here))
    if typed[here] in _PLACES and weekday:
        nth = replace(pattern, weekdays=weekday[:1], nth=_PLACES[typed[here]])
        return nth, places | between | {here, here + 1}
    match = _MONTH_DAY.fullmatch(typed[here])
    if match and 1 <= int(match[1]) <= 31:
        return replace(pattern, month_day=int(match[1])), places | between | {here}
    return pattern, places


def _day_list(typed: Sequence[str], at: int, taken: frozenset[int]) -> tuple[tuple[int, ...], frozenset[int]]:
    """Weekdays one after another from a place on: mon wed fri, mon, wed and fri, mon/wed/fri, MWF."""
    days: list[int] = []
    places: set[int] = set()
    while at < len(typed) and at not in taken:
        found = _weekdays(typed[at])
        if found:
            days += found
            places.add(at)
        elif not (days and typed[at] in _JOINTS and _weekdays(_next(typed, at)) and at + 1 not in taken):
            break
        else:
            places.add(at)
        at += 1
    return tuple(sorted(set(days))), frozenset(places)


def _weekdays(word: str) -> tuple[int, ...]:
    """The weekdays of one word: mon, mondays, mon/wed/fri, mwf."""
    if word in _GLUED_DAYS:
        return tuple(_LETTER_DAYS[part] for part in _LETTER.findall(word))
    parts = [part for part in re.split(r"[/,&+]", word) if part]
    named = [DAY_NUMBER.get(part, DAY_NUMBER.get(part.removesuffix("s"))) for part in parts]
    return tuple(day for day in named if day is not None) if parts and None not in named else ()


def _plural(word: str) -> bool:
    return word.endswith("days") and bool(_weekdays(word))


# ---- written back ----------------------------------------------------------------------------------------------


def typed_words(pattern: Pattern) -> str:
    """A pattern as it may be typed: mon wed fri until 01/03/2027. `parse_repeat` reads the same of it."""
    if pattern.unit == "week" and pattern.weekdays == (0, 1, 2, 3, 4) and pattern.every == 1:
        days = "weekdays"
    elif pattern.unit == "week" and pattern.every > 2:
        days = f"every {pattern.every} weeks on {' '.join(DAYS[day][:3] for day in pattern.weekdays)}"
    elif pattern.unit == "week":
        days = "every other " * (pattern.every == 2) + " ".join(DAYS[day][:3] for day in pattern.weekdays)
    else:
        days = pattern_words(pattern).casefold()
    end = f"until {paper_day(pattern.until)}" if pattern.until else f"{pattern.count} visits" if pattern.count else ""
    return f"{days} {end}".strip()
