"""Checklists put to work: a phase's tasks are created once for a case, dated from what the case knows."""

import sqlite3
from datetime import date

from caseterm.checklistfiles import items_for
from caseterm.models import Case, Task
from caseterm.queries.case_facts import rhythm
from caseterm.rules.attention import contact_days
from caseterm.rules.checklist_course import ROUND
from caseterm.rules.checklists import Matter, Planned, planned
from caseterm.rules.terms import APPOINTMENT_KEPT, LIMITATION_KINDS, TREATMENT_KINDS
from caseterm.store.database import Database
from caseterm.store.writing import Write


def apply(write: Write, case: Case, phase: str | None = None) -> list[Task]:
    """Create the tasks of a phase (the case's own by default) in an open act, each once in the case's life.

    Raises InputError when a checklist file cannot be read.
    """
    wanted = phase or case.phase
    tasks = plan(write.connection, case.id or 0, wanted, today=write.today, entered=case.phase_entered_on)
    return [put(write, case.id or 0, wanted, each) for each in tasks]


def put(write: Write, case_id: int, phase: str, planned: Planned) -> Task:
    """Write down a task of a checklist in an open act."""
    item = planned.item
    return write.add(
        Task,
        {
            "title": item.title,
            "case_id": case_id,
            "due": planned.due,
            "priority": 2 if item.hard else 3,
            "owner": item.who,
            "notes": planned.notes,
            "template_key": planned.key,
            "template_due": planned.due,
            "phase": phase,
        },
    )


def preview(db: Database, case_id: int, phase: str) -> list[Planned]:
    """What entering a phase today would create. Raises InputError when a checklist file cannot be read."""
    return plan(db.raw, case_id, phase, today=db.clock.today(), entered=db.clock.today())


def plan(connection: sqlite3.Connection, case_id: int, phase: str, *, today: date, entered: date) -> list[Planned]:
    """The tasks of a phase that this case has not had yet."""
    claim_type, matter = matter_of(connection, case_id, phase, entered)
    have = {
        key.partition(ROUND)[0]
        for (key,) in connection.execute(
            "SELECT template_key FROM tasks WHERE case_id = ? AND template_key <> ''", (case_id,)
        )
    }
    return planned(items_for(claim_type), phase, matter, have=have, today=today)


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
        "SETT": first.get("settlement"),
        "FILED": _day(filed) or first.get("litigation"),
        **_dates(connection, case_id),
    }
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
    queries = {
        "TXSTART": "SELECT min(day) FROM (SELECT first_visit_on AS day FROM case_providers "
        "WHERE case_id = :case AND archived_at IS NULL UNION ALL SELECT starts_at FROM appointments "
        f"WHERE case_id = :case AND archived_at IS NULL AND status IN {kept} AND kind IN {visits})",
        "SOL": "SELECT min(due) FROM deadlines WHERE case_id = :case AND archived_at IS NULL "
        f"AND satisfied_on IS NULL AND kind IN {limits}",
        "LASTC": "SELECT max(at) FROM communications WHERE case_id = :case AND archived_at IS NULL "
        "AND counts_as_client_contact",
    }
    return {name: _day(connection.execute(sql, {"case": case_id}).fetchone()[0]) for name, sql in queries.items()}


def _codes(codes: frozenset[str]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in sorted(codes)) + ")"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
