"""The case itself: phases, parties, incident, injuries."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from caseterm.models.base import NOTE_LIMIT, Day, Line, Lines, Record, text_field


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
    grade_reason: Line = text_field(2000)
    state: Line = Field(default="", max_length=2)
    county: Line = text_field()
    court: Line = text_field()
    docket_no: Line = text_field()
    opened_on: date
    signed_on: Day = None
    closed_on: Day = None
    filed_on: Day = None
    source: Line = text_field()
    lead_attorney: Line = text_field()
    supervising_attorney: Line = text_field()
    case_manager: Line = text_field()
    medicare_status: str = Field(default="unknown", max_length=24)
    minor: bool = False
    incompetent: bool = False
    death_case: bool = False
    gov_entity_involved: bool = False
    pinned: bool = False
    reviewed_on: Day = None
    what_matters: Lines = text_field(4000)
    recommendations: Lines = text_field(20_000)
    demo: bool = False


class PhaseHistory(Record, table=True):
    __tablename__ = "phase_history"

    case_id: int = Field(foreign_key="cases.id", index=True)
    phase: str = Field(max_length=40)
    entered_on: date
    left_on: Day = None
    by: Line = text_field()
    reason: Line = text_field(2000)


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
    died_on: Day = None
    at_time: Line = Field(default="", max_length=20)
    place: Line = text_field()
    city: Line = text_field()
    state: Line = Field(default="", max_length=30)
    police_agency: Line = text_field()
    report_no: Line = text_field()
    report_status: str = Field(default="", max_length=16)
    description: Lines = text_field(NOTE_LIMIT)
    liability_summary: Lines = text_field(NOTE_LIMIT)
    comparative_fault_pct: int | None = Field(default=None, ge=0, le=100)
    citation_issued_to: Line = text_field()
    seatbelt: str = Field(default="", max_length=16)
    airbags: str = Field(default="", max_length=16)
    weather: Line = text_field()


class Injury(Record, table=True):
    __tablename__ = "injuries"

    case_id: int = Field(foreign_key="cases.id", index=True)
    body_part: str = Field(default="other", max_length=40)
    side: str = Field(default="na", max_length=8)
    injury_type: str = Field(default="other", max_length=40)
    icd10: Line = Field(default="", max_length=16)
    description: Line = text_field(4000)
    severity: Line = Field(default="", max_length=40)
    pre_existing: bool = False
    status: str = Field(default="new", max_length=24)
    first_reported_on: Day = None
