"""How tasks are read: the conditions of each list and group, and the first lines that meet them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.queries.deadlines import day_of, has_words
from caseterm.rules.tasks import NEXT_DAYS, is_mine
from caseterm.rules.terms import TASK_OPEN
from caseterm.rules.text import fold
from caseterm.store.database import Database

DONE_DAYS = 7
OPEN = "(" + ", ".join(f"'{status}'" for status in sorted(TASK_OPEN)) + ")"
HERE = "(t.case_id IS NULL OR t.case_id NOT IN (SELECT case_id FROM caselist WHERE is_open < 0))"
ITEM = "substr(t.template_key, 1, instr(replace(t.template_key, '@', '#') || '#', '#') - 1)"
"""The item of the checklist a task is of, whichever time and whichever row it is for."""
JOIN = "LEFT JOIN caselist l ON l.case_id = t.case_id"
IS_OPEN = f"t.archived_at IS NULL AND t.status IN {OPEN}"
HERS = "t.waiting_on = '' AND t.status <> 'waiting'"
ORDER = "t.due IS NULL, t.due, t.due_time = '', t.due_time, t.priority, t.id"

WHERE: Mapping[str, str] = {
    "mine": "t.owner NOT IN (SELECT value FROM json_each(:others))",
    "everyone": "1",
    "overdue": "t.due < :today",
    "waiting": "t.status = 'waiting'",
    "undated": "t.due IS NULL",
    "case": "1",
    "stuck": "t.template_key <> '' AND t.template_key NOT LIKE '%:%' AND (t.due < :today OR t.status = 'waiting')",
}
GROUP_WHERE: Mapping[str, str] = {
    "overdue": "t.due < :today",
    "today": "t.due = :today",
    "waiting": "(t.due IS NULL OR t.due > :today) AND (t.waiting_on <> '' OR t.status = 'waiting')",
    "none": f"t.due IS NULL AND {HERS}",
    "next": f"t.due > :today AND t.due <= :next AND {HERS}",
    "later": f"t.due > :next AND {HERS}",
}
GROUP_OF = "CASE " + " ".join(f"WHEN {where} THEN '{code}'" for code, where in GROUP_WHERE.items()) + " END"


@dataclass(frozen=True)
class TaskLine:
    """One task as the list shows it; without a case, client and number are ''."""

    id: int
    title: str
    case_id: int | None
    client: str
    number: str
    due: date | None
    due_time: str
    priority: int
    status: str
    waiting_on: str
    waiting_since: date | None
    owner: str
    tags: str
    done_on: date | None
    phase: str
    template_key: str


COLUMNS = (
    "t.id, t.title, t.case_id, coalesce(l.client, ''), coalesce(l.number, ''), t.due, t.due_time, t.priority, "
    "t.status, t.waiting_on, t.waiting_since, t.owner, t.tags, t.done_on, t.phase, t.template_key"
)


@dataclass(frozen=True)
class Asked:
    """What is to be shown: a list, one case or all, words that must all be found, tasks kept in sight."""

    list: str = "mine"
    case_id: int | None = None
    words: tuple[str, ...] = ()
    kept: frozenset[int] = frozenset()
    texts: Mapping[int, str] | None = None
    """The folded texts of the list's tasks, where they were read before; for the next letter of a filter."""


def values_of(db: Database, asked: Asked) -> dict[str, object]:
    today = db.clock.today()
    return {
        "today": today.isoformat(),
        "next": (today + timedelta(days=NEXT_DAYS)).isoformat(),
        "since": (today - timedelta(days=DONE_DAYS)).isoformat(),
        "case": asked.case_id,
        "others": json.dumps(_other_owners(db.raw) if asked.list == "mine" else []),
        "kept": json.dumps(sorted(asked.kept)),
        "phase": asked.list.removeprefix("phase:"),
    }


def _other_owners(connection: sqlite3.Connection) -> list[str]:
    """The owners under which tasks are somebody else's."""
    me = connection.execute("SELECT user_name, user_initials FROM settings").fetchone() or ()
    owners = connection.execute(f"SELECT DISTINCT owner FROM tasks t WHERE {IS_OPEN}")
    return [owner for (owner,) in owners if not is_mine(owner, me)]


def condition_of(asked: Asked) -> str:
    """Which tasks belong to a list."""
    match asked.list:
        case "done":
            return f"t.archived_at IS NULL AND t.done_on >= :since AND {HERE}"
        case "archived":
            return "t.archived_at IS NOT NULL"
        case name if name.startswith("phase:"):
            where = "t.template_key <> '' AND t.phase = :phase"
        case name:
            where = WHERE[name]
    kept = " OR t.id IN (SELECT value FROM json_each(:kept))" if asked.kept else ""
    return f"({IS_OPEN} AND {HERE} AND ({where}){kept})"


def texts(db: Database, asked: Asked) -> dict[int, str]:
    """What a filter looks through, folded, for each task of a list: title, whom it waits on, tags, owner, its case."""
    only = " AND t.case_id = :case" if asked.case_id is not None else ""
    cases: dict[int | None, str] = dict(db.raw.execute("SELECT case_id, search FROM casetext").fetchall())
    rows = db.raw.execute(
        "SELECT t.id, t.case_id, t.title, t.waiting_on, t.tags, t.owner FROM tasks t "
        f"WHERE {condition_of(asked)}{only}",
        values_of(db, asked),
    )
    return {
        task_id: " ".join([*(fold(text) for text in own if text), cases.get(case_id, "")])
        for task_id, case_id, *own in rows
    }


def narrowed(db: Database, asked: Asked) -> tuple[str, dict[str, object]]:
    """The condition of a list under its case and its filter, with the values it needs."""
    values = values_of(db, asked)
    condition = condition_of(asked)
    if asked.case_id is not None:
        condition += " AND t.case_id = :case"
    if asked.words:
        read = texts(db, asked) if asked.texts is None else asked.texts
        values["found"] = json.dumps([task_id for task_id, text in read.items() if has_words(text, asked.words)])
        condition += " AND t.id IN (SELECT value FROM json_each(:found))"
    return condition, values


def first_lines(
    connection: sqlite3.Connection, condition: str, values: Mapping[str, object], *, order: str, limit: int
) -> tuple[TaskLine, ...]:
    """The first tasks that meet a condition; cases are looked up only for those."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM (SELECT t.id FROM tasks t WHERE {condition} ORDER BY {order} "
        f"LIMIT {limit}) f JOIN tasks t ON t.id = f.id {JOIN} ORDER BY {order}",
        values,
    )
    return tuple(task_line(row) for row in rows)


def task_line(row: Sequence[object]) -> TaskLine:
    values = list(row)
    for place in (5, 10, 13):
        values[place] = day_of(row[place])
    return TaskLine(*values)  # type: ignore[arg-type]  # SQLite's values are of the columns' types
