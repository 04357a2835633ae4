"""Records and bills in the summary: what was asked of whom, how often it was chased, what came."""

from itertools import groupby

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
        Column("Provider and period", weight=2.75),
        Column("Asked for", weight=1.05),
        Column("Sent", weight=1.3),
        Column("Received", weight=2.25),
        *([Column("Status, said last", weight=2.8)] if office else [Column("Complete", weight=1)]),
    )
    asked = [(_beside(row, office=office), row) for row in facts.records if row.status]
    rows = tuple(_row(beside, [row for _, row in alike]) for beside, alike in groupby(asked, lambda each: each[0]))
    notes = [LATE] if office and any(row.late for row in facts.records) else []
    notes += _not_asked([row for row in facts.records if not row.status])
    empty = "Nothing was asked for." if facts.records else "No providers on file."
    return "Records and bills", [Table(columns, rows, notes=tuple(notes), empty_text=empty)]


def _not_asked(rows: list[RequestFacts]) -> list[str]:
    """One line for all that was not asked for yet."""
    told = []
    for provider, mine in groupby(rows, lambda row: row.provider):
        kinds = ", ".join(label(REQUEST_KINDS, row.kind).lower() for row in mine)
        told.append(f"{provider} ({kinds})")
    return [f"Not asked for yet: {'; '.join(told)}."] if told else []


def _beside(row: RequestFacts, *, office: bool) -> tuple[str, str, str]:
    """Of whom and for which time, when, how it stands: requests of a provider that agree in these share a row."""
    return (
        "\n".join(part for part in (row.provider, row.range) if part),
        day(row.sent_on) + (" !" if row.late else ""),
        _standing(row) if office else "yes" if row.complete else NONE,
    )


def _row(beside: tuple[str, str, str], alike: list[RequestFacts]) -> tuple[str, ...]:
    """A row with a line for each request: what was asked for and, where they differ, what came."""
    whom, sent, standing = beside
    kinds = "\n".join(label(REQUEST_KINDS, row.kind) for row in alike)
    came = [_came(row) for row in alike]
    return whom, kinds, sent, came[0] if len(set(came)) == 1 else "\n".join(came), standing


def _came(row: RequestFacts) -> str:
    pages = f", {counted(row.pages, 'page')}" if row.pages is not None else ""
    return day(row.received_on) + pages


def _standing(row: RequestFacts) -> str:
    times = f", {counted(row.times, 'follow-up')}" if row.times else ""
    lines = [label(REQUEST_STATUSES, row.status) + times]
    if row.vendor:
        lines.append(f"with {row.vendor}")
    if row.missing:
        lines.append(f"missing: {row.missing}")
    if row.said and not row.complete:
        lines.append(f"{day(row.said_on)}: {row.said}")
    return "\n".join(lines)
