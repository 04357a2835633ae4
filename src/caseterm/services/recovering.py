"""Recovering a damaged database into a new one that opens, with what could not be saved written beside it."""

import json
from dataclasses import asdict, replace
from pathlib import Path

from caseterm.clock import Clock
from caseterm.paths import make_private_file
from caseterm.services import caselist
from caseterm.store.cipher import is_encrypted
from caseterm.store.database import Database
from caseterm.store.recovery import Recovered, recover


def recover_to(source: Path, target: Path, clock: Clock) -> tuple[Recovered, Path | None]:
    """Make the new database and its caseload's lines; what was found, and the file that lists the rows not placed.

    From an encrypted file the list names the rows and tells nothing of what was in them: it lies in the clear.
    Raises what `store.recovery.recover` raises; the damaged file is never written.
    """
    found = recover(source, target, clock)
    with Database.open(target, clock) as db:
        caselist.rebuild(db)
    if not found.lost:
        return found, None
    listing = target.with_name(target.name + ".lost.jsonl")
    number = 2
    while listing.exists():
        listing = target.with_name(f"{target.name}.lost-{number}.jsonl")
        number += 1
    lost = found.lost if not is_encrypted(target) else [replace(row, values=[]) for row in found.lost]
    make_private_file(listing)
    listing.write_text("".join(json.dumps(asdict(row), default=str) + "\n" for row in lost), encoding="utf-8")
    return found, listing
