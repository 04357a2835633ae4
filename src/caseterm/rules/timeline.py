"""The picture of a treatment: stretches of time across, providers down, readable without colour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Zoom = Literal["week", "half", "month"]

ZOOMS: tuple[Zoom, ...] = ("week", "half", "month")
_DAYS = {"week": 7, "half": 14}
KEPT, MISSED, AHEAD, SURGERY, GAP, LONG_GAP, NOTHING = "o", "x", "+", "S", "-", "=", " "
BOTH = "X"
"""A visit was missed in the time of a kept one."""
LEGEND = (
    "2 kept visits (o for one)   x missed (X with a kept one)   + ahead   S surgery   - gap   = long gap   "
    "| today   I incident"
)
_RANK = {NOTHING: 0, GAP: 1, LONG_GAP: 2, AHEAD: 3, MISSED: 4, KEPT: 5, SURGERY: 6}


@value
class Mark:
    """One visit, kept, missed or ahead, as a mark of the picture."""

    on: date
    state: str
    """kept, missed, or ahead."""
    what: str
    surgery: bool = False


@value
class Lane:
    """One provider with the marks in the order of their days, and the stretches without a kept visit."""

    id: int
    name: str
    marks: tuple[Mark, ...] = ()
    gaps: tuple[tuple[date, date, int], ...] = ()
    """After a day, until a day, and its level: 1 worth a word, 2 and more long."""


@value
class Course:
    """The whole picture before it is drawn."""

    incident_on: date | None
    lanes: tuple[Lane, ...]


@value
class Drawn:
    """A lane as it is drawn: one letter a column."""

    lane: Lane
    cells: str


@value
class Picture:
    """The columns by their first days, years and months over them, and the lanes; `today`, `incident` are columns."""

    starts: tuple[date, ...]
    years: str
    months: str
    lanes: tuple[Drawn, ...]
    today: int | None
    incident: int | None

    def column_of(self, on: date) -> int | None:
        """The column a day falls into; None outside of the picture."""
        if not self.starts or on < self.starts[0] or on >= _after(self.starts):
            return None
        return bisect_right(self.starts, on) - 1

    def until(self, column: int) -> date:
        """The last day of a column."""
        starts = self.starts
        end = starts[column + 1] if column + 1 < len(starts) else _after(starts)
        return end - timedelta(days=1)


def _after(starts: Sequence[date]) -> date:
    """The day after the last column: it is as long as the one before."""
    step = (starts[-1] - starts[-2]) if len(starts) > 1 else timedelta(days=31)
    return starts[-1] + step


def columns(first: date, last: date, zoom: Zoom) -> tuple[date, ...]:
    """The first day of every column from the one of `first` to the one of `last`; weeks begin on Monday."""
    if zoom == "month":
        found, on = [], first.replace(day=1)
        while on <= last:
            found.append(on)
            on = (on + timedelta(days=32)).replace(day=1)
        return tuple(found)
    step = timedelta(days=_DAYS[zoom])
    on = first - timedelta(days=first.weekday())
    found = []
    while on <= last:
        found.append(on)
        on += step
    return tuple(found)


def span(lanes: Sequence[Lane], *, today: date, incident_on: date | None) -> tuple[date, date]:
    """From the incident or the first mark to the last mark or today."""
    days = [mark.on for lane in lanes for mark in lane.marks]
    return min([*days, *([incident_on] if incident_on else []), today]), max([*days, today])


def draw(
    lanes: Sequence[Lane], *, today: date, incident_on: date | None, zoom: Zoom = "week", margin_days: int = 14
) -> Picture:
    """The picture from the incident (else the first mark) to the last mark or today, whichever is later."""
    first, last = span(lanes, today=today, incident_on=incident_on)
    starts = columns(first, last + timedelta(days=margin_days), zoom)
    years, months = _names(starts, "%Y"), _names(starts, "%b")
    empty = Picture(starts, years, months, (), None, None)
    drawn = tuple(Drawn(lane, _cells(lane, empty)) for lane in lanes)
    incident = empty.column_of(incident_on) if incident_on else None
    return Picture(starts, years, months, drawn, empty.column_of(today), incident)


def _cells(lane: Lane, picture: Picture) -> str:
    cells = [NOTHING] * len(picture.starts)
    kept, missed = [0] * len(cells), [0] * len(cells)
    for after, until, level in lane.gaps:
        for place, start in enumerate(picture.starts):
            if after < start and picture.until(place) < until:
                cells[place] = LONG_GAP if level > 1 else GAP
    for mark in lane.marks:
        column = picture.column_of(mark.on)
        if column is None:
            continue
        letter = {"kept": KEPT, "missed": MISSED, "ahead": AHEAD}[mark.state]
        if mark.surgery:
            letter = SURGERY
        kept[column] += mark.state == "kept"
        missed[column] += mark.state == "missed"
        if _RANK[letter] > _RANK[cells[column]]:
            cells[column] = letter
    return "".join(
        BOTH if letter == KEPT and lost else str(min(count, 9)) if letter == KEPT and count > 1 else letter
        for letter, count, lost in zip(cells, kept, missed, strict=True)
    )


def _names(starts: Sequence[date], form: str) -> str:
    """The names of the months (%b) or years (%Y) over the columns where they begin, as far as there is room.

    Of months that are too close the earlier is named, of years the later: it is the one that goes on.
    """
    line = [" "] * len(starts)
    named = [f"{start:{form}}" for start in starts]
    begins = [place for place, name in enumerate(named) if place == 0 or name != named[place - 1]]
    free = 0
    for place, coming in zip(begins, [*begins[1:], len(starts) + 2], strict=True):
        end = place + len(named[place])
        if place < free or end > len(starts) or (form == "%Y" and coming <= end):
            continue
        line[place:end] = named[place]
        free = end + 1
    return "".join(line)


def within(lane: Lane, first: date, last: date) -> list[Mark]:
    """The marks of a lane in a column."""
    return [mark for mark in lane.marks if first <= mark.on <= last]
