"""Unlocking in the history: when the passphrase opened the record, and after how many that did not."""

from caseterm.changes import Op
from caseterm.services import lockout
from caseterm.store.cipher import is_encrypted
from caseterm.store.database import Database


def record(db: Database, what: str = "Unlocked", *, wrong: int = 0) -> bool:
    """Write it as an act that changes no row and is never undone; whether it could be (a read-only copy cannot).

    `what` is "Unlocked" or "Opened". Raises StorageError.
    """
    if db.readonly:
        return False
    after = "" if not wrong else " after 1 wrong one" if wrong == 1 else f" after {wrong} wrong ones"
    with db.write(Op.UNLOCK, f"{what} with the passphrase{after}", undoable=False):
        pass
    return True


def record_opening(db: Database) -> bool:
    """The screens were opened; only a passphrase is worth writing down. Raises StorageError."""
    return is_encrypted(db.path) and record(db, "Opened", wrong=lockout.wrong_before(db.path))
