"""The attorney's side of a case: recommendations, requests, drafts, promises, reviews, conflict checks, closure."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from caseterm.models.base import LINE_LIMIT, NOTE_LIMIT, Day, Line, Lines, Record, never_negative, text_field


class Recommendation(Record, table=True):
    """What the case manager proposes to the attorney, at what cost and for what gain, and what was decided."""

    __tablename__ = "recommendations"
    __table_args__ = (
        CheckConstraint("text <> ''", name="has_a_text"),
        *never_negative("cost_cents", "saving_cents", "days"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    dated: date
    text: Lines = Field(max_length=8000, min_length=1)
    benefit: Line = text_field(2000)
    cost_cents: int | None = Field(default=None, ge=0)
    saving_cents: int | None = Field(default=None, ge=0)
    days: int | None = Field(default=None, ge=0, le=36_500)
    decision: str = Field(default="open", max_length=16)
    decided_by: Line = text_field()
    decided_on: Day = None
    decision_note: Line = text_field(2000)


class AttorneyRequest(Record, table=True):
    """What an attorney asked for: work, or a question of law with the sources of its answer."""

    __tablename__ = "attorney_requests"
    __table_args__ = (CheckConstraint("what <> ''", name="says_what"), *never_negative("minutes"))

    case_id: int = Field(foreign_key="cases.id", index=True)
    kind: str = Field(default="request", max_length=16)
    asked_by: Line = text_field()
    asked_on: date
    what: Lines = Field(max_length=8000, min_length=1)
    due: Day = None
    done_on: Day = None
    answer: Lines = text_field(NOTE_LIMIT)
    sources: Lines = text_field(20_000)
    minutes: int | None = Field(default=None, ge=0, le=100_000)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class AttorneyUpdate(Record, table=True):
    """The attorney was told how the case stands."""

    __tablename__ = "attorney_updates"

    case_id: int = Field(foreign_key="cases.id", index=True)
    dated: date
    to_whom: Line = text_field()
    how: str = Field(default="email", max_length=24)
    text: Lines = text_field(NOTE_LIMIT)


class LegalDraft(Record, table=True):
    """A document on its way through review: draft, in review, approved, sent. Letters are written as drafts.

    `template` is the letter it was made from; the file stands on the document.
    """

    __tablename__ = "legal_drafts"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("(status = 'sent') = (sent_on IS NOT NULL)", name="sent_has_its_day"),
        Index("ix_legal_drafts_case_status", "case_id", "status"),
    )

    case_id: int = Field(foreign_key="cases.id")
    title: Line = Field(max_length=LINE_LIMIT, min_length=1)
    template: str = Field(default="", max_length=80)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    role: str = Field(default="", max_length=40)
    status: str = Field(default="draft", max_length=16)
    drafted_on: date
    due: Day = None
    reviewer: Line = text_field()
    in_review_on: Day = None
    reviewed_on: Day = None
    review_note: Line = text_field(2000)
    sent_on: Day = None
    sent_by: str = Field(default="", max_length=24)
    communication_id: int | None = Field(default=None, foreign_key="communications.id", index=True)


class Promise(Record, table=True):
    """What we said we would do, to whom and by when; kept, or not."""

    __tablename__ = "promises"
    __table_args__ = (
        CheckConstraint("what <> ''", name="says_what"),
        CheckConstraint("kept_on IS NULL OR broken_on IS NULL", name="kept_or_broken"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    what: Line = Field(max_length=1000, min_length=1)
    to_whom: Line = text_field()
    role: str = Field(default="client", max_length=40)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    made_on: date
    due: date
    kept_on: Day = None
    broken_on: Day = None
    outcome: Line = text_field(2000)


class FileReview(Record, table=True):
    """A look through the whole file, what it found, and when the next one is."""

    __tablename__ = "file_reviews"

    case_id: int = Field(foreign_key="cases.id", index=True)
    reviewed_on: date
    by: Line = text_field()
    findings: Lines = text_field(NOTE_LIMIT)
    next_on: Day = None


class ConflictCheck(Record, table=True):
    """A search for the names of a case among everybody ever entered, what it found, and who cleared it."""

    __tablename__ = "conflict_checks"
    __table_args__ = (
        *never_negative("hits"),
        CheckConstraint("(cleared_by <> '') = (cleared_on IS NOT NULL)", name="cleared_by_and_on"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    checked_on: date
    by: Line = text_field()
    searched: Lines = text_field(NOTE_LIMIT)
    found: Lines = text_field(NOTE_LIMIT)
    hits: int = Field(default=0, ge=0)
    result: str = Field(default="clear", max_length=16)
    cleared_by: Line = text_field()
    cleared_on: Day = None
    reason: Line = text_field(2000)


class Closure(Record, table=True):
    """How a case ended, what was still open then, and how long its file is kept; one row a case."""

    __tablename__ = "closures"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint("satisfaction IS NULL OR satisfaction BETWEEN 1 AND 5", name="satisfaction_1_to_5"),
    )

    case_id: int = Field(foreign_key="cases.id")
    closed_on: date
    outcome: Lines = text_field(8000)
    function_change: str = Field(default="", max_length=16)
    work_status: str = Field(default="", max_length=24)
    satisfaction: int | None = Field(default=None, ge=1, le=5)
    experience: Line = text_field(2000)
    cost_note: Line = text_field(2000)
    left_open: Lines = text_field(20_000)
    originals_returned_on: Day = None
    retain_until: Day = None
    retention_basis: Line = text_field(2000)
    retention_verified_by: Line = text_field()


class Defendant(Record, table=True):
    """Who stands behind a defendant: counsel, the policy that answers, and how far the suit against them is."""

    __tablename__ = "defendants"
    __table_args__ = (UniqueConstraint("party_id"),)

    case_id: int = Field(foreign_key="cases.id", index=True)
    party_id: int = Field(foreign_key="parties.id")
    counsel_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    policy_id: int | None = Field(default=None, foreign_key="policies.id", index=True)
    liability_position: str = Field(default="unknown", max_length=24)
    served_on: Day = None
    answer_due: Day = None
    answered_on: Day = None
    dismissed_on: Day = None


class ClaimDetail(Record, table=True):
    """One fact that cases of a claim type have, by its name; it stands in the column of its kind."""

    __tablename__ = "claim_details"
    __table_args__ = (UniqueConstraint("case_id", "name"),)

    case_id: int = Field(foreign_key="cases.id")
    name: str = Field(max_length=60)
    value_text: Lines = text_field(8000)
    value_on: Day = None
    value_cents: int | None = None
    value_number: int | None = None
