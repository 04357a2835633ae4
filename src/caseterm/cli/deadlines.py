"""`caseterm deadlines`: the sweep as lines, as JSON, or as a document."""

from argparse import Namespace

from caseterm import queries, sheets
from caseterm.cli.lines import row
from caseterm.cli.opening import reading
from caseterm.cli.outputs import say, say_json
from caseterm.cli.sheets import write_sheet
from caseterm.rules.date_words import days_words, short_day
from caseterm.rules.limitations import verified_words
from caseterm.rules.sweep import Sweep, sweep_json


def run(options: Namespace) -> int:
    """Print the deadlines, or write them as a document."""
    with reading(options) as db:
        sweep = queries.deadlines.sweep(db, options.days)
        if options.json:
            say_json(sweep_json(sweep))
            return 0
        if options.format is None and options.output is None:
            say(_lines(sweep))
            return 0
        write_sheet(db, sheets.sweep(options.days, sweep)(db), options)
    return 0


def _lines(sweep: Sweep) -> list[str]:
    if not sweep.lines:
        return [f"No deadline in the next {sweep.days} days."]
    return [
        row(
            verified_words(line.verified_by, line.verified_on),
            f"file by {short_day(line.file_by or line.due, sweep.today)} {(line.file_by or line.due).year}",
            f"due {line.due:%m/%d/%Y}" if line.moved else "",
            days_words((line.must_by - sweep.today).days),
            line.name,
            f"against {line.defendant}" if line.defendant else "",
            line.client,
            line.number,
            "reminder due" if line.rings(sweep.today) else "",
        )
        for line in sweep.lines
    ]
