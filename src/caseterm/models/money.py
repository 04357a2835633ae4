"""Money of a case: medical bills, liens, costs and budgets, wages lost, what the client paid and drove."""

from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from caseterm.models.base import Day, Line, Record, never_negative, text_field

BILL_CENTS = (
    "billed_cents",
    "adjusted_cents",
    "paid_health_cents",
    "paid_pip_cents",
    "paid_medpay_cents",
    "paid_client_cents",
    "paid_other_cents",
)


def _cents() -> Any:
    return Field(default=0, ge=0)


def _maybe_cents() -> Any:
    return Field(default=None, ge=0)


class MedicalBill(Record, table=True):
    """A line of a provider's bill. Its balance is what was billed less adjustments and payments."""

    __tablename__ = "medical_bills"
    __table_args__ = (
        *never_negative(*BILL_CENTS),
        CheckConstraint("dos_to IS NULL OR dos_from IS NULL OR dos_to >= dos_from", name="service_in_order"),
        Index("ix_medical_bills_case_provider", "case_id", "case_provider_id"),
    )

    case_id: int = Field(foreign_key="cases.id")
    case_provider_id: int = Field(foreign_key="case_providers.id", index=True)
    dos_from: Day = None
    dos_to: Day = None
    account_no: Line = text_field()
    cpt: Line = text_field()
    description: Line = text_field()
    billed_cents: int = _cents()
    adjusted_cents: int = _cents()
    paid_health_cents: int = _cents()
    paid_pip_cents: int = _cents()
    paid_medpay_cents: int = _cents()
    paid_client_cents: int = _cents()
    paid_other_cents: int = _cents()
    lien_on_balance: bool = False
    related: bool = True
    disputed: bool = False
    received_on: Day = None
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class Lien(Record, table=True):
    """A claim on the settlement. What it comes to is final, else negotiated, reduced, audited or asserted, as known.

    The days of Medicare's letters carry its clocks. `reduced_cents` is what the chosen rule made of it on a settlement
    of `reduction_gross_cents`, and `reduction_why` the reasoning as it was computed.
    """

    __tablename__ = "liens"
    __table_args__ = (
        *never_negative(
            "asserted_cents",
            "audited_cents",
            "negotiated_cents",
            "final_cents",
            "paid_cents",
            "reduced_cents",
            "reduction_gross_cents",
        ),
        CheckConstraint("reduction_den IS NULL OR reduction_den > 0", name="fraction_has_a_whole"),
        CheckConstraint("reduction_num IS NULL OR reduction_num >= 0", name="fraction_not_negative"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    kind: str = Field(default="other", max_length=40)
    holder_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    case_provider_id: int | None = Field(default=None, foreign_key="case_providers.id", index=True)
    reference_no: Line = text_field()
    status: str = Field(default="potential", max_length=24)
    claimed_on: Day = None
    perfected: bool = False
    statute_note: Line = text_field(2000)
    asserted_cents: int | None = _maybe_cents()
    audited_cents: int | None = _maybe_cents()
    negotiated_cents: int | None = _maybe_cents()
    final_cents: int | None = _maybe_cents()
    reduction_kind: str = Field(default="none", max_length=40)
    reduction_num: int | None = Field(default=None, ge=0)
    reduction_den: int | None = Field(default=None, ge=1)
    reduction_why: Line = text_field(2000)
    reduction_gross_cents: int | None = _maybe_cents()
    reduced_cents: int | None = _maybe_cents()
    final_letter_on: Day = None
    paid_on: Day = None
    paid_cents: int | None = _maybe_cents()
    rights_letter_on: Day = None
    conditional_on: Day = None
    notice_on: Day = None
    demand_on: Day = None
    demand_received_on: Day = None


class CaseCost(Record, table=True):
    """What the firm laid out for a case, or was billed for it; `phase` is the stage it belongs to.

    `request_id` is the request whose fee it is: its amount follows that fee.
    """

    __tablename__ = "case_costs"
    __table_args__ = never_negative("amount_cents")

    case_id: int = Field(foreign_key="cases.id", index=True)
    dated: Day = None
    category: str = Field(default="other", max_length=40)
    phase: str = Field(default="", max_length=40)
    vendor: Line = text_field()
    description: Line = text_field()
    amount_cents: int = _cents()
    paid_by: str = Field(default="firm", max_length=24)
    check_no: Line = text_field()
    recoverable: bool = True
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
    request_id: int | None = Field(default=None, foreign_key="records_requests.id", index=True)


class CostBudget(Record, table=True):
    """What a case may cost: in one category or all (''), in one stage or all ('')."""

    __tablename__ = "cost_budgets"
    __table_args__ = never_negative("budget_cents")

    case_id: int = Field(foreign_key="cases.id", index=True)
    category: str = Field(default="", max_length=40)
    phase: str = Field(default="", max_length=40)
    budget_cents: int = _cents()


class WageLoss(Record, table=True):
    """Work missed with one employer. `hours_week` is tenths of an hour; `lost_cents` is what was lost, as shown."""

    __tablename__ = "wage_losses"
    __table_args__ = (
        *never_negative("rate_cents", "hours_week", "lost_cents"),
        CheckConstraint("off_to IS NULL OR off_from IS NULL OR off_to >= off_from", name="off_in_order"),
    )

    case_id: int = Field(foreign_key="cases.id", index=True)
    employer: Line = text_field()
    job_title: Line = text_field()
    rate_cents: int | None = _maybe_cents()
    rate_unit: str = Field(default="hour", max_length=16)
    hours_week: int | None = Field(default=None, ge=0, le=1680)
    off_from: Day = None
    off_to: Day = None
    restricted_from: Day = None
    restricted_to: Day = None
    lost_cents: int = _cents()
    verified: bool = False
    verified_on: Day = None
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)


class Expense(Record, table=True):
    """What the client paid, drove, or will need: tenths of a mile at tenths of a cent a mile make the amount."""

    __tablename__ = "expenses"
    __table_args__ = never_negative("amount_cents", "miles_tenths", "rate_mills")

    case_id: int = Field(foreign_key="cases.id", index=True)
    kind: str = Field(default="out_of_pocket", max_length=24)
    dated: Day = None
    vendor: Line = text_field()
    description: Line = text_field()
    miles_tenths: int | None = Field(default=None, ge=0, le=1_000_000)
    rate_mills: int | None = Field(default=None, ge=0, le=10_000)
    amount_cents: int = _cents()
    receipt: bool = False
    document_id: int | None = Field(default=None, foreign_key="documents.id", index=True)
