"""The caseload's ready lines: computed from the record for the cases an act touched, and when a day turns.

Set-based SQL over the driver's connection, no ORM: it runs before the first frame may wait for one.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from caseterm.queries.case_facts import GatheredCases, Row
from caseterm.rules.attention import CALM, EDITION, CaseFacts, contact_due_on, judge
from caseterm.rules.people import person_name
from caseterm.rules.terms import CLIENT_SIDE_ROLES, LIMITATION_KINDS, ROLES, label
from caseterm.rules.terms_visits import APPOINTMENT_SHORT
from caseterm.rules.text import digits, fold, squeeze
from caseterm.store.database import Database

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
)
_WIDTH = len(COLUMNS)
_INDEXED = [COLUMNS.index(name) for name in ("case_id", "is_open", "level", "since", "client_key", "changes_on")]
_OTHERS = [place for place in range(_WIDTH) if place not in _INDEXED]
_SELECT = (
    f"SELECT {', '.join(f'l.{name}' for name in COLUMNS)}, t.search, t.jump "
    "FROM caselist l LEFT JOIN casetext t ON t.case_id = l.case_id"
)
_INSERT = f"INSERT OR REPLACE INTO caselist ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * _WIDTH)})"
_UPDATE = f"UPDATE caselist SET {', '.join(f'{COLUMNS[place]} = ?' for place in _OTHERS)} WHERE case_id = ?"
"""Leaves the indexes alone."""


def refresh(connection: sqlite3.Connection, case_ids: Iterable[int], *, today: date) -> None:
    """Compute the lines of these cases anew, in the caller's transaction.

    What is as it was is not written again: each page an act touches is written twice, and sealed when encrypted.
    """
    ids = sorted(set(case_ids))
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        stored = _stored(connection, chunk)
        lines = {line[0]: line for line in _lines(connection, chunk, today)}
        connection.executemany("DELETE FROM caselist WHERE case_id = ?", [(n,) for n in chunk if n not in lines])
        anew, others, texts = [], [], []
        for n, line in lines.items():
            old = stored.get(n)
            replaced = old is None or any(old[place] != line[place] for place in _INDEXED)
            if replaced:  # which takes its text along, by the foreign key
                anew.append(line[:_WIDTH])
            elif old is not None and old[:_WIDTH] != line[:_WIDTH]:
                others.append((*(line[place] for place in _OTHERS), n))
            if replaced or old is None or old[_WIDTH:] != line[_WIDTH:]:
                texts.append((n, *line[_WIDTH:]))
        connection.executemany(_INSERT, anew)
        connection.executemany(_UPDATE, others)
        connection.executemany("INSERT OR REPLACE INTO casetext (case_id, search, jump) VALUES (?, ?, ?)", texts)


def _stored(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Row]:
    """The lines as they stand, with their texts."""
    found = connection.execute(
        f"{_SELECT} WHERE l.case_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0]: row for row in found}


def roll_to_today(database: Database) -> int:
    """Judge the cases whose answer changes by the calendar; how many there were. Does nothing on a read-only copy."""
    if database.readonly:
        return 0
    today = database.clock.today()
    with database.housekeeping() as connection:
        last, edition = judged(connection)
        if last == today.isoformat() and edition == EDITION:
            return 0
        query = "SELECT case_id FROM caselist WHERE is_open AND changes_on <> '' AND changes_on <= ?"
        arguments: tuple[str, ...] = (today.isoformat(),)
        if last > today.isoformat() or edition != EDITION:  # the calendar went back, or the rules are others
            query, arguments = "SELECT id FROM cases", ()
        due = [n for (n,) in connection.execute(query, arguments)]
        refresh(connection, due, today=today)
        mark_judged(connection, today)
    return len(due)


def judged(connection: sqlite3.Connection) -> tuple[str, int]:
    """The day (ISO, '' for none) the lines were last judged on, and by which edition of the rules (0 unknown)."""
    rows = connection.execute("SELECT key, value_json FROM remembered WHERE key LIKE 'caselist.%'")
    found = {key: json.loads(value) for key, value in rows}
    return str(found.get("caselist.day", "")), int(found.get("caselist.edition", 0))


def mark_judged(connection: sqlite3.Connection, today: date) -> None:
    """Every line is as these rules judge it today."""
    connection.executemany(
        "INSERT OR REPLACE INTO remembered (key, value_json) VALUES (?, ?)",
        [("caselist.day", json.dumps(today.isoformat())), ("caselist.edition", json.dumps(EDITION))],
    )


def rebuild(database: Database) -> None:
    """Compute every line anew."""
    with database.housekeeping() as connection:
        connection.execute("DELETE FROM caselist")
        refresh(connection, [n for (n,) in connection.execute("SELECT id FROM cases")], today=database.clock.today())
        mark_judged(connection, database.clock.today())


def misfits(connection: sqlite3.Connection, *, day: str) -> int:
    """How many lines are not what the record says on a day (ISO), are missing, or have no case. Reads only."""
    ids = [n for (n,) in connection.execute("SELECT id FROM cases")]
    stored = {row[0]: row for row in connection.execute(_SELECT)}
    count = len(stored.keys() - set(ids))
    for start in range(0, len(ids), CHUNK):
        lines = {line[0]: line for line in _lines(connection, ids[start : start + CHUNK], date.fromisoformat(day))}
        count += sum(stored.get(n) != lines.get(n) for n in ids[start : start + CHUNK])
    return count


def cases_of_contacts(connection: sqlite3.Connection, contact_ids: Iterable[int]) -> set[int]:
    """The cases whose lines show any of these contacts."""
    found = connection.execute(
        "WITH wanted AS (SELECT value AS id FROM json_each(?)) "
        "SELECT id FROM cases WHERE client_id IN wanted "
        "UNION SELECT case_id FROM parties WHERE contact_id IN wanted "
        "UNION SELECT case_id FROM case_providers WHERE contact_id IN wanted "
        "UNION SELECT case_id FROM records_requests WHERE vendor_id IN wanted "
        "UNION SELECT case_id FROM claims WHERE adjuster_id IN wanted "
        "UNION SELECT case_id FROM policies WHERE insurer_id IN wanted",
        (json.dumps(sorted(contact_ids)),),
    )
    return {n for (n,) in found}


def _lines(connection: sqlite3.Connection, ids: Sequence[int], today: date) -> Iterator[Row]:
    gathered = GatheredCases(connection, ids, today)
    for case in gathered.cases:
        yield _line(gathered, case)


def _line(gathered: GatheredCases, case: Row) -> Row:
    (case_id, number, phase, phase_on, _opened, status, _filed, case_type, state, manager, pinned, archived) = case[:12]
    last, first, _middle, suffix, org_name, _preferred, incident_on = case[12:19]
    client = person_name(str(last), str(first), str(suffix), str(org_name))
    is_open = int(archived is None and status in ("open", "on_hold"))
    facts = gathered.facts(case)
    judgement = judge(facts, gathered.today)
    reason = judgement.first if is_open else None
    ahead = gathered.ahead.get(case_id, [])
    next_on, next_time, next_what = _next(gathered, facts, ahead)
    sol_on, sol_state = _limitation(gathered, case_id)
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
        next((str(city) for (city,) in gathered.cities.get(case_id, [])), ""),
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
        _search(gathered, case, client),
        _jump(gathered, case, client),
    )


def _next(gathered: GatheredCases, facts: CaseFacts, ahead: list[Row]) -> tuple[str, str, str]:
    if ahead:
        starts_at, kind, title = (str(part) for part in ahead[0])
        task_first = facts.next_task_on is not None and facts.next_task_on.isoformat() < starts_at[:10]
        if not task_first:
            return starts_at[:10], starts_at[11:16], APPOINTMENT_SHORT.get(kind) or title
    return (facts.next_task_on.isoformat(), "", "task") if facts.next_task_on else ("", "", "")


def _limitation(gathered: GatheredCases, case_id: int) -> tuple[str, str]:
    rows = [row for row in gathered.deadlines.get(case_id, []) if row[0] in LIMITATION_KINDS]
    waiting = [row for row in rows if not row[5]]
    if waiting:
        _kind, due, file_by, verified_by, *_ = waiting[0]
        return min(str(due), str(file_by or due)), "verified" if verified_by else "unverified"
    return (str(rows[-1][1]), "satisfied") if rows else ("", "")


def _search(gathered: GatheredCases, case: Row, client: str) -> str:
    case_id = case[0]
    parts = [fold(client), fold(str(case[17])), fold(str(case[13])), fold(str(case[1])), squeeze(str(case[1]))]
    parts += [digits(str(number)) for number, _label in gathered.phones.get(case_id, [])]
    parts += [squeeze(str(row[0])) for row in gathered.claims.get(case_id, [])]
    parts += [fold(str(city)) for (city,) in gathered.cities.get(case_id, [])]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _jump(gathered: GatheredCases, case: Row, client: str) -> str:
    """One line a fact that opens the case: kind, folded text, text as shown, parted by tabs."""
    case_id = case[0]
    lines = [("name", fold(client), client), ("case no.", squeeze(str(case[1])), str(case[1]))]
    if case[17]:
        lines.append(("name", fold(str(case[17])), str(case[17])))
    if case[20]:
        lines.append(("docket", squeeze(str(case[20])), str(case[20])))
    lines += [("phone", digits(str(number)), str(number)) for number, _label in gathered.phones.get(case_id, [])]
    for claim_no, last, first, org in gathered.claims.get(case_id, []):
        if claim_no:
            lines.append(("claim", squeeze(str(claim_no)), str(claim_no)))
        if last or first or org:
            name = person_name(str(last), str(first), "", str(org))
            lines.append(("adjuster", fold(name), name))
    lines += [("policy", squeeze(str(no)), str(no)) for no, _org in gathered.policies.get(case_id, []) if no]
    lines += [("insurer", fold(str(org)), str(org)) for _no, org in gathered.policies.get(case_id, []) if org]
    for _status, org, last, first, _specialty in gathered.providers.get(case_id, []):
        name = person_name(str(last), str(first), "", str(org))
        lines.append(("provider", fold(name), name))
    for role, org, last, first in gathered.parties.get(case_id, []):
        if role not in CLIENT_SIDE_ROLES:
            name = person_name(str(last), str(first), "", str(org))
            lines.append((label(ROLES, str(role)).lower(), fold(name), name))
    return "\n".join(dict.fromkeys("\t".join(line).replace("\n", " ") for line in lines if line[1]))
