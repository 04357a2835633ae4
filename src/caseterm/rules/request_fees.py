"""What a fee paid for records or bills makes of the costs of the case."""

from collections.abc import Iterable, Mapping
from datetime import date

from caseterm.rules.costs import CostLine
from caseterm.rules.text import fold
from caseterm.values import value

CATEGORIES: Mapping[str, str] = {
    "films_imaging": "imaging_copies", "police_report": "police_report", "employment": "copies", "wage": "copies",
    "school": "copies", "tax": "copies", "insurance_dec_page": "copies",
}  # fmt: skip


@value
class Fee:
    """A fee of a request that was paid."""

    cents: int
    paid_on: date | None = None


@value
class Charge:
    """The cost that a fee makes: its amount, its day, and whether it is put away."""

    cents: int
    dated: date | None = None
    archived: bool = False


def paid_fee(cents: int | None, paid_on: date | None, *, archived: bool = False) -> Fee | None:
    """The fee paid for a request; None where none was, or the request is put away."""
    return Fee(cents, paid_on) if cents and not archived else None


def charge(before: Fee | None, now: Fee | None, cost: Charge | None) -> Charge | None:
    """What the cost of a request is to be, from its fee before and after an act; None where there is to be none.

    A fee that stays as it was makes no cost, for it may have been entered by hand before fees became costs. A cost
    that was put away by hand stays away; one that went with its fee comes back with it.
    """
    if cost is None:
        return Charge(now.cents, now.paid_on) if now is not None and now != before else None
    if now is None:
        return Charge(cost.cents, cost.dated, archived=True)
    moved = before is None or now.paid_on != before.paid_on
    return Charge(now.cents, now.paid_on if moved else cost.dated, archived=cost.archived and before is not None)


def category_of(kind: str) -> str:
    """The category of cost that a kind of request falls under."""
    return CATEGORIES.get(kind, "medical_records")


def entered_by_hand(costs: Iterable[CostLine], fee: Fee, category: str, payee: str) -> CostLine | None:
    """The cost that somebody entered for this very fee: of no request, its amount, its category, and its payee or day.

    So a fee noted in both places is one cost.
    """
    for cost in costs:
        if cost.archived or cost.request_id is not None or (cost.amount, cost.category) != (fee.cents, category):
            continue
        if fold(cost.vendor) == fold(payee) if cost.vendor else cost.dated == fee.paid_on:
            return cost
    return None
