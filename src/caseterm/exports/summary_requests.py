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
PAIR = frozenset({"records", "bills"})
"""What is asked of one provider together; words so short that its lines stand beside one another."""
ONE_LINE = 26
"""Letters of a standing that its column takes in one line."""


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
    asked = [(_row(row, office=office), row) for row in facts.records if row.status]
    rows = tuple(_as_one([made for made, _ in alike]) for _, alike in groupby(asked, _shared))
    not_asked = _not_asked([row for row in facts.records if not row.status])
    if not rows:
        return "Records and bills", [Table(columns, rows, empty_text=not_asked or "No providers on file.")]
    late = LATE if office and any(row.late for row in facts.records) else ""
    return "Records and bills", [Table(columns, rows, notes=tuple(note for note in (late, not_asked) if note))]


def _not_asked(rows: list[RequestFacts]) -> str:
    """One line for all that was not asked for yet."""
    told = []
    for provider, mine in groupby(rows, lambda row: row.provider):
        kinds = ", ".join(label(REQUEST_KINDS, row.kind).lower() for row in mine)
        told.append(f"{provider} ({kinds})")
    return f"Not asked for yet: {'; '.join(told)}." if told else ""


def _row(row: RequestFacts, *, office: bool) -> tuple[str, ...]:
    return (
        "\n".join(part for part in (row.provider, row.range) if part),
        label(REQUEST_KINDS, row.kind),
        day(row.sent_on) + (" !" if row.late else ""),
        _came(row),
        _standing(row) if office else "yes" if row.complete else NONE,
    )


def _shared(asked: tuple[tuple[str, ...], RequestFacts]) -> tuple[str, ...]:
    """What is the same for requests that share a row: of whom, when, and how they stand where that takes more lines."""
    (whom, kind, sent, _, standing), row = asked
    short = len(standing) <= ONE_LINE and "\n" not in standing
    return whom, "" if row.kind in PAIR else kind, sent, "" if short else standing


def _as_one(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """One row of several: a line for each, or one for all where they say the same."""
    return tuple(texts[0] if len(set(texts)) == 1 else "\n".join(texts) for texts in zip(*rows, strict=True))


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
