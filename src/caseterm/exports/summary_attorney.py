"""The attorney's side in a case summary: recommendations as a table."""

from caseterm.exports.blocks import Block, Column, Heading, Paragraph, Table
from caseterm.exports.summary_words import day
from caseterm.rules.money import format_cents
from caseterm.rules.summary import AdviceFacts, SummaryFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_attorney import DECISIONS

COLUMNS = (Column("Dated", weight=1.1), Column("Recommendation", weight=4), Column("Cost, gain", weight=1.8),
           Column("Decision", weight=1.6))  # fmt: skip


def recommendations(facts: SummaryFacts) -> list[Block]:
    """What stands under the tasks: the recommendations, and what the case's own page says of them."""
    blocks: list[Block] = []
    if facts.advice:
        blocks.append(Heading("Recommendations to attorney", 2))
        blocks.append(Table(COLUMNS, tuple(_row(row) for row in facts.advice)))
    if facts.recommendations:
        blocks.append(Paragraph(f"Recommendations to attorney: {facts.recommendations}"))
    return blocks


def _row(row: AdviceFacts) -> tuple[str, ...]:
    told = (
        f"cost {format_cents(row.cost, dollar=True)}" if row.cost is not None else "",
        f"saves {format_cents(row.saving, dollar=True)}" if row.saving is not None else "",
        f"takes {row.days} d" if row.days is not None else "",
    )
    by = ", ".join(part for part in (row.decided_by, day(row.decided_on) if row.decided_on else "") if part)
    decision = "\n".join(part for part in (label(DECISIONS, row.decision), by, row.note) if part)
    text = "\n".join(part for part in (" ".join(row.text.split()), row.benefit) if part)
    return day(row.on), text, "\n".join(part for part in told if part), decision
