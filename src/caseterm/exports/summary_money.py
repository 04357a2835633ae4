"""The sections of a summary about money spent and claimed: specials, liens, costs against the budget."""

from collections.abc import Iterator

from caseterm.exports.blocks import Block, Column, Fact, Facts, Table
from caseterm.exports.summary_words import day
from caseterm.rules.money import format_cents
from caseterm.rules.summary import SummaryFacts
from caseterm.rules.summary_money import BillsFacts, BudgetFacts, CostsFacts, LienFacts, LossFacts
from caseterm.rules.terms import PHASES, label
from caseterm.rules.terms_money import COST_CATEGORIES, LIEN_SHORT, LIEN_STATUSES, REDUCTION_KINDS

Made = tuple[str, list[Block]] | None
BILLS = (
    Column("Provider", weight=2.8),
    Column("Service", weight=2.2),
    Column("Billed", "right", 1.1),
    Column("Adjusted", "right", 1.1),
    Column("Paid", "right", 1.1),
    Column("Balance", "right", 1.1),
)
LIENS = (
    Column("Holder", weight=2.2),
    Column("Kind", weight=2.1),
    Column("Claimed", "right", 1.1),
    Column("Now", "right", 1.1),
    Column("Status", weight=1.5),
)
BUDGETS = (
    Column("Budget", weight=2.6),
    Column("Spent", "right", 1.3),
    Column("Budgeted", "right", 1.3),
    Column("Used", "right", 0.9),
)


def specials(facts: SummaryFacts) -> Made:
    """Bills by provider with their sums, and the other losses."""
    if facts.specials is None:
        return None
    rows = tuple(_bills(each) for each in facts.specials)
    table = Table(
        BILLS, rows, totals=_bill_totals(facts.specials), notes=tuple(_notes(facts)), empty_text="No bills on file."
    )
    blocks: list[Block] = [table]
    lost = tuple(_losses(facts.losses)) if facts.losses else ()
    if lost:
        blocks.append(Facts(lost, columns=2))
    return "Specials", blocks


def _bills(row: BillsFacts) -> tuple[str, ...]:
    marks = " ".join(mark for mark, is_set in (("*", not row.final_on), ("+", row.unpaid), ("L", row.lien)) if is_set)
    name = f"{row.provider} {marks}".rstrip()
    span = f"{day(row.first)}-{day(row.last)}" if row.first and row.last and row.first != row.last else day(row.first)
    return (name, span, *(_money(cents) for cents in (row.billed, row.adjusted, row.paid, row.balance)))


def _bill_totals(rows: tuple[BillsFacts, ...]) -> tuple[str, ...] | None:
    if not rows:
        return None
    sums = (sum(getattr(row, name) for row in rows) for name in ("billed", "adjusted", "paid", "balance"))
    return ("Total", "", *(_money(cents) for cents in sums))


def _notes(facts: SummaryFacts) -> Iterator[str]:
    rows = facts.specials or ()
    told = (
        ("* bills not final", any(not row.final_on for row in rows)),
        ("+ not paid at settlement", any(row.unpaid for row in rows)),
        ("L: a lien stands for the balance", any(row.lien for row in rows)),
    )
    said = "; ".join(words for words, is_there in told if is_there)
    if said:
        yield f"{said}."
    yield from (f"{words}." for words in (facts.losses.no_fault if facts.losses else ()))


def _losses(lost: LossFacts) -> Iterator[Fact]:
    names = (("Wages lost", lost.wages), ("Out of pocket", lost.out_of_pocket), ("Mileage", lost.mileage))
    for name, cents in (*names, ("Future medical", lost.future)):
        if cents:
            yield Fact(name, _money(cents))


def liens(facts: SummaryFacts) -> Made:
    """Every lien, with the rule that reduces it under its line."""
    if facts.liens is None:
        return None
    rows = tuple(_lien(each) for each in facts.liens)
    known = [each.now or 0 for each in facts.liens]
    claimed = sum(each.claimed or 0 for each in facts.liens)
    totals = ("Total", "", _money(claimed), _money(sum(known)), _open(facts.liens)) if rows else None
    notes = tuple(f"{each.holder}: {each.why}" for each in facts.liens if each.why)
    return "Liens and subrogation", [Table(LIENS, rows, totals=totals, notes=notes, empty_text="No liens on file.")]


def _lien(row: LienFacts) -> tuple[str, ...]:
    rule = f"\n{label(REDUCTION_KINDS, row.reduction)}" if row.reduction else ""
    return (
        row.holder or "Not known",
        label(LIEN_SHORT, row.kind) + rule,
        _money(row.claimed) if row.claimed is not None else "not known",
        _money(row.now) if row.now is not None else "not known",
        label(LIEN_STATUSES, row.status) + ("" if row.final else "\nno final letter"),
    )


def _open(rows: tuple[LienFacts, ...]) -> str:
    count = sum(not row.final for row in rows)
    return f"{count} not final" if count else "all final"


def costs(facts: SummaryFacts) -> Made:
    """What the case cost by category, and each budget with what was used of it."""
    if facts.costs is None:
        return None
    return "Costs against the budget", list(_cost_blocks(facts.costs))


def _cost_blocks(found: CostsFacts) -> Iterator[Block]:
    borne = f"{_money(found.borne)} of it borne by the firm" if found.borne else ""
    parts = ", ".join(f"{label(COST_CATEGORIES, name).lower()} {_money(cents)}" for name, cents in found.categories)
    yield Facts((Fact("To date", _money(found.total), borne), Fact("For", parts or "nothing yet")))
    if found.budgets:
        yield Table(BUDGETS, tuple(_budget(each) for each in found.budgets))


def _budget(row: BudgetFacts) -> tuple[str, ...]:
    what = label(COST_CATEGORIES, row.category) if row.category else "All costs"
    stage = f", {label(PHASES, row.phase).lower()}" if row.phase else ""
    used = f"{row.spent * 100 // row.budget} %" if row.budget else "over"
    return (what + stage, _money(row.spent), _money(row.budget), used + ("", " !", " !!")[row.level])


def _money(cents: int) -> str:
    return format_cents(cents, parentheses=True)
