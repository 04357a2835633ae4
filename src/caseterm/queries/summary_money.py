"""What a summary says of a case's bills, liens, costs and losses."""

from __future__ import annotations

import sqlite3

from caseterm.queries import money
from caseterm.queries.plain import over
from caseterm.rules.money import format_cents
from caseterm.rules.summary_money import BillsFacts, BudgetFacts, CostsFacts, LienFacts, LossFacts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from caseterm.rules.specials import ProviderSpecials


def bills(connection: sqlite3.Connection, case_id: int) -> tuple[BillsFacts, ...]:
    """The providers that sent bills, those first treated with first."""
    return tuple(_bills(each) for each in money.specials(over(connection), case_id) if each.bills)


def _bills(each: ProviderSpecials) -> BillsFacts:
    sums = each.sums
    return BillsFacts(
        provider=each.name,
        first=each.first,
        last=each.last,
        bills=sums.count,
        billed=sums.billed,
        adjusted=sums.adjusted,
        paid=sums.paid,
        balance=sums.balance,
        final_on=each.finalized_on,
        lien=each.lien,
        unpaid=each.dont_pay,
    )


def losses(connection: sqlite3.Connection, case_id: int) -> LossFacts:
    """Wages, spending, mileage and care to come, and what PIP and MedPay have left."""
    lost = money.losses(over(connection), case_id)
    return LossFacts(
        wages=lost.wages_lost,
        out_of_pocket=lost.spent("out_of_pocket"),
        mileage=lost.spent("mileage"),
        future=lost.spent("future_medical"),
        no_fault=tuple(no_fault_words(each) for each in money.no_fault(over(connection), case_id)),
    )


def no_fault_words(each: money.NoFault) -> str:
    """PIP Stateline: paid $4,000.00 of $10,000.00, $6,000.00 left."""
    name = "PIP" if each.kind == "pip" else "MedPay"
    paid = f"{name} {each.insurer}".rstrip() + f": paid {format_cents(each.paid, dollar=True)}"
    if each.limit is None or each.left is None:
        return f"{paid}, limit not known"
    return f"{paid} of {format_cents(each.limit, dollar=True)}, {format_cents(each.left, dollar=True)} left"


def liens(connection: sqlite3.Connection, case_id: int) -> tuple[LienFacts, ...]:
    """Every lien of the case."""
    return tuple(
        LienFacts(
            holder=each.holder,
            kind=each.kind,
            status=each.status,
            claimed=each.claim,
            now=each.now,
            final=each.is_final,
            reduction="" if each.reduction_kind == "none" else each.reduction_kind,
            why=each.reduction_why,
        )
        for each in money.liens(over(connection), case_id)
    )


def costs(connection: sqlite3.Connection, case_id: int) -> CostsFacts:
    """What the case cost so far, against what it may cost."""
    found = money.costs(over(connection), case_id)
    sums: dict[str, int] = {}
    for line in found.lines:
        sums[line.category] = sums.get(line.category, 0) + line.amount
    return CostsFacts(
        total=found.total,
        borne=found.total - found.recoverable,
        categories=tuple(sorted(sums.items(), key=lambda each: (-each[1], each[0]))),
        budgets=tuple(
            BudgetFacts(each.category, each.phase, each.budget, each.spent, each.level) for each in found.budgets
        ),
    )
