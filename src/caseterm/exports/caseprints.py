"""The medical chronology, the file index and the Monday list as documents."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from caseterm.exports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Heading,
    Paragraph,
    SignLine,
    SignOff,
    Strip,
    Table,
)
from caseterm.exports.officepaper import case_paper, office_paper
from caseterm.rules import abbreviations
from caseterm.rules.chronology import NO_BILL, Chronology, Entry
from caseterm.rules.counting import counted
from caseterm.rules.dates import paper_day
from caseterm.rules.fileindex import FileIndex
from caseterm.rules.gaps import Gap
from caseterm.rules.meeting import Meeting, MeetingLine
from caseterm.rules.money import format_cents
from caseterm.rules.terms import DOCUMENT_KINDS, label

FEW = 6
DRAFT_LINE = "DRAFT - NOT REVIEWED BY ATTORNEY"
VISIT_COLUMNS = (
    Column("Date of service", weight=1.2),
    Column("Provider", weight=1.7),
    Column("Record", weight=1.2),
    Column("Complaint, findings, diagnosis", weight=3.6),
    Column("Treatment, plan", weight=2.4),
    Column("Billed", "right", 1.2),
    Column("Page", weight=1.6),
)
SET_COLUMNS = (
    Column("Set", weight=3), Column("From", weight=2), Column("Dated"), Column("Received"), Column("Pages", "right"),
)  # fmt: skip
HOW = "From the records, in their words; nothing is inferred. What cannot be read: [illegible - confirm]."


def chronology(found: Chronology, *, printed_at: datetime) -> Document:
    """The chronology; `printed_at` is aware, in the zone to be shown."""
    blocks = _chronology(found)
    return case_paper(found, "Medical chronology", blocks, printed_at=printed_at, draft_line=DRAFT_LINE, wide=True)


def _chronology(found: Chronology) -> Iterator[Block]:
    unexplained = sum(not gap.reason for gap in found.gaps)
    uncited = f"{len(found.uncited)} without a page" if found.uncited else ""
    yield Strip(
        (
            Fact("Date of incident", paper_day(found.incident_on) if found.incident_on else "not on file"),
            Fact("Visits on record", str(len(found.entries)), uncited),
            Fact(
                "Long gaps in treatment",
                str(len(found.gaps)),
                f"{unexplained} without a reason" if unexplained else "",
                alarm=bool(unexplained),
            ),
            Fact("Without a bill", str(len(found.unbilled)), alarm=bool(found.unbilled)),
        )
    )
    yield Paragraph(HOW, quiet=True)
    yield Heading("1. Record sets")
    yield Table(
        SET_COLUMNS,
        tuple(
            (each.title, each.provider, _day(each.dated), _day(each.received_on), str(each.pages or ""))
            for each in found.sets
        ),
        empty_text="No set of records is in the file.",
    )
    number = 2
    if found.before:
        yield Heading("2. Before the incident")
        yield Table(VISIT_COLUMNS, tuple(_visit(each) for each in found.before))
        number = 3
    yield Heading(f"{number}. From the incident on")
    rows = _with_gaps(found.after, found.gaps)
    yield Table(VISIT_COLUMNS, rows, empty_text="No visit on record has a page yet.")
    yield Heading(f"{number + 1}. Gaps, missing records, questions")
    yield from _back(found)
    short = abbreviations.used(
        part for each in found.entries for part in (each.kind, each.found, each.treatment, each.cite)
    )
    if short:
        yield Heading("Abbreviations", 2)
        yield Paragraph("; ".join(f"{word} {meaning}" for word, meaning in short) + ".", quiet=True)
    yield SignOff((SignLine("Prepared by", found.user, paper_day(found.today)), SignLine("Reviewed by, attorney")))


def _visit(each: Entry) -> tuple[str, ...]:
    billed = NO_BILL if each.billed is None else format_cents(each.billed, dollar=True) if each.billed else "in a bill"
    where = "\n".join(part for part in (each.kind, each.body_part) if part)
    treated = "\n".join(part for part in (each.treatment, f"Work: {each.work}" if each.work else "") if part)
    return paper_day(each.on), each.provider, where, each.found, treated, billed, each.cite


def _with_gaps(entries: Sequence[Entry], gaps: Sequence[Gap]) -> tuple[tuple[str, ...], ...]:
    """The visits with a row for each gap, before the first visit on record that comes after it began."""
    left = sorted(gaps, key=lambda gap: gap.after_on)
    rows: list[tuple[str, ...]] = []
    for each in entries:
        while left and left[0].until_on is not None and each.on >= left[0].until_on:
            rows.append(_gap(left.pop(0)))
        rows.append(_visit(each))
    return (*rows, *(_gap(gap) for gap in left))


def _gap(gap: Gap) -> tuple[str, ...]:
    until = paper_day(gap.until_on) if gap.until_on else "now"
    said = f"GAP of {gap.days} days: {paper_day(gap.after_on)} to {until}"
    return "", "", "", said, f"Why: {gap.reason}" if gap.reason else "No reason on file", "", ""


def _back(found: Chronology) -> Iterator[Block]:
    told = [
        f"{paper_day(gap.after_on)} to {_day(gap.until_on) or 'now'}: {gap.days} days, "
        f"{gap.reason or 'no reason on file'}"
        for gap in found.gaps
    ]
    parts = (
        ("Long gaps in treatment", told),
        ("Visits left out: no page is cited yet", _by_provider(found.uncited)),
        ("Attended by the calendar, but no record tells of it", _by_provider(found.unseen)),
        ("Records not complete", [f"{who}: {state}" for who, state in found.lacking]),
        ("No bill in the file", _by_provider([(each.on, each.provider) for each in found.unbilled])),
        ("Questions for the attorney", list(found.questions)),
    )
    none = True
    for words, lines in parts:
        if lines:
            none = False
            yield Heading(words, 2)
            yield Bullets(tuple(lines))
    if none:
        yield Paragraph("None.")


def _by_provider(visits: Sequence[tuple[date, str]]) -> list[str]:
    """One line a provider: the days while they are few, else how many and from when to when."""
    days: dict[str, list[date]] = {}
    for on, who in visits:
        days.setdefault(who, []).append(on)
    return [
        f"{who}: {', '.join(map(paper_day, found))}"
        if len(found) <= FEW
        else f"{who}: {len(found)} visits, {paper_day(min(found))} to {paper_day(max(found))}"
        for who, found in days.items()
    ]


def file_index(found: FileIndex, *, printed_at: datetime) -> Document:
    """The index of a case's file; `printed_at` is aware, in the zone to be shown."""
    return case_paper(found, "File index", _index(found), printed_at=printed_at, wide=True)


def _index(found: FileIndex) -> Iterator[Block]:
    bad = sum(bool(paper.state) for paper in found.papers)
    yield Strip(
        (
            Fact("Stage", found.phase),
            Fact("Documents", str(len(found.papers))),
            Fact("Missing", str(len(found.missing)), alarm=bool(found.missing)),
            Fact("Not in order", str(bad), alarm=bool(bad)),
        )
    )
    yield Heading("1. What is missing")
    if found.missing:
        yield Bullets(found.missing)
    else:
        yield Paragraph("Nothing that this stage asks for.")
    yield Heading("2. What is in the file")
    columns = (
        Column("No.", "right", 0.5), Column("Kind", weight=1.6), Column("Title", weight=3), Column("From", weight=1.5),
        Column("Dated"), Column("Received"), Column("Pages", "right", 0.7), Column("In order", weight=1.2),
        Column("Where", weight=2.6),
    )  # fmt: skip
    rows = tuple(
        (
            str(number), label(DOCUMENT_KINDS, each.kind), each.title, each.from_whom, _day(each.dated),
            _day(each.received_on), str(each.pages or ""), each.state or "yes", each.path,
        )
        for number, each in enumerate(found.papers, 1)
    )  # fmt: skip
    yield Table(columns, rows, empty_text="No documents on file.")


def meeting(found: Meeting, *, printed_at: datetime) -> Document:
    """The caseload for the meeting; `printed_at` is aware, in the zone to be shown."""
    about = f"{found.count} open cases", f"as of {paper_day(found.today)}"
    return office_paper(
        found, "Caseload for the meeting", _meeting(found), printed_at=printed_at, about=about, wide=True
    )


def _meeting(found: Meeting) -> Iterator[Block]:
    yield Strip(
        (
            Fact("Open cases", str(found.count)),
            Fact("Urgent", str(found.urgent), alarm=bool(found.urgent)),
            *(Fact(words, str(len(lines))) for words, lines in found.stages),
        )
    )
    columns = (
        Column("Client", weight=1.8), Column("No., type", weight=1.2), Column("Days", "right", 0.6),
        Column("Grade", weight=0.6), Column("Attorney", weight=1.2), Column("SOL", weight=1.3),
        Column("Contact", weight=0.9), Column("Next", weight=1.8), Column("Why it needs us", weight=2.6),
        Column("Decided", weight=1.6),
    )  # fmt: skip
    for words, lines in found.stages:
        yield Heading(f"{words}: {counted(len(lines), 'case')}")
        yield Table(columns, tuple(_case(line) for line in lines))


def _case(line: MeetingLine) -> tuple[str, ...]:
    mark = " !" if line.level <= 3 else ""
    return (
        line.client, f"{line.number}\n{line.kind}", str(line.days), line.grade, line.attorney or line.manager,
        line.limitation or "none", line.last_contact, line.next, line.why + mark * bool(line.why), "",
    )  # fmt: skip


def _day(day: date | None) -> str:
    return paper_day(day) if day else ""
