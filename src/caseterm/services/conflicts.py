"""Conflict checks on record: what was searched for and found, and who cleared it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import ConflictCheck, Task
from caseterm.models.base import NOTE_LIMIT
from caseterm.queries.conflicts import check_in, check_many
from caseterm.rules.conflicts import Check, hit_lines
from caseterm.rules.terms import ROLES, TASK_OPEN
from caseterm.services.acts import act
from caseterm.services.bulk import Bulk
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database
from caseterm.store.writing import Write
from caseterm.values import changed

MOST = 200
WORDS = {**ROLES, "named_insured": "named insured"}
ITEM = "1.1"


def record(db: Database, case_id: int, found: Check) -> ChangeSet:
    """Put a conflict check on record; one that found nobody to look at settles the checklist's item."""
    with act(db, Op.CONFLICT_CHECK, "Checked for conflicts", case_id=case_id) as write:
        put(write, case_id, found)
        write.label = f"{found.words[:1].upper()}{found.words[1:].removesuffix(' !')} ({client_of(write, case_id)})"
    return write.changes


def check_case(db: Database, case_id: int) -> ChangeSet:
    """Search for everybody of a case and put what was found on record, as one act."""
    with act(db, Op.CONFLICT_CHECK, "Checked for conflicts", case_id=case_id) as write:
        found = put(write, case_id)
        write.label = f"{found.words[:1].upper()}{found.words[1:].removesuffix(' !')} ({client_of(write, case_id)})"
    return write.changes


def put(write: Write, case_id: int, found: Check | None = None) -> Check:
    """Make a check, unless it was made, and put it on record, in an open act."""
    made = found if found is not None else check_in(write.connection, case_id)
    write.add(ConflictCheck, _row(case_id, made, on=write.today, by=initials(write)))
    if made.result == "clear" and len(made.searched) > 1:  # at intake only the client is known
        _settle_task(write, case_id)
    return made


def put_many(write: Write, case_ids: Sequence[int]) -> str:
    """Check new cases against everybody and one another, all at once, and put each check on record, in an open act.

    What came of it, in words; "" for nobody to look at. They have no checklist yet. Carriers and the like are only
    counted.
    """
    bulk, by, on = Bulk(write), initials(write), write.today
    results: Counter[str] = Counter()
    for case_id, found in check_many(write.connection, case_ids):
        looked = changed(found, hits=tuple(hit for hit in found.hits if hit.level < 2))
        result = looked.result_in_bulk
        results[result] += 1
        bulk.add(ConflictCheck, {**_row(case_id, looked, on=on, by=by), "hits": len(found.hits), "result": result})
    bulk.store()
    told = [(results["found"], "with the other side known !"), (results["alike"], "with like names")]
    said = ", ".join(f"{count:,} {words}" for count, words in told if count)
    return f"conflict checks: {said}" if said else ""


def _row(case_id: int, found: Check, *, on: date, by: str) -> dict[str, Any]:
    lines = hit_lines(found.hits, WORDS)
    more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return {
        "case_id": case_id,
        "checked_on": on,
        "by": by,
        "searched": "\n".join(f"{name.shown}, {WORDS.get(name.role, name.role).lower()}" for name in found.searched),
        "found": "\n".join([*lines[:MOST], *more])[:NOTE_LIMIT],
        "hits": len(found.hits),
        "result": found.result,
    }


def settle(db: Database, check_id: int, *, conflict: bool, by: str, reason: str) -> ChangeSet:
    """Somebody looked at what was found: cleared with a reason, or a conflict. Raises InputError without either."""
    if not by.strip():
        raise InputError.one("Cleared by", by, "a name is needed")
    if not reason.strip():
        raise InputError.one("Why", reason, "say why it is no conflict" if not conflict else "say what the conflict is")
    with act(db, Op.CONFLICT_CHECK, "Settled a conflict check") as write:
        row = write.session.get_one(ConflictCheck, check_id)
        write.case_id = row.case_id
        result = "conflict" if conflict else "cleared"
        values = {"result": result, "cleared_by": by.strip(), "cleared_on": write.today, "reason": reason}
        write.change(row, values)
        if not conflict:
            _settle_task(write, row.case_id)
        said = "Conflict" if conflict else "Conflict check cleared"
        write.label = f"{said} by {by.strip()}: {reason[:60]} ({client_of(write, row.case_id)})"
    return write.changes


def _settle_task(write: Write, case_id: int) -> None:
    from sqlmodel import col, select

    where = select(Task).where(
        Task.case_id == case_id, Task.template_key == ITEM, col(Task.status).in_(sorted(TASK_OPEN))
    )
    for task in write.session.exec(where).all():
        write.change(task, {"status": "done", "done_on": write.today})
