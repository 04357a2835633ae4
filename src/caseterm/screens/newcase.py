"""The form of a case: a new one in under three minutes, or an old one changed."""

from __future__ import annotations

from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules import terms
from caseterm.screens.base import BaseScreen
from caseterm.screens.client.contactform import (
    ADDRESS,
    contact_input,
    contact_values,
    name_spec,
    person_specs,
    reach_specs,
)
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import STATES, Given, choices, open_form, texts

_CASE_TEXTS = (
    "case_type", "claim_type", "county", "source", "lead_attorney", "supervising_attorney", "case_manager",
    "medicare_status", "grade", "grade_reason", "court", "docket_no", "what_matters",
)  # fmt: skip
_FLAGS = ("minor", "incompetent", "death_case", "gov_entity_involved")


def new_case(screen: BaseScreen) -> None:
    """Open the form for a new case; saved, the case is opened with its computed limitation date, not verified."""
    settings = services.settings.current_settings(screen.db)
    start: dict[str, object] = {
        "number": queries.casefile.proposed_number(screen.db),
        "case_type": "auto",
        "claim_type": "auto_liability",
        "medicare_status": "unknown",
        "state": settings.default_state or None,
        "case_manager": settings.user_name or None,
        "opened_on": screen.program.today,
    }

    def save(given: Given) -> ChangeSet:
        address = {part: given.get(part) for part in ADDRESS if given.get(part)}
        if address == {"state": start["state"]}:
            given = {**given, "state": ""}  # as it was filled in: alone it is no address
        return services.intake.open_case(
            screen.db, contact_input(given), case=case_values(given), incident=incident_values(given)
        )

    def opened(changes: ChangeSet) -> None:
        case_id = changes.first_added("cases")
        if case_id is not None:
            screen.program.open_case(case_id)

    open_form(screen, "case", "new", "New case", case_specs(screen, new=True), start, save=save, after=opened)


def edit_case(screen: BaseScreen, case_id: int) -> None:
    """Open the same form on a case that is there."""
    head = queries.casefile.head(screen.db, case_id)
    if head is None:
        return
    card = queries.casefile_people.card(screen.db, head.client_id)
    row = queries.casefile_care.stored(screen.db, "cases", case_id, days=("opened_on", "signed_on", "filed_on"))
    incident = queries.casefile_care.incident(screen.db, case_id) or {}
    values: dict[str, object] = {
        **contact_values(card),
        **{name: row[name] for name in (*_CASE_TEXTS, "number", "opened_on", "signed_on", "filed_on")},
        **{name: bool(row[name]) for name in _FLAGS},
        "case_state": row["state"],
        "happened_on": incident.get("happened_on"),
        "died_on": incident.get("died_on"),
        "description": incident.get("description", ""),
    }

    def save(given: Given) -> ChangeSet:
        return services.intake.edit_case(
            screen.db,
            case_id,
            contact_input(given, editing=card),
            case=case_values(given),
            incident=incident_values(given),
        )

    specs = case_specs(screen)
    open_form(
        screen, "case", str(case_id), "Edit case", specs, values, save=save, subtitle=f"{head.client} {head.number}"
    )


def case_specs(screen: BaseScreen, *, new: bool = False) -> list[FieldSpec]:
    """The form: what a new case needs first, the rest behind it; without its state it has no limitation date."""
    reach = [spec for spec in reach_specs() if spec.name not in ("phone", "fax")]
    return [
        name_spec(screen, "Name"),
        FieldSpec("phone", "Phone", "phone", hint="with cell, home, work"),
        FieldSpec("happened_on", "Date of incident", "date", required=True, prefer="past"),
        FieldSpec("case_state", "State", "choice", choices=STATES, required=new, hint="whose limitation law", width=12),
        FieldSpec("case_type", "Type", "choice", required=True, choices=choices(terms.CASE_TYPES)),
        FieldSpec("claim_type", "Claim type", "choice", required=True, choices=choices(terms.CLAIM_TYPES)),
        FieldSpec("number", "Case number", required=True, width=20),
        FieldSpec("source", "Source", hint="who sent them"),
        FieldSpec("description", "What happened", "notes"),
        FieldSpec("opened_on", "Opened", "date", required=True, prefer="past"),
        FieldSpec("signed_on", "Signed", "date", prefer="past"),
        *(FieldSpec(name, word, "yesno") for name, word in _FLAG_WORDS.items()),
        FieldSpec("died_on", "Date of death", "date", prefer="past", hint="of a death case"),
        FieldSpec("lead_attorney", "Lead attorney"),
        FieldSpec("supervising_attorney", "Supervising"),
        FieldSpec("case_manager", "Case manager"),
        FieldSpec("county", "County"),
        FieldSpec("court", "Court"),
        FieldSpec("docket_no", "Docket number"),
        FieldSpec("filed_on", "Suit filed", "date", prefer="past"),
        FieldSpec("grade", "Grade", "choice", choices=choices(terms.GRADES), width=12),
        FieldSpec("grade_reason", "Why this grade", hint="a grade needs its reason"),
        FieldSpec("medicare_status", "Medicare", "choice", choices=choices(terms.MEDICARE)),
        FieldSpec("what_matters", "What matters", "notes"),
        *reach,
        *person_specs(),
    ]


_FLAG_WORDS = {
    "minor": "Minor",
    "incompetent": "Incompetent",
    "death_case": "Death case",
    "gov_entity_involved": "Government entity",
}


def case_values(given: Given) -> dict[str, Any]:
    """The case's part of the form, as the record keeps it."""
    values = texts(given, "number", *_CASE_TEXTS)
    values["state"] = given["case_state"] or ""
    values |= {name: bool(given[name]) for name in _FLAGS}
    return {**values, **{name: given[name] for name in ("opened_on", "signed_on", "filed_on")}}


def incident_values(given: Given) -> dict[str, Any]:
    """The incident's part of the form."""
    return {**{name: given[name] for name in ("happened_on", "died_on")}, **texts(given, "description")}
