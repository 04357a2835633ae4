"""A document with every kind of block, and the tools that read what was written."""

import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from caseterm.exports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    SignLine,
    SignOff,
    Strip,
    Table,
)

PRINTED = datetime(2026, 11, 21, 9, 41, tzinfo=timezone(timedelta(hours=-8)))


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
