"""The facts of the printed table of specials, cut for its reader."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from caseterm.rules.costs import ExpenseLine, WageLine
from caseterm.rules.disclosure import ATTORNEY, as_json
from caseterm.rules.specials import BillLine, ProviderSpecials, Sums, add_up
from caseterm.values import value

ORDERS: Mapping[str, str] = {
    "provider": "By provider",
    "bills": "By provider, with each bill",
    "date": "By date of service",
}


@value
class SpecialsFacts:
    """One case's specials; for a reader outside the firm without what was paid, adjusted and claimed against it.

    `left` are words on what PIP and MedPay have left; amounts are cents.
    """

    today: date
    firm: tuple[str, ...]
    user: str
    legend: str
    letter: bool
    number: str
    client: str
    incident_on: date | None
    providers: tuple[ProviderSpecials, ...]
    wages: tuple[WageLine, ...]
    expenses: tuple[ExpenseLine, ...]
    left: tuple[str, ...] = ()
    audience: str = ATTORNEY

    @property
    def office(self) -> bool:
        return self.audience == ATTORNEY

    @property
    def sums(self) -> Sums:
        return add_up(bill for provider in self.providers for bill in provider.bills)

    def spent(self, kind: str) -> int:
        return sum(line.amount for line in self.expenses if line.kind == kind)

    @property
    def wages_lost(self) -> int:
        return sum(line.lost for line in self.wages)

    @property
    def total(self) -> int:
        """All past damages in money: bills as billed, wages, out of pocket, mileage."""
        return self.sums.billed + self.wages_lost + self.spent("out_of_pocket") + self.spent("mileage")


def specials_for(facts: SpecialsFacts, audience: str) -> SpecialsFacts:
    """What this reader may see: outside the firm amounts billed alone, bills that count, and nothing of strategy."""
    if audience == ATTORNEY:
        return facts
    providers = [
        replace(
            each,
            bills=tuple(_outside(bill) for bill in each.bills if bill.related and not bill.archived),
            dont_pay=False, lop_on=None, lien=False, records_in=False, bills_in=False, finalized_on=None,
        )
        for each in facts.providers
    ]  # fmt: skip
    return replace(
        facts,
        audience=audience,
        legend="",
        left=(),
        providers=tuple(each for each in providers if each.bills),
        wages=tuple(replace(line, notes="") for line in facts.wages),
        expenses=tuple(replace(line, notes="") for line in facts.expenses),
    )


def _outside(bill: BillLine) -> BillLine:
    return replace(
        bill, adjusted=0, health=0, pip=0, medpay=0, client=0, other=0, lien_on_balance=False, disputed=False, notes=""
    )


def specials_json(facts: SpecialsFacts) -> dict[str, Any]:
    """The table as plain values: amounts in cents, days as 2026-11-21."""
    found: dict[str, Any] = as_json(facts)
    for name, provider in zip(found["providers"], facts.providers, strict=True):
        sums = provider.sums
        name["totals"] = {"billed": sums.billed} | (
            {"adjusted": sums.adjusted, "paid": sums.paid, "balance": sums.balance} if facts.office else {}
        )
    return {**found, "billed": facts.sums.billed, "total": facts.total}
