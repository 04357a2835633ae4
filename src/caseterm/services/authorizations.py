"""Authorizations the client signed: kept, renewed, revoked; a provider's own HIPAA dates follow its own."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError, NotFoundError
from caseterm.models import Authorization, RecordsRequest
from caseterm.rules.dates import paper_day
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import AUTHORIZATION_KINDS, MEDICAL_KINDS
from caseterm.services.acts import act
from caseterm.services.request_defaults import permit_of
from caseterm.services.request_tracks import as_day, provider_in, provider_name, provider_of
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write


def add_authorization(db: Database, case_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Keep a form the client signed; what waited for it is ready to be sent. Raises InputError naming the field."""
    with act(db, Op.ADD, "Added an authorization", case_id=case_id) as write:
        given = {**values, "case_id": case_id}
        provider_in(write, case_id, given.get("case_provider_id"))
        _adopt(write, given.get("case_provider_id"))
        row = write.add(Authorization, _checked(given))
        write.label = f"Authorization: {_words(write, row)}{_settle(write, row)}"
    return write.changes


def edit_authorization(db: Database, authorization_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change an authorization. Raises InputError naming the field."""
    with act(db, Op.EDIT, "Changed an authorization") as write:
        row = _row(write, authorization_id)
        before = row.case_provider_id
        provider_in(write, row.case_id, values.get("case_provider_id"))
        write.change(row, _checked({**row.model_dump(include={"signed_on", "expires_on"}), **values}))
        if before != row.case_provider_id:
            _mirror(write, before)
        write.label = f"Changed authorization: {_words(write, row)}{_settle(write, row)}"
    return write.changes


def archive_authorization(db: Database, authorization_id: int, *, restore: bool = False) -> ChangeSet:
    """Put an authorization away, or bring it back."""
    op, verb = (Op.RESTORE, "Restored") if restore else (Op.ARCHIVE, "Archived")
    with act(db, op, verb) as write:
        row = _row(write, authorization_id)
        write.change(row, {"archived_at": None if restore else write.at})
        _mirror(write, row.case_provider_id)
        write.label = f"{verb} authorization: {_words(write, row)}"
    return write.changes


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: as_day(name, value) if name.endswith("_on") else value for name, value in values.items()}
    signed, ends = given.get("signed_on"), given.get("expires_on")
    if signed is not None and ends is not None and ends < signed:
        raise InputError.one("expires_on", ends, "is before it was signed")
    return given


def _row(write: Write, authorization_id: int) -> Authorization:
    row = (
        _adopt(write, -authorization_id) if authorization_id < 0 else write.session.get(Authorization, authorization_id)
    )
    if row is None:
        raise NotFoundError("That authorization is not there any more.", safe="Nothing was changed.")
    write.case_id = row.case_id
    return row


def _adopt(write: Write, provider_id: int | None) -> Authorization | None:
    """Make an authorization of the dates a provider has from before there were any, unless one is there."""
    if provider_id is None:
        return None
    provider = provider_of(write, provider_id)
    if not (provider.hipaa_sent_on or provider.hipaa_expires_on) or _own(write, provider_id):
        return None
    return write.add(
        Authorization,
        {"case_id": provider.case_id, "case_provider_id": provider_id, "sent_on": provider.hipaa_sent_on,
         "expires_on": provider.hipaa_expires_on},
    )  # fmt: skip


def _own(write: Write, provider_id: int) -> list[Authorization]:
    query = select(Authorization).where(
        Authorization.case_provider_id == provider_id,
        col(Authorization.kind).startswith("hipaa"),
        col(Authorization.archived_at).is_(None),
    )
    return list(write.session.exec(query.order_by(col(Authorization.id))))


def _settle(write: Write, row: Authorization) -> str:
    """Let the provider's dates follow and make ready what waited; words for the latter."""
    _mirror(write, row.case_provider_id)
    ready = _release(write, row.case_id, row.case_provider_id)
    return f", {ready} request{'s' if ready > 1 else ''} ready to send" if ready else ""


def _release(write: Write, case_id: int, provider_id: int | None) -> int:
    """Make ready what waited for an authorization that is there now; how many there were."""
    query = select(RecordsRequest).where(
        RecordsRequest.case_id == case_id,
        RecordsRequest.status == "needs_authorization",
        col(RecordsRequest.archived_at).is_(None),
    )
    count = 0
    for row in write.session.exec(query).all():
        if provider_id is not None and row.case_provider_id != provider_id:
            continue
        permit = permit_of(write, row.case_id, row.case_provider_id) if row.kind in MEDICAL_KINDS else None
        if permit is not None and permit.stands(write.today):
            known = permit.id if permit.id > 0 else None
            write.change(row, {"status": "ready", "status_on": write.today, "authorization_id": known})
            count += 1
    return count


def _mirror(write: Write, provider_id: int | None) -> None:
    if provider_id is None:
        return
    standing = [row for row in _own(write, provider_id) if row.revoked_on is None]
    latest = max(
        standing, key=lambda row: (row.expires_on is None, row.expires_on or write.today, row.id), default=None
    )
    values: dict[str, Any] = {"hipaa_sent_on": None, "hipaa_expires_on": None}
    if latest is not None:
        values = {"hipaa_sent_on": latest.sent_on, "hipaa_expires_on": latest.expires_on}
    write.change(provider_of(write, provider_id), values)


def _words(write: Write, row: Authorization) -> str:
    who = provider_name(write, row.case_provider_id) or "all providers"
    ends = f", to {paper_day(row.expires_on)}" if row.expires_on else ""
    return f"{label(AUTHORIZATION_KINDS, row.kind)}, {who}{ends} ({client_of(write, row.case_id)})"
