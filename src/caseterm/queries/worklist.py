"""Every open task of the caseload in one list, for the command line, which shows all of them."""

from datetime import date

from caseterm.queries.tasks import TaskLine
from caseterm.rules.terms import TASK_OPEN
from caseterm.store.database import Database

_DAYS = ("due", "waiting_since", "done_on")
_OPEN = ", ".join(f"'{status}'" for status in sorted(TASK_OPEN))
_QUERY = f"""
SELECT t.id, t.title, t.case_id, coalesce(l.client, '') AS client, coalesce(l.number, '') AS number, t.due, t.due_time,
  t.priority, t.status, t.waiting_on, t.waiting_since, t.owner, t.tags, t.done_on, t.phase, t.template_key
FROM tasks t LEFT JOIN caselist l ON l.case_id = t.case_id
WHERE t.archived_at IS NULL AND t.status IN ({_OPEN}) AND (t.case_id IS NULL OR l.is_open >= 0)
  AND (t.due < :before OR :before IS NULL)
ORDER BY t.due IS NULL, t.due, t.due_time = '', t.due_time, t.priority, t.id
"""


def open_tasks(db: Database, *, before: date | None = None) -> list[TaskLine]:
    """Every open task, or those due before a day; by day, those without one last."""
    cursor = db.raw.execute(_QUERY, {"before": before.isoformat() if before else None})
    names = [column[0] for column in cursor.description]
    return [_line(dict(zip(names, row, strict=True))) for row in cursor]


def _line(row: dict[str, object]) -> TaskLine:
    days = {name: date.fromisoformat(str(row[name])) if row[name] else None for name in _DAYS}
    return TaskLine(**{**row, **days})  # type: ignore[arg-type]  # SQLite's values are of the columns' types
