"""`caseterm sheet`: the day, the week, a client's appointments, requests; and how any sheet is written."""

from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path

from caseterm import caresheets, sheets
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, write_bytes
from caseterm.cli.timing import SWEEP_FORMATS
from caseterm.errors import InputError
from caseterm.paths import config_folder
from caseterm.queries.summary import case_id_of
from caseterm.rules.dates import parse_date
from caseterm.rules.disclosure import ATTORNEY
from caseterm.rules.text import show
from caseterm.sheets import Sheet
from caseterm.store.database import Database
from caseterm.summaries import UNRECORDED, Saved


def run(options: Namespace) -> int:
    """Write the sheet asked for."""
    with reading(options) as db:
        today = db.clock.today()
        if options.review:
            write_sheet(db, sheets.review()(db), options)
            return 0
        if options.requests:
            case_id = case_id_of(db, options.case) if options.case else None
            write_sheet(db, sheets.outstanding(case_id, due_only=options.due)(db), options)
            return 0
        care = _care(db, options)
        if care is not None:
            write_sheet(db, care(db), options)
            return 0
        first = _day(options.day, today)
        if options.case:
            last = first + timedelta(days=(options.days or 28) - 1)
            reader = sheets.client_days(case_id_of(db, options.case), first, last)
        else:
            length = options.days or (7 if options.week else 1)
            reader = sheets.days(first, first + timedelta(days=length - 1))
        write_sheet(db, reader(db), options)
    return 0


def _care(db: Database, options: Namespace) -> sheets.Reader | None:
    """The print of a case's care that was asked for."""
    if options.plan:
        return caresheets.recovery_plan(case_id_of(db, options.plan), options.audience or ATTORNEY)
    if options.progress:
        return caresheets.report(case_id_of(db, options.progress), options.audience or ATTORNEY)
    if options.audience is not None:
        raise InputError.one("--for", options.audience, "it says who reads it: --plan NO or --progress NO --for client")
    return caresheets.timeline(case_id_of(db, options.timeline)) if options.timeline else None


def write_sheet(db: Database, sheet: Sheet, options: Namespace) -> None:
    """Write a sheet to the file, folder or standard output asked for, and put it on the disclosure record."""
    prepared = sheets.prepare(sheet, _format(options), config_dir=config_folder())
    if options.output == "-":
        made = prepared.write()
        saved = Saved(prepared.case_id, prepared.options, Path("-"))
        recorded = sheets.record(db, sheet, [saved], where="standard output")
        write_bytes(made.data)
        notices = made.notices
    else:
        done = sheets.save(prepared, sheets.target(db, prepared, options.output))
        recorded = sheets.record(db, sheet, [done])
        say([f"Saved {show(str(done.path))}"])
        notices = done.notices
    for notice in (*notices, *(() if recorded else (UNRECORDED,))):
        note(notice)


def _format(options: Namespace) -> str:
    """The format asked for, else what the file's name ends with, else PDF."""
    if options.format:
        return str(options.format)
    ending = Path(options.output or "").suffix.removeprefix(".").lower()
    return ending if ending in SWEEP_FORMATS else "pdf"


def _day(typed: str, today: date) -> date:
    if not typed:
        return today
    try:
        return parse_date(typed, today=today)
    except ValueError as problem:
        raise InputError.one("Day", typed, str(problem)) from None
