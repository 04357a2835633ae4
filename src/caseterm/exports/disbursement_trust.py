"""The part of a disbursement statement that says what was paid when, and what is held in trust and why."""

from collections.abc import Iterator

from caseterm.exports.blocks import Block, Column, Paragraph, Table
from caseterm.rules.date_words import paper_day
from caseterm.rules.disbursement import DisbursementFacts
from caseterm.rules.money import format_cents
from caseterm.rules.settling import PayoutLine
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import PAYEE_KINDS
from caseterm.rules.trust import Trust


def trust_blocks(facts: DisbursementFacts, account: Trust) -> Iterator[Block]:
    """Each payee's part, the payments by day, what is held back, and the balance of the account."""
    yield Paragraph(f"As of {paper_day(facts.as_of)}.", quiet=True)
    yield _shares(facts, account)
    yield _paid(facts, account)
    held = [each for each in account.payouts if each.paid_on is None]
    if held:
        yield _held(facts, held)
    sums = (("paid", account.paid), ("held back", account.held), ("not paid yet", account.free))
    said = " + ".join(f"{name} {_money(cents)}" for name, cents in sums if cents or name == "paid")
    yield Paragraph(f"Trust account: {said} = received {_money(account.received)}.")


def _shares(facts: DisbursementFacts, account: Trust) -> Table:
    columns = (
        Column("Payee", weight=2.6), Column("For", weight=1.6), Column("Due", "right", 1.4),
        Column("Paid", "right", 1.4), Column("Held", "right", 1.4), Column("To be paid", "right", 1.4),
    )  # fmt: skip
    rows = tuple(
        (
            each.said(facts.firm_name, facts.client), label(PAYEE_KINDS, each.kind), _money(each.due),
            _money(each.paid), _money(each.held), _money(each.left),
        )
        for each in account.shares
    )  # fmt: skip
    sums = [sum(getattr(each, name) for each in account.shares) for name in ("due", "paid", "held", "left")]
    return Table(columns, rows, totals=("Total", "", *(_money(cents) for cents in sums)))


def _paid(facts: DisbursementFacts, account: Trust) -> Table:
    columns = (
        Column("Paid on", weight=1.1), Column("Payee", weight=2.6), Column("For", weight=1.6),
        Column("Reference", weight=1.6), Column("Amount", "right", 1.4),
    )  # fmt: skip
    rows = tuple(
        (paper_day(each.paid_on), _payee(facts, each), label(PAYEE_KINDS, each.kind), each.reference,
         _money(each.amount))
        for each in account.payouts
        if each.paid_on is not None
    )  # fmt: skip
    totals = ("Total", "", "", "", _money(account.paid)) if rows else None
    return Table(columns, rows, totals=totals, empty_text="Nothing was paid out yet.")


def _held(facts: DisbursementFacts, held: list[PayoutLine]) -> Table:
    columns = (
        Column("Held back of", weight=2.2), Column("Why", weight=3.2), Column("Until", weight=1.2),
        Column("Amount", "right", 1.4),
    )  # fmt: skip
    rows = tuple(
        (
            _payee(facts, each), each.held_why or "no reason given",
            paper_day(each.held_until) if each.held_until else "", _money(each.amount),
        )
        for each in held
    )  # fmt: skip
    return Table(columns, rows, totals=("Held in trust", "", "", _money(sum(each.amount for each in held))))


def _payee(facts: DisbursementFacts, line: PayoutLine) -> str:
    """The name that was written on the check, else that of the kind of payment."""
    firm = line.kind in ("attorney_fee", "cost_reimbursement")
    usual = facts.firm_name if firm else facts.client if line.kind == "client_net" else ""
    return line.payee or usual or label(PAYEE_KINDS, line.kind)


def _money(cents: int) -> str:
    return format_cents(cents, parentheses=True)
