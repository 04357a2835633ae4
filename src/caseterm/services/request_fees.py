"""Fees of requests become costs of the case: in the act that pays them, and in step with them ever after."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from caseterm.errors import InputError
from caseterm.models import CaseCost, Contact, RecordsRequest
from caseterm.rules.costs import CostLine
from caseterm.rules.money import format_cents
from caseterm.rules.request_fees import Charge, Fee, category_of, charge, entered_by_hand, paid_fee
from caseterm.rules.requests import request_words
from caseterm.services.contacts import contact_name
from caseterm.services.request_tracks import provider_name
from caseterm.store.writing import Write


def fee_of(row: RecordsRequest) -> Fee | None:
    """The fee paid for a request as it stands."""
    return paid_fee(row.fee_paid_cents, row.fee_paid_on, archived=row.archived_at is not None)


def keep_cost(write: Write, row: RecordsRequest, before: Fee | None) -> str:
    """Bring the cost of a request in line with its fee, in an open act; what that came to, in words, "" for nothing."""
    now, found = fee_of(row), _cost_of(write, row)
    known = Charge(found.amount_cents, found.dated, found.archived_at is not None) if found is not None else None
    wanted = charge(before, now, known)
    if wanted is None or now == before or wanted == known:
        return ""
    if found is None:
        found = _by_hand(write, row, Fee(wanted.cents, wanted.dated))
        if found is None:
            return _add(write, row, wanted)
        write.change(found, {"request_id": row.id})
        return ", in the costs already"
    archived_at = (found.archived_at or write.at) if wanted.archived else None
    write.change(found, {"amount_cents": wanted.cents, "dated": wanted.dated, "archived_at": archived_at})
    return ", taken out of the costs" if wanted.archived else f", cost now {format_cents(wanted.cents, dollar=True)}"


def _add(write: Write, row: RecordsRequest, wanted: Charge) -> str:
    (phase,) = write.connection.execute("SELECT phase FROM cases WHERE id = ?", (row.case_id,)).fetchone()
    provider = provider_name(write, row.case_provider_id)
    payee = _payee(write, row)
    values: dict[str, Any] = {
        "case_id": row.case_id, "request_id": row.id, "dated": wanted.dated, "amount_cents": wanted.cents,
        "category": category_of(row.kind), "phase": phase, "vendor": payee, "document_id": row.document_id,
        "description": request_words(row.kind, provider if provider != payee else ""),
    }  # fmt: skip
    write.add(CaseCost, values)
    return f", {format_cents(wanted.cents, dollar=True)} to the costs"


def _payee(write: Write, row: RecordsRequest) -> str:
    vendor = write.session.get(Contact, row.vendor_id) if row.vendor_id else None
    name = contact_name(vendor) if vendor is not None else provider_name(write, row.case_provider_id)
    return (name or row.sent_to)[:400]


def _cost_of(write: Write, row: RecordsRequest) -> CaseCost | None:
    return write.session.exec(select(CaseCost).where(CaseCost.request_id == row.id).order_by(col(CaseCost.id))).first()


def _by_hand(write: Write, row: RecordsRequest, fee: Fee) -> CaseCost | None:
    rows = write.session.exec(
        select(CaseCost).where(CaseCost.case_id == row.case_id, CaseCost.amount_cents == fee.cents)
    ).all()
    lines = [
        CostLine(each.id or 0, each.dated, each.category, each.amount_cents, vendor=each.vendor,
                 request_id=each.request_id, archived=each.archived_at is not None)
        for each in rows
    ]  # fmt: skip
    found = entered_by_hand(lines, fee, category_of(row.kind), _payee(write, row))
    return next((each for each in rows if found is not None and each.id == found.id), None)


def refuse_other_amount(write: Write, cost: CaseCost, values: Mapping[str, Any]) -> None:
    """A cost that is a request's fee has its amount from there. Raises InputError."""
    request = write.session.get(RecordsRequest, cost.request_id) if cost.request_id else None
    if request is None or fee_of(request) is None or values.get("amount_cents", cost.amount_cents) == cost.amount_cents:
        return
    name = provider_name(write, request.case_provider_id) or request.sent_to
    reason = f"is the fee of the request {request_words(request.kind, name)}; change it there"
    raise InputError.one("amount_cents", format_cents(int(values["amount_cents"] or 0)), reason)
