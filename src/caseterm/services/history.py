"""Undo and redo of every act, across restarts."""

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.rules.counting import counted
from caseterm.services.acts import act
from caseterm.store import undo as log
from caseterm.store.database import Database
from caseterm.store.writing import Write

MANY = 2000
"""Changes from which on an act's pages are kept in memory until it ends."""


def undo(db: Database) -> ChangeSet:
    """Take back the newest act, as an act of its own. Raises ConflictError when none is left or one is in the way."""
    done, _ = log.stacks(db.raw)
    if not done:
        raise ConflictError("There is nothing to undo.")
    target = done[-1]
    with act(db, Op.UNDO, f"Undid: {target.label}", case_id=target.case_id, kind="undo", target_id=target.id) as write:
        _make_room(write, target)
        taken = _take_disclosures(write, target)
        log.revert(write.connection, target)
        if taken:
            write.label = f"Undid, with {counted(taken, 'disclosure')}: {target.label}"
    return write.changes


def redo(db: Database) -> ChangeSet:
    """Do again the act undone last. Raises ConflictError when there is none or a change is in the way."""
    _, undone = log.stacks(db.raw)
    if not undone:
        raise ConflictError("There is nothing to redo.")
    target = undone[-1]
    with act(db, Op.REDO, f"Redid: {target.label}", case_id=target.case_id, kind="redo", target_id=target.id) as write:
        _make_room(write, target)
        log.revert(write.connection, log.taking_back(write.connection, target))
    return write.changes


def _take_disclosures(write: Write, target: log.ActInfo) -> int:
    """Take the disclosures of the cases that the act entered out with them; how many. The history keeps them.

    A locked statement stays on record, and so does its case: then raises ConflictError.
    """
    # found by the act: the + keeps SQLite from reading every change of a case there ever was
    entered = "(SELECT row_id FROM act_changes WHERE act_id = :act AND +table_name = 'cases' AND before IS NULL)"
    locked = write.connection.execute(
        f"SELECT label FROM acts WHERE op = :lock AND id > :act AND case_id IN {entered} ORDER BY id DESC LIMIT 1",
        {"act": target.id, "lock": Op.LOCK_STATEMENT},
    ).fetchone()
    if locked:
        raise ConflictError(
            f"Since then: {locked[0]}. What was locked stays on record, and its case with it.",
            safe="Nothing was changed.",
            next_step="Put the case away instead: archive it on the caseload.",
        )
    gone = write.connection.execute(f"DELETE FROM export_log WHERE case_id IN {entered}", {"act": target.id})
    return gone.rowcount


def _make_room(write: Write, target: log.ActInfo) -> None:
    if log.how_many(write.connection, target) >= MANY:
        write.expect_many()
