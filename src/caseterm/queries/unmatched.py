"""What each provider's papers lack of each other: bills of what there are records for, and the other way round."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

from caseterm.queries.casefile_rows import day, in_list
from caseterm.queries.request_sql import REQUESTS_OF
from caseterm.rules.terms_requests import BILLS_TRACK, CAME, OVER
from caseterm.rules.terms_visits import APPOINTMENT_KEPT, TREATMENT_KINDS
from caseterm.rules.unmatched import DAY, Dismissal, Papers, Span, Unmatched, unmatched
from caseterm.store.database import Database
from caseterm.values import value

VISIT_RECORDS = frozenset({"records", "records_and_bills", "er_chart", "ambulance"})
"""What tells of visits; films and reports have no bill of their own days."""
_WANTED = "(SELECT value FROM json_each(?))"


@value
class Lacking:
    """One thing that a provider's papers lack; `quiet_until` where somebody said why not, for so long."""

    case_id: int
    provider_id: int
    found: Unmatched
    quiet_until: date | None = None

    @property
    def row(self) -> str:
        """The key of its row among the requests."""
        return f"unmatched:{self.provider_id}.{self.found.kind}.{self.found.span.first}"


@value
class Excused:
    """What somebody said is no matter: why, and until when (None for good)."""

    id: int
    provider_id: int
    kind: str
    first: date | None
    last: date | None
    reason: str
    until: date | None


def excused(db: Database, case_id: int) -> list[Excused]:
    """What of a case's papers was said to be no matter, also where that day is over."""
    rows = db.raw.execute(
        "SELECT id, case_provider_id, kind, dos_from, dos_to, reason, until_on FROM unmatched_dismissals "
        "WHERE case_id = ? AND archived_at IS NULL ORDER BY id",
        (case_id,),
    )
    return [
        Excused(number, provider_id, kind, day(first), day(last), reason, day(until))
        for number, provider_id, kind, first, last, reason, until in rows
    ]


def of_case(db: Database, case_id: int) -> list[Lacking]:
    """What the papers of a case lack and nobody dismissed."""
    found = lacking(db.raw, [case_id], today=db.clock.today())
    return [each for each in found if each.quiet_until is None]


def lacking(connection: sqlite3.Connection, case_ids: Iterable[int], *, today: date) -> list[Lacking]:
    """What the papers of these cases lack, also what is dismissed until some day; one statement a table."""
    read = _Papers(connection, json.dumps(list(case_ids)), today)
    lacks: list[Lacking] = []
    for (case_id, provider_id), papers in read.papers.items():
        told = read.dismissals.get(provider_id, ())
        loud = unmatched(papers, told, today=today)
        lacks += [Lacking(case_id, provider_id, found) for found in loud]
        ends = [each.until for each in told if each.until is not None and each.until >= today]
        if ends:
            quiet = [found for found in unmatched(papers) if found not in loud]
            lacks += [Lacking(case_id, provider_id, found, min(ends)) for found in quiet]
    return lacks


class _Papers:
    """The papers of the providers of some cases; `wanted` holds their ids as JSON."""

    def __init__(self, connection: sqlite3.Connection, wanted: str, today: date) -> None:
        self.today = today
        self.sides: dict[tuple[int, int], dict[str, list[Span]]] = {}
        self.dismissals: dict[int, list[Dismissal]] = {}
        self._requests(connection, wanted)
        self._bills(connection, wanted)
        visits = self._visits(connection, wanted) if self.sides else {}
        self._dismissals(connection, wanted)
        self.papers = {
            key: Papers(
                side.get("records", ()), side.get("bills", ()), side.get("records_asked", ()),
                side.get("bills_asked", ()), visits.get(key[1], ()),
            )
            for key, side in self.sides.items()
        }  # fmt: skip

    def _put(self, key: tuple[int, int], side: str, span: Span) -> None:
        self.sides.setdefault(key, {}).setdefault(side, []).append(span)

    def _requests(self, connection: sqlite3.Connection, wanted: str) -> None:
        rows = connection.execute(
            "SELECT r.case_id, r.case_provider_id, r.kind, r.status, r.dos_from, r.dos_to, r.all_dates, r.until_today, "
            "r.sent_on, r.received_on, coalesce(i.happened_on, p.first_visit_on) "
            f"FROM ({REQUESTS_OF}) r JOIN case_providers p ON p.id = r.case_provider_id "
            "LEFT JOIN incidents i ON i.case_id = r.case_id WHERE r.archived_at IS NULL AND p.archived_at IS NULL",
            (wanted,),
        )
        for case_id, provider_id, kind, status, dos_from, dos_to, every, to_date, sent, came, start in rows:
            here = status in CAME and status != "no_records_cert"
            if not here and status in OVER - {"no_records_cert"}:
                continue
            first = date.min if every else day(dos_from) or day(start) or date.min
            end = day(sent) or day(came) or self.today
            last = end if every or to_date or not dos_to else day(dos_to) or end
            if status == "no_records_cert":
                here, first, last = False, first, max(last, self.today)
            span = Span(first, max(first, last))
            for side, kinds in (("records", VISIT_RECORDS), ("bills", BILLS_TRACK)):
                if kind in kinds:
                    self._put((case_id, provider_id), side if here else f"{side}_asked", span)

    def _bills(self, connection: sqlite3.Connection, wanted: str) -> None:
        for case_id, provider_id, first, last in connection.execute(
            "SELECT b.case_id, b.case_provider_id, b.dos_from, coalesce(b.dos_to, b.dos_from) FROM medical_bills b "
            f"JOIN case_providers p ON p.id = b.case_provider_id WHERE b.case_id IN {_WANTED} "
            "AND b.archived_at IS NULL AND p.archived_at IS NULL AND b.dos_from IS NOT NULL",
            (wanted,),
        ):
            self._put((case_id, provider_id), "bills", Span(date.fromisoformat(first), date.fromisoformat(last)))

    def _visits(self, connection: sqlite3.Connection, wanted: str) -> dict[int, list[date]]:
        found: dict[int, list[date]] = {}
        for provider_id, on in connection.execute(
            "SELECT case_provider_id, substr(starts_at, 1, 10) FROM appointments "
            f"WHERE case_id IN {_WANTED} AND case_provider_id IS NOT NULL AND archived_at IS NULL "
            f"AND status IN {in_list(APPOINTMENT_KEPT)} AND kind IN {in_list(frozenset(TREATMENT_KINDS))}",
            (wanted,),
        ):
            found.setdefault(provider_id, []).append(date.fromisoformat(on))
        return found

    def _dismissals(self, connection: sqlite3.Connection, wanted: str) -> None:
        for provider_id, kind, first, last, until in connection.execute(
            "SELECT case_provider_id, kind, dos_from, dos_to, until_on FROM unmatched_dismissals "
            f"WHERE case_id IN {_WANTED} AND archived_at IS NULL",
            (wanted,),
        ):
            start, end = day(first), day(last)
            span = Span(start or date.min + DAY, end or date.max - DAY) if start or end else None
            self.dismissals.setdefault(provider_id, []).append(Dismissal(kind, span, day(until)))
