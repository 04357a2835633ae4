"""`caseterm letter CODE NO...`: letters into the cases' folders, entered as drafts for review."""

from argparse import Namespace
from pathlib import Path

from caseterm import letters
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, through
from caseterm.errors import FieldProblem, InputError, ReadOnlyError
from caseterm.letters import Ready
from caseterm.paths import config_folder
from caseterm.queries.summary import case_id_of
from caseterm.rules.counting import counted
from caseterm.rules.letters import FIELDS, Addressed
from caseterm.store.database import Database
from caseterm.summaries import UNRECORDED

DUE = "due"


def run(options: Namespace) -> int:
    """Fill in every letter asked for, and only then write them. Raises InputError naming all that is missing."""
    extra = _extra(options.extra)
    with reading(options) as db:
        wanted = [each for number in options.numbers for each in _of_case(db, number, options)]
        ready = _ready(db, wanted, extra)
        if options.show:
            for each in ready:
                say([f"{each.letter.title}\t{each.letter.number}\t{each.letter.to}", "", *each.lines, ""])
            return 0
        folder = Path(options.output).expanduser() if options.output else None
        saved = [(each, letters.save(each, folder)) for each in through("Saving", ready)]
        say([f"Saved {path}" for _, path in saved])
        if saved:
            _record(db, saved)
        elif options.code == DUE:
            note("No letter is due.")
    return 0


def _of_case(db: Database, number: str, options: Namespace) -> list[Addressed]:
    case_id = case_id_of(db, number)
    if options.code == DUE:
        return letters.due(db, case_id)
    return letters.chosen(db, case_id, options.code, options.to)


def _ready(db: Database, wanted: list[Addressed], extra: dict[str, str]) -> list[Ready]:
    """All of them filled in. Raises InputError with what is missing in any."""
    ready: list[Ready] = []
    problems: list[FieldProblem] = []
    names = letters.naming(db)
    for each in through("Filling in", wanted):
        try:
            ready.append(letters.fill(each, names, config=config_folder(), extra=extra))
        except InputError as problem:
            problems += problem.problems
    if problems:
        raise InputError(problems, next_step="Nothing was written. --set FIELD=TEXT gives a field for this letter.")
    return ready


def _record(db: Database, saved: list[tuple[Ready, Path]]) -> None:
    try:
        letters.record(db, saved)
    except ReadOnlyError:
        note(UNRECORDED)
    else:
        note(f"{counted(len(saved), 'draft')} for the attorney's review.")


def _extra(given: list[str]) -> dict[str, str]:
    """Fields for this letter alone. Raises InputError for one there is not."""
    found: dict[str, str] = {}
    for each in given:
        path, equals, text = each.partition("=")
        if not equals or path not in FIELDS:
            raise InputError.one("--set", each, "takes FIELD=TEXT; caseterm letters fields lists the fields")
        found[path] = text
    return found
