"""`caseterm lock`: who has the database open to write, and how many wrong passphrases were tried."""

from argparse import Namespace

from caseterm import services
from caseterm.cli.outputs import say, say_json
from caseterm.errors import BusyError, NotFoundError
from caseterm.paths import database_path


def run(options: Namespace) -> int:
    """Print it without opening the database; 0 when it is free, 75 when a copy of the program has it."""
    path = database_path(options.db)
    if not path.exists():
        raise NotFoundError(f"There is no database at {path}.", next_step="Check --db and CASETERM_DB.")
    holder = services.lockout.holder(path)
    wrong = services.lockout.failures(path)
    if options.json:
        facts = (holder.who, holder.machine, holder.since) if holder else ("", "", "")
        names = dict(zip(("who", "machine", "since"), facts, strict=True))
        say_json({"held": holder is not None, **names, "wrong_tries": wrong})
    else:
        say([f"In use by {holder}." if holder else "Free: nobody has it open to write."])
        say([f"Wrong passphrases since the last right one: {wrong}."] if wrong else [])
    return BusyError.exit_code if holder else 0
