"""The bills of a case: many lines in one act, providers' bills finalised, and who is not paid at settlement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import CaseProvider, Contact, MedicalBill
from caseterm.rules.counting import counted
from caseterm.rules.money import format_cents
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.parties import client_name
from caseterm.store.database import Database
from caseterm.store.writing import Write


def add_bills(db: Database, case_id: int, rows: Sequence[Mapping[str, Any]]) -> ChangeSet:
    """Add lines of bills to a case as one act; each names its `case_provider_id`.

    Raises InputError naming the fields of the first line that is refused; then nothing was written.
    """
    with act(db, Op.ADD, "Added bills", case_id=case_id) as write:
        added: list[MedicalBill] = []
        for values in rows:
            _check(write, case_id, values)
            added.append(write.add(MedicalBill, {**values, "case_id": case_id}))
        billed = sum(row.billed_cents for row in added)
        whose = {row.case_provider_id for row in added}
        name = f": {_provider_name(write, whose.pop())}" if len(whose) == 1 else ""
        total = format_cents(billed, dollar=True)
        write.label = f"Added {counted(len(rows), 'bill')}{name} {total} ({client_name(write, case_id)})"
    return write.changes


def edit_bill(db: Database, bill_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change a line of a bill. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed a bill") as write:
        row = write.session.get_one(MedicalBill, bill_id)
        write.case_id = row.case_id
        days = {"dos_from": row.dos_from, "dos_to": row.dos_to, "case_provider_id": row.case_provider_id}
        _check(write, row.case_id, {**days, **values})
        write.change(row, values)
        name = _provider_name(write, row.case_provider_id)
        write.label = f"Changed bill: {name} ({client_name(write, row.case_id)})"
    return write.changes


def archive_bills(db: Database, bill_ids: Sequence[int], *, restore: bool = False) -> ChangeSet:
    """Put bills away, or bring them back, as one act."""
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb) as write:
        rows = [write.session.get_one(MedicalBill, bill_id) for bill_id in bill_ids]
        for row in rows:
            write.case_id = row.case_id
            write.change(row, {"archived_at": None if restore else write.at})
        whose = f" ({client_name(write, rows[0].case_id)})" if rows else ""
        write.label = f"{verb} {counted(len(rows), 'bill')}{whose}"
    return write.changes


def finalize_bills(db: Database, provider_ids: Sequence[int], on: date | None) -> ChangeSet:
    """Say that no more bills will come from these providers, since a day; None takes it back."""
    with act(db, Op.EDIT, "Finalised bills") as write:
        rows = [write.session.get_one(CaseProvider, provider_id) for provider_id in provider_ids]
        for row in rows:
            write.case_id = row.case_id
            write.change(row, {"bills_finalized_on": on, **({"bills_complete": True} if on else {})})
        verb = "Bills are final" if on else "Bills are open again"
        write.label = f"{verb}: {_names(write, rows)}"
    return write.changes


def pay_at_settlement(db: Database, provider_ids: Sequence[int], *, pay: bool) -> ChangeSet:
    """Say whether these providers' balances are paid out of the settlement."""
    with act(db, Op.EDIT, "Changed who is paid") as write:
        rows = [write.session.get_one(CaseProvider, provider_id) for provider_id in provider_ids]
        for row in rows:
            write.case_id = row.case_id
            write.change(row, {"dont_pay_at_settlement": not pay})
        verb = "Pay at settlement" if pay else "Do not pay at settlement"
        write.label = f"{verb}: {_names(write, rows)}"
    return write.changes


def _check(write: Write, case_id: int, values: Mapping[str, Any]) -> None:
    put_in_case(write, case_id, values.get("case_provider_id"))
    first, last = as_day(values.get("dos_from")), as_day(values.get("dos_to"))
    if first and last and last < first:
        raise InputError.one("Service to", last, "lies before the first day of service")


def put_in_case(write: Write, case_id: int, provider_id: Any) -> CaseProvider:
    """The provider's part in this case. Raises InputError where it has none."""
    known = isinstance(provider_id, int) and not isinstance(provider_id, bool) and 0 < provider_id < 2**63
    provider = write.session.get(CaseProvider, provider_id) if known else None
    if provider is None or provider.case_id != case_id:
        raise InputError.one("Provider", str(provider_id)[:40], "is no provider of this case")
    return provider


def as_day(value: Any) -> date | None:
    """A day as a form or a script gives it; None where it is none, which the column then refuses in its own words."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None


def _provider_name(write: Write, provider_id: int) -> str:
    provider = write.session.get_one(CaseProvider, provider_id)
    return contact_name(write.session.get_one(Contact, provider.contact_id))


def _names(write: Write, rows: Sequence[CaseProvider]) -> str:
    if not rows:
        return ""
    whose = client_name(write, rows[0].case_id)
    if len(rows) > 1:
        return f"{counted(len(rows), 'provider')} ({whose})"
    return f"{_provider_name(write, rows[0].id or 0)} ({whose})"
