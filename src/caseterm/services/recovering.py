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

LOST = "recover.lost"
"""Where a recovered, encrypted database remembers the rows that could not be placed."""


def recover_to(source: Path, target: Path, clock: Clock) -> tuple[Recovered, Path | None]:
    """Make the new database and its caseload's lines; what was found, and the file that lists the rows not placed.

    From an encrypted file the list names the rows and tells nothing of what was in them, for it lies in the clear; what
    was in them is kept inside the new database under LOST, which `caseterm dump --json` shows.
    Raises what `store.recovery.recover` raises; the damaged file is never written.
    """
    found = recover(source, target, clock)
    with Database.open(target, clock) as db:
        caselist.rebuild(db)
        sealed = is_encrypted(target)
        if found.lost and sealed:
            with db.housekeeping() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO remembered (key, value_json) VALUES (?, ?)",
                    (LOST, json.dumps([asdict(row) for row in found.lost], default=str)),
                )
    if not found.lost:
        return found, None
    listing = target.with_name(target.name + ".lost.jsonl")
    number = 2
    while listing.exists():
        listing = target.with_name(f"{target.name}.lost-{number}.jsonl")
        number += 1
    lost = found.lost if not sealed else [replace(row, values=[]) for row in found.lost]
    make_private_file(listing)
    listing.write_text("".join(json.dumps(asdict(row), default=str) + "\n" for row in lost), encoding="utf-8")
    return found, listing
