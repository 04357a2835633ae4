"""Tasks across the caseload, by list and group, over the driver's own connection.

Only what can be seen is read: each group gives its first lines and says how many there are.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caseterm.queries.deadlines import NEAR_DAYS, near
from caseterm.queries.taskrows import (
    COLUMNS,
    DONE_DAYS,
    GROUP_OF,
    GROUP_WHERE,
    HERE,
    IS_OPEN,
    ITEM,
    JOIN,
    OPEN,
    ORDER,
    WHERE,
    Asked,
    TaskLine,
    condition_of,
    first_lines,
    narrowed,
    task_line,
    texts,
    values_of,
)
from caseterm.rules.counting import counted
from caseterm.rules.tasks import GROUPS
from caseterm.rules.terms import PHASE_SHORT, PHASES, TASK_OPEN
from caseterm.rules.text import fold
from caseterm.store.database import Database

PER_GROUP = 200
PER_ITEM = 20
LISTS: Mapping[str, str] = {
    "mine": "My tasks",
    "everyone": "Everyone",
    "overdue": "Overdue",
    "waiting": "Waiting",
    "undated": "No date",
    "case": "By case",
    "stuck": "Stuck",
    "done": f"Done, {DONE_DAYS} d",
    "archived": "Archived",
    "deadlines": f"Deadlines {NEAR_DAYS} d",
    **{f"phase:{code}": f"P{number} {word}" for number, (code, word) in enumerate(PHASE_SHORT.items(), start=1)},
}
"""The lists of the screen in their order; those of the checklists are named phase:CODE."""


@dataclass(frozen=True)
class Group:
    """Lines under one heading; `total` counts also those not read. `case_id` where the heading is a case."""

    code: str
    heading: str
    total: int
    lines: tuple[TaskLine, ...]
    case_id: int | None = None

    @property
    def to_do(self) -> int:
        """How many are open; one just done stays among the lines without being counted."""
        return self.total - sum(line.status not in TASK_OPEN for line in self.lines)


# ---- lists and groups ---------------------------------------------------------------------------------------


def counts(db: Database, *, case_id: int | None = None) -> dict[str, int]:
    """How many tasks or deadlines each list holds."""
    values = values_of(db, Asked(case_id=case_id))
    only = " AND t.case_id = :case" if case_id is not None else ""
    sums = ", ".join(f"coalesce(sum({where}), 0)" for where in WHERE.values())
    row = db.raw.execute(f"SELECT {sums} FROM tasks t WHERE {IS_OPEN} AND {HERE}{only}", values).fetchone()
    found = dict(zip(WHERE, row, strict=True))
    for name in ("done", "archived"):
        sql = f"SELECT count(*) FROM tasks t WHERE {condition_of(Asked(list=name))}{only}"
        found[name] = db.raw.execute(sql, values).fetchone()[0]
    found["deadlines"] = len(near(db, case_id=case_id))
    phases = db.raw.execute(
        f"SELECT t.phase, count(*) FROM tasks t INDEXED BY uq_tasks_case_template "
        f"WHERE t.template_key <> '' AND {IS_OPEN} AND {HERE}{only} GROUP BY t.phase",
        values,
    )
    found.update({f"phase:{code}": 0 for code in PHASES})
    found.update({f"phase:{code}": number for code, number in phases if code in PHASES})
    return found


def by_due(db: Database, asked: Asked) -> list[Group]:
    """The groups of a list by due date, in their order; every group, empty or not."""
    condition, values = narrowed(db, asked)
    sql = f"SELECT {GROUP_OF}, count(*) FROM tasks t WHERE {condition} GROUP BY 1"
    totals = dict(db.raw.execute(sql, values).fetchall())
    groups = []
    for code, heading in GROUPS.items():
        order = f"t.waiting_since, {ORDER}" if code == "waiting" else ORDER
        where = f"{condition} AND {GROUP_WHERE[code]}"
        lines = first_lines(db.raw, where, values, order=order, limit=PER_GROUP) if code in totals else ()
        groups.append(Group(code, heading, totals.get(code, 0), lines))
    return groups


def by_done_day(db: Database, asked: Asked) -> list[Group]:
    """What was done in the last days, or put away, newest first; one group a day."""
    condition, values = narrowed(db, asked)
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
    """A list with a group for each person or office that tasks wait on, the longest wait first."""
    condition, values = narrowed(db, asked)
    total, lines = _page(db.raw, condition, values, order=f"t.waiting_on = '', t.waiting_since, t.waiting_on, {ORDER}")
    groups: dict[str, list[TaskLine]] = {}
    for line in lines:
        groups.setdefault(fold(line.waiting_on), []).append(line)
    found = [
        Group(f"whom:{key}", own[0].waiting_on or "Nobody named", len(own), tuple(own)) for key, own in groups.items()
    ]
    return found + _more(total, len(lines))


def by_item(db: Database, asked: Asked) -> list[Group]:
    """What the caseload is stuck on: a group for each checklist item that is late or waits, where most are first."""
    condition, values = narrowed(db, asked)
    items = db.raw.execute(
        f"SELECT {ITEM}, count(*), count(DISTINCT t.case_id), min(coalesce(t.waiting_since, t.due)) FROM tasks t "
        f"WHERE {condition} GROUP BY 1 ORDER BY 3 DESC, 4",
        values,
    ).fetchall()
    groups, room = [], PER_GROUP
    for key, number, cases, oldest in items:
        if room <= 0:
            break
        where = f"{condition} AND {ITEM} = :item"
        own = first_lines(db.raw, where, {**values, "item": key}, order=ORDER, limit=min(room, PER_ITEM))
        room -= len(own)
        days = (db.clock.today() - date.fromisoformat(oldest)).days if oldest else 0
        since = f", oldest {days} d" if days > 0 else ""
        groups.append(Group(f"item:{key}", f"{counted(cases, 'case')}{since}: {_item_title(own[0])}", number, own))
    return groups + _more(sum(number for _key, number, *_rest in items), sum(group.total for group in groups))


def by_case(db: Database, asked: Asked) -> list[Group]:
    """A list with a group for each case, by client; tasks without a case come last."""
    condition, values = narrowed(db, asked)
    sql = f"SELECT t.case_id, count(*) FROM tasks t WHERE {condition} GROUP BY t.case_id"
    numbers: dict[int | None, int] = dict(db.raw.execute(sql, values).fetchall())
    order = [case_id for (case_id,) in db.raw.execute("SELECT case_id FROM caselist ORDER BY client_key, case_id")]
    shown: list[int | None] = []
    room = PER_GROUP
    for case_id in [*order, None]:
        if room > 0 and case_id in numbers:
            shown.append(case_id)
            room -= numbers[case_id]
    values["cases"] = json.dumps([case_id for case_id in shown if case_id is not None])
    loose = " OR t.case_id IS NULL" if None in shown else ""
    where = f"{condition} AND (t.case_id IN (SELECT value FROM json_each(:cases)){loose})"
    own: dict[int | None, list[TaskLine]] = {case_id: [] for case_id in shown}
    for line in first_lines(db.raw, where, values, order=ORDER, limit=PER_GROUP - room):
        own[line.case_id].append(line)
    found = [
        Group(f"case:{case_id}", _case_heading(lines[0]), numbers[case_id], tuple(lines), case_id)
        for case_id, lines in own.items()
        if lines
    ]
    return found + _more(sum(numbers.values()), sum(len(group.lines) for group in found))


def overdue_count(db: Database, asked: Asked) -> int:
    """How many tasks of a list are past their day."""
    condition, values = narrowed(db, asked)
    sql = f"SELECT count(*) FROM tasks t WHERE {condition} AND t.due < :today AND t.status IN {OPEN}"
    return int(db.raw.execute(sql, values).fetchone()[0])


def total_count(db: Database, asked: Asked) -> int:
    """How many tasks a list holds."""
    condition, values = narrowed(db, asked)
    return int(db.raw.execute(f"SELECT count(*) FROM tasks t WHERE {condition}", values).fetchone()[0])


def progress(db: Database, case_ids: Collection[int], phase: str) -> dict[int, tuple[int, int]]:
    """For each case, how many items of a phase's checklist are settled, of how many."""
    rows = db.raw.execute(
        f"SELECT case_id, sum(status NOT IN {OPEN}), count(*) FROM tasks WHERE template_key <> '' AND phase = ? "
        "AND archived_at IS NULL AND case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id",
        (phase, json.dumps(sorted(case_ids))),
    )
    return {case_id: (settled, total) for case_id, settled, total in rows}


def case_progress(db: Database, case_id: int) -> list[tuple[str, int, int]]:
    """A case's phases with a checklist, in their order: how many items are settled, of how many."""
    rows = db.raw.execute(
        f"SELECT phase, sum(status NOT IN {OPEN}), count(*) FROM tasks WHERE case_id = ? AND template_key <> '' "
        "AND archived_at IS NULL GROUP BY phase",
        (case_id,),
    )
    found = {phase: (phase, settled, total) for phase, settled, total in rows}
    return [found[phase] for phase in PHASES if phase in found]


def lines(db: Database, task_ids: Sequence[int]) -> list[TaskLine]:
    """These tasks in the order asked; those that are gone are left out."""
    rows = db.raw.execute(
        f"SELECT {COLUMNS} FROM tasks t {JOIN} WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(task_ids)),),
    )
    found = {row[0]: task_line(row) for row in rows}
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


def _page(
    connection: sqlite3.Connection, condition: str, values: Mapping[str, object], *, order: str
) -> tuple[int, tuple[TaskLine, ...]]:
    """How many tasks a condition meets, and the first of them."""
    lines = first_lines(connection, condition, values, order=order, limit=PER_GROUP)
    total = len(lines)
    if total == PER_GROUP:
        total = connection.execute(f"SELECT count(*) FROM tasks t WHERE {condition}", values).fetchone()[0]
    return total, lines


def _more(total: int, shown: int) -> list[Group]:
    """What could not be shown, as a last group without lines."""
    return [Group("more", "", total - shown, ())] if total > shown else []


def _item_title(line: TaskLine) -> str:
    """The item's own title, without the row it is done for."""
    return (line.title.partition(": ")[2] if "@" in line.template_key else "") or line.title


def _case_heading(line: TaskLine) -> str:
    return f"{line.client}  {line.number}" if line.case_id is not None else "No client"


__all__ = [
    "LISTS", "Asked", "Group", "TaskLine", "by_case", "by_done_day", "by_due", "by_item", "by_whom", "case_progress",
    "counts", "lines", "overdue_count", "progress", "still_there", "texts", "total_count", "waited_on",
]  # fmt: skip
