"""The short words of a calendar's cells, each with its mark and its role."""

from collections.abc import Container
from datetime import date, datetime

from caseterm.rules.calendar import Appointment, DayEntries, DeadlineDue
from caseterm.rules.calendar_words import DEADLINE_SHORT, deadline_mark, kind_text, outcome_wanted, ride_missing
from caseterm.rules.terms import APPOINTMENT_KEPT
from caseterm.widgets.rows import Cell

MINUTES_FROM = 16
"""Cells this wide show minutes; narrower ones the hour alone."""


def surname(entry: Appointment) -> str:
    """Whom an appointment is about in one word: the client's surname, else its title or who is meant."""
    return entry.client.split(",")[0] or entry.title or entry.who


def in_short(entry: Appointment) -> str:
    """PT Nguyen; one of no kind by its title: Trial Garcia."""
    if entry.kind == "other" and entry.title:
        return f"{entry.title} {entry.client.split(',')[0]}".strip()
    return f"{kind_text(entry)} {surname(entry)}"


def needs_action(entry: Appointment, *, today: date, clashing: Container[int]) -> bool:
    """Whether something about an appointment to come is not settled: its ride, or an overlap."""
    return entry.day >= today and (ride_missing(entry) or entry.id in clashing)


def mark_of(entry: Appointment, *, today: date, clashing: Container[int]) -> tuple[str, str]:
    """One character with its role: ! needs action, ? outcome unknown, - did not take place, blank otherwise."""
    if entry.status == "no_show" or entry.off:
        return "-", "warn" if entry.status == "no_show" and entry.moved_to is None else "muted"
    if outcome_wanted(entry, today):
        return "?", "warn"
    if needs_action(entry, today=today, clashing=clashing):
        return "!", "warn"
    return " ", "muted" if entry.status in APPOINTMENT_KEPT else "accent"


def hour_text(at: datetime, width: int) -> str:
    """9 or, in a wide cell, 9:30; with a or p where morning and afternoon could be mistaken."""
    text = f"{at.hour % 12 or 12}"
    if width >= MINUTES_FROM and at.minute:
        text += f":{at.minute:02}"
    return text if 7 <= at.hour < 19 else f"{text}{'a' if at.hour < 12 else 'p'}"


def appointment_cell(entry: Appointment, *, today: date, clashing: Container[int], width: int) -> Cell:
    """9 PT Nguyen, with its mark between hour and kind."""
    mark, role = mark_of(entry, today=today, clashing=clashing)
    at = mark.strip() if entry.whole_day else f"{hour_text(entry.starts_at, width)}{mark}"
    return f"{at}{in_short(entry)}", role


def deadline_cell(entry: DeadlineDue, today: date) -> Cell:
    """! demand Garcia."""
    mark = deadline_mark(entry, today)
    words = DEADLINE_SHORT.get(entry.kind) or entry.title
    return f"{mark} {words} {entry.client.split(',')[0]}", "bad" if mark == "!!" else "warn"


def tasks_cell(day: DayEntries) -> Cell:
    """[ ] 3 tasks, or the one task by its title."""
    if len(day.tasks) == 1:
        return f"[ ] {day.tasks[0].title}", ""
    return f"[ ] {len(day.tasks)} tasks", ""


def cell_lines(day: DayEntries, *, today: date, clashing: Container[int], width: int) -> list[Cell]:
    """The lines of a day's cell, what must not be missed first: deadlines, appointments, tasks in one line."""
    lines = [deadline_cell(each, today) for each in day.deadlines]
    lines += [appointment_cell(each, today=today, clashing=clashing, width=width) for each in day.standing]
    return [*lines, tasks_cell(day)] if day.tasks else lines
