"""`caseterm history`: who changed what, when, from what to what."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from caseterm import queries
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, say_json
from caseterm.errors import NotFoundError
from caseterm.rules.dates import paper_day
from caseterm.store.database import Database


def run(options: Namespace) -> int:
    """Print the acts on a case, or all of them, the newest first, with the fields each changed."""
    with reading(options) as db:
        case_id = _case(db, options.number) if options.number else None
        acts = queries.acthistory.acts(db, case_id=case_id, find=options.find, most=options.limit)
        if options.json:
            say_json([asdict(each) | {"changes": queries.acthistory.words(db, each, case_id)} for each in acts])
            return 0
        for each in acts:
            say([f"{paper_day(each.at.date())} {each.at:%H:%M}\t{each.who}\t{each.case}\t{each.label}"])
            say(f"  {line}" for line in queries.acthistory.words(db, each, case_id))
        if not acts:
            note("Nothing has been changed yet." if not options.find else "No act is like that.")
    return 0


def _case(db: Database, number: str) -> int:
    found = db.raw.execute("SELECT id FROM cases WHERE number = ?", (number.encode(errors="replace").decode(),))
    row = found.fetchone()
    if row is None:
        raise NotFoundError(f"There is no case {number}.", next_step="caseterm cases lists them.")
    return int(row[0])
