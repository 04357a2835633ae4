"""Acts of `caseterm batch` on the attorney's side of a case: drafts, promises, conflicts, closing, claim details."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.cli.batchfields import Given, case, cases, day, day_or_none, flag, given, row, rows, text, values
from caseterm.errors import InputError
from caseterm.rules.claim_fields import FIELDS
from caseterm.rules.inputs import ContactInput
from caseterm.store.database import Database


def _details(_db: Database, field: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not value:
        raise InputError.one(field, "", "must be an object of fields and values")
    return {str(name): _detail(field, str(name), each) for name, each in value.items()}


def _detail(field: str, name: str, value: Any) -> Any:
    known = FIELDS.get(name)
    if known is None or known.kind != "date" or value is None:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError.one(field, "", f"has no day in {name}; write it as 2026-11-24") from None


DRAFTS = rows("drafts", "draft_ids")
ATTORNEY_ACTS: tuple[tuple[str, str, str, tuple[Given, ...]], ...] = (
    ("recommend", "attorney.recommend", "Propose something to the attorney.", (
        case(), values("values", "Recommendation", needed=True))),
    ("decide_recommendations", "attorney.decide", "What the attorney decided.", (
        rows("recommendations", "recommendation_ids"),
        text("decision", "open, accepted, declined or deferred", needed=True), text("by"), text("note"))),
    ("ask_for_attorney", "attorney.ask", "An attorney asks for work, or a question of law.", (
        case(), values("values", "AttorneyRequest", needed=True))),
    ("answer_attorney", "answer_attorney", "Attorney's requests are done.", (
        rows("requests", "request_ids"), text("answer"))),
    ("promise", "attorney.promise", "We promised something.", (case(), values("values", "Promise", needed=True))),
    ("keep_promises", "keep_promises", "Promises are kept, or broken, and then why.", (
        rows("promises", "promise_ids"), flag("kept", "true when left out"), text("outcome"))),
    ("update_attorney", "attorney.update_attorney", "The attorney was told how the case stands.", (
        case(), values("values", "AttorneyUpdate", needed=True))),
    ("set_grade", "attorney.set_grade", "Grade cases, with the reason.", (
        cases(), text("grade", "A, B, C or D", needed=True), text("reason", needed=True))),
    ("review_file", "attorney.review_file", "The whole file was looked through.", (
        case(), text("findings", needed=True),
        given("next_on", day_or_none("next_on").read, '"2026-11-24" or null', needed=True),
        text("grade"), text("reason", "why this grade"))),
    ("add_draft", "letters.add_draft", "Enter a draft for review.", (
        case(), values("values", "LegalDraft", needed=True))),
    ("edit_draft", "letters.edit_draft", "Change columns of a draft; its status goes by acts of its own.", (
        row("draft"), values("values", "LegalDraft", needed=True))),
    ("submit_drafts", "submit_drafts", "Give drafts to the attorney.", (DRAFTS, text("reviewer"))),
    ("approve_drafts", "approve_drafts", "An attorney approved drafts.", (
        DRAFTS, text("by", "the attorney", needed=True), day("on"))),
    ("return_drafts", "return_drafts", "An attorney wants something else.", (
        DRAFTS, text("by", needed=True), text("note", "what is to be changed", needed=True))),
    ("send_drafts", "send_drafts", "Drafts went out: logged, followed up, told to the record.", (
        DRAFTS, text("channel", "a code such as letter, fax, email"), day("on"),
        flag("unreviewed", "true where no attorney approved it and that is known"))),
    ("withdraw_drafts", "letters.withdraw", "Drafts that will not be sent.", (DRAFTS,)),
    ("check_conflicts", "conflicts.check_case", "Search for everybody of a case among all names.", (case(),)),
    ("settle_conflict", "conflicts.settle", "Somebody looked at what a conflict check found.", (
        row("check"), flag("conflict", needed=True), text("by", needed=True), text("reason", needed=True))),
    ("merge_contacts", "merging.merge_contacts", "Two contacts are one.", (
        row("keep", "the contact that stays", parameter="keep_id"),
        row("gone", "the contact that goes", parameter="gone_id"))),
    ("put_defendant", "put_defendant", "Who stands behind a defendant.", (
        row("party"), values("values", "Defendant", needed=True), row("counsel", "a contact", needed=False),
        day("limitation_on"))),
    ("put_claim_details", "claimdetails.put_details", "Facts of the claim type.", (
        case(), given("values", _details, "{field: value}", "fields of rules/claim_fields.py", needed=True))),
    ("edit_closure", "closing.edit_closure", "Change what is on record of a closing.", (
        case(), values("values", "Closure", needed=True))),
)  # fmt: skip
"""Name, service, words and fields of each; cli/batchacts.py makes the acts of them."""


def answer_attorney(db: Database, *, request_ids: list[int], answer: str = "") -> ChangeSet:
    """Attorney's requests are done."""
    return services.attorney.answer(db, request_ids, text=answer)


def keep_promises(db: Database, *, promise_ids: list[int], kept: bool = True, outcome: str = "") -> ChangeSet:
    """Promises are kept, or broken."""
    return services.attorney.keep_promise(db, promise_ids, kept=kept, outcome=outcome)


def put_defendant(
    db: Database,
    *,
    party_id: int,
    values: Mapping[str, Any],
    counsel_id: int | None = None,
    limitation_on: date | None = None,
) -> ChangeSet:
    """Who stands behind a defendant; counsel is a known contact."""
    counsel = ContactInput({}, contact_id=counsel_id) if counsel_id is not None else None
    return services.defendants.put_defendant(db, party_id, values, counsel=counsel, limitation_on=limitation_on)
