"""Tasks across the caseload, by list and group, over the driver's own connection.

Only what can be seen is read: each group gives its first lines and says how many there are.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseterm.queries.deadlines import NEAR_DAYS, day_of, has_words, near
from caseterm.rules.tasks import GROUPS, NEXT_DAYS, is_mine
from caseterm.rules.terms import PHASE_SHORT, PHASES, TASK_OPEN
from caseterm.rules.text import fold
from caseterm.store.database import Database

PER_GROUP = 200
DONE_DAYS = 7
_OPEN = "(" + ", ".join(f"'{status}'" for status in sorted(TASK_OPEN)) + ")"
_FROM = "FROM tasks t LEFT JOIN caselist l ON l.case_id = t.case_id"
_HERE = "(t.case_id IS NULL OR l.is_open >= 0)"
_IS_OPEN = f"t.archived_at IS NULL AND t.status IN {_OPEN}"
_HERS = "t.waiting_on = '' AND t.status <> 'waiting'"
_ORDER = "t.due IS NULL, t.due, t.due_time = '', t.due_time, t.priority, t.id"

LISTS: Mapping[str, str] = {
    "mine": "My tasks",
    "everyone": "Everyone",
    "overdue": "Overdue",
    "waiting": "Waiting",
    "undated": "No date",
    "case": "By case",
    "done": f"Done, {DONE_DAYS} d",
    "archived": "Archived",
    "deadlines": f"Deadlines {NEAR_DAYS} d",
    **{f"phase:{code}": f"P{number} {word}" for number, (code, word) in enumerate(PHASE_SHORT.items(), start=1)},
}
"""The lists of the screen in their order; those of the checklists are named phase:CODE."""

_WHERE: Mapping[str, str] = {
    "mine": "t.owner IN (SELECT value FROM json_each(:owners))",
    "everyone": "1",
    "overdue": "t.due < :today",
    "waiting": "t.status = 'waiting'",
    "undated": "t.due IS NULL",
    "case": "1",
}
_GROUP_WHERE: Mapping[str, str] = {
    "overdue": "t.due < :today",
    "today": "t.due = :today",
    "next": f"t.due > :today AND t.due <= :next AND {_HERS}",
    "later": f"t.due > :next AND {_HERS}",
    "waiting": "(t.due IS NULL OR t.due > :today) AND (t.waiting_on <> '' OR t.status = 'waiting')",
    "none": f"t.due IS NULL AND {_HERS}",
}


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


_COLUMNS = (
    "t.id, t.title, t.case_id, coalesce(l.client, ''), coalesce(l.number, ''), t.due, t.due_time, t.priority, "
    "t.status, t.waiting_on, t.waiting_since, t.owner, t.tags, t.done_on, t.phase, t.template_key"
)


@dataclass(frozen=True)
class Group:
    """Lines under one heading; `total` counts also those not read. `case_id` where the heading is a case."""

    code: str
    heading: str
    total: int
    lines: tuple[TaskLine, ...]
    case_id: int | None = None


@dataclass(frozen=True)
class Asked:
    """What is to be shown: a list, one case or all, words that must all be found, tasks kept in sight."""

    list: str = "mine"
    case_id: int | None = None
    words: tuple[str, ...] = ()
    kept: frozenset[int] = frozenset()


# ---- lists and groups ---------------------------------------------------------------------------------------


def counts(db: Database, *, case_id: int | None = None) -> dict[str, int]:
    """How many tasks or deadlines each list holds."""
    values = _values(db, Asked(case_id=case_id))
    only = " AND t.case_id = :case" if case_id is not None else ""
    names = [name for name in _WHERE]
    sums = ", ".join(f"coalesce(sum({_WHERE[name]}), 0)" for name in names)
    row = db.raw.execute(f"SELECT {sums} {_FROM} WHERE {_IS_OPEN} AND {_HERE}{only}", values).fetchone()
    found = dict(zip(names, row, strict=True))
    for name in ("done", "archived"):
        sql = f"SELECT count(*) {_FROM} WHERE {_condition(Asked(list=name))}{only}"
        found[name] = db.raw.execute(sql, values).fetchone()[0]
    found["deadlines"] = len(near(db, case_id=case_id))
    phases = db.raw.execute(
        f"SELECT t.phase, count(*) {_FROM} WHERE {_IS_OPEN} AND {_HERE}{only} AND t.template_key <> '' "
        "GROUP BY t.phase",
        values,
    )
    found.update({f"phase:{code}": 0 for code in PHASES})
    found.update({f"phase:{code}": number for code, number in phases if code in PHASES})
    return found


def by_due(db: Database, asked: Asked) -> list[Group]:
    """The groups of a list by due date, in their order; every group, empty or not."""
    condition, values = _narrowed(db, asked)
    groups = []
    for code, where in _GROUP_WHERE.items():
        waiting = "t.waiting_since, " if code == "waiting" else ""
        total, lines = _page(db.raw, f"{condition} AND {where}", values, order=f"{waiting}{_ORDER}")
        groups.append(Group(code, GROUPS[code], total, lines))
    return groups


def by_done_day(db: Database, asked: Asked) -> list[Group]:
    """What was done in the last days, or put away, newest first; one group a day."""
    condition, values = _narrowed(db, asked)
    column = "substr(t.archived_at, 1, 10)" if asked.list == "archived" else "t.done_on"
    total, lines = _page(db.raw, condition, values, order=f"{column} DESC, t.id DESC")
    if asked.list == "archived":
        return [Group("archived", "Archived", total, lines)]
    days = list(dict.fromkeys(line.done_on for line in lines))
    return [
        Group(day.isoformat() if day else "", "", len(own), tuple(own))
        for day in days
        if (own := [line for line in lines if line.done_on == day])
    ]


def by_whom(db: Database, asked: Asked) -> list[Group]:
    """A list with a group for each person or office that tasks wait on, the longest wait first in each."""
    condition, values = _narrowed(db, asked)
    total, lines = _page(db.raw, condition, values, order=f"t.waiting_on = '', t.waiting_on, t.waiting_since, {_ORDER}")
    groups: dict[str, list[TaskLine]] = {}
    for line in lines:
        groups.setdefault(fold(line.waiting_on), []).append(line)
    found = [
        Group(f"whom:{key}", own[0].waiting_on or "Nobody named", len(own), tuple(own)) for key, own in groups.items()
    ]
    return found + _more(total, len(lines))


def by_case(db: Database, asked: Asked) -> list[Group]:
    """A list with a group for each case, by client; tasks without a case come last."""
    condition, values = _narrowed(db, asked)
    order = f"l.client_key IS NULL, l.client_key, t.case_id, {_ORDER}"
    total, lines = _page(db.raw, condition, values, order=order)
    groups: dict[int | None, list[TaskLine]] = {}
    for line in lines:
        groups.setdefault(line.case_id, []).append(line)
    found = [
        Group(f"case:{case_id}", _case_heading(own[0]), len(own), tuple(own), case_id)
        for case_id, own in groups.items()
    ]
    return found + _more(total, len(lines))


def overdue_count(db: Database, asked: Asked) -> int:
    """How many tasks of a list are past their day."""
    condition, values = _narrowed(db, asked)
    sql = f"SELECT count(*) {_FROM} WHERE {condition} AND t.due < :today AND t.status IN {_OPEN}"
    return int(db.raw.execute(sql, values).fetchone()[0])


def total_count(db: Database, asked: Asked) -> int:
    """How many tasks a list holds."""
    condition, values = _narrowed(db, asked)
    return int(db.raw.execute(f"SELECT count(*) {_FROM} WHERE {condition}", values).fetchone()[0])


def progress(db: Database, case_ids: Collection[int], phase: str) -> dict[int, tuple[int, int]]:
    """For each case, how many items of a phase's checklist are settled, of how many."""
    rows = db.raw.execute(
        f"SELECT case_id, sum(status NOT IN {_OPEN}), count(*) FROM tasks WHERE template_key <> '' AND phase = ? "
        "AND archived_at IS NULL AND case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id",
        (phase, json.dumps(sorted(case_ids))),
    )
    return {case_id: (settled, total) for case_id, settled, total in rows}


def lines(db: Database, task_ids: Sequence[int]) -> list[TaskLine]:
    """These tasks in the order asked; those that are gone are left out."""
    rows = db.raw.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE t.id IN (SELECT value FROM json_each(?))", (json.dumps(list(task_ids)),)
    )
    found = {row[0]: _line(row) for row in rows}
    return [found[task_id] for task_id in task_ids if task_id in found]


def still_there(db: Database, task_ids: Collection[int]) -> set[int]:
    """Those of the tasks that exist and are not archived."""
    rows = db.raw.execute(
        "SELECT id FROM tasks WHERE archived_at IS NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(task_ids)),),
    )
    return {task_id for (task_id,) in rows}


def waited_on(db: Database, query: str = "") -> list[str]:
    """Whom tasks wait on or have waited on, the most recent first; each word of `query` begins one of the name's."""
    rows = db.raw.execute(
        "SELECT waiting_on FROM tasks WHERE waiting_on <> '' GROUP BY waiting_on "
        "ORDER BY max(waiting_since) DESC LIMIT 500"
    )
    words = fold(query).split()
    return [name for (name,) in rows if all(f" {word}" in f" {fold(name)}" for word in words)]


# ---- how it is read -------------------------------------------------------------------------------------------


def _values(db: Database, asked: Asked) -> dict[str, object]:
    today = db.clock.today()
    return {
        "today": today.isoformat(),
        "next": (today + timedelta(days=NEXT_DAYS)).isoformat(),
        "since": (today - timedelta(days=DONE_DAYS)).isoformat(),
        "case": asked.case_id,
        "owners": json.dumps(_my_owners(db.raw)),
        "kept": json.dumps(sorted(asked.kept)),
        "phase": asked.list.removeprefix("phase:"),
    }


def _my_owners(connection: sqlite3.Connection) -> list[str]:
    """The owners under which tasks are the user's own."""
    me = connection.execute("SELECT user_name, user_initials FROM settings").fetchone() or ()
    return [owner for (owner,) in connection.execute("SELECT DISTINCT owner FROM tasks") if is_mine(owner, me)]


def _condition(asked: Asked) -> str:
    """Which tasks belong to a list."""
    match asked.list:
        case "done":
            return f"t.archived_at IS NULL AND t.status = 'done' AND t.done_on >= :since AND {_HERE}"
        case "archived":
            return "t.archived_at IS NOT NULL"
        case name if name.startswith("phase:"):
            where = "t.template_key <> '' AND t.phase = :phase"
        case name:
            where = _WHERE[name]
    kept = " OR t.id IN (SELECT value FROM json_each(:kept))" if asked.kept else ""
    return f"({_IS_OPEN} AND {_HERE} AND ({where}){kept})"


def _narrowed(db: Database, asked: Asked) -> tuple[str, dict[str, object]]:
    """The condition of a list under its case and its filter, with the values it needs."""
    values = _values(db, asked)
    condition = _condition(asked)
    if asked.case_id is not None:
        condition += " AND t.case_id = :case"
    if asked.words:
        rows = db.raw.execute(
            f"SELECT t.id, t.title, t.waiting_on, t.tags, t.owner, coalesce(x.search, '') {_FROM} "
            f"LEFT JOIN casetext x ON x.case_id = t.case_id WHERE {condition}",
            values,
        )
        found = [
            task_id
            for task_id, title, whom, tags, owner, search in rows
            if has_words(f"{fold(title)} {fold(whom)} {fold(tags)} {fold(owner)} {search}", asked.words)
        ]
        values["found"] = json.dumps(found)
        condition += " AND t.id IN (SELECT value FROM json_each(:found))"
    return condition, values


def _page(
    connection: sqlite3.Connection, condition: str, values: Mapping[str, object], *, order: str
) -> tuple[int, tuple[TaskLine, ...]]:
    """How many tasks a condition meets, and the first of them."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {condition} ORDER BY {order} LIMIT {PER_GROUP + 1}", values
    ).fetchall()
    total = len(rows)
    if total > PER_GROUP:
        total = connection.execute(f"SELECT count(*) {_FROM} WHERE {condition}", values).fetchone()[0]
    return total, tuple(_line(row) for row in rows[:PER_GROUP])


def _line(row: Sequence[object]) -> TaskLine:
    values = list(row)
    for place in (5, 10, 13):
        values[place] = day_of(row[place])
    return TaskLine(*values)  # type: ignore[arg-type]  # SQLite's values are of the columns' types


def _more(total: int, shown: int) -> list[Group]:
    """What could not be shown, as a last group without lines."""
    return [Group("more", "", total - shown, ())] if total > shown else []


def _case_heading(line: TaskLine) -> str:
    return f"{line.client}  {line.number}" if line.case_id is not None else "No client"
