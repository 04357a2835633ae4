"""`caseterm restore FILE`: a backup in the database's place, after a look at both and a typed word."""

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from caseterm import services
from caseterm.cli.outputs import note, say
from caseterm.cli.unlocking import unlock
from caseterm.clock import clock_from
from caseterm.errors import DamagedError, UsageError
from caseterm.paths import database_path
from caseterm.store.database import Database
from caseterm.typedcommands import command, recover


def run(options: Namespace) -> int:
    """Show what is in the backup against what is there now, ask, and put it in its place."""
    path = database_path(options.db)
    backup = Path(options.file).expanduser().absolute()
    clock = clock_from()
    with suppress(DamagedError):  # then it is kept as it is, and the restored one keeps the backup's key
        unlock(path, options)
    unlock(backup, options)
    comparison = services.restoring.compare(path, backup)
    say([f"Database: {path}", f"Backup:   {backup}", *comparison.lines(clock)])
    if not options.yes and not _agreed():
        return 0
    kept, said = services.restoring.restore(path, backup, clock)
    with Database.open(path, clock, create=False):
        pass  # an older backup is brought up to date now
    if said:
        note(said)
    say([f"Restored from {backup}."])
    if kept is not None:
        back = f"save what it still holds: {recover(kept, beside=path)}" if said else None
        back = back or f"take this back: {command(path, 'restore', kept)}"
        say([f"The database it replaced is kept: {kept}", f"To {back}"])
    return 0


def _agreed() -> bool:
    """Whether the word was typed. Raises UsageError when there is nobody to ask."""
    word = services.restoring.WORD
    if not sys.stdin.isatty():
        raise UsageError(
            "Nothing was changed: nobody is there to say yes.", next_step="Look at the lines above, then add --yes."
        )
    sys.stderr.write(f"The database is replaced and kept beside the backups. Type {word} to do it: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() == word:
        return True
    note("Nothing was changed.")
    return False
