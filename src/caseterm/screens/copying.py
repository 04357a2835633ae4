"""What y copies of a case: telephone, email, address, numbers, or a block of facts for a letter."""

from __future__ import annotations

from caseterm import queries
from caseterm.queries.casefile import CaseHead
from caseterm.rules.dates import paper_day
from caseterm.rules.phones import format_phone
from caseterm.rules.terms import CASE_TYPES, PHASES, label
from caseterm.rules.terms_insurance import COVERAGES
from caseterm.screens.base import BaseScreen
from caseterm.screens.clipboard import copy_text
from caseterm.store.database import Database

MISSING = {
    "phone": "no phone",
    "email": "no email",
    "address": "no address",
    "claim": "no claim number",
    "number": "no number",
}


def copy_from_case(screen: BaseScreen, case_id: int, what: str) -> None:
    """Copy one thing of a case: phone, email, address (the client's), number, claim or summary."""
    head = queries.casefile.head(screen.db, case_id)
    if head is None:
        return
    found = case_text(screen.db, head, what)
    if found is None:
        screen.say(f"{head.client} has {MISSING.get(what, 'nothing like that')}.", role="warn")
    else:
        copy_and_say(screen, *found)


def copy_and_say(screen: BaseScreen, text: str, name: str) -> None:
    """Copy and say what was copied, never more than is known."""
    how = copy_text(screen.program, text)
    shown = text if "\n" not in text else f"{text.count(chr(10)) + 1} lines"
    screen.say(f"{how}: {shown} ({name})." if how != "Copied" else f"Copied {shown} ({name}).")


def case_text(db: Database, head: CaseHead, what: str) -> tuple[str, str] | None:
    """The text and what to call it; None where the case has none."""
    match what:
        case "phone" if head.phones:
            phone = head.phones[0]
            return format_phone(phone.number, phone.ext), f"phone of {head.client}"
        case "email" if head.emails:
            return head.emails[0], f"email of {head.client}"
        case "address" if head.address:
            return head.address, f"address of {head.client}"
        case "number":
            return head.number, f"case number of {head.client}"
        case "claim":
            for line in queries.casefile_cover.coverages(db, head.case_id):
                if line.claim_no:
                    return line.claim_no, f"claim number, {line.insurer}"
        case "summary":
            return summary_block(db, head), f"summary of {head.client}"
    return None


def summary_block(db: Database, head: CaseHead) -> str:
    """Who, what and which numbers, as lines to paste into a letter or an email."""
    lines = [
        f"Client: {head.client}",
        f"Our file: {head.number}",
        f"Type: {label(CASE_TYPES, head.case_type)}",
        f"Phase: {label(PHASES, head.phase)}",
    ]
    if head.happened_on:
        lines.append(f"Date of incident: {paper_day(head.happened_on)}")
    if head.phones:
        lines.append(f"Phone: {format_phone(head.phones[0].number, head.phones[0].ext)}")
    for line in queries.casefile_cover.coverages(db, head.case_id):
        number = f", claim {line.claim_no}" if line.claim_no else ""
        adjuster = f", adjuster {line.adjuster}" if line.adjuster else ""
        lines.append(f"{label(COVERAGES, line.kind)}: {line.insurer}{number}{adjuster}")
    return "\n".join(lines)
