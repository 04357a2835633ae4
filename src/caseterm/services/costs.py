"""Wage losses and expenses, whose amounts follow from what is known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Expense, WageLoss
from caseterm.rules.costs import WageLine, days_off, mileage_cents, wages_lost
from caseterm.rules.money import format_cents
from caseterm.rules.terms import label
from caseterm.rules.terms_money import EXPENSE_KINDS
from caseterm.services.acts import act
from caseterm.services.parties import client_name
from caseterm.store.database import Database
from caseterm.store.writing import Write


def put_expense(db: Database, case_id: int, values: Mapping[str, Any], *, expense_id: int | None = None) -> ChangeSet:
    """Add or change what the client paid, drove or will need; miles and a rate make the amount.

    Raises InputError naming the fields.
    """
    with act(db, Op.EDIT if expense_id else Op.ADD, "Expense", case_id=case_id) as write:
        full = dict(values)
        if full.get("kind") == "mileage":
            if full.get("miles_tenths") is None:
                raise InputError.one("Miles", "", "are needed")
            if full.get("rate_mills") is None:
                full["rate_mills"] = mileage_rate(write)
            full["amount_cents"] = mileage_cents(full["miles_tenths"], full["rate_mills"])
        elif full.get("amount_cents") is None:
            raise InputError.one("Amount", "", "is needed")
        row = _put(write, Expense, case_id, expense_id, full)
        verb = "Changed" if expense_id else "Added"
        amount = format_cents(row.amount_cents, dollar=True)
        words = label(EXPENSE_KINDS, row.kind).lower()
        write.label = f"{verb} {words}: {amount} ({client_name(write, case_id)})"
    return write.changes


def put_wage_loss(db: Database, case_id: int, values: Mapping[str, Any], *, wage_id: int | None = None) -> ChangeSet:
    """Add or change wages lost; without an amount it is counted from rate, hours and days off, to today at most.

    Raises InputError naming the fields.
    """
    with act(db, Op.EDIT if wage_id else Op.ADD, "Wage loss", case_id=case_id) as write:
        full = dict(values)
        first, last = full.get("off_from"), full.get("off_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            raise InputError.one("Off to", last, "lies before the first day off")
        if full.get("lost_cents") is None:
            full["lost_cents"] = _lost(full, write.today)
        row = _put(write, WageLoss, case_id, wage_id, full)
        verb = "Changed" if wage_id else "Added"
        amount = format_cents(row.lost_cents, dollar=True)
        write.label = f"{verb} wage loss: {row.employer} {amount} ({client_name(write, case_id)})"
    return write.changes


def mileage_rate(write: Write) -> int:
    """The firm's rate for a mile, in tenths of a cent."""
    row = write.connection.execute("SELECT mileage_mills FROM settings WHERE id = 1").fetchone()
    return int(row[0]) if row else 0


def _lost(values: Mapping[str, Any], today: date) -> int:
    rate, unit, hours = values.get("rate_cents"), str(values.get("rate_unit") or "hour"), values.get("hours_week")
    line = WageLine(0, "", 0, off_from=values.get("off_from"), off_to=values.get("off_to"))
    if rate is None or line.off_from is None or (unit == "hour" and hours is None):
        raise InputError.one("Lost", "", "is needed, or rate, hours and the days off to count it from")
    return wages_lost(rate, unit, hours_week=hours or 0, days=days_off(line, today))


def _put(write: Write, model: type[Any], case_id: int, row_id: int | None, values: Mapping[str, Any]) -> Any:
    if row_id is None:
        return write.add(model, {**values, "case_id": case_id})
    row = write.session.get_one(model, row_id)
    write.change(row, values)
    return row
