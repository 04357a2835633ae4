"""Negotiation, recoveries, the fee agreement with its tiers, deductions, statements, and what was paid out."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from caseterm.models.base import Day, Line, Record, never_negative, text_field


def _share(num: str, den: str, name: str) -> CheckConstraint:
    """Both parts of a fraction or neither, from 0 to the whole."""
    return CheckConstraint(
        f"({num} IS NULL AND {den} IS NULL) OR ({num} >= 0 AND {den} > 0 AND {num} <= {den})", name=name
    )


def _part(least: int = 0) -> Any:
    return Field(default=None, ge=least, le=10**9)


class NegotiationEvent(Record, table=True):
    """A demand, an offer, or an answer to one. `deadline_id` is the clock of a demand that expires."""

    __tablename__ = "negotiation_events"
    __table_args__ = (*never_negative("amount_cents"), Index("ix_negotiation_events_case_dated", "case_id", "dated"))

    case_id: int = Field(foreign_key="cases.id")
    claim_id: int | None = Field(default=None, foreign_key="claims.id", index=True)
    dated: Day = None
    kind: str = Field(default="offer", max_length=24)
    amount_cents: int | None = Field(default=None, ge=0)
    side: str = Field(default="them", max_length=16)
    by_whom: Line = text_field()
    expires_on: Day = None
    method: str = Field(default="", max_length=24)
    authority: Line = text_field()
    deadline_id: int | None = Field(default=None, foreign_key="deadlines.id", index=True)
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class Recovery(Record, table=True):
    """What one source pays. Without a fee of its own the agreement's holds; without an own share of costs, a part."""

    __tablename__ = "recoveries"
    __table_args__ = (
        *never_negative("amount_cents", "cost_share_cents"),
        _share("fee_num", "fee_den", "fee_is_a_share"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    claim_id: int | None = Field(default=None, foreign_key="claims.id", index=True)
    source: Line = text_field()
    kind: str = Field(default="liability", max_length=24)
    amount_cents: int = Field(default=0, ge=0)
    fee_num: int | None = _part()
    fee_den: int | None = _part(1)
    fee_basis: str = Field(default="", max_length=32)
    cost_share_cents: int | None = Field(default=None, ge=0)
    agreed_on: Day = None
    funds_received_on: Day = None
    release_signed_on: Day = None


class FeeAgreement(Record, table=True):
    """What the firm and the client agreed. `stage` is the tier reached, where the case itself does not say it."""

    __tablename__ = "fee_agreements"
    __table_args__ = (
        *never_negative("goodwill_cents"),
        _share("minor_cap_num", "minor_cap_den", "minor_cap_is_a_share"),
        _share("statutory_cap_num", "statutory_cap_den", "statutory_cap_is_a_share"),
        _share("referral_num", "referral_den", "referral_is_a_share"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    signed_on: Day = None
    fee_basis: str = Field(default="gross_before_costs", max_length=32)
    costs_if_lost: str = Field(default="firm", max_length=16)
    stage: str = Field(default="", max_length=16)
    minor_cap_num: int | None = _part()
    minor_cap_den: int | None = _part(1)
    statutory_cap_num: int | None = _part()
    statutory_cap_den: int | None = _part(1)
    statutory_cap_note: Line = text_field()
    referral_to: Line = text_field()
    referral_num: int | None = _part()
    referral_den: int | None = _part(1)
    goodwill_cents: int = Field(default=0, ge=0)


class FeeTier(Record, table=True):
    """The fee from one stage on, as an exact fraction."""

    __tablename__ = "fee_tiers"
    __table_args__ = (
        UniqueConstraint("agreement_id", "stage"),
        CheckConstraint("num >= 0 AND den > 0 AND num <= den", name="fee_is_a_share"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    agreement_id: int = Field(foreign_key="fee_agreements.id", index=True)
    stage: str = Field(default="pre_suit", max_length=16)
    num: int = Field(ge=0, le=10**9)
    den: int = Field(ge=1, le=10**9)


class Deduction(Record, table=True):
    """What else goes off the recovery: a funding advance, or something of another kind."""

    __tablename__ = "deductions"
    __table_args__ = never_negative("amount_cents")

    case_id: int = Field(foreign_key="cases.id", index=True)
    kind: str = Field(default="other_deduction", max_length=24)
    payee: Line = text_field()
    amount_cents: int = Field(default=0, ge=0)


class Payout(Record, table=True):
    """One payment out of the trust account; without a day it is held back there, with the reason and until when."""

    __tablename__ = "payouts"
    __table_args__ = never_negative("amount_cents")

    case_id: int = Field(foreign_key="cases.id", index=True)
    lien_id: int | None = Field(default=None, foreign_key="liens.id", index=True)
    kind: str = Field(default="client_net", max_length=24)
    payee: Line = text_field()
    amount_cents: int = Field(default=0, ge=0)
    paid_on: Day = None
    reference: Line = text_field()
    held_why: Line = text_field()
    held_until: Day = None


class Disbursement(Record, table=True):
    """A statement as it was locked: its numbers as JSON with their SHA-256. The numbers never change."""

    __tablename__ = "disbursements"
    __table_args__ = (UniqueConstraint("case_id", "version"), *never_negative("version"))

    case_id: int = Field(foreign_key="cases.id")
    version: int = 1
    status: str = Field(default="locked", max_length=16)
    computed_json: str = Field(default="", max_length=5_000_000)
    computed_sha256: str = Field(default="", max_length=64)
    locked_on: Day = None
    locked_by: Line = text_field()
    approved_by: Line = text_field()
    approved_on: Day = None
    signed_on: Day = None
    paid_on: Day = None
    unlocked_on: Day = None
    unlock_reason: Line = text_field(2000)
