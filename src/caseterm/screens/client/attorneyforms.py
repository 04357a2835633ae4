"""The forms of the attorney's side: recommendation, request, draft, promise, file review, update."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules import terms
from caseterm.rules.terms_attorney import REQUEST_KINDS, UPDATE_WAYS
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts

if TYPE_CHECKING:
    from caseterm.screens.base import BaseScreen
    from caseterm.screens.client.section import Section

TITLES: Mapping[str, str] = {
    "recommendation": "recommendation",
    "attorney_request": "attorney's request",
    "research": "legal research",
    "draft": "draft",
    "promise": "promise",
    "file_review": "file review",
    "attorney_update": "update to the attorney",
}
DAYS: Mapping[str, tuple[str, ...]] = {
    "recommendation": ("dated",),
    "attorney_request": ("asked_on", "due", "done_on"),
    "draft": ("due",),
    "promise": ("made_on", "due"),
    "file_review": ("reviewed_on", "next_on"),
    "attorney_update": ("dated",),
}
TABLES: Mapping[str, str] = {
    "recommendation": "recommendations",
    "attorney_request": "attorney_requests",
    "draft": "legal_drafts",
    "promise": "promises",
    "file_review": "file_reviews",
    "attorney_update": "attorney_updates",
}


def specs(kind: str) -> list[FieldSpec]:
    """The fields of a kind of row."""
    match kind:
        case "recommendation":
            return [
                FieldSpec("text", "Recommendation", "notes", required=True, hint="a cheaper or quicker way, and why"),
                FieldSpec("benefit", "Benefit", hint="what it brings for the client"),
                FieldSpec("cost_cents", "Cost", "money"),
                FieldSpec("saving_cents", "Saves", "money"),
                FieldSpec("days", "Takes, days", "number"),
                FieldSpec("dated", "Dated", "date", required=True, prefer="past"),
                FieldSpec("notes", "Notes", "notes"),
            ]
        case "attorney_request" | "research":
            asked = "what is to be found out" if kind == "research" else "what the attorney wants done"
            return [
                FieldSpec("what", "Question" if kind == "research" else "What", "notes", required=True, hint=asked),
                FieldSpec("kind", "Kind", "choice", required=True, choices=choices(REQUEST_KINDS)),
                FieldSpec("asked_by", "Asked by"),
                FieldSpec("asked_on", "Asked on", "date", required=True, prefer="past"),
                FieldSpec("due", "Due", "date"),
                FieldSpec("answer", "Answer", "notes"),
                FieldSpec("sources", "Sources", "notes", hint="statutes, cases, pages with their dates"),
                FieldSpec("minutes", "Time", "length"),
                FieldSpec("done_on", "Done on", "date", prefer="past"),
            ]
        case "draft":
            return [
                FieldSpec("title", "Title", required=True),
                FieldSpec("reviewer", "Attorney"),
                FieldSpec("due", "Due", "date"),
                FieldSpec("review_note", "What to change"),
                FieldSpec("notes", "Notes", "notes"),
            ]
        case "promise":
            return [
                FieldSpec("what", "Promised", required=True),
                FieldSpec("due", "By", "date", required=True),
                FieldSpec("role", "To", "choice", required=True, choices=choices(terms.ROLES)),
                FieldSpec("to_whom", "Name"),
                FieldSpec("made_on", "Made on", "date", required=True, prefer="past"),
                FieldSpec("notes", "Notes", "notes"),
            ]
        case "file_review":
            return [
                FieldSpec("findings", "Findings", "notes", required=True, hint="what is missing, what stalls"),
                FieldSpec("next_on", "Next review", "date"),
                FieldSpec("grade", "Grade", "choice", choices=choices(terms.GRADES), width=12),
                FieldSpec("reason", "Why this grade"),
            ]
    return [
        FieldSpec("how", "How", "choice", required=True, choices=choices(UPDATE_WAYS)),
        FieldSpec("to_whom", "To"),
        FieldSpec("text", "What was said", "notes"),
        FieldSpec("dated", "Dated", "date", required=True, prefer="past"),
    ]


def add_row(section: Section, kind: str) -> None:
    """The form of a new row in the section."""
    head = section.desk.head
    open_new(section.desk, section.case_id, head.client if head else "", head.number if head else "", kind=kind)


def open_new(screen: BaseScreen, case_id: int, client: str, number: str, *, kind: str) -> None:
    """The form of a new row of a case's attorney's side, from whatever screen."""
    db, today = screen.db, screen.program.today
    head = queries.attorney.head(db, case_id)
    start: dict[str, dict[str, Any]] = {
        "recommendation": {"dated": today},
        "attorney_request": {"kind": "request", "asked_by": head.attorney, "asked_on": today},
        "research": {"kind": "research", "asked_by": head.attorney, "asked_on": today},
        "draft": {"reviewer": head.attorney},
        "promise": {
            "role": "client",
            "to_whom": client,
            "made_on": today,
        },
        "attorney_update": {"how": "email", "to_whom": head.attorney, "dated": today},
        "file_review": {
            "next_on": today + timedelta(days=services.settings.current_settings(db).file_review_days),
            "grade": head.grade or None,
            "reason": head.grade_reason,
        },
    }
    acts: dict[str, Callable[[Given], ChangeSet]] = {
        "recommendation": lambda given: services.attorney.recommend(db, case_id, given),
        "attorney_request": lambda given: services.attorney.ask(db, case_id, given),
        "research": lambda given: services.attorney.ask(db, case_id, given),
        "draft": lambda given: services.letters.add_draft(db, case_id, given),
        "promise": lambda given: services.attorney.promise(db, case_id, given),
        "attorney_update": lambda given: services.attorney.update_attorney(db, case_id, given),
        "file_review": lambda given: _review(db, case_id, given),
    }
    open_form(
        screen,
        "attorney",
        f"{kind}:{case_id}",
        f"New {TITLES[kind]}",
        specs(kind),
        start[kind],
        save=lambda given: acts[kind](_kept(kind, given)),
        subtitle=f"{client} {number}".strip(),
    )


def edit_row(section: Section, kind: str, number: int) -> None:
    """The form of a row that is there."""
    row = queries.casefile_care.stored(section.db, TABLES[kind], number, days=DAYS[kind])
    shown = [spec for spec in specs(kind) if spec.name in row]

    def save(given: Given) -> ChangeSet:
        values = {name: value for name, value in _kept(kind, given).items() if name in row}
        if kind == "draft":
            return services.letters.edit_draft(section.db, number, values)
        words = f"Changed {TITLES[kind]} {section.whose}"
        return services.records.edit_record(section.db, kind, number, values, label=words)

    section.desk.form("attorney", f"{kind}:{number}", f"Edit {TITLES[kind]}", shown, row, save)


def _kept(kind: str, given: Given) -> Given:
    """The form's values as the record keeps them."""
    blanks = [spec.name for spec in specs(kind) if spec.kind in ("text", "notes", "choice") and spec.name in given]
    return {**given, **texts(given, *blanks)}


def _review(db: Any, case_id: int, given: Given) -> ChangeSet:
    return services.attorney.review_file(
        db, case_id, findings=given["findings"], next_on=given["next_on"], grade=given["grade"], reason=given["reason"]
    )
