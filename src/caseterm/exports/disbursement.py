"""The disbursement statement: what came in, what goes off and why, the client's net, who is paid, who signs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from caseterm.exports.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Heading,
    Paragraph,
    SignLine,
    SignOff,
    Strip,
    Table,
)
from caseterm.exports.disbursement_trust import trust_blocks
from caseterm.rules.date_words import paper_day
from caseterm.rules.disbursement import DisbursementFacts
from caseterm.rules.disclosure import ATTORNEY, CLIENT, as_json
from caseterm.rules.money import format_cents
from caseterm.rules.settlement import Due, FeeRow, Statement, payees
from caseterm.rules.shares import share_words
from caseterm.rules.terms import label
from caseterm.rules.terms_money import COST_CATEGORIES
from caseterm.rules.terms_settlement import FEE_BASES, PAYEE_KINDS, RECOVERY_KINDS
from caseterm.rules.waterfall import scale, steps

NOT_FINAL = "PROJECTION - NOT A FINAL STATEMENT - NUMBERS MAY CHANGE"
ACKNOWLEDGED = (
    "I have read this statement and had it explained to me. I agree to the fee, the costs, the liens and the payments "
    "shown, and ask that the recovery be paid out as stated here. I understand that bills and liens which are not "
    "shown, or are shown as not paid here, remain my own."
)
UNSURE = "* Not final in writing on the day of this statement."


def build(facts: DisbursementFacts, *, printed_at: datetime) -> Document:
    """The document; `printed_at` is aware, in the zone to be shown. A projection says so on every page."""
    final = facts.version is not None
    return Document(
        title="Disbursement statement" if final else "Projected disbursement",
        firm=(facts.firm_name, *facts.firm[1:]),
        case_no=facts.number,
        client_line=facts.client,
        audience=CLIENT if final else ATTORNEY,
        printed_at=printed_at,
        printed_by=facts.user,
        blocks=tuple(_blocks(facts)),
        legend=None if final else facts.legend or None,
        draft_line=_draft_line(facts),
    )


def _draft_line(facts: DisbursementFacts) -> str | None:
    if facts.version is None:
        return NOT_FINAL
    if facts.status == "unlocked":
        return "UNLOCKED AGAIN - NOT IN FORCE"
    return None if facts.approved_by else "DRAFT - NOT REVIEWED BY ATTORNEY"


def _blocks(facts: DisbursementFacts) -> Iterator[Block]:
    statement = facts.statement
    yield Strip(tuple(_strip(facts)))
    if facts.version is None:
        computed = f"Computed on {paper_day(facts.as_of)} of {facts.offer}. Calculated aid, not verified."
        yield Paragraph(computed, quiet=True)
        if facts.missing:
            yield Bullets(tuple(f"Open: {text}" for text in facts.missing))
    yield Heading("1. Recovery")
    yield _recoveries(statement)
    yield Heading("2. Attorney's fee")
    yield from _fees(statement)
    yield Heading("3. Costs advanced")
    yield _costs(statement)
    yield Heading("4. Liens and providers")
    yield from _dues(statement)
    number = 5
    if statement.others:
        yield Heading("5. Other deductions")
        rows = tuple((each.name, label(PAYEE_KINDS, each.kind), _money(each.amount)) for each in statement.others)
        yield Table(_columns("Payee", "For"), rows, totals=("Total", "", _money(statement.other_total)))
        number = 6
    yield Heading(f"{number}. From gross to net")
    yield _bars(statement)
    yield Paragraph(_equation(statement))
    if statement.cautions and facts.version is None:
        yield Bullets(statement.cautions)
    yield Heading(f"{number + 1}. Payments")
    yield _payments(facts)
    if facts.account is not None:
        yield Heading(f"{number + 2}. Paid out and held in trust")
        yield from trust_blocks(facts, facts.account)
    if facts.version is not None:
        yield from _signatures(facts)


def _strip(facts: DisbursementFacts) -> Iterator[Fact]:
    statement = facts.statement
    yield Fact("Gross recovery", _dollars(statement.gross))
    yield Fact("Fee and costs", _dollars(statement.fees + statement.costs))
    yield Fact("Net to client", _dollars(statement.net), alarm=statement.net < 0)
    yield Fact("Date of incident", paper_day(facts.incident_on) if facts.incident_on else "not on file")
    if facts.version is None:
        yield Fact("Statement", "projection", "not final", alarm=True)
    else:
        locked = f"locked {paper_day(facts.locked_on)}" if facts.locked_on else ""
        yield Fact("Statement", f"no. {facts.version}", locked)
        yield Fact("Approved by", facts.approved_by or "not yet")


def _columns(*names: str) -> tuple[Column, ...]:
    return (*(Column(name, weight=2.4) for name in names), Column("Amount", "right", 1.4))


def _recoveries(statement: Statement) -> Table:
    rows = tuple((row.name, label(RECOVERY_KINDS, row.kind), _money(row.amount)) for row in statement.rows)
    return Table(_columns("Source", "Kind"), rows, totals=("Gross", "", _money(statement.gross)) if rows else None)


def _fees(statement: Statement) -> Iterator[Block]:
    """Each fee with its basis ticked, and what is taken off before it where anything is."""
    bases = dict.fromkeys(row.basis for row in statement.rows)
    for basis in bases:
        whose = ", ".join(row.name for row in statement.rows if row.basis == basis)
        ticks = "\n".join(f"[{'x' if code == basis else ' '}]  {word}" for code, word in FEE_BASES.items())
        yield Paragraph(f"The fee{f' on {whose}' if len(bases) > 1 else ''} is taken of:\n{ticks}")
    taken = {row.basis for row in statement.rows}
    off: list[Column] = []
    if taken & {"net_after_costs", "net_after_costs_and_liens"}:
        off.append(Column("Costs off", "right", 1.2))
    if "net_after_costs_and_liens" in taken:
        off.append(Column("Liens off", "right", 1.2))
    columns = (
        Column("Source", weight=2.2), Column("Amount", "right", 1.4), *off,
        *([Column("Base", "right", 1.4)] if off else []), Column("Rate", "right", 1.1), Column("Fee", "right", 1.4),
    )  # fmt: skip
    rows = [_fee_row(row, len(off)) for row in statement.rows]
    blank = ("",) * (len(columns) - 2)
    if statement.goodwill:
        rows.append(("Lowered by the firm", *blank, _money(-statement.goodwill)))
    notes: tuple[str, ...] = ()
    if statement.referral:
        of = f"{statement.referral_to} receives {_dollars(statement.referral)} of this fee"
        notes = (f"{of}; {_dollars(statement.firm_fee)} remains with this firm. The client pays nothing more for it.",)
    totals = ("Total fee", *blank, _money(statement.fees)) if rows else None
    yield Table(columns, tuple(rows), totals=totals, notes=notes, empty_text="No recovery, no fee.")


def _fee_row(row: FeeRow, off: int) -> tuple[str, ...]:
    parts = (
        _off(row.costs if row.basis != "gross_before_costs" else 0),
        _off(row.deducted if row.basis == "net_after_costs_and_liens" else 0),
    )
    base = (_money(row.base),) if off else ()
    return (row.name, _money(row.amount), *parts[:off], *base, share_words(row.num, row.den), _money(row.fee))


def _costs(statement: Statement) -> Table:
    columns = (Column("Date", weight=1.1), Column("For", weight=2), Column("Paid to", weight=2.6),
               Column("Amount", "right", 1.3))  # fmt: skip
    rows = tuple(
        (_iso(each.dated), label(COST_CATEGORIES, each.category), each.vendor, _money(each.amount))
        for each in statement.ledger
    )
    totals = ("Total", "", "", _money(statement.costs)) if rows else None
    return Table(columns, rows, totals=totals, empty_text="No costs.")


def _dues(statement: Statement) -> Iterator[Block]:
    columns = (
        Column("Holder or provider", weight=2.6), Column("Kind", weight=1.9), Column("Billed", "right", 1.3),
        Column("Claim", "right", 1.3), Column("Reduced by", "right", 1.3), Column("To be paid", "right", 1.3),
    )  # fmt: skip
    dues = (*statement.liens, *statement.providers)
    rows = tuple(_due(each) for each in dues)
    whole = statement.lien_total + statement.provider_total
    totals = ("Total", "", "", _money(sum(d.claimed for d in dues)), _money(_reduced(dues)), _money(whole))
    notes = [f"{each.name}: {each.why}" for each in dues if each.why and each.why != "agreed"]
    if any(not each.sure for each in dues):
        notes.append(UNSURE)
    totals_or_none = totals if rows else None
    yield Table(columns, rows, totals=totals_or_none, notes=tuple(notes), empty_text="No liens and no balances.")
    if statement.unpaid:
        yield Heading("Not paid at settlement", 2)
        left = tuple((each.name, each.kind, _money(each.amount)) for each in statement.unpaid)
        yield Table(_columns("Provider", "Specialty"), left)


def _due(each: Due) -> tuple[str, ...]:
    billed = _money(each.billed) if each.billed else ""
    reduced = _money(each.claimed - each.amount) if each.claimed else ""
    name = each.name + ("" if each.sure else " *")
    return (name, each.kind, billed, _money(each.claimed), reduced, _money(each.amount))


def _reduced(dues: Sequence[Due]) -> int:
    return sum(each.claimed - each.amount for each in dues if each.claimed)


def _bars(statement: Statement) -> Bars:
    found = steps(statement)
    low, high = scale(found)
    made = []
    for step in found:
        first, last = ((part - low) * 1000 // (high - low) for part in (step.low, step.high))
        made.append(Bar(step.label, step.said, first, last, step.total))
    return Bars(tuple(made))


def _equation(statement: Statement) -> str:
    parts = (
        ("fee", statement.fees), ("costs", statement.costs), ("liens", statement.lien_total),
        ("providers", statement.provider_total), ("other", statement.other_total),
    )  # fmt: skip
    said = " + ".join(f"{name} {_money(cents)}" for name, cents in parts if cents or name == "fee")
    return f"Balance: {said} + net {_money(statement.net)} = gross {_money(statement.gross)}."


def _payments(facts: DisbursementFacts) -> Table:
    firm = facts.firm_name
    names: Mapping[str, str] = {"attorney_fee": firm, "cost_reimbursement": firm, "client_net": facts.client}
    rows = tuple(
        (names.get(kind, name) or label(PAYEE_KINDS, kind), label(PAYEE_KINDS, kind), _money(amount))
        for kind, name, amount in payees(facts.statement)
    )
    return Table(_columns("Payee", "For"), rows, totals=("Total, the gross", "", _money(facts.statement.gross)))


def _signatures(facts: DisbursementFacts) -> Iterator[Block]:
    yield Heading("Acknowledgement")
    yield Paragraph(ACKNOWLEDGED)
    yield SignOff((SignLine(f"Client: {facts.client}"), SignLine(f"Attorney, for {facts.firm_name}")))
    yield Paragraph(f"Statement {facts.version}, SHA-256 {facts.sha256}", quiet=True)


def statement_json(facts: DisbursementFacts) -> dict[str, Any]:
    """The facts for other programs; money is cents."""
    found: dict[str, Any] = as_json(facts)
    return found


def _money(cents: int) -> str:
    return format_cents(cents, parentheses=True)


def _dollars(cents: int) -> str:
    return format_cents(cents, parentheses=True, dollar=True)


def _off(cents: int) -> str:
    return _money(-cents) if cents else ""


def _iso(text: str) -> str:
    return paper_day(date.fromisoformat(text)) if text else ""
