"""Rows of one case turned into the facts of its summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from caseterm.rules.gaps import Course
from caseterm.rules.phones import format_phone
from caseterm.rules.summary import (
    ClientFacts,
    ContactFacts,
    CoverageFacts,
    DeadlineFacts,
    FirmFacts,
    HeadFacts,
    IncidentFacts,
    InjuryFacts,
    ProviderFacts,
    TaskFacts,
    VisitFacts,
)
from caseterm.rules.terms import ROLES, label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from caseterm.models import (
        Appointment,
        Case,
        CaseProvider,
        Claim,
        Communication,
        Contact,
        ContactAddress,
        ContactEmail,
        ContactPhone,
        Coverage,
        Deadline,
        Incident,
        Injury,
        Party,
        Policy,
        Settings,
        Task,
    )

Names = Mapping[int, str]


def firm_facts(settings: Settings, actor: str) -> FirmFacts:
    return FirmFacts(
        name=settings.firm_name,
        address=tuple(line.strip() for line in settings.firm_address.splitlines() if line.strip()),
        phone=format_phone(settings.firm_phone),
        legend=settings.confidentiality_legend,
        user=settings.user_name or actor,
        paper=settings.paper,
    )


def head_facts(case: Case, client: str) -> HeadFacts:
    return HeadFacts(
        number=case.number,
        client=client,
        claim_type=case.claim_type,
        case_type=case.case_type,
        phase=case.phase,
        phase_on=case.phase_entered_on,
        status=case.status,
        opened_on=case.opened_on,
        signed_on=case.signed_on,
        state=case.state,
        county=case.county,
        court=case.court,
        docket_no=case.docket_no,
        lead_attorney=case.lead_attorney,
        case_manager=case.case_manager,
        medicare=case.medicare_status,
        grade=case.grade,
        grade_reason=case.grade_reason,
        what_matters=case.what_matters,
    )


def client_facts(
    contact: Contact,
    phones: Sequence[ContactPhone],
    *,
    emails: Sequence[ContactEmail],
    addresses: Sequence[ContactAddress],
) -> ClientFacts:
    """The client without any part of a social security number."""
    given = contact.preferred_name or contact.first
    full = " ".join(part for part in (given, contact.last, contact.suffix) if part) or contact.org_name
    parts = [part for part in (contact.last, f"{contact.first} {contact.middle} {contact.suffix}".strip()) if part]
    home = addresses[0] if addresses else None
    return ClientFacts(
        name=", ".join(" ".join(part.split()) for part in parts) or contact.org_name,
        greeting_name=full,
        dob=contact.dob,
        phones=tuple(f"{format_phone(row.number, row.ext)} {row.label}".strip() for row in phones),
        emails=tuple(row.address for row in emails),
        address=_address(home) if home else "",
        language=contact.language,
        interpreter=contact.interpreter_needed,
        rides=contact.rides_needed,
        channel=contact.preferred_channel,
        best_time=contact.best_time,
        employer=contact.employer,
    )


def _address(row: ContactAddress) -> str:
    street = " ".join(part for part in (row.street, row.unit) if part)
    town = " ".join(part for part in (row.state, row.zip) if part)
    return ", ".join(part for part in (street, row.city, town) if part)


def incident_facts(row: Incident | None, parties: Sequence[Party], names: Names) -> IncidentFacts:
    people = tuple(
        (label(ROLES, party.role), names.get(party.contact_id, "")) for party in parties if party.role != "client"
    )
    if row is None:
        return IncidentFacts(people=people, liability="")
    town = ", ".join(part for part in (row.city, row.state) if part)
    return IncidentFacts(
        on=row.happened_on,
        died_on=row.died_on,
        at=row.at_time,
        place=", ".join(part for part in (row.place, town) if part),
        police=row.police_agency,
        report_no=row.report_no,
        report_status=row.report_status,
        description=row.description,
        citation_to=row.citation_issued_to,
        liability=row.liability_summary,
        fault_percent=row.comparative_fault_pct,
        people=people,
    )


def injury_facts(row: Injury) -> InjuryFacts:
    return InjuryFacts(
        body_part=row.body_part,
        side=row.side,
        kind=row.injury_type,
        description=row.description,
        status=row.status,
        icd10=row.icd10,
        pre_existing=row.pre_existing,
    )


def visit_facts(row: Appointment, places: Mapping[int | None, str]) -> VisitFacts:
    place = ", ".join(dict.fromkeys(part for part in (places.get(row.case_provider_id, ""), row.location) if part))
    return VisitFacts(at=row.starts_at, kind=row.kind, title=row.title, place=place, ride=row.ride)


def provider_facts(
    rows: Sequence[CaseProvider], courses: Mapping[int, Course], names: Names
) -> tuple[ProviderFacts, ...]:
    """The providers by first visit, each with its course by id."""
    found = (_provider(row, courses.get(row.id or 0, Course()), names) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.first or date.max, each.name)))


def _provider(row: CaseProvider, course: Course, names: Names) -> ProviderFacts:
    return ProviderFacts(
        name=names.get(row.contact_id, ""),
        specialty=row.specialty,
        status=row.treatment_status,
        first=course.first,
        last=course.last,
        visits=course.visits,
        next=course.next,
        gap_days=course.gap,
        gap_reason=row.gap_reason,
        records_requested=row.records_requested_on,
        records_received=row.records_received_on,
        records_complete=row.records_complete,
        bills_requested=row.bills_requested_on,
        bills_received=row.bills_received_on,
        bills_complete=row.bills_complete,
        lop_on=row.lop_on,
    )


def coverage_facts(
    coverages: Sequence[Coverage],
    policies: Sequence[Policy],
    claims: Sequence[Claim],
    names: Names,
    numbers: Mapping[int, str],
) -> tuple[CoverageFacts, ...]:
    """One line a claim; a coverage without a claim and a policy without a coverage still get theirs."""
    by_id = {policy.id: policy for policy in policies}
    found: list[CoverageFacts] = []
    for coverage in coverages:
        policy = by_id.get(coverage.policy_id)
        if policy is not None:
            own: list[Claim | None] = [claim for claim in claims if claim.coverage_id == coverage.id]
            found += [_coverage(policy, coverage, claim, names, numbers) for claim in own or [None]]
    covered = {coverage.policy_id for coverage in coverages}
    bare = (policy for policy in policies if policy.id not in covered)
    return (*found, *(_coverage(policy, None, None, names, numbers) for policy in bare))


def _coverage(
    policy: Policy, coverage: Coverage | None, claim: Claim | None, names: Names, numbers: Mapping[int, str]
) -> CoverageFacts:
    adjuster = claim.adjuster_id if claim is not None and claim.adjuster_id is not None else 0
    return CoverageFacts(
        carrier=names.get(policy.insurer_id or 0, ""),
        party=policy.party,
        coverage=coverage.kind if coverage else "",
        limit_per_person=coverage.limit_per_person if coverage else None,
        limit_per_accident=coverage.limit_per_accident if coverage else None,
        single_limit=coverage.csl_limit if coverage else None,
        policy_no=policy.policy_no,
        claim_no=claim.claim_no if claim else "",
        adjuster=names.get(adjuster, ""),
        adjuster_phone=numbers.get(adjuster, ""),
        status=claim.status if claim else "not_opened",
        liability_position=claim.liability_position if claim else "unknown",
    )


def deadline_facts(rows: Iterable[Deadline]) -> tuple[DeadlineFacts, ...]:
    """The next first."""
    found = (DeadlineFacts(row.kind, row.title, row.due, row.file_by, row.verified_by, row.verified_on) for row in rows)
    return tuple(sorted(found, key=lambda each: each.first_day))


def task_facts(rows: Iterable[Task]) -> tuple[TaskFacts, ...]:
    """The earliest due first, then by priority, those without a day last."""
    found = (TaskFacts(row.title, row.due, row.priority, row.waiting_on) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.priority)))


def contact_facts(row: Communication, names: Names) -> ContactFacts:
    return ContactFacts(
        at=row.at,
        channel=row.channel,
        direction=row.direction,
        who=names.get(row.contact_id or 0, "") or label(ROLES, row.role),
        outcome=row.outcome,
        text="\n".join(part for part in (row.subject, row.body) if part),
    )
