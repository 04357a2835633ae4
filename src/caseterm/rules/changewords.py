"""What changed in a row, in the words of the person who reads the history."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm.rules import terms
from caseterm.rules.codes import CODES
from caseterm.rules.dates import paper_day
from caseterm.rules.labels import field_label
from caseterm.rules.money import format_cents
from caseterm.rules.shares import share_words

TABLE_WORDS: Mapping[str, str] = {
    "cases": "Case",
    "contacts": "Contact",
    "contact_phones": "Phone",
    "contact_emails": "Email",
    "contact_addresses": "Address",
    "phase_history": "Stage",
    "parties": "Party",
    "incidents": "Incident",
    "injuries": "Injury",
    "policies": "Policy",
    "coverages": "Coverage",
    "claims": "Claim",
    "case_providers": "Provider",
    "appointments": "Appointment",
    "ride_legs": "Ride",
    "appointment_series": "Series",
    "series_visits": "Visit of a series",
    "calendar_links": "Calendar file",
    "tasks": "Task",
    "deadlines": "Deadline",
    "tollings": "Tolling",
    "communications": "Contact log",
    "case_notes": "Note",
    "documents": "Document",
    "medical_bills": "Bill",
    "liens": "Lien",
    "case_costs": "Cost",
    "cost_budgets": "Budget",
    "wage_losses": "Wage loss",
    "expenses": "Expense",
    "negotiation_events": "Negotiation",
    "recoveries": "Recovery",
    "fee_agreements": "Fee agreement",
    "fee_tiers": "Fee",
    "deductions": "Deduction",
    "payouts": "Payment",
    "disbursements": "Disbursement",
    "export_log": "Export",
    "records_requests": "Request",
    "request_followups": "Follow-up",
    "authorizations": "Authorization, HIPAA and other",
    "unmatched_dismissals": "Bill or record missing, dismissed",
    "recommendations": "Recommendation",
    "attorney_requests": "Attorney's request",
    "attorney_updates": "Attorney update",
    "legal_drafts": "Draft",
    "promises": "Promise",
    "file_reviews": "File review",
    "conflict_checks": "Conflict check",
    "closures": "Closure",
    "defendants": "Defendant",
    "claim_details": "Claim detail",
    "dismissals": "Reason put off",
    "assessments": "Assessment",
    "functional_limitations": "Limitation in daily life",
    "barriers": "Barrier",
    "equipment": "Equipment",
    "advocacy": "Advocacy",
    "provider_profiles": "Directory entry",
    "referrals": "Referral",
    "prescriptions": "Prescription",
    "visits": "Visit",
    "gap_reasons": "Reason for a gap",
    "care_authorizations": "Authorization",
    "education": "Education",
    "care_plans": "Recovery plan",
    "plan_goals": "Goal",
    "plan_interventions": "Intervention",
    "plan_reviews": "Plan review",
    "plan_shares": "Plan shared",
}
_UNSAID = frozenset(
    {
        "computed_json",
        "id",
        "uuid",
        "created_at",
        "updated_at",
        "claim_key",
        "template_key",
        "position",
        "demo",
        "zone",
        "file_seen_at",
    }
)
_NAMES: Mapping[tuple[str, str], str] = {
    ("contact_phones", "number"): "Number",
    ("documents", "file_size"): "File, bytes",
    ("documents", "file_sha256"): "File, SHA-256",
}
_MONEY = frozenset({"limit_per_person", "limit_per_accident", "csl_limit", "deductible", "cost"})
_YES_NO = frozenset(
    {
        "counts_as_client_contact", "pre_existing", "incompetent", "death_case", "plan_moving", "accepts_lop",
        "near_transit", "wheelchair", "accepting", "moving_forward",
        "all_dates", "until_today", "affidavit", "fee_disputed", "lien_on_balance", "related", "disputed", "perfected",
        "recoverable", "verified", "receipt", "dont_pay_at_settlement",
    }
)  # fmt: skip
_FIRMS_OWN: Mapping[tuple[str, str], Mapping[str, str]] = {("cases", "claim_type"): terms.CLAIM_TYPES}
"""Codes that a firm may add to, which is why rules/codes.py does not hold them."""


def change_words(table: str, before: str | None, after: str | None) -> list[str]:
    """What one change of the log did, one line a field; the images are the log's JSON.

    "Due: 11/24/2026 -> 11/26/2026" for a change, "Title: call adjuster" for a new row.
    """
    old = _with_shares(json.loads(before) if before else {})
    new = _with_shares(json.loads(after) if after else {})
    name = TABLE_WORDS.get(table, table.replace("_", " ").capitalize())
    if not after:
        return [f"{name} removed"]
    if before and old.get("archived_at") != new.get("archived_at"):
        return [f"{name} {'archived' if new.get('archived_at') else 'restored'}"]
    lines = [f"{name} added"] if not before else [f"{name} changed"]
    for field, value in new.items():
        if field in _UNSAID or field.endswith("_id") or field == "archived_at" or value == old.get(field):
            continue
        if not before and value in (None, "", 0):
            continue
        said = value_words(table, field, value) or "(none)"
        if before:
            said = f"{value_words(table, field, old.get(field)) or '(none)'} -> {said}"
        lines.append(f"  {_name(table, field)}: {said}")
    return lines if len(lines) > 1 or not before else []


def _with_shares(image: dict[str, Any]) -> dict[str, Any]:
    """The image with each fraction's two columns as the share they are: 33 1/3 %."""
    for name in [each for each in image if each.endswith("num") and f"{each[:-3]}den" in image]:
        num, den = image.pop(name), image.pop(f"{name[:-3]}den")
        share = name[:-3].rstrip("_") or "share"
        image[share] = None if num is None or not den else share_words(num, den)
    return image


def _name(table: str, field: str) -> str:
    return _NAMES.get((table, field)) or field_label(field)


def value_words(table: str, field: str, value: Any) -> str:
    """A stored value as it is read: dates as on paper, codes by their labels, cents as amounts."""
    if value is None or value == "":
        return ""
    if codes := CODES.get(table, {}).get(field) or _FIRMS_OWN.get((table, field)):
        return terms.label(codes, str(value))
    if field in _MONEY or field.endswith("_cents"):
        return format_cents(int(value), dollar=True)
    if field == "priority" and isinstance(value, int):
        return terms.PRIORITIES.get(value, str(value))
    if field == "file_size":
        return f"{int(value):,}"
    text = str(value)
    if field == "file_sha256":
        return f"{text[:16]}..."
    if field.endswith("_on") or field.endswith("_at") or field in ("due", "file_by", "dob", "dated", "at"):
        return _moment(text)
    return _flag(field, text) or " ".join(text.split("\n"))


def _flag(field: str, text: str) -> str:
    flags = ("needed", "booked", "complete", "received", "pinned", "text_ok", "consent_to_speak", "minor")
    counted = field in _YES_NO
    if field.startswith("pages_"):
        return ""
    if text in ("0", "1") and (counted or field.endswith(flags) or field.startswith("gov_")):
        return "yes" if text == "1" else "no"
    return ""


def _moment(text: str) -> str:
    try:
        shown = paper_day(date.fromisoformat(text[:10]))
    except ValueError:
        return text
    return f"{shown} {text[11:16]}" if len(text) > 11 else shown
