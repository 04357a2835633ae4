"""`caseterm agenda`: what stands on the calendar in the coming days."""

from argparse import Namespace
from datetime import datetime, time, timedelta

from caseterm import queries
from caseterm.cli.lines import entry_fields, entry_line
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, say_json
from caseterm.rules.calendar import Appointment, Entry, TaskDue


def run(options: Namespace) -> int:
    """Print appointments, tasks due and deadlines from today on, by day and time."""
    with reading(options) as db:
        today = db.clock.today()
        last = today + timedelta(days=options.days - 1)
        entries = sorted(queries.calendar.entries(db, today, last), key=_when)
        if options.json:
            say_json([entry_fields(entry) for entry in entries])
            return 0
        say(entry_line(entry, today) for entry in entries)
        if not entries:
            note("Nothing is on the calendar for these days.")
    return 0


def _when(entry: Entry) -> tuple[datetime, int]:
    """Deadlines before a day's first appointment, tasks without a time after its last one."""
    if isinstance(entry, Appointment):
        return entry.starts_at, 1
    if isinstance(entry, TaskDue):
        at = time.fromisoformat(entry.due_time) if entry.due_time else time.max
        return datetime.combine(entry.due, at), 2
    return datetime.combine(entry.day, time.min), 0
