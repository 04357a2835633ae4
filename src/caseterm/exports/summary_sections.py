"""The sections of the office's summary and of the copy for providers and adjusters.

Each takes the facts and gives its name and blocks, or None when its facts are not for this reader.
"""

from caseterm.exports.blocks import Block, Column, Fact, Facts, Heading, Paragraph, Table
from caseterm.exports.columns import without_empty
from caseterm.exports.pictures import lanes
from caseterm.exports.summary_attorney import recommendations
from caseterm.exports.summary_words import NONE, day, days_off, limits, moment
from caseterm.rules.date_words import age_on
from caseterm.rules.disclosure import ATTORNEY
from caseterm.rules.gaps import Gap, open_one
from caseterm.rules.summary import (
    CoverageFacts,
    IncidentFacts,
    InjuryFacts,
    ProviderFacts,
    SummaryFacts,
)
from caseterm.rules.terms import (
    CASE_TYPES,
    CHANNELS,
    CLAIM_TYPES,
    DEADLINE_KINDS,
    DIRECTIONS,
    MEDICARE,
    OUTCOMES,
    PREFERRED_CHANNELS,
    PRIORITIES,
    REPORT_STATUSES,
    STATUSES,
    label,
)
from caseterm.rules.terms_injuries import BODY_PARTS, INJURY_STATUSES, INJURY_TYPES, SIDES
from caseterm.rules.terms_insurance import CLAIM_STATUSES, COVERAGE_SHORT, LIABILITY_POSITIONS, POLICY_PARTIES
from caseterm.rules.terms_visits import TREATMENT_STATUSES

Made = tuple[str, list[Block]] | None
CONTACT_CHARACTERS = 600


def _facts(*pairs: tuple[str, str], columns: int = 2) -> Facts:
    """Only what is known."""
    rows = tuple(Fact(name, value) for name, value in pairs if value and value != NONE)
    return Facts(rows, 2 if columns == 2 else 1)


def client(facts: SummaryFacts) -> Made:
    who, case = facts.client, facts.case
    if who is None:
        return None
    needs = ["interpreter"] * who.interpreter + ["rides to appointments"] * who.rides
    born = f"{day(who.dob)}, age {age_on(who.dob, facts.as_of)}" if who.dob else ""
    prefers = ", ".join(part for part in (label(PREFERRED_CHANNELS, who.channel), who.best_time) if part)
    medicare = "" if case.medicare in ("", "none") else label(MEDICARE, case.medicare)
    court = ", ".join(part for part in (case.court, case.docket_no) if part)
    where = ", ".join(part for part in (f"{case.county} County" if case.county else "", case.state) if part)
    return "Client and case", [
        _facts(
            ("Name", who.name),
            ("Born", born),
            ("Phone", "\n".join(who.phones)),
            ("Email", "\n".join(who.emails)),
            ("Address", who.address),
            ("Language", who.language),
            ("Needs", ", ".join(needs).capitalize()),
            ("Prefers", prefers),
            ("Employer", who.employer),
            ("Claim", ", ".join((label(CLAIM_TYPES, case.claim_type), label(CASE_TYPES, case.case_type)))),
            ("Status", label(STATUSES, case.status)),
            ("Opened", day(case.opened_on)),
            ("Signed", day(case.signed_on)),
            ("Venue", where),
            ("Court", court),
            ("Attorney", case.lead_attorney),
            ("Case manager", case.case_manager),
            ("Medicare", medicare),
        ),
        *([Paragraph(f"What matters: {case.what_matters}")] if case.what_matters else []),
    ]


def incident(facts: SummaryFacts) -> Made:
    what = facts.incident
    if what is None:
        return None
    office = facts.audience == ATTORNEY
    report = " ".join(part for part in (what.police, what.report_no) if part)
    status = label(REPORT_STATUSES, what.report_status).lower()
    blocks: list[Block] = [
        _facts(
            ("Date", f"{day(what.on)} {what.at}".strip()),
            ("Date of death", day(what.died_on) if what.died_on else ""),
            ("Place", what.place),
            ("Police report", f"{report} ({status})" if report and status else report),
            ("Citation to", what.citation_to),
            columns=1,
        )
    ]
    if what.description:
        blocks.append(Paragraph(what.description))
    if office:
        blocks += _opinions(facts, what)
    return ("Incident and liability" if office else "Incident"), blocks


def _opinions(facts: SummaryFacts, what: IncidentFacts) -> list[Block]:
    positions = dict.fromkeys(
        f"{row.carrier or 'Carrier'}: {label(LIABILITY_POSITIONS, row.liability_position).lower()}"
        for row in facts.coverages or ()
        if row.liability_position and row.liability_position != "unknown"
    )
    fault = f"{what.fault_percent} % on our client" if what.fault_percent is not None else ""
    blocks: list[Block] = [
        _facts(("Liability", what.liability or ""), ("Fault", fault), ("Position", "\n".join(positions)), columns=1)
    ]
    if what.people:
        blocks.append(_facts(*what.people))
    if what.claim:
        blocks += [Heading(label(CLAIM_TYPES, facts.case.claim_type), 2), _facts(*what.claim, columns=2)]
    return [block for block in blocks if not isinstance(block, Facts) or block.rows]


def injuries(facts: SummaryFacts) -> Made:
    if facts.injuries is None:
        return None
    columns = (
        Column("Body part", weight=1.5),
        Column("Injury", weight=1.4),
        Column("Description", weight=2.4),
        Column("Status", weight=1),
    )
    rows = tuple((part_words(row), _injury(row), row.description, _status(row)) for row in facts.injuries)
    return "Injuries", [Table(columns, rows, empty_text="No injuries on file.")]


def part_words(row: InjuryFacts) -> str:
    """Shoulder, right."""
    side = "" if row.side in ("", "na") else f", {label(SIDES, row.side).lower()}"
    return label(BODY_PARTS, row.body_part) + side


def _injury(row: InjuryFacts) -> str:
    return label(INJURY_TYPES, row.kind) + (f" ({row.icd10})" if row.icd10 else "")


def _status(row: InjuryFacts) -> str:
    return label(INJURY_STATUSES, row.status) + (", existed before" if row.pre_existing else "")


def treatment(facts: SummaryFacts) -> Made:
    if facts.providers is None:
        return None
    office = facts.audience == ATTORNEY
    columns = (
        Column("Provider", weight=2.75),
        Column("Specialty", weight=1.47),
        Column("Status", weight=1.8),
        Column("First", weight=1.21),
        Column("Last", weight=1.21),
        Column("Visits", "center", 0.65),
        Column("Next", weight=1.17),
    )
    late = {row.name for row in facts.providers if _in_gap(row, facts.gaps)}
    rows = tuple(
        (
            row.name + (" *" if row.name in late else ""),
            row.specialty,
            label(TREATMENT_STATUSES, row.status),
            day(row.first),
            day(row.last),
            str(row.visits),
            day(row.next) if row.next else "",
        )
        for row in facts.providers
    )
    notes = tuple(_gap_notes(facts)) if office else ()
    table = Table(tuple(columns), rows, notes=notes, empty_text="No providers on file.")
    blocks: list[Block] = [without_empty(table, len(columns) - 1)]
    if office and facts.course is not None:
        course = facts.course
        blocks.append(lanes(course.lanes, today=facts.as_of, incident_on=course.incident_on))
    if office and facts.client and facts.client.rides:
        blocks.append(Paragraph("The client needs rides to appointments."))
    return "Treatment", blocks


def _in_gap(row: ProviderFacts, gaps: tuple[Gap, ...] | None) -> bool:
    now = open_one(gaps or ())
    return now is not None and row.gap_days is not None and row.gap_days >= now.days


def _gap_notes(facts: SummaryFacts) -> list[str]:
    """The long gaps of the whole case with their reasons, then what else is noted with a provider."""
    notes = [gap_words(gap) for gap in facts.gaps or ()]
    for row in facts.providers or ():
        if row.gap_reason and not any(row.gap_reason in note for note in notes):
            notes.append(f"{row.name}: {row.gap_reason}")
    return notes


def gap_words(gap: Gap) -> str:
    """One gap as a line: when, how long, why."""
    if gap.kind == "initial":
        said = f"to {day(gap.until_on)}" if gap.until_on else "and none yet"
        line = f"First visit {gap.days} days after the incident: {day(gap.after_on)} {said}"
    elif gap.until_on is None:
        line = f"* No treatment since {day(gap.after_on)} ({gap.days} days)"
    else:
        line = f"No treatment from {day(gap.after_on)} to {day(gap.until_on)} ({gap.days} days)"
    return f"{line}: {gap.reason}" if gap.reason else f"{line}, no reason on file"


def insurance(facts: SummaryFacts) -> Made:
    if facts.coverages is None:
        return None
    office = facts.audience == ATTORNEY
    columns = (
        Column("Carrier", weight=2.5),
        Column("Coverage", weight=1.25),
        *([Column("Limits", weight=1.2)] if office else []),
        Column("Claim number", weight=1.45),
        Column("Adjuster", weight=2.1),
        Column("Status", weight=1.28),
    )
    rows = tuple(_coverage(row, office=office) for row in facts.coverages)
    return "Insurance", [Table(columns, rows, empty_text="No insurance on file.")]


def _coverage(row: CoverageFacts, *, office: bool) -> tuple[str, ...]:
    whose = label(POLICY_PARTIES, row.party)
    policy = f"\npolicy {row.policy_no}" if row.policy_no else ""
    return (
        (row.carrier or "Not known") + policy,
        ", ".join(part for part in (label(COVERAGE_SHORT, row.coverage), whose) if part),
        *([limits(row.limit_per_person, row.limit_per_accident, row.single_limit)] if office else []),
        row.claim_no or NONE,
        "\n".join(part for part in (row.adjuster, row.adjuster_phone) if part) or NONE,
        label(CLAIM_STATUSES, row.status),
    )


def deadlines(facts: SummaryFacts) -> Made:
    if facts.deadlines is None:
        return None
    columns = (
        Column("Due", weight=1.27),
        Column("Deadline", weight=3.4),
        Column("Left", weight=0.9),
        Column("Verified", weight=1.4),
    )
    rows = tuple(
        (
            day(row.due) + (f"\nfile by {day(row.file_by)}" if row.file_by else ""),
            ", ".join(part for part in (label(DEADLINE_KINDS, row.kind), row.title) if part),
            days_off(row.first_day, facts.as_of),
            f"{row.verified_by}, {day(row.verified_on)}" if row.verified_on else "NOT VERIFIED",
        )
        for row in facts.deadlines
    )
    return "Deadlines", [Table(columns, rows, empty_text="No open deadlines on file.")]


def tasks(facts: SummaryFacts) -> Made:
    if facts.tasks is None:
        return None
    columns = (
        Column("Due", weight=1.15),
        Column("Task", weight=4.6),
        Column("Priority", weight=0.7),
        Column("Waiting on", weight=1),
    )
    rows = tuple(
        (
            day(row.due) + (" late" if row.due and row.due < facts.as_of else ""),
            row.title,
            PRIORITIES.get(row.priority, ""),
            row.waiting_on,
        )
        for row in facts.tasks
    )
    blocks: list[Block] = [without_empty(Table(columns, rows, empty_text="No open tasks."), 3)]
    blocks += recommendations(facts)
    return "Open tasks and recommendations", blocks


def contacts(facts: SummaryFacts) -> Made:
    if facts.contacts is None:
        return None
    columns = (
        Column("When", weight=1.65),
        Column("With", weight=1.48),
        Column("How", weight=0.95),
        Column("What", weight=4.02),
    )
    rows = tuple(
        (
            moment(row.at),
            row.who,
            f"{label(CHANNELS, row.channel)}, {label(DIRECTIONS, row.direction).lower()}",
            _shortened(f"{label(OUTCOMES, row.outcome)}. {row.text}".strip()),
        )
        for row in facts.contacts
    )
    return "Contact log, last five", [Table(columns, rows, empty_text="No contacts on file.")]


def _shortened(text: str) -> str:
    return text if len(text) <= CONTACT_CHARACTERS else text[:CONTACT_CHARACTERS].rstrip() + "…"
