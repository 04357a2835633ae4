"""The entry under the cursor in full, for the pane at the right."""

from collections.abc import Sequence
from datetime import date

from caseterm.queries.visit import AppointmentDetail
from caseterm.rules.calendar import DeadlineDue, TaskDue
from caseterm.rules.calendar_words import (
    day_and_time,
    deadline_text,
    hours_text,
    interpreter_text,
    outcome_text,
    ride_missing,
    ride_text,
)
from caseterm.rules.date_words import days_words, long_day
from caseterm.rules.terms import PRIORITIES, label
from caseterm.rules.terms_visits import APPOINTMENT_KINDS
from caseterm.screens.calendar.rows import Sight, crowd_words
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import wrap

Lines = list[Sequence[Cell]]


def appointment_lines(detail: AppointmentDetail, sight: Sight, width: int) -> Lines:
    """Everything she may need on the telephone about one appointment."""
    entry = detail.appointment
    lines = _Lines(width)
    lines.add(f"{day_and_time(entry.starts_at)}  {label(APPOINTMENT_KINDS, entry.kind)}", "bold")
    lines.add(f"{hours_text(entry)}  {days_words((entry.day - sight.today).days)}", "muted")
    lines.add(" ".join(part for part in (entry.client, entry.number) if part), "bold")
    lines.add(outcome_text(entry, sight.today), "warn")
    for words in crowd_words(entry, sight):
        lines.add(f"! {words}", "warn")
    if entry.moved_from:
        lines.add(f"Moved from {day_and_time(entry.moved_from)}", "muted")
    if detail.series is not None:
        lines.add(f"{detail.series.words}; this is no. {detail.series.number}", "muted")
    lines.gap()
    lines.add(entry.title)
    lines.add(entry.provider)
    lines.add(entry.location if entry.location != entry.provider else "")
    lines.add("" if entry.location and entry.location != entry.provider else detail.provider_address)
    lines.add(detail.provider_phone)
    lines.add(f"With {entry.who}" if entry.who else "")
    lines.add(ride_text(entry), "warn" if ride_missing(entry) else "")
    lines.add(interpreter_text(entry), "" if entry.interpreter_booked else "warn")
    lines.gap()
    phone = f"Client {detail.client_phone}" if detail.client_phone else ""
    lines.add(phone + (" text ok" if phone and detail.text_ok else ""))
    lines.add(detail.manners.wishes)
    if detail.last_visit_on:
        gap = (entry.day - detail.last_visit_on).days
        lines.add(f"Last kept {detail.last_visit_on:%m/%d}, {gap} d before; visit {detail.visits + 1}")
    if detail.missed:
        lines.add(f"Missed before: {detail.missed}", "warn")
    for number, (title, due) in enumerate(detail.tasks):
        if number == 0:
            lines.gap()
        lines.add(f"[ ] {title}" + (f", due {due:%m/%d}" if due else ""))
    for name, text in (("Purpose", detail.purpose), ("Outcome", detail.outcome), ("Notes", detail.notes)):
        if text:
            lines.gap()
            lines.add(f"{name}: {text}")
    return lines.all


def task_lines(entry: TaskDue, today: date, width: int) -> Lines:
    """A task that is due."""
    lines = _Lines(width)
    lines.add(entry.title, "bold")
    lines.add(f"Due {long_day(entry.due)}, {days_words((entry.due - today).days)}")
    lines.add(" ".join(part for part in (entry.client, entry.number) if part))
    lines.add(f"Priority {label_of(entry.priority)}")
    lines.add(f"Waiting on {entry.waiting_on}" if entry.waiting_on else "", "muted")
    lines.gap()
    lines.add("x done   d another date   enter opens the case", "muted")
    return lines.all


def label_of(priority: int) -> str:
    """The word for a priority."""
    return PRIORITIES.get(priority, str(priority)).lower()


def deadline_lines(entry: DeadlineDue, today: date, width: int) -> Lines:
    """A deadline; it is verified and satisfied in the client's file."""
    lines = _Lines(width)
    lines.add("Deadline", "bad")
    lines.add(deadline_text(entry), "bold")
    lines.add(f"Act by {long_day(entry.day)}, {days_words((entry.day - today).days)}")
    lines.add(f"{entry.client} {entry.number}")
    lines.add("" if entry.verified else "Not verified by an attorney.", "warn")
    lines.gap()
    lines.add("enter opens it in the client's file", "muted")
    return lines.all


class _Lines:
    """Lines wrapped to a width; blank texts leave no line, gaps do not repeat."""

    def __init__(self, width: int) -> None:
        self.width = max(10, width)
        self.all: Lines = []

    def add(self, text: str, role: str = "") -> None:
        if text:
            self.all += [[(line, role)] for line in wrap(text, self.width)]

    def gap(self) -> None:
        if self.all and self.all[-1]:
            self.all.append([])
