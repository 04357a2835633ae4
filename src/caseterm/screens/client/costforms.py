"""The forms of costs, budgets, wages lost and what the client paid and drove."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from caseterm.rules.costs import ExpenseLine, WageLine
from caseterm.rules.reductions import half_up
from caseterm.rules.terms import PHASES
from caseterm.rules.terms_money import COST_CATEGORIES, COST_PAYERS, RATE_UNITS
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, texts


def tenths(value: object) -> int | None:
    """Tenths in a number as it is typed: 24.6 is 246. Raises ValueError."""
    text = "" if value is None else str(value).strip().replace(",", "")
    if not text:
        return None
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError("this is no number; write 24.6") from None
    if found < 0:
        raise ValueError("this is below nothing")
    if found > 1_000_000:
        raise ValueError("this is too much")
    return half_up(found * 10)


def tenths_problem(value: object) -> str | None:
    """Why a number cannot be read; None when it can."""
    try:
        tenths(value)
    except ValueError as problem:
        return str(problem)
    return None


COST_SPECS = (
    FieldSpec("dated", "Date", "date", prefer="past"),
    FieldSpec("category", "Category", "choice", required=True, choices=choices(COST_CATEGORIES)),
    FieldSpec("amount_cents", "Amount", "money", required=True),
    FieldSpec("vendor", "Vendor"),
    FieldSpec("description", "What"),
    FieldSpec("phase", "Stage", "choice", choices=choices(PHASES)),
    FieldSpec("paid_by", "Paid by", "choice", required=True, choices=choices(COST_PAYERS)),
    FieldSpec("check_no", "Check no.", width=16),
    FieldSpec("recoverable", "Recoverable", "yesno", hint="comes out of the settlement"),
    FieldSpec("notes", "Notes", "notes"),
)
BUDGET_SPECS = (
    FieldSpec("budget_cents", "Budget", "money", required=True),
    FieldSpec("category", "Category", "choice", choices=choices(COST_CATEGORIES), hint="blank: all costs"),
    FieldSpec("phase", "Stage", "choice", choices=choices(PHASES), hint="blank: the whole case"),
    FieldSpec("notes", "Notes", "notes"),
)
WAGE_SPECS = (
    FieldSpec("employer", "Employer", required=True),
    FieldSpec("job_title", "Job"),
    FieldSpec("rate_cents", "Rate", "money"),
    FieldSpec("rate_unit", "Rate is", "choice", required=True, choices=choices(RATE_UNITS)),
    FieldSpec("hours_week", "Hours a week", hint="where it is by the hour", check=tenths_problem, width=8),
    FieldSpec("off_from", "Off work from", "date", prefer="past"),
    FieldSpec("off_to", "Off work to", "date", hint="the last day off"),
    FieldSpec("restricted_from", "Restricted from", "date", prefer="past"),
    FieldSpec("restricted_to", "Restricted to", "date"),
    FieldSpec("lost_cents", "Lost", "money", hint="blank: counted from the above"),
    FieldSpec("verified", "Verified", "yesno", hint="by the employer's letter"),
    FieldSpec("verified_on", "Verified on", "date", prefer="past"),
    FieldSpec("notes", "Notes", "notes"),
)
EXPENSE_SPECS = (
    FieldSpec("dated", "Date", "date", prefer="past"),
    FieldSpec("amount_cents", "Amount", "money", required=True),
    FieldSpec("vendor", "Paid to"),
    FieldSpec("description", "For"),
    FieldSpec("receipt", "Receipt in", "yesno"),
    FieldSpec("notes", "Notes", "notes"),
)
MILEAGE_SPECS = (
    FieldSpec("dated", "Date", "date", prefer="past"),
    FieldSpec("miles", "Miles", required=True, hint="both ways, 24.6", check=tenths_problem, width=8),
    FieldSpec("rate", "Cents a mile", hint="blank: the firm's rate", check=tenths_problem, width=8),
    FieldSpec("vendor", "To"),
    FieldSpec("description", "For"),
    FieldSpec("notes", "Notes", "notes"),
)


def cost_values(given: Given) -> Given:
    """The form of a cost as the record keeps it."""
    return {
        **texts(given, "category", "vendor", "description", "phase", "paid_by", "check_no", "notes"),
        "dated": given["dated"],
        "amount_cents": given["amount_cents"],
        "recoverable": bool(given["recoverable"]),
    }


def budget_values(given: Given) -> Given:
    return {**texts(given, "category", "phase", "notes"), "budget_cents": given["budget_cents"]}


def wage_start(line: WageLine | None) -> Given:
    """What the form of a wage loss opens with."""
    if line is None:
        return {"rate_unit": "hour", "hours_week": "40"}
    names = (spec.name for spec in WAGE_SPECS)
    values = {name: getattr(line, name, None) for name in names}
    hours = f"{line.hours_week / 10:g}" if line.hours_week is not None else None
    return {**values, "rate_cents": line.rate, "lost_cents": line.lost, "hours_week": hours}


def wage_values(given: Given) -> Given:
    days = ("off_from", "off_to", "restricted_from", "restricted_to", "verified_on")
    return {
        **texts(given, "employer", "job_title", "rate_unit", "notes"),
        **{name: given[name] for name in days},
        "rate_cents": given["rate_cents"],
        "lost_cents": given["lost_cents"],
        "hours_week": tenths(given["hours_week"]),
        "verified": bool(given["verified"]) or given["verified_on"] is not None,
    }


def expense_start(line: ExpenseLine | None, today: date) -> Given:
    """What the form of an expense or of miles opens with."""
    if line is None:
        return {"dated": today}
    same = {name: getattr(line, name) for name in ("dated", "vendor", "description", "receipt", "notes")}
    miles = f"{line.miles_tenths / 10:g}" if line.miles_tenths is not None else None
    rate = f"{line.rate_mills / 10:g}" if line.rate_mills is not None else None
    return {**same, "amount_cents": line.amount, "miles": miles, "rate": rate}


def expense_values(given: Given, kind: str) -> Given:
    values: Given = {**texts(given, "vendor", "description", "notes"), "dated": given["dated"], "kind": kind}
    if kind == "mileage":
        return {**values, "miles_tenths": tenths(given["miles"]), "rate_mills": tenths(given["rate"])}
    return {**values, "amount_cents": given["amount_cents"], "receipt": bool(given["receipt"])}
