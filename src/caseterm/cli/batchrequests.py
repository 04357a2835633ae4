"""Acts of `caseterm batch` on requests for records and bills, and on authorizations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseterm import services
from caseterm.changes import ChangeSet
from caseterm.cli.batchfields import Given, case, day, day_or_none, given, number, row, rows, text, values
from caseterm.errors import InputError
from caseterm.rules.heard import read_follow_up
from caseterm.store.database import Database


def _papers(_db: Database, field: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(each in ("records", "bills") for each in value):
        raise InputError.one(field, "", "must be a list of records, bills or both")
    return value


REQUESTS = rows("requests", "request_ids")
REQUEST_ACTS: tuple[tuple[str, str, str, tuple[Given, ...]], ...] = (
    ("ask_providers", "requests.ask", "Ask providers for records, bills or both, as of today.", (
        rows("providers", "provider_ids"),
        given("papers", _papers, '["records", "bills"]', "records alone when left out", parameter="tracks"))),
    ("add_request", "requests.add_request", "Ask for something; follows_id is the request that brought only a part.", (
        case(), values("values", "RecordsRequest", needed=True))),
    ("edit_request", "requests.edit_request", "Change columns of a request.", (
        row("request"), values("values", "RecordsRequest", needed=True))),
    ("set_request_status", "requests.set_status", "How far requests have come.", (
        REQUESTS, text("status", "a code such as sent, in_process, fee_requested", needed=True))),
    ("set_request_day", "requests.set_follow_up", "When to look at requests again.", (
        REQUESTS, given("day", day_or_none("day").read, '"2026-11-24" or null', needed=True))),
    ("receive_requests", "requests.receive", "What was asked for came in; a part goes on being chased.", (
        REQUESTS, day("received_on"), number("pages"),
        text("completeness", "unknown, complete, partial, wrong_patient or wrong_dates"), text("missing"))),
    ("follow_up_requests", "follow_up_requests", "Keep what was said about requests, with each of them.", (
        REQUESTS, text("said", "one line: L., processing +7", needed=True))),
    ("archive_requests", "requests.archive_requests", "Put requests away; their providers' dates follow.", (REQUESTS,)),
    ("restore_requests", "restore_requests", "Bring archived requests back.", (REQUESTS,)),
    ("add_authorization", "authorizations.add_authorization", "Keep a form the client signed.", (
        case(), values("values", "Authorization", needed=True))),
    ("edit_authorization", "authorizations.edit_authorization", "Change columns of an authorization.", (
        row("authorization"), values("values", "Authorization", needed=True))),
    ("archive_authorization", "authorizations.archive_authorization", "Put an authorization away.", (
        row("authorization"),)),
    ("dismiss_unmatched", "unmatched.dismiss_unmatched", "Say why a bill needs no record, or a record no bill.", (
        row("provider", "the row of case_providers"),
        text("kind", "record_without_bill or bill_without_record", needed=True), text("reason", needed=True),
        day("dos_from"), day("dos_to"), day("until_on", "asked again after it; never when left out"))),
    ("matters_again", "unmatched.take_back", "Take back that a record or a bill is not needed.", (row("dismissal"),)),
)  # fmt: skip
"""Name, service, words and fields of each; cli/batchacts.py makes the acts of them."""


def follow_up_requests(db: Database, *, request_ids: Sequence[int], said: str) -> ChangeSet:
    """Keep what was said about requests; the line is read as the screens read it."""
    try:
        found = read_follow_up(said, today=db.clock.today())
    except ValueError as problem:
        raise InputError.one("said", "", str(problem)) from None
    return services.requests.follow_up(db, request_ids, found)


def restore_requests(db: Database, *, request_ids: Sequence[int]) -> ChangeSet:
    """Bring archived requests back."""
    return services.requests.archive_requests(db, request_ids, restore=True)
