"""A month as lines of text: every week always fits, and what does not fit in a cell is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from caseterm.rules.calendar import DayEntries, week_heights
from caseterm.rules.workdays import holiday_name
from caseterm.screens.calendar.paintbox import DayCell
from caseterm.widgets.painted import text_and_role
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad, width_of

Lines = list[list[Cell]]
SMALL_CELL = 4
LINES_KEPT = 4


@dataclass(frozen=True)
class MonthCells:
    """The cells of a month, and the lines that were made of them for the days last looked at."""

    days: Mapping[date, DayCell] = field(default_factory=dict)
    made: dict[tuple[object, ...], Lines] = field(default_factory=dict)

    def lines(
        self,
        weeks: Sequence[Sequence[date]],
        *,
        day: date,
        today: date,
        clashing: frozenset[int],
        width: int,
        height: int,
    ) -> Lines:
        """As `month_lines` for a cursor on this day, made once."""
        key = (day, today, clashing, width, height)
        if key not in self.made:
            if len(self.made) >= LINES_KEPT:
                self.made.clear()
            self.made[key] = month_lines(
                weeks, self.days, month=day, cursor=day, today=today, clashing=clashing, width=width, height=height
            )
        return self.made[key]


def month_lines(
    weeks: Sequence[Sequence[date]],
    days: Mapping[date, DayCell],
    *,
    month: date,
    cursor: date,
    today: date,
    clashing: frozenset[int],
    width: int,
    height: int,
) -> Lines:
    """The names of the weekdays and each week's rows, `height` lines of at most `width` cells together."""
    cell = max(4, width // 7)
    names: list[Cell] = [(pad(f" {day:%a}"[: cell + 1], cell), "bold") for day in weeks[0]]
    lines: Lines = [names]
    loads = [max((days[day].total for day in week if day in days), default=0) for week in weeks]
    for week, rows in zip(weeks, week_heights(loads, max(len(weeks), height - 1)), strict=True):
        line: list[Cell] = []
        inside: list[Sequence[Cell]] = []
        for day in week:
            total = days[day].total if day in days else 0
            hidden = max(0, total - (rows - 1))
            line += _number(day, cell, hidden=hidden, month=month, cursor=cursor, today=today)
            inside.append(
                days[day].lines(rows - 1, today=today, clashing=clashing, width=cell) if total and rows > 1 else ()
            )
        lines.append(line)
        lines += [
            [_entry(found, row, cell, faded=day.month != month.month) for day, found in zip(week, inside, strict=True)]
            for row in range(rows - 1)
        ]
    return lines


def _entry(lines: Sequence[Cell], row: int, cell: int, *, faded: bool) -> Cell:
    if row >= len(lines):
        return " " * cell
    text, role = text_and_role(lines[row])
    return pad(f" {cut(text, cell - 2)}", cell), "muted" if faded and not role else role


def _number(day: date, cell: int, *, hidden: int, month: date, cursor: date, today: date) -> list[Cell]:
    """The day's number with its signs (>24< the cursor, [21] today), a holiday's word, and +n for what is hidden."""
    number = str(day.day) if (day.year, day.month) == (month.year, month.month) else f"{day.month}/{day.day}"
    if day == today:
        number = f"[{number}]"
    text = f">{number}<" if day == cursor else f" {number}" if day != today else number
    more = f"+{hidden}" if hidden else ""
    room = cell - 1 - width_of(text) - width_of(more) - 2
    holiday = "holiday" if holiday_name(day) and room >= 7 else "hol." if holiday_name(day) and room >= 4 else ""
    between = f" {holiday}" if holiday else ""
    space = cell - 1 - width_of(text) - width_of(between) - width_of(more)
    role = "current" if day == cursor else "bold" if day == today else "muted" if "/" in number else ""
    return [(text, role), (between, "warn"), (" " * max(0, space) + more + " ", "muted")]


def small_month_lines(
    weeks: Sequence[Sequence[date]], days: Mapping[date, DayEntries], *, month: date, cursor: date, today: date
) -> Lines:
    """A month of bare numbers beside an agenda: a star where there are appointments."""
    lines: Lines = [[("".join(f" {day:%a}"[:3].rjust(SMALL_CELL) for day in weeks[0]), "bold")]]
    for week in weeks:
        line: list[Cell] = []
        for day in week:
            star = "*" if day in days and days[day].standing else " "
            if (day.year, day.month) != (month.year, month.month):
                line.append((f"  .{star}", "muted"))
                continue
            number = f"[{day.day}]" if day == today else f"{day.day}{star}"
            text = (f">{number}" if day == cursor else number).rjust(SMALL_CELL)
            line.append((text, "current" if day == cursor else "bold" if day == today else ""))
        lines.append(line)
    return [*lines, [], [(f"  * has appointments   [{today.day}] today", "muted")]]
