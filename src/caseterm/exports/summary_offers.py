"""Negotiation and projection as the attorney's summary tells them; nobody else gets these facts."""

from caseterm.exports.blocks import Block, Column, Fact, Facts, Paragraph, Table
from caseterm.exports.summary_words import day, days_off
from caseterm.rules.money import format_cents
from caseterm.rules.summary import OfferFacts, SummaryFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_settlement import NEGOTIATION_KINDS

Made = tuple[str, list[Block]] | None
OF = {"recoveries": "the recoveries entered", "offer": "the last offer", "demand": "the last demand"}


def negotiation(facts: SummaryFacts) -> Made:
    told = facts.negotiation
    if told is None or not told.events:
        return None
    columns = (
        Column("Date", weight=1.1),
        Column("What", weight=1.6),
        Column("Carrier", weight=3.1),
        Column("Amount", "right", 1.15),
        Column("Expires", weight=1.9),
    )
    rows = tuple(
        (
            day(row.on),
            label(NEGOTIATION_KINDS, row.kind),
            row.carrier + (f", limit {_money(row.limit)}" if row.limit is not None else ""),
            _money(row.amount) if row.amount is not None else "",
            _expires(row, facts),
        )
        for row in told.events
    )
    notes = [
        f"{label(NEGOTIATION_KINDS, row.kind)} {day(row.on)}: {row.authority}" for row in told.events if row.authority
    ]
    if told.gap is not None and told.middle is not None:
        notes.insert(0, f"Between the last demand and offer: {_money(told.gap)}; the middle is {_money(told.middle)}.")
    return "Negotiation", [Table(columns, rows, notes=tuple(notes))]


def _expires(row: OfferFacts, facts: SummaryFacts) -> str:
    if row.expires_on is None:
        return "waits for an answer" if row.waits else ""
    left = f", {days_off(row.expires_on, facts.as_of)}" if row.waits else ""
    return f"{day(row.expires_on)}{left}"


def projection(facts: SummaryFacts) -> Made:
    told = facts.projection
    if told is None:
        return None
    open_ = f", {told.liens_open} without a final letter" if told.liens_open else ""
    parts = (
        ("Gross", told.gross, OF.get(told.of, told.of)),
        ("Attorney's fee", -told.fee, told.rate),
        ("Costs", -told.costs, ""),
        ("Liens", -told.liens, open_.removeprefix(", ")),
        ("Providers", -told.providers, ""),
        ("Other", -told.other, ""),
    )
    rows = tuple(Fact(name, _money(cents), note) for name, cents, note in parts if cents or name == "Gross")
    net = Fact("Net to client", _money(told.net), "projection, not verified", alarm=told.net < told.fee)
    blocks: list[Block] = [Facts((*rows, net), columns=1)]
    if told.cautions:
        blocks.append(Paragraph("\n".join(told.cautions), quiet=True))
    return "Projection", blocks


def _money(cents: int) -> str:
    return format_cents(cents, parentheses=True)
