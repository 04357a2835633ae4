"""The client's own copy: the same file in plain words, without opinions, numbers of the claim or internal plans."""

from collections.abc import Iterator

from caseterm.exports.blocks import Block, Bullets, Column, Fact, Facts, Heading, Paragraph, Table
from caseterm.exports.columns import without_empty
from caseterm.exports.plain_words import OTHER, PLEASE_TELL_US, STAGES
from caseterm.exports.summary_care import client_plan
from caseterm.exports.summary_sections import part_words
from caseterm.exports.summary_words import day, days_off, moment, visit_words
from caseterm.rules.injurywords import STATUSES_PLAIN, TYPES_PLAIN
from caseterm.rules.summary import SummaryFacts
from caseterm.rules.terms import label

Made = tuple[str, list[Block]] | None


def strip(facts: SummaryFacts) -> Iterator[Fact]:
    """Where the case stands, the next appointment, the last talk; a time limit only when an attorney verified it."""
    snapshot = facts.snapshot
    yield Fact("Where your case is", STAGES.get(facts.case.phase, OTHER)[0])
    if snapshot.next_visit is None:
        yield Fact("Your next appointment", "none booked")
    else:
        when, what = visit_words(snapshot.next_visit)
        yield Fact("Your next appointment", when, what)
    spoken = snapshot.last_contact_on
    yield Fact("We last talked", day(spoken) if spoken else "-", days_off(spoken, facts.as_of) if spoken else "")
    if snapshot.limitation is not None:
        yield Fact("Time limit for a lawsuit", day(snapshot.limitation.first_day), "we watch this date for you")


def about_you(facts: SummaryFacts) -> Made:
    who = facts.client
    if who is None:
        return None
    pairs = (
        ("Name", who.greeting_name),
        ("Born", day(who.dob) if who.dob else ""),
        ("Phone", "\n".join(who.phones)),
        ("Email", "\n".join(who.emails)),
        ("Address", who.address),
        ("Language", who.language),
        ("Interpreter", "Yes, we book one" if who.interpreter else ""),
        ("Rides", "Yes, we arrange them" if who.rides else ""),
        ("Employer", who.employer),
    )
    rows = tuple(Fact(name, value) for name, value in pairs if value)
    return "About you", [Facts(rows, 2), Paragraph("Please tell us if anything here is wrong.", quiet=True)]


def what_happened(facts: SummaryFacts) -> Made:
    what = facts.incident
    if what is None:
        return None
    report = " ".join(part for part in (what.police, what.report_no) if part)
    pairs = (("Date", f"{day(what.on)} {what.at}".strip()), ("Place", what.place), ("Police report", report))
    rows = tuple(Fact(name, value) for name, value in pairs if value and value != "-")
    blocks: list[Block] = [Facts(rows)] if rows else []
    if what.description:
        blocks.append(Paragraph(what.description))
    return "What happened", blocks or [Paragraph("We have no description yet.", quiet=True)]


def injuries(facts: SummaryFacts) -> Made:
    if facts.injuries is None:
        return None
    columns = (Column("Where", weight=1.4), Column("What", weight=2.6), Column("How it is now", weight=1))
    rows = tuple(
        (
            part_words(row),
            ": ".join(part for part in (label(TYPES_PLAIN, row.kind), row.description) if part),
            label(STATUSES_PLAIN, row.status),
        )
        for row in facts.injuries
    )
    return "Your injuries", [Table(columns, rows, empty_text="None on file. Please tell us what hurts.")]


def treatment(facts: SummaryFacts) -> Made:
    if facts.providers is None:
        return None
    columns = (
        Column("Doctor or clinic", weight=2.4),
        Column("For", weight=1.5),
        Column("First visit", weight=1.2),
        Column("Last visit", weight=1.2),
        Column("Visits", "center", 0.7),
        Column("Next visit", weight=1.2),
    )
    rows = tuple(
        (row.name, row.specialty, day(row.first), day(row.last), str(row.visits), day(row.next))
        for row in facts.providers
    )
    return "Your treatment", [Table(columns, rows, empty_text="No doctors on file yet.")]


def what_next(facts: SummaryFacts) -> Made:
    if facts.visits_ahead is None:
        return None
    _, now, then = STAGES.get(facts.case.phase, OTHER)
    rides = {"booked": "ride booked", "confirmed": "ride confirmed", "needed": "ride still to be booked"}
    rows = tuple((moment(visit.at), visit_words(visit)[1], rides.get(visit.ride, "")) for visit in facts.visits_ahead)
    table = Table(
        (Column("When", weight=1.4), Column("What and where", weight=3), Column("Ride", weight=1.2)),
        rows,
        empty_text="No appointments are booked.",
    )
    return "What comes next", [
        Paragraph(f"{now} {then}"),
        Heading("Your appointments", level=2),
        without_empty(table, 2),
        Heading("Please tell us about", level=2),
        Bullets(PLEASE_TELL_US),
    ]


def closing(facts: SummaryFacts) -> Iterator[Block]:
    """Whom to call."""
    who = facts.case.case_manager or facts.firm.user
    words = " ".join(
        part for part in ("Questions? Call", who, "at" if facts.firm.phone else "", facts.firm.phone) if part
    )
    yield Paragraph(f"{words}.")


SECTIONS = (about_you, what_happened, injuries, treatment, client_plan, what_next)
