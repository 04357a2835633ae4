"""`caseterm import FILE`: a spreadsheet, a calendar, or an export of a whole database, into the record."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseterm import calendars, importing, queries, transfer
from caseterm.cli.opening import writing
from caseterm.cli.outputs import note, say, say_json
from caseterm.clock import clock_from
from caseterm.errors import NotFoundError, UsageError
from caseterm.paths import database_path
from caseterm.rules.counting import counted
from caseterm.scratch import scratch_folder
from caseterm.store.database import Database


def run(options: Namespace) -> int:
    """Show what the file holds, ask, and bring it in as one act."""
    path = Path(options.file).expanduser()
    if not path.exists():
        raise NotFoundError(f"There is no file {path}.", safe="Nothing was read.", next_step="Check the name.")
    if path.is_file() and transfer.is_export(path):
        return _whole(options, path)
    if path.is_file() and calendars.is_calendar(path):
        return _calendar(options, path)
    with _database(options) as db:
        preview = importing.preview_file(
            db,
            path,
            map_path=Path(options.mapping).expanduser() if options.mapping else None,
            sheet=options.sheet,
            encoding=options.encoding,
            header_line=options.header_line,
        )
        if options.json:
            say_json(importing.as_json(preview) | {"written": False} if options.dry_run else importing.as_json(preview))
        else:
            say(importing.report_lines(preview))
        if options.dry_run:
            note("Nothing was written (--dry-run).")
            return 0
        if preview.rows and not _agreed(options, f"Import {len(preview.rows)} cases?"):
            return 0
        changes = importing.import_preview(db, preview)
        note(f"{changes.label}. One undo removes them: u in the program.")
        found = importing.conflict_lines(db, changes)
        if not options.json:
            say(found)
    return 0


def _whole(options: Namespace, path: Path) -> int:
    """Put an export of a whole database into an empty one."""
    if options.dry_run:
        note("This is an export of a whole database; it goes into an empty one. Nothing was written (--dry-run).")
        return 0
    with writing(options) as db:
        if not _agreed(options, f"Put the whole export into {db.path}?"):
            return 0
        count = transfer.import_whole(db, path)
        say([f"{count} rows are in {db.path}."])
    return 0


def _calendar(options: Namespace, path: Path) -> int:
    """Bring the entries of a calendar file in, as one act."""
    with _database(options) as db:
        preview = calendars.preview_calendar(db, path)
        if options.case:
            preview = calendars.chosen(preview, _undecided(preview), queries.summary.case_id_of(db, options.case))
        elif options.without_case:
            preview = calendars.chosen(preview, _undecided(preview), None)
        if options.past:
            past = [place for place, row in enumerate(preview.rows) if row.state == "past"]
            preview = calendars.turned(preview, past, taken=True)
        if options.json:
            say_json(calendars.as_json(preview) | {"written": False} if options.dry_run else calendars.as_json(preview))
        else:
            say(calendars.report_lines(preview))
        if options.dry_run:
            note("Nothing was written (--dry-run).")
            return 0
        count = len(preview.taken)
        if count and not _agreed(options, f"Import {counted(count, 'entry', 'entries')}?"):
            return 0
        changes = calendars.import_preview(db, preview)
        note(f"{changes.label}. One undo takes it back: u in the program.")
    return 0


def _undecided(preview: calendars.CalendarPreview) -> list[int]:
    """The entries for which no case was found, those of the past left alone."""
    return [place for place, row in enumerate(preview.rows) if row.state == "nobody"]


@contextmanager
def _database(options: Namespace) -> Iterator[Database]:
    """The database to write to; a dry run without one compares with an empty one that is gone afterwards."""
    path = database_path(options.db)
    if options.dry_run and not path.exists():
        with (
            scratch_folder() as folder,
            Database.open(folder / "empty.db", clock_from()) as db,
        ):
            yield db
    elif options.dry_run:
        with Database.open(path, clock_from(), create=False, exclusive=False) as db:
            yield db
    else:
        with writing(options) as db:
            yield db


def _agreed(options: Namespace, question: str) -> bool:
    """Whether the user says yes. Raises UsageError when there is nobody to ask."""
    if options.yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(
            "Nothing was written: nobody is there to say yes.", next_step="Look at the lines above, then add --yes."
        )
    sys.stderr.write(f"{question} Type yes: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() in ("yes", "y"):
        return True
    note("Nothing was written.")
    return False
