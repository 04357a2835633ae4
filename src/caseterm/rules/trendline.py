"""Values over time as a small picture in letters: the value itself is the mark, dots lead from one to the next."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from caseterm.rules.terms_care import LEVEL_RANK
from caseterm.values import value

PAIN_TOP = 10
STEP = 4
"""The scale of function grows by fours: one domain from none to unable."""


@value
class Asked:
    """One assessment: pain 0 to 10, and the sum of the levels of all domains (none 0 to unable 4); None not asked."""

    on: date
    pain: int | None
    function: int | None


@value
class Limited:
    """One limitation as of a day, with the day it was over."""

    domain: str
    level: str
    since: date
    over_on: date | None = None


def function_on(limits: Sequence[Limited], day: date) -> int | None:
    """The sum of the levels that stood on a day; None where nobody had asked of any yet.

    `limits` are in the order in which they were noted; the newest of a domain counts.
    """
    newest = {each.domain: each for each in limits if each.since <= day}
    if not newest:
        return None
    return sum(LEVEL_RANK.get(each.level, 0) for each in newest.values() if each.over_on is None or each.over_on > day)


def function_top(values: Sequence[int]) -> int:
    """The upper end of the scale of function: the next multiple of four, at least eight."""
    return max(2 * STEP, -(-max(values, default=0) // STEP) * STEP)


def place(on: date, first: date, last: date, cells: int) -> int:
    """The column of a day among `cells`."""
    days = (last - first).days
    return 0 if days <= 0 else (on - first).days * (cells - 1) // days


def chart(
    values: Sequence[tuple[date, int]], *, first: date, last: date, top: int, cells: int, height: int = 5
) -> list[str]:
    """Rows of letters from the top of the scale to nothing, `cells` wide, a value where it was asked.

    Where two values fall into one place the later one is told.
    """
    rows = [[" "] * cells for _ in range(height)]
    spots = [(place(on, first, last, max(1, cells - 1)), _row(found, top, height), found) for on, found in values]
    for (x1, y1, _), (x2, y2, _) in pairwise(spots):
        for x in range(x1 + 1, x2):
            y = y1 + round((y2 - y1) * (x - x1) / (x2 - x1))
            rows[y][x] = "·"
    for x, y, found in spots:
        for step, letter in enumerate(str(found)):
            rows[y][min(cells - 1, x + step)] = letter
    return ["".join(row).rstrip() for row in rows]


def _row(found: int, top: int, height: int) -> int:
    return (height - 1) - round(max(0, min(found, top)) * (height - 1) / max(1, top))


def days_line(days: Sequence[date], *, first: date, last: date, cells: int) -> str:
    """The days under a chart, as far as there is room for each; the last one always."""
    line = [" "] * cells
    taken = cells + 1
    for on in sorted(set(days), reverse=True):
        word = f"{on:%m/%d}"
        at = min(place(on, first, last, cells), cells - len(word))
        if at >= 0 and at + len(word) < taken:
            line[at : at + len(word)] = word
            taken = at
    return "".join(line).rstrip()


def letters(course: Sequence[Asked], cells: int) -> list[str]:
    """Pain and function of a course under one another with their scales and days; nothing with under two values."""
    lines: list[str] = []
    for name, top, values in told(course):
        first, last = course[0].on, course[-1].on
        rows = chart(values, first=first, last=last, top=top, cells=cells - 5)
        ends = {0: str(top), len(rows) - 1: "0"}
        lines.append(name)
        lines += [
            f"{ends.get(number, ''):>3} {'|' if number not in ends else '+'}{row}" for number, row in enumerate(rows)
        ]
        lines.append("     " + days_line([on for on, _ in values], first=first, last=last, cells=cells - 5))
    return lines


def told(course: Sequence[Asked]) -> list[tuple[str, int, list[tuple[date, int]]]]:
    """The lines with values on at least two days, the last of each day: name with its scale in words, top, values."""
    pain = list({each.on: each.pain for each in course if each.pain is not None}.items())
    function = list({each.on: each.function for each in course if each.function is not None}.items())
    found = []
    if len(pain) > 1:
        found.append(("Pain, 0 none to 10 the worst", PAIN_TOP, pain))
    if len(function) > 1:
        top = function_top([level for _, level in function])
        found.append(("Daily life, 0 as before; each limit adds 1 (mild) to 4 (unable)", top, function))
    return found
