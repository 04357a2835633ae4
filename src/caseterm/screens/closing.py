"""Closing a case: what is still open, how it ended, how long the file is kept, and the letter to the client."""

from __future__ import annotations

from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules.terms import CLOSE_REASONS
from caseterm.rules.terms_attorney import CLOSING_WORK, FUNCTION_CHANGES
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts

SATISFACTION = [(5, "5 very content"), (4, "4"), (3, "3"), (2, "2"), (1, "1 not at all")]


def close_case(screen: BaseScreen, case_id: int) -> None:
    """Say what is still open first; then the form of the closing."""
    found = queries.closing.still_open(screen.db, case_id)
    if not found:
        _form(screen, case_id)
        return
    text = "\n".join(["Still open in this case", *(each.short for each in found)])
    items = [
        ("c", "Close it all the same; this is kept on record", "close"),
        ("g", f"Go to the {found[0].word} first", "go"),
    ]

    def answered(answer: Any) -> None:
        if answer == "close":
            _form(screen, case_id)
        elif answer == "go":
            screen.program.open_case(case_id, section=found[0].section)

    screen.app.push_screen(KeyConfirm(text, items, cancel="Leave it open"), answered)


def _form(screen: BaseScreen, case_id: int) -> None:
    head = queries.casefile.head(screen.db, case_id)
    kept = queries.closing.default_retention(screen.db.raw, case_id, screen.program.today)
    before = queries.closing.closure(screen.db, case_id)
    names = ("outcome", "function_change", "work_status", "satisfaction", "experience", "cost_note")
    values: dict[str, object] = {name: before.get(name) for name in names}
    values |= {"retain_until": kept.until}

    def save(given: Given) -> ChangeSet:
        told = texts(given, "outcome", "function_change", "work_status", "experience", "cost_note")
        told |= {name: given[name] for name in ("satisfaction", "originals_returned_on", "retain_until")}
        return services.phases.close_case(screen.db, case_id, reason=given["reason"], outcome=told)

    def closed(_: ChangeSet) -> None:
        _offer_letter(screen, case_id)

    who = f"{head.client} {head.number}   kept {kept.basis}" if head else ""
    open_form(
        screen, "closing", str(case_id), "Close case", _specs(kept.basis), values, save=save, subtitle=who, after=closed
    )


def edit_closing(screen: BaseScreen, case_id: int) -> None:
    """Change what is on record of a closing; the reason stays with the case."""
    before = queries.closing.closure(screen.db, case_id)
    specs = [spec for spec in _specs(str(before.get("retention_basis", ""))) if spec.name != "reason"]
    specs.append(FieldSpec("retention_verified_by", "Verified by", hint="who confirmed how long it is kept"))

    def save(given: Given) -> ChangeSet:
        told = texts(
            given, "outcome", "function_change", "work_status", "experience", "cost_note", "retention_verified_by"
        )
        told |= {name: given[name] for name in ("satisfaction", "originals_returned_on", "retain_until")}
        return services.closing.edit_closure(screen.db, case_id, told)

    open_form(screen, "closing", f"edit:{case_id}", "Closing", specs, before, save=save)


def _specs(basis: str) -> list[FieldSpec]:
    return [
        FieldSpec("reason", "Why closed", "choice", required=True, choices=choices(CLOSE_REASONS)),
        FieldSpec("outcome", "Outcome", "notes", hint="also stands in the closing letter"),
        FieldSpec("function_change", "Function", "choice", choices=choices(FUNCTION_CHANGES)),
        FieldSpec("work_status", "Work", "choice", choices=choices(CLOSING_WORK)),
        FieldSpec("satisfaction", "Satisfaction", "choice", choices=SATISFACTION, hint="what the client says"),
        FieldSpec("experience", "Experience", hint="in the client's words"),
        FieldSpec("cost_note", "Cost, budget", hint="what it cost against what was planned"),
        FieldSpec("originals_returned_on", "Originals back", "date", prefer="past"),
        FieldSpec("retain_until", "Keep until", "date", hint=basis),
    ]


def _offer_letter(screen: BaseScreen, case_id: int) -> None:
    def answered(answer: Any) -> None:
        if answer:
            from caseterm.screens.letters import write_letter

            write_letter(screen, [case_id], code="closing")

    items = [("w", "Write the closing letter", True)]
    screen.app.push_screen(KeyConfirm("The case is closed", items, cancel="Not now"), answered)
