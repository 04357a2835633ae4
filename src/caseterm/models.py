"""Every table, and nothing else.

Money is integer cents. `date` is an all-day fact, `datetime` an instant in UTC, and a naive datetime is what the
clock on the wall shows (with the IANA zone beside it where the place matters). Codes are the keys of rules/terms.py.
Further parts of the dictionary (requests, ledger, liens, settlement, assessments, plans) each get a section
of their own below the one they extend.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, NaiveDatetime
from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from caseterm.errors import RefusedValue
from caseterm.rules.terms import LEGEND, PAPER
from caseterm.rules.text import clean_input

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

NOTE_LIMIT = 200_000
LINE_LIMIT = 400


def _line(value: Any) -> Any:
    return clean_input(value) if isinstance(value, str) else value


def _lines(value: Any) -> Any:
    return clean_input(value, multiline=True) if isinstance(value, str) else value


def _known_year(value: date | None) -> date | None:
    if value is not None and not 1880 <= value.year <= 2200:
        raise RefusedValue(f"the year {value.year} is out of range (1880 to 2200)")
    return value


def _known_zone(value: str) -> str:
    try:
        _ = ZoneInfo(value) if value else None
    except (KeyError, ValueError, OSError):  # unknown, shaped like a path, or a folder's name
        raise RefusedValue("is no time zone; write it as America/New_York") from None
    return value


Line = Annotated[str, BeforeValidator(_line)]
Lines = Annotated[str, BeforeValidator(_lines)]
Day = Annotated[date | None, AfterValidator(_known_year)]
Zone = Annotated[str, AfterValidator(_known_zone)]


def _utc_now() -> datetime:
    """Only the default of a row built outside an act; acts set their own stamps."""
    return datetime(1970, 1, 1, tzinfo=UTC)


def _uuid() -> str:
    return str(uuid4())


def _text(limit: int = LINE_LIMIT) -> Any:
    return Field(default="", max_length=limit)


class Record(SQLModel):
    """What every row of the record carries."""

    id: int | None = Field(default=None, primary_key=True)
    uuid: str = Field(default_factory=_uuid, max_length=36)
    created_at: datetime = Field(default_factory=_utc_now)
    updated_at: datetime = Field(default_factory=_utc_now)
    archived_at: datetime | None = None
    notes: Lines = _text(NOTE_LIMIT)


def _cents(*names: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(f"{name} IS NULL OR {name} >= 0", name=f"{name}_not_negative") for name in names)


# ---- settings -----------------------------------------------------------------------------------------------


class Settings(SQLModel, table=True):
    """The one row of the firm's and the user's choices."""

    __tablename__ = "settings"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    firm_name: Line = _text()
    firm_address: Lines = _text(2000)
    firm_phone: Line = _text()
    user_name: Line = _text()
    user_initials: Line = Field(default="", max_length=8)
    user_title: Line = Field(default="Case Manager", max_length=LINE_LIMIT)
    default_state: Line = Field(default="", max_length=2)
    zone: Zone = Field(default="America/New_York", min_length=1, max_length=64)
    confidentiality_legend: Line = Field(default=LEGEND, max_length=LINE_LIMIT)
    contact_cadence_days: int = Field(default=14, ge=1, le=365)
    contact_cadence_late_days: int = Field(default=30, ge=1, le=365)
    gap_amber_days: int = Field(default=14, ge=1, le=365)
    gap_red_days: int = Field(default=30, ge=1, le=365)
    paper: str = Field(default=PAPER, max_length=8)
    week_start: int = Field(default=6, ge=0, le=6)
    export_folder: Line = _text(1000)
    backup_folder: Line = _text(1000)
    backup_days: int = Field(default=30, ge=1, le=3650)
    backup_weeks: int = Field(default=52, ge=0, le=520)
    demo: bool = False
    lock_minutes: int = Field(default=10, ge=0, le=1440, sa_column_kwargs={"server_default": "10"})
    """Minutes without a key after which the screens lock; 0 never."""


# ---- contacts, shared across cases --------------------------------------------------------------------------


class Contact(Record, table=True):
    """A person or an organisation; one row however many cases it has a part in."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'organization')", name="kind_known"),
        CheckConstraint("last <> '' OR first <> '' OR org_name <> ''", name="has_a_name"),
        Index("ix_contacts_last_first", "last", "first"),
        Index("ix_contacts_org_name", "org_name"),
    )

    kind: str = Field(default="person", max_length=16)
    first: Line = _text()
    middle: Line = _text()
    last: Line = _text()
    suffix: Line = Field(default="", max_length=40)
    preferred_name: Line = _text()
    org_name: Line = _text()
    title: Line = _text()
    parent_org_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    dob: Day = None
    ssn_last4: str = Field(default="", max_length=4)
    fax: str = Field(default="", max_length=40)
    preferred_channel: str = Field(default="", max_length=16)
    language: Line = Field(default="", max_length=60)
    interpreter_needed: bool = False
    rides_needed: bool = False
    best_time: Line = _text()
    specialty: Line = _text()
    npi: str = Field(default="", max_length=20)
    employer: Line = _text()


class ContactPhone(Record, table=True):
    __tablename__ = "contact_phones"

    contact_id: int = Field(foreign_key="contacts.id", index=True)
    label: str = Field(default="mobile", max_length=20)
    number: str = Field(max_length=40)
    ext: str = Field(default="", max_length=12)
    text_ok: bool = False
    position: int = 0


class ContactEmail(Record, table=True):
    __tablename__ = "contact_emails"

    contact_id: int = Field(foreign_key="contacts.id", index=True)
    label: str = Field(default="", max_length=20)
    address: Line = Field(max_length=254)
    position: int = 0


class ContactAddress(Record, table=True):
    __tablename__ = "contact_addresses"

    contact_id: int = Field(foreign_key="contacts.id", index=True)
    label: str = Field(default="home", max_length=20)
    street: Line = _text()
    unit: Line = _text()
    city: Line = _text()
    state: Line = Field(default="", max_length=30)
    zip: Line = Field(default="", max_length=16)
    position: int = 0


# ---- cases --------------------------------------------------------------------------------------------------


class Case(Record, table=True):
    """One client's matter. The client is a party row with role `client`; `client_id` points at the same contact."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("number <> ''", name="has_a_number"),
        CheckConstraint("(status = 'closed') = (closed_on IS NOT NULL)", name="closed_has_its_day"),
        Index("ix_cases_status_phase", "status", "phase"),
    )

    number: Line = Field(max_length=40, min_length=1)
    client_id: int = Field(foreign_key="contacts.id", index=True)
    claim_type: str = Field(default="auto_liability", max_length=40)
    case_type: str = Field(default="auto", max_length=40)
    phase: str = Field(default="intake", max_length=40)
    phase_entered_on: date
    status: str = Field(default="open", max_length=24)
    close_reason: str = Field(default="", max_length=40)
    grade: str = Field(default="", max_length=1)
    grade_reason: Line = _text(2000)
    state: Line = Field(default="", max_length=2)
    county: Line = _text()
    court: Line = _text()
    docket_no: Line = _text()
    opened_on: date
    signed_on: Day = None
    closed_on: Day = None
    filed_on: Day = None
    source: Line = _text()
    lead_attorney: Line = _text()
    supervising_attorney: Line = _text()
    case_manager: Line = _text()
    medicare_status: str = Field(default="unknown", max_length=24)
    minor: bool = False
    incompetent: bool = False
    death_case: bool = False
    gov_entity_involved: bool = False
    pinned: bool = False
    reviewed_on: Day = None
    what_matters: Lines = _text(4000)
    recommendations: Lines = _text(20_000)
    demo: bool = False


class PhaseHistory(Record, table=True):
    __tablename__ = "phase_history"

    case_id: int = Field(foreign_key="cases.id", index=True)
    phase: str = Field(max_length=40)
    entered_on: date
    left_on: Day = None
    by: Line = _text()
    reason: Line = _text(2000)


class Party(Record, table=True):
    """A contact's part in a case. One contact may have several roles."""

    __tablename__ = "parties"
    __table_args__ = (Index("ix_parties_case_role", "case_id", "role"),)

    case_id: int = Field(foreign_key="cases.id")
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    role: str = Field(max_length=40)
    consent_to_speak: bool = False
    public_body: str = Field(default="", max_length=16, sa_column_kwargs={"server_default": ""})


class Incident(Record, table=True):
    """What happened; one row a case."""

    __tablename__ = "incidents"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "comparative_fault_pct IS NULL OR comparative_fault_pct BETWEEN 0 AND 100",
            name="fault_is_percent",
        ),
    )

    case_id: int = Field(foreign_key="cases.id")
    happened_on: Day = None
    at_time: Line = Field(default="", max_length=20)
    place: Line = _text()
    city: Line = _text()
    state: Line = Field(default="", max_length=30)
    police_agency: Line = _text()
    report_no: Line = _text()
    report_status: str = Field(default="", max_length=16)
    description: Lines = _text(NOTE_LIMIT)
    liability_summary: Lines = _text(NOTE_LIMIT)
    comparative_fault_pct: int | None = Field(default=None, ge=0, le=100)
    citation_issued_to: Line = _text()
    seatbelt: str = Field(default="", max_length=16)
    airbags: str = Field(default="", max_length=16)
    weather: Line = _text()


class Injury(Record, table=True):
    __tablename__ = "injuries"

    case_id: int = Field(foreign_key="cases.id", index=True)
    body_part: str = Field(default="other", max_length=40)
    side: str = Field(default="na", max_length=8)
    injury_type: str = Field(default="other", max_length=40)
    icd10: Line = Field(default="", max_length=16)
    description: Line = _text(4000)
    severity: Line = Field(default="", max_length=40)
    pre_existing: bool = False
    status: str = Field(default="new", max_length=24)
    first_reported_on: Day = None


# ---- insurance ----------------------------------------------------------------------------------------------


class Policy(Record, table=True):
    __tablename__ = "policies"

    case_id: int = Field(foreign_key="cases.id", index=True)
    insurer_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    policy_no: Line = _text()
    named_insured: Line = _text()
    party: str = Field(default="defendant", max_length=16)
    effective_from: Day = None
    effective_to: Day = None
    dec_page_received: bool = False
    limits_disclosed_on: Day = None


class Coverage(Record, table=True):
    __tablename__ = "coverages"
    __table_args__ = _cents("limit_per_person", "limit_per_accident", "csl_limit", "deductible")

    case_id: int = Field(foreign_key="cases.id", index=True)
    policy_id: int = Field(foreign_key="policies.id", index=True)
    kind: str = Field(default="bi_liability", max_length=40)
    limit_per_person: int | None = Field(default=None, ge=0)
    limit_per_accident: int | None = Field(default=None, ge=0)
    csl_limit: int | None = Field(default=None, ge=0)
    deductible: int | None = Field(default=None, ge=0)
    exhausted_on: Day = None


class Claim(Record, table=True):
    """A claim on a coverage. `claim_key` is the number without punctuation, as it is searched."""

    __tablename__ = "claims"

    case_id: int = Field(foreign_key="cases.id", index=True)
    coverage_id: int = Field(foreign_key="coverages.id", index=True)
    claim_no: Line = _text()
    claim_key: str = Field(default="", max_length=LINE_LIMIT, index=True)
    status: str = Field(default="opened", max_length=24)
    opened_on: Day = None
    adjuster_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    lor_sent_on: Day = None
    lor_ack_on: Day = None
    liability_position: str = Field(default="unknown", max_length=24)


# ---- treatment ----------------------------------------------------------------------------------------------


class CaseProvider(Record, table=True):
    """A provider's part in one client's care. First, last and next visit are derived from the appointments."""

    __tablename__ = "case_providers"
    __table_args__ = (Index("ix_case_providers_case", "case_id"),)

    case_id: int = Field(foreign_key="cases.id")
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    specialty: Line = _text()
    treatment_status: str = Field(default="treating", max_length=40)
    first_visit_on: Day = None
    gap_reason: Line = _text(2000)
    lop_on: Day = None
    hipaa_sent_on: Day = None
    hipaa_expires_on: Day = None
    records_requested_on: Day = None
    records_received_on: Day = None
    records_complete: bool = False
    bills_requested_on: Day = None
    bills_received_on: Day = None
    bills_complete: bool = False


class Appointment(Record, table=True):
    """Someone must be somewhere. `starts_at` is wall time in `zone`; a moved appointment keeps its old row."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ends_after_it_starts"),
        Index("ix_appointments_starts_at", "starts_at"),
        Index("ix_appointments_case_starts", "case_id", "starts_at"),
    )

    case_id: int | None = Field(default=None, foreign_key="cases.id")
    starts_at: NaiveDatetime
    ends_at: NaiveDatetime | None = None
    zone: Zone = Field(default="", max_length=64)
    kind: str = Field(default="office_visit", max_length=40)
    status: str = Field(default="scheduled", max_length=40)
    title: Line = _text()
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    location: Line = _text()
    who: Line = _text()
    purpose: Line = _text(2000)
    outcome: Line = _text(2000)
    no_show_reason: str = Field(default="", max_length=40)
    ride: str = Field(default="not_needed", max_length=16)
    ride_note: Line = _text()
    interpreter_booked: bool = False
    confirmed_on: Day = None
    reminder_sent_on: Day = None
    rescheduled_from_id: int | None = Field(default=None, foreign_key="appointments.id", index=True)


class RideLeg(Record, table=True):
    """One way of a ride to or from an appointment. `pickup_at` is wall time in the appointment's zone."""

    __tablename__ = "ride_legs"
    __table_args__ = (*_cents("cost"), Index("ix_ride_legs_pickup_at", "pickup_at"))

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    appointment_id: int = Field(foreign_key="appointments.id", index=True)
    direction: str = Field(default="outbound", max_length=16)
    mode: str = Field(default="rideshare", max_length=40)
    trip_type: str = Field(default="fixed", max_length=16)
    status: str = Field(default="needed", max_length=40)
    vendor_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    pickup_at: NaiveDatetime | None = None
    pickup_address: Line = _text()
    drop_address: Line = _text()
    companion: Line = _text()
    driver_note: Line = _text(2000)
    language: Line = _text()
    confirmation_no: Line = _text()
    cost: int | None = Field(default=None, ge=0)
    paid_by: str = Field(default="", max_length=40)
    cancelled_reason: Line = _text()
    rebooked_from_id: int | None = Field(default=None, foreign_key="ride_legs.id", index=True)


class AppointmentSeries(Record, table=True):
    """Appointments that come again by a rule (RFC 5545, with its end). Each visit is an appointment of its own."""

    __tablename__ = "appointment_series"

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    rule: str = Field(max_length=LINE_LIMIT)
    first_on: date
    at: str = Field(default="", max_length=5)
    minutes: int | None = Field(default=None, ge=0, le=100_000)
    split_from_id: int | None = Field(default=None, foreign_key="appointment_series.id", index=True)


class SeriesVisit(Record, table=True):
    """An appointment's place in its series: `day` is the one the rule gave it, `own` whether its time was set apart."""

    __tablename__ = "series_visits"
    __table_args__ = (UniqueConstraint("appointment_id"), UniqueConstraint("series_id", "day"))

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    series_id: int = Field(foreign_key="appointment_series.id")
    appointment_id: int = Field(foreign_key="appointments.id")
    day: date
    own: bool = False


class CalendarLink(Record, table=True):
    """What an event of a calendar file became: known by its UID and the instant of its recurrence ("" for none).

    `digest` covers what the file said last, so that a second import sees what changed there.
    """

    __tablename__ = "calendar_links"
    __table_args__ = (UniqueConstraint("uid", "recurrence"),)

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    uid: str = Field(max_length=LINE_LIMIT)
    recurrence: str = Field(default="", max_length=40)
    appointment_id: int | None = Field(default=None, foreign_key="appointments.id", index=True)
    task_id: int | None = Field(default=None, foreign_key="tasks.id", index=True)
    digest: str = Field(default="", max_length=64)
    file_name: Line = _text(1000)


# ---- work, time, talk ---------------------------------------------------------------------------------------


class Task(Record, table=True):
    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority_1_to_4"),
        CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name="done_has_its_day"),
        Index("ix_tasks_case_status", "case_id", "status"),
        Index("ix_tasks_done_on", "done_on"),
        Index(  # covers what the task list counts and sorts by, so that it reads only the rows it shows
            "ix_tasks_status_due",
            "status",
            "due",
            "due_time",
            "priority",
            "waiting_on",
            "waiting_since",
            "owner",
            "case_id",
            "archived_at",
        ),
        Index(
            "uq_tasks_case_template",
            "case_id",
            "template_key",
            unique=True,
            sqlite_where=text("template_key <> ''"),
        ),
    )

    title: Line = Field(max_length=1000, min_length=1)
    case_id: int | None = Field(default=None, foreign_key="cases.id")
    due: Day = None
    due_time: str = Field(default="", max_length=5)
    minutes: int | None = Field(default=None, ge=0, le=100_000)
    priority: int = Field(default=3, ge=1, le=4)
    status: str = Field(default="todo", max_length=24)
    waiting_on: Line = _text()
    waiting_since: Day = None
    owner: Line = _text()
    tags: Line = _text()
    template_key: str = Field(default="", max_length=80)
    template_due: Day = None
    phase: str = Field(default="", max_length=40)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    done_on: Day = None


class Deadline(Record, table=True):
    """A date that kills the case if missed. Reads "not verified" until an attorney's name and date are on it."""

    __tablename__ = "deadlines"
    __table_args__ = (
        CheckConstraint("(verified_by <> '') = (verified_on IS NOT NULL)", name="verified_by_and_on"),
        Index("ix_deadlines_case", "case_id"),
        Index("ix_deadlines_due", "due"),
        Index("ix_deadlines_file_by", "file_by"),
    )

    case_id: int = Field(foreign_key="cases.id")
    kind: str = Field(default="sol", max_length=40)
    title: Line = _text()
    defendant_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    trigger_date: Day = None
    due: date
    file_by: Day = None
    basis: Line = _text(2000)
    verified_by: Line = _text()
    verified_on: Day = None
    satisfied_on: Day = None
    satisfied_how: Line = _text(2000)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    rule: Line = Field(default="", max_length=80, sa_column_kwargs={"server_default": ""})
    citation: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    computed_due: Day = None
    heard_on: Day = None
    """The day of the newest reminder that was acknowledged."""
    dismissed_by: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    dismissed_on: Day = None
    dismissed_why: Line = Field(default="", max_length=2000, sa_column_kwargs={"server_default": ""})


class Tolling(Record, table=True):
    """What may stop a deadline's clock. It never moves the date by itself: an attorney decides."""

    __tablename__ = "tollings"

    case_id: int = Field(foreign_key="cases.id", index=True)
    deadline_id: int = Field(foreign_key="deadlines.id", index=True)
    reason: str = Field(default="other", max_length=40)
    starts_on: Day = None
    ends_on: Day = None
    days: int | None = Field(default=None, ge=0, le=36_500)
    authority: Line = _text(2000)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class Communication(Record, table=True):
    """One contact with anybody about a case. `at` is wall time where the user sits."""

    __tablename__ = "communications"
    __table_args__ = (Index("ix_communications_case_at", "case_id", "at"),)

    case_id: int = Field(foreign_key="cases.id")
    at: NaiveDatetime
    direction: str = Field(default="out", max_length=16)
    channel: str = Field(default="call", max_length=24)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    role: str = Field(default="client", max_length=40)
    subject: Line = _text()
    body: Lines = _text(NOTE_LIMIT)
    duration_min: int | None = Field(default=None, ge=0, le=10_000)
    outcome: str = Field(default="reached", max_length=24)
    category: str = Field(default="status_update", max_length=24)
    by: Line = _text()
    follow_up_task_id: int | None = Field(default=None, foreign_key="tasks.id", index=True)
    counts_as_client_contact: bool = False


class Note(Record, table=True):
    """A note on a case, dated by the user's wall clock."""

    __tablename__ = "case_notes"
    __table_args__ = (Index("ix_case_notes_case_at", "case_id", "at"),)

    case_id: int = Field(foreign_key="cases.id")
    at: NaiveDatetime
    by: Line = _text()
    body: Lines = Field(max_length=NOTE_LIMIT, min_length=1)
    pinned: bool = False


class Document(Record, table=True):
    """A file by its path; the file itself stays where the firm keeps it."""

    __tablename__ = "documents"

    case_id: int = Field(foreign_key="cases.id", index=True)
    path: Line = Field(default="", max_length=4000)
    title: Line = Field(max_length=LINE_LIMIT, min_length=1)
    kind: str = Field(default="other", max_length=40)
    dated: Day = None
    received_on: Day = None
    from_whom: Line = _text()
    pages: int | None = Field(default=None, ge=0, le=10_000_000)
    file_size: int | None = Field(default=None, ge=0)
    """Bytes of the file when it was last looked at and taken as right; with its SHA-256 and that moment."""
    file_sha256: str | None = Field(default=None, max_length=64)
    file_seen_at: datetime | None = None


class ImportBatch(Record, table=True):
    __tablename__ = "import_batches"

    at: datetime
    file_name: Line = _text(1000)
    accepted: int = 0
    refused: int = 0
    act_id: int | None = None


class ExportLog(Record, table=True):
    """What left the machine, for whom and when: the disclosure record."""

    __tablename__ = "export_log"

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    at: datetime
    what: Line = _text()
    audience: str = Field(default="", max_length=24)
    format: str = Field(default="", max_length=16)
    destination: Line = _text(4000)
    by: Line = _text()


# ---- what the program keeps for itself: never part of an act, never undone --------------------------------------


class CaseListRow(SQLModel, table=True):
    """One line of the caseload, kept ready so that the first screen needs neither joins nor rules.

    Derived from the record by services/caselist.py in the transaction of each act; the list can be rebuilt at any time.
    """

    __tablename__ = "caselist"
    __table_args__ = (
        Index("ix_caselist_attention", "is_open", "level", "since", "client_key", "case_id"),
        Index("ix_caselist_changes_on", "changes_on"),
    )

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    is_open: int = 1
    level: int = 9
    since: str = ""
    client_key: str = ""
    number: str = ""
    client: str = ""
    case_type: str = ""
    phase: str = ""
    phase_on: str = ""
    state: str = ""
    city: str = ""
    manager: str = ""
    status: str = "open"
    pinned: int = 0
    reason: str = ""
    reason_arg: str = ""
    more_reasons: int = 0
    last_contact_on: str = ""
    contact_due_on: str = ""
    next_on: str = ""
    next_time: str = ""
    next_what: str = ""
    next_appt_on: str = ""
    next_task_on: str = ""
    open_tasks: int = 0
    sol_on: str = ""
    sol_state: str = ""
    incident_on: str = ""
    changes_on: str = ""


class CaseText(SQLModel, table=True):
    """The folded text by which a case is found, apart from its line so that the lines stay narrow to read."""

    __tablename__ = "casetext"

    case_id: int = Field(primary_key=True, foreign_key="caselist.case_id", ondelete="CASCADE")
    search: str = ""
    jump: str = ""


class ActContext(SQLModel, table=True):
    """One row: the act now being written, 0 between acts; the triggers read it."""

    __tablename__ = "act_context"

    id: int = Field(default=1, primary_key=True)
    act_id: int = 0


class Draft(SQLModel, table=True):
    """An unfinished form: what was typed and where it belongs."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("form", "target"),)

    id: int | None = Field(default=None, primary_key=True)
    form: str = Field(max_length=80)
    target: str = Field(default="", max_length=80)
    saved_at: datetime
    values_json: str


class Remembered(SQLModel, table=True):
    """Small things the screens remember: last cases opened, sort, view, earlier quick-add lines."""

    __tablename__ = "remembered"

    key: str = Field(primary_key=True, max_length=120)
    value_json: str


class Act(SQLModel, table=True):
    """One act of the user: one transaction. Append-only; each hash covers the one before."""

    __tablename__ = "acts"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    op: str = Field(max_length=40)
    label: str = Field(default="", max_length=2000)
    actor: str = Field(default="", max_length=200)
    kind: str = Field(default="do", max_length=8)
    target_id: int | None = None
    undoable: bool = True
    case_id: int | None = None
    hash: str = Field(default="", max_length=64)


class Change(SQLModel, table=True):
    """One row changed by an act: its image before and after, written by triggers."""

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_act", "act_id"),
        Index("ix_changes_case", "case_id", "id"),
        Index("ix_changes_row", "table_name", "row_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    act_id: int = 0
    table_name: str = Field(max_length=40)
    row_id: int
    case_id: int | None = None
    before: str | None = None
    after: str | None = None
