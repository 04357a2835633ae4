"""Checklists put to work: a phase's tasks are created once for a case, dated from what the case knows."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from caseterm.checklistfiles import items_for
from caseterm.models import Case
from caseterm.queries.case_facts import rhythm
from caseterm.rules.attention import contact_days
from caseterm.rules.checklist_course import Standing
from caseterm.rules.checklist_each import each_course
from caseterm.rules.checklists import Item, Matter, Planned, planned
from caseterm.rules.terms import LIMITATION_KINDS
from caseterm.rules.terms_visits import APPOINTMENT_KEPT, TREATMENT_KINDS
from caseterm.rules.text import clean_input
from caseterm.services.checklist_rows import rows_of
from caseterm.store.database import Database
from caseterm.store.writing import Write


def apply(write: Write, case: Case, phase: str | None = None) -> int:
    """Create the tasks of a phase (the case's own by default) in an open act, each once in the case's life; how many.

    Raises InputError when a checklist file cannot be read.
    """
    wanted = phase or case.phase
    tasks = plan(write.connection, case.id or 0, wanted, today=write.today, entered=case.phase_entered_on)
    for each in tasks:
        put(write, case.id or 0, each)
    return len(tasks)


def put(write: Write, case_id: int, planned: Planned) -> int:
    """Write down a task of a checklist in an open act, without the ORM: a phase makes dozens; its id."""
    item = planned.item
    due = planned.due.isoformat() if planned.due else None
    return write.insert(
        "tasks",
        {
            "title": clean_input(item.title),
            "case_id": case_id,
            "due": due,
            "due_time": "",
            "priority": 2 if item.hard else 3,
            "status": "todo",
            "waiting_on": "",
            "owner": item.who,
            "tags": "",
            "notes": clean_input(planned.notes, multiline=True),
            "template_key": planned.key,
            "template_due": due,
            "phase": item.phase,
        },
    )


def preview(db: Database, case_id: int, phase: str) -> list[Planned]:
    """What entering a phase today would create. Raises InputError when a checklist file cannot be read."""
    return plan(db.raw, case_id, phase, today=db.clock.today(), entered=db.clock.today())


def plan(connection: sqlite3.Connection, case_id: int, phase: str, *, today: date, entered: date) -> list[Planned]:
    """The tasks that entering a phase makes and this case has not had yet, those for each of its rows too."""
    claim_type, matter = matter_of(connection, case_id, phase, entered)
    items = items_for(claim_type)
    had = standing(connection, case_id)
    rows = rows_of(connection, case_id, kinds_of(items), today=today)
    made = planned(items, phase, matter, have={each.key for each in had}, rows=rows, today=today)
    if phase == "closed":
        return made
    return [*made, *each_course(items, phase, matter, had, rows, today=today).create]


def kinds_of(items: Sequence[Item]) -> set[str]:
    """What the items of a checklist are for each of."""
    return {item.each for item in items if item.each}


def standing(connection: sqlite3.Connection, case_id: int) -> list[Standing]:
    """The checklist's tasks of a case, those done and set aside too."""
    query = (
        "SELECT id, template_key, iif(archived_at IS NULL, status, 'cancelled'), due, template_due, done_on, "
        "updated_at FROM tasks WHERE case_id = ? AND template_key <> '' AND template_key NOT LIKE '%:%'"
    )
    return [
        Standing(
            id=row[0],
            template_key=row[1],
            status=row[2],
            due=_day(row[3]),
            planned=_day(row[4]),
            ended_on=_day(row[5]) or _day(row[6]),
        )
        for row in connection.execute(query, (case_id,))
    ]


# ---- what the case knows ----------------------------------------------------------------------------------------


def matter_of(connection: sqlite3.Connection, case_id: int, phase: str, entered: date) -> tuple[str, Matter]:
    row = connection.execute(
        "SELECT c.claim_type, c.state, i.state, c.case_type, c.medicare_status, c.minor, c.gov_entity_involved, "
        "c.opened_on, c.signed_on, c.filed_on, i.happened_on FROM cases c "
        "LEFT JOIN incidents i ON i.case_id = c.id AND i.archived_at IS NULL WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    claim_type, state, incident_state, case_type, medicare, minor, government, opened, signed, filed, doi = row
    first = {
        each: _day(day)
        for each, day in connection.execute(
            "SELECT phase, min(entered_on) FROM phase_history WHERE case_id = ? AND archived_at IS NULL GROUP BY phase",
            (case_id,),
        )
    }
    first.setdefault(phase, entered)
    anchors: dict[str, date | None] = {
        "INTAKE": _day(opened),
        "SIGN": _day(signed) or first.get("opening") or _day(opened),
        "DOI": _day(doi),
        "PHASE": entered,
        "TXEND": first.get("records"),
        "DEM": first.get("negotiation"),
        "FILED": _day(filed) or first.get("litigation"),
        **_dates(connection, case_id),
    }
    anchors["SETT"] = anchors["SETT"] or first.get("settlement")
    matter = Matter(
        state=state or incident_state or "",
        case_type=case_type,
        medicare_status=medicare,
        minor=bool(minor),
        government=bool(government),
        contact_days=contact_days(
            rhythm(connection), phase, date.fromisoformat(opened), anchors["LASTC"] or date.fromisoformat(opened)
        ),
        anchors=anchors,
    )
    return claim_type, matter


def _dates(connection: sqlite3.Connection, case_id: int) -> dict[str, date | None]:
    """The anchors that are derived from other sections of the file."""
    visits, kept, limits = (_codes(codes) for codes in (TREATMENT_KINDS, APPOINTMENT_KEPT, LIMITATION_KINDS))
    clock = (
        "SELECT min(trigger_date) FROM deadlines WHERE case_id = :case AND archived_at IS NULL AND rule = 'clock:{}'"
    )
    queries = {
        "SETT": FIRST.format("agreed_on", "recoveries"),
        "FUNDS": FIRST.format("funds_received_on", "recoveries"),
        "SERVED": _either(FIRST.format("served_on", "defendants"), clock.format("frcp_answer")),
        "CPN": _either(FIRST.format("notice_on", "liens"), clock.format("medicare_cpn")),
        "MCDEM": _either(FIRST.format("demand_on", "liens"), clock.format("medicare_demand")),
        "EXPIRY": "SELECT min(due) FROM deadlines WHERE case_id = :case AND archived_at IS NULL "
        "AND satisfied_on IS NULL AND kind = 'demand_expiry'",
        "TXSTART": "SELECT min(day) FROM (SELECT first_visit_on AS day FROM case_providers "
        "WHERE case_id = :case AND archived_at IS NULL UNION ALL SELECT starts_at FROM appointments "
        f"WHERE case_id = :case AND archived_at IS NULL AND status IN {kept} AND kind IN {visits})",
        "SOL": "SELECT min(due) FROM deadlines WHERE case_id = :case AND archived_at IS NULL "
        f"AND satisfied_on IS NULL AND kind IN {limits}",
        "LASTC": "SELECT max(at) FROM communications WHERE case_id = :case AND archived_at IS NULL "
        "AND counts_as_client_contact",
    }
    return {name: _day(connection.execute(sql, {"case": case_id}).fetchone()[0]) for name, sql in queries.items()}


FIRST = "SELECT min({}) FROM {} WHERE case_id = :case AND archived_at IS NULL"


def _either(first: str, second: str) -> str:
    return f"SELECT coalesce(({first}), ({second}))"


def _codes(codes: frozenset[str]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in sorted(codes)) + ")"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
