"""Records, bills and other papers asked for; who said what about them; the authorizations they need."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from caseterm.models.base import Day, Line, Record, never_negative, text_field


class RecordsRequest(Record, table=True):
    """One thing asked of a provider or of somebody else.

    `until_today` runs to the day it was sent, whatever `dos_to` says. `vendor_id` is who answers for the provider.
    `follows_id` is the request that brought only a part, or nothing.
    """

    __tablename__ = "records_requests"
    __table_args__ = (
        *never_negative("fee_quoted_cents", "fee_paid_cents", "pages_expected", "pages_received"),
        CheckConstraint("dos_to IS NULL OR dos_from IS NULL OR dos_to >= dos_from", name="ends_after_it_starts"),
        Index("ix_records_requests_case", "case_id"),
    )

    case_id: int = Field(foreign_key="cases.id")
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    vendor_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    kind: str = Field(default="records", max_length=40)
    dos_from: Day = None
    dos_to: Day = None
    all_dates: bool = False
    until_today: bool = True
    method: str = Field(default="fax", max_length=16)
    sent_to: Line = text_field()
    sent_on: Day = None
    follow_up_on: Day = None
    status: str = Field(default="draft", max_length=24)
    status_on: Day = None
    priority: int = Field(default=3, ge=1, le=4)
    affidavit: bool = False
    requested_by: Line = text_field(80)
    reference: Line = text_field(120)
    fee_quoted_cents: int | None = Field(default=None, ge=0)
    fee_paid_cents: int | None = Field(default=None, ge=0)
    fee_paid_on: Day = None
    fee_disputed: bool = False
    pages_expected: int | None = Field(default=None, ge=0)
    pages_received: int | None = Field(default=None, ge=0)
    received_on: Day = None
    reviewed_on: Day = None
    completeness: str = Field(default="unknown", max_length=16)
    missing_note: Line = text_field(2000)
    authorization_id: int | None = Field(default=None, foreign_key="authorizations.id", index=True)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    follows_id: int | None = Field(default=None, foreign_key="records_requests.id", index=True)


class RequestFollowUp(Record, table=True):
    """What was said about a request on one day, by whom."""

    __tablename__ = "request_followups"

    case_id: int = Field(foreign_key="cases.id", index=True)
    request_id: int = Field(foreign_key="records_requests.id", index=True)
    dated: date
    how: str = Field(default="call", max_length=16)
    spoke_with: Line = text_field()
    outcome: Line = text_field(2000)
    next_on: Day = None


class Authorization(Record, table=True):
    """A form the client signed so that others may tell us; without a provider it is good for all of them."""

    __tablename__ = "authorizations"

    case_id: int = Field(foreign_key="cases.id", index=True)
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    kind: str = Field(default="hipaa", max_length=24)
    signed_on: Day = None
    sent_on: Day = None
    expires_on: Day = None
    revoked_on: Day = None
    scope: Line = text_field()
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class UnmatchedDismissal(Record, table=True):
    """Why a bill without its record, or a record without its bill, is no matter; until a day, or for good."""

    __tablename__ = "unmatched_dismissals"

    case_id: int = Field(foreign_key="cases.id", index=True)
    case_provider_id: int = Field(foreign_key="case_providers.id", index=True)
    kind: str = Field(max_length=24)
    dos_from: Day = None
    dos_to: Day = None
    reason: Line = text_field(2000)
    until_on: Day = None
