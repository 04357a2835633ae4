"""`caseterm today`: the day at a glance."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from caseterm import queries
from caseterm.cli.lines import (
    case_fields,
    case_line,
    deadline_parts,
    entry_fields,
    entry_line,
    row,
    task_fields,
    task_line,
)
from caseterm.cli.opening import reading
from caseterm.cli.outputs import say, say_json
from caseterm.rules.calendar import Appointment
from caseterm.rules.counting import counted
from caseterm.rules.date_words import DAYS, paper_day
from caseterm.store.database import Database

DEADLINE_DAYS = 14


def run(options: Namespace) -> int:
    """Print what today holds."""
    with reading(options) as db:
        day = _Day(db)
        if options.json:
            say_json(day.as_json())
        else:
            say(day.lines())
    return 0


class _Day:
    """Everything the morning asks for."""

    def __init__(self, db: Database) -> None:
        self.today: date = db.clock.today()
        entries = queries.calendar.entries(db, self.today, self.today)
        self.appointments = sorted(
            (each for each in entries if isinstance(each, Appointment)), key=lambda each: each.starts_at
        )
        late = queries.calendar.overdue(db, self.today)
        self.chase = late.outcomes
        self.deadlines = queries.calendar.deadlines_within(db, self.today, DEADLINE_DAYS)
        tasks = queries.worklist.open_tasks(db)
        self.tasks = [task for task in tasks if task.due is not None and task.due <= self.today]
        self.counts = queries.caselist.counts(db)
        self.needy = queries.caselist.lines(db, queries.caselist.case_ids(db, "attention"))

    def lines(self) -> Iterator[str]:
        today = self.today
        yield f"Today is {DAYS[today.weekday()].title()}, {paper_day(today)}."
        if not self.counts["all"]:
            yield "There are no cases yet. Start caseterm and press N, or bring a spreadsheet in: caseterm import FILE"
            return
        overdue = sum(task.due != today for task in self.tasks)
        due = counted(len(self.tasks) - overdue, "task")
        yield (
            f"{counted(self.counts['open'], 'open case')}, {self.counts['attention']} need you. "
            f"{counted(len(self.appointments), 'appointment')} today, {due} due, "
            f"{overdue} overdue, {counted(len(self.deadlines), 'deadline')} within {DEADLINE_DAYS} days."
        )
        yield from (entry_line(entry, today) for entry in self.appointments)
        yield from (f"outcome wanted\t{entry_line(entry, today)}" for entry in self.chase)
        yield from (f"task	{task_line(task, today)}" for task in self.tasks)
        yield from (row("deadline", *deadline_parts(each, today)) for each in self.deadlines)
        yield from (f"case\t{case_line(line, today)}" for line in self.needy)

    def as_json(self) -> dict[str, Any]:
        today = self.today
        return {
            "today": today,
            "counts": {
                "open": self.counts["open"],
                "needs_attention": self.counts["attention"],
                "contact_due": self.counts["contact"],
                "limitation_under_90_days": self.counts["sol"],
            },
            "appointments": [entry_fields(entry) for entry in self.appointments],
            "outcomes_wanted": [entry_fields(entry) for entry in self.chase],
            "tasks": [task_fields(task, today) for task in self.tasks],
            "deadlines": [entry_fields(each) for each in self.deadlines],
            "needs_attention": [case_fields(line, today) for line in self.needy],
        }
