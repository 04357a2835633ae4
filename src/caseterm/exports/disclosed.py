"""The accounting of disclosures as a document."""

from collections.abc import Iterator
from datetime import datetime

from caseterm.exports.blocks import Block, Column, Document, Fact, Heading, Paragraph, Strip, Table
from caseterm.exports.officepaper import case_paper
from caseterm.rules.date_words import paper_day
from caseterm.rules.dates import show_time
from caseterm.rules.disclosed import Accounting, Given

COLUMNS = (
    Column("When", weight=1.5), Column("What", weight=3), Column("For", weight=1.5), Column("Form", weight=0.8),
    Column("Where to", weight=3.4), Column("By", weight=1.1),
)  # fmt: skip
HOW = (
    "What this program wrote to a file or sent to a printer. What was copied from the screen or sent on by other means "
    "is not in it; letters that were sent stand in the contact log too."
)


def build(found: Accounting, *, printed_at: datetime) -> Document:
    """The document; `printed_at` is aware, in the zone to be shown."""
    return case_paper(found, "Accounting of disclosures", _blocks(found), printed_at=printed_at, wide=True)


def _blocks(found: Accounting) -> Iterator[Block]:
    outside = [each for each in found.given if each.outside]
    inside = [each for each in found.given if not each.outside]
    last = paper_day(outside[-1].at.date()) if outside else "none"
    yield Strip(
        (
            Fact("Made for outside the firm", str(len(outside))),
            Fact("Last of them", last),
            Fact("Made for the firm", str(len(inside))),
        )
    )
    yield Paragraph(HOW, quiet=True)
    yield Heading("1. For outside the firm")
    yield Table(COLUMNS, tuple(map(_row, outside)), empty_text="Nothing was made for anybody outside the firm.")
    yield Heading("2. For the firm")
    yield Table(COLUMNS, tuple(map(_row, inside)), empty_text="Nothing was made for the firm.")


def _row(each: Given) -> tuple[str, ...]:
    what = f"{each.what}, of all cases" if each.whole else each.what
    when = f"{paper_day(each.at.date())} {show_time(each.at.time())}"
    return (when, what, each.reader, each.format, each.destination, each.by)
