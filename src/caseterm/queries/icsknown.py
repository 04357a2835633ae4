"""What an import of a calendar file must know of the record: the cases by what names them, and what came before."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from caseterm.rules.icsmatch import KnownCase
from caseterm.rules.people import person_name
from caseterm.store.database import Database


@dataclass(frozen=True)
class KnownLink:
    """What an event became: `status` is the appointment's or the task's; `put_away` where she archived it."""

    uid: str
    recurrence: str
    digest: str
    appointment_id: int | None
    task_id: int | None
    case_id: int | None
    status: str
    starts_at: datetime | None
    title: str
    put_away: bool


@dataclass(frozen=True)
class OwnRow:
    """A row that this program may have exported."""

    table: str
    id: int
    case_id: int | None
    status: str
    starts_at: datetime | None


@dataclass(frozen=True)
class KnownRecord:
    """Everything an import compares a file with. `own` are rows this program exported, by their uuid."""

    cases: tuple[KnownCase, ...]
    links: dict[tuple[str, str], KnownLink]
    own: dict[str, OwnRow]
    booked: dict[tuple[int, str], int]
    """Appointments still ahead by case and wall time (ISO), for not booking the same twice."""


def known_record(db: Database) -> KnownRecord:
    """The record as an import needs it."""
    with db.look() as connection:
        return KnownRecord(_cases(connection), _links(connection), _own(connection), _booked(connection))


def _cases(connection: sqlite3.Connection) -> tuple[KnownCase, ...]:
    claims = _lists(connection, "SELECT case_id, claim_no FROM claims WHERE archived_at IS NULL AND claim_no <> ''")
    emails = _lists(
        connection,
        "SELECT c.id, e.address FROM cases c JOIN contact_emails e ON e.contact_id = c.client_id "
        "WHERE e.archived_at IS NULL",
    )
    providers: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for case_id, row_id, last, first, suffix, org in connection.execute(
        "SELECT p.case_id, p.id, k.last, k.first, k.suffix, k.org_name FROM case_providers p "
        "JOIN contacts k ON k.id = p.contact_id WHERE p.archived_at IS NULL"
    ):
        providers[case_id].append((row_id, org or person_name(last, first, suffix, org)))
    rows = connection.execute(
        "SELECT c.id, c.number, c.docket_no, c.status, k.last, k.first, k.suffix, k.org_name FROM cases c "
        "JOIN contacts k ON k.id = c.client_id WHERE c.archived_at IS NULL ORDER BY c.id"
    )
    return tuple(
        KnownCase(
            case_id, number, person_name(last, first, suffix, org), last, first, org if not last else "",
            status in ("open", "on_hold"), tuple(claims[case_id]), (docket,) if docket else (),
            tuple(emails[case_id]), tuple(providers[case_id]),
        )
        for case_id, number, docket, status, last, first, suffix, org in rows
    )  # fmt: skip


def _lists(connection: sqlite3.Connection, query: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for case_id, value in connection.execute(query):
        found[case_id].append(str(value))
    return found


def _links(connection: sqlite3.Connection) -> dict[tuple[str, str], KnownLink]:
    rows = connection.execute(
        "SELECT l.uid, l.recurrence, l.digest, l.appointment_id, l.task_id, coalesce(a.case_id, t.case_id), "
        "coalesce(a.status, t.status, ''), a.starts_at, coalesce(a.title, t.title, ''), "
        "coalesce(a.archived_at, t.archived_at) IS NOT NULL FROM calendar_links l "
        "LEFT JOIN appointments a ON a.id = l.appointment_id LEFT JOIN tasks t ON t.id = l.task_id "
        "WHERE l.archived_at IS NULL"
    )
    return {
        (row[0], row[1]): KnownLink(
            row[0], row[1], row[2], row[3], row[4], row[5], row[6],
            datetime.fromisoformat(row[7]) if row[7] else None, row[8], bool(row[9]),
        )
        for row in rows
    }  # fmt: skip


def _own(connection: sqlite3.Connection) -> dict[str, OwnRow]:
    rows = connection.execute(
        "SELECT uuid, 'appointments', id, case_id, CASE WHEN archived_at IS NULL THEN status ELSE '' END, starts_at "
        "FROM appointments UNION ALL SELECT uuid, 'tasks', id, case_id, status, NULL FROM tasks "
        "UNION ALL SELECT uuid, 'deadlines', id, case_id, '', NULL FROM deadlines"
    )
    return {
        str(uuid): OwnRow(table, row_id, case_id, status, datetime.fromisoformat(at) if at else None)
        for uuid, table, row_id, case_id, status, at in rows
    }


def _booked(connection: sqlite3.Connection) -> dict[tuple[int, str], int]:
    rows = connection.execute(
        "SELECT case_id, starts_at, id FROM appointments WHERE archived_at IS NULL AND case_id IS NOT NULL "
        "AND status IN ('tentative', 'scheduled', 'reminded', 'confirmed', 'checked_in')"
    )
    return {(case_id, str(starts_at)[:16]): int(row_id) for case_id, starts_at, row_id in rows}
