"""Payments out of the trust account: a part now, the rest later, and what is held back there with its reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Disbursement, Lien, Payout
from caseterm.queries import settlement as query
from caseterm.rules.money import format_cents
from caseterm.rules.settlement import Statement, settle
from caseterm.rules.settling import PayoutLine, given_of
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import LOCKED, PAYEE_KINDS
from caseterm.rules.trust import ONE_PAYEE, Share, Trust, trust
from caseterm.services.acts import act
from caseterm.services.parties import client_name
from caseterm.store.database import Database
from caseterm.store.writing import Write


def put_payout(db: Database, case_id: int, values: Mapping[str, Any], *, payout_id: int | None = None) -> ChangeSet:
    """Note a payment out of trust, or money held back there (no `paid_on`), or change it.

    Raises InputError naming the field: nothing is paid or held that does not lie free in the account, and no payee gets
    more than its part of a locked statement.
    """
    found, locked = account(db, case_id), _in_force(db, case_id) is not None
    before = next((each for each in found.payouts if each.id == payout_id), None)
    free = found.free + (before.amount if before is not None else 0)
    op = Op.ADD if payout_id is None else Op.EDIT
    with act(db, op, "Payment", case_id=case_id) as write:
        if payout_id is None:
            row = write.add(Payout, {**values, "case_id": case_id})
        else:
            row = write.session.get_one(Payout, payout_id)
            write.change(row, values)
        _check(write, row, free)
        if locked:
            _check_part(found, row, before)
        _settle_lien(write, row)
        write.label = _words(write, row)
    return write.changes


def pay_held(db: Database, payout_id: int, on: date) -> ChangeSet:
    """Pay out what was held back. Raises ConflictError when it was paid, InputError for a day still to come."""
    with act(db, Op.EDIT, "Payment") as write:
        row = write.session.get_one(Payout, payout_id)
        write.case_id = row.case_id
        if row.paid_on is not None:
            raise ConflictError("This was paid already.", safe="Nothing was changed.")
        write.change(row, {"paid_on": on})
        _check(write, row, row.amount_cents)
        _settle_lien(write, row)
        write.label = _words(write, row)
    return write.changes


def archive_payout(db: Database, payout_id: int, *, restore: bool = False) -> ChangeSet:
    """Put a payment away that was noted in error, or bring it back. Raises InputError where it fits no more."""
    case_id = int(db.raw.execute("SELECT case_id FROM payouts WHERE id = ?", (payout_id,)).fetchone()[0])
    free = account(db, case_id).free
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb, case_id=case_id) as write:
        row = write.session.get_one(Payout, payout_id)
        write.change(row, {"archived_at": None if restore else write.at})
        if restore:
            _check(write, row, free)
        words = _words(write, row)
        write.label = f"{verb}: {words[:1].lower()}{words[1:]}"
    return write.changes


def pay_out(db: Database, disbursement_id: int, on: date) -> ChangeSet:
    """Pay each payee of a signed statement what is left to it; while something is held back it stays signed.

    Raises ConflictError while not all of the money is in or a payee has more than its part, InputError for a day still
    to come.
    """
    version = next(each for each in query.versions(db, _case_of(db, disbursement_id)) if each.id == disbursement_id)
    if version.status != "signed":
        raise ConflictError(f"The statement is {version.status}; it is paid out after it is signed.")
    if version.statement is None or version.altered:
        raise ConflictError("The numbers of this statement are not those that were locked.", safe="Nothing was paid.")
    found = trust(version.statement, query.money(db, _case_of(db, disbursement_id)))
    if found.received < version.statement.gross:
        raise ConflictError(
            f"{_said(found.received)} of {_said(version.statement.gross)} has come in.",
            safe="Nothing was paid out.",
            next_step="m f notes the funds of a recovery, m y pays a part of what is there.",
        )
    over = next((share for share in found.shares if share.left < 0), None)
    if over is not None:
        raise ConflictError(
            f"{over.said()}: {_said(over.paid + over.held)} is paid or held, the statement gives {_said(over.due)}.",
            safe="Nothing was paid out.",
            next_step="e on the payment's row changes it; m u unlocks the statement.",
        )
    loose = ", ".join(share.said() for share in unbound_shares(db, found))
    with act(db, Op.EDIT, "Paid out") as write:
        row = write.session.get_one(Disbursement, disbursement_id)
        write.case_id = row.case_id
        if on > write.today:
            raise InputError.one("Paid out", on, "is a day still to come")
        for share in found.shares:
            if share.left > 0:
                values = {"case_id": row.case_id, "kind": share.kind, "payee": share.name, "lien_id": share.lien_id}
                _settle_lien(write, write.add(Payout, {**values, "amount_cents": share.left, "paid_on": on}))
        client = client_name(write, row.case_id)
        without = f"; without a final letter: {loose}" if loose else ""
        if found.held:
            write.label = f"Paid out but for {_said(found.held)} held back: statement {row.version} ({client}){without}"
        else:
            write.change(row, {"status": "paid", "paid_on": on})
            write.label = f"Paid out: statement {row.version} ({client}){without}"
    return write.changes


def unbound_shares(db: Database, found: Trust) -> tuple[Share, ...]:
    """The liens that would be paid now though their holder wrote no final letter."""
    return tuple(share for share in found.shares if share.left > 0 and without_letter(db, share.lien_id))


def without_letter(db: Database, lien_id: int | None) -> bool:
    """Whether a payment would go to a lien whose holder wrote no final letter."""
    return _loose(db.raw, lien_id)


def _loose(connection: Any, lien_id: int | None) -> bool:
    row = connection.execute("SELECT final_letter_on, status FROM liens WHERE id = ?", (lien_id,)).fetchone()
    return row is not None and row[0] is None and row[1] not in ("final_in_writing", "released")


def _case_of(db: Database, disbursement_id: int) -> int:
    return int(db.raw.execute("SELECT case_id FROM disbursements WHERE id = ?", (disbursement_id,)).fetchone()[0])


def account(db: Database, case_id: int) -> Trust:
    """The trust account under the statement in force, else that of the record as it stands."""
    money = query.money(db, case_id)
    return trust(_in_force(db, case_id) or settle(given_of(money)), money)


def _in_force(db: Database, case_id: int) -> Statement | None:
    """The statement that is locked, as it was locked."""
    locked = next((each for each in query.versions(db, case_id) if each.status in LOCKED), None)
    return locked.statement if locked is not None else None


def refuse_unsaid(payouts: tuple[PayoutLine, ...]) -> None:
    """Raise ConflictError for money held back without a reason: no statement is locked over it."""
    for line in payouts:
        if line.paid_on is None and not line.held_why.strip():
            name = line.payee or label(PAYEE_KINDS, line.kind)
            raise ConflictError(
                f"{_said(line.amount)} is held back for {name}, and nobody said why.",
                safe="Nothing was locked.",
                next_step="e on its row says why, and until when.",
            )


def _check(write: Write, row: Payout, free: int) -> None:
    """Judge a payment as it now stands against what else lies free. Raises InputError."""
    if row.amount_cents <= 0:
        raise InputError.one("Amount", row.amount_cents, "must be more than nothing")
    if row.amount_cents > free:
        there = f"is more than the {_said(max(0, free))} that lies free in trust"
        raise InputError.one("Amount", format_cents(row.amount_cents), there)
    if row.paid_on is not None and row.paid_on > write.today:
        raise InputError.one("Paid on", row.paid_on, "is a day still to come")
    if row.kind not in ONE_PAYEE and not row.payee.strip():
        raise InputError.one("Payee", "", "is needed")


def _check_part(found: Trust, row: Payout, before: PayoutLine | None) -> None:
    """Refuse what would give a payee more than the locked statement does, or more again. Raises InputError."""
    left = found.left_to(row.kind, row.payee)
    same = before is not None and (row.kind in ONE_PAYEE or before.payee == row.payee) and before.kind == row.kind
    had = before.amount if same and before is not None else 0
    if row.amount_cents > max(left + had, had):
        there = f"is more than the {_said(max(0, left + had))} that the locked statement leaves; m u unlocks it"
        raise InputError.one("Amount", format_cents(row.amount_cents), there)


def _settle_lien(write: Write, row: Payout) -> None:
    """A lien with a final sum is paid once its payments come to that."""
    lien = write.session.get(Lien, row.lien_id) if row.lien_id is not None else None
    if lien is None or row.paid_on is None:
        return
    (paid,) = write.connection.execute(
        "SELECT sum(amount_cents) FROM payouts WHERE lien_id = ? AND paid_on IS NOT NULL AND archived_at IS NULL",
        (row.lien_id,),
    ).fetchone()
    known = lien.final_cents
    if known is not None and lien.final_letter_on is not None and (paid or 0) >= known:
        write.change(lien, {"paid_on": row.paid_on, "paid_cents": paid, "status": "paid"})


def _words(write: Write, row: Payout) -> str:
    whose = "the client" if row.kind == "client_net" else row.payee or label(PAYEE_KINDS, row.kind).lower()
    verb = f"Paid {whose}" if row.paid_on is not None else f"Held back for {whose}"
    loose = row.paid_on is not None and _loose(write.connection, row.lien_id)
    without = ", without a final letter" if loose else ""
    return f"{verb}: {_said(row.amount_cents)} ({client_name(write, row.case_id)}){without}"


def _said(cents: int) -> str:
    return format_cents(cents, dollar=True, parentheses=True)
