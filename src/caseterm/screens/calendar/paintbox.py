"""The short words of a calendar's cells, each with its mark and its role."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from caseterm.rules.calendar import Appointment, DayEntries, DeadlineDue
from caseterm.rules.calendar_words import DEADLINE_SHORT, deadline_mark, kind_text, outcome_wanted, ride_missing
from caseterm.rules.terms_visits import APPOINTMENT_KEPT
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


@dataclass(frozen=True)
class DayCell:
    """What a day of the month's grid may show; `visits` makes the first appointments, as many as are asked for."""

    deadlines: Sequence[DeadlineDue]
    visits: Callable[[int], Sequence[Appointment]]
    standing: int
    tasks: int
    task: str
    drawn: dict[tuple[object, ...], list[Cell]] = field(default_factory=dict, compare=False)
    """The lines made before, by everything they depend on."""

    @property
    def total(self) -> int:
        """Its lines, were there room for all."""
        return len(self.deadlines) + self.standing + bool(self.tasks)

    def lines(self, count: int, *, today: date, clashing: frozenset[int], width: int) -> list[Cell]:
        """Its first lines, what must not be missed first: deadlines, appointments, tasks in one line."""
        key = (count, today, clashing, width)
        if key not in self.drawn:
            lines = [deadline_cell(each, today) for each in self.deadlines[:count]]
            for each in self.visits(count - len(lines)):
                lines.append(appointment_cell(each, today=today, clashing=clashing, width=width))
            if self.tasks and len(lines) < count:
                lines.append((f"[ ] {self.task if self.tasks == 1 else f'{self.tasks} tasks'}", ""))
            self.drawn[key] = lines
        return self.drawn[key]


def cell_of(day: DayEntries) -> DayCell:
    """The cell of a day that was read in full."""
    first = day.tasks[0].title if day.tasks else ""
    return DayCell(day.deadlines, lambda count: day.standing[:count], len(day.standing), len(day.tasks), first)
