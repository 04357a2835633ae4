"""The caseload's ready lines: computed from the record for the cases an act touched, and when a day turns.

Set-based SQL over the driver's connection, no ORM: it runs before the first frame may wait for one.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from caseterm.rules.attention import CALM, CaseFacts, OpenDeadline, Rhythm, contact_due_on, judge
from caseterm.rules.people import person_name
from caseterm.rules.terms import (
    APPOINTMENT_AHEAD,
    APPOINTMENT_KEPT,
    APPOINTMENT_SHORT,
    CLIENT_SIDE_ROLES,
    LIMITATION_KINDS,
    ROLES,
    TASK_OPEN,
    TREATMENT_KINDS,
    label,
)
from caseterm.rules.text import digits, fold, squeeze
from caseterm.store.database import Database

Row = tuple[Any, ...]
CHUNK = 2000
COLUMNS = (
    "case_id",
    "is_open",
    "level",
    "since",
    "client_key",
    "number",
    "client",
    "case_type",
    "phase",
    "phase_on",
    "state",
    "city",
    "manager",
    "status",
    "pinned",
    "reason",
    "reason_arg",
    "more_reasons",
    "last_contact_on",
    "contact_due_on",
    "next_on",
    "next_time",
    "next_what",
    "next_appt_on",
    "next_task_on",
    "open_tasks",
    "sol_on",
    "sol_state",
    "incident_on",
    "changes_on",
    "search",
    "jump",
)


def refresh(connection: sqlite3.Connection, case_ids: Iterable[int], *, today: date) -> None:
    """Compute the lines of these cases anew, in the caller's transaction."""
    ids = sorted(set(case_ids))
    insert = f"INSERT OR REPLACE INTO caselist ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        lines = {line[0]: line for line in _lines(connection, chunk, today)}
        connection.executemany("DELETE FROM caselist WHERE case_id = ?", [(n,) for n in chunk if n not in lines])
        connection.executemany(insert, lines.values())


def roll_to_today(database: Database) -> int:
    """Judge the cases whose answer changes by the calendar; how many there were. Does nothing on a read-only copy."""
    if database.readonly:
        return 0
    today = database.clock.today()
    with database.housekeeping() as connection:
        row = connection.execute("SELECT value_json FROM remembered WHERE key = 'caselist.day'").fetchone()
        last = json.loads(row[0]) if row else ""
        if last == today.isoformat():
            return 0
        query = "SELECT case_id FROM caselist WHERE is_open AND changes_on <> '' AND changes_on <= ?"
        arguments: tuple[str, ...] = (today.isoformat(),)
        if last > today.isoformat():  # the calendar went back: every answer may differ
            query, arguments = "SELECT id FROM cases", ()
        due = [n for (n,) in connection.execute(query, arguments)]
        refresh(connection, due, today=today)
        connection.execute(
            "INSERT OR REPLACE INTO remembered (key, value_json) VALUES ('caselist.day', ?)",
            (json.dumps(today.isoformat()),),
        )
    return len(due)


def rebuild(database: Database) -> None:
    """Compute every line anew."""
    with database.housekeeping() as connection:
        connection.execute("DELETE FROM caselist")
        refresh(connection, [n for (n,) in connection.execute("SELECT id FROM cases")], today=database.clock.today())


def cases_of_contacts(connection: sqlite3.Connection, contact_ids: Iterable[int]) -> set[int]:
    """The cases whose lines show any of these contacts."""
    found = connection.execute(
        "WITH wanted AS (SELECT value AS id FROM json_each(?)) "
        "SELECT id FROM cases WHERE client_id IN wanted "
        "UNION SELECT case_id FROM parties WHERE contact_id IN wanted "
        "UNION SELECT case_id FROM case_providers WHERE contact_id IN wanted "
        "UNION SELECT case_id FROM claims WHERE adjuster_id IN wanted "
        "UNION SELECT case_id FROM policies WHERE insurer_id IN wanted",
        (json.dumps(sorted(contact_ids)),),
    )
    return {n for (n,) in found}


def rhythm(connection: sqlite3.Connection) -> Rhythm:
    """The firm's numbers from the settings row, or the program's own."""
    row = connection.execute(
        "SELECT contact_cadence_days, contact_cadence_late_days, gap_amber_days, gap_red_days FROM settings"
    ).fetchone()
    return Rhythm(*row) if row else Rhythm()


def case_facts(connection: sqlite3.Connection, case_ids: Sequence[int], *, today: date) -> dict[int, CaseFacts]:
    """What attention looks at, for each of the cases that exist."""
    gathered = _Gathered(connection, case_ids, today)
    return {case[0]: gathered.facts(case) for case in gathered.cases}


def _lines(connection: sqlite3.Connection, ids: Sequence[int], today: date) -> Iterator[Row]:
    gathered = _Gathered(connection, ids, today)
    for case in gathered.cases:
        yield gathered.line(case)


def _in(codes: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in sorted(codes)) + ")"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


class _Gathered:
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
            "SELECT case_id, kind, due, file_by, verified_by, title, satisfied_on FROM deadlines "
            "WHERE case_id IN (SELECT value FROM json_each(?)) AND archived_at IS NULL ORDER BY due"
        )
        self.tasks = self._grouped(
            f"SELECT case_id, due, title, status FROM tasks WHERE case_id IN (SELECT value FROM json_each(?)) "
            f"AND archived_at IS NULL AND status IN {_in(TASK_OPEN)} ORDER BY due IS NULL, due, priority, id"
        )
        ahead, kept, visits = _in(APPOINTMENT_AHEAD), _in(APPOINTMENT_KEPT), _in(TREATMENT_KINDS)
        self.ahead = self._grouped(
            f"SELECT case_id, starts_at, kind, title FROM appointments "
            f"WHERE case_id IN (SELECT value FROM json_each(?)) AND archived_at IS NULL AND status IN {ahead} "
            f"AND starts_at >= '{today.isoformat()}' ORDER BY starts_at"
        )
        self.kept = self._grouped(
            f"SELECT a.case_id, max(a.starts_at), a.kind FROM appointments a "
            f"WHERE a.case_id IN (SELECT value FROM json_each(?)) "
            f"AND a.archived_at IS NULL AND a.status IN {kept} AND a.kind IN {visits} GROUP BY a.case_id"
        )
        self.contacts = self._grouped(
            "SELECT case_id, max(at) FROM communications WHERE case_id IN (SELECT value FROM json_each(?)) "
            "AND archived_at IS NULL AND counts_as_client_contact GROUP BY case_id"
        )
        self.providers = self._grouped(
            "SELECT p.case_id, p.treatment_status, k.org_name, k.last, k.first, p.specialty FROM case_providers p "
            "JOIN contacts k ON k.id = p.contact_id WHERE p.case_id IN (SELECT value FROM json_each(?)) "
            "AND p.archived_at IS NULL ORDER BY p.id"
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
        groups: dict[int, list[Row]] = {}
        for case_id, *row in self.connection.execute(query, (self.wanted,)):
            groups.setdefault(case_id, []).append(tuple(row))
        return groups

    def facts(self, case: Row) -> CaseFacts:
        case_id, phase, phase_on, opened_on, filed_on = case[0], case[2], case[3], case[4], case[6]
        tasks, ahead = self.tasks.get(case_id, []), self.ahead.get(case_id, [])
        today = self.today.isoformat()
        dated = [(str(due), str(title)) for due, title, status in tasks if due and status != "waiting"]
        visits = [row for row in ahead if row[1] in TREATMENT_KINDS]
        treating = [row for row in self.providers.get(case_id, []) if row[0] in ("treating", "scheduled")]
        kept = self.kept.get(case_id, [("", "")])[0]
        return CaseFacts(
            phase=str(phase),
            phase_on=_day(str(phase_on)) or self.today,
            opened_on=_day(str(opened_on)) or self.today,
            filed=bool(filed_on),
            last_contact_on=_day(str(self.contacts[case_id][0][0])) if case_id in self.contacts else None,
            next_appointment_on=_day(str(ahead[0][0])) if ahead else None,
            next_task_on=_day(next((str(due) for due, *_ in tasks if due and str(due) >= today), None)),
            open_tasks=len(tasks),
            overdue_on=_day(dated[0][0]) if dated and dated[0][0] < today else None,
            overdue_title=dated[0][1] if dated and dated[0][0] < today else "",
            last_visit_on=_day(str(kept[0])),
            treating=bool(treating),
            treating_with=APPOINTMENT_SHORT.get(str(kept[1]), "") if kept[1] else "",
            next_visit_on=_day(str(visits[0][0])) if visits else None,
            deadlines=tuple(self._open_deadlines(case_id)),
            rhythm=self.rhythm,
        )

    def _open_deadlines(self, case_id: int) -> Iterator[OpenDeadline]:
        for kind, due, file_by, verified_by, title, satisfied_on in self.deadlines.get(case_id, []):
            day = min(str(due), str(file_by or due))
            if not satisfied_on:
                yield OpenDeadline(str(kind), date.fromisoformat(day), bool(verified_by), str(title))

    def line(self, case: Row) -> Row:
        (case_id, number, phase, phase_on, _opened, status, _filed, case_type, state, manager, pinned, archived) = case[
            :12
        ]
        last, first, _middle, suffix, org_name, _preferred, incident_on = case[12:19]
        client = person_name(str(last), str(first), str(suffix), str(org_name))
        is_open = int(archived is None and status in ("open", "on_hold"))
        facts = self.facts(case)
        judgement = judge(facts, self.today)
        reason = judgement.first if is_open else None
        ahead = self.ahead.get(case_id, [])
        next_on, next_time, next_what = self._next(facts, ahead)
        sol_on, sol_state = self._limitation(case_id)
        return (
            case_id,
            is_open if archived is None else -1,
            reason.level if reason else CALM,
            reason.since.isoformat() if reason else "",
            fold(client),
            number,
            client,
            case_type,
            phase,
            phase_on,
            state,
            next((str(city) for (city,) in self.cities.get(case_id, [])), ""),
            manager,
            status,
            int(bool(pinned)),
            reason.code if reason else "",
            reason.about if reason else "",
            max(0, len(judgement.reasons) - 1) if is_open else 0,
            facts.last_contact_on.isoformat() if facts.last_contact_on else "",
            contact_due_on(facts).isoformat(),
            next_on,
            next_time,
            next_what,
            facts.next_appointment_on.isoformat() if facts.next_appointment_on else "",
            facts.next_task_on.isoformat() if facts.next_task_on else "",
            facts.open_tasks,
            sol_on,
            sol_state,
            incident_on or "",
            judgement.changes_on.isoformat() if is_open and judgement.changes_on else "",
            self._search(case, client),
            self._jump(case, client),
        )

    def _next(self, facts: CaseFacts, ahead: list[Row]) -> tuple[str, str, str]:
        if ahead:
            starts_at, kind, title = (str(part) for part in ahead[0])
            task_first = facts.next_task_on is not None and facts.next_task_on.isoformat() < starts_at[:10]
            if not task_first:
                return starts_at[:10], starts_at[11:16], APPOINTMENT_SHORT.get(kind) or title
        return (facts.next_task_on.isoformat(), "", "task") if facts.next_task_on else ("", "", "")

    def _limitation(self, case_id: int) -> tuple[str, str]:
        rows = [row for row in self.deadlines.get(case_id, []) if row[0] in LIMITATION_KINDS]
        waiting = [row for row in rows if not row[5]]
        if waiting:
            _kind, due, file_by, verified_by, *_ = waiting[0]
            return min(str(due), str(file_by or due)), "verified" if verified_by else "unverified"
        return (str(rows[-1][1]), "satisfied") if rows else ("", "")

    def _search(self, case: Row, client: str) -> str:
        case_id = case[0]
        parts = [fold(client), fold(str(case[17])), fold(str(case[13])), fold(str(case[1])), squeeze(str(case[1]))]
        parts += [digits(str(number)) for number, _label in self.phones.get(case_id, [])]
        parts += [squeeze(str(row[0])) for row in self.claims.get(case_id, [])]
        parts += [fold(str(city)) for (city,) in self.cities.get(case_id, [])]
        return " ".join(dict.fromkeys(part for part in parts if part))

    def _jump(self, case: Row, client: str) -> str:
        """One line a fact that opens the case: kind, folded text, text as shown, parted by tabs."""
        case_id = case[0]
        lines = [("name", fold(client), client), ("case no.", squeeze(str(case[1])), str(case[1]))]
        if case[17]:
            lines.append(("name", fold(str(case[17])), str(case[17])))
        if case[20]:
            lines.append(("docket", squeeze(str(case[20])), str(case[20])))
        lines += [("phone", digits(str(number)), str(number)) for number, _label in self.phones.get(case_id, [])]
        for claim_no, last, first, org in self.claims.get(case_id, []):
            if claim_no:
                lines.append(("claim", squeeze(str(claim_no)), str(claim_no)))
            if last or first or org:
                name = person_name(str(last), str(first), "", str(org))
                lines.append(("adjuster", fold(name), name))
        lines += [("policy", squeeze(str(no)), str(no)) for no, _org in self.policies.get(case_id, []) if no]
        lines += [("insurer", fold(str(org)), str(org)) for _no, org in self.policies.get(case_id, []) if org]
        for _status, org, last, first, _specialty in self.providers.get(case_id, []):
            name = person_name(str(last), str(first), "", str(org))
            lines.append(("provider", fold(name), name))
        for role, org, last, first in self.parties.get(case_id, []):
            if role not in CLIENT_SIDE_ROLES:
                name = person_name(str(last), str(first), "", str(org))
                lines.append((label(ROLES, str(role)).lower(), fold(name), name))
        return "\n".join(dict.fromkeys("\t".join(line).replace("\n", " ") for line in lines if line[1]))
