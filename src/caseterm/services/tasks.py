"""Tasks: written down, done, moved, handed on; each bulk verb is one act and one undo."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError, NotFoundError
from caseterm.models import Task
from caseterm.rules.tasks import brief_day, revised_tags
from caseterm.rules.terms import PRIORITIES, TASK_OPEN, TASK_STATUSES
from caseterm.rules.text import clean_input
from caseterm.services.acts import act
from caseterm.services.whose import client_of
from caseterm.store.database import Database
from caseterm.store.writing import Write

TITLE_IN_LABEL = 60
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def add_task(
    db: Database,
    *,
    title: str,
    case_id: int | None = None,
    due: date | None = None,
    due_time: str = "",
    minutes: int | None = None,
    priority: int = 3,
    tags: str = "",
    waiting_on: str = "",
    owner: str = "",
    notes: str = "",
) -> ChangeSet:
    """Write a task down; `due_time` is HH:MM, `priority` 1 (urgent) to 4. Raises InputError naming the field."""
    values: dict[str, Any] = {
        "title": title, "case_id": case_id, "due": due, "due_time": due_time, "minutes": minutes,
        "priority": priority, "tags": tags, "waiting_on": waiting_on, "owner": owner, "notes": notes,
    }  # fmt: skip
    with act(db, Op.ADD_TASK, "Added a task", case_id=case_id) as write:
        row = put_task(write, values)
        when = f" {brief_day(row.due, write.today)}" if row.due else ""
        write.label = f"Added task{when}: {subject(write, [row])}"
    return write.changes


def put_task(write: Write, values: Mapping[str, Any]) -> Task:
    """Add a task in an open act; one that waits on somebody is waiting from today. Raises InputError."""
    full = {**values, "tags": revised_tags("", str(values.get("tags", "")))}
    if full.get("waiting_on"):
        full = {"status": "waiting", "waiting_since": write.today, **full}
    _check_time(full)
    return write.add(Task, {**full, **_consistent(full.get("status", "todo"), None, write.today)})


def complete_tasks(db: Database, task_ids: Sequence[int]) -> ChangeSet:
    """Mark tasks done today."""
    return set_status(db, task_ids, "done")


def reopen_tasks(db: Database, task_ids: Sequence[int]) -> ChangeSet:
    """Put tasks that were done or set aside back to work; one that waited on somebody waits again."""
    with act(db, Op.SET_STATUS, "Reopened") as write:
        rows = _rows(write, task_ids)
        for row in rows:
            if row.status not in TASK_OPEN:
                write.change(row, _status_values(row, "waiting" if row.waiting_on else "todo", write.today))
        write.label = f"Reopened: {subject(write, rows)}"
    return write.changes


def set_status(db: Database, task_ids: Sequence[int], status: str) -> ChangeSet:
    """Give tasks a status of rules.terms.TASK_STATUSES. Raises InputError for another."""
    if status not in TASK_STATUSES:
        raise InputError.one("Status", status, "is no status of a task")
    done = status == "done"
    with act(db, Op.COMPLETE_TASK if done else Op.SET_STATUS, "Done") as write:
        rows = _rows(write, task_ids)
        for row in rows:
            if row.status != status:
                write.change(row, _status_values(row, status, write.today))
        write.label = f"{'Done' if done else TASK_STATUSES[status]}: {subject(write, rows)}"
    return write.changes


def set_due(db: Database, task_ids: Sequence[int], day: date | None) -> ChangeSet:
    """Give tasks one due date, or none; without a date there is no time of day either."""
    with act(db, Op.SET_DUE, "Due") as write:
        rows = _rows(write, task_ids)
        old = {row.due for row in rows}
        for row in rows:
            write.change(row, {"due": day} if day else {"due": None, "due_time": ""})
        before = brief_day(next(iter(old)), write.today) if len(old) == 1 else "(various)"
        write.label = f"Due {before} -> {brief_day(day, write.today)}: {subject(write, rows)}"
    return write.changes


def shift_due(db: Database, task_ids: Sequence[int], days: int) -> ChangeSet:
    """Move each task by so many days from its own due date; those without a date stay. Raises InputError."""
    with act(db, Op.SET_DUE, "Due") as write:
        rows = [row for row in _rows(write, task_ids) if row.due is not None]
        old = [row.due for row in rows if row.due is not None]
        try:
            for row, due in zip(rows, old, strict=True):
                write.change(row, {"due": due + timedelta(days=days)})
        except OverflowError:
            raise InputError.one("Due", days, "is too far away") from None
        if len(rows) == 1:
            moved = f"{brief_day(old[0], write.today)} -> {brief_day(rows[0].due, write.today)}"
        else:
            moved = f"{days:+} d"
        write.label = f"Due {moved}: {subject(write, rows)}"
    return write.changes


def set_priority(db: Database, task_ids: Sequence[int], n: int) -> ChangeSet:
    """Set the priority: 1 urgent, 2 high, 3 normal, 4 low. Raises InputError for another number."""
    if n not in PRIORITIES:
        raise InputError.one("Priority", n, "is 1 (urgent), 2 (high), 3 (normal) or 4 (low)")
    return _change_all(db, task_ids, Op.SET_PRIORITY, {"priority": n}, f"Priority {PRIORITIES[n].lower()}")


def set_waiting(db: Database, task_ids: Sequence[int], on_whom: str) -> ChangeSet:
    """Let tasks wait on somebody, from today unless they already do; an empty name puts them back to work."""
    name = clean_input(on_whom)
    with act(db, Op.SET_WAITING, "Waiting") as write:
        rows = _rows(write, task_ids)
        for row in rows:
            write.change(row, _waiting_values(row, name, write.today))
        write.label = (
            f"Waiting on {name}: {subject(write, rows)}" if name else f"No longer waiting: {subject(write, rows)}"
        )
    return write.changes


def chase(db: Database, task_ids: Sequence[int], *, said: str, next_on: date) -> ChangeSet:
    """Note that somebody was chased and what they said; the tasks go on waiting and come back on `next_on`."""
    words = clean_input(said)
    with act(db, Op.SET_WAITING, "Chased") as write:
        rows = _rows(write, task_ids)
        for row in rows:
            line = f"{write.today:%m/%d/%Y} chased {row.waiting_on}".rstrip() + (f": {words}" if words else "")
            write.change(row, {"notes": f"{row.notes}\n{line}".strip(), "due": next_on, "due_time": ""})
        whom = rows[0].waiting_on if len({row.waiting_on for row in rows}) == 1 else "(various)"
        write.label = f"Chased {whom}, next {brief_day(next_on, write.today)}: {subject(write, rows)}"
    return write.changes


def set_tags(db: Database, task_ids: Sequence[int], tags: str) -> ChangeSet:
    """Set the tags of tasks; `+tag` and `-tag` add to each task's own and take from them."""
    with act(db, Op.SET_TAGS, "Tags") as write:
        rows = _rows(write, task_ids)
        for row in rows:
            write.change(row, {"tags": revised_tags(row.tags, tags)})
        shown = rows[0].tags if len({row.tags for row in rows}) == 1 else " ".join(clean_input(tags).split())
        shown = shown or "none"
        write.label = f"Tags {shown}: {subject(write, rows)}"
    return write.changes


def set_case(db: Database, task_ids: Sequence[int], case_id: int | None) -> ChangeSet:
    """Put tasks on a case, or on none. Raises NotFoundError for a case that is not there."""
    with act(db, Op.EDIT, "Set client", case_id=case_id) as write:
        rows = _rows(write, task_ids)
        name = client_name(write, case_id)
        titles = _titles(rows)
        for row in rows:
            if row.case_id != case_id:
                write.change(row, {"case_id": case_id, "template_key": "", "phase": ""})
        write.label = f"Client {name or 'none'}: {titles}"
    return write.changes


def edit_task(db: Database, task_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change any values of one task; status, waiting and done day follow each other. Raises InputError."""
    with act(db, Op.EDIT, "Changed") as write:
        row = _rows(write, [task_id])[0]
        new = {**values, **_following(row, values, write.today)}
        if "tags" in new:
            new["tags"] = revised_tags("", str(new["tags"]))
        _check_time(new)
        write.change(row, new)
        write.case_id = row.case_id
        write.label = f"Changed: {subject(write, [row])}"
    return write.changes


def archive_tasks(db: Database, task_ids: Sequence[int]) -> ChangeSet:
    """Put tasks away; undo or restore brings them back."""
    with act(db, Op.ARCHIVE, "Archived") as write:
        rows = _rows(write, task_ids)
        for row in rows:
            write.change(row, {"archived_at": write.at})
        write.label = f"Archived: {subject(write, rows)}"
    return write.changes


def restore_tasks(db: Database, task_ids: Sequence[int]) -> ChangeSet:
    """Bring archived tasks back."""
    return _change_all(db, task_ids, Op.RESTORE, {"archived_at": None}, "Restored")


# ---- words ------------------------------------------------------------------------------------------------


def subject(write: Write, rows: Sequence[Task]) -> str:
    """What an act was about: one task with its client, or how many."""
    if len(rows) != 1:
        return _titles(rows)
    name = client_name(write, rows[0].case_id)
    return f"{_titles(rows)} ({name})" if name else _titles(rows)


def client_name(write: Write, case_id: int | None) -> str:
    """The client of a case, "" without a case. Raises NotFoundError."""
    return client_of(write, case_id) if case_id is not None else ""


def _titles(rows: Sequence[Task]) -> str:
    if len(rows) != 1:
        return f"{len(rows)} tasks"
    title = rows[0].title
    return title if len(title) <= TITLE_IN_LABEL else title[: TITLE_IN_LABEL - 1] + "…"


# ---- values that follow from each other ---------------------------------------------------------------------


def _consistent(status: str, done_on: date | None, today: date) -> dict[str, Any]:
    return {"done_on": (done_on or today) if status == "done" else None}


def _status_values(row: Task, status: str, today: date) -> dict[str, Any]:
    """A new status with what follows: the done day, since when it waits. Whom a done task waited on is kept."""
    values: dict[str, Any] = {"status": status, **_consistent(status, row.done_on, today)}
    if status == "waiting":
        values["waiting_since"] = row.waiting_since or today
    elif status in TASK_OPEN:
        values |= {"waiting_on": "", "waiting_since": None}
    return values


def _waiting_values(row: Task, name: str, today: date) -> dict[str, Any]:
    if not name:
        return _status_values(row, "todo", today) if row.status == "waiting" else {"waiting_on": ""}
    since = row.waiting_since if row.status == "waiting" and row.waiting_on == name else None
    return {"status": "waiting", "done_on": None, "waiting_on": name, "waiting_since": since or today}


def _following(row: Task, new: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What follows from an edited status or an edited name to wait on; a new status wins over an old name."""
    status = str(new.get("status", row.status))
    name = clean_input(str(new.get("waiting_on", row.waiting_on)))
    if status != row.status:
        values = _status_values(row, status, today)
        return values | ({"waiting_on": name} if status == "waiting" else {})
    return _waiting_values(row, name, today) if name != row.waiting_on else {}


def _check_time(values: Mapping[str, Any]) -> None:
    at = str(values.get("due_time") or "")
    if at and not _TIME.fullmatch(at):
        raise InputError.one("Time", at, "is no time of day; write it as 15:30")


def _rows(write: Write, task_ids: Sequence[int]) -> list[Task]:
    """The tasks in the order asked for. Raises NotFoundError when one is not there."""
    wanted = list(dict.fromkeys(task_ids))
    found = {row.id: row for row in write.session.exec(select(Task).where(col(Task.id).in_(wanted)))}
    if len(found) != len(wanted):
        raise NotFoundError("That task is not there any more.", safe="Nothing was changed.", next_step="Press F5.")
    if len(wanted) == 1:
        write.case_id = found[wanted[0]].case_id
    return [found[task_id] for task_id in wanted]


def _change_all(db: Database, task_ids: Sequence[int], op: Op, values: Mapping[str, Any], words: str) -> ChangeSet:
    with act(db, op, words) as write:
        rows = _rows(write, task_ids)
        for row in rows:
            write.change(row, values)
        write.label = f"{words}: {subject(write, rows)}"
    return write.changes
