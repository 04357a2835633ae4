"""`caseterm history`: who changed what, when, from what to what; on the screen of a terminal, or as a file."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from caseterm import histories, queries
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, say_json, write_bytes
from caseterm.errors import InputError, NotFoundError
from caseterm.paths import config_folder
from caseterm.rules.dates import paper_day
from caseterm.rules.filters import FilterProblem
from caseterm.rules.historyfilter import HistoryFilter, parse_history_filter
from caseterm.store.database import Database

USUAL = 200


def run(options: Namespace) -> int:
    """Print the acts on a case, or all of them, the newest first, with the fields each changed."""
    with reading(options) as db:
        case_id = _case(db, options.number) if options.number else None
        wanted = _wanted(db, options.find)
        if options.format or options.output:
            return _to_file(db, histories.Asked(wanted, case_id, options.limit or histories.MOST_PRINTED), options)
        acts = queries.acthistory.acts(db, wanted, case_id=case_id, most=options.limit or USUAL)
        if options.json:
            say_json([asdict(each) | {"changes": queries.acthistory.words(db, each, case_id)} for each in acts])
            return 0
        for each in acts:
            mark = f"[{each.mark}] " if each.mark else ""
            say([f"{paper_day(each.at.date())} {each.at:%H:%M}\t{each.who}\t{each.case}\t{mark}{each.label}"])
            say(f"  {line}" for line in queries.acthistory.words(db, each, case_id))
        if not acts:
            note("Nothing has been changed yet." if not wanted else "No act is like that.")
    return 0


def _to_file(db: Database, asked: histories.Asked, options: Namespace) -> int:
    ending = Path(options.output or "").suffix.removeprefix(".").lower()
    format = options.format or (ending if ending in histories.FORMATS else "pdf")
    if options.output == "-":
        made = histories.written(db, asked, format, config_dir=config_folder())
        write_bytes(made.data)
        histories.record(db, asked, format, "standard output")
        return 0
    path = None if options.output is None else Path(options.output).expanduser()
    if path is not None and (path.is_dir() or options.output.endswith(("/", "\\"))):
        path = path / histories.name(db, asked, format)
    say([f"Saved {histories.save(db, asked, format, path, config_dir=config_folder())}"])
    return 0


def _wanted(db: Database, text: str) -> HistoryFilter:
    try:
        return parse_history_filter(text.encode(errors="replace").decode(), today=db.clock.today())
    except FilterProblem as problem:
        raise InputError.one("--find", "", str(problem)) from None


def _case(db: Database, number: str) -> int:
    found = db.raw.execute("SELECT id FROM cases WHERE number = ?", (number.encode(errors="replace").decode(),))
    row = found.fetchone()
    if row is None:
        raise NotFoundError(f"There is no case {number}.", next_step="caseterm cases lists them.")
    return int(row[0])
