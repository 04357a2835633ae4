"""The case summary: facts of a case become the blocks of a document, in the words each reader needs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from caseterm.exports import summary_care as care
from caseterm.exports import summary_money as money
from caseterm.exports import summary_offers as offers
from caseterm.exports import summary_requests as requests
from caseterm.exports import summary_sections as sections
from caseterm.exports.blocks import Block, Document, Fact, Heading, Paragraph, SignLine, SignOff, Strip
from caseterm.exports.summary_words import day, days_off, visit_words
from caseterm.rules.disclosure import ATTORNEY, CLIENT, PROVIDER
from caseterm.rules.phase_names import phase_label
from caseterm.rules.summary import SummaryFacts
from caseterm.rules.terms import CHANNELS, OPEN_STATUSES, label

DRAFT_LINE = "DRAFT - NOT REVIEWED BY ATTORNEY"
NEAR_DAYS = 90
TITLES: Mapping[str, str] = {ATTORNEY: "Case summary", CLIENT: "Your case", PROVIDER: "Case information"}

Section = Callable[[SummaryFacts], tuple[str, list[Block]] | None]
OFFICE: tuple[Section, ...] = (
    sections.client,
    sections.incident,
    sections.injuries,
    care.condition,
    sections.treatment,
    care.plan,
    sections.insurance,
    requests.records,
    money.specials,
    money.liens,
    money.costs,
    offers.negotiation,
    offers.projection,
    sections.deadlines,
    sections.tasks,
    sections.contacts,
)


def build(facts: SummaryFacts, *, printed_at: datetime, draft: bool = True, language: str = "en") -> Document:
    """The document of facts that `rules.disclosure.for_audience` has already cut to what the reader may see.

    `printed_at` is aware, in the zone to be shown. With `draft` every page says that no attorney has reviewed it. A
    client's copy is in the client's language where the program has its words.
    """
    if facts.audience == CLIENT and language == "es":
        from caseterm.exports import summary_spanish

        return summary_spanish.document(facts, printed_at=printed_at, draft_line=DRAFT_LINE if draft else None)
    firm, case = facts.firm, facts.case
    return Document(
        title=TITLES[facts.audience],
        firm=tuple(line for line in (firm.name or "Case file", *firm.address, firm.phone) if line),
        case_no=case.number,
        client_line=facts.client.greeting_name if facts.audience == CLIENT and facts.client else case.client,
        audience=facts.audience,
        printed_at=printed_at,
        printed_by=firm.user,
        blocks=tuple(_blocks(facts)),
        legend=firm.legend or None if facts.audience == ATTORNEY else None,
        draft_line=DRAFT_LINE if draft else None,
        phi_line="Contains protected health information",
    )


def _blocks(facts: SummaryFacts) -> Iterator[Block]:
    if facts.audience == CLIENT:
        from caseterm.exports import summary_client as client

        yield from (Strip(tuple(client.strip(facts))), *_numbered(facts, client.SECTIONS), *client.closing(facts))
        return
    yield Strip(tuple(_strip(facts)))
    if facts.audience == PROVIDER:
        yield Paragraph(f"Please write to or call our office, not the client. {facts.firm.phone}".strip(), quiet=True)
    yield from _numbered(facts, OFFICE)
    if facts.audience == ATTORNEY:
        prepared = SignLine("Prepared by", facts.firm.user, day(facts.as_of))
        yield SignOff((prepared, SignLine("Reviewed by, attorney")))


def _numbered(facts: SummaryFacts, sections: Sequence[Section]) -> Iterator[Block]:
    """The sections that have something to say, each under its number."""
    number = 0
    for section in sections:
        made = section(facts)
        if made is not None:
            number += 1
            yield Heading(f"{number}. {made[0]}")
            yield from made[1]


def _strip(facts: SummaryFacts) -> Iterator[Fact]:
    if facts.audience == ATTORNEY:
        yield from _office_strip(facts)
        return
    incident = facts.incident.on if facts.incident else None
    yield Fact("Date of incident", day(incident) if incident else "not on file")
    yield _next_visit(facts)
    yield Fact("Handled by", facts.case.case_manager or facts.firm.user, facts.firm.phone)


def _office_strip(facts: SummaryFacts) -> Iterator[Fact]:
    case, snapshot = facts.case, facts.snapshot
    yield Fact("Phase", phase_label(case.claim_type, case.phase), f"day {(facts.as_of - case.phase_on).days}")
    yield _limitation(facts)
    spoken = snapshot.last_contact_on
    how = label(CHANNELS, snapshot.last_contact_how).lower()
    yield Fact(
        "Last client contact",
        day(spoken) if spoken else "none on file",
        ", ".join(part for part in (days_off(spoken, facts.as_of), how) if part) if spoken else "",
        alarm=spoken is None and _goes_on(facts),
    )
    yield _next_visit(facts)
    task = snapshot.next_task
    late = task is not None and task.due is not None and task.due < facts.as_of
    if task is None:
        yield Fact("Next task", "none open", alarm=_goes_on(facts))
    else:
        yield Fact("Next task", task.title, f"due {day(task.due)}" if task.due else "no day set", alarm=late)
    yield Fact("Grade", case.grade or "not graded", case.grade_reason)


def _goes_on(facts: SummaryFacts) -> bool:
    """Whether somebody works on the case: what is missing in one that is over alarms nobody."""
    return facts.case.status in OPEN_STATUSES


def _limitation(facts: SummaryFacts) -> Fact:
    limitation, met = facts.snapshot.limitation, facts.snapshot.limitation_met_on
    if limitation is None and met is not None:
        return Fact("Limitation date", f"met {day(met)}", facts.snapshot.limitation_met_how)
    if limitation is None:
        return Fact("Limitation date", "none on file", alarm=_goes_on(facts))
    on = limitation.first_day
    verified = f"verified by {limitation.verified_by}" if limitation.verified_on else "not verified"
    near = (on - facts.as_of).days <= NEAR_DAYS
    return Fact(
        "Limitation date", day(on), f"{days_off(on, facts.as_of)}\n{verified}", near or not limitation.verified_on
    )


def _next_visit(facts: SummaryFacts) -> Fact:
    visit = facts.snapshot.next_visit
    if visit is None:
        return Fact("Next appointment", "none booked")
    when, what = visit_words(visit)
    return Fact("Next appointment", when, what)
