"""A document with every kind of block, and the tools that read what was written."""

import shutil
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from caseterm.exports.blocks import (
    Block,
    Bullets,
    Column,
    Course,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Point,
    SignLine,
    SignOff,
    Strip,
    Table,
    Tick,
    Trend,
)
from caseterm.exports.pictures import lanes
from caseterm.rules.timeline import Lane, Mark

PRINTED = datetime(2026, 11, 21, 9, 41, tzinfo=timezone(timedelta(hours=-8)))

LANES = (
    Lane(
        1,
        "Mercy Physical Therapy",
        (
            Mark(date(2026, 6, 4), "kept", "therapy"),
            Mark(date(2026, 8, 6), "missed", "therapy"),
            Mark(date(2026, 9, 1), "kept", "therapy"),
            Mark(date(2026, 12, 1), "ahead", "therapy"),
        ),
        ((date(2026, 6, 4), date(2026, 9, 1), 2),),
    ),
    Lane(2, "Bay & Sons <Surgery>", (Mark(date(2026, 10, 5), "kept", "knee", surgery=True),)),
)
"""A course with every kind of mark and a name that a page must not take for its own words."""


def tool(name: str) -> str:
    """The path of a PDF tool these tests read with."""
    found = shutil.which(name)
    if found is None:
        raise AssertionError(f"{name} is not installed: apt-get install poppler-utils qpdf")
    return found


def table(rows: int) -> Table:
    return Table(
        columns=(
            Column("Provider", weight=3),
            Column("Specialty", weight=2),
            Column("First", weight=1.4),
            Column("Visits", "right", 0.8),
            Column("Billed", "right", 1.6),
        ),
        rows=tuple((f"Mercy Physical Therapy {n}", "PT", "01/20/2025", str(n), f"{n * 137:,}.00") for n in range(rows)),
        totals=("Total", "", "", str(sum(range(rows))), f"{sum(range(rows)) * 137:,}.00"),
        notes=("* 50 days without treatment since 10/02/2026.",),
    )


def blocks(rows: int) -> tuple[Block, ...]:
    return (
        Strip(
            (
                Fact("Phase", "Treating", "day 96"),
                Fact("Limitation date", "01/01/2027", "41 days, not verified", alarm=True),
                Fact("Last client contact", "10/18/2026", "34 days ago"),
                Fact("Next appointment", "11/24/2026 9:30 AM", "Mercy PT"),
            )
        ),
        Heading("1. Client"),
        Facts((Fact("Name", "Nguyễn, Thị Hạnh"), Fact("Phone", "(555) 014-8831", "text first")), columns=2),
        Heading("2. Incident"),
        Facts((Fact("Date", "01/01/2025"), Fact("Report", "25-001188"))),
        Paragraph("Rear-ended at Elm and 4th.\nThe other driver was cited."),
        Paragraph("Not reviewed yet.", quiet=True),
        Bullets(("Witness: Ahmad Karimi (أحمد كريمي).", "No fault asserted.")),
        Heading("Visits", level=2),
        table(rows),
        Heading("3. Insurance"),
        Table((Column("Carrier"), Column("Claim")), ()),
        Heading("4. Pictures"),
        lanes(LANES, today=date(2026, 11, 21), incident_on=date(2026, 3, 2)),
        Trend(
            (Course("Pain", "10", "0", (Point(15, 800, "8"), Point(500, 600, "6"), Point(985, 400, "4"))),),
            (Tick(300, "Oct 2026"),),
            (("Pain", " 10 +8·····6·····4"),),
        ),
        SignOff((SignLine("Prepared by", "M. Gold", "11/21/2026"), SignLine("Reviewed by"))),
    )


def make(rows: int = 4) -> Document:
    """A whole document with every kind of block; the table has so many rows."""
    return Document(
        title="Case summary",
        firm=("Gold & Shah LLP", "1200 Market Street, Oakland, CA 94612", "(555) 014-2000"),
        case_no="26-0142",
        client_line="Nguyễn, Thị Hạnh",
        audience="attorney",
        printed_at=PRINTED,
        printed_by="M. Gold",
        legend="PRIVILEGED AND CONFIDENTIAL - ATTORNEY WORK PRODUCT - PREPARED IN ANTICIPATION OF LITIGATION",
        draft_line="DRAFT - NOT REVIEWED BY ATTORNEY",
        blocks=blocks(rows),
    )


def run(name: str, *arguments: str | Path) -> str:
    """What a PDF tool says of a file; a tool that finds fault fails the test."""
    command = [tool(name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
