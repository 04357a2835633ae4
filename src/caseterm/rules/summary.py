"""The facts of one case's summary: plain values that any print can be made from."""

from datetime import date, datetime

from caseterm.rules.gaps import Gap
from caseterm.rules.summary_care import ConditionFacts, PlanFacts
from caseterm.rules.summary_money import BillsFacts, CostsFacts, LienFacts, LossFacts
from caseterm.rules.timeline import Course
from caseterm.values import value


@value
class FirmFacts:
    """The letterhead and who prints."""

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    legend: str = ""
    user: str = ""
    paper: str = "letter"


@value
class HeadFacts:
    """The case itself; codes are those of rules/terms.py."""

    number: str
    client: str
    claim_type: str
    case_type: str
    phase: str
    phase_on: date
    status: str
    opened_on: date
    signed_on: date | None = None
    state: str = ""
    county: str = ""
    court: str = ""
    docket_no: str = ""
    lead_attorney: str = ""
    case_manager: str = ""
    medicare: str = ""
    grade: str = ""
    grade_reason: str = ""
    what_matters: str = ""


@value
class ClientFacts:
    name: str
    greeting_name: str
    dob: date | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    language: str = ""
    interpreter: bool = False
    rides: bool = False
    channel: str = ""
    best_time: str = ""
    employer: str = ""


@value
class DeadlineFacts:
    kind: str
    title: str
    due: date
    file_by: date | None
    verified_by: str
    verified_on: date | None

    @property
    def first_day(self) -> date:
        """The day to work towards: the earlier of due and file-by."""
        return min(self.due, self.file_by or self.due)


@value
class VisitFacts:
    """An appointment ahead: wall time, what it is, with whom and where."""

    at: datetime
    kind: str
    title: str
    place: str
    ride: str = ""


@value
class TaskFacts:
    title: str
    due: date | None
    priority: int
    waiting_on: str = ""


@value
class SnapshotFacts:
    """What stands at the top of the page; of a limitation date that was met, when and how."""

    limitation: DeadlineFacts | None = None
    limitation_met_on: date | None = None
    limitation_met_how: str = ""
    last_contact_on: date | None = None
    last_contact_how: str = ""
    next_visit: VisitFacts | None = None
    next_task: TaskFacts | None = None


@value
class IncidentFacts:
    """What happened. The last three are opinions of the firm, `claim` the facts of the claim's type in words."""

    on: date | None = None
    died_on: date | None = None
    at: str = ""
    place: str = ""
    police: str = ""
    report_no: str = ""
    report_status: str = ""
    description: str = ""
    citation_to: str = ""
    claim: tuple[tuple[str, str], ...] | None = None
    liability: str | None = None
    fault_percent: int | None = None
    people: tuple[tuple[str, str], ...] | None = None


@value
class InjuryFacts:
    body_part: str
    side: str
    kind: str
    description: str
    status: str
    icd10: str = ""
    pre_existing: bool | None = None


@value
class ProviderFacts:
    """One provider's part in the care; `first`, `last` and `visits` come from kept appointments."""

    name: str
    specialty: str
    status: str
    first: date | None = None
    last: date | None = None
    visits: int = 0
    next: date | None = None
    gap_days: int | None = None
    gap_reason: str | None = None
    records_requested: date | None = None
    records_received: date | None = None
    records_complete: bool = False
    bills_requested: date | None = None
    bills_received: date | None = None
    bills_complete: bool = False
    lop_on: date | None = None


@value
class RequestFacts:
    """Something asked of a provider or of somebody else; without a status it was not asked for yet.

    What was said, how often and what is missing are the firm's own.
    """

    provider: str
    kind: str
    vendor: str = ""
    range: str = ""
    sent_on: date | None = None
    status: str = ""
    received_on: date | None = None
    pages: int | None = None
    complete: bool = False
    late: bool | None = None
    times: int | None = None
    said_on: date | None = None
    said: str | None = None
    missing: str | None = None


@value
class CoverageFacts:
    """One coverage with its claim; limits in cents."""

    carrier: str
    party: str
    coverage: str
    limit_per_person: int | None = None
    limit_per_accident: int | None = None
    single_limit: int | None = None
    policy_no: str | None = None
    claim_no: str = ""
    adjuster: str = ""
    adjuster_phone: str = ""
    status: str = ""
    liability_position: str | None = None


@value
class OfferFacts:
    """One demand, offer or answer; amounts in cents."""

    on: date | None
    kind: str
    amount: int | None = None
    carrier: str = ""
    limit: int | None = None
    expires_on: date | None = None
    waits: bool = False
    authority: str = ""


@value
class NegotiationFacts:
    """The negotiation, oldest first; `gap` and `middle` are those of the last demand and offer."""

    events: tuple[OfferFacts, ...] = ()
    gap: int | None = None
    middle: int | None = None


@value
class ProjectionFacts:
    """From gross to net as the record stands, in cents; `of` is recoveries, offer or demand."""

    of: str
    gross: int
    fee: int
    rate: str
    costs: int
    liens: int
    liens_open: int
    providers: int
    other: int
    net: int
    cautions: tuple[str, ...] = ()


@value
class AdviceFacts:
    """A recommendation to the attorney; cost and saving in cents, `decision` a code of terms_attorney."""

    on: date
    text: str
    benefit: str = ""
    cost: int | None = None
    saving: int | None = None
    days: int | None = None
    decision: str = "open"
    decided_by: str = ""
    decided_on: date | None = None
    note: str = ""


@value
class ContactFacts:
    at: datetime
    channel: str
    direction: str
    who: str
    outcome: str
    text: str


@value
class SummaryFacts:
    """Everything a summary may say. A part that is None is not for this reader or was not asked for."""

    as_of: date
    audience: str
    firm: FirmFacts
    case: HeadFacts
    snapshot: SnapshotFacts
    client: ClientFacts | None = None
    incident: IncidentFacts | None = None
    injuries: tuple[InjuryFacts, ...] | None = None
    condition: ConditionFacts | None = None
    providers: tuple[ProviderFacts, ...] | None = None
    gaps: tuple[Gap, ...] | None = None
    course: Course | None = None
    visits_ahead: tuple[VisitFacts, ...] | None = None
    plan: PlanFacts | None = None
    coverages: tuple[CoverageFacts, ...] | None = None
    records: tuple[RequestFacts, ...] | None = None
    specials: tuple[BillsFacts, ...] | None = None
    losses: LossFacts | None = None
    liens: tuple[LienFacts, ...] | None = None
    costs: CostsFacts | None = None
    negotiation: NegotiationFacts | None = None
    projection: ProjectionFacts | None = None
    deadlines: tuple[DeadlineFacts, ...] | None = None
    tasks: tuple[TaskFacts, ...] | None = None
    recommendations: str | None = None
    advice: tuple[AdviceFacts, ...] | None = None
    contacts: tuple[ContactFacts, ...] | None = None
