"""The lines of `caseterm case NO` about bills, liens, costs and losses."""

from collections.abc import Iterator

from caseterm.rules.costs import BudgetLine
from caseterm.rules.money import format_cents
from caseterm.rules.summary import SummaryFacts
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_money import COST_CATEGORIES, LIEN_KINDS, LIEN_STATUSES


def money_lines(facts: SummaryFacts) -> Iterator[tuple[str, str]]:
    """One fact a line: what it is, and its words."""
    for bills in facts.specials or ():
        final = "final" if bills.final_on else "not final"
        amounts = f"billed {_money(bills.billed)}, paid {_money(bills.paid)}, balance {_money(bills.balance)}"
        yield "Bills", f"{bills.provider}, {amounts}, {final}"
    if facts.specials:
        billed, balance = (sum(getattr(each, name) for each in facts.specials) for name in ("billed", "balance"))
        yield "Specials", f"billed {_money(billed)}, balance {_money(balance)}"
    if facts.losses:
        for name, cents in (("Wages lost", facts.losses.wages), ("Out of pocket", facts.losses.out_of_pocket),
                            ("Mileage", facts.losses.mileage), ("Future medical", facts.losses.future)):  # fmt: skip
            yield name, _money(cents) if cents else ""
        yield from (("No-fault", words) for words in facts.losses.no_fault)
    for lien in facts.liens or ():
        claimed = f"claimed {_money(lien.claimed)}" if lien.claimed is not None else "no sum yet"
        now = f"now {_money(lien.now)}" if lien.now is not None else ""
        state = f"{label(LIEN_STATUSES, lien.status).lower()}{'' if lien.final else ', no final letter'}"
        parts = (lien.holder or "holder not known", label(LIEN_KINDS, lien.kind), claimed, now, state)
        yield "Lien", ", ".join(part for part in parts if part)
    if facts.costs and facts.costs.total:
        yield "Costs", f"{_money(facts.costs.total)} to date"
    for each in facts.costs.budgets if facts.costs else ():
        budget = BudgetLine(0, each.category, each.phase, each.budget, each.spent)
        what = label(COST_CATEGORIES, each.category) if each.category else "all costs"
        stage = f", {label(PHASES, each.phase).lower()}" if each.phase else ""
        yield "Budget", f"{what}{stage}, {_money(each.spent)} of {_money(each.budget)}, {budget.share}"


def _money(cents: int) -> str:
    return format_cents(cents, dollar=True)
