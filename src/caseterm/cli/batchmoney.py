"""Acts of `caseterm batch` on bills, liens and losses, whose services take more than plain fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.errors import InputError
from caseterm.rules.reductions import Choice, Settlement
from caseterm.rules.terms_money import REDUCTION_KINDS
from caseterm.store.database import Database

Values = Mapping[str, Any]


def add_bills(db: Database, *, case_id: int, bills: Sequence[Values]) -> ChangeSet:
    """Add lines of bills to a case."""
    return services.money.add_bills(db, case_id, bills)


def finalize_bills(db: Database, *, provider_ids: Sequence[int], on: Any = None) -> ChangeSet:
    """Say that no more bills will come."""
    return services.money.finalize_bills(db, provider_ids, on)


def add_lien(db: Database, *, case_id: int, values: Values, holder: str = "") -> ChangeSet:
    """Add a lien; without a holder it is the provider's whose bills it is for."""
    return services.liens.add_lien(db, case_id, holder, values)


def edit_lien(db: Database, *, lien_id: int, values: Values) -> ChangeSet:
    """Change columns of a lien; its holder stays."""
    found = db.raw.execute("SELECT holder_id FROM liens WHERE id = ?", (lien_id,)).fetchone()
    return services.liens.edit_lien(db, lien_id, found[0] if found else None, values)


def reduce_liens(
    db: Database,
    *,
    lien_ids: Sequence[int],
    rule: str,
    settlement: int = 0,
    fee: int = 0,
    costs: int = 0,
    prior: int = 0,
    num: int | None = None,
    den: int | None = None,
    amount: int | None = None,
) -> ChangeSet:
    """Choose a rule for liens; amounts are cents."""
    if rule not in REDUCTION_KINDS:
        raise InputError.one("rule", rule[:40], f"is none of {', '.join(REDUCTION_KINDS)}")
    given = {
        "settlement": settlement,
        "fee": fee,
        "costs": costs,
        "prior": prior,
        "num": num,
        "den": den,
        "amount": amount,
    }
    for name, cents in given.items():
        if cents is not None and not 0 <= cents <= 10**13:
            raise InputError.one(name, "", "must lie between nothing and a hundred billion dollars")
    return services.liens.reduce_liens(
        db, lien_ids, rule, Settlement(settlement, fee, costs, prior), Choice(num, den, amount)
    )


def put_expense(db: Database, *, case_id: int, values: Values, expense_id: int | None = None) -> ChangeSet:
    """Enter what the client paid, drove or will need, or change it."""
    return services.costs.put_expense(db, case_id, values, expense_id=expense_id)


def put_wage_loss(db: Database, *, case_id: int, values: Values, wage_id: int | None = None) -> ChangeSet:
    """Enter wages lost, or change them; without an amount it is counted."""
    return services.costs.put_wage_loss(db, case_id, values, wage_id=wage_id)
