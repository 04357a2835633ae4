"""Care: assessments, limitations, barriers, equipment, advocacy, referrals, visits, authorizations, education."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from caseterm.models.base import NOTE_LIMIT, Day, Line, Lines, Record, never_negative, text_field


class Assessment(Record, table=True):
    """How the client is on one day, in her own words and in numbers; pain is 0 to 10, None when not asked."""

    __tablename__ = "assessments"
    __table_args__ = (
        CheckConstraint("pain IS NULL OR pain BETWEEN 0 AND 10", name="pain_0_to_10"),
        CheckConstraint("satisfaction IS NULL OR satisfaction BETWEEN 1 AND 5", name="satisfaction_1_to_5"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    dated: date
    kind: str = Field(default="progress", max_length=16)
    assessor: Line = text_field()
    pain: int | None = Field(default=None, ge=0, le=10)
    sleep: str = Field(default="", max_length=16)
    mood: str = Field(default="", max_length=16)
    work_status: str = Field(default="", max_length=24)
    restrictions: Line = text_field(2000)
    back_to_work_on: Day = None
    conditions: Lines = text_field(4000)
    comorbidities: Line = text_field(2000)
    """Chronic conditions, separated by commas; none known is empty."""
    medication: Lines = text_field(4000)
    plan_makes_sense: str = Field(default="", max_length=8)
    concern: Lines = text_field(4000)
    plan_moving: bool | None = None
    satisfaction: int | None = Field(default=None, ge=1, le=5)
    communication_id: int | None = Field(default=None, foreign_key="communications.id", index=True)


class FunctionalLimitation(Record, table=True):
    """What the client cannot do as before, in one domain, as of one assessment."""

    __tablename__ = "functional_limitations"

    case_id: int = Field(foreign_key="cases.id", index=True)
    assessment_id: int | None = Field(default=None, foreign_key="assessments.id", index=True)
    domain: str = Field(max_length=32)
    level: str = Field(default="moderate", max_length=16)
    accommodation: Line = text_field()
    since: Day = None
    resolved_on: Day = None


class Barrier(Record, table=True):
    """What stands between the client and recovery."""

    __tablename__ = "barriers"

    case_id: int = Field(foreign_key="cases.id", index=True)
    category: str = Field(default="logistical", max_length=32)
    description: Line = text_field(2000)
    severity: str = Field(default="active", max_length=16)
    owner: Line = text_field()
    opened_on: Day = None
    mitigation: Lines = text_field(4000)
    resolved_on: Day = None
    appointment_id: int | None = Field(default=None, foreign_key="appointments.id", index=True)
    """The missed appointment it showed itself by."""


class Equipment(Record, table=True):
    """A device, help at home or a change to the home. `cost_cents` and `hours_a_week` as far as they apply."""

    __tablename__ = "equipment"
    __table_args__ = never_negative("cost_cents", "hours_a_week")

    case_id: int = Field(foreign_key="cases.id", index=True)
    kind: str = Field(default="equipment", max_length=24)
    item: Line = text_field()
    status: str = Field(default="needed", max_length=16)
    vendor_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    ordered_on: Day = None
    approved_on: Day = None
    delivered_on: Day = None
    cost_cents: int | None = Field(default=None, ge=0)
    hours_a_week: int | None = Field(default=None, ge=0, le=168)


class AdvocacyEntry(Record, table=True):
    """What was done for the client, with whom, and what came of it."""

    __tablename__ = "advocacy"

    case_id: int = Field(foreign_key="cases.id", index=True)
    dated: date
    barrier_id: int | None = Field(default=None, foreign_key="barriers.id", index=True)
    with_whom: Line = text_field()
    action: Line = text_field(2000)
    outcome: Line = text_field(2000)


class ProviderProfile(Record, table=True):
    """What is known of a provider beyond one case: the row of the directory."""

    __tablename__ = "provider_profiles"
    __table_args__ = (UniqueConstraint("contact_id"),)

    contact_id: int = Field(foreign_key="contacts.id")
    languages: Line = text_field()
    accepts_lop: bool | None = None
    near_transit: bool | None = None
    wheelchair: bool | None = None
    accepting: bool | None = None
    first_opening_days: int | None = Field(default=None, ge=0, le=730)
    """Days until the first opening, as the office said last."""


class Referral(Record, table=True):
    """From need to first visit."""

    __tablename__ = "referrals"

    case_id: int = Field(foreign_key="cases.id", index=True)
    from_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    to_specialty: Line = text_field()
    to_contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    reason: Line = text_field(2000)
    urgency: str = Field(default="routine", max_length=16)
    status: str = Field(default="needed", max_length=16)
    needed_on: Day = None
    sent_on: Day = None
    accepted_on: Day = None
    first_visit_on: Day = None
    distance_miles: int | None = Field(default=None, ge=0, le=5000)


class Prescription(Record, table=True):
    """How often a provider wants to see the client: so many visits a week from one day to another."""

    __tablename__ = "prescriptions"

    case_id: int = Field(foreign_key="cases.id", index=True)
    case_provider_id: int = Field(foreign_key="case_providers.id", index=True)
    visits_a_week: int = Field(default=1, ge=1, le=21)
    from_on: date
    until_on: Day = None
    visits: int | None = Field(default=None, ge=1, le=1000)
    """How many in all, where the prescription says so."""
    service: Line = text_field()
    body_part: str = Field(default="", max_length=40)
    source: Line = text_field()


class Visit(Record, table=True):
    """What a visit came to, from the record of it. `page` cites it; without one it is no row of a chronology."""

    __tablename__ = "visits"
    __table_args__ = (CheckConstraint("pain IS NULL OR pain BETWEEN 0 AND 10", name="pain_0_to_10"),)

    case_id: int = Field(foreign_key="cases.id", index=True)
    appointment_id: int | None = Field(default=None, foreign_key="appointments.id", index=True)
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    dated: date
    kind: str = Field(default="office_visit", max_length=40)
    complaint: Lines = text_field(4000)
    findings: Lines = text_field(4000)
    diagnosis: Line = text_field(2000)
    treatment: Lines = text_field(4000)
    body_part: str = Field(default="", max_length=40)
    work_status: str = Field(default="", max_length=24)
    restrictions: Line = text_field(2000)
    pain: int | None = Field(default=None, ge=0, le=10)
    next_plan: Lines = text_field(4000)
    next_visit_days: int | None = Field(default=None, ge=0, le=730)
    """Days until the provider wants to see the client again."""
    page: Line = text_field()
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class GapReason(Record, table=True):
    """Why there was a gap after a day of treatment; with `dismissed_until` it is quiet until then."""

    __tablename__ = "gap_reasons"

    case_id: int = Field(foreign_key="cases.id", index=True)
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    after_on: date
    reason: str = Field(default="other", max_length=24)
    explanation: Line = text_field(2000)
    dismissed_until: Day = None
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class CareAuthorization(Record, table=True):
    """Visits or a service that a carrier has to approve, and how many are left."""

    __tablename__ = "care_authorizations"

    case_id: int = Field(foreign_key="cases.id", index=True)
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    carrier_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    service: Line = text_field()
    number: Line = text_field()
    requested_on: Day = None
    decided_on: Day = None
    status: str = Field(default="requested", max_length=16)
    visits_asked: int | None = Field(default=None, ge=0, le=1000)
    visits_approved: int | None = Field(default=None, ge=0, le=1000)
    visits_used: int | None = Field(default=None, ge=0, le=1000)
    """Set by hand where the visits are not on the calendar; else they are counted."""
    from_on: Day = None
    expires_on: Day = None
    appeal_by: Day = None
    appealed_on: Day = None


class EducationDelivery(Record, table=True):
    """What was explained to whom, and whether it was understood."""

    __tablename__ = "education"

    case_id: int = Field(foreign_key="cases.id", index=True)
    topic: str = Field(max_length=60)
    dated: date
    how: str = Field(default="call", max_length=16)
    language: Line = Field(default="en", max_length=16)
    to_whom: Line = text_field()
    understood: str = Field(default="", max_length=16)
    questions: Lines = text_field(NOTE_LIMIT)
    answered_on: Day = None
    task_id: int | None = Field(default=None, foreign_key="tasks.id", index=True)
    """The task to answer the questions; done, they are answered."""
