"""The facts that attention judges and the caseload shows, read for many cases with one statement a table.

Plain SQL over the driver's connection, no ORM: it runs before the first frame may wait for one.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from caseterm.queries.attorney_facts import AttorneyFacts
from caseterm.queries.care_facts import CareFacts
from caseterm.queries.casefile_rows import grouped
from caseterm.queries.money_facts import MoneyFacts
from caseterm.queries.request_facts import PaperFacts
from caseterm.queries.settling_facts import SettlingFacts
from caseterm.queries.visit_days import VisitDays
from caseterm.rules.attention import CaseFacts, Dismissed, OpenDeadline, Rhythm
from caseterm.rules.terms import LIMITATION_KINDS, TASK_OPEN
from caseterm.rules.terms_visits import (
    APPOINTMENT_AHEAD,
    APPOINTMENT_SHORT,
)

Row = tuple[Any, ...]


def rhythm(connection: sqlite3.Connection) -> Rhythm:
    """The firm's numbers from the settings row, or the program's own."""
    row = connection.execute(
        "SELECT contact_cadence_days, contact_cadence_late_days, gap_amber_days, gap_red_days FROM settings"
    ).fetchone()
    return Rhythm(*row) if row else Rhythm()


def case_facts(connection: sqlite3.Connection, case_ids: Sequence[int], *, today: date) -> dict[int, CaseFacts]:
    """What attention looks at, for each of the cases that exist."""
    gathered = GatheredCases(connection, case_ids, today)
    return {case[0]: gathered.facts(case) for case in gathered.cases}


def _in(codes: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in sorted(codes)) + ")"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


class GatheredCases:
    """The facts of a chunk of cases, read with one statement a table."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[int], today: date) -> None:
        self.connection = connection
        self.today = today
        self.wanted = json.dumps(list(ids))
        self.rhythm = rhythm(connection)
        self.cases = self._all(
            "SELECT c.id, c.number, c.phase, c.phase_entered_on, c.opened_on, c.status, c.filed_on, c.case_type, "
            "c.state, c.case_manager, c.pinned, c.archived_at, k.last, k.first, k.middle, k.suffix, k.org_name, "
            "k.preferred_name, i.happened_on, k.id, c.docket_no "
            "FROM cases c JOIN contacts k ON k.id = c.client_id LEFT JOIN incidents i ON i.case_id = c.id "
            "WHERE c.id IN (SELECT value FROM json_each(?))"
        )
        self.deadlines = self._grouped(
            "SELECT case_id, kind, due, file_by, verified_by, title, satisfied_on, id FROM deadlines "
            "WHERE case_id IN (SELECT value FROM json_each(?)) AND archived_at IS NULL ORDER BY due"
        )
        self.tasks = self._grouped(
            f"SELECT case_id, due, title, status, id FROM tasks WHERE case_id IN (SELECT value FROM json_each(?)) "
            f"AND archived_at IS NULL AND status IN {_in(TASK_OPEN)} ORDER BY due IS NULL, due, priority, id"
        )
        idle = json.dumps([case[0] for case in self.cases if case[0] not in self.tasks])
        self.last_done = grouped(
            connection,
            "SELECT case_id, max(done_on) FROM tasks WHERE case_id IN (SELECT value FROM json_each(?)) "
            "AND archived_at IS NULL AND done_on IS NOT NULL GROUP BY case_id",
            (idle,),
        )
        ahead = _in(APPOINTMENT_AHEAD)
        self.ahead = self._grouped(
            f"SELECT case_id, starts_at, kind, title FROM appointments "
            f"WHERE case_id IN (SELECT value FROM json_each(?)) AND archived_at IS NULL AND status IN {ahead} "
            f"AND starts_at >= '{today.isoformat()}' ORDER BY starts_at"
        )
        self.visits = VisitDays(connection, self.wanted, today, every=False)
        self.contacts = self._grouped(
            "SELECT case_id, max(at) FROM communications WHERE case_id IN (SELECT value FROM json_each(?)) "
            "AND archived_at IS NULL AND counts_as_client_contact GROUP BY case_id"
        )
        self.providers = self._grouped(
            "SELECT p.case_id, p.treatment_status, k.org_name, k.last, k.first, p.specialty FROM case_providers p "
            "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id IN (SELECT value FROM json_each(?)) "
            "AND p.archived_at IS NULL ORDER BY p.id"
        )
        self.papers = PaperFacts(connection, self.wanted, self.cases, today)
        self.settling = SettlingFacts(connection, self.wanted)
        self.spending = MoneyFacts(connection, self.wanted)
        self.counsel = AttorneyFacts(connection, self.wanted)
        self.care = CareFacts(connection, self.wanted, today)
        self.dismissed = self._grouped(
            "SELECT case_id, code, since, until FROM dismissals WHERE case_id IN (SELECT value FROM json_each(?)) "
            f"AND archived_at IS NULL AND until >= '{today.isoformat()}'"
        )
        self.parties = self._grouped(
            "SELECT p.case_id, p.role, k.org_name, k.last, k.first FROM parties p "
            "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id IN (SELECT value FROM json_each(?)) "
            "AND p.archived_at IS NULL ORDER BY p.id"
        )
        self.claims = self._grouped(
            "SELECT c.case_id, c.claim_no, k.last, k.first, k.org_name FROM claims c "
            "LEFT JOIN contacts k ON k.id = c.adjuster_id WHERE c.case_id IN (SELECT value FROM json_each(?)) "
            "AND c.archived_at IS NULL ORDER BY c.id"
        )
        self.policies = self._grouped(
            "SELECT p.case_id, p.policy_no, k.org_name FROM policies p LEFT JOIN contacts k ON k.id = p.insurer_id "
            "WHERE p.case_id IN (SELECT value FROM json_each(?)) AND p.archived_at IS NULL ORDER BY p.id"
        )
        self.phones = self._grouped(
            "SELECT c.id, f.number, f.label FROM cases c JOIN contact_phones f ON f.contact_id = c.client_id "
            "WHERE c.id IN (SELECT value FROM json_each(?)) AND f.archived_at IS NULL ORDER BY f.position, f.id"
        )
        self.cities = self._grouped(
            "SELECT c.id, a.city FROM cases c JOIN contact_addresses a ON a.contact_id = c.client_id "
            "WHERE c.id IN (SELECT value FROM json_each(?)) AND a.archived_at IS NULL ORDER BY a.position, a.id"
        )

    def _all(self, query: str) -> list[Row]:
        return self.connection.execute(query, (self.wanted,)).fetchall()

    def _grouped(self, query: str) -> dict[int, list[Row]]:
        return grouped(self.connection, query, (self.wanted,))

    def facts(self, case: Row) -> CaseFacts:
        case_id, phase, phase_on, opened_on, filed_on = case[0], case[2], case[3], case[4], case[6]
        tasks, ahead = self.tasks.get(case_id, []), self.ahead.get(case_id, [])
        today = self.today.isoformat()
        dated = [(str(due), str(title), number) for due, title, status, number in tasks if due and status != "waiting"]
        late = dated[0] if dated and dated[0][0] < today else ("", "", 0)
        return CaseFacts(
            phase=str(phase),
            phase_on=_day(str(phase_on)) or self.today,
            opened_on=_day(str(opened_on)) or self.today,
            filed=bool(filed_on) or self._limitation_satisfied(case_id),
            last_contact_on=_day(str(self.contacts[case_id][0][0])) if case_id in self.contacts else None,
            next_appointment_on=_day(str(ahead[0][0])) if ahead else None,
            next_task_on=_day(next((str(due) for due, *_ in tasks if due and str(due) >= today), None)),
            open_tasks=len(tasks),
            last_task_on=_day(str(self.last_done[case_id][0][0])) if case_id in self.last_done else None,
            overdue_on=_day(late[0]),
            overdue_title=late[1],
            overdue_id=late[2],
            visits=self.visits.of(case_id),
            treating_with=APPOINTMENT_SHORT.get(self.visits.last_kind(case_id), ""),
            deadlines=tuple(self._open_deadlines(case_id)),
            requests=tuple(self.papers.requests(case_id)),
            permits=tuple(self.papers.permits(case_id, self.today)),
            missing_papers=tuple(self.papers.missing(case_id)),
            settling=self.settling.of(case_id),
            spending=self.spending.of(case_id),
            counsel=self.counsel.of(case_id),
            care=self.care.signs(case_id),
            dismissed=tuple(
                Dismissed(code, date.fromisoformat(since), date.fromisoformat(until))
                for code, since, until in self.dismissed.get(case_id, ())
            ),
            rhythm=self.rhythm,
        )

    def _limitation_satisfied(self, case_id: int) -> bool:
        return any(row[0] in LIMITATION_KINDS and row[5] for row in self.deadlines.get(case_id, []))

    def _open_deadlines(self, case_id: int) -> Iterator[OpenDeadline]:
        for kind, due, file_by, verified_by, title, satisfied_on, number in self.deadlines.get(case_id, []):
            day = min(str(due), str(file_by or due))
            if not satisfied_on:
                yield OpenDeadline(str(kind), date.fromisoformat(day), bool(verified_by), str(title), number)
