"""Requests for records and bills: asked for, chased, received, judged."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import CaseProvider, RecordsRequest, RequestFollowUp, Task
from caseterm.rules import requests as rules
from caseterm.rules.heard import Said, after_follow_up
from caseterm.rules.requests import CHASE_DAYS, TRACKS
from caseterm.rules.tasks import brief_day
from caseterm.rules.terms import TASK_OPEN, label
from caseterm.rules.terms_requests import CAME, NOT_SENT, OVER, REQUEST_STATUSES, THEIRS
from caseterm.rules.terms_visits import IN_CARE
from caseterm.services.acts import act
from caseterm.services.contacts import find_or_put_organization
from caseterm.services.request_defaults import defaults
from caseterm.services.request_fees import fee_of, keep_cost
from caseterm.services.request_tracks import (
    adopt,
    as_day,
    mirror,
    provider_in,
    provider_name,
    provider_of,
    request_of,
    requests_of,
)
from caseterm.services.request_words import (
    asked_words,
    cost_words,
    heard_status,
    received_words,
    standing,
    subject,
    words,
)
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write

CHASE = timedelta(days=CHASE_DAYS)
_JUDGED: Mapping[str, str] = {
    "unknown": "received", "complete": "reviewed_complete", "partial": "partial",
    "wrong_patient": "reviewed_incomplete", "wrong_dates": "reviewed_incomplete",
}  # fmt: skip


def ask(db: Database, provider_ids: Sequence[int], tracks: Sequence[str] = ("records",)) -> ChangeSet:
    """Ask these providers for records, bills or both as today's usual: from the incident to today, by fax, one act.

    A track that is out already is left alone; of several providers also those whose care is over and of whom all is in.
    Where the authorization on file has run out, the request waits for a new one. Raises InputError for unknown tracks.
    """
    with act(db, Op.ADD, "Requested records") as write:
        made: list[RecordsRequest] = []
        known = settled = 0
        ids = list(dict.fromkeys(provider_ids))
        for provider in [provider_of(write, provider_id) for provider_id in ids]:
            for name in tracks:
                if name not in TRACKS:
                    raise InputError.one("Papers", name, "must be records or bills")
                if len(ids) > 1 and _settled(provider, name):
                    settled += 1
                    continue
                row = put_asked(write, provider, name)
                known += row is None
                made += [row] if row is not None else []
        _belong(write, made)
        mirror(write, [row.case_provider_id for row in made])
        write.label = asked_words(write, made, known, settled)
    return write.changes


def _settled(provider: CaseProvider, name: str) -> bool:
    complete = provider.records_complete if name == "records" else provider.bills_complete
    return complete and provider.treatment_status not in IN_CARE


def put_asked(write: Write, provider: CaseProvider, name: str) -> RecordsRequest | None:
    """Ask a provider for one track as today's usual, in an open act; None where it is out already."""
    adopt(write, provider, name)
    if provider.id is None or any(_out(row) for row in requests_of(write, provider.id, name)):
        return None
    return _put(write, provider, {**defaults(write, provider, name), "kind": name})


def _out(row: RecordsRequest) -> bool:
    return row.status in THEIRS | NOT_SENT | {"fee_requested"}


def _put(write: Write, provider: CaseProvider | None, values: Mapping[str, Any]) -> RecordsRequest:
    """A new request; what follows from its status is filled in."""
    given = dict(values)
    if provider is not None:
        given |= {"case_id": provider.case_id, "case_provider_id": provider.id}
    status = str(given.get("status") or "sent")
    return write.add(RecordsRequest, {**given, "status": status, **_following(given, status, write.today)})


def _following(values: Mapping[str, Any], status: str, today: date) -> dict[str, Any]:
    """The days that follow from a new status, where they are not given."""
    made: dict[str, Any] = {"status_on": values.get("status_on") or today}
    if status in THEIRS:
        sent = values.get("sent_on") or today
        made |= {"sent_on": sent, "follow_up_on": values.get("follow_up_on") or max(sent, today) + CHASE}
    if status in CAME:
        made["received_on"] = values.get("received_on") or today
    if status in OVER | {"reviewed_incomplete"}:
        made["follow_up_on"] = None
    if status.startswith("reviewed"):
        made["reviewed_on"] = values.get("reviewed_on") or today
    if status == "reviewed_complete" and values.get("completeness", "unknown") == "unknown":
        made["completeness"] = "complete"
    if status == "fee_paid":
        made["fee_paid_on"] = values.get("fee_paid_on") or today
        made["fee_paid_cents"] = values.get("fee_paid_cents") or values.get("fee_quoted_cents")
    return made


def add_request(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Ask for something as the form gives it; `vendor` may be a name instead of `vendor_id`. Raises InputError.

    With `follows_id` the request before it is settled: what it lacked is asked for here.
    """
    with act(db, Op.ADD, "Added a request", case_id=case_id) as write:
        given = _given(write, values)
        provider = provider_in(write, case_id, given.get("case_provider_id"))
        if provider is not None:
            for name in TRACKS:
                if rules.on_track(name, str(given.get("kind", "records"))):
                    adopt(write, provider, name)
        before = request_of(write, int(given["follows_id"])) if given.get("follows_id") else None
        if before is not None and before.case_id != case_id:
            raise InputError.one("follows_id", before.id, "is a request of another case")
        write.case_id = case_id
        given["follows_id"] = before.id if before is not None else None
        row = _put(write, provider, {"case_id": case_id, **given})
        cost = keep_cost(write, row, None)
        if before is not None and before.status in ("partial", "received"):
            write.change(before, {"status": "reviewed_incomplete", "status_on": write.today, "follow_up_on": None,
                                  "reviewed_on": before.reviewed_on or write.today})  # fmt: skip
        mirror(write, [row.case_provider_id])
        write.label = f"Request: {words(write, row)} ({client_of(write, case_id)}), {standing(row, write.today)}{cost}"
    return write.changes


def edit_request(db: Database, request_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change a request; a new status brings its days along where they are not given too. Raises InputError."""
    with act(db, Op.EDIT, "Changed a request") as write:
        row = request_of(write, request_id)
        before, fee = row.case_provider_id, fee_of(row)
        given = _given(write, {**({"fee_paid_on": row.fee_paid_on} if "fee_paid_cents" in values else {}), **values})
        provider_in(write, row.case_id, given.get("case_provider_id"))
        status = str(given.get("status", row.status))
        if status != row.status:
            held = {**row.model_dump(), **given}
            if given.get("follow_up_on") == row.follow_up_on:
                held["follow_up_on"] = None
            given |= _following({**held, "status_on": given.get("status_on")}, status, write.today)
        write.change(row, given)
        cost = keep_cost(write, row, fee)
        _close_tasks(write, row)
        mirror(write, [before, row.case_provider_id])
        write.label = f"Changed request: {words(write, row)} ({client_of(write, row.case_id)}){cost}"
    return write.changes


def _given(write: Write, values: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values as columns: the vendor's name becomes its contact."""
    given = dict(values)
    vendor = given.pop("vendor", None)
    if isinstance(vendor, str) and vendor.strip():
        given["vendor_id"] = find_or_put_organization(write, vendor, specialty="Records").id
    elif "vendor" in values:
        given["vendor_id"] = vendor if isinstance(vendor, int) else None
    for name in given:
        if name.endswith("_on") or name in ("dos_from", "dos_to"):
            given[name] = as_day(name, given[name])
    if given.get("fee_paid_cents") and not given.get("fee_paid_on"):
        given["fee_paid_on"] = write.today
    start, end = given.get("dos_from"), given.get("dos_to")
    if start is not None and end is not None and end < start:
        raise InputError.one("dos_to", end, "is before the first date of service")
    return given


def set_status(db: Database, request_ids: Sequence[int], status: str) -> ChangeSet:
    """How far these requests have come (a code of REQUEST_STATUSES), as one act."""
    if status not in REQUEST_STATUSES:
        raise InputError.one("Status", status, "is no status of a request")
    with act(db, Op.SET_STATUS, "Request") as write:
        rows = _rows(write, request_ids)
        costs: list[str] = []
        for row in rows:
            fee, held = fee_of(row), {**row.model_dump(), "status_on": None}
            if status in THEIRS and row.status not in THEIRS:
                held["follow_up_on"] = None
            write.change(row, {"status": status, **_following(held, status, write.today)})
            costs += [keep_cost(write, row, fee)]
            _close_tasks(write, row)
        mirror(write, [row.case_provider_id for row in rows])
        write.label = f"{subject(write, rows)}: {label(REQUEST_STATUSES, status).lower()}{cost_words(rows, costs)}"
    return write.changes


def set_follow_up(db: Database, request_ids: Sequence[int], day: date | None) -> ChangeSet:
    """When to look at these requests again."""
    with act(db, Op.SET_DUE, "Follow-up") as write:
        rows = _rows(write, request_ids)
        for row in rows:
            write.change(row, {"follow_up_on": day})
        when = f"on {brief_day(day, write.today)}" if day else "taken off"
        write.label = f"Follow-up {when}: {subject(write, rows)}"
    return write.changes


def receive(
    db: Database,
    request_ids: Sequence[int],
    *,
    received_on: date | None = None,
    pages: int | None = None,
    completeness: str = "unknown",
    missing: str = "",
) -> ChangeSet:
    """What was asked for came in: how many pages, and whether all of it. A part goes on being chased.

    `completeness` is a code of COMPLETENESS. Raises InputError naming the field.
    """
    if completeness not in _JUDGED:
        raise InputError.one("Completeness", completeness, "is no verdict on what came in")
    with act(db, Op.EDIT, "Received") as write:
        rows = _rows(write, request_ids)
        on = received_on or write.today
        status = _JUDGED[completeness]
        for row in rows:
            values: dict[str, Any] = {
                "status": status, "status_on": on, "received_on": on, "completeness": completeness,
                "missing_note": missing or row.missing_note,
                "reviewed_on": write.today if completeness != "unknown" else None,
                "follow_up_on": write.today + CHASE if status == "partial" else None,
            }  # fmt: skip
            values["pages_received"] = pages if pages is not None else row.pages_received
            write.change(row, values)
            _close_tasks(write, row)
        mirror(write, [row.case_provider_id for row in rows])
        write.label = received_words(write, rows, on, pages, completeness)
    return write.changes


def follow_up(db: Database, request_ids: Sequence[int], said: Said, *, dated: date | None = None) -> ChangeSet:
    """Keep what was said about these requests, each for itself, and when to look again; as one act."""
    with act(db, Op.LOG_CONTACT, "Followed up") as write:
        rows = _rows(write, request_ids)
        for row in rows:
            write.add(
                RequestFollowUp,
                {
                    "case_id": row.case_id, "request_id": row.id, "dated": dated or write.today, "how": said.how,
                    "spoke_with": said.who, "outcome": said.outcome, "next_on": said.next_on,
                },
            )  # fmt: skip
            status = after_follow_up(row.status, said)
            values: dict[str, Any] = {"follow_up_on": said.next_on}
            if status != row.status:
                values |= {"status": status, "status_on": write.today}
            if said.fee_cents is not None:
                values["fee_quoted_cents"] = said.fee_cents
            write.change(row, values)
        mirror(write, [row.case_provider_id for row in rows])
        who = f"{said.who}: " if said.who else ""
        again = f", next {brief_day(said.next_on, write.today)}" if said.next_on else ""
        status = heard_status(said, {row.status for row in rows})
        write.label = f"Followed up {subject(write, rows)}: {who}{said.outcome}{status}{again}"
    return write.changes


def archive_requests(db: Database, request_ids: Sequence[int], *, restore: bool = False) -> ChangeSet:
    """Put requests away, or bring them back; the provider's dates follow."""
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb) as write:
        rows = _rows(write, request_ids)
        costs: list[str] = []
        for row in rows:
            fee = fee_of(row)
            write.change(row, {"archived_at": None if restore else write.at})
            costs += [keep_cost(write, row, fee)]
        mirror(write, [row.case_provider_id for row in rows])
        write.label = f"{verb} {subject(write, rows)}{cost_words(rows, costs)}"
    return write.changes


def _rows(write: Write, request_ids: Sequence[int]) -> list[RecordsRequest]:
    """The requests in the order asked for; the act belongs to their case where they have one. Raises NotFoundError."""
    rows = [request_of(write, number) for number in dict.fromkeys(request_ids)]
    _belong(write, rows)
    return rows


def _belong(write: Write, rows: Sequence[RecordsRequest]) -> None:
    cases = {row.case_id for row in rows}
    write.case_id = rows[0].case_id if len(cases) == 1 else None


def _close_tasks(write: Write, row: RecordsRequest) -> None:
    """Tasks of older versions that were there to chase what has come in now."""
    if row.status not in CAME | OVER or row.status == "partial":
        return
    title = f"chase {row.kind}: {provider_name(write, row.case_provider_id)}"
    query = select(Task).where(
        Task.case_id == row.case_id,
        Task.title == title,
        col(Task.status).in_(TASK_OPEN),
        col(Task.archived_at).is_(None),
    )
    for task in write.session.exec(query).all():
        write.change(task, {"status": "done", "done_on": write.today})
