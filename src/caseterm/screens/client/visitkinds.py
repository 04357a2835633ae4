"""The kinds of row in the Visits section: authorizations, prescriptions, and what each visit's record says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from caseterm import queries
from caseterm.queries.care import CareRow
from caseterm.rules import terms_care as care
from caseterm.rules import terms_injuries, terms_visits
from caseterm.rules.terms import label
from caseterm.rules.terms_care import label_of
from caseterm.screens.client.kinds import Kind, between, contact_spec, days_words, joined
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import choices

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk


def _provider(desk: Desk, *, required: bool = False) -> FieldSpec:
    lines = queries.casefile_care.providers(desk.db, desk.case_id)
    known = [(line.id, line.name) for line in lines]
    return FieldSpec("case_provider_id", "Provider", "choice", required=required, choices=known)


def _authorization(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("service", "What for", required=True, hint="PT, MRI, injection"),
        _provider(desk),
        contact_spec(desk, "carrier_id", "From whom"),
        FieldSpec("number", "Number", width=24),
        FieldSpec("status", "Now", "choice", required=True, choices=choices(care.AUTHORIZATION_STATUSES)),
        FieldSpec("requested_on", "Asked", "date", prefer="past"),
        FieldSpec("visits_asked", "Visits asked", "number", width=6),
        FieldSpec("decided_on", "Decided", "date", prefer="past"),
        FieldSpec("visits_approved", "Visits approved", "number", width=6),
        FieldSpec("visits_used", "Visits used", "number", width=6, hint="else counted from the calendar"),
        FieldSpec("from_on", "From", "date"),
        FieldSpec("expires_on", "Until", "date"),
        FieldSpec("appeal_by", "Appeal by", "date"),
        FieldSpec("appealed_on", "Appealed", "date", prefer="past"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _prescription(desk: Desk) -> list[FieldSpec]:
    return [
        _provider(desk, required=True),
        FieldSpec("visits_a_week", "Times a week", "number", required=True, width=6, check=between(1, 21)),
        FieldSpec("from_on", "From", "date", required=True, prefer="past"),
        FieldSpec("until_on", "Until", "date"),
        FieldSpec("visits", "In all", "number", width=6),
        FieldSpec("service", "What"),
        FieldSpec("body_part", "Body part", "choice", choices=choices(terms_injuries.BODY_PARTS)),
        FieldSpec("source", "Written where", hint="chart of 11/02, page 3"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _visit(desk: Desk) -> list[FieldSpec]:
    return [
        FieldSpec("dated", "On", "date", required=True, prefer="past"),
        _provider(desk, required=True),
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(terms_visits.APPOINTMENT_KINDS)),
        FieldSpec("page", "Page", width=20, hint="page or Bates number; without it no chronology"),
        FieldSpec("complaint", "Complaint", "notes"),
        FieldSpec("findings", "Findings", "notes"),
        FieldSpec("diagnosis", "Diagnosis"),
        FieldSpec("treatment", "Treatment", "notes"),
        FieldSpec("body_part", "Body part", "choice", choices=choices(terms_injuries.BODY_PARTS)),
        FieldSpec("work_status", "Work", "choice", choices=choices(care.WORK_STATUSES)),
        FieldSpec("restrictions", "Restrictions"),
        FieldSpec("pain", "Pain", "number", width=6, hint="0 to 10", check=between(0, 10)),
        FieldSpec("next_plan", "Plan", "notes"),
        FieldSpec("next_visit_days", "Wanted again in", "number", width=6, hint="days"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def _authorized(row: CareRow) -> str:
    found = row.values
    approved = found["visits_approved"]
    visits = f"{approved} visits" if approved is not None else ""
    used = f"{found['visits_used']} used" if found["visits_used"] is not None else ""
    days = days_words(row, "requested_on", "expires_on", "appeal_by", "appealed_on")
    return joined(visits, used, row.by, row.who, found["number"], days)


def _prescribed(row: CareRow) -> str:
    found = row.values
    total = f"{found['visits']} in all" if found["visits"] is not None else ""
    return joined(found["service"], total, days_words(row, "until_on"), found["source"])


def _seen(row: CareRow) -> str:
    found = row.values
    pain = f"pain {found['pain']}" if found["pain"] is not None else ""
    work = label_of(care.WORK_STATUSES, found["work_status"]) if found["work_status"] else ""
    page = found["page"].strip()
    page = f"p. {page}" if page[:1].isdigit() else page or "no page"
    return joined(found["diagnosis"], pain, work, page)


KINDS: Mapping[str, Kind] = {
    each.table: each
    for each in (
        Kind(
            "care_authorization", "care_authorizations", "Authorizations", "authorization", _authorization,
            ("service", "number", "status", "notes"),
            name=lambda row: row.values["service"],
            facts=_authorized,
            start=lambda today: {"status": "requested", "requested_on": today},
            day="requested_on",
            done=("appealed_on", "Appealed"),
            done_status="appealed",
            status=("status", care.AUTHORIZATION_STATUSES),
        ),
        Kind(
            "prescription", "prescriptions", "Prescribed", "prescription", _prescription,
            ("service", "body_part", "source", "notes"),
            name=lambda row: ", ".join(part for part in (row.by, f"{row.values['visits_a_week']} a week") if part),
            facts=_prescribed,
            start=lambda today: {"visits_a_week": 2, "from_on": today},
            day="from_on",
        ),
        Kind(
            "visit", "visits", "What the records say", "visit", _visit,
            ("kind", "complaint", "findings", "diagnosis", "treatment", "body_part", "work_status", "restrictions",
             "next_plan", "page", "notes"),
            name=lambda row: ", ".join(
                part for part in (label(terms_visits.APPOINTMENT_KINDS, row.values["kind"]), row.by) if part
            ),
            facts=_seen,
            start=lambda today: {"dated": today, "kind": "office_visit"},
            day="dated",
            told=("complaint", "findings", "treatment", "next_plan", "restrictions"),
        ),
    )
}  # fmt: skip
"""By table."""
