"""What attention looks at of a case's requests and authorizations, read for many cases with one statement each."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from caseterm.queries.casefile_rows import day, grouped, in_list
from caseterm.queries.request_sql import AUTHORIZATIONS_OF, REQUESTS_OF
from caseterm.queries.unmatched import lacking
from caseterm.rules.attention_requests import EndingPermit, MissingPaper, OpenRequest
from caseterm.rules.counting import counted
from caseterm.rules.people import person_name
from caseterm.rules.requests import Asked, Permit, due_on, ending
from caseterm.rules.terms_requests import REQUEST_KINDS, THEIRS

GATHERING = frozenset({"records", "demand", "negotiation"})
FOR_GOOD = 100_000
"""Days: every authorization with an end is looked at, for the day on which it becomes a reason."""
_WANTED = in_list(THEIRS | {"fee_requested", "rejected", "needs_authorization"})
_NAME = "o.last, o.first, o.suffix, o.org_name"
_REQUESTS = (
    f"SELECT r.case_id, r.id, r.kind, r.status, r.sent_on, r.follow_up_on, r.status_on, r.sent_to, {_NAME} "
    f"FROM ({REQUESTS_OF}) r LEFT JOIN case_providers p ON p.id = r.case_provider_id "
    "LEFT JOIN contacts o ON o.id = coalesce(p.contact_id, r.vendor_id) "
    f"WHERE r.archived_at IS NULL AND NOT r.followed AND r.status IN {_WANTED}"
)
_PERMITS = (
    f"SELECT a.case_id, a.id, coalesce(a.case_provider_id, 0), a.kind, a.expires_on, a.revoked_on, {_NAME} "
    f"FROM ({AUTHORIZATIONS_OF}) a LEFT JOIN case_providers p ON p.id = a.case_provider_id "
    "LEFT JOIN contacts o ON o.id = p.contact_id "
    "WHERE a.archived_at IS NULL AND EXISTS (SELECT 1 FROM case_providers q "
    "WHERE q.case_id = a.case_id AND (q.id = a.case_provider_id OR a.case_provider_id IS NULL) "
    "AND q.archived_at IS NULL AND q.treatment_status <> 'never_treated' "
    "AND NOT (q.records_complete AND q.bills_complete))"
)
Row = tuple[Any, ...]


class PaperFacts:
    """The open requests and the authorizations of a chunk of cases; `wanted` holds their ids as JSON.

    `cases` are the rows of the cases: id first, phase third, status sixth. Bills and records are compared in the
    phases in which both are gathered.
    """

    def __init__(self, connection: sqlite3.Connection, wanted: str, cases: Sequence[Row], today: date) -> None:
        self._requests = grouped(connection, _REQUESTS, (wanted,))
        self._permits = grouped(connection, _PERMITS, (wanted,))
        gathering = [row[0] for row in cases if row[2] in GATHERING and row[5] in ("open", "on_hold")]
        self._missing: dict[int, list[MissingPaper]] = {}
        found = lacking(connection, gathering, today=today) if gathering else []
        names = _names(connection, {each.provider_id for each in found}) if found else {}
        for each in found:
            noun = "visit" if each.found.kind == "record_without_bill" else "bill"
            days = f", {counted(each.found.count, noun)}" if each.found.count else ""
            about = f"{names[each.provider_id]}{days}"
            paper = MissingPaper(each.found.kind, each.found.span.last, about, each.quiet_until, each.row)
            self._missing.setdefault(each.case_id, []).append(paper)

    def requests(self, case_id: int) -> Iterator[OpenRequest]:
        """What is out, refused, or waits for a fee or a signature."""
        for number, kind, status, sent, again, since, to, *name in self._requests.get(case_id, ()):
            asked = Asked(kind, status, day(sent), day(again), day(since))
            due = due_on(asked)
            if due is not None:
                who = person_name(*(part or "" for part in name)) or to
                about = ", ".join(part for part in (REQUEST_KINDS.get(kind, kind).lower(), who) if part)
                yield OpenRequest(status, asked.sent_on, due, about, number, asked.status_on)

    def missing(self, case_id: int) -> list[MissingPaper]:
        """Bills without their record, and the other way round."""
        return self._missing.get(case_id, [])

    def permits(self, case_id: int, today: date) -> Iterator[EndingPermit]:
        """The authorizations with an end that are still needed and that no longer one stands for."""
        rows = self._permits.get(case_id)
        if not rows:
            return
        names = {row[0]: person_name(*(part or "" for part in row[5:])) for row in rows}
        known = [Permit(row[0], row[1], row[2], day(row[3]), day(row[4])) for row in rows]
        for permit in ending(known, today, within=FOR_GOOD):
            if permit.expires_on is not None:
                yield EndingPermit(permit.expires_on, names[permit.id] or "all providers", permit.id)


def _names(connection: sqlite3.Connection, provider_ids: Iterable[int]) -> dict[int, str]:
    wanted = ", ".join(str(number) for number in sorted(provider_ids))
    rows = connection.execute(
        f"SELECT p.id, {_NAME} FROM case_providers p JOIN contacts o ON o.id = p.contact_id WHERE p.id IN ({wanted})"
    )
    return {number: person_name(*name) for number, *name in rows}
