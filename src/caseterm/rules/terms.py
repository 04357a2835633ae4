"""The field's terms: each stored code with the words shown for it.

Codes are lower_snake text in the database; a firm's own codes show as their words with blanks.
"""

from collections.abc import Mapping

LEGEND = "PRIVILEGED AND CONFIDENTIAL - ATTORNEY WORK PRODUCT - PREPARED IN ANTICIPATION OF LITIGATION"
DRAFT_LINE = "DRAFT - NOT REVIEWED BY ATTORNEY"
PAPER = "letter"

PHASES: Mapping[str, str] = {
    "intake": "Intake",
    "opening": "Opening",
    "investigation": "Investigation",
    "treating": "Treating",
    "records": "Records",
    "demand": "Demand",
    "negotiation": "Negotiation",
    "litigation": "Litigation",
    "settlement": "Settlement",
    "closed": "Closed",
}

PHASE_SHORT: Mapping[str, str] = {
    **PHASES,
    "investigation": "Investig.",
    "negotiation": "Negot.",
    "litigation": "Litig.",
    "settlement": "Settle",
}

STATUSES: Mapping[str, str] = {
    "open": "Open",
    "on_hold": "On hold",
    "referred_out": "Referred out",
    "subbed_out": "Subbed out",
    "declined": "Declined",
    "closed": "Closed",
}
OPEN_STATUSES = frozenset({"open", "on_hold"})

CLOSE_REASONS: Mapping[str, str] = {
    "settled": "Settled",
    "verdict": "Verdict",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "no_coverage": "No coverage",
    "client_lost": "Client lost",
    "referred": "Referred",
    "transferred": "Transferred",
    "duplicate": "Duplicate",
}

CLAIM_TYPES: Mapping[str, str] = {
    "auto_liability": "Auto and liability",
    "workers_compensation": "Workers' compensation",
    "disability_absence": "Disability and absence",
    "health_managed_care": "Health and managed care",
    "catastrophic_long_term": "Catastrophic and long-term",
}

CASE_TYPES: Mapping[str, str] = {
    "auto": "Auto",
    "truck": "Truck",
    "motorcycle": "Motorcycle",
    "pedestrian": "Pedestrian",
    "bicycle": "Bicycle",
    "rideshare": "Rideshare",
    "bus_train": "Bus or train",
    "premises_slip_fall": "Slip and fall",
    "dog_bite": "Dog bite",
    "negligent_security": "Negligent security",
    "product": "Product",
    "medical_malpractice": "Medical malpractice",
    "nursing_home": "Nursing home",
    "construction": "Construction",
    "workplace": "Workplace",
    "burn": "Burn",
    "boating_aviation": "Boating or aviation",
    "assault": "Assault",
    "wrongful_death": "Wrongful death",
    "mass_tort": "Mass tort",
    "wc": "Workers' comp",
    "ssd_ltd": "Disability",
    "other": "Other",
}

MOTOR_VEHICLE_TYPES = frozenset({"auto", "truck", "motorcycle", "pedestrian", "bicycle", "rideshare", "bus_train"})

GRADES: Mapping[str, str] = {"A": "A", "B": "B", "C": "C", "D": "D"}

MEDICARE: Mapping[str, str] = {
    "unknown": "Unknown",
    "none": "None",
    "beneficiary": "Beneficiary",
    "eligible_soon": "Eligible soon",
    "msa_review": "MSA review",
}

CHANNELS: Mapping[str, str] = {
    "call": "Call",
    "voicemail": "Voicemail",
    "text": "Text",
    "email": "Email",
    "letter": "Letter",
    "fax": "Fax",
    "certified_mail": "Certified mail",
    "in_person": "In person",
    "video": "Video",
    "portal": "Portal",
    "court_notice": "Court notice",
}

DIRECTIONS: Mapping[str, str] = {"out": "Out", "in": "In", "internal": "Internal"}

OUTCOMES: Mapping[str, str] = {
    "reached": "Reached",
    "left_message": "Left message",
    "no_answer": "No answer",
    "wrong_number": "Wrong number",
    "busy": "Busy",
    "returned": "Returned",
    "read_receipt": "Read receipt",
    "delivered": "Delivered",
    "undelivered": "Undelivered",
}

CATEGORIES: Mapping[str, str] = {
    "status_update": "Status update",
    "treatment": "Treatment",
    "records": "Records",
    "billing": "Billing",
    "liability": "Liability",
    "coverage": "Coverage",
    "negotiation": "Negotiation",
    "lien": "Lien",
    "scheduling": "Scheduling",
    "transport": "Transport",
    "education": "Education",
    "complaint": "Complaint",
    "other": "Other",
}

CONTACT_KINDS: Mapping[str, str] = {"person": "Person", "organization": "Organization"}

PREFERRED_CHANNELS: Mapping[str, str] = {
    "call": "Call",
    "text": "Text",
    "email": "Email",
    "mail": "Mail",
    "portal": "Portal",
}

ROLES: Mapping[str, str] = {
    "client": "Client",
    "injured_party": "Injured party",
    "parent_guardian": "Parent or guardian",
    "personal_representative": "Personal representative",
    "power_of_attorney": "Power of attorney",
    "spouse_family": "Spouse or family",
    "caregiver": "Caregiver",
    "emergency_contact": "Emergency contact",
    "defendant": "Defendant",
    "defendant_driver": "Defendant driver",
    "vehicle_owner": "Vehicle owner",
    "premises_owner": "Premises owner",
    "employer_of_defendant": "Defendant's employer",
    "witness": "Witness",
    "passenger": "Passenger",
    "police_officer": "Police officer",
    "adjuster_bi": "Adjuster, BI",
    "adjuster_pip_medpay": "Adjuster, PIP/MedPay",
    "adjuster_um_uim": "Adjuster, UM/UIM",
    "adjuster_wc": "Adjuster, WC",
    "adjuster_pd": "Adjuster, PD",
    "supervisor_adjuster": "Adjuster's supervisor",
    "insurer": "Insurer",
    "tpa": "Third-party administrator",
    "defense_attorney": "Defense attorney",
    "co_counsel": "Co-counsel",
    "referring_attorney": "Referring attorney",
    "prior_attorney": "Prior attorney",
    "attorney": "Attorney",
    "associate": "Associate",
    "paralegal": "Paralegal",
    "provider": "Provider",
    "facility": "Facility",
    "billing_vendor": "Billing vendor",
    "records_vendor": "Records vendor",
    "lienholder": "Lienholder",
    "subrogation_vendor": "Subrogation vendor",
    "health_plan": "Health plan",
    "employer_of_client": "Client's employer",
    "hr_contact": "HR contact",
    "nurse_case_manager": "Nurse case manager",
    "vocational_counselor": "Vocational counselor",
    "expert": "Expert",
    "mediator": "Mediator",
    "judge_court": "Judge or court",
    "interpreter": "Interpreter",
    "transport_vendor": "Transport vendor",
    "funding_company": "Funding company",
    "medicare_bcrc": "Medicare BCRC",
    "medicaid_agency": "Medicaid agency",
    "other": "Other",
}

CLIENT_SIDE_ROLES = frozenset(
    {"client", "injured_party", "parent_guardian", "personal_representative", "power_of_attorney"}
)

REPORT_STATUSES: Mapping[str, str] = {"requested": "Requested", "received": "Received", "none": "None"}

TASK_STATUSES: Mapping[str, str] = {
    "todo": "To do",
    "doing": "Doing",
    "waiting": "Waiting",
    "done": "Done",
    "cancelled": "Cancelled",
    "not_applicable": "Not applicable",
}
TASK_OPEN = frozenset({"todo", "doing", "waiting"})

PRIORITIES: Mapping[int, str] = {1: "Urgent", 2: "High", 3: "Normal", 4: "Low"}

DEADLINE_KINDS: Mapping[str, str] = {
    "sol": "Statute of limitations",
    "sol_minor": "Limitation, minor",
    "sol_wrongful_death": "Limitation, wrongful death",
    "statute_of_repose": "Statute of repose",
    "notice_of_claim": "Notice of claim",
    "no_fault_application": "No-fault application",
    "pip_treatment_14d": "PIP first treatment (14 days)",
    "um_contract_limit": "UM contract limit",
    "wc_claim_filing": "WC claim filing",
    "demand_expiry": "Demand expires",
    "court_order": "Court order",
    "frcp": "Federal rule",
    "discovery": "Discovery",
    "expert_disclosure": "Expert disclosure",
    "lien_dispute": "Lien dispute",
    "medicare_demand": "Medicare demand",
    "appeal": "Appeal",
    "hipaa_expiry": "HIPAA expires",
    "other": "Other deadline",
}

LIMITATION_KINDS = frozenset({"sol", "sol_minor", "sol_wrongful_death", "statute_of_repose"})

DOCUMENT_KINDS: Mapping[str, str] = {
    "intake": "Intake",
    "fee_agreement": "Fee agreement",
    "authorization": "Authorization",
    "police_report": "Police report",
    "photo": "Photo",
    "letter_of_representation": "Letter of representation",
    "medical_record": "Medical record",
    "medical_bill": "Medical bill",
    "insurance": "Insurance",
    "wage": "Wage",
    "correspondence": "Correspondence",
    "demand": "Demand",
    "pleading": "Pleading",
    "discovery": "Discovery",
    "settlement": "Settlement",
    "summary": "Summary",
    "other": "Other",
}

_STATE_CODES = (
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL",
    "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE",
    "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD",
    "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "PR", "VI", "GU", "AS", "MP",
)  # fmt: skip
STATES: Mapping[str, str] = {code: code for code in _STATE_CODES}


def label(terms: Mapping[str, str], code: str | None) -> str:
    """The words for a code; a firm's own code shows as its words."""
    if not code:
        return ""
    return terms.get(code) or code.replace("_", " ").capitalize()


def lowered(term: str) -> str:
    """A term inside a sentence: Adjuster, BI reads adjuster, BI; PT stays PT."""
    return term if term[1:2].isupper() else term[:1].lower() + term[1:]
