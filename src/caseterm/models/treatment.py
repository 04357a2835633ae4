"""Providers of a case, appointments, rides, series, calendar files."""

from datetime import date

from pydantic import NaiveDatetime
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from caseterm.models.base import LINE_LIMIT, Day, Line, Record, Zone, never_negative, text_field


class CaseProvider(Record, table=True):
    """A provider's part in one client's care. First, last and next visit are derived from the appointments."""

    __tablename__ = "case_providers"
    __table_args__ = (Index("ix_case_providers_case", "case_id"),)

    case_id: int = Field(foreign_key="cases.id")
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    specialty: Line = text_field()
    treatment_status: str = Field(default="treating", max_length=40)
    first_visit_on: Day = None
    gap_reason: Line = text_field(2000)
    lop_on: Day = None
    hipaa_sent_on: Day = None
    hipaa_expires_on: Day = None
    records_requested_on: Day = None
    records_received_on: Day = None
    records_complete: bool = False
    bills_requested_on: Day = None
    bills_received_on: Day = None
    bills_complete: bool = False
    bills_finalized_on: Day = None
    dont_pay_at_settlement: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    exhibit: Line = Field(default="", max_length=LINE_LIMIT, sa_column_kwargs={"server_default": ""})
    agreed_cents: int | None = Field(default=None, ge=0)


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
    title: Line = text_field()
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    location: Line = text_field()
    who: Line = text_field()
    purpose: Line = text_field(2000)
    outcome: Line = text_field(2000)
    no_show_reason: str = Field(default="", max_length=40)
    ride: str = Field(default="not_needed", max_length=16)
    ride_note: Line = text_field()
    interpreter_booked: bool = False
    confirmed_on: Day = None
    reminder_sent_on: Day = None
    rescheduled_from_id: int | None = Field(default=None, foreign_key="appointments.id", index=True)


class RideLeg(Record, table=True):
    """One way of a ride to or from an appointment. `pickup_at` is wall time in the appointment's zone."""

    __tablename__ = "ride_legs"
    __table_args__ = (*never_negative("cost"), Index("ix_ride_legs_pickup_at", "pickup_at"))

    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    appointment_id: int = Field(foreign_key="appointments.id", index=True)
    direction: str = Field(default="outbound", max_length=16)
    mode: str = Field(default="rideshare", max_length=40)
    trip_type: str = Field(default="fixed", max_length=16)
    status: str = Field(default="needed", max_length=40)
    vendor_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    pickup_at: NaiveDatetime | None = None
    pickup_address: Line = text_field()
    drop_address: Line = text_field()
    companion: Line = text_field()
    driver_note: Line = text_field(2000)
    language: Line = text_field()
    confirmation_no: Line = text_field()
    cost: int | None = Field(default=None, ge=0)
    paid_by: str = Field(default="", max_length=40)
    cancelled_reason: Line = text_field()
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
    file_name: Line = text_field(1000)
