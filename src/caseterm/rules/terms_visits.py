"""The terms of treatment and its appointments: kinds, how one went, why one was missed, its ride."""

from collections.abc import Mapping

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
TREATING = frozenset({"scheduled", "treating"})
"""With a provider of these the treatment goes on, and days without a visit count."""
IN_CARE = TREATING | {"referred", "on_hold"}
"""Providers whose part in the care is not over."""

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
