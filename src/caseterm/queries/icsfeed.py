"""What goes into a calendar file: appointments, deadlines and open tasks of one case or of the caseload."""

import sqlite3
from datetime import date, datetime, time, timedelta
from typing import Any

from caseterm.queries.calendar import settings
from caseterm.queries.casefile_rows import named
from caseterm.rules.calendar_words import DEADLINE_SHORT
from caseterm.rules.icsfeed import (
    DEADLINE_ALARM_DAYS,
    SINCE_DAYS,
    VISIT_ALARMS,
    ClientName,
    FeedItem,
    Names,
    day_alarms,
    scrubbed,
    subject_line,
)
from caseterm.rules.people import person_name
from caseterm.rules.terms import TASK_OPEN, label
from caseterm.rules.terms_visits import APPOINTMENT_CANCELLED, APPOINTMENT_KINDS, APPOINTMENT_SHORT
from caseterm.store.database import Database

_CLIENT = (
    "c.number, k.last, k.first, k.middle, k.suffix, k.preferred_name, k.org_name FROM {table} r "
    "LEFT JOIN cases c ON c.id = r.case_id LEFT JOIN contacts k ON k.id = c.client_id "
)
_REVISIONS = "(SELECT count(*) - 1 FROM changes h WHERE h.table_name = '{table}' AND h.row_id = r.id) AS revisions"


def calendar_items(db: Database, names: Names, *, case_id: int | None = None) -> tuple[FeedItem, ...]:
    """The entries in order of time. One case's are all of them; the caseload's are of open cases, SINCE_DAYS back.

    Put-away rows and cases are left out; moved and cancelled
    appointments are in it as cancelled, so that another calendar takes them out.
    """
    home = settings(db).zone
    since = db.clock.today() - timedelta(days=SINCE_DAYS) if case_id is None else date.min
    with db.look() as connection:
        items = [
            *_appointments(connection, names, home, case_id, since),
            *_deadlines(connection, names, case_id, since),
            *_tasks(connection, names, case_id, since),
        ]
    items.sort(key=lambda item: (item.starts_at or datetime.combine(item.day or date.max, time()), item.uid))
    return tuple(items)


def case_number(db: Database, case_id: int) -> str:
    """The number of a case."""
    with db.look() as connection:
        row = connection.execute("SELECT number FROM cases WHERE id = ?", (case_id,)).fetchone()
    return str(row[0]) if row else ""


def _rows(
    connection: sqlite3.Connection, table: str, columns: str, condition: str, case_id: int | None, *values: object
) -> list[dict[str, Any]]:
    of_case = "r.case_id = ?" if case_id is not None else "(c.id IS NULL OR c.status IN ('open', 'on_hold'))"
    query = (
        f"SELECT r.uuid, r.updated_at, {_REVISIONS.format(table=table)}, {columns}, {_CLIENT.format(table=table)}"
        f"WHERE r.archived_at IS NULL AND c.archived_at IS NULL AND {of_case} AND {condition} ORDER BY r.id"
    )
    given = ((case_id,) if case_id is not None else ()) + values
    return list(named(connection.execute(query, given)))


def _appointments(
    connection: sqlite3.Connection, names: Names, home: str, case_id: int | None, since: date
) -> list[FeedItem]:
    rows = _rows(
        connection,
        "appointments",
        "r.starts_at, r.ends_at, r.zone, r.kind, r.status, r.title, r.location, r.who, r.purpose, "
        "(SELECT coalesce(nullif(p.org_name, ''), p.last) FROM case_providers v JOIN contacts p ON p.id = v.contact_id "
        "WHERE v.id = r.case_provider_id) AS provider",
        "r.starts_at >= ?",
        case_id,
        since.isoformat(),
    )
    return [_appointment(row, names, home) for row in rows]


def _appointment(row: dict[str, Any], names: Names, home: str) -> FeedItem:
    client = _client(row)
    starts_at = datetime.fromisoformat(row["starts_at"])
    ends_at = datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None
    kind = row["kind"]
    what = "" if kind == "other" else APPOINTMENT_SHORT.get(kind) or label(APPOINTMENT_KINDS, kind)
    off = row["status"] in APPOINTMENT_CANCELLED or row["status"] == "rescheduled"
    text = [row["provider"] or "", f"With {row['who']}" if row["who"] else ""]
    text = [scrubbed(part, client, names) for part in text] + ([row["purpose"]] if names == "full" else [])
    whole = starts_at.time() == time() and ends_at is not None and ends_at.time() == time(23, 59)
    return FeedItem(
        uuid=row["uuid"],
        kind="appointment",
        summary=subject_line(what, row["title"], client, row["number"] or "", names) or "Appointment",
        changed_at=datetime.fromisoformat(row["updated_at"]),
        sequence=max(0, row["revisions"]),
        starts_at=None if whole else starts_at,
        ends_at=None if whole else ends_at,
        zone=row["zone"] or home,
        day=starts_at.date() if whole else None,
        last_day=ends_at.date() if whole and ends_at is not None else None,
        place=scrubbed(row["location"] or row["provider"] or "", client, names),
        text="\n".join(part for part in text if part),
        status="CANCELLED" if off else "TENTATIVE" if row["status"] == "tentative" else "CONFIRMED",
        alarms=VISIT_ALARMS,
    )


def _deadlines(connection: sqlite3.Connection, names: Names, case_id: int | None, since: date) -> list[FeedItem]:
    rows = _rows(
        connection,
        "deadlines",
        "r.kind, r.title, r.due, r.file_by, r.verified_by, r.satisfied_on",
        "r.due >= ? AND r.satisfied_on IS NULL",
        case_id,
        since.isoformat(),
    )
    items = []
    for row in rows:
        client = _client(row)
        due = date.fromisoformat(row["due"][:10])
        day = min(due, date.fromisoformat(row["file_by"][:10]) if row["file_by"] else due)
        what = f"DEADLINE {DEADLINE_SHORT.get(row['kind'], row['kind'])}"
        words = subject_line(what, row["title"], client, row["number"] or "", names)
        text = [] if row["verified_by"] else ["Not verified by an attorney."]
        text += [f"File by this day; due {due:%m/%d/%Y}."] if day != due else []
        items.append(
            FeedItem(
                uuid=row["uuid"],
                kind="deadline",
                summary=words if row["verified_by"] else f"{words} (not verified)",
                changed_at=datetime.fromisoformat(row["updated_at"]),
                sequence=max(0, row["revisions"]),
                day=day,
                text="\n".join(text),
                alarms=day_alarms(DEADLINE_ALARM_DAYS),
            )
        )
    return items


def _tasks(connection: sqlite3.Connection, names: Names, case_id: int | None, since: date) -> list[FeedItem]:
    marks = ", ".join("?" * len(TASK_OPEN))
    rows = _rows(
        connection,
        "tasks",
        "r.title, r.due, r.priority",
        f"r.due >= ? AND r.status IN ({marks})",
        case_id,
        since.isoformat(),
        *sorted(TASK_OPEN),
    )
    items = []
    for row in rows:
        client = _client(row)
        items.append(
            FeedItem(
                uuid=row["uuid"],
                kind="task",
                summary=subject_line("Task", row["title"], client, row["number"] or "", names),
                changed_at=datetime.fromisoformat(row["updated_at"]),
                sequence=max(0, row["revisions"]),
                day=date.fromisoformat(row["due"][:10]),
                priority=row["priority"],
                alarms=day_alarms((0,)) if row["priority"] <= 2 else (),
            )
        )
    return items


def _client(row: dict[str, Any]) -> ClientName:
    if row["last"] is None:
        return ClientName()
    shown = person_name(row["last"], row["first"], row["suffix"], row["org_name"])
    others = (row["middle"], row["preferred_name"], row["org_name"])
    first, last = row["first"], row["last"] or row["org_name"]
    return ClientName(shown, first, last, tuple(each for each in others if each))
