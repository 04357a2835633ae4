"""`caseterm tasks`: open tasks by their day."""

from argparse import Namespace

from caseterm import queries
from caseterm.cli.lines import task_fields, task_line
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, say_json


def run(options: Namespace) -> int:
    """Print the open tasks, the longest overdue first."""
    with reading(options) as db:
        today = db.clock.today()
        tasks = queries.worklist.open_tasks(db, before=today if options.overdue else None)
        if options.json:
            say_json([task_fields(task, today) for task in tasks])
            return 0
        say(task_line(task, today) for task in tasks)
        if not tasks:
            note("Nothing is overdue." if options.overdue else "There are no open tasks.")
    return 0
