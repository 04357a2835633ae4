"""Negotiation: demands, offers and answers on the claims of a case, and the clocks of demands that expire."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Claim, Deadline, NegotiationEvent
from caseterm.rules.limitations import last_open_day
from caseterm.rules.money import format_cents
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import DEMANDS, ENDS, NEGOTIATION_KINDS, OFFERS
from caseterm.services.acts import act
from caseterm.services.deadlines_computed import closed_days
from caseterm.services.parties import client_name
from caseterm.services.settlement import as_day
from caseterm.store.database import Database
from caseterm.store.writing import Write

CLOCK_BASIS = "The last day on which the demand can be accepted."


def add_event(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Enter a demand, an offer or an answer; `values` are columns of a negotiation event.

    A demand with a last day gets a deadline, not verified; an answer that ends the matter on a claim satisfies the
    clocks of the demands before it. Raises InputError naming the field.
    """
    with act(db, Op.ADD, "Entered", case_id=case_id) as write:
        given = dict(values)
        given["dated"] = given.get("dated") or write.today
        _check(write, case_id, given)
        row = write.add(NegotiationEvent, {**given, "case_id": case_id})
        _keep_clock(write, row)
        _stop_clocks(write, row)
        _tell_claim(write, row)
        write.label = f"Entered: {_words(row)} ({client_name(write, case_id)})"
    return write.changes


def edit_event(db: Database, event_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change an event; the clock of a demand moves with its last day. Raises InputError naming the field."""
    with act(db, Op.EDIT, "Changed") as write:
        row = write.session.get_one(NegotiationEvent, event_id)
        write.case_id = row.case_id
        whole = {name: getattr(row, name) for name in ("kind", "amount_cents", "dated", "expires_on", "claim_id")}
        _check(write, row.case_id, {**whole, **values})
        write.change(row, values)
        _keep_clock(write, row)
        write.label = f"Changed: {_words(row)} ({client_name(write, row.case_id)})"
    return write.changes


def archive_event(db: Database, event_id: int, *, restore: bool = False) -> ChangeSet:
    """Take an event out of the negotiation, or put it back; its clock ends, or runs again, with it."""
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb) as write:
        row = write.session.get_one(NegotiationEvent, event_id)
        write.case_id = row.case_id
        write.change(row, {"archived_at": None if restore else write.at})
        clock = _clock(write, row)
        if clock is not None:
            write.change(clock, {"archived_at": None if restore else write.at})
        write.label = f"{verb}: {_words(row)} ({client_name(write, row.case_id)})"
    return write.changes


def _check(write: Write, case_id: int, values: Mapping[str, Any]) -> None:
    kind = values.get("kind", "offer")
    dated, expires = (as_day(values.get(name)) for name in ("dated", "expires_on"))
    if values.get("claim_id") is not None:
        claim = write.session.get(Claim, values["claim_id"])
        if claim is None or claim.case_id != case_id:
            raise InputError.one("Claim", values["claim_id"], "is no claim of this case")
    if kind == "time_limited_demand" and expires is None:
        raise InputError.one("Expires", "", "is needed: a time-limited demand has a last day")
    if expires is not None and dated is not None and expires < dated:
        raise InputError.one("Expires", expires, "is before the day it was made")
    if kind in DEMANDS | OFFERS - {"limits_tender"} and values.get("amount_cents") is None:
        raise InputError.one("Amount", "", "is needed")


def _clock(write: Write, row: NegotiationEvent) -> Deadline | None:
    return write.session.get(Deadline, row.deadline_id) if row.deadline_id is not None else None


def _keep_clock(write: Write, row: NegotiationEvent) -> None:
    """Give a demand with a last day its deadline, or move the one it has; a verified one is asked about again."""
    clock = _clock(write, row)
    if row.kind not in DEMANDS or row.expires_on is None:
        if clock is not None and clock.satisfied_on is None:
            _satisfy(write, clock, "the demand has no last day any more")
        return
    due = row.expires_on
    title = "Demand expires" + (f", {format_cents(row.amount_cents, dollar=True)}" if row.amount_cents else "")
    values: dict[str, Any] = {"title": title, "due": due, "trigger_date": row.dated, "basis": CLOCK_BASIS}
    if clock is None:
        values |= {"case_id": row.case_id, "kind": "demand_expiry", "file_by": _open_day(write, row)}
        write.change(row, {"deadline_id": write.add(Deadline, values).id})
    elif clock.due != due:
        values |= {"file_by": _open_day(write, row), "verified_by": "", "verified_on": None, "heard_on": None}
        write.change(clock, values)
    else:
        write.change(clock, {"title": title, "trigger_date": row.dated})


def _open_day(write: Write, row: NegotiationEvent) -> Any:
    state = write.connection.execute("SELECT state FROM cases WHERE id = ?", (row.case_id,)).fetchone()[0]
    return last_open_day(row.expires_on, closed_days(str(state))) if row.expires_on else None


def _stop_clocks(write: Write, row: NegotiationEvent) -> None:
    """An answer that ends the matter on a claim satisfies the clocks of the demands on it."""
    if row.kind not in ENDS and row.kind != "limits_tender":
        return
    demands = write.session.exec(
        select(NegotiationEvent).where(
            NegotiationEvent.case_id == row.case_id,
            NegotiationEvent.claim_id == row.claim_id,
            NegotiationEvent.id != row.id,
            col(NegotiationEvent.deadline_id).is_not(None),
        )
    ).all()
    for demand in demands:
        clock = _clock(write, demand)
        if clock is not None and clock.satisfied_on is None and clock.archived_at is None:
            _satisfy(write, clock, f"{label(NEGOTIATION_KINDS, row.kind)}{_amount(row)}")


def _tell_claim(write: Write, row: NegotiationEvent) -> None:
    """The claim itself stands as the answer says: settled, or its limits tendered."""
    status = {"acceptance": "settled", "limits_tender": "limits_tendered"}.get(row.kind)
    claim = write.session.get(Claim, row.claim_id) if status and row.claim_id is not None else None
    if claim is not None and claim.status != "closed":
        write.change(claim, {"status": status})


def _satisfy(write: Write, clock: Deadline, how: str) -> None:
    write.change(clock, {"satisfied_on": write.today, "satisfied_how": how})


def _words(row: NegotiationEvent) -> str:
    return f"{label(NEGOTIATION_KINDS, row.kind).lower()}{_amount(row)}"


def _amount(row: NegotiationEvent) -> str:
    return f" {format_cents(row.amount_cents, dollar=True)}" if row.amount_cents is not None else ""
