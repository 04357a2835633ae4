"""The facts that cases of a claim type have of their own, each in the column of its kind."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import FieldProblem, InputError
from caseterm.models import ClaimDetail
from caseterm.rules.claim_fields import FIELDS, ClaimField, problem_with
from caseterm.rules.counting import counted
from caseterm.rules.terms import CLAIM_TYPES, label
from caseterm.services.acts import act
from caseterm.services.whose import client_of
from caseterm.store.database import Database

COLUMNS = ("value_text", "value_on", "value_cents", "value_number")
BLANK: Mapping[str, Any] = {"value_text": "", "value_on": None, "value_cents": None, "value_number": None}


def put_details(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Store these facts; what is not named stays, and None empties one. Raises InputError naming the fields."""
    unknown = [FieldProblem(name, "", "is no field of any claim type") for name in values if name not in FIELDS]
    problems = [
        FieldProblem(FIELDS[name].label, str(given), why)
        for name, given in values.items()
        if name in FIELDS and (why := problem_with(FIELDS[name], given))
    ]
    if unknown or problems:
        raise InputError([*unknown, *problems])
    with act(db, Op.EDIT, "Changed claim details", case_id=case_id) as write:
        stored = {
            row.name: row for row in write.session.exec(select(ClaimDetail).where(ClaimDetail.case_id == case_id))
        }
        changed = 0
        for name, given in values.items():
            columns = {**BLANK, FIELDS[name].column: _kept(FIELDS[name], given)}
            row = stored.get(name)
            if row is not None:
                changed += write.change(row, columns)
            elif given not in (None, "", False):
                write.add(ClaimDetail, {**columns, "case_id": case_id, "name": name})
                changed += 1
        kind = write.connection.execute("SELECT claim_type FROM cases WHERE id = ?", (case_id,)).fetchone()
        words = label(CLAIM_TYPES, kind[0] if kind else "").lower()
        write.label = f"Changed {counted(changed, 'fact')} of {words} ({client_of(write, case_id)})"
    return write.changes


def _kept(field: ClaimField, given: Any) -> Any:
    if field.kind == "yesno":
        return None if given is None else int(bool(given))
    return given if given is not None or field.column != "value_text" else ""
