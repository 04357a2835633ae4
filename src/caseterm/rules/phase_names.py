"""What the phases of a case are called: the names follow the course that a claim of its type takes."""

from collections.abc import Mapping

from caseterm.rules.terms import PHASES, label

PHASE_WORDS: Mapping[str, Mapping[str, str]] = {
    "workers_compensation": {
        "investigation": "Claim acceptance",
        "treating": "Treatment",
        "demand": "RTW and MMI",
        "negotiation": "Rating",
        "litigation": "Hearing",
        "settlement": "Settlement or award",
    },
    "disability_absence": {
        "demand": "Application",
        "negotiation": "Decision",
        "litigation": "Appeal",
        "settlement": "Award",
    },
    "health_managed_care": {
        "investigation": "Authorization",
        "treating": "Care",
        "demand": "Denial review",
        "negotiation": "Appeal",
        "litigation": "External review",
        "settlement": "Resolution",
    },
    "catastrophic_long_term": {"demand": "Life-care plan and demand"},
}


def phase_label(claim_type: str, phase: str) -> str:
    """What a phase is called in a claim of that type."""
    return PHASE_WORDS.get(claim_type, {}).get(phase) or label(PHASES, phase)
