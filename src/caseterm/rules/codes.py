"""Which columns of the record hold a code, and which codes each may hold."""

from collections.abc import Mapping

from caseterm.rules import (
    rides,
    terms,
    terms_attorney,
    terms_injuries,
    terms_insurance,
    terms_money,
    terms_requests,
    terms_visits,
)
from caseterm.rules import terms_care as care
from caseterm.rules import terms_settlement as settlement
from caseterm.rules.claim_fields import FIELD_WORDS

CODES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "contacts": {"kind": terms.CONTACT_KINDS, "preferred_channel": terms.PREFERRED_CHANNELS},
    "cases": {  # the kind of claim is not here: a firm may have its own
        "case_type": terms.CASE_TYPES,
        "phase": terms.PHASES,
        "status": terms.STATUSES,
        "close_reason": terms.CLOSE_REASONS,
        "grade": terms.GRADES,
        "medicare_status": terms.MEDICARE,
    },
    "phase_history": {"phase": terms.PHASES},
    "parties": {"role": terms.ROLES},
    "incidents": {"report_status": terms.REPORT_STATUSES},
    "injuries": {
        "body_part": terms_injuries.BODY_PARTS,
        "side": terms_injuries.SIDES,
        "injury_type": terms_injuries.INJURY_TYPES,
        "status": terms_injuries.INJURY_STATUSES,
    },
    "policies": {"party": terms_insurance.POLICY_PARTIES},
    "coverages": {"kind": terms_insurance.COVERAGES},
    "claims": {"status": terms_insurance.CLAIM_STATUSES, "liability_position": terms_insurance.LIABILITY_POSITIONS},
    "case_providers": {"treatment_status": terms_visits.TREATMENT_STATUSES},
    "appointments": {
        "kind": terms_visits.APPOINTMENT_KINDS,
        "status": terms_visits.APPOINTMENT_STATUSES,
        "no_show_reason": terms_visits.NO_SHOW_REASONS,
        "ride": terms_visits.RIDE_STATES,
    },
    "ride_legs": {
        "direction": rides.RIDE_DIRECTIONS,
        "mode": rides.RIDE_MODES,
        "trip_type": rides.TRIP_TYPES,
        "status": rides.LEG_STATUSES,
        "paid_by": rides.RIDE_PAYERS,
    },
    "tasks": {"status": terms.TASK_STATUSES, "phase": terms.PHASES},
    "deadlines": {"kind": terms.DEADLINE_KINDS},
    "communications": {
        "direction": terms.DIRECTIONS,
        "channel": terms.CHANNELS,
        "role": terms.ROLES,
        "outcome": terms.OUTCOMES,
        "category": terms.CATEGORIES,
    },
    "documents": {"kind": terms.DOCUMENT_KINDS},
    "recommendations": {"decision": terms_attorney.DECISIONS},
    "attorney_requests": {"kind": terms_attorney.REQUEST_KINDS},
    "attorney_updates": {"how": terms_attorney.UPDATE_WAYS},
    "legal_drafts": {
        "status": terms_attorney.DRAFT_STATUSES,
        "role": terms.ROLES,
        "sent_by": terms.CHANNELS,
    },
    "promises": {"role": terms.ROLES},
    "conflict_checks": {"result": terms_attorney.CONFLICT_RESULTS},
    "closures": {
        "function_change": terms_attorney.FUNCTION_CHANGES,
        "work_status": terms_attorney.CLOSING_WORK,
    },
    "defendants": {"liability_position": terms_insurance.LIABILITY_POSITIONS},
    "claim_details": {"name": FIELD_WORDS},
    "negotiation_events": {
        "kind": settlement.NEGOTIATION_KINDS,
        "side": settlement.SIDES,
        "method": settlement.METHODS,
    },
    "recoveries": {"kind": settlement.RECOVERY_KINDS, "fee_basis": settlement.FEE_BASES},
    "fee_agreements": {
        "fee_basis": settlement.FEE_BASES,
        "costs_if_lost": settlement.COSTS_IF_LOST,
        "stage": settlement.FEE_TRIGGERS,
    },
    "fee_tiers": {"stage": settlement.FEE_TRIGGERS},
    "deductions": {"kind": settlement.DEDUCTION_KINDS},
    "payouts": {"kind": settlement.PAYEE_KINDS},
    "disbursements": {"status": settlement.DISBURSEMENT_STATUSES},
    "liens": {
        "kind": terms_money.LIEN_KINDS,
        "status": terms_money.LIEN_STATUSES,
        "reduction_kind": terms_money.REDUCTION_KINDS,
    },
    "case_costs": {
        "category": terms_money.COST_CATEGORIES,
        "phase": terms.PHASES,
        "paid_by": terms_money.COST_PAYERS,
    },
    "cost_budgets": {"category": terms_money.COST_CATEGORIES, "phase": terms.PHASES},
    "wage_losses": {"rate_unit": terms_money.RATE_UNITS},
    "expenses": {"kind": terms_money.EXPENSE_KINDS},
    "records_requests": {
        "kind": terms_requests.REQUEST_KINDS,
        "method": terms_requests.REQUEST_METHODS,
        "status": terms_requests.REQUEST_STATUSES,
        "completeness": terms_requests.COMPLETENESS,
    },
    "request_followups": {"how": terms_requests.FOLLOW_UP_WAYS},
    "authorizations": {"kind": terms_requests.AUTHORIZATION_KINDS},
    "unmatched_dismissals": {"kind": terms_requests.UNMATCHED_KINDS},
    "assessments": {
        "kind": care.ASSESSMENT_KINDS,
        "sleep": care.SLEEP,
        "mood": care.MOOD,
        "work_status": care.WORK_STATUSES,
        "plan_makes_sense": care.PLAN_SENSE,
    },
    "functional_limitations": {"domain": care.DOMAINS, "level": care.LEVELS},
    "barriers": {"category": care.BARRIER_CATEGORIES, "severity": care.BARRIER_SEVERITIES},
    "equipment": {"kind": care.EQUIPMENT_KINDS, "status": care.EQUIPMENT_STATUSES},
    "referrals": {"urgency": care.URGENCIES, "status": care.REFERRAL_STATUSES},
    "prescriptions": {"body_part": terms_injuries.BODY_PARTS},
    "visits": {
        "kind": terms_visits.APPOINTMENT_KINDS,
        "body_part": terms_injuries.BODY_PARTS,
        "work_status": care.WORK_STATUSES,
    },
    "gap_reasons": {"reason": care.GAP_REASONS},
    "care_authorizations": {"status": care.AUTHORIZATION_STATUSES},
    "education": {"how": care.SHARED_HOW, "understood": care.UNDERSTOOD},
    "care_plans": {"status": care.PLAN_STATUSES},
    "plan_goals": {"status": care.GOAL_STATUSES},
    "plan_shares": {"role": terms.ROLES, "how": care.SHARED_HOW},
}


def unknown_codes(table: str, values: Mapping[str, object]) -> dict[str, str]:
    """The columns whose value is no code of theirs, with the codes there are; an empty text says nothing and passes."""
    return {
        name: ", ".join(codes)
        for name, codes in CODES.get(table, {}).items()
        if isinstance(value := values.get(name), str) and value and value not in codes
    }
