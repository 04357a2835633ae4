"""The field's terms: each stored code with the words shown for it.

Codes are lower_snake text in the database; a firm's own codes show as their words with blanks.
"""

from collections.abc import Mapping

LEGEND = "PRIVILEGED AND CONFIDENTIAL - ATTORNEY WORK PRODUCT - PREPARED IN ANTICIPATION OF LITIGATION"
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

BODY_PARTS: Mapping[str, str] = {
    "head_brain": "Head, brain",
    "face": "Face",
    "eye": "Eye",
    "ear": "Ear",
    "jaw_tmj": "Jaw, TMJ",
    "neck_cervical": "Neck (cervical)",
    "thoracic": "Mid back (thoracic)",
    "lumbar": "Low back (lumbar)",
    "shoulder": "Shoulder",
    "elbow": "Elbow",
    "arm": "Arm",
    "wrist": "Wrist",
    "hand": "Hand",
    "finger": "Finger",
    "chest_rib": "Chest, rib",
    "abdomen": "Abdomen",
    "pelvis_hip": "Pelvis, hip",
    "thigh": "Thigh",
    "knee": "Knee",
    "leg": "Leg",
    "ankle": "Ankle",
    "foot": "Foot",
    "toe": "Toe",
    "skin_scar": "Skin, scar",
    "psychological": "Psychological",
    "multiple": "Multiple",
    "other": "Other",
}

SIDES: Mapping[str, str] = {"left": "Left", "right": "Right", "both": "Both", "na": "-"}

INJURY_TYPES: Mapping[str, str] = {
    "sprain_strain": "Sprain, strain",
    "contusion": "Contusion",
    "laceration": "Laceration",
    "fracture": "Fracture",
    "dislocation": "Dislocation",
    "disc_injury": "Disc injury",
    "tear": "Tear",
    "concussion_tbi": "Concussion, TBI",
    "nerve": "Nerve",
    "burn": "Burn",
    "amputation": "Amputation",
    "internal": "Internal",
    "psychological": "Psychological",
    "aggravation": "Aggravation",
    "death": "Death",
    "other": "Other",
}

INJURY_STATUSES: Mapping[str, str] = {
    "new": "New",
    "improving": "Improving",
    "plateau": "Plateau",
    "worse": "Worse",
    "resolved": "Resolved",
    "permanent": "Permanent",
}

POLICY_PARTIES: Mapping[str, str] = {
    "client": "Client's",
    "defendant": "Defendant's",
    "third": "Third party's",
}

COVERAGES: Mapping[str, str] = {
    "bi_liability": "BI liability",
    "pd_liability": "PD liability",
    "pip": "PIP",
    "medpay": "MedPay",
    "um": "UM",
    "uim": "UIM",
    "um_uim": "UM/UIM",
    "collision": "Collision",
    "rental": "Rental",
    "umbrella_excess": "Umbrella",
    "premises_liability": "Premises liability",
    "commercial_general": "Commercial general",
    "product_liability": "Product liability",
    "workers_comp": "Workers' comp",
    "no_fault": "No-fault",
    "health": "Health",
    "medicare": "Medicare",
    "medicare_advantage": "Medicare Advantage",
    "medicaid": "Medicaid",
    "tricare_va": "TRICARE or VA",
    "erisa_self_funded": "ERISA self-funded",
    "disability_std": "Short-term disability",
    "disability_ltd": "Long-term disability",
    "auto_other": "Auto, other",
}

COVERAGE_SHORT: Mapping[str, str] = {
    **COVERAGES,
    "bi_liability": "BI",
    "pd_liability": "PD",
    "premises_liability": "Prem.",
    "workers_comp": "WC",
    "commercial_general": "CGL",
}

CLAIM_STATUSES: Mapping[str, str] = {
    "not_opened": "Not opened",
    "opened": "Opened",
    "acknowledged": "Acknowledged",
    "investigating": "Investigating",
    "accepted": "Accepted",
    "partially_accepted": "Partially accepted",
    "denied": "Denied",
    "limits_tendered": "Limits tendered",
    "exhausted": "Exhausted",
    "settled": "Settled",
    "closed": "Closed",
}

LIABILITY_POSITIONS: Mapping[str, str] = {
    "unknown": "Unknown",
    "accepted": "Accepted",
    "disputed": "Disputed",
    "comparative": "Comparative",
    "denied": "Denied",
}

TREATMENT_STATUSES: Mapping[str, str] = {
    "referred": "Referred",
    "scheduled": "Scheduled",
    "treating": "Treating",
    "on_hold": "On hold",
    "treatment_complete": "Treatment complete",
    "released_mmi": "Released (MMI)",
    "discharged_noncompliant": "Discharged, noncompliant",
    "never_treated": "Never treated",
}

APPOINTMENT_KINDS: Mapping[str, str] = {
    "initial_evaluation": "Initial evaluation",
    "er_urgent": "ER or urgent care",
    "office_visit": "Office visit",
    "follow_up": "Follow-up",
    "therapy_pt": "PT",
    "chiropractic": "Chiropractic",
    "occupational_therapy": "Occupational therapy",
    "injection": "Injection",
    "surgery": "Surgery",
    "imaging": "Imaging",
    "lab": "Lab",
    "mental_health": "Mental health",
    "dental": "Dental",
    "telehealth": "Telehealth",
    "ime_defense": "IME (defense)",
    "fce": "FCE",
    "vocational": "Vocational",
    "care_conference": "Care conference",
    "client_meeting": "Client meeting",
    "attorney_meeting": "Attorney meeting",
    "recorded_statement": "Recorded statement",
    "inspection": "Inspection",
    "deposition": "Deposition",
    "mediation": "Mediation",
    "arbitration": "Arbitration",
    "hearing": "Hearing",
    "trial": "Trial",
    "cmc_conference": "Case conference",
    "statement_signing": "Statement signing",
    "call": "Call",
    "other": "Other",
}

APPOINTMENT_SHORT: Mapping[str, str] = {
    **APPOINTMENT_KINDS,
    "initial_evaluation": "eval",
    "er_urgent": "ER",
    "office_visit": "visit",
    "follow_up": "f/u",
    "chiropractic": "chiro",
    "occupational_therapy": "OT",
    "injection": "inject",
    "surgery": "surg.",
    "imaging": "imag.",
    "lab": "lab",
    "mental_health": "psych",
    "telehealth": "tele",
    "ime_defense": "IME",
    "client_meeting": "meet",
    "attorney_meeting": "atty",
    "recorded_statement": "stmt",
    "deposition": "depo",
    "mediation": "med.",
    "care_conference": "conf",
    "cmc_conference": "conf",
    "statement_signing": "sign",
    "call": "call",
    "hearing": "hear.",
    "other": "appt",
}

TREATMENT_KINDS = frozenset(
    {
        "initial_evaluation", "er_urgent", "office_visit", "follow_up", "therapy_pt", "chiropractic",
        "occupational_therapy", "injection", "surgery", "imaging", "lab", "mental_health", "dental", "telehealth",
    }
)  # fmt: skip

APPOINTMENT_STATUSES: Mapping[str, str] = {
    "tentative": "Tentative",
    "scheduled": "Scheduled",
    "reminded": "Reminded",
    "confirmed": "Confirmed",
    "checked_in": "Checked in",
    "attended": "Kept",
    "late": "Kept, late",
    "no_show": "No-show",
    "cancelled_by_client": "Cancelled by client",
    "cancelled_by_provider": "Cancelled by provider",
    "cancelled_weather": "Cancelled, weather",
    "rescheduled": "Rescheduled",
    "unknown_outcome": "Outcome unknown",
}

APPOINTMENT_AHEAD = frozenset({"tentative", "scheduled", "reminded", "confirmed", "checked_in"})
APPOINTMENT_KEPT = frozenset({"attended", "late"})
APPOINTMENT_CANCELLED = frozenset({"cancelled_by_client", "cancelled_by_provider", "cancelled_weather"})

NO_SHOW_REASONS: Mapping[str, str] = {
    "transport": "Transport",
    "work": "Work",
    "childcare": "Childcare",
    "illness": "Illness",
    "pain": "Pain",
    "forgot": "Forgot",
    "cost": "Cost",
    "fear_anxiety": "Fear, anxiety",
    "language": "Language",
    "provider_error": "Provider's error",
    "weather": "Weather",
    "moved_lost_contact": "Moved, lost contact",
    "disagrees_with_care": "Disagrees with care",
    "other": "Other",
}

RIDE_STATES: Mapping[str, str] = {
    "not_needed": "Not needed",
    "needed": "Needed",
    "booked": "Booked",
    "confirmed": "Confirmed",
}

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
