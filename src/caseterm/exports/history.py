"""The history as a document: a table of acts a day, under each what it changed; the chain's state on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from caseterm.exports.blocks import Block, Column, Document, Fact, Facts, Heading, Paragraph, Table

COLUMNS = (
    Column("Time", weight=0.8),
    Column("Who", weight=1.0),
    Column("Case", weight=0.9),
    Column("What", weight=5.0),
)


@dataclass(frozen=True)
class Entry:
    """One act as it is printed; `mark` is undo, redo, undone or empty, `changes` what it changed, line by line."""

    at: datetime
    who: str
    case: str
    label: str
    mark: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class HistoryFacts:
    """A history ready to be printed: whose, what was asked for, the acts with the newest first, the chain's state."""

    firm: tuple[str, ...]
    user: str
    case_no: str
    client: str
    asked: str
    entries: tuple[Entry, ...]
    left_out: bool
    chain: str
    chain_short: str


def build(facts: HistoryFacts, *, printed_at: datetime) -> Document:
    """The document; `printed_at` is aware, in the zone to be shown."""
    return Document(
        title="History of changes",
        firm=facts.firm or ("Case file",),
        case_no=facts.case_no or "all cases",
        client_line=facts.client or facts.asked or "the whole record",
        audience="office",
        printed_at=printed_at,
        printed_by=facts.user,
        blocks=tuple(_blocks(facts)),
        phi_line=f"Contains protected health information · {facts.chain_short}",
    )


def _blocks(facts: HistoryFacts) -> list[Block]:
    entries = facts.entries
    rows = [Fact("Acts", f"{len(entries):,}, the newest first")]
    if entries:
        rows.append(Fact("Days", f"{entries[-1].at:%m/%d/%Y} to {entries[0].at:%m/%d/%Y}"))
    rows += [Fact("Asked for", facts.asked)] if facts.asked else []
    rows.append(Fact("Proof", facts.chain, alarm="BROKEN" in facts.chain))
    blocks: list[Block] = [Facts(tuple(rows))]
    for day, acts in groupby(entries, key=lambda entry: entry.at.date()):
        blocks += [Heading(f"{day:%A %m/%d/%Y}"), Table(COLUMNS, tuple(_row(act) for act in acts))]
    if not entries:
        blocks.append(Paragraph("Nothing was changed." if not facts.asked else "No act is like that.", quiet=True))
    if facts.left_out:
        blocks.append(Paragraph("Earlier acts are left out; ask for fewer days to see them.", quiet=True))
    return blocks


def _row(entry: Entry) -> tuple[str, ...]:
    label = f"[undone] {entry.label}" if entry.mark == "undone" else entry.label
    time = f"{entry.at.hour % 12 or 12}:{entry.at:%M}\u00a0{'AM' if entry.at.hour < 12 else 'PM'}"
    return time, entry.who, entry.case, "\n".join((label, *_indented(entry.changes)))


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"- {line.strip()}" for line in lines]
