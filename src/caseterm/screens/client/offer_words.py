"""How claims, limits, brackets and nets read where a case is negotiated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from caseterm.queries.settlement import ClaimLine
from caseterm.rules.money import format_cents
from caseterm.rules.negotiation import EventLine, Standing, expiry_words, runs, standing, waits
from caseterm.rules.settlement import Statement
from caseterm.rules.terms import label
from caseterm.rules.terms_insurance import COVERAGE_SHORT
from caseterm.rules.terms_settlement import DEMANDS
from caseterm.screens.client.words import thousands
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import width_of, wrap

RECOVERY_OF: Mapping[str, str] = {
    "um": "um_uim", "uim": "um_uim", "um_uim": "um_uim", "medpay": "medpay", "pip": "pip", "no_fault": "pip",
    "workers_comp": "workers_comp", "premises_liability": "premises_other", "commercial_general": "premises_other",
}  # fmt: skip
"""The kind of recovery that a coverage pays; any other is liability."""


def next_kind(mine: Sequence[EventLine]) -> str:
    """What probably comes next on a claim: after a demand an offer, after an offer a counter demand."""
    stands = standing(mine)
    if stands.demand is None and stands.offer is None:
        return "demand"
    newest = max((each for each in (stands.demand, stands.offer) if each), key=lambda each: each.order)
    return "offer" if newest.kind in DEMANDS else "counter_demand"


def limit_words(claim: ClaimLine) -> str:
    """100k/300k, CSL 500k; those that add up as they do."""
    found = claim.limits
    if found.combined is not None:
        return f"CSL {thousands(found.combined)}"
    return "/".join(thousands(cents) for cents in (found.per_person, found.per_accident) if cents is not None)


def claim_words(claim: ClaimLine) -> str:
    """BI Acme Mutual 88-A12, limit 100k/300k."""
    parts = (label(COVERAGE_SHORT, claim.coverage), claim.insurer or "Insurer unknown", claim.claim_no)
    limit = f", limit {limit_words(claim)}" if limit_words(claim) else ""
    return " ".join(part for part in parts if part) + limit


def bracket_words(stands: Standing) -> str:
    """Demand, offer, what lies between and the middle."""
    parts = []
    if stands.demand is not None:
        parts.append(f"demand {amount_words(stands.demand.amount or 0)}")
    if stands.offer is not None:
        parts.append(f"offer {amount_words(stands.offer.amount or 0)}")
    if stands.gap is not None and stands.middle is not None:
        parts.append(f"gap {amount_words(stands.gap)}   middle {amount_words(stands.middle)}")
    return "   ".join(parts)


def value_words(facts: Mapping[str, object]) -> str:
    """Least 60,000, target 90,000, by the facts of the claim; '' where nothing is noted."""
    named = (("least", facts.get("value_least")), ("target", facts.get("value_target")))
    told = [f"{word} {amount_words(cents)}" for word, cents in named if isinstance(cents, int)]
    return f"value noted: {', '.join(told)}" if told else ""


def amount_words(cents: int) -> str:
    """12,000 or 12,000.50: cents are said where there are any."""
    return format_cents(cents, parentheses=True).replace(".00", "")


def net_lines(statement: Statement, width: int) -> list[list[Cell]]:
    """Net to client, then fee, costs and what else goes off, in as few lines as they need."""
    paid = (
        ("fee", statement.fees), ("costs", statement.costs), ("liens", statement.lien_total),
        ("providers", statement.provider_total), ("other", statement.other_total),
    )  # fmt: skip
    net = format_cents(statement.net, parentheses=True, dollar=True)
    first: Cell = (f"Net to client {net}", "bad" if statement.net < 0 else "bold")
    rest = "   ".join(f"{name} {amount_words(cents)}" for name, cents in paid if cents)
    if width_of(first[0]) + width_of(rest) + 3 <= width:
        return [[first, (f"   {rest}", "muted")]]
    lines: list[list[Cell]] = [[first]]
    return lines + [[(part, "muted")] for part in wrap(rest, width)]


def standing_words(events: Sequence[EventLine], today: date) -> str:
    """The bracket of a claim with what runs out: demand 100,000   offer 32,500   offer expires in 5 d."""
    stands = standing(events)
    said = [bracket_words(stands)]
    for name, event in (("demand", stands.demand), ("offer", stands.offer)):
        if event is not None and event.expires_on and (waits(event, events) or runs(event, events)):
            said.append(f"{name} {expiry_words(event, today)}")
    if stands.accepted is not None:
        said = [f"accepted {amount_words(stands.accepted.amount or 0)}" if stands.accepted.amount else "accepted"]
    return "   ".join(part for part in said if part)


def gap_words(stands: Standing) -> Cell:
    """gap 50k, or that it was accepted."""
    if stands.accepted is not None:
        return ("accepted", "good")
    return f"gap {thousands(stands.gap)}" if stands.gap is not None and stands.gap >= 0 else ""
