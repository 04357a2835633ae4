"""`caseterm case NO`: one case, one fact a line."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date

from caseterm import queries
from caseterm.cli.casemoneylines import money_lines
from caseterm.cli.caseofferlines import offer_lines
from caseterm.cli.caserequestlines import request_lines
from caseterm.cli.opening import reading
from caseterm.cli.outputs import say, say_json
from caseterm.queries.casefile_work import TalkLine
from caseterm.rules.attention_places import PLACES
from caseterm.rules.counting import counted
from caseterm.rules.date_words import age_on, days_words, paper_day, short_day, show_time
from caseterm.rules.disclosure import as_json
from caseterm.rules.money import format_cents
from caseterm.rules.phones import format_phone
from caseterm.rules.summary import ContactFacts, CoverageFacts, DeadlineFacts, ProviderFacts, SummaryFacts, TaskFacts
from caseterm.rules.terms import (
    CASE_TYPES,
    CHANNELS,
    CLAIM_TYPES,
    DEADLINE_KINDS,
    DIRECTIONS,
    MEDICARE,
    OUTCOMES,
    PHASES,
    PRIORITIES,
    STATUSES,
    label,
)
from caseterm.rules.terms_injuries import BODY_PARTS, INJURY_STATUSES, INJURY_TYPES, SIDES
from caseterm.rules.terms_insurance import CLAIM_STATUSES, COVERAGES, LIABILITY_POSITIONS
from caseterm.rules.terms_visits import APPOINTMENT_KINDS, RIDE_STATES, TREATMENT_STATUSES


def run(options: Namespace) -> int:
    """Print what is on file about one case."""
    with reading(options) as db:
        case_id = queries.summary.case_id_of(db, options.number)
        facts = queries.summary.load(db, case_id)
        judged = queries.caselist.judged(db, case_id) if facts.case.status in ("open", "on_hold") else []
        notes = [line for line in queries.casefile_work.talk(db, case_id) if line.kind == "note"]
    if options.json:
        plain = [{"at": note.at, "by": note.by, "text": note.text} for note in notes]
        say_json({"needs_attention": [said for _, said in judged], **as_json(facts), "notes": plain})
    else:
        reasons = [f"{said} ({PLACES[reason.code].section})" for reason, said in judged]
        lines = (*_facts(facts, reasons), *_notes(notes, facts.as_of))
        say(f"{name}: {value}" for name, value in lines if value)
    return 0


Fact = tuple[str, str]


def _facts(facts: SummaryFacts, reasons: list[str]) -> Iterator[Fact]:
    yield from _head(facts)
    yield from (("Needs you", reason) for reason in reasons)
    yield from _client(facts)
    yield from _incident(facts)
    for injury in facts.injuries or ():
        side = "" if injury.side in ("na", "-") else label(SIDES, injury.side)
        what = _joined(label(BODY_PARTS, injury.body_part), side, label(INJURY_TYPES, injury.kind), injury.icd10)
        yield "Injury", _joined(what, injury.description, label(INJURY_STATUSES, injury.status))
    for provider in facts.providers or ():
        yield "Provider", _provider(provider)
    for gap in facts.gaps or ():
        yield (
            "Treatment gap",
            f"{gap.days} days since {paper_day(gap.after_on)}"
            + (f", until {paper_day(gap.until_on)}" if gap.until_on else ", still open"),
        )
    for visit in facts.visits_ahead or ():
        when = f"{short_day(visit.at.date(), facts.as_of)} {show_time(visit.at.time())}"
        ride = "" if visit.ride in ("", "not_needed") else f"ride {label(RIDE_STATES, visit.ride).lower()}"
        yield "Appointment", _joined(when, visit.title or label(APPOINTMENT_KINDS, visit.kind), visit.place, ride)
    for coverage in facts.coverages or ():
        yield "Coverage", _coverage(coverage)
    yield from request_lines(facts)
    yield from money_lines(facts)
    yield from offer_lines(facts)
    for deadline in facts.deadlines or ():
        yield "Deadline", _deadline(deadline, facts.as_of)
    for task in facts.tasks or ():
        yield "Task", _task(task, facts.as_of)
    for contact in facts.contacts or ():
        yield "Contact", _contact(contact, facts.as_of)
    yield "Recommendations", " ".join((facts.recommendations or "").split())


def _head(facts: SummaryFacts) -> Iterator[Fact]:
    case, today = facts.case, facts.as_of
    days = (today - case.phase_on).days
    yield "Case", case.number
    yield "Client", case.client
    yield "Type", _joined(label(CASE_TYPES, case.case_type), label(CLAIM_TYPES, case.claim_type))
    yield "Phase", f"{label(PHASES, case.phase)}, {days} days, since {paper_day(case.phase_on)}"
    yield "Status", label(STATUSES, case.status)
    yield "Grade", _joined(case.grade, case.grade_reason)
    yield "Opened", paper_day(case.opened_on)
    yield "Signed", paper_day(case.signed_on) if case.signed_on else ""
    yield "Venue", _joined(case.county, case.state, case.court, case.docket_no)
    yield "Lead attorney", case.lead_attorney
    yield "Case manager", case.case_manager
    yield "Medicare", "" if case.medicare in ("", "unknown") else label(MEDICARE, case.medicare)
    last = facts.snapshot.last_contact_on
    yield "Last contact", f"{days_words((last - today).days)}, {paper_day(last)}" if last else "never"
    limitation = facts.snapshot.limitation
    yield "Limitation", _deadline(limitation, today) if limitation else "no date"
    yield "What matters", " ".join(case.what_matters.split())


def _client(facts: SummaryFacts) -> Iterator[Fact]:
    client = facts.client
    if client is None:
        return
    born = client.dob
    yield "Born", f"{paper_day(born)}, age {age_on(born, facts.as_of)}" if born else ""
    yield from (("Phone", format_phone(number)) for number in client.phones)
    yield from (("Email", address) for address in client.emails)
    yield "Address", client.address
    yield "Language", client.language + (", interpreter needed" if client.interpreter else "")
    yield "Rides", "needed" if client.rides else ""
    yield "Reach by", _joined(client.channel, client.best_time)
    yield "Employer", client.employer


def _incident(facts: SummaryFacts) -> Iterator[Fact]:
    incident = facts.incident
    if incident is None:
        return
    yield "Incident", _joined(paper_day(incident.on) if incident.on else "no date", incident.at, incident.place)
    yield "Report", _joined(incident.police, incident.report_no, incident.report_status)
    yield "What happened", " ".join(incident.description.split())
    yield "Liability", " ".join((incident.liability or "").split())
    yield "Fault of client", "" if incident.fault_percent is None else f"{incident.fault_percent} %"
    yield from ((role, name) for name, role in incident.people or ())
    yield from incident.claim or ()


def _provider(provider: ProviderFacts) -> str:
    visits = counted(provider.visits, "visit") if provider.visits else "no visits"
    span = f"{paper_day(provider.first)} to {paper_day(provider.last)}" if provider.first and provider.last else ""
    return _joined(
        provider.name,
        provider.specialty,
        label(TREATMENT_STATUSES, provider.status),
        visits,
        span,
        f"next {paper_day(provider.next)}" if provider.next else "",
        f"gap {counted(provider.gap_days, 'day')}" if provider.gap_days else "",
        f"records {_paper_trail(provider.records_requested, provider.records_received, provider.records_complete)}",
        f"bills {_paper_trail(provider.bills_requested, provider.bills_received, provider.bills_complete)}",
    )


def _paper_trail(requested: date | None, received: date | None, complete: bool) -> str:
    if complete:
        return "complete"
    if received:
        return f"received {paper_day(received)}, not complete"
    return f"requested {paper_day(requested)}" if requested else "not requested"


def _coverage(coverage: CoverageFacts) -> str:
    each, total = coverage.limit_per_person, coverage.limit_per_accident
    limits = " / ".join(format_cents(cents) for cents in (each, total) if cents is not None)
    if coverage.single_limit is not None:
        limits = f"{format_cents(coverage.single_limit)} single limit"
    return _joined(
        coverage.carrier,
        label(COVERAGES, coverage.coverage),
        limits,
        f"policy {coverage.policy_no}" if coverage.policy_no else "",
        f"claim {coverage.claim_no}" if coverage.claim_no else "",
        f"adjuster {coverage.adjuster}" if coverage.adjuster else "",
        coverage.adjuster_phone,
        label(CLAIM_STATUSES, coverage.status),
        f"liability {label(LIABILITY_POSITIONS, coverage.liability_position).lower()}"
        if coverage.liability_position
        else "",
    )


def _deadline(deadline: DeadlineFacts, today: date) -> str:
    verified = f"verified by {deadline.verified_by}" if deadline.verified_by else "not verified"
    name = deadline.title or label(DEADLINE_KINDS, deadline.kind)
    file_by = f"file by {paper_day(deadline.file_by)}" if deadline.file_by else ""
    return _joined(name, paper_day(deadline.due), days_words((deadline.due - today).days), file_by, verified)


def _task(task: TaskFacts, today: date) -> str:
    late = f"overdue {(today - task.due).days} d" if task.due and task.due < today else ""
    priority = "" if task.priority == 3 else PRIORITIES[task.priority].lower()
    waiting = f"waiting on {task.waiting_on}" if task.waiting_on else ""
    return _joined(short_day(task.due, today) if task.due else "no date", late, priority, task.title, waiting)


def _contact(contact: ContactFacts, today: date) -> str:
    when = f"{short_day(contact.at.date(), today)} {show_time(contact.at.time())}"
    how = f"{label(CHANNELS, contact.channel)} {label(DIRECTIONS, contact.direction).lower()}"
    return _joined(when, how, contact.who, label(OUTCOMES, contact.outcome).lower(), " ".join(contact.text.split()))


def _notes(notes: list[TalkLine], today: date) -> Iterator[Fact]:
    """Every line of every note, the newest note first; before each note when it was written, and by whom."""
    for note in notes:
        yield "Note of", _joined(f"{short_day(note.at.date(), today)} {show_time(note.at.time())}", note.by)
        yield from (("Note", " ".join(line.split())) for line in note.text.splitlines())


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
