"""Every table, and nothing else; a file for each part of the dictionary.

Money is integer cents. `date` is an all-day fact, `datetime` an instant in UTC, and a naive datetime is what the
clock on the wall shows (with the IANA zone beside it where the place matters). Codes are the keys of rules/terms.
"""

from caseterm.models.attorney import (
    AttorneyRequest,
    AttorneyUpdate,
    ClaimDetail,
    Closure,
    ConflictCheck,
    Defendant,
    FileReview,
    LegalDraft,
    Promise,
    Recommendation,
)
from caseterm.models.base import LINE_LIMIT, NOTE_LIMIT, Record
from caseterm.models.care import (
    AdvocacyEntry,
    Assessment,
    Barrier,
    CareAuthorization,
    EducationDelivery,
    Equipment,
    FunctionalLimitation,
    GapReason,
    Prescription,
    ProviderProfile,
    Referral,
    Visit,
)
from caseterm.models.cases import Case, Incident, Injury, Party, PhaseHistory
from caseterm.models.insurance import Claim, Coverage, Policy
from caseterm.models.money import CaseCost, CostBudget, Expense, Lien, MedicalBill, WageLoss
from caseterm.models.own import Act, ActContext, CaseListRow, CaseText, Change, Draft, Remembered
from caseterm.models.people import Contact, ContactAddress, ContactEmail, ContactPhone
from caseterm.models.plan import CarePlan, PlanGoal, PlanIntervention, PlanReview, PlanShare
from caseterm.models.requests import Authorization, RecordsRequest, RequestFollowUp, UnmatchedDismissal
from caseterm.models.settings import Settings
from caseterm.models.settlement import Deduction, Disbursement, FeeAgreement, FeeTier, NegotiationEvent, Recovery
from caseterm.models.treatment import Appointment, AppointmentSeries, CalendarLink, CaseProvider, RideLeg, SeriesVisit
from caseterm.models.work import Communication, Deadline, Document, ExportLog, ImportBatch, Note, Task, Tolling

__all__ = [
    "LINE_LIMIT",
    "NOTE_LIMIT",
    "Act",
    "ActContext",
    "AdvocacyEntry",
    "Appointment",
    "AppointmentSeries",
    "Assessment",
    "AttorneyRequest",
    "AttorneyUpdate",
    "Authorization",
    "Barrier",
    "CalendarLink",
    "CareAuthorization",
    "CarePlan",
    "Case",
    "CaseCost",
    "CaseListRow",
    "CaseProvider",
    "CaseText",
    "Change",
    "Claim",
    "ClaimDetail",
    "Closure",
    "Communication",
    "ConflictCheck",
    "Contact",
    "ContactAddress",
    "ContactEmail",
    "ContactPhone",
    "CostBudget",
    "Coverage",
    "Deadline",
    "Deduction",
    "Defendant",
    "Disbursement",
    "Document",
    "Draft",
    "EducationDelivery",
    "Equipment",
    "Expense",
    "ExportLog",
    "FeeAgreement",
    "FeeTier",
    "FileReview",
    "FunctionalLimitation",
    "GapReason",
    "ImportBatch",
    "Incident",
    "Injury",
    "LegalDraft",
    "Lien",
    "MedicalBill",
    "NegotiationEvent",
    "Note",
    "Party",
    "PhaseHistory",
    "PlanGoal",
    "PlanIntervention",
    "PlanReview",
    "PlanShare",
    "Policy",
    "Prescription",
    "Promise",
    "ProviderProfile",
    "Recommendation",
    "Record",
    "RecordsRequest",
    "Recovery",
    "Referral",
    "Remembered",
    "RequestFollowUp",
    "RideLeg",
    "SeriesVisit",
    "Settings",
    "Task",
    "Tolling",
    "UnmatchedDismissal",
    "Visit",
    "WageLoss",
]
