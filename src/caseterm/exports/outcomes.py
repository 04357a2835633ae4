"""The review of the caseload on one page: figures, the phases as a picture, how cases ended."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import median

from caseterm.exports.blocks import Bar, Bars, Block, Column, Document, Fact, Heading, Paragraph, Strip, Table
from caseterm.exports.officepaper import office_paper
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.outcomes import CLOSED_BACK, LOOKED_BACK, Outcomes, PhaseTime, percent
from caseterm.rules.terms import PHASES, label

WIDTH = 1000
PHASE_COLUMNS = (
    Column("Stage", weight=2.2),
    Column("Cases", "right"),
    Column("Median age", "right", 1.3),
    Column("Oldest", "right", 1.2),
    Column("Too old", "right"),
    Column("Median stay", "right", 1.4),
)


def build(found: Outcomes, *, printed_at: datetime) -> Document:
    """The document; `printed_at` is aware, in the zone to be shown."""
    about = counted(found.open_cases, "open case"), f"as of {paper_day(found.today)}"
    return office_paper(found, "Review of the caseload", _blocks(found), printed_at=printed_at, about=about)


def _blocks(found: Outcomes) -> Iterator[Block]:
    out, came = found.requests_out, found.requests_in
    yield Strip(
        (
            Fact("Contact within rhythm", percent(found.contact_rate), f"{found.in_rhythm} of {found.open_cases}"),
            Fact("Visits kept", percent(found.attendance), f"{found.kept} of {found.kept + found.missed}, 90 days"),
            Fact("Long gap in treatment", percent(found.gap_rate), f"{found.long_gaps} of {found.treating} treating"),
            Fact("Requests outstanding", _days(out), f"{len(out)}, oldest {max(out)} days" if out else "none"),
            Fact("Requests answered in", _days(came), f"{len(came)} in {LOOKED_BACK} days"),
            Fact("Complaints", str(found.complaints), f"in {LOOKED_BACK} days", alarm=found.complaints > 0),
        )
    )
    yield Heading("Cases by stage and age")
    yield Bars(tuple(_bars(found.phases)))
    yield Table(PHASE_COLUMNS, tuple(_row(each) for each in found.phases))
    yield Paragraph(
        "Median days. Stay is of those that left the stage within a year. When a stage is too old is this "
        "program's own proposal.",
        quiet=True,
    )
    yield Heading(f"How cases ended, last {CLOSED_BACK} days")
    if not found.closed:
        yield Paragraph("No case was closed.")
        return
    yield Strip(
        (
            Fact("Closed", str(len(found.closed))),
            Fact("Experience", _points(found.experience), "mean of 1 to 5 at closure"),
            Fact("Back at full duty", percent(found.back_at_work), "of those asked"),
            Fact("Less pain", _points(found.less_pain), "points from first to last"),
            Fact("Cost of budget", percent(found.cost_share), "where both are known"),
        )
    )


def _bars(phases: Sequence[PhaseTime]) -> Iterator[Bar]:
    most = max((len(each.ages) for each in phases), default=0)
    for each in phases:
        wide = WIDTH * len(each.ages) // most if most else 0
        late = f", {each.late} too old" if each.late else ""
        yield Bar(label(PHASES, each.phase), f"{len(each.ages)}{late}", 0, wide, solid=True)


def _row(each: PhaseTime) -> tuple[str, ...]:
    def said(days: int | None) -> str:
        return f"{days} d" if days is not None else "-"

    oldest = max(each.ages, default=None)
    return (
        label(PHASES, each.phase), str(len(each.ages)), said(each.median_age), said(oldest),
        str(each.late) if each.late else "-", said(each.median_stay),
    )  # fmt: skip


def _days(found: Sequence[int]) -> str:
    return f"{round(median(found))} days" if found else "-"


def _points(found: float | None) -> str:
    return f"{found:.1f}" if found is not None else "-"
