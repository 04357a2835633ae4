"""`caseterm backup [FILE]`: a checked copy of the database, or the list of those there are."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from caseterm import services
from caseterm.cli.outputs import note, say, say_json
from caseterm.clock import clock_from
from caseterm.errors import NotFoundError
from caseterm.paths import database_path
from caseterm.store.backup import back_up, stem_of
from caseterm.store.faults import storage_errors
from caseterm.typedcommands import command


def run(options: Namespace) -> int:
    """Copy the database, also while the screens are open, and check the copy."""
    source = database_path(options.db)
    if not source.exists():
        raise NotFoundError(f"There is no database at {source}.", next_step="Check --db and CASETERM_DB.")
    if options.list:
        return _list(source, as_json=options.json)
    clock = clock_from()
    if options.file is None:
        target = services.backups.next_name(source, "by-hand", clock.local()).path
    else:
        target = Path(options.file).expanduser().absolute()
    if target.is_dir():
        target = target / f"{stem_of(source)}-{clock.local():%Y-%m-%d-%H%M}.db"
    with storage_errors(source):
        made = back_up(source, target)
    say(
        [
            f"Copied to {made}, {made.stat().st_size:,} bytes, checked.",
            f"To bring it back: {command(source, 'restore', made)}",
        ]
    )
    return 0


def _list(source: Path, *, as_json: bool) -> int:
    found = services.backups.listed(source)
    if as_json:
        say_json([asdict(backup) for backup in found])
        return 0
    say(f"{backup.words}\t{backup.path.stat().st_size:,} bytes\t{backup.path}" for backup in found)
    if not found:
        note(f"There are no backups in {services.backups.folder_of(source)}.")
    return 0
