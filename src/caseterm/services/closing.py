"""How a case ended, on record: outcome, what was still open, and until when its file is kept."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import Case, Closure
from caseterm.queries.closing import default_retention, still_open_in
from caseterm.services.acts import act
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write


def put_closure(write: Write, row: Case, values: Mapping[str, Any] | None = None) -> Closure:
    """Record a closing in an open act: what is open now, and the retention date where none is given."""
    assert row.id is not None
    closed_on = row.closed_on or write.today
    kept = default_retention(write.connection, row.id, closed_on)
    open_now = "\n".join(each.line for each in still_open_in(write.connection, row.id, write.today))
    given = {"retain_until": kept.until, "retention_basis": kept.basis, **(values or {})}
    if given["retain_until"] is None:
        given["retain_until"] = kept.until
    if given["retain_until"] != kept.until and given.get("retention_basis", "") == kept.basis:
        given["retention_basis"] = "entered when the case was closed"
    given |= {"case_id": row.id, "closed_on": closed_on, "left_open": open_now[:20_000]}
    known = write.session.exec(select(Closure).where(Closure.case_id == row.id)).first()
    if known is None:
        return write.add(Closure, given)
    write.change(known, {**given, "archived_at": None})
    return known


def edit_closure(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change what is on record of a closing. Raises InputError, and ConflictError for a case that is open."""
    with act(db, Op.EDIT, "Changed a closing", case_id=case_id) as write:
        row = write.session.exec(select(Closure).where(Closure.case_id == case_id)).first()
        if row is None:
            raise ConflictError("That case is not closed.", safe="Nothing was changed.")
        write.change(row, values)
        write.label = f"Changed the closing of {client_of(write, case_id)}"
    return write.changes
