"""A week as lines of text: a column a day, a row or two an hour, and a line for what has no hour."""

from collections.abc import Container, Mapping, Sequence
from datetime import date

from caseterm.rules.calendar import Appointment, DayEntries, shown_hours
from caseterm.rules.calendar_words import place_text, ride_missing, ride_text
from caseterm.rules.workdays import holiday_name
from caseterm.screens.calendar.paintbox import deadline_cell, in_short, mark_of
from caseterm.widgets.painted import text_and_role
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad

Lines = list[list[Cell]]
Piece = tuple[str, str, str]
"""A column's text in one row, what must not be cut off it (+1), and its role."""
WEEKEND = 5


def week_lines(
    week: Sequence[date],
    days: Mapping[date, DayEntries],
    *,
    cursor: date,
    selected: int | None,
    today: date,
    clashing: Container[int],
    width: int,
    height: int,
) -> Lines:
    """The days' names, the line of what has no hour, and the hours: at most `height` lines of `width` cells.

    `selected` is the id of the appointment under the list's cursor; it carries >.
    """
    wide = width >= 100
    gutter = 8 if wide else 6
    widths = _widths(week, width - gutter, wide=wide)
    lines: Lines = [[" " * gutter, *(_name(day, cell, cursor, today) for day, cell in zip(week, widths, strict=True))]]
    all_day = [_all_day(days.get(day), day, today) for day in week]
    tall = 2 if height >= 18 and any(len(each) > 1 for each in all_day) else 1
    for row in range(tall):
        label = ("all day" if wide else "all") if row == 0 else ""
        lines.append([(pad(label, gutter), "muted"), *_all_day_cells(all_day, widths, row, last=row == tall - 1)])
    rows = height - 1 - tall
    used = {each.starts_at.hour for day in week if day in days for each in days[day].standing if not each.whole_day}
    hours = shown_hours(sorted(used), rows)
    slots = 2 if rows >= 2 * len(hours) else 1
    columns = [
        _column(days.get(day), hours, slots, today=today, clashing=clashing, selected=selected, wide=wide)
        for day in week
    ]
    for number, hour in enumerate(hours):
        for slot in range(slots):
            label = f"{hour % 12 or 12}:00" if 7 <= hour < 19 else f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"
            line: list[Cell] = [(pad(label if slot == 0 else "", gutter - 1, "right") + "│", "muted")]
            for column, cell in zip(columns, widths, strict=True):
                text, more, role = column.get(number * slots + slot, ("", "", ""))
                line.append((pad(cut(text, cell - 1 - len(more)) + more, cell), role))
            lines.append(line)
    hidden = sum(hour not in hours for hour in used)
    if hidden:
        lines[-1] = [("  more", "warn"), (f" appointments at {hidden} later hours: see the list below", "warn")]
    return lines


def _widths(week: Sequence[date], room: int, *, wide: bool) -> list[int]:
    """Saturday and Sunday are narrow; the other days share the rest."""
    small = 8 if wide else 7
    each = max(small, (room - 2 * small) // 5)
    return [small if day.weekday() >= WEEKEND else each for day in week]


def _name(day: date, cell: int, cursor: date, today: date) -> Cell:
    """>[Sat 21] for the cursor on today, with less of the weekday where the column is narrow."""
    for name in (f"{day:%a} {day.day}", f"{day:%a}{day.day}", f"{day.day}"):
        text = f"[{name}]" if day == today else name
        text = f">{text}" if day == cursor else text
        if len(text) < cell:
            break
    return pad(text, cell), "current" if day == cursor else "bold"


def _all_day(entries: DayEntries | None, day: date, today: date) -> list[Cell]:
    """What a day has without an hour, the gravest first: deadlines, whole days, rides to book, the holiday, tasks."""
    items: list[Cell] = []
    if entries is not None:
        items += [deadline_cell(each, today) for each in entries.deadlines]
        items += [(in_short(each), "accent") for each in entries.standing if each.whole_day]
        rides = sum(ride_missing(each) for each in entries.standing)
        if rides:
            items.append((f"!rides {rides}", "warn"))
    if holiday_name(day):
        items.append(("HOLIDAY", "warn"))
    if entries is not None and entries.tasks:
        items.append((f"[ ] {len(entries.tasks)} due", ""))
    return items


def _all_day_cells(items: Sequence[Sequence[Cell]], widths: Sequence[int], row: int, *, last: bool) -> list[Cell]:
    cells: list[Cell] = []
    for each, cell in zip(items, widths, strict=True):
        if row >= len(each):
            cells.append(" " * cell)
            continue
        text, role = text_and_role(each[row])
        more = f" +{len(each) - row - 1}" if last and len(each) > row + 1 else ""
        cells.append((pad(cut(text, cell - 1 - len(more)) + more, cell), role))
    return cells


def _column(
    entries: DayEntries | None,
    hours: Sequence[int],
    slots: int,
    *,
    today: date,
    clashing: Container[int],
    selected: int | None,
    wide: bool,
) -> dict[int, Piece]:
    """A day's lines by row: each appointment where it starts, its place and ride in the free rows below it."""
    rows: dict[int, Piece] = {}
    starts: dict[int, list[Appointment]] = {}
    for each in entries.standing if entries is not None else ():
        if each.starts_at.hour in hours and not each.whole_day:
            row = hours.index(each.starts_at.hour) * slots + (slots == 2 and each.starts_at.minute >= 30)
            starts.setdefault(row, []).append(each)
    for row, found in starts.items():
        shown = next((each for each in found if each.id == selected), found[0])
        mark, role = mark_of(shown, today=today, clashing=clashing)
        sign = ">" if shown.id == selected else ""
        more = f" +{len(found) - 1}" if len(found) > 1 else ""
        lead = f"{sign or ' '}{mark} " if wide else f"{sign}{mark.strip()}"
        rows[row] = f"{lead}{in_short(shown)}", more, role
        if slots == 2:
            _details(rows, row, shown, starts, last=len(hours) * slots)
    return rows


def _details(rows: dict[int, Piece], row: int, entry: Appointment, starts: Container[int], *, last: int) -> None:
    """Where it is and how the ride stands, below the line of an appointment as far as the rows are free."""
    missing = ride_missing(entry)
    parts = [(ride_text(entry), "warn")] if missing else []
    parts += [(place_text(entry), "muted")]
    parts += [] if missing else [(ride_text(entry), "muted")]
    for text, role in parts:
        row += 1
        if row in starts or row >= last or row in rows:
            return
        if not text:
            row -= 1
            continue
        rows[row] = f"   {text}", "", role
