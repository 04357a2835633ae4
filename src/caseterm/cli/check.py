"""`caseterm check`: whether the database is whole."""

from argparse import Namespace
from dataclasses import replace

from caseterm import services
from caseterm.cli.outputs import note, say, say_json
from caseterm.clock import clock_from
from caseterm.errors import DamagedError, NotFoundError
from caseterm.paths import database_path
from caseterm.store.faults import storage_errors
from caseterm.typedcommands import to_type


def run(options: Namespace) -> int:
    """Print every finding; 78 when something is broken."""
    path = database_path(options.db)
    if not path.is_file():
        raise NotFoundError(f"There is no database at {path}.", next_step="Check --db and CASETERM_DB.")
    with storage_errors(path):
        found = services.checking.look(path, clock_from())
    findings = [replace(each, words=to_type(each.words, path), todo=to_type(each.todo, path)) for each in found]
    whole = all(finding.state != "broken" for finding in findings)
    if options.json:
        say_json({"whole": whole, "findings": findings})
    else:
        told = ""
        for finding in findings:
            say([f"{finding.name}: {finding.state}, {finding.words}"])
            say([f"    {finding.todo}"] if finding.todo not in ("", told) else [])
            told = finding.todo or told
        say(["Nothing is broken." if whole else "Something is broken."])
    if whole:
        return 0
    note("The file was left exactly as it is. Make a copy of it before anything else is tried.")
    return DamagedError.exit_code
