"""The work in a case's file: tasks, what was said and noted, deadlines, documents."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseterm.queries.casefile_rows import day, in_list, named
from caseterm.rules.people import person_name
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.text import fold
from caseterm.store.database import Database

DONE_SHOWN = 30


@dataclass(frozen=True)
class TaskLine:
    id: int
    title: str
    due: date | None
    due_time: str
    priority: int
    status: str
    waiting_on: str
    waiting_since: date | None
    owner: str
    tags: str
    phase: str
    minutes: int | None
    done_on: date | None
    notes: str
    archived: bool

    @property
    def open(self) -> bool:
        return self.status in TASK_OPEN


@dataclass(frozen=True)
class TalkLine:
    """One entry of the contact log, or a note (`kind` note). `at` is wall time."""

    kind: str
    id: int
    at: datetime
    channel: str
    direction: str
    outcome: str
    who: str
    role: str
    by: str
    text: str
    minutes: int | None
    counts: bool
    archived: bool


@dataclass(frozen=True)
class DeadlineLine:
    id: int
    kind: str
    title: str
    due: date
    file_by: date | None
    basis: str
    trigger_date: date | None
    defendant: str
    verified_by: str
    verified_on: date | None
    satisfied_on: date | None
    satisfied_how: str
    notes: str
    archived: bool

    @property
    def first_day(self) -> date:
        """The day to work towards: the earlier of due and file-by."""
        return min(self.due, self.file_by or self.due)


@dataclass(frozen=True)
class DocumentLine:
    id: int
    title: str
    kind: str
    path: str
    dated: date | None
    received_on: date | None
    from_whom: str
    pages: int | None
    notes: str
    archived: bool
    file_size: int | None = None
    """Bytes of the file when it was noted; None when it was not."""


def tasks(db: Database, case_id: int, *, archived: bool = False, open_only: bool = False) -> list[TaskLine]:
    """Open tasks by due date (those waiting last of their day), then the latest that are done."""
    fresh = f"SELECT * FROM tasks WHERE case_id = ? AND (? OR archived_at IS NULL) AND status IN {in_list(TASK_OPEN)} "
    rows = list(
        named(db.raw.execute(f"{fresh} ORDER BY due IS NULL, due, due_time, priority, id", (case_id, archived)))
    )
    if not open_only:
        rows += named(
            db.raw.execute(
                f"SELECT * FROM tasks WHERE case_id = ? AND (? OR archived_at IS NULL) "
                f"AND status NOT IN {in_list(TASK_OPEN)} "
                f"ORDER BY coalesce(done_on, substr(updated_at, 1, 10)) DESC, id DESC LIMIT {DONE_SHOWN}",
                (case_id, archived),
            )
        )
    return [_task(row) for row in rows]


def _task(row: dict[str, Any]) -> TaskLine:
    return TaskLine(
        id=row["id"],
        title=row["title"],
        due=day(row["due"]),
        due_time=row["due_time"],
        priority=row["priority"],
        status=row["status"],
        waiting_on=row["waiting_on"],
        waiting_since=day(row["waiting_since"]),
        owner=row["owner"],
        tags=row["tags"],
        phase=row["phase"],
        minutes=row["minutes"],
        done_on=day(row["done_on"]),
        notes=row["notes"],
        archived=row["archived_at"] is not None,
    )


def talk(
    db: Database, case_id: int, *, search: str = "", archived: bool = False, most: int | None = None
) -> list[TalkLine]:
    """Notes and the contact log together, the newest first; `search` keeps those with all its words."""
    rows = named(
        db.raw.execute(
            "SELECT 'contact_log' AS kind, m.id, m.at, m.channel, m.direction, m.outcome, m.role, m.by, m.subject, "
            "m.body, m.duration_min, m.counts_as_client_contact AS counts, m.archived_at, m.created_at, "
            "k.last, k.first, k.suffix, k.org_name FROM communications m "
            "LEFT JOIN contacts k ON k.id = m.contact_id WHERE m.case_id = :c AND (:all OR m.archived_at IS NULL) "
            "UNION ALL SELECT 'note', n.id, n.at, '', '', '', '', n.by, '', n.body, NULL, 0, n.archived_at, "
            "n.created_at, '', '', '', '' FROM case_notes n WHERE n.case_id = :c AND (:all OR n.archived_at IS NULL) "
            f"ORDER BY at DESC, created_at DESC, kind, id DESC LIMIT {-1 if most is None or search else most}",
            {"c": case_id, "all": archived},
        )
    )
    lines = [_talk(row) for row in rows]
    words = fold(search).split()
    if not words:
        return lines
    return [line for line in lines if all(word in _searched(line) for word in words)]


def _searched(line: TalkLine) -> str:
    return fold(f"{line.text} {line.who} {line.channel} {line.direction} {line.outcome} {line.by} {line.kind}")


def _talk(row: dict[str, Any]) -> TalkLine:
    return TalkLine(
        kind=row["kind"],
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        channel=row["channel"],
        direction=row["direction"],
        outcome=row["outcome"],
        who=person_name(row["last"] or "", row["first"] or "", row["suffix"] or "", row["org_name"] or ""),
        role=row["role"],
        by=row["by"],
        text="\n".join(part for part in (row["subject"], row["body"]) if part),
        minutes=row["duration_min"],
        counts=bool(row["counts"]),
        archived=row["archived_at"] is not None,
    )


def deadlines(db: Database, case_id: int, *, archived: bool = False) -> list[DeadlineLine]:
    """Deadlines not yet satisfied, the nearest first, then the satisfied ones."""
    rows = named(
        db.raw.execute(
            "SELECT d.*, k.last, k.first, k.suffix, k.org_name FROM deadlines d "
            "LEFT JOIN contacts k ON k.id = d.defendant_id "
            "WHERE d.case_id = ? AND (? OR d.archived_at IS NULL) "
            "ORDER BY d.archived_at IS NOT NULL, d.satisfied_on IS NOT NULL, min(d.due, coalesce(d.file_by, d.due)), "
            "d.id",
            (case_id, archived),
        )
    )
    return [
        DeadlineLine(
            id=row["id"],
            kind=row["kind"],
            title=row["title"],
            due=date.fromisoformat(row["due"]),
            file_by=day(row["file_by"]),
            basis=row["basis"],
            trigger_date=day(row["trigger_date"]),
            defendant=person_name(row["last"] or "", row["first"] or "", row["suffix"] or "", row["org_name"] or ""),
            verified_by=row["verified_by"],
            verified_on=day(row["verified_on"]),
            satisfied_on=day(row["satisfied_on"]),
            satisfied_how=row["satisfied_how"],
            notes=row["notes"],
            archived=row["archived_at"] is not None,
        )
        for row in rows
    ]


def documents(db: Database, case_id: int, *, archived: bool = False) -> list[DocumentLine]:
    """Documents, the newest first."""
    rows = named(
        db.raw.execute(
            "SELECT * FROM documents WHERE case_id = ? AND (? OR archived_at IS NULL) "
            "ORDER BY coalesce(dated, received_on, substr(created_at, 1, 10)) DESC, id DESC",
            (case_id, archived),
        )
    )
    return [
        DocumentLine(
            id=row["id"],
            title=row["title"],
            kind=row["kind"],
            path=row["path"],
            dated=day(row["dated"]),
            received_on=day(row["received_on"]),
            from_whom=row["from_whom"],
            pages=row["pages"],
            notes=row["notes"],
            archived=row["archived_at"] is not None,
            file_size=row["file_size"],
        )
        for row in rows
    ]
