"""The facts of the case's claim type: rows under the incident, changed in place or in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.claim_fields import FIELDS, ClaimField, problem_with
from caseterm.rules.terms import CLAIM_TYPES, label
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given
from caseterm.widgets.rows import Cell, Row

if TYPE_CHECKING:
    from caseterm.screens.client.section import Section

KIND = "claim"


def rows(section: Section) -> list[Row]:
    """A heading with the claim type and a row for each of its facts; nothing for a type without any."""
    fields = queries.claimdetails.fields(section.db, section.case_id)
    if not fields:
        return []
    known = queries.claimdetails.values(section.db, section.case_id)
    row = section.db.raw.execute("SELECT claim_type FROM cases WHERE id = ?", (section.case_id,)).fetchone()
    text = f"{label(CLAIM_TYPES, row[0])}   {len([f for f in fields if f.name in known])} of {len(fields)} known"
    made = [Row("heading:claim", {"text": text}, kind="heading")]
    return made + [Row(f"{KIND}:{each.name}", _cells(each, known)) for each in fields]


def _cells(field: ClaimField, known: dict[str, Any]) -> dict[str, Cell]:
    given = known.get(field.name)
    value: Cell = ("-", "muted") if given is None else queries.claimdetails.said(field, given)
    return {"label": (field.label, "muted"), "value": value}


def spec_of(field: ClaimField) -> FieldSpec:
    """A fact as a field of a form."""

    def check(given: object) -> str | None:
        problem = problem_with(field, given)
        return f"{field.label} {problem}." if problem else None

    return FieldSpec(
        field.name,
        field.label,
        field.kind,
        hint=field.hint,
        choices=field.choices,
        prefer="future" if field.name.endswith(("_by", "_discharge", "_own_any", "expected_on")) else "past",
        check=check,
    )


def edit(section: Section, name: str) -> None:
    """One fact in place; a text of several lines in the form."""
    field = FIELDS[name]
    if field.kind == "notes":
        form(section)
        return
    spec = spec_of(field)

    def typed(answer: Any) -> None:
        value = None if answer == "" else answer
        section.desk.store(lambda: services.claimdetails.put_details(section.db, section.case_id, {name: value}))

    known = queries.claimdetails.values(section.db, section.case_id)
    section.desk.prompt(
        field.label, typed, kind=spec.kind, value=known.get(name), hint=field.hint, spec=spec, blank=True
    )


def form(section: Section) -> None:
    """All facts of the claim type in one form."""
    fields = queries.claimdetails.fields(section.db, section.case_id)
    if not fields:
        section.desk.say("This claim type has no facts of its own. e on the overview changes the claim type.")
        return

    def save(given: Given) -> ChangeSet:
        return services.claimdetails.put_details(section.db, section.case_id, given)

    known = queries.claimdetails.values(section.db, section.case_id)
    row = section.db.raw.execute("SELECT claim_type FROM cases WHERE id = ?", (section.case_id,)).fetchone()
    target = f"{row[0]}:{section.case_id}"
    section.desk.form(KIND, target, label(CLAIM_TYPES, row[0]), [spec_of(each) for each in fields], known, save)
