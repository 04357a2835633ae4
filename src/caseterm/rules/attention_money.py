"""Why a case needs her for its bills and costs: PIP or MedPay used up and not noted, budgets nearly or quite spent."""

from collections.abc import Iterator, Sequence
from datetime import date

from caseterm.rules.attention_reason import Reason, Turn
from caseterm.rules.costs import BudgetLine
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_money import COST_CATEGORIES
from caseterm.values import value


@value
class Spending:
    """The bills and costs of a case: the coverage that is used up without a note of it and since when, and budgets.

    `spent_on` is the day of the newest cost.
    """

    used_up: str = ""
    used_on: date | None = None
    budgets: tuple[BudgetLine, ...] = ()
    spent_on: date | None = None


UNSPENT = Spending()


def used_up(limits: Sequence[tuple[str, str, int, bool]], paid: dict[str, int]) -> str:
    """The first coverage that the bills have used up and nobody noted as exhausted, in words; '' for none.

    `limits` are coverages in their order: kind, insurer, limit in cents, noted; `paid` is cents by kind.
    """
    left = dict(paid)
    for kind, insurer, limit, noted in limits:
        mine = min(limit, left.get(kind, 0))
        left[kind] = left.get(kind, 0) - mine
        if limit and mine == limit and not noted:
            return f"{'PIP' if kind == 'pip' else 'MedPay'} {insurer}".rstrip()
    return ""


def turns(found: Spending, phase_on: date) -> Iterator[Turn]:
    """The reasons of a case's bills and costs; none of them changes by itself with the days."""
    if found.used_up:
        yield date.min, Reason(6, found.used_on or phase_on, "used_up", found.used_up)
    for budget in found.budgets:
        if budget.level:
            level, code = (5, "over_budget") if budget.level == 2 else (7, "near_budget")
            yield date.min, Reason(level, found.spent_on or phase_on, code, budget_words(budget), f"budget:{budget.id}")


def budget_words(budget: BudgetLine) -> str:
    """125 % of the expert budget, litigation."""
    what = label(COST_CATEGORIES, budget.category).lower() if budget.category else "cost"
    stage = f", {label(PHASES, budget.phase).lower()}" if budget.phase else ""
    share = f"{budget.share} of the" if budget.percent is not None else "beyond the"
    return f"{share} {what} budget{stage}"


def words(code: str, days: int, about: str) -> str | None:
    """A reason in words; None for another's code."""
    match code:
        case "used_up":
            return f"used up {days} d: {about}"
        case "over_budget" | "near_budget":
            return f"{about}, {days} d"
    return None
