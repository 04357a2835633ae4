"""Records and bills in the summary: what was asked of whom, how often it was chased, what came."""

from caseterm.exports.blocks import Block, Column, Table
from caseterm.exports.summary_words import NONE, day
from caseterm.rules.counting import counted
from caseterm.rules.disclosure import ATTORNEY
from caseterm.rules.summary import RequestFacts, SummaryFacts
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import REQUEST_KINDS, REQUEST_STATUSES

LATE = "! is to be chased by now."


def records(facts: SummaryFacts) -> tuple[str, list[Block]] | None:
    """The section, or None where this reader does not get it."""
    if facts.records is None:
        return None
    office = facts.audience == ATTORNEY
    columns = (
        Column("Provider", weight=2.1),
        Column("Asked for", weight=2.3 if office else 1.8),
        Column("Sent", weight=1.3 if office else 1.2),
        Column("Received", weight=1.35),
        *([Column("Status, said last", weight=2.8)] if office else [Column("Complete", weight=1)]),
    )
    rows = tuple(_row(row, office=office) for row in facts.records)
    notes = (LATE,) if office and any(row.late for row in facts.records) else ()
    return "Records and bills", [Table(columns, rows, notes=notes, empty_text="No providers on file.")]


def _row(row: RequestFacts, *, office: bool) -> tuple[str, ...]:
    pages = f"\n{counted(row.pages, 'page')}" if row.pages is not None else ""
    return (
        row.provider,
        "\n".join(part for part in (label(REQUEST_KINDS, row.kind), row.range) if part),
        day(row.sent_on) + (" !" if row.late else ""),
        day(row.received_on) + pages,
        _standing(row) if office else "yes" if row.complete else NONE,
    )


def _standing(row: RequestFacts) -> str:
    if not row.status:
        return "not asked for"
    times = f", {counted(row.times, 'follow-up')}" if row.times else ""
    lines = [label(REQUEST_STATUSES, row.status) + times]
    if row.vendor:
        lines.append(f"with {row.vendor}")
    if row.missing:
        lines.append(f"missing: {row.missing}")
    if row.said and not row.complete:
        lines.append(f"{day(row.said_on)}: {row.said}")
    return "\n".join(lines)
