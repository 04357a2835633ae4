"""Wage losses and expenses, whose amounts follow from what is known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import CostBudget, Expense, WageLoss
from caseterm.rules.costs import MILEAGE_MILLS, WageLine, days_off, mileage_cents, wages_lost
from caseterm.rules.money import MAX_CENTS, format_cents
from caseterm.rules.terms import label
from caseterm.rules.terms_money import EXPENSE_KINDS, RATE_UNITS
from caseterm.services.acts import act
from caseterm.services.money import as_day
from caseterm.services.parties import client_name
from caseterm.store.database import Database
from caseterm.store.writing import Write


def set_budget(db: Database, case_id: int, cents: int) -> ChangeSet:
    """Say what the whole case may cost: its one budget of all categories and stages, added where it has none."""
    with act(db, Op.EDIT, "Budget", case_id=case_id) as write:
        known = write.session.exec(
            select(CostBudget).where(
                CostBudget.case_id == case_id,
                CostBudget.category == "",
                CostBudget.phase == "",
                col(CostBudget.archived_at).is_(None),
            )
        ).first()
        if known is None:
            write.add(CostBudget, {"case_id": case_id, "budget_cents": cents})
        else:
            write.change(known, {"budget_cents": cents})
        write.label = f"Budget {format_cents(cents, dollar=True)} ({client_name(write, case_id)})"
    return write.changes


def put_expense(db: Database, case_id: int, values: Mapping[str, Any], *, expense_id: int | None = None) -> ChangeSet:
    """Add or change what the client paid, drove or will need; miles and a rate make the amount.

    Raises InputError naming the fields.
    """
    with act(db, Op.EDIT if expense_id else Op.ADD, "Expense", case_id=case_id) as write:
        full = dict(values)
        if full.get("kind") == "mileage":
            if full.get("rate_mills") is None:
                full["rate_mills"] = mileage_rate(write)
            miles, rate = _whole(full, "miles_tenths", "Miles"), _whole(full, "rate_mills", "Rate")
            full["amount_cents"] = mileage_cents(miles, rate)
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
        first, last = as_day(full.get("off_from")), as_day(full.get("off_to"))
        if first and last and last < first:
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
    return int(row[0]) if row else MILEAGE_MILLS


def _lost(values: Mapping[str, Any], today: date) -> int:
    unit = str(values.get("rate_unit") or "hour")
    line = WageLine(0, "", 0, off_from=as_day(values.get("off_from")), off_to=as_day(values.get("off_to")))
    known = unit in RATE_UNITS and (unit != "hour" or values.get("hours_week") is not None)
    if values.get("rate_cents") is None or line.off_from is None or not known:
        raise InputError.one("Lost", "", "is needed, or rate, hours and the days off to count it from")
    hours = _whole(values, "hours_week", "Hours a week") if unit == "hour" else 0
    return wages_lost(_whole(values, "rate_cents", "Rate"), unit, hours_week=hours, days=days_off(line, today))


def _whole(values: Mapping[str, Any], name: str, label: str) -> int:
    """A number that must be known before an amount can follow from it. Raises InputError."""
    found = values.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= MAX_CENTS:
        raise InputError.one(label, "" if found is None else str(found)[:40], "is needed as a number")
    return found


def _put(write: Write, model: type[Any], case_id: int, row_id: int | None, values: Mapping[str, Any]) -> Any:
    if row_id is None:
        return write.add(model, {**values, "case_id": case_id})
    row = write.session.get_one(model, row_id)
    write.change(row, values)
    return row
