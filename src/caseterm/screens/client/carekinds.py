"""The kinds of row in the Care section: their forms, what is done with them, and how each reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from caseterm import queries
from caseterm.queries.care import CareRow
from caseterm.rules import terms_care as care
from caseterm.rules.dates import paper_day
from caseterm.rules.money import format_cents
from caseterm.rules.terms import label
from caseterm.rules.terms_care import label_of
from caseterm.screens.client.contactform import suggest_contacts
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import choices

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

WORK, SENSE = choices(care.WORK_STATUSES), choices(care.PLAN_SENSE)


@dataclass(frozen=True)
class CareKind:
    """One kind: its table, words, form, the day that `x` sets and the status that goes with it."""

    kind: str
    table: str
    heading: str
    one: str
    key: str
    """Its letter when she adds."""
    specs: Callable[[Desk], Sequence[FieldSpec]]
    texts: tuple[str, ...]
    """The fields that are texts or codes; a blank one is an empty text."""
    name: Callable[[CareRow], str]
    facts: Callable[[CareRow], str]
    start: Callable[[date], Mapping[str, Any]]
    done: tuple[str, str] | None = None
    """The column of the day it is over, and the word for it."""
    status: tuple[str, Mapping[str, str]] | None = None
    done_status: str = ""


def _assessment(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(care.ASSESSMENT_KINDS)),
        FieldSpec("pain", "Pain", "number", width=6, hint="0 to 10", check=_between(0, 10)),
        FieldSpec("sleep", "Sleep", "choice", choices=choices(care.SLEEP)),
        FieldSpec("mood", "Mood", "choice", choices=choices(care.MOOD)),
        FieldSpec("work_status", "Work", "choice", choices=WORK),
        FieldSpec("restrictions", "Restrictions"),
        FieldSpec("back_to_work_on", "Back to work", "date"),
        FieldSpec("conditions", "Conditions", "notes"),
        FieldSpec("comorbidities", "Comorbidities", hint="diabetes, asthma"),
        FieldSpec("medication", "Medication", "notes"),
        FieldSpec("plan_makes_sense", "Plan is right", "choice", choices=SENSE),
        FieldSpec("concern", "Concern", hint="becomes a task"),
        FieldSpec("satisfaction", "Satisfaction", "number", width=6, hint="1 to 5, at closure", check=_between(1, 5)),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _limitation(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("domain", "Cannot do", "choice", required=True, choices=choices(care.DOMAINS)),
        FieldSpec("level", "How much", "choice", required=True, choices=choices(care.LEVELS)),
        FieldSpec("since", "Since", "date", prefer="past"),
        FieldSpec("accommodation", "What helps"),
        FieldSpec("resolved_on", "Over", "date", prefer="past"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _barrier(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("category", "Kind", "choice", required=True, choices=choices(care.BARRIER_CATEGORIES)),
        FieldSpec("description", "What it is", required=True),
        FieldSpec("severity", "Severity", "choice", required=True, choices=choices(care.BARRIER_SEVERITIES)),
        FieldSpec("owner", "Whose", hint="who takes care of it"),
        FieldSpec("opened_on", "Since", "date", prefer="past"),
        FieldSpec("mitigation", "What is done", "notes"),
        FieldSpec("resolved_on", "Resolved", "date", prefer="past"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _equipment(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(care.EQUIPMENT_KINDS)),
        FieldSpec("item", "What", required=True, hint="walker, shower chair, help at home"),
        FieldSpec("status", "Now", "choice", required=True, choices=choices(care.EQUIPMENT_STATUSES)),
        _contact(desk, "vendor_id", "From"),
        FieldSpec("ordered_on", "Ordered", "date", prefer="past"),
        FieldSpec("approved_on", "Approved", "date", prefer="past"),
        FieldSpec("delivered_on", "Delivered", "date", prefer="past"),
        FieldSpec("cost_cents", "Cost", "money"),
        FieldSpec("hours_a_week", "Hours a week", "number", width=6),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _referral(desk: Desk) -> list[FieldSpec]:
    providers = queries.casefile_care.providers(desk.db, desk.case_id)
    return [
        FieldSpec("to_specialty", "To whom", required=True, hint="specialty: neurology"),
        _contact(desk, "to_contact_id", "Provider"),
        FieldSpec("reason", "Why"),
        FieldSpec("urgency", "How soon", "choice", required=True, choices=choices(care.URGENCIES)),
        FieldSpec("status", "Now", "choice", required=True, choices=choices(care.REFERRAL_STATUSES)),
        FieldSpec("from_provider_id", "Referred by", "choice", choices=[(line.id, line.name) for line in providers]),
        FieldSpec("needed_on", "Needed since", "date", prefer="past"),
        FieldSpec("sent_on", "Sent", "date", prefer="past"),
        FieldSpec("accepted_on", "Accepted", "date", prefer="past"),
        FieldSpec("first_visit_on", "First visit", "date"),
        FieldSpec("distance_miles", "Miles", "number", width=6),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _advocacy(desk: Desk) -> list[FieldSpec]:
    barriers = queries.care.open_barriers(desk.db, desk.case_id)
    return [
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        FieldSpec("with_whom", "With"),
        FieldSpec("action", "What was done", required=True),
        FieldSpec("outcome", "What came of it"),
        FieldSpec("barrier_id", "For barrier", "choice", choices=[(number, text) for number, _, text, _ in barriers]),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _contact(desk: Desk, name: str, label: str) -> FieldSpec:
    return FieldSpec(name, label, "suggest", suggest=suggest_contacts(desk), free=False, hint="from the contacts")


def _between(least: int, most: int) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        return None if isinstance(value, int) and least <= value <= most else f"must be {least} to {most}"

    return check


def _assessed(row: CareRow) -> str:
    found = row.values
    parts = [
        f"pain {found['pain']}" if found["pain"] is not None else "",
        f"sleep {label_of(care.SLEEP, found['sleep'])}" if found["sleep"] else "",
        f"mood {label_of(care.MOOD, found['mood'])}" if found["mood"] else "",
        label_of(care.WORK_STATUSES, found["work_status"]) if found["work_status"] else "",
        {"no": "plan makes no sense", "partly": "plan partly makes sense"}.get(found["plan_makes_sense"], ""),
        found["concern"],
    ]
    return ", ".join(part for part in parts if part)


def _days(row: CareRow, *names: str) -> str:
    return "   ".join(
        f"{name.removesuffix('_on').replace('_', ' ')} {paper_day(row.values[name])}"
        for name in names
        if row.values[name] is not None
    )


def _joined(*parts: str) -> str:
    return "   ".join(part for part in parts if part)


def _equipped(row: CareRow) -> str:
    found = row.values
    cost = format_cents(found["cost_cents"], dollar=True) if found["cost_cents"] is not None else ""
    hours = f"{found['hours_a_week']} hours a week" if found["hours_a_week"] is not None else ""
    return _joined(row.who, cost, hours, _days(row, "ordered_on", "approved_on", "delivered_on"))


def _referred(row: CareRow) -> str:
    found = row.values
    miles = f"{found['distance_miles']} miles" if found["distance_miles"] is not None else ""
    by = f"by {row.by}" if row.by else ""
    days = _days(row, "needed_on", "sent_on", "accepted_on", "first_visit_on")
    return _joined(row.who, found["reason"], by, miles, days)


KINDS: Mapping[str, CareKind] = {
    each.table: each
    for each in (
        CareKind(
            "assessment", "assessments", "Assessments", "assessment", "a", _assessment,
            ("kind", "sleep", "mood", "work_status", "restrictions", "conditions", "comorbidities", "medication",
             "plan_makes_sense", "concern", "notes"),
            name=lambda row: f"{care.ASSESSMENT_KINDS.get(row.values['kind'], '')} assessment",
            facts=_assessed,
            start=lambda today: {"dated": today, "kind": "progress"},
            status=("kind", care.ASSESSMENT_KINDS),
        ),
        CareKind(
            "limitation", "functional_limitations", "Cannot do as before", "limitation", "l", _limitation,
            ("domain", "level", "accommodation", "notes"),
            name=lambda row: f"{care.DOMAINS.get(row.values['domain'], row.values['domain'])}",
            facts=lambda row: _joined(row.values["accommodation"], _days(row, "resolved_on")),
            start=lambda today: {"level": "moderate", "since": today},
            done=("resolved_on", "Over"),
            status=("level", care.LEVELS),
        ),
        CareKind(
            "barrier", "barriers", "Barriers", "barrier", "b", _barrier,
            ("category", "description", "severity", "owner", "mitigation", "notes"),
            name=lambda row: row.values["description"],
            facts=lambda row: _joined(
                label(care.BARRIER_CATEGORIES, row.values["category"]), row.values["mitigation"],
                row.values["owner"] and f"with {row.values['owner']}", _days(row, "resolved_on"),
            ),
            start=lambda today: {"severity": "active", "category": "logistical", "opened_on": today},
            done=("resolved_on", "Resolved"),
            status=("severity", care.BARRIER_SEVERITIES),
        ),
        CareKind(
            "equipment", "equipment", "Equipment and help at home", "equipment", "e", _equipment,
            ("kind", "item", "status", "notes"),
            name=lambda row: row.values["item"],
            facts=_equipped,
            start=lambda today: {"kind": "equipment", "status": "needed"},
            done=("delivered_on", "Delivered"),
            status=("status", care.EQUIPMENT_STATUSES),
            done_status="delivered",
        ),
        CareKind(
            "referral", "referrals", "Referrals", "referral", "r", _referral,
            ("to_specialty", "reason", "urgency", "status", "notes"),
            name=lambda row: row.values["to_specialty"],
            facts=_referred,
            start=lambda today: {"urgency": "routine", "status": "needed", "needed_on": today},
            done=("first_visit_on", "First visit"),
            status=("status", care.REFERRAL_STATUSES),
            done_status="completed",
        ),
        CareKind(
            "advocacy", "advocacy", "Spoken up for the client", "advocacy entry", "v", _advocacy,
            ("with_whom", "action", "outcome", "notes"),
            name=lambda row: row.values["action"],
            facts=lambda row: _joined(row.values["with_whom"], row.values["outcome"]),
            start=lambda today: {"dated": today},
        ),
    )
}  # fmt: skip
"""By table."""
