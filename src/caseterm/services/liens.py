"""Liens: noted, reduced, agreed, bound in writing, paid; Medicare's letters start their clocks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import FieldProblem, InputError
from caseterm.models import Contact, Deadline, Lien, Task
from caseterm.rules.counting import counted
from caseterm.rules.liens import LienLine, unbound
from caseterm.rules.medicare import MedicareClock, medicare_clocks
from caseterm.rules.money import format_cents
from caseterm.rules.reductions import Choice, Claimed, Reduction, Settlement, reduce_claims
from caseterm.rules.terms import TASK_OPEN, label
from caseterm.rules.terms_money import LIEN_SHORT, LIEN_STATUSES, REDUCTION_KINDS
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name, find_or_put_organization
from caseterm.services.money import as_day, put_in_case
from caseterm.services.parties import client_name
from caseterm.services.tasks import put_task
from caseterm.services.whose import initials
from caseterm.store.database import Database
from caseterm.store.writing import Write

BEFORE_AGREED = frozenset({"potential", "noticed", "asserted", "disputed", "audited", "negotiating"})


def add_lien(db: Database, case_id: int, holder: int | str | None, values: Mapping[str, Any]) -> ChangeSet:
    """Add a lien; `holder` is a contact's id or a name. Raises InputError naming the fields."""
    with act(db, Op.ADD, "Added a lien", case_id=case_id) as write:
        row = write.add(Lien, {**_consistent(values), **_holder(write, case_id, holder, values), "case_id": case_id})
        said = follow_letters(write, row)
        write.label = f"Added lien: {_what(write, row)}{said}"
    return write.changes


def edit_lien(db: Database, lien_id: int, holder: int | str | None, values: Mapping[str, Any]) -> ChangeSet:
    """Change a lien; its clocks follow its letters. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed a lien") as write:
        row = write.session.get_one(Lien, lien_id)
        write.case_id = row.case_id
        claim = _line(row).claim
        write.change(row, {**_consistent(values), **_holder(write, row.case_id, holder, values)})
        if row.reduced_cents is not None and _line(row).claim != claim:
            write.change(row, {"reduced_cents": None, "reduction_why": "The claim changed since: reduce it again."})
        said = follow_letters(write, row)
        write.label = f"Changed lien: {_what(write, row)}{said}"
    return write.changes


def set_status(db: Database, lien_ids: Sequence[int], status: str) -> ChangeSet:
    """Say how far liens have come."""
    with act(db, Op.SET_STATUS, "Changed liens") as write:
        rows = _rows(write, lien_ids)
        for row in rows:
            write.change(row, {"status": status})
        write.label = f"Lien {label(LIEN_STATUSES, status).lower()}: {_subject(write, rows)}"
    return write.changes


def reduce_liens(
    db: Database, lien_ids: Sequence[int], kind: str, settlement: Settlement, chosen: Choice | None = None
) -> ChangeSet:
    """Choose a rule for liens and keep what it makes of them, with its reasoning; liens of one act share.

    Raises InputError where a lien has no sum yet or the rule does not apply; then nothing was written.
    """
    chosen = chosen or Choice()
    with act(db, Op.EDIT, "Reduced liens") as write:
        rows = _rows(write, lien_ids)
        found = _reduced(rows, kind, settlement, chosen)
        for row, result in zip(rows, found, strict=True):
            write.change(row, _reduction_values(row, result, settlement, chosen))
        total = format_cents(sum(each.final for each in found), dollar=True)
        words = label(REDUCTION_KINDS, kind)
        write.label = f"Lien reduced to {total} ({words}): {_subject(write, rows)}"
    return write.changes


def final_letter(db: Database, lien_id: int, cents: int, on: date) -> ChangeSet:
    """Note the holder's final letter: what it takes, in writing, on a day. Raises InputError."""
    with act(db, Op.EDIT, "Final letter") as write:
        row = write.session.get_one(Lien, lien_id)
        write.case_id = row.case_id
        write.change(row, {"final_cents": cents, "final_letter_on": on, "status": "final_in_writing"})
        write.label = f"Final letter over {format_cents(cents, dollar=True)}: {_what(write, row)}"
    return write.changes


def pay_liens(db: Database, lien_ids: Sequence[int], on: date) -> ChangeSet:
    """Note that liens were paid what they came to; the label says which had no final letter.

    Raises InputError for one without a sum.
    """
    with act(db, Op.EDIT, "Paid liens") as write:
        rows = _rows(write, lien_ids)
        loose = [_holder_name(write, row) for row in rows if unbound(_line(row))]
        for row in rows:
            cents = _line(row).now
            if cents is None:
                raise InputError.one("Final", "", f"is not known yet of {_holder_name(write, row)}")
            write.change(row, {"paid_on": on, "paid_cents": cents, "status": "paid"})
        some = f"; without a final letter: {', '.join(loose)}" if 0 < len(loose) < len(rows) else ""
        every = " without a final letter" if len(loose) == len(rows) else ""
        write.label = f"Paid lien{every}: {_subject(write, rows)}{some}"
    return write.changes


def archive_liens(db: Database, lien_ids: Sequence[int], *, restore: bool = False) -> ChangeSet:
    """Put liens away with the clocks of their letters, or bring them back, as one act."""
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb) as write:
        rows = _rows(write, lien_ids)
        for row in rows:
            write.change(row, {"archived_at": None if restore else write.at})
            follow_letters(write, row)
        write.label = f"{verb} lien: {_subject(write, rows)}"
    return write.changes


# ---- the clocks of the letters ----------------------------------------------------------------------------------


def follow_letters(write: Write, row: Lien) -> str:
    """Add, move or put away what a lien's letters ask for, in an open act; words for its label.

    A deadline that was verified, satisfied or dismissed is never touched.
    """
    clocks = {} if row.archived_at else {clock.code: clock for clock in medicare_clocks(_line(row))}
    said: list[str] = []
    for code, clock in clocks.items():
        if clock.kind and _put_deadline(write, row, code, clock):
            said.append(f"{clock.title.removeprefix('Medicare: ')} by {clock.due:%m/%d/%Y}")
    _put_task(write, row, clocks.get("cpl"))
    for deadline in _deadlines(write, row):
        if deadline.rule.rpartition(":")[2] not in clocks and not _settled(deadline) and not deadline.archived_at:
            write.change(deadline, {"archived_at": write.at})
    return f"; {'; '.join(said)}" if said else ""


def _put_deadline(write: Write, row: Lien, code: str, clock: MedicareClock) -> bool:
    rule = f"lien:{row.id}:{code}"
    values = {
        "due": clock.due, "computed_due": clock.due, "trigger_date": clock.since, "basis": clock.basis,
    }  # fmt: skip
    known = next((each for each in _deadlines(write, row) if each.rule == rule), None)
    if known is None:
        start = {"case_id": row.case_id, "kind": clock.kind, "title": clock.title, "rule": rule}
        write.add(Deadline, {**start, **values})
        return True
    if _settled(known):
        return False
    moved = known.computed_due is not None and known.due != known.computed_due
    kept = {name: each for name, each in values.items() if not (moved and name == "due")}
    return write.change(known, {**kept, "archived_at": None})


def _put_task(write: Write, row: Lien, clock: MedicareClock | None) -> None:
    """The task to ask for the conditional payment letter; done by itself when a letter came."""
    key = f"lien.cpl:{row.id}"
    found = write.session.exec(
        select(Task).where(Task.case_id == row.case_id, Task.template_key == key)
    ).first()  # fmt: skip
    if clock is not None and found is None:
        put_task(
            write,
            {
                "title": clock.title, "case_id": row.case_id, "due": clock.due, "template_key": key, "tags": "lien",
                "notes": clock.basis, "owner": initials(write),
            },
        )  # fmt: skip
    elif clock is not None and found is not None and found.status in TASK_OPEN:
        write.change(found, {"due": clock.due, "notes": clock.basis})
    elif clock is None and found is not None and found.status in TASK_OPEN:
        heard = row.conditional_on or row.notice_on or row.demand_on
        ending = {"status": "done", "done_on": write.today} if heard else {"status": "cancelled"}
        write.change(found, ending)


def _deadlines(write: Write, row: Lien) -> Sequence[Deadline]:
    return write.session.exec(
        select(Deadline).where(Deadline.case_id == row.case_id, col(Deadline.rule).startswith(f"lien:{row.id}:"))
    ).all()


def _settled(row: Deadline) -> bool:
    return bool(row.verified_by or row.satisfied_on or row.dismissed_on)


# ---- values -----------------------------------------------------------------------------------------------------


def _consistent(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with those that follow: a demand is received no earlier than it was written; a fraction is whole."""
    problems: list[FieldProblem] = []
    demand, received = as_day(values.get("demand_on")), as_day(values.get("demand_received_on"))
    if received and "demand_on" in values and (demand is None or received < demand):
        problems.append(FieldProblem("Demand received", str(received), "lies before the day of the demand"))
    if problems:
        raise InputError(problems)
    return dict(values)


def _holder(
    write: Write, case_id: int, holder: int | str | None, values: Mapping[str, Any]
) -> dict[str, Any]:  # fmt: skip
    """Who holds it: a known contact, a new organisation, or the provider whose bills it is for."""
    provider_id = values.get("case_provider_id")
    provider = put_in_case(write, case_id, provider_id) if provider_id is not None else None
    if isinstance(holder, int):
        return {"holder_id": write.session.get_one(Contact, holder).id}
    if holder:
        return {"holder_id": find_or_put_organization(write, holder).id}
    return {"holder_id": provider.contact_id if provider else None}


def _reduced(rows: Sequence[Lien], kind: str, settlement: Settlement, chosen: Choice) -> list[Reduction]:
    claims: list[Claimed] = []
    for row in rows:
        claim = _line(row).claim
        if claim is None:
            raise InputError.one("Asserted", "", "is not known yet: note what is claimed first")
        claims.append(Claimed(row.id or 0, claim, row.kind))
    found = reduce_claims(kind, claims, settlement, chosen)
    refused = next((each for each in found if not each.applies), None)
    if refused is not None:
        raise InputError.one("Reduction", kind, refused.why)
    return found


def _reduction_values(row: Lien, result: Reduction, settlement: Settlement, chosen: Choice) -> dict[str, Any]:
    fraction = chosen.num is not None and bool(chosen.den)
    values: dict[str, Any] = {
        "reduction_kind": result.kind,
        "reduction_num": chosen.num if fraction else None,
        "reduction_den": chosen.den if fraction else None,
        "reduction_why": " ".join(part for part in (result.why, result.caution) if part),
        "reduction_gross_cents": settlement.gross or None,
        "reduced_cents": None if result.kind == "none" else result.final,
    }
    if result.kind in ("negotiated", "waived"):
        values["negotiated_cents"] = result.final
        if row.status in BEFORE_AGREED:
            values["status"] = "agreed"
    elif row.negotiated_cents is not None and row.status in BEFORE_AGREED | {"agreed"}:
        values["negotiated_cents"] = None
    return values


def _line(row: Lien) -> LienLine:
    """What the rules look at in a stored lien."""
    days = ("final_letter_on", "rights_letter_on", "conditional_on", "notice_on", "demand_on", "demand_received_on")
    cents = ("asserted", "audited", "reduced", "negotiated", "final", "paid")
    known: dict[str, Any] = {name: getattr(row, name) for name in days}
    known |= {name: getattr(row, f"{name}_cents") for name in cents}
    return LienLine(id=row.id or 0, kind=row.kind, holder_id=row.holder_id, holder="", status=row.status, **known)


def _rows(write: Write, lien_ids: Sequence[int]) -> list[Lien]:
    rows = [write.session.get_one(Lien, lien_id) for lien_id in lien_ids]
    if rows:
        write.case_id = rows[0].case_id
    return rows


def _holder_name(write: Write, row: Lien) -> str:
    contact = write.session.get(Contact, row.holder_id) if row.holder_id else None
    return contact_name(contact) if contact else "holder unknown"


def _what(write: Write, row: Lien) -> str:
    kind = label(LIEN_SHORT, row.kind)
    return f"{kind}, {_holder_name(write, row)} ({client_name(write, row.case_id)})"


def _subject(write: Write, rows: Sequence[Lien]) -> str:
    if len(rows) == 1:
        return _what(write, rows[0])
    return f"{counted(len(rows), 'lien')} ({client_name(write, rows[0].case_id)})" if rows else ""
