"""Policies, their coverages, and the claims on them."""

from sqlmodel import Field

from caseterm.models.base import LINE_LIMIT, Day, Line, Record, never_negative, text_field


class Policy(Record, table=True):
    __tablename__ = "policies"

    case_id: int = Field(foreign_key="cases.id", index=True)
    insurer_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    policy_no: Line = text_field()
    named_insured: Line = text_field()
    party: str = Field(default="defendant", max_length=16)
    effective_from: Day = None
    effective_to: Day = None
    dec_page_received: bool = False
    limits_disclosed_on: Day = None


class Coverage(Record, table=True):
    __tablename__ = "coverages"
    __table_args__ = never_negative("limit_per_person", "limit_per_accident", "csl_limit", "deductible")

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
    claim_no: Line = text_field()
    claim_key: str = Field(default="", max_length=LINE_LIMIT, index=True)
    status: str = Field(default="opened", max_length=24)
    opened_on: Day = None
    adjuster_id: int | None = Field(default=None, foreign_key="contacts.id", index=True)
    lor_sent_on: Day = None
    lor_ack_on: Day = None
    liability_position: str = Field(default="unknown", max_length=24)
