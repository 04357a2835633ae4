"""The recovery plan for the attorney and for providers, and the treatment as a picture, as documents."""

from collections.abc import Iterator
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
from caseterm.exports.officepaper import case_paper
from caseterm.exports.pictures import lanes
from caseterm.exports.summary_care import plan_blocks
from caseterm.rules.carepaper import CarePaper, Obstacle
from caseterm.rules.dates import paper_day
from caseterm.rules.disclosure import ATTORNEY
from caseterm.rules.terms_care import BARRIER_CATEGORIES, BARRIER_SEVERITIES, label_of

DRAFT_LINE = "DRAFT - NOT REVIEWED BY ATTORNEY"


def recovery_plan(found: CarePaper, audience: str, *, printed_at: datetime) -> Document:
    """The plan for the attorney or a provider, of facts that `rules.carepaper.plan_for` has cut."""
    return Document(
        title="Recovery plan",
        firm=found.firm,
        case_no=found.number,
        client_line=found.client,
        audience=audience,
        printed_at=printed_at,
        printed_by=found.user,
        blocks=tuple(_for_office(found, audience)),
        legend=found.legend or None if audience == ATTORNEY else None,
    )


def _for_office(found: CarePaper, audience: str) -> Iterator[Block]:
    plan = found.plan
    if plan is None:
        yield Paragraph("No recovery plan is in force.")
        return
    strip = [
        Fact("Version", str(plan.version), f"drawn up {paper_day(plan.dated)}"),
        Fact("Expected recovery", _day(plan.expected_mmi_on) or "not said yet"),
    ]
    if found.incident_on is not None:
        strip.append(Fact("Date of incident", paper_day(found.incident_on)))
    yield Strip(tuple(strip))
    if found.what_matters:
        yield Heading("What matters to the client")
        yield Paragraph(found.what_matters)
    yield Heading("The plan")
    yield from plan_blocks(plan)
    if found.obstacles:
        yield Heading("What stands in the way")
        yield obstacles(found.obstacles, told=audience == ATTORNEY)
    if found.reviewed:
        yield Heading("Reviews")
        yield reviews(found)
    if found.given is not None:
        yield Heading("Who works from which version")
        columns = (
            Column("Given to", weight=3),
            Column("Version", "center"),
            Column("On", weight=1.2),
            Column("How", weight=1.2),
        )
        rows = tuple((who, str(version), paper_day(on), how) for who, version, on, how in found.given)
        yield Table(columns, rows, empty_text="Nobody was given the plan yet.")
    if audience == ATTORNEY:
        yield SignOff((SignLine("Prepared by", found.user, paper_day(found.today)), SignLine("Reviewed by, attorney")))
    else:
        call = f" {found.office_phone}" if found.office_phone else ""
        yield Paragraph(f"Please tell our office, not the client, if this plan does not fit yours.{call}", quiet=True)


def obstacles(rows: tuple[Obstacle, ...], *, told: bool) -> Table:
    """Barriers; with `told` also how grave, whose they are, what was done, and since when they are over."""
    if not told:
        short = (Column("What stands in the way", weight=4), Column("Kind", weight=1.5), Column("Since", weight=1.2))
        return Table(
            short, tuple((each.text, label_of(BARRIER_CATEGORIES, each.category), _day(each.since)) for each in rows)
        )
    columns = (
        Column("Barrier", weight=2.4),
        Column("Severity", weight=1.1),
        Column("Since", weight=1.3),
        Column("What was done", weight=2.6),
        Column("Whose", weight=1.1),
        Column("Over", weight=1.3),
    )
    return Table(columns, tuple(_obstacle(each) for each in rows))


def _obstacle(each: Obstacle) -> tuple[str, ...]:
    severity = label_of(BARRIER_SEVERITIES, each.severity)
    return each.text, severity, _day(each.since), each.done, each.owner, _day(each.over)


def reviews(found: CarePaper) -> Table:
    """Every review with what it found, the newest first."""
    columns = (
        Column("On", weight=1.1),
        Column("Version", "center", 0.8),
        Column("Moving", weight=0.9),
        Column("Found", weight=5),
    )
    rows = tuple(
        (
            paper_day(each.on),
            str(each.version),
            "yes" if each.moving else "no",
            "\n".join(
                part
                for part in (
                    each.progress,
                    f"Why not: {each.why_not}" if each.why_not else "",
                    f"Changed: {each.changes}" if each.changes else "",
                )
                if part
            ),
        )
        for each in found.reviewed or ()
    )
    return Table(columns, rows, empty_text="Not reviewed yet.")


def treatment(found: CarePaper, *, printed_at: datetime) -> Document:
    """The picture of a treatment on a page across, with the gaps and what was prescribed."""
    return case_paper(found, "Treatment timeline", _treatment(found), printed_at=printed_at, wide=True)


def _treatment(found: CarePaper) -> Iterator[Block]:
    marks = [mark for lane in found.lanes or () for mark in lane.marks]
    kept, missed = (sum(mark.state == state for mark in marks) for state in ("kept", "missed"))
    long_gaps = found.gaps or ()
    yield Strip(
        (
            Fact("Date of incident", _day(found.incident_on) or "not on file"),
            Fact("Visits", f"{kept} kept", f"{missed} missed, {len(marks) - kept - missed} ahead"),
            Fact("Long gaps", str(len(long_gaps)), alarm=any(not reason for *_, reason in long_gaps)),
        )
    )
    if not found.lanes:
        yield Paragraph("No provider is on file yet.")
        return
    yield lanes(found.lanes, today=found.today, incident_on=found.incident_on)
    yield from course_words(found)


def course_words(found: CarePaper) -> Iterator[Block]:
    """Prescribed against attended, gaps with their reasons, and what contradicts itself."""
    if found.attendance:
        yield Heading("Prescribed and attended")
        columns = (
            Column("Provider", weight=3), Column("Prescribed by today", "right"), Column("Kept", "right"),
            Column("Missed", "right"), Column("Kept of booked", "right"),
        )  # fmt: skip
        yield Table(
            columns,
            tuple(
                (name, str(each.wanted), str(each.kept), str(each.missed), _percent(each.rate))
                for name, each in found.attendance
            ),
        )
    yield Heading("Gaps")
    columns = (
        Column("Provider", weight=2.2), Column("From", weight=1.25), Column("To", weight=1.25),
        Column("Days", "right", 0.7), Column("Why", weight=2.6),
    )  # fmt: skip
    yield Table(
        columns,
        tuple(
            (who or "whole case", paper_day(after), _day(until) or "now", str(days), reason or "no reason on file")
            for who, after, until, days, reason in found.gaps or ()
        ),
        empty_text="No long gap.",
    )
    if found.doubts:
        yield Heading("To be looked at")
        yield Bullets(found.doubts)


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.0%}"


def _day(on: date | None) -> str:
    return paper_day(on) if on else ""
