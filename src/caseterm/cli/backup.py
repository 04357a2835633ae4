"""`caseterm backup FILE`: a checked copy of the database."""

from argparse import Namespace
from pathlib import Path

from caseterm.cli.outputs import say
from caseterm.clock import clock_from
from caseterm.errors import NotFoundError
from caseterm.paths import database_path
from caseterm.store.backup import back_up
from caseterm.store.faults import storage_errors


def run(options: Namespace) -> int:
    """Copy the database, also while the screens are open, and check the copy."""
    source = database_path(options.db)
    if not source.exists():
        raise NotFoundError(f"There is no database at {source}.", next_step="Check --db and CASETERM_DB.")
    target = Path(options.file).expanduser().absolute()
    if target.is_dir():
        target = target / f"{source.stem}-{clock_from().local():%Y-%m-%d-%H%M}.db"
    with storage_errors(source):
        made = back_up(source, target)
    say([f"Copied to {made}, {made.stat().st_size:,} bytes, checked.", f"To use it: caseterm --db {made}"])
    return 0
