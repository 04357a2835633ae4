"""`caseterm deadlines`: the sweep as lines, as JSON, or as a document."""

from argparse import Namespace
from pathlib import Path

from caseterm import queries, sweeps
from caseterm.cli.lines import row
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, say_json, write_bytes
from caseterm.cli.timing import SWEEP_FORMATS
from caseterm.paths import config_folder
from caseterm.rules.date_words import days_words, short_day
from caseterm.rules.limitations import verified_words
from caseterm.rules.sweep import Sweep, sweep_json
from caseterm.rules.text import show
from caseterm.summaries import UNRECORDED, Saved


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
        prepared = sweeps.prepare(db, _format(options), days=options.days, config_dir=config_folder(), read=sweep)
        if options.output == "-":
            made = prepared.write()
            saved = Saved(0, prepared.options, Path("-"))
            recorded = sweeps.record(db, [saved], where="standard output")
            write_bytes(made.data)
            notices = made.notices
        else:
            done = sweeps.save(prepared, sweeps.target(db, prepared, options.output))
            recorded = sweeps.record(db, [done])
            say([f"Saved {show(str(done.path))}"])
            notices = done.notices
        for notice in (*notices, *(() if recorded else (UNRECORDED,))):
            note(notice)
    return 0


def _format(options: Namespace) -> str:
    """The format asked for, else what the file's name ends with, else PDF."""
    if options.format:
        return str(options.format)
    ending = Path(options.output or "").suffix.removeprefix(".").lower()
    return ending if ending in SWEEP_FORMATS else "pdf"


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
