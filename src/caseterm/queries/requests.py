"""Requests for records and bills: of one case, of the whole caseload to be chased, and what was said about each.

A provider's dates from before there were requests stand in for one: its id is negative, and the first act on it makes
it a row of its own (services/request_tracks.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.queries.request_sql import ALL_AUTHORIZATIONS, ALL_REQUESTS, STORED
from caseterm.rules import requests as rules
from caseterm.rules.people import person_name
from caseterm.rules.phones import format_phone
from caseterm.rules.terms_requests import OVER
from caseterm.store.database import Database
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@value
class RequestLine:
    """One request with whom it is asked of. Money is cents; `holder` answers: the vendor, else the provider."""

    id: int
    case_id: int
    client: str
    number: str
    case_provider_id: int | None
    provider: str
    provider_contact_id: int | None
    vendor_id: int | None
    vendor: str
    kind: str
    dos_from: date | None
    dos_to: date | None
    all_dates: bool
    until_today: bool
    method: str
    sent_to: str
    sent_on: date | None
    follow_up_on: date | None
    status: str
    status_on: date | None
    priority: int
    affidavit: bool
    requested_by: str
    reference: str
    fee_quoted_cents: int | None
    fee_paid_cents: int | None
    fee_paid_on: date | None
    fee_disputed: bool
    pages_expected: int | None
    pages_received: int | None
    received_on: date | None
    reviewed_on: date | None
    completeness: str
    missing_note: str
    authorization_id: int | None
    document_id: int | None
    follows_id: int | None
    notes: str
    followed: bool
    archived: bool

    @property
    def asked(self) -> rules.Asked:
        """What decides how it stands."""
        return rules.Asked(
            self.kind, self.status, self.sent_on, self.follow_up_on, self.status_on, self.received_on, self.followed
        )

    @property
    def range(self) -> str:
        """The dates of service asked for."""
        return rules.range_words(self.dos_from, self.dos_to, all_dates=self.all_dates, until_today=self.until_today)

    @property
    def holder(self) -> str:
        """Who has to answer."""
        return self.vendor or self.provider or self.sent_to or "Somebody"

    @property
    def holder_id(self) -> int | None:
        """The contact of who has to answer."""
        return self.vendor_id or self.provider_contact_id


@value
class FollowUpLine:
    """What was said about a request on one day."""

    id: int
    request_id: int
    dated: date
    how: str
    spoke_with: str
    outcome: str
    next_on: date | None


@value
class AuthorizationLine:
    """A form the client signed; without a provider it is good for all. A negative id is a provider's own dates."""

    id: int
    case_provider_id: int | None
    provider: str
    kind: str
    signed_on: date | None
    sent_on: date | None
    expires_on: date | None
    revoked_on: date | None
    scope: str
    notes: str
    archived: bool

    @property
    def permit(self) -> rules.Permit:
        return rules.Permit(
            self.id, self.case_provider_id or 0, self.kind, self.expires_on, self.revoked_on, self.signed_on
        )


_DAYS = frozenset({"dos_from", "dos_to", "sent_on", "follow_up_on", "status_on", "fee_paid_on", "received_on",
                   "reviewed_on"})  # fmt: skip
_FLAGS = frozenset({"all_dates", "until_today", "affidavit", "fee_disputed", "followed"})
_LINES = f"""
SELECT r.*, c.number AS case_number, k.last AS k_last, k.first AS k_first, k.suffix AS k_suffix, k.org_name AS k_org,
 o.id AS o_id, o.last AS o_last, o.first AS o_first, o.suffix AS o_suffix, o.org_name AS o_org,
 v.last AS v_last, v.first AS v_first, v.suffix AS v_suffix, v.org_name AS v_org
FROM ({ALL_REQUESTS}) r JOIN cases c ON c.id = r.case_id JOIN contacts k ON k.id = c.client_id
LEFT JOIN case_providers p ON p.id = r.case_provider_id LEFT JOIN contacts o ON o.id = p.contact_id
LEFT JOIN contacts v ON v.id = r.vendor_id
WHERE {{where}} ORDER BY r.sent_on IS NULL, r.sent_on, abs(r.id)
"""


def of_case(db: Database, case_id: int, *, archived: bool = False) -> list[RequestLine]:
    """Every request of a case, the oldest first."""
    return lines_of(db.raw, case_id, archived=archived)


def lines_of(connection: sqlite3.Connection, case_id: int, *, archived: bool = False) -> list[RequestLine]:
    """The same over a connection of one's own."""
    where = "r.case_id = :case AND (:all OR r.archived_at IS NULL)"
    return _lines(connection, where, {"case": case_id, "all": archived})


def one(db: Database, request_id: int) -> RequestLine | None:
    """One request; None when it is gone."""
    return next(iter(_lines(db.raw, "r.id = :id", {"id": request_id})), None)


def outstanding(db: Database) -> list[RequestLine]:
    """Every request of the open cases about which somebody has still to do something, the oldest first."""
    where = (
        f"r.archived_at IS NULL AND c.archived_at IS NULL AND c.status IN ('open', 'on_hold') "
        f"AND r.status NOT IN {in_list(OVER)}"
    )
    return [line for line in _lines(db.raw, where, {}) if not line.asked.over]


@value
class Holder:
    """Who has to answer, with what they were asked, the oldest first."""

    key: str
    name: str
    contact_id: int | None
    lines: tuple[RequestLine, ...]


def by_holder(lines: Sequence[RequestLine]) -> list[Holder]:
    """Requests by who has to answer, in the order of each one's oldest."""
    found: dict[str, list[RequestLine]] = {}
    for line in lines:
        key = f"contact:{line.holder_id}" if line.holder_id else f"name:{line.holder.casefold()}"
        found.setdefault(key, []).append(line)
    return [Holder(key, mine[0].holder, mine[0].holder_id, tuple(mine)) for key, mine in found.items()]


def chased(lines: Iterable[RequestLine], today: date) -> list[RequestLine]:
    """Those to be called about today: out, refused or waiting for a fee, and their day to look again has come."""
    return [
        line
        for line in lines
        if (line.asked.theirs or line.status in ("fee_requested", "rejected")) and rules.is_due(line.asked, today)
    ]


def _lines(connection: sqlite3.Connection, where: str, values: dict[str, Any]) -> list[RequestLine]:
    return [_line(row) for row in named(connection.execute(_LINES.replace("{where}", where), values))]


def _line(row: dict[str, Any]) -> RequestLine:
    known = {name: row[name] for name in STORED if name != "archived_at"}
    known |= {name: day(row[name]) for name in _DAYS}
    known |= {name: bool(row[name]) for name in _FLAGS}
    return RequestLine(
        **known,
        archived=row["archived_at"] is not None,
        client=_name(row, "k"),
        number=row["case_number"],
        provider=_name(row, "o"),
        provider_contact_id=row["o_id"],
        vendor=_name(row, "v"),
    )


def _name(row: dict[str, Any], who: str) -> str:
    return person_name(row[f"{who}_last"] or "", row[f"{who}_first"] or "", row[f"{who}_suffix"] or "",
                       row[f"{who}_org"] or "")  # fmt: skip


def follow_ups(db: Database, request_ids: Iterable[int]) -> dict[int, list[FollowUpLine]]:
    """What was said about each of these requests, the latest first."""
    return heard_of(db.raw, request_ids)


def heard_of(connection: sqlite3.Connection, request_ids: Iterable[int]) -> dict[int, list[FollowUpLine]]:
    """The same over a connection of one's own."""
    wanted = ", ".join(str(int(number)) for number in request_ids) or "0"
    found: dict[int, list[FollowUpLine]] = {}
    for row in connection.execute(
        "SELECT id, request_id, dated, how, spoke_with, outcome, next_on FROM request_followups "
        f"WHERE archived_at IS NULL AND request_id IN ({wanted}) ORDER BY dated DESC, id DESC"
    ):
        line = FollowUpLine(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], row[5], day(row[6]))
        found.setdefault(line.request_id, []).append(line)
    return found


def reach(db: Database, contact_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The telephone and the fax of contacts, as they are dialled; '' where none is known."""
    wanted = ", ".join(str(int(number)) for number in contact_ids) or "0"
    return {
        number: (format_phone(*(phone or "/").split("/", 1)) if phone else "", format_phone(fax) if fax else "")
        for number, fax, phone in db.raw.execute(
            "SELECT k.id, k.fax, (SELECT f.number || '/' || f.ext FROM contact_phones f WHERE f.contact_id = k.id "
            f"AND f.archived_at IS NULL AND f.label <> 'fax' ORDER BY f.position, f.id LIMIT 1) FROM contacts k "
            f"WHERE k.id IN ({wanted})"
        )
    }


def authorizations(db: Database, case_id: int, *, archived: bool = False) -> list[AuthorizationLine]:
    """The authorizations of a case, those that last longest first."""
    rows = named(
        db.raw.execute(
            f"SELECT a.*, o.last AS o_last, o.first AS o_first, o.suffix AS o_suffix, o.org_name AS o_org "
            f"FROM ({ALL_AUTHORIZATIONS}) a LEFT JOIN case_providers p ON p.id = a.case_provider_id "
            "LEFT JOIN contacts o ON o.id = p.contact_id WHERE a.case_id = ? AND (? OR a.archived_at IS NULL) "
            "ORDER BY a.case_provider_id IS NOT NULL, a.expires_on IS NOT NULL, a.expires_on DESC, a.id",
            (case_id, archived),
        )
    )
    return [
        AuthorizationLine(
            id=row["id"], case_provider_id=row["case_provider_id"], provider=_name(row, "o"), kind=row["kind"],
            signed_on=day(row["signed_on"]), sent_on=day(row["sent_on"]), expires_on=day(row["expires_on"]),
            revoked_on=day(row["revoked_on"]), scope=row["scope"], notes=row["notes"],
            archived=row["archived_at"] is not None,
        )
        for row in rows
    ]  # fmt: skip


def vendors(db: Database) -> Sequence[tuple[int, str]]:
    """The copy services and others that have answered for a provider before."""
    return db.raw.execute(
        "SELECT DISTINCT k.id, coalesce(nullif(k.org_name, ''), k.last) AS name FROM contacts k "
        "WHERE k.archived_at IS NULL AND (k.id IN (SELECT vendor_id FROM records_requests) "
        "OR k.specialty IN ('Records', 'Copy service')) ORDER BY name"
    ).fetchall()
