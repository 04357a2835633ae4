"""Who may see which facts of a case.

The audiences and the order of the sections follow published file-summary practice; who sees what is the program's own
default, and no legal advice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from caseterm.rules.summary import RequestFacts, SnapshotFacts, SummaryFacts
from caseterm.rules.summary_care import condition_outside, plan_outside
from caseterm.rules.terms_requests import TREATMENT_PAPERS
from caseterm.values import changed, is_value, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ATTORNEY = "attorney"
CLIENT = "client"
PROVIDER = "provider"
AUDIENCES: Mapping[str, str] = {
    ATTORNEY: "Attorney (all)",
    CLIENT: "Client (plain words)",
    PROVIDER: "Provider / adjuster",
}
SECTIONS: Mapping[str, str] = {
    "client": "Client",
    "incident": "Incident, liability",
    "injuries": "Injuries",
    "condition": "Condition, barriers",
    "treatment": "Treatment",
    "plan": "Recovery plan",
    "next": "What comes next",
    "insurance": "Insurance",
    "records": "Records and bills",
    "specials": "Specials",
    "liens": "Liens",
    "costs": "Costs, budget",
    "negotiation": "Negotiation",
    "projection": "Projected net",
    "deadlines": "Deadlines",
    "tasks": "Tasks, advice",
    "contacts": "Contact log (5)",
}
AUDIENCE_SECTIONS: Mapping[str, tuple[str, ...]] = {
    ATTORNEY: (
        "client",
        "incident",
        "injuries",
        "condition",
        "treatment",
        "plan",
        "insurance",
        "records",
        "specials",
        "liens",
        "costs",
        "negotiation",
        "projection",
        "deadlines",
        "tasks",
        "contacts",
    ),
    CLIENT: ("client", "incident", "injuries", "treatment", "plan", "next"),
    PROVIDER: ("client", "incident", "injuries", "condition", "treatment", "plan", "insurance", "records"),
}

PARTS: Mapping[str, tuple[str, ...]] = {
    "client": ("client",),
    "incident": ("incident",),
    "injuries": ("injuries",),
    "condition": ("condition",),
    "treatment": ("providers", "gaps", "course"),
    "plan": ("plan",),
    "next": ("visits_ahead",),
    "insurance": ("coverages",),
    "records": ("records",),
    "specials": ("specials", "losses"),
    "liens": ("liens",),
    "costs": ("costs",),
    "negotiation": ("negotiation",),
    "projection": ("projection",),
    "deadlines": ("deadlines",),
    "tasks": ("tasks", "recommendations", "advice"),
    "contacts": ("contacts",),
}


def sections_for(audience: str, wanted: Collection[str] | None = None) -> tuple[str, ...]:
    """The sections this reader gets, in order; `wanted` can only leave some out."""
    return tuple(each for each in AUDIENCE_SECTIONS[audience] if wanted is None or each in wanted)


_OPINIONS: Mapping[str, None] = dict.fromkeys(("claim", "liability", "fault_percent", "people"))
"""What of the incident only the firm reads."""


def for_audience(facts: SummaryFacts, audience: str, wanted: Collection[str] | None = None) -> SummaryFacts:
    """Only what this reader may see of the facts; the rest is gone, not hidden."""
    if audience != ATTORNEY:
        facts = _with_visits_of(facts, to_client=audience == CLIENT)
    kept = {part for section in sections_for(audience, wanted) for part in PARTS[section]}
    dropped = {part: None for parts in PARTS.values() for part in parts if part not in kept}
    facts = changed(facts, audience=audience, **dropped)
    return facts if audience == ATTORNEY else _for_outside(facts, to_client=audience == CLIENT)


def _for_outside(facts: SummaryFacts, *, to_client: bool) -> SummaryFacts:
    """Without the firm's opinions, plans and legend."""
    limitation = facts.snapshot.limitation
    told = limitation if to_client and limitation is not None and limitation.verified_on else None
    snapshot = SnapshotFacts(limitation=told, next_visit=facts.snapshot.next_visit)
    if to_client:
        snapshot = changed(snapshot, last_contact_on=facts.snapshot.last_contact_on)
    head = changed(facts.case, medicare="", grade="", grade_reason="", what_matters="")
    client = facts.client
    if client is not None and not to_client:
        client = changed(client, phones=(), emails=(), channel="", best_time="", employer="", address="")
    return changed(
        facts,
        firm=changed(facts.firm, legend=""),
        case=head,
        snapshot=snapshot,
        client=client,
        incident=facts.incident and changed(facts.incident, **_OPINIONS),
        injuries=_mapped(facts.injuries, pre_existing=None),
        condition=facts.condition and condition_outside(facts.condition, to_client=to_client),
        plan=facts.plan and plan_outside(facts.plan),
        providers=_mapped(facts.providers, gap_days=None, gap_reason=None, lop_on=None),
        records=_mapped(
            _of_providers(facts.records), vendor="", late=None, times=None, said_on=None, said=None, missing=None
        ),
        gaps=None,
        course=None,
        coverages=_mapped(
            facts.coverages,
            limit_per_person=None,
            limit_per_accident=None,
            single_limit=None,
            policy_no=None,
            liability_position=None,
        ),
    )


def _with_visits_of(facts: SummaryFacts, *, to_client: bool) -> SummaryFacts:
    """Ahead is what the client goes to; for others her care, without what was typed: the rest is how the firm works."""
    from caseterm.rules.reminders import WITHOUT_THE_CLIENT  # the attorney's copy, made most often, needs neither
    from caseterm.rules.terms_visits import TREATMENT_KINDS

    ahead = tuple(dict.fromkeys(each for each in (facts.snapshot.next_visit, *(facts.visits_ahead or ())) if each))
    if to_client:
        kept = tuple(each for each in ahead if each.kind not in WITHOUT_THE_CLIENT)
    else:
        kept = tuple(changed(each, title="") for each in ahead if each.kind in TREATMENT_KINDS)
    snapshot = changed(facts.snapshot, next_visit=kept[0] if kept else None)
    return changed(facts, snapshot=snapshot, visits_ahead=None if facts.visits_ahead is None else kept)


def _of_providers(rows: tuple[RequestFacts, ...] | None) -> tuple[RequestFacts, ...] | None:
    """What was asked of those who treat her; the rest shows what the firm looks for."""
    return None if rows is None else tuple(row for row in rows if row.kind in TREATMENT_PAPERS)


def _mapped(rows: tuple[Any, ...] | None, **values: Any) -> tuple[Any, ...] | None:
    return None if rows is None else tuple(changed(row, **values) for row in rows)


def as_json(value: Any) -> Any:
    """Facts as plain JSON values: dates as 2026-11-21, money as cents; what is None is left out."""
    if is_value(value):
        return {name: as_json(part) for name, part in parts(value).items() if part is not None}
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
