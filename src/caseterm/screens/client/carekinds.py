"""The kinds of row in the Care section: how the client is, what is hard, what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from caseterm import queries
from caseterm.queries.care import CareRow
from caseterm.rules import terms_care as care
from caseterm.rules.money import format_cents
from caseterm.rules.terms import label
from caseterm.rules.terms_care import label_of
from caseterm.screens.client.kinds import Kind, between, contact_spec, days_words, joined
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import choices

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

WORK, SENSE = choices(care.WORK_STATUSES), choices(care.PLAN_SENSE)


def _assessment(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(care.ASSESSMENT_KINDS)),
        FieldSpec("pain", "Pain", "number", width=6, hint="0 to 10", check=between(0, 10)),
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
        FieldSpec("satisfaction", "Satisfaction", "number", width=6, hint="1 to 5, at closure", check=between(1, 5)),
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
        contact_spec(desk, "vendor_id", "From"),
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
        contact_spec(desk, "to_contact_id", "Provider"),
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


def _equipped(row: CareRow) -> str:
    found = row.values
    cost = format_cents(found["cost_cents"], dollar=True) if found["cost_cents"] is not None else ""
    hours = f"{found['hours_a_week']} hours a week" if found["hours_a_week"] is not None else ""
    return joined(row.who, cost, hours, days_words(row, "ordered_on", "approved_on", "delivered_on"))


def _referred(row: CareRow) -> str:
    found = row.values
    miles = f"{found['distance_miles']} miles" if found["distance_miles"] is not None else ""
    by = f"by {row.by}" if row.by else ""
    days = days_words(row, "needed_on", "sent_on", "accepted_on", "first_visit_on")
    return joined(row.who, found["reason"], by, miles, days)


KINDS: Mapping[str, Kind] = {
    each.table: each
    for each in (
        Kind(
            "assessment", "assessments", "Assessments", "assessment", _assessment,
            ("kind", "sleep", "mood", "work_status", "restrictions", "conditions", "comorbidities", "medication",
             "plan_makes_sense", "concern", "notes"),
            name=lambda row: f"{care.ASSESSMENT_KINDS.get(row.values['kind'], '')} assessment",
            facts=_assessed,
            start=lambda today: {"dated": today, "kind": "progress"},
            day="dated",
            says_facts=True,
            told=("conditions", "comorbidities", "medication", "restrictions"),
            status=("kind", care.ASSESSMENT_KINDS),
        ),
        Kind(
            "limitation", "functional_limitations", "Cannot do as before", "limitation", _limitation,
            ("domain", "level", "accommodation", "notes"),
            name=lambda row: f"{care.DOMAINS.get(row.values['domain'], row.values['domain'])}",
            facts=lambda row: joined(row.values["accommodation"], days_words(row, "resolved_on")),
            start=lambda today: {"level": "moderate", "since": today},
            day="since",
            ends=True,
            done=("resolved_on", "Over"),
            status=("level", care.LEVELS),
        ),
        Kind(
            "barrier", "barriers", "Barriers", "barrier", _barrier,
            ("category", "description", "severity", "owner", "mitigation", "notes"),
            name=lambda row: row.values["description"],
            facts=lambda row: joined(
                label(care.BARRIER_CATEGORIES, row.values["category"]), row.values["mitigation"],
                row.values["owner"] and f"with {row.values['owner']}", days_words(row, "resolved_on"),
            ),
            start=lambda today: {"severity": "active", "category": "logistical", "opened_on": today},
            day="opened_on",
            ends=True,
            done=("resolved_on", "Resolved"),
            status=("severity", care.BARRIER_SEVERITIES),
        ),
        Kind(
            "equipment", "equipment", "Equipment and help at home", "equipment", _equipment,
            ("kind", "item", "status", "notes"),
            name=lambda row: row.values["item"],
            facts=_equipped,
            start=lambda today: {"kind": "equipment", "status": "needed"},
            day="ordered_on",
            over=frozenset({"delivered", "returned", "denied"}),
            done=("delivered_on", "Delivered"),
            status=("status", care.EQUIPMENT_STATUSES),
            done_status="delivered",
        ),
        Kind(
            "referral", "referrals", "Referrals", "referral", _referral,
            ("to_specialty", "reason", "urgency", "status", "notes"),
            name=lambda row: row.values["to_specialty"],
            facts=_referred,
            start=lambda today: {"urgency": "routine", "status": "needed", "needed_on": today},
            day="needed_on",
            over=frozenset({"completed", "cancelled", "declined"}),
            done=("first_visit_on", "First visit"),
            status=("status", care.REFERRAL_STATUSES),
            done_status="completed",
        ),
        Kind(
            "advocacy", "advocacy", "Spoken up for the client", "advocacy entry", _advocacy,
            ("with_whom", "action", "outcome", "notes"),
            name=lambda row: row.values["action"],
            facts=lambda row: joined(row.values["with_whom"], row.values["outcome"]),
            start=lambda today: {"dated": today},
            day="dated",
        ),
    )
}  # fmt: skip
"""By table."""
