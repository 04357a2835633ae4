"""The list of outstanding requests: by who has to answer, with ages and what was said last."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from caseterm.exports.blocks import Block, Column, Document, Fact, Heading, Paragraph, Strip, Table
from caseterm.exports.officepaper import office_paper
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.outstanding import Asked, Outstanding

OLD_DAYS = 30
COLUMNS = (
    Column("Age", "right", 0.9),
    Column("Client", weight=1.7),
    Column("Asked for", weight=2.5),
    Column("Status", weight=2.2),
    Column("Said last", weight=3.4),
    Column("Today", weight=2.6),
)
LADDER = "! is due. Every 14 days; a second request at 30; the privacy officer at 45; an attorney decides at 60."


def build(found: Outstanding, *, printed_at: datetime) -> Document:
    """The document; `printed_at` is aware, in the zone to be shown."""
    title = "Requests to chase" if found.due_only else "Outstanding requests"
    about = found.number or "all open cases", found.client or f"as of {paper_day(found.today)}"
    return office_paper(found, title, _blocks(found), printed_at=printed_at, about=about, wide=True)


def _blocks(found: Outstanding) -> Iterator[Block]:
    lines = found.lines
    late = sum(line.late for line in lines)
    oldest = max((line.age or 0 for line in lines), default=0)
    yield Strip(
        (
            Fact("Outstanding" if not found.due_only else "To chase", str(len(lines))),
            Fact("Due", str(late), alarm=bool(late)),
            Fact("Oldest", f"{oldest} days" if lines else "-", alarm=oldest >= OLD_DAYS),
        )
    )
    if not lines:
        yield Paragraph("Nothing is outstanding.")
        return
    yield Paragraph(LADDER, quiet=True)
    for office in found.offices:
        reach = "   ".join(part for part in (office.phone, f"fax {office.fax}" if office.fax else "") if part)
        yield Heading(f"{office.name}   {reach}".rstrip())
        yield Table(COLUMNS, tuple(_row(line) for line in office.asked))
    told = counted(len(found.offices), "office")
    yield Paragraph(f"{counted(len(lines), 'request')} with {told}.", quiet=True)


def _row(line: Asked) -> tuple[str, ...]:
    age = f"{line.age} d" if line.age is not None else "not sent"
    again = f"look again {paper_day(line.due_on)}" if line.due_on and not line.late else ""
    reference = f"their no. {line.reference}" if line.reference else ""
    times = f"({counted(line.times, 'follow-up')})" if line.times > 1 else ""
    return (
        f"{age}" + (" !" if line.late else ""),
        f"{line.client}\n{line.number}",
        "\n".join(part for part in (line.what, line.range, reference) if part),
        "\n".join(part for part in (line.status, again or line.step) if part),
        " ".join(part for part in (line.said, times) if part) or "nothing yet",
        "",
    )


def outstanding_json(found: Outstanding) -> dict[str, Any]:
    """The same facts for other programs."""
    return {
        "as_of": found.today.isoformat(),
        "offices": [
            {
                "name": office.name, "phone": office.phone, "fax": office.fax,
                "requests": [_json(line) for line in office.asked],
            }
            for office in found.offices
        ],
    }  # fmt: skip


def _json(line: Asked) -> dict[str, Any]:
    return {
        "client": line.client, "number": line.number, "what": line.what, "dates_of_service": line.range,
        "sent_on": line.sent_on.isoformat() if line.sent_on else None, "age_days": line.age,
        "look_again_on": line.due_on.isoformat() if line.due_on else None, "status": line.status,
        "said_last": line.said, "follow_ups": line.times, "due": line.late,
    }  # fmt: skip
