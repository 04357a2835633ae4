"""The course of a treatment and of pain and function as blocks: places in thousandths, and the same in letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from caseterm.exports.blocks import Course, Dot, Lane, Lanes, Letters, Point, Span, Tick, Trend
from caseterm.exports.cells import pad
from caseterm.rules import timeline, trendline
from caseterm.rules.timeline import LEGEND, ZOOMS, Picture
from caseterm.rules.trendline import Asked

WHOLE = 1000
ROOMY_TICKS = 6
"""Up to so many ticks all have names; among more, no month beside a year, nor the first where a year follows."""
MOST_TICKS = 12
WIDTHS = (56, 70, 78, 104, 128)
"""Letters across: what narrow and wide panes, the text format and a page across leave beside their margins."""
TREND_WIDTHS = WIDTHS[:3]


def lanes(found: Sequence[timeline.Lane], *, today: date, incident_on: date | None) -> Lanes:
    """The picture of a treatment from the incident or the first mark to the last mark or today."""
    first, last = timeline.span(found, today=today, incident_on=incident_on)

    def at(on: date) -> int:
        return _at(on, first, last)

    def letters() -> tuple[tuple[str, ...], ...]:
        drawn = {zoom: timeline.draw(found, today=today, incident_on=incident_on, zoom=zoom) for zoom in ZOOMS}
        return tuple(tuple(_letters(drawn, columns)) for columns in WIDTHS)

    rows = tuple(
        Lane(
            lane.name,
            _said(lane),
            _dots([Dot(at(mark.on), "surgery" if mark.surgery else mark.state) for mark in lane.marks]),
            tuple(Span(at(after), at(min(until, last)), level > 1) for after, until, level in lane.gaps if level),
        )
        for lane in found
    )
    return Lanes(
        rows,
        ticks(first, last),
        today=at(today),
        incident=at(incident_on) if incident_on else None,
        letters=Letters(letters),
    )


def _dots(found: Sequence[Dot]) -> tuple[Dot, ...]:
    """The marks in the order in which they are drawn: what matters most lies on top."""
    return tuple(sorted(found, key=lambda dot: ("kept", "ahead", "missed", "surgery").index(dot.shape)))


def _at(on: date, first: date, last: date) -> int:
    """A day in thousandths of the width, a little within its ends."""
    days = (last - first).days
    return 500 if days <= 0 else 15 + (on - first).days * (WHOLE - 30) // days


def _said(lane: timeline.Lane) -> str:
    counts = {state: sum(mark.state == state for mark in lane.marks) for state in ("kept", "missed", "ahead")}
    return ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "no visit"


def ticks(first: date, last: date) -> tuple[Tick, ...]:
    """The first days of months, as many as there is room for; the year where one begins, and with the first."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in (1, 2, 3, 6, 12) if months // each < MOST_TICKS), 24)
    found: list[Tick] = []
    on = first.replace(day=1)
    for number in range(months + 1):
        year, month = divmod(on.year * 12 + on.month - 1 + number, 12)
        day = date(year, month + 1, 1)
        if day >= first and (step == 1 or month % step == 0):
            year_told = not found or month == 0 or step >= 12
            found.append(Tick(_at(day, first, last), f"{day:%b %Y}" if year_told else f"{day:%b}"))
    if step >= 12 or len(found) <= ROOMY_TICKS:
        return tuple(found)
    long = [len(tick.label) > len("Jan") for tick in found]
    hidden = (
        (said and following) or (before and not said)
        for before, said, following in zip([False, *long], long, [*long[1:], False], strict=False)
    )
    return tuple(Tick(tick.at, "" if hide else tick.label) for hide, tick in zip(hidden, found, strict=True))


def _letters(pictures: Mapping[timeline.Zoom, Picture], columns: int) -> list[str]:
    """The closest picture that fits the width, else the widest in stretches."""
    name = columns // 4
    room = columns - name - 2
    scale = next((zoom for zoom, each in pictures.items() if len(each.starts) <= room), ZOOMS[-1])
    drawn = pictures[scale]
    lines: list[str] = []
    for start in range(0, len(drawn.starts), room):
        lines += [*_part(drawn, start, start + room, name), ""]
    words = {"week": "a week", "half": "two weeks", "month": "a month"}
    lines.append(f"One column: {words[scale]}.")
    return [*lines, *_wrapped(LEGEND, columns)]


def _part(drawn: Picture, first: int, last: int, name: int) -> list[str]:
    """One stretch of the columns: years, months, lanes, and the marks under them."""
    blank = " " * (name + 2)
    feet = [" "] * len(drawn.starts)
    for column, letter in ((drawn.incident, "I"), (drawn.today, "|")):
        if column is not None:
            feet[column] = letter
    lines = [blank + drawn.years[first:last], blank + drawn.months[first:last]]
    lines += [f"{pad(' '.join(each.lane.name.split()), name)}  {each.cells[first:last]}" for each in drawn.lanes]
    return [*lines, blank + "".join(feet[first:last])]


def _wrapped(legend: str, columns: int) -> list[str]:
    lines = [""]
    for part in legend.split("   "):
        joined = f"{lines[-1]}   {part}" if lines[-1] else part
        if len(joined) <= columns:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def trend(course: Sequence[Asked]) -> Trend | None:
    """Pain and function over the assessments; None where neither has two values."""
    told = trendline.told(course)
    if not told:
        return None
    first, last = course[0].on, course[-1].on
    courses = tuple(
        Course(
            name,
            str(top),
            "0",
            tuple(Point(_at(on, first, last), found * WHOLE // max(1, top), str(found)) for on, found in values),
        )
        for name, top, values in told
    )
    letters = Letters(lambda: tuple(tuple(trendline.letters(course, each)) for each in TREND_WIDTHS))
    return Trend(courses, ticks(first, last), letters)
