"""The codes of care and recovery with their labels: assessments, barriers, plans, visits, education."""

from collections.abc import Mapping

ASSESSMENT_KINDS: Mapping[str, str] = {
    "initial": "Initial",
    "progress": "Progress",
    "post_event": "After an event",
    "closure": "Closure",
}
SLEEP: Mapping[str, str] = {"good": "Good", "broken": "Broken", "poor": "Poor", "none": "Hardly any"}
MOOD: Mapping[str, str] = {"good": "Good", "fair": "Fair", "low": "Low", "distressed": "Distressed"}
WORK_STATUSES: Mapping[str, str] = {
    "full_duty": "Full duty",
    "modified": "Modified duty",
    "off_work": "Off work",
    "not_employed": "Not employed",
    "not_addressed": "Not addressed",
}
PLAN_SENSE: Mapping[str, str] = {"yes": "Yes", "partly": "Partly", "no": "No"}
DOMAINS: Mapping[str, str] = {
    "sitting": "Sitting",
    "standing": "Standing",
    "walking": "Walking",
    "lifting": "Lifting",
    "reaching": "Reaching",
    "grip": "Grip",
    "stairs": "Stairs",
    "driving": "Driving",
    "sleeping": "Sleeping",
    "dressing_bathing": "Dressing, bathing",
    "cooking_housework": "Cooking, housework",
    "childcare": "Childcare",
    "concentration_memory": "Concentration, memory",
    "vision_hearing": "Vision, hearing",
    "sexual_intimacy": "Intimacy",
    "recreation": "Recreation",
    "work_tasks": "Work tasks",
}
LEVELS: Mapping[str, str] = {
    "none": "None",
    "mild": "Mild",
    "moderate": "Moderate",
    "severe": "Severe",
    "unable": "Unable",
}
LEVEL_RANK: Mapping[str, int] = {code: rank for rank, code in enumerate(LEVELS)}
BARRIER_CATEGORIES: Mapping[str, str] = {
    "social": "Social",
    "environmental": "Environmental",
    "logistical": "Logistical",
    "transport": "Transport",
    "financial": "Financial",
    "housing": "Housing",
    "childcare": "Childcare",
    "language_literacy": "Language, literacy",
    "health_system": "Health system",
    "insurance_auth": "Insurance authorization",
    "comorbidity": "Comorbidity",
    "mental_health": "Mental health",
    "substance": "Substance use",
    "employer": "Employer",
    "legal_immigration": "Legal, immigration",
    "technology": "Technology",
    "provider_access": "Access to a provider",
}
BARRIER_SEVERITIES: Mapping[str, str] = {"watch": "Watch", "active": "Active", "blocking": "Blocking"}
EQUIPMENT_KINDS: Mapping[str, str] = {
    "equipment": "Equipment",
    "home_support": "Home support",
    "home_modification": "Home modification",
    "attendant_care": "Attendant care",
    "other": "Other",
}
EQUIPMENT_STATUSES: Mapping[str, str] = {
    "needed": "Needed",
    "ordered": "Ordered",
    "approved": "Approved",
    "denied": "Denied",
    "delivered": "Delivered",
    "returned": "Returned",
}
REFERRAL_STATUSES: Mapping[str, str] = {
    "needed": "Needed",
    "searching": "Searching",
    "sent": "Sent",
    "accepted": "Accepted",
    "declined": "Declined",
    "scheduled": "Scheduled",
    "completed": "Completed",
    "cancelled": "Cancelled",
}
REFERRAL_OPEN = frozenset({"needed", "searching", "sent", "accepted"})
URGENCIES: Mapping[str, str] = {"routine": "Routine", "soon": "Soon", "urgent": "Urgent"}
PLAN_STATUSES: Mapping[str, str] = {
    "draft": "Draft",
    "active": "Active",
    "stalled": "Stalled",
    "revised": "Revised",
    "completed": "Completed",
}
PLAN_CURRENT = frozenset({"draft", "active", "stalled"})
GOAL_STATUSES: Mapping[str, str] = {
    "open": "Open",
    "on_track": "On track",
    "at_risk": "At risk",
    "met": "Met",
    "dropped": "Dropped",
}
AUTHORIZATION_STATUSES: Mapping[str, str] = {
    "requested": "Requested",
    "pended": "Pended",
    "approved": "Approved",
    "partial": "Partly approved",
    "denied": "Denied",
    "appealed": "Appealed",
}
GAP_REASONS: Mapping[str, str] = {
    "illness": "Illness",
    "surgery": "Surgery, healing",
    "travel": "Travel",
    "insurance_auth": "Insurance authorization",
    "provider_cancelled": "Provider cancelled",
    "transport": "Transport",
    "work": "Work",
    "childcare": "Childcare",
    "cost": "Cost",
    "prescribed_pause": "Pause prescribed",
    "released": "Released",
    "other": "Other",
}
UNDERSTOOD: Mapping[str, str] = {
    "teach_back_ok": "Said it back rightly",
    "needs_repeat": "To be repeated",
    "unsure": "Unsure",
}
SHARED_HOW: Mapping[str, str] = {
    "call": "By phone",
    "mail": "By mail",
    "email": "By email",
    "fax": "By fax",
    "in_person": "In person",
    "portal": "Portal",
}


def label_of(terms: Mapping[str, str], code: str) -> str:
    """A term in the middle of a sentence: its label in small letters."""
    return terms.get(code, code).lower()
