"""The dates of records and bills that a provider's row shows: derived from its requests as soon as there are any."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.errors import InputError, NotFoundError
from caseterm.models import CaseProvider, Contact, RecordsRequest
from caseterm.queries.request_sql import stand_in_of
from caseterm.rules.requests import TRACKS, Asked, track
from caseterm.services.contacts import contact_name
from caseterm.store.writing import Write

PAPER_COLUMNS = tuple(f"{name}_{what}" for name in TRACKS for what in ("requested_on", "received_on", "complete"))


def request_of(write: Write, request_id: int) -> RecordsRequest:
    """The request of an id; one that a provider's dates stood in for becomes a row. Raises NotFoundError."""
    if request_id < 0:
        provider_id, name = stand_in_of(request_id)
        row = adopt(write, provider_of(write, provider_id), name)
    else:
        row = write.session.get(RecordsRequest, request_id)
    if row is None:
        raise NotFoundError("That request is not there any more.", safe="Nothing was changed.", next_step="Press F5.")
    write.case_id = row.case_id
    return row


def provider_of(write: Write, provider_id: int) -> CaseProvider:
    """The provider of a case. Raises NotFoundError."""
    row = write.session.get(CaseProvider, provider_id)
    if row is None:
        raise NotFoundError("That provider is not there any more.", safe="Nothing was changed.", next_step="Press F5.")
    return row


def provider_in(write: Write, case_id: int, provider_id: Any) -> CaseProvider | None:
    """The provider of that id; None for none. Raises InputError for one of another case, NotFoundError."""
    if not provider_id:
        return None
    row = provider_of(write, provider_id)
    if row.case_id != case_id:
        raise InputError.one("case_provider_id", provider_id, "is a provider of another case")
    return row


def as_day(name: str, given: Any) -> date | None:
    """A day as forms and scripts give it. Raises InputError naming the field."""
    if not isinstance(given, str):
        return given if isinstance(given, date) else None
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InputError.one(name, given, "is no day; write it as 2026-11-24") from None


def provider_name(write: Write, provider_id: int | None) -> str:
    """The provider's name, "" for none."""
    row = write.session.get(CaseProvider, provider_id) if provider_id is not None else None
    contact = write.session.get(Contact, row.contact_id) if row is not None else None
    return contact_name(contact) if contact is not None else ""


def requests_of(write: Write, provider_id: int, name: str) -> Sequence[RecordsRequest]:
    """The requests on one track of a provider, put away ones left out."""
    query = select(RecordsRequest).where(
        RecordsRequest.case_provider_id == provider_id,
        col(RecordsRequest.kind).in_(TRACKS[name]),
        col(RecordsRequest.archived_at).is_(None),
    )
    return write.session.exec(query.order_by(col(RecordsRequest.id))).all()


def adopt(write: Write, provider: CaseProvider, name: str) -> RecordsRequest | None:
    """Make a request of what the provider's own dates say about a track; None where they say nothing, or one is there.

    So nothing is forgotten that was kept before there were requests.
    """
    asked, came = getattr(provider, f"{name}_requested_on"), getattr(provider, f"{name}_received_on")
    whole = bool(getattr(provider, f"{name}_complete"))
    if provider.id is None or not (asked or came or whole) or requests_of(write, provider.id, name):
        return None
    return write.add(
        RecordsRequest,
        {
            "case_id": provider.case_id,
            "case_provider_id": provider.id,
            "kind": name,
            "status": "reviewed_complete" if whole else "received" if came else "sent",
            "status_on": came or asked,
            "sent_on": asked,
            "received_on": came,
            "reviewed_on": came if whole else None,
            "completeness": "complete" if whole else "unknown",
            "method": "",
        },
    )


def mirror(write: Write, provider_ids: Sequence[int | None]) -> None:
    """Bring the providers' own dates in line with their requests; a track that never had any keeps its own."""
    for provider_id in dict.fromkeys(provider_ids):
        if provider_id is None:
            continue
        provider = provider_of(write, provider_id)
        values: dict[str, Any] = {}
        for name, kinds in TRACKS.items():
            ever = write.session.exec(
                select(RecordsRequest.id).where(
                    RecordsRequest.case_provider_id == provider_id, col(RecordsRequest.kind).in_(kinds)
                )
            ).first()
            if ever is None:
                continue
            found = track(_asked(write, requests_of(write, provider_id, name)))
            values[f"{name}_requested_on"] = found.requested_on
            values[f"{name}_received_on"] = found.received_on
            values[f"{name}_complete"] = found.complete
        write.change(provider, values)


def _asked(write: Write, rows: Sequence[RecordsRequest]) -> list[Asked]:
    ids = [row.id for row in rows]
    query = select(RecordsRequest.follows_id).where(
        col(RecordsRequest.follows_id).in_(ids),
        col(RecordsRequest.archived_at).is_(None),
        RecordsRequest.status != "cancelled",
    )
    followed = set(write.session.exec(query))
    return [asked_of(row, followed=row.id in followed) for row in rows]


def asked_of(row: RecordsRequest, *, followed: bool = False) -> Asked:
    """What of a stored request decides how it stands."""
    return Asked(row.kind, row.status, row.sent_on, row.follow_up_on, row.status_on, row.received_on, followed=followed)


def refuse_other_dates(write: Write, provider: CaseProvider, values: Mapping[str, Any]) -> None:
    """Dates of a track that has requests are changed there. Raises InputError naming the column."""
    for name in TRACKS:
        for column in (each for each in PAPER_COLUMNS if each.startswith(name)):
            if column not in values or provider.id is None:
                continue
            if _same(values[column], getattr(provider, column)):
                continue
            if requests_of(write, provider.id, name):
                raise InputError.one(column, values[column], f"follows from the requests; change the {name} request")


def _same(given: Any, held: Any) -> bool:
    if isinstance(held, date):
        return str(given) == held.isoformat()
    return bool(given) == bool(held) if isinstance(held, bool) else not given
