"""Undo and redo of every act, across restarts."""

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
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
        log.revert(write.connection, target)
    return write.changes


def redo(db: Database) -> ChangeSet:
    """Do again the act undone last. Raises ConflictError when there is none or a change is in the way."""
    _, undone = log.stacks(db.raw)
    if not undone:
        raise ConflictError("There is nothing to redo.")
    target = undone[-1]
    with act(db, Op.REDO, f"Redid: {target.label}", case_id=target.case_id, kind="redo", target_id=target.id) as write:
        _make_room(write, target)
        log.repeat(write.connection, target)
    return write.changes


def _make_room(write: Write, target: log.ActInfo) -> None:
    if log.how_many(write.connection, target) >= MANY:
        write.expect_many()
