"""Limits of UM and UIM coverage that add up over several vehicles or policies.

Whether they may add up is a rule of the state and a matter of the policy's words, so a stacked limit always reads
"not verified".
"""

from caseterm.rules.money import Limits, format_cents

STACKED = "auto_stacked"
"""The fact of a claim, among claim_details, that says over how many vehicles or policies the limits add up."""
STACKABLE = frozenset({"um", "uim", "um_uim"})


def times(kind: str, given: object) -> int:
    """How often a coverage's limits count: what was noted for UM and UIM, once for any other coverage."""
    return given if kind in STACKABLE and isinstance(given, int) and given > 1 else 1


def stacked(limits: Limits, often: int) -> Limits:
    """Each limit that is known, so many times."""
    return Limits(*(cents if cents is None else cents * often for cents in vars(limits).values()))


def stacked_words(limits: Limits, often: int) -> str:
    """stacked over 2: $100,000.00 per person, $200,000.00 per accident (not verified); '' where nothing adds up."""
    if often < 2:
        return ""
    found = stacked(limits, often)
    named = ((found.per_person, "per person"), (found.per_accident, "per accident"), (found.combined, "combined"))
    told = ", ".join(f"{format_cents(cents, dollar=True)} {name}" for cents, name in named if cents is not None)
    return f"stacked over {often}{f': {told}' if told else ''} (not verified)"
