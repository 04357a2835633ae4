"""What a story tells of the attorney's side, of approved care and of the claim: drafts, promises, requests, facts."""

from typing import Any

from caseterm.rules.claim_fields import FIELDS
from caseterm.rules.sample_case import ATTORNEY, SUPERVISOR, Told
from caseterm.rules.sample_lines import Line
from caseterm.rules.sample_rows import Row


def put_draft(told: Told, given: Line) -> None:
    """A paper for the attorney: `-12 in_review by:A._Gold | File-or-settle memo`; an approved one says since when."""
    day, status = given.words
    drafted, reviewer = told.day(day), given.named_text("by") or ATTORNEY
    values: Row = {"title": given.text(), "status": status, "drafted_on": drafted, "reviewer": reviewer}
    values["in_review_on"] = drafted if status != "draft" else None
    if "approved" in given.named:
        values["reviewed_on"] = told.day(given.named["approved"])
    values["review_note"] = given.text(1)
    told.put("legal_drafts", values, day=drafted)


def put_promise(told: Told, given: Line) -> None:
    """What the client was promised: made on one day, due on another: `-3 -1 | A date with Dr. Patel`."""
    made, due = given.words
    values: Row = {
        "what": given.text(), "to_whom": told.speaker, "role": "client",
        "contact_id": told.people["client"], "made_on": told.day(made), "due": told.day(due),
    }  # fmt: skip
    told.put("promises", values, day=values["made_on"])


def put_asked(told: Told, given: Line) -> None:
    """What an attorney wants: asked on one day, due on another: `-9 -1 by:A._Gold | Comp payments to date`."""
    asked, due = given.words
    by = given.named_text("by") or SUPERVISOR
    values: Row = {"kind": "request", "what": given.text(), "asked_by": by, "asked_on": told.day(asked)}
    told.put("attorney_requests", {**values, "due": told.day(due)}, day=values["asked_on"])


def put_approval(told: Told, given: Line) -> None:
    """Visits or a service that a carrier approved or denied, by its day.

    `-70 approved lakeside_pt from:medi_cal visits:24 used:22 until:+40 | PT visits | number`; what was denied has
    `appeal:+9`.
    """
    decided, status, provider = given.words
    whose = told.sample.contact(provider)
    care = [row for row in told.sample.rows["case_providers"] if row["case_id"] == told.case_id]
    number = next((row["id"] for row in care if row["contact_id"] == whose), None)
    values: Row = {
        "case_provider_id": number, "carrier_id": told.contact(given.named["from"]), "service": given.text(),
        "number": given.text(1), "status": status, "requested_on": told.day(str(int(decided) - 12)),
        "decided_on": told.day(decided),
    }  # fmt: skip
    if "visits" in given.named:
        values |= {"visits_asked": int(given.named["visits"]), "visits_approved": int(given.named["visits"])}
    if "used" in given.named:
        values["visits_used"] = int(given.named["used"])
    if status == "approved":
        values["from_on"] = values["decided_on"]
    for name, column in (("until", "expires_on"), ("appeal", "appeal_by")):
        if name in given.named:
            values[column] = told.day(given.named[name])
    told.put("care_authorizations", values, day=values["requested_on"])


def told_fact(told: Told, name: str, given: Any) -> Row:
    """A fact of the claim as it is stored: dollars become cents, days a date."""
    field = FIELDS[name]
    match field.kind:
        case "money":
            return {field.column: int(given) * 100}
        case "date":
            return {field.column: told.day(str(given))}
    return {field.column: given}
