"""The forms of a task and of a deadline, opened from the tasks screen."""

from __future__ import annotations

from datetime import time
from typing import Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.rules import terms
from caseterm.screens.base import BaseScreen
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import choices, open_form, texts
from caseterm.store.database import Database
from caseterm.widgets.choicefield import Suggest


def waited_on(db: Database) -> Suggest:
    """Names that tasks have waited on, as they are typed."""
    return lambda query: [(name, name, "") for name in queries.tasks.waited_on(db, query)]


def edit_task(desk: BaseScreen, task_id: int) -> None:
    """The whole task."""
    row = queries.casefile_care.stored(desk.db, "tasks", task_id, days=("due",))
    case_id = row["case_id"]
    dates = queries.jump.anchors(desk.db, case_id) if case_id is not None else {}
    specs = [
        FieldSpec("title", "Task", required=True, width=50),
        FieldSpec("due", "Due", "date", anchors=dates),
        FieldSpec("due_time", "Time", "time"),
        FieldSpec("minutes", "Length", "length"),
        FieldSpec("priority", "Priority", "choice", required=True, choices=list(terms.PRIORITIES.items())),
        FieldSpec("status", "Status", "choice", required=True, choices=choices(terms.TASK_STATUSES)),
        FieldSpec("waiting_on", "Waiting on", "suggest", suggest=waited_on(desk.db)),
        FieldSpec("owner", "Owner", width=20),
        FieldSpec("tags", "Tags"),
        FieldSpec("notes", "Notes", "notes"),
    ]

    def save(given: dict[str, Any]) -> ChangeSet:
        values = texts(given, "title", "status", "waiting_on", "owner", "tags", "notes")
        values |= {"due": given["due"], "minutes": given["minutes"], "priority": given["priority"]}
        at = given["due_time"]
        values["due_time"] = f"{at:%H:%M}" if isinstance(at, time) and given["due"] else ""
        return services.tasks.edit_task(desk.db, task_id, values)

    at = time.fromisoformat(row["due_time"]) if row["due_time"] else None
    waiting = row["waiting_on"]
    values = {**row, "due_time": at, "waiting_on": (waiting, waiting) if waiting else None}
    line = queries.tasks.lines(desk.db, [task_id])[0]
    subtitle = f"{line.client} {line.number}".strip()
    open_form(desk, "task", f"task:{task_id}", "Edit task", specs, values, save=save, subtitle=subtitle)


def edit_deadline(desk: BaseScreen, deadline_id: int) -> None:
    """The whole deadline; a new date, kind or defendant takes its verification away."""
    row = queries.casefile_care.stored(desk.db, "deadlines", deadline_id, days=("due", "file_by", "trigger_date"))
    dates = queries.jump.anchors(desk.db, row["case_id"])
    people = queries.casefile_people.people(desk.db, row["case_id"])
    against = [(each.contact_id, each.name) for each in people if each.source == "party"]
    specs = [
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(terms.DEADLINE_KINDS)),
        FieldSpec("due", "Date", "date", required=True, anchors=dates),
        FieldSpec("file_by", "File by", "date", anchors=dates, hint="empty: the last open day"),
        FieldSpec("title", "Title"),
        FieldSpec("trigger_date", "Runs from", "date", prefer="past", anchors=dates),
        FieldSpec("defendant_id", "Against", "choice", choices=against),
        FieldSpec("citation", "Rule", hint="statute, order, contract"),
        FieldSpec("basis", "Basis", hint="how the date was found"),
        FieldSpec("notes", "Notes", "notes"),
    ]

    def save(given: dict[str, Any]) -> ChangeSet:
        values = {name: given[name] for name in ("due", "file_by", "trigger_date", "defendant_id")}
        new = {**values, **texts(given, "kind", "title", "citation", "basis", "notes")}
        changes: ChangeSet = services.deadlines.edit_deadline(desk.db, deadline_id, new)
        return changes

    card = queries.deadlines.deadline_card(desk.db, deadline_id)
    subtitle = f"{card.line.client} {card.line.number}" if card else ""
    open_form(desk, "deadline", f"deadline:{deadline_id}", "Edit deadline", specs, row, save=save, subtitle=subtitle)
