"""Add, change, archive and restore one row of a case's file, whatever its section."""

from collections.abc import Mapping
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.models import (
    AdvocacyEntry,
    Appointment,
    Assessment,
    AttorneyRequest,
    AttorneyUpdate,
    Barrier,
    CareAuthorization,
    CarePlan,
    Case,
    CaseCost,
    CaseProvider,
    Claim,
    Communication,
    ConflictCheck,
    CostBudget,
    Coverage,
    Deadline,
    Deduction,
    Defendant,
    Document,
    EducationDelivery,
    Equipment,
    Expense,
    FileReview,
    FunctionalLimitation,
    GapReason,
    Incident,
    Injury,
    LegalDraft,
    Lien,
    MedicalBill,
    Note,
    Party,
    Payout,
    PlanGoal,
    PlanIntervention,
    PlanReview,
    PlanShare,
    Policy,
    Prescription,
    Promise,
    Recommendation,
    Record,
    Recovery,
    Referral,
    Task,
    Tolling,
    Visit,
    WageLoss,
)
from caseterm.rules.contact_log import reached_client
from caseterm.rules.text import squeeze
from caseterm.services.acts import act
from caseterm.services.cases import refuse_days
from caseterm.services.deadlines import recomputed
from caseterm.services.deadlines_computed import refuse_silence
from caseterm.services.documents import noted
from caseterm.services.request_fees import refuse_other_amount
from caseterm.services.request_tracks import refuse_other_dates
from caseterm.store.database import Database
from caseterm.store.writing import Write

KINDS: Mapping[str, type[Record]] = {
    "case": Case,
    "party": Party,
    "incident": Incident,
    "injury": Injury,
    "policy": Policy,
    "coverage": Coverage,
    "claim": Claim,
    "provider": CaseProvider,
    "appointment": Appointment,
    "task": Task,
    "deadline": Deadline,
    "tolling": Tolling,
    "contact_log": Communication,
    "note": Note,
    "document": Document,
    "recommendation": Recommendation,
    "attorney_request": AttorneyRequest,
    "attorney_update": AttorneyUpdate,
    "draft": LegalDraft,
    "promise": Promise,
    "file_review": FileReview,
    "conflict_check": ConflictCheck,
    "defendant": Defendant,
    "recovery": Recovery,
    "deduction": Deduction,
    "payout": Payout,
    "bill": MedicalBill,
    "lien": Lien,
    "cost": CaseCost,
    "budget": CostBudget,
    "wage_loss": WageLoss,
    "expense": Expense,
    "assessment": Assessment,
    "limitation": FunctionalLimitation,
    "barrier": Barrier,
    "equipment": Equipment,
    "advocacy": AdvocacyEntry,
    "referral": Referral,
    "prescription": Prescription,
    "visit": Visit,
    "gap_reason": GapReason,
    "care_authorization": CareAuthorization,
    "education": EducationDelivery,
    "plan": CarePlan,
    "goal": PlanGoal,
    "intervention": PlanIntervention,
    "plan_review": PlanReview,
    "plan_share": PlanShare,
}

COUNTED_FROM: Mapping[str, tuple[str, ...]] = {
    "incident": ("happened_on", "died_on", "state"),
    "case": ("state", "case_type", "death_case", "minor", "incompetent", "gov_entity_involved"),
}
"""What the limitation date is computed from: a change computes it anew, unless it was verified."""


def add_record(db: Database, kind: str, values: Mapping[str, Any], *, label: str) -> ChangeSet:
    """Add a row of that kind; `values` holds its case_id. Raises InputError naming the fields."""
    with act(db, Op.ADD, label, case_id=values.get("case_id")) as write:
        values = derived(kind, values)
        if kind == "document":
            values |= noted(str(values.get("path") or ""), at=write.at)
        write.add(KINDS[kind], values)
        if kind == "incident" and values.get("happened_on"):
            _count_anew(write)
    return write.changes


def edit_record(db: Database, kind: str, record_id: int, values: Mapping[str, Any], *, label: str) -> ChangeSet:
    """Change values of a row; what is not named stays. Raises InputError naming the fields."""
    with act(db, Op.EDIT, label) as write:
        row = write.session.get_one(KINDS[kind], record_id)
        write.case_id = record_id if kind == "case" else getattr(row, "case_id", None)
        values = derived(kind, values)
        if isinstance(row, Case | Incident):
            refuse_days(write, write.case_id, values)
        if isinstance(row, CaseProvider):
            refuse_other_dates(write, row, values)
        if isinstance(row, CaseCost):
            refuse_other_amount(write, row, values)
        if isinstance(row, Document) and values.get("path", row.path) != row.path:
            values |= noted(str(values["path"] or ""), at=write.at)
        counted = {name: getattr(row, name) for name in COUNTED_FROM.get(kind, ()) if name in values}
        write.change(row, values)
        if any(getattr(row, name) != value for name, value in counted.items()):
            _count_anew(write)
    return write.changes


def archive_record(db: Database, kind: str, record_id: int, *, label: str) -> ChangeSet:
    """Put a row away; nothing is ever deleted, and `restore_record` or undo brings it back.

    Raises ConflictError for a deadline that still runs and reminds.
    """
    with act(db, Op.ARCHIVE, label) as write:
        row = write.session.get_one(KINDS[kind], record_id)
        if isinstance(row, Deadline):
            refuse_silence(row, write.today)
        write.case_id = record_id if kind == "case" else getattr(row, "case_id", None)
        write.change(row, {"archived_at": write.at})
    return write.changes


def restore_record(db: Database, kind: str, record_id: int, *, label: str) -> ChangeSet:
    """Bring an archived row back."""
    with act(db, Op.RESTORE, label) as write:
        row = write.session.get_one(KINDS[kind], record_id)
        write.case_id = record_id if kind == "case" else getattr(row, "case_id", None)
        write.change(row, {"archived_at": None})
    return write.changes


def _count_anew(write: Write) -> None:
    """The case's limitation date, computed from what was changed, and said in the label."""
    write.label = f"{write.label}: {recomputed(write, write.session.get_one(Case, write.case_id))}"


def derived(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with those that follow from them."""
    result = dict(values)
    if kind == "claim" and "claim_no" in result:
        result["claim_key"] = squeeze(str(result["claim_no"]))
    if kind == "contact_log" and "counts_as_client_contact" not in result and "outcome" in result:
        result["counts_as_client_contact"] = reached_client(
            str(result.get("role", "client")), str(result.get("direction", "out")), str(result["outcome"])
        )
    return result
