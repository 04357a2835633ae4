"""The forms of a request and of an authorization, from every screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.requests import AuthorizationLine, RequestLine
from caseterm.rules.dates import paper_day
from caseterm.rules.requests import range_words, request_words
from caseterm.rules.terms import PRIORITIES
from caseterm.rules.terms_requests import (
    AUTHORIZATION_KINDS,
    COMPLETENESS,
    REQUEST_KINDS,
    REQUEST_METHODS,
    REQUEST_STATUSES,
)
from caseterm.rules.text import fold
from caseterm.screens.fieldspec import FieldSpec
from caseterm.screens.opening import Given, choices, open_form, texts

if TYPE_CHECKING:
    from caseterm.screens.base import BaseScreen

NOBODY = 0
"""The choice for what is asked of nobody among the providers, or good for all of them."""


def _providers(screen: BaseScreen, case_id: int, none: str) -> list[tuple[object, str]]:
    found = queries.casefile_care.providers(screen.db, case_id, archived=True)
    return [*((line.id, line.name) for line in found), (NOBODY, none)]


def _documents(screen: BaseScreen, case_id: int) -> list[tuple[object, str]]:
    """The documents of the case, for what came in to be one of them."""
    return [(line.id, line.title) for line in queries.casefile_work.documents(screen.db, case_id)]


def request_specs(screen: BaseScreen, case_id: int) -> list[FieldSpec]:
    """The fields of a request, in the order they matter."""
    permits = [
        (
            line.id,
            f"{line.provider or 'all providers'}, {'to ' + paper_day(line.expires_on) if line.expires_on else ''}",
        )
        for line in queries.requests.authorizations(screen.db, case_id)
        if line.id > 0
    ]
    dates = queries.jump.anchors(screen.db, case_id)

    def known(query: str) -> Sequence[tuple[object, str, str]]:
        return [(key, name, "") for key, name in queries.requests.vendors(screen.db) if fold(query) in fold(name)][:12]

    return [
        FieldSpec(
            "case_provider_id", "Of whom", "choice", required=True,
            choices=_providers(screen, case_id, "somebody else (name in Sent to)"),
        ),
        FieldSpec("kind", "What", "choice", required=True, choices=choices(REQUEST_KINDS)),
        FieldSpec("dos_from", "Service from", "date", prefer="past", anchors=dates),
        FieldSpec("dos_to", "to", "date", prefer="past", anchors=dates),
        FieldSpec("until_today", "to present", "yesno"),
        FieldSpec("all_dates", "All dates", "yesno"),
        FieldSpec("status", "Status", "choice", required=True, choices=choices(REQUEST_STATUSES)),
        FieldSpec("method", "By", "choice", choices=choices(REQUEST_METHODS)),
        FieldSpec("sent_to", "Sent to", hint="fax number, department, person"),
        FieldSpec("vendor", "Copy service", "suggest", suggest=known, hint="who answers for the provider"),
        FieldSpec("sent_on", "Sent", "date", prefer="past"),
        FieldSpec("follow_up_on", "Look again", "date", hint="14 days on unless typed"),
        FieldSpec("reference", "Their number", width=24),
        FieldSpec("pages_expected", "Pages expected", "number"),
        FieldSpec("fee_quoted_cents", "Fee wanted", "money"),
        FieldSpec("fee_disputed", "Fee disputed", "yesno"),
        FieldSpec("fee_paid_cents", "Fee paid", "money"),
        FieldSpec("fee_paid_on", "Paid on", "date", prefer="past"),
        FieldSpec("authorization_id", "Authorization", "choice", choices=permits),
        FieldSpec("affidavit", "Affidavit", "yesno", hint="of the custodian of records"),
        FieldSpec("priority", "Priority", "choice", choices=list(PRIORITIES.items())),
        FieldSpec("received_on", "Came in", "date", prefer="past"),
        FieldSpec("pages_received", "Pages", "number"),
        FieldSpec("completeness", "Verdict", "choice", choices=choices(COMPLETENESS)),
        FieldSpec("missing_note", "Missing"),
        FieldSpec("document_id", "Document", "choice", choices=_documents(screen, case_id)),
        FieldSpec("requested_by", "Asked by", width=12),
        FieldSpec("notes", "Notes", "notes"),
    ]  # fmt: skip


_FLAGS = ("until_today", "all_dates", "fee_disputed", "affidavit")
_TEXTS = ("sent_to", "reference", "missing_note", "requested_by", "notes", "method")


def request_values(given: Given) -> Given:
    """A form's request as the record keeps it."""
    return {
        **given,
        **texts(given, *_TEXTS),
        **{name: bool(given[name]) for name in _FLAGS},
        "case_provider_id": given["case_provider_id"] or None,
        "completeness": given["completeness"] or "unknown",
        "priority": given["priority"] or 3,
    }


def _remark(values: Mapping[str, object]) -> str:
    """What the dates of service come to, as they are typed."""
    first, last = values.get("dos_from"), values.get("dos_to")
    words = range_words(
        first if isinstance(first, date) else None,
        last if isinstance(last, date) else None,
        all_dates=bool(values.get("all_dates")),
        until_today=bool(values.get("until_today")),
    )
    return f"Dates of service: {words}" if words else ""


def open_request(
    screen: BaseScreen,
    case_id: int,
    values: Mapping[str, object],
    *,
    follows_id: int | None = None,
    title: str = "New request",
) -> None:
    """The form of a new request, with what is known filled in."""
    start = {"status": "sent", "method": "fax", "until_today": True, "sent_on": screen.program.today, **values}
    start["case_provider_id"] = start.get("case_provider_id") or NOBODY

    def save(given: Given) -> ChangeSet:
        return services.requests.add_request(screen.db, case_id, {**request_values(given), "follows_id": follows_id})

    target = f"after:{follows_id}" if follows_id else f"new:{case_id}"
    open_form(screen, "request", target, title, request_specs(screen, case_id), start, save=save, remark=_remark)


def edit_request(screen: BaseScreen, line: RequestLine) -> None:
    """The form of a request that is there."""
    specs = request_specs(screen, line.case_id)
    values: dict[str, object] = {spec.name: getattr(line, spec.name, None) for spec in specs}
    values["vendor"] = (line.vendor_id, line.vendor) if line.vendor_id else None
    values["case_provider_id"] = line.case_provider_id or NOBODY

    def save(given: Given) -> ChangeSet:
        return services.requests.edit_request(screen.db, line.id, request_values(given))

    title = f"Request: {request_words(line.kind, line.provider or line.sent_to)}"
    open_form(
        screen, "request", f"request:{line.id}", title, specs, values, save=save, subtitle=line.client, remark=_remark
    )


def open_authorization(
    screen: BaseScreen, case_id: int, line: AuthorizationLine | None = None, *, provider_id: int | None = None
) -> None:
    """The form of an authorization: a new one, or `line` to be changed."""
    specs = [
        FieldSpec(
            "case_provider_id",
            "Good for",
            "choice",
            required=True,
            choices=_providers(screen, case_id, "all providers"),
        ),
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(AUTHORIZATION_KINDS)),
        FieldSpec("signed_on", "Signed", "date", prefer="past"),
        FieldSpec("expires_on", "Expires", "date", hint="+1y; as the form says"),
        FieldSpec("sent_on", "Sent to them", "date", prefer="past"),
        FieldSpec("revoked_on", "Revoked", "date", prefer="past"),
        FieldSpec("scope", "For what", hint="left out: psychotherapy notes"),
        FieldSpec("notes", "Notes", "notes"),
    ]
    values: dict[str, object] = {"case_provider_id": provider_id or NOBODY, "kind": "hipaa"}
    if line is None:
        values["signed_on"] = screen.program.today
    else:
        values = {spec.name: getattr(line, spec.name) for spec in specs}
        values["case_provider_id"] = line.case_provider_id or NOBODY

    def save(given: Given) -> ChangeSet:
        stored = {**given, **texts(given, "scope", "notes"), "case_provider_id": given["case_provider_id"] or None}
        if line is None:
            return services.authorizations.add_authorization(screen.db, case_id, stored)
        return services.authorizations.edit_authorization(screen.db, line.id, stored)

    target = f"authorization:{line.id}" if line else f"new:{case_id}"
    title = "Authorization" if line else "New authorization"
    open_form(screen, "authorization", target, title, specs, values, save=save)
