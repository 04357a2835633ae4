"""The sweep of deadlines as a document: the unverified first, with room for an attorney's initials."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from caseterm.exports.blocks import Block, Column, Document, Fact, Heading, Paragraph, SignLine, SignOff, Strip, Table
from caseterm.rules.date_words import paper_day
from caseterm.rules.limitations import LEGEND
from caseterm.rules.sweep import DeadlineLine, Sweep

NEAR_DAYS = 14
COLUMNS = (
    Column("File by", weight=2.1),
    Column("Days", "right", 0.8),
    Column("Deadline", weight=3.9),
    Column("Client", weight=2.3),
    Column("Verified", weight=1.9),
)
EARLIER = "< The day to file by comes before the date: the date is a closed day, or an earlier day was set."


def build(sweep: Sweep, *, printed_at: datetime, legend: str = "") -> Document:
    """The document; `printed_at` is aware, in the zone to be shown."""
    return Document(
        title=f"Deadlines of the next {sweep.days} days",
        firm=sweep.firm,
        case_no="all open cases",
        client_line=f"as of {paper_day(sweep.today)}",
        audience="attorney",
        printed_at=printed_at,
        printed_by=sweep.user,
        blocks=tuple(_blocks(sweep)),
        legend=legend or None,
        phi_line="Contains protected health information",
    )


def _blocks(sweep: Sweep) -> Iterator[Block]:
    unverified, verified = sweep.unverified, sweep.verified
    near = sum(0 <= (line.must_by - sweep.today).days <= NEAR_DAYS for line in sweep.lines)
    yield Strip(
        (
            Fact("Not verified", str(len(unverified)), alarm=bool(unverified)),
            Fact("Passed", str(sweep.passed), alarm=bool(sweep.passed)),
            Fact(f"Within {NEAR_DAYS} days", str(near), alarm=bool(near)),
        )
    )
    yield Paragraph(f"{LEGEND} A limitation date never rolls forward over a weekend or a holiday.", quiet=True)
    yield Heading(f"1. Not verified ({len(unverified)})")
    empty = (
        f"Every deadline of the next {sweep.days} days is verified." if verified else "No deadline falls in these days."
    )
    yield _table(unverified, sweep, empty)
    yield Heading(f"2. Verified ({len(verified)})")
    yield _table(verified, sweep, "None.")
    yield SignOff((SignLine("Prepared by", sweep.user, paper_day(sweep.today)), SignLine("Reviewed by, attorney")))


def _table(lines: Sequence[DeadlineLine], sweep: Sweep, empty: str) -> Table:
    return Table(
        COLUMNS,
        tuple(_row(line, sweep) for line in lines),
        notes=(EARLIER,) if any(line.moved for line in lines) else (),
        empty_text=empty,
    )


def _row(line: DeadlineLine, sweep: Sweep) -> tuple[str, ...]:
    days = (line.must_by - sweep.today).days
    by = line.file_by or line.due
    against = f"against {line.defendant}" if line.defendant else ""
    due = f"date {line.due:%a} {paper_day(line.due)}" if line.moved else ""
    what = "\n".join(part for part in (line.name, against, line.citation, due) if part)
    verified = f"{line.verified_by}\n{paper_day(line.verified_on)}" if line.verified_on else "not verified"
    return (
        f"{by:%a} {paper_day(by)}" + (" <" if line.moved else ""),
        f"{days}" + (" !" if days <= NEAR_DAYS else ""),
        what,
        f"{line.client}\n{line.number}",
        verified,
    )
