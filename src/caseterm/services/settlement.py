"""Settlement: recoveries, the fee agreement, sums agreed with providers, and statements locked for good."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import (
    CaseProvider,
    Claim,
    Contact,
    Coverage,
    Deduction,
    Disbursement,
    FeeAgreement,
    FeeTier,
    Policy,
    Recovery,
)
from caseterm.queries import settlement as query
from caseterm.rules.money import format_cents
from caseterm.rules.settlement import problem
from caseterm.rules.shares import share_words
from caseterm.rules.snapshot import digest, snapshot_text
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import FEE_TRIGGERS, LOCKED, RECOVERY_KINDS
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.parties import client_name
from caseterm.services.payouts import refuse_unsaid
from caseterm.store.database import Database
from caseterm.store.writing import Write


def put_recovery(db: Database, case_id: int, values: Mapping[str, Any], *, recovery_id: int | None = None) -> ChangeSet:
    """Enter what a source pays, or change it. Raises InputError naming the field."""
    op, verb = (Op.ADD, "Entered") if recovery_id is None else (Op.EDIT, "Changed")
    with act(db, op, verb, case_id=case_id) as write:
        agreed, funds = as_day(values.get("agreed_on")), as_day(values.get("funds_received_on"))
        if agreed and funds and funds < agreed:
            raise InputError.one("Funds received", funds, "is before the day it was agreed")
        if recovery_id is None:
            row = write.add(Recovery, {**values, "case_id": case_id})
        else:
            row = write.session.get_one(Recovery, recovery_id)
            write.change(row, values)
        amount = format_cents(row.amount_cents, dollar=True)
        write.label = f"{verb} recovery: {_name(write, row)} {amount} ({client_name(write, case_id)})"
    return write.changes


def put_deduction(
    db: Database, case_id: int, values: Mapping[str, Any], *, deduction_id: int | None = None
) -> ChangeSet:
    """Enter what else goes off the recovery, or change it. Raises InputError naming the field."""
    op, verb = (Op.ADD, "Entered") if deduction_id is None else (Op.EDIT, "Changed")
    with act(db, op, verb, case_id=case_id) as write:
        if not str(values.get("payee") or "").strip():
            raise InputError.one("Payee", "", "is needed")
        if deduction_id is None:
            row = write.add(Deduction, {**values, "case_id": case_id})
        else:
            row = write.session.get_one(Deduction, deduction_id)
            write.change(row, values)
        amount = format_cents(row.amount_cents, dollar=True)
        write.label = f"{verb} deduction: {row.payee} {amount} ({client_name(write, case_id)})"
    return write.changes


def put_fee_agreement(
    db: Database, case_id: int, values: Mapping[str, Any], tiers: Mapping[str, tuple[int, int] | None]
) -> ChangeSet:
    """Enter the fee agreement of a case, or change it, with the fee from each stage on (None: no tier there).

    Raises InputError naming the field; one stage at least needs a fee.
    """
    with act(db, Op.EDIT, "Fee agreement", case_id=case_id) as write:
        if not any(tiers.values()):
            raise InputError.one("Fee before suit", "", "is needed: 1/3, 33 1/3 % or 40 %")
        row = write.session.exec(
            select(FeeAgreement)
            .where(FeeAgreement.case_id == case_id, col(FeeAgreement.archived_at).is_(None))
            .order_by(col(FeeAgreement.id).desc())
        ).first()
        if row is None:
            row = write.add(FeeAgreement, {**values, "case_id": case_id})
        else:
            write.change(row, values)
        assert row.id is not None
        _put_tiers(write, case_id, row.id, tiers)
        said = ", ".join(
            f"{label(FEE_TRIGGERS, stage).lower()} {share_words(*share)}" for stage, share in tiers.items() if share
        )
        write.label = f"Fee agreement: {said} ({client_name(write, case_id)})"
    return write.changes


def _put_tiers(write: Write, case_id: int, agreement_id: int, tiers: Mapping[str, tuple[int, int] | None]) -> None:
    known = {
        row.stage: row for row in write.session.exec(select(FeeTier).where(FeeTier.agreement_id == agreement_id)).all()
    }
    for stage, share in tiers.items():
        row = known.get(stage)
        if share is None:
            if row is not None and row.archived_at is None:
                write.change(row, {"archived_at": write.at})
        elif row is None:
            values = {"case_id": case_id, "agreement_id": agreement_id, "stage": stage}
            write.add(FeeTier, {**values, "num": share[0], "den": share[1]})
        else:
            write.change(row, {"num": share[0], "den": share[1], "archived_at": None})


def agree_balance(db: Database, provider_id: int, cents: int | None) -> ChangeSet:
    """Record the sum a provider takes for its balance at settlement; None for the whole balance."""
    with act(db, Op.EDIT, "Agreed") as write:
        row = write.session.get_one(CaseProvider, provider_id)
        write.case_id = row.case_id
        if cents is not None and cents < 0:
            raise InputError.one("Agreed", cents, "is below zero")
        write.change(row, {"agreed_cents": cents})
        name = contact_name(write.session.get_one(Contact, row.contact_id))
        said = "the whole balance" if cents is None else format_cents(cents, dollar=True)
        write.label = f"{name} takes {said} ({client_name(write, row.case_id)})"
    return write.changes


def lock(db: Database, case_id: int, *, approved_by: str = "", seen: str | None = None) -> ChangeSet:
    """Lock the statement as the record stands: its numbers with their digest, as the next version.

    `seen` is the digest of what she saw. Undo does not take a lock away; `unlock` does, with a reason. Raises
    ConflictError when nothing is recovered, one is locked already, or the record has moved on since; when money is
    held back and nobody said why; and when the statement does not balance, which is said.
    """
    refuse_unsaid(tuple(query.payouts(db, case_id)))
    statement = query.statement(db, case_id)
    text = snapshot_text(statement)
    if not statement.rows:
        raise ConflictError("There is no recovery to disburse.", next_step="a enters one.")
    if wrong := problem(statement):
        raise ConflictError(f"The statement does not balance. {wrong}", safe="Nothing was locked.")
    if seen is not None and seen != digest(text):
        raise ConflictError("The numbers have changed since you looked.", safe="Nothing was locked.")
    with act(db, Op.LOCK_STATEMENT, "Locked", case_id=case_id, undoable=False) as write:
        rows = write.session.exec(select(Disbursement).where(Disbursement.case_id == case_id)).all()
        if any(row.status in LOCKED for row in rows):
            raise ConflictError("A statement of this case is locked already.", next_step="Unlock it first.")
        row = write.add(
            Disbursement,
            {
                "case_id": case_id,
                "version": 1 + max((row.version for row in rows), default=0),
                "status": "locked",
                "computed_json": text,
                "computed_sha256": digest(text),
                "locked_on": write.today,
                "locked_by": db.actor,
                "approved_by": approved_by,
                "approved_on": write.today if approved_by.strip() else None,
            },
        )
        net = format_cents(statement.net, dollar=True, parentheses=True)
        write.label = f"Locked statement {row.version}: net {net} ({client_name(write, case_id)})"
    return write.changes


def unlock(db: Database, disbursement_id: int, reason: str) -> ChangeSet:
    """Let a locked statement go, with the reason; it stays on file as it was. Raises InputError, ConflictError."""
    if not reason.strip():
        raise InputError.one("Reason", reason, "is needed to unlock a statement")
    with act(db, Op.LOCK_STATEMENT, "Unlocked", undoable=False) as write:
        row = _standing(write, disbursement_id)
        write.change(row, {"status": "unlocked", "unlocked_on": write.today, "unlock_reason": reason})
        write.label = f"Unlocked statement {row.version}: {row.unlock_reason} ({client_name(write, row.case_id)})"
    return write.changes


def sign(db: Database, disbursement_id: int, on: date | None = None) -> ChangeSet:
    """Record that the client signed a locked statement. Raises ConflictError, InputError."""
    with act(db, Op.EDIT, "Signed") as write:
        row = _standing(write, disbursement_id)
        if row.status != "locked":
            raise ConflictError(f"The statement is {row.status}; it is signed after it is locked.")
        when = on or write.today
        if when > write.today:
            raise InputError.one("Signed", when, "is a day still to come")
        write.change(row, {"status": "signed", "signed_on": when})
        write.label = f"Signed: statement {row.version} ({client_name(write, row.case_id)})"
    return write.changes


def _standing(write: Write, disbursement_id: int) -> Disbursement:
    row = write.session.get_one(Disbursement, disbursement_id)
    write.case_id = row.case_id
    if row.status not in LOCKED:
        raise ConflictError("This statement is not locked.", safe="Nothing was changed.")
    return row


def as_day(given: object) -> date | None:
    """A day as it is given, also as ISO text; None for what the model will refuse."""
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            return None
    return given if isinstance(given, date) else None


def _name(write: Write, row: Recovery) -> str:
    """Who pays: the source as typed, else the claim's insurer, else the kind of recovery."""
    claim = write.session.get(Claim, row.claim_id) if row.claim_id is not None and not row.source else None
    coverage = write.session.get(Coverage, claim.coverage_id) if claim else None
    policy = write.session.get(Policy, coverage.policy_id) if coverage else None
    insurer = write.session.get(Contact, policy.insurer_id) if policy and policy.insurer_id is not None else None
    return row.source or (contact_name(insurer) if insurer else "") or label(RECOVERY_KINDS, row.kind)
