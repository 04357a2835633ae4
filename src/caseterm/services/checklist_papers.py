"""The providers of a case, what was asked of them and what came, and the authorizations, as a checklist sees them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.rules.checklist_rows import Row
from caseterm.rules.terms import label
from caseterm.rules.terms_requests import REQUEST_KINDS

REVIEW_DAYS = 30
"""What came longer ago than this when it is first looked at gets no task any more."""
NAME = "coalesce(nullif(o.org_name, ''), trim(o.first || ' ' || o.last), '')"
FROM_PROVIDERS = "FROM case_providers p JOIN contacts o ON o.id = p.contact_id WHERE p.case_id = ?"
CAME = ("received", "reviewed_complete", "reviewed_incomplete", "no_records_cert")
RELEASED = frozenset({"treatment_complete", "released_mmi", "discharged_noncompliant"})
RECORDS, BILLS = "('records', 'records_and_bills')", "('bills', 'records_and_bills')"


def providers(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """Each provider who has treated the client or will."""
    asked = (
        "SELECT max(r.sent_on) FROM records_requests r WHERE r.case_provider_id = p.id AND r.archived_at IS NULL "
        "AND r.kind IN {}"
    )
    marks = ("records_requested", "bills_requested", "bills_finalized")
    found = []
    for number, name, status, archived, *days in connection.execute(
        f"SELECT p.id, {NAME}, p.treatment_status, p.archived_at IS NOT NULL, "
        f"coalesce(({asked.format(RECORDS)}), p.records_requested_on), "
        f"coalesce(({asked.format(BILLS)}), p.bills_requested_on), p.bills_finalized_on {FROM_PROVIDERS}",
        (case_id,),
    ):
        over = ended(marks, days) | ({"released": today} if status in RELEASED else {})
        found.append(Row(str(number), name, {}, over, gone=bool(archived) or status == "never_treated"))
    return found


def requests(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """What was asked for, each until it has come; its own day of follow-up is when it is chased."""
    found = []
    for paper in _papers(connection, case_id):
        if paper.asked is not None:
            over = {"received": paper.came} if paper.came is not None and paper.came >= paper.asked else {}
            anchors = {"REQ": paper.asked}
            token = paper.token_of(paper.asked)
            found.append(Row(token, paper.name, anchors, over, gone=paper.gone, due=paper.follow_up))
    return found


def received(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """What has come, each until it was looked through."""
    found = []
    for paper in _papers(connection, case_id):
        if paper.came is not None:
            near = paper.came >= today - timedelta(days=REVIEW_DAYS)
            over = {"complete": paper.reviewed or today} if paper.complete else {}
            token = paper.token_of(paper.came)
            found.append(Row(token, paper.name, {"RCV": paper.came}, over, gone=paper.gone, near=near))
    return found


def authorizations(connection: sqlite3.Connection, case_id: int, today: date) -> list[Row]:
    """What others may tell us until some day; needless once all has come, or a later one was signed."""
    found = [
        Row(f"{number}.{ends}", name, {"EXPIRES": date.fromisoformat(ends)}, gone=bool(over))
        for number, name, ends, over in connection.execute(
            f"SELECT p.id, {NAME}, p.hipaa_expires_on, p.archived_at IS NOT NULL OR (p.records_complete "
            "AND p.bills_complete) OR EXISTS (SELECT 1 FROM authorizations a WHERE a.case_provider_id = p.id "
            f"AND a.archived_at IS NULL AND a.expires_on >= p.hipaa_expires_on) {FROM_PROVIDERS} "
            "AND p.hipaa_expires_on IS NOT NULL",
            (case_id,),
        )
    ]
    for number, name, ends, over in connection.execute(
        f"SELECT a.id, {NAME}, a.expires_on, a.archived_at IS NOT NULL OR a.revoked_on IS NOT NULL "
        "OR EXISTS (SELECT 1 FROM authorizations b WHERE b.case_id = a.case_id AND b.kind = a.kind "
        "AND b.case_provider_id IS a.case_provider_id AND b.archived_at IS NULL AND b.revoked_on IS NULL "
        "AND b.expires_on > a.expires_on) FROM authorizations a "
        "LEFT JOIN case_providers p ON p.id = a.case_provider_id LEFT JOIN contacts o ON o.id = p.contact_id "
        "WHERE a.case_id = ? AND a.expires_on IS NOT NULL",
        (case_id,),
    ):
        found.append(Row(f"a{number}.{ends}", name, {"EXPIRES": date.fromisoformat(ends)}, gone=bool(over)))
    return found


@dataclass(frozen=True)
class _Paper:
    """Something asked for: a request of its own, or what stands with the provider where there is none."""

    token: str
    name: str
    asked: date | None
    came: date | None
    reviewed: date | None
    complete: bool
    gone: bool
    follow_up: date | None = None

    def token_of(self, day: date) -> str:
        """A provider has one date for each; asked or come again on another, it is another."""
        return self.token if self.token[0] == "q" else f"{self.token}.{day.isoformat()}"


def _papers(connection: sqlite3.Connection, case_id: int) -> Iterator[_Paper]:
    there: set[tuple[int, str]] = set()
    for number, provider, name, kind, status, archived, asked, follow_up, came, reviewed in connection.execute(
        f"SELECT r.id, r.case_provider_id, coalesce(nullif({NAME}, ''), r.sent_to), r.kind, r.status, "
        "r.archived_at IS NOT NULL, r.sent_on, "
        f"r.follow_up_on, coalesce(r.received_on, iif(r.status IN {CAME}, coalesce(r.status_on, r.sent_on), NULL)), "
        "r.reviewed_on FROM records_requests r LEFT JOIN case_providers p ON p.id = r.case_provider_id "
        "LEFT JOIN contacts o ON o.id = coalesce(p.contact_id, r.vendor_id) WHERE r.case_id = ?",
        (case_id,),
    ):
        what = label(REQUEST_KINDS, kind).lower()
        if not archived:
            there |= {(provider, part) for part in ("records", "bills") if part in what}
        complete = reviewed is not None or status in CAME[1:]
        gone = bool(archived) or status in ("cancelled", "rejected")
        days = (day_of(asked), day_of(came), day_of(reviewed))
        named = f"{name} {what}" if name else what.capitalize()
        yield _Paper(f"q{number}", named, *days, complete, gone, day_of(follow_up))
    for number, name, archived, *both in connection.execute(
        f"SELECT p.id, {NAME}, p.archived_at IS NOT NULL, p.records_requested_on, p.records_received_on, "
        f"p.records_complete, p.bills_requested_on, p.bills_received_on, p.bills_complete {FROM_PROVIDERS}",
        (case_id,),
    ):
        for what, asked, came, complete in (("records", *both[:3]), ("bills", *both[3:])):
            if (number, what) not in there:
                days = (day_of(asked), day_of(came), None)
                yield _Paper(f"{number}{what[0]}", f"{name} {what}", *days, bool(complete), bool(archived))


def ended(marks: Sequence[str], days: Sequence[object]) -> dict[str, date]:
    """What has happened, by its mark."""
    return {mark: day for mark, text in zip(marks, days, strict=True) if (day := day_of(text)) is not None}


def day_of(text: object) -> date | None:
    """The day of a stored date or moment."""
    return date.fromisoformat(str(text)[:10]) if text else None
