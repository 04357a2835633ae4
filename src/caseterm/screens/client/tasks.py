"""The tasks of a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_work import TaskLine
from caseterm.rules import terms
from caseterm.rules.date_words import list_day
from caseterm.rules.dates import paper_day, parse_date, short_day, show_length
from caseterm.screens.client.overview import is_late, task_mark
from caseterm.screens.client.section import Section, split_key
from caseterm.screens.client.words import clock, month_day, paragraph
from caseterm.screens.form import FieldSpec
from caseterm.screens.opening import Given, anchors, choices, texts
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import cut, width_of, wrap

if TYPE_CHECKING:
    from caseterm.screens.client.desk import Desk

_SHIFT = re.compile(r"due\s*([+-]\d+)\s*(d|w)?", re.IGNORECASE)
_BOXES = {"done": "[x]", "waiting": "[~]", "doing": "[>]", "cancelled": "[-]", "not_applicable": "[-]"}


class TasksSection(Section):
    name = "tasks"
    title = "Tasks"
    one = "task"
    strip = 4
    marking = True
    empty = "No tasks. a adds one: call adjuster fri !high"
    hints = (("x", "Done"), ("d", "Due"), ("w", "Wait"))

    def __init__(self, desk: Desk, *, open_only: bool = False) -> None:
        super().__init__(desk)
        self.open_only = open_only
        self.lines: dict[str, TaskLine] = {}
        self.width = 57

    def columns(self, width: int) -> list[Column]:
        self.width = width
        return [
            Column("box", "", 3),
            Column("mark", "", 2),
            Column("due", "Due", self._due_width(width)),
            Column("title", "Task", 12, grow=True),
            Column("high", "", 6, min_total=64),
        ]

    def _due_width(self, width: int) -> int:
        if not self.open_only:
            return 14 if width >= 60 else 9
        return max((len(month_day(line.due, self.today)) for line in self.desk.file.tasks), default=0) or 5

    def rows(self) -> list[Row]:
        found = self.desk.file.tasks if self.open_only else self._all()
        self.lines = {f"task:{line.id}": line for line in found}
        rows: list[Row] = [] if self.open_only else self._progress()
        for key, line in self.lines.items():
            if not line.open and not any(row.kind == "heading" for row in rows):
                rows.append(Row("done", {"text": "Done or set aside"}, kind="heading"))
            rows.append(Row(key, self._cells(line)))
        return rows

    def _all(self) -> Sequence[TaskLine]:
        return queries.casefile_work.tasks(self.db, self.case_id, archived=self.desk.archived)

    def _progress(self) -> list[Row]:
        """How far the checklists are, the phases not finished first."""
        found = queries.tasks.case_progress(self.db, self.case_id)
        words = [
            f"{terms.label(terms.PHASES, phase)} {settled} of {total}"
            for phase, settled, total in sorted(found, key=lambda each: each[1] == each[2])
        ]
        return [Row("progress", {"text": f"Checklist: {', '.join(words)}"}, kind="note")] if words else []

    def _cells(self, line: TaskLine) -> dict[str, Cell]:
        today = self.today
        mark, role = task_mark(line, today)
        on = line.due if line.open else line.done_on or line.due
        due = month_day(on, today) if self.open_only else list_day(on, today) if on else ""
        faint = "" if line.open and not line.archived else "muted"
        waiting = f" <- {cut(line.waiting_on, 16)}" if line.status == "waiting" and line.waiting_on else ""
        room = max(8, self.width - (27 if self.width >= 64 else 22) - width_of(waiting))
        return {
            "box": (_BOXES.get(line.status, "[ ]"), faint),
            "mark": ("" if line.status == "waiting" else mark, role),
            "due": (
                due if self.open_only else f"{due} {_minutes(line.due_time)}".strip(),
                role if is_late(line, today) else faint,
            ),
            "title": (f"{cut(line.title, room) if waiting else line.title}{waiting}", faint),
            "high": (label_priority(line), "warn" if line.open and line.priority < 3 else "muted"),
        }

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        late = f", {(self.today - line.due).days} d overdue" if line.due and is_late(line, self.today) else ""
        facts = [f"due {short_day(line.due, self.today)}{late}" if line.due else "no due date"]
        if line.status == "waiting":
            since = f" for {(self.today - line.waiting_since).days} d" if line.waiting_since else ""
            facts.append(f"waiting on {line.waiting_on or 'someone'}{since}")
        if line.minutes:
            facts.append(show_length(line.minutes))
        facts += [f"#{tag}" for tag in line.tags.split()]
        facts += [f"owner {line.owner}"] if line.owner else []
        head = wrap(line.title, width - 2)[:2]
        lines: list[list[Cell]] = [[(part, "bold")] for part in head]
        lines.append([("   ".join(facts), "")])
        return lines + paragraph(line.notes, width - 2)

    # acts

    def ids(self, keys: Sequence[str]) -> list[int]:
        return [split_key(key)[1] for key in keys]

    def add(self) -> None:
        self.desk.capture("task")

    def open(self, key: str) -> None:
        """The whole task in its form."""
        number = split_key(key)[1]
        days = ("due", "waiting_since", "done_on")
        row = queries.casefile_care.stored(self.db, "tasks", number, days=days)

        def save(given: Given) -> ChangeSet:
            values = texts(given, "title", "status", "waiting_on", "owner", "tags", "notes")
            at = given["due_time"]
            values |= {"due": given["due"], "minutes": given["minutes"], "priority": given["priority"]}
            values["due_time"] = f"{at:%H:%M}" if isinstance(at, time) and given["due"] else ""
            return services.tasks.edit_task(self.db, number, values)

        values = {**row, "due_time": time.fromisoformat(row["due_time"]) if row["due_time"] else None}
        self.desk.form("task", key, "Edit task", task_specs(self.desk), values, save)

    def edit(self, key: str) -> None:
        """The title in place; Enter opens everything else."""
        line = self.lines[key]

        def typed(title: Any) -> None:
            if title:
                self.desk.store(lambda: services.tasks.edit_task(self.db, line.id, {"title": title}))

        self.desk.prompt("Task", typed, value=line.title, hint="enter on the row opens the whole task")

    def done(self, keys: Sequence[str]) -> None:
        """Done, or back to work where all of them are done already; the cursor stays among those to do."""
        ids = self.ids(keys)
        finished = all(not self.lines[key].open for key in keys)
        act = services.tasks.reopen_tasks if finished else services.tasks.complete_tasks
        near = "" if finished else self._near(keys)
        if self.desk.store_marked(lambda: act(self.db, ids)) and near:
            self.desk.move_cursor(near)

    def _near(self, done: Sequence[str]) -> str:
        """The open task below the cursor, else above it, once these are done and stand elsewhere."""
        order, here = list(self.lines), self.desk.row_key
        if here is None or here not in done:
            return ""
        at = order.index(here)
        near = (key for key in [*order[at:], *reversed(order[:at])] if self.lines[key].open and key not in done)
        return next(near, "")

    def set_date(self, keys: Sequence[str]) -> None:
        """One due date for all, none, or each shifted by its own: due+7d."""
        ids = self.ids(keys)
        dues = {self.lines[key].due for key in keys}
        due = dues.pop() if len(dues) == 1 else None
        what = "Due" if len(ids) == 1 else f"Due, {len(ids)} tasks"
        shown = paper_day(due) if due else ""
        hint = "fri, +3d, 12/3, due+7d; empty for no date"
        self.desk.prompt_typed(what, lambda text: self._set_due(ids, text), value=shown, hint=hint, blank=True)

    def _set_due(self, ids: list[int], text: str) -> None:
        shift = _SHIFT.fullmatch(text.strip())
        if not text.strip():
            self.desk.store_marked(lambda: services.tasks.set_due(self.db, ids, None))
        elif shift:
            days = int(shift[1]) * (7 if (shift[2] or "d").lower() == "w" else 1)
            self.desk.store_marked(lambda: services.tasks.shift_due(self.db, ids, days))
        else:
            day = parse_date(text, today=self.today, anchors=anchors(self.desk))
            self.desk.store_marked(lambda: services.tasks.set_due(self.db, ids, day))

    def set_status(self, keys: Sequence[str]) -> bool:
        ids = self.ids(keys)

        def chosen(status: Any) -> None:
            if status:
                self.desk.store_marked(lambda: services.tasks.set_status(self.db, ids, status))

        title = self.lines[keys[0]].title if len(ids) == 1 else f"{len(ids)} tasks"
        self.desk.pick(title, choices(terms.TASK_STATUSES), chosen, current=self.lines[keys[0]].status)
        return True

    def waiting(self, keys: Sequence[str]) -> None:
        ids = self.ids(keys)

        def typed(name: Any) -> None:
            if name is not None:
                self.desk.store_marked(lambda: services.tasks.set_waiting(self.db, ids, str(name)))

        hint = "who it waits on; empty puts it back to work"
        self.desk.prompt("Waiting on", typed, value=self.lines[keys[0]].waiting_on, hint=hint, blank=True)

    def archive(self, keys: Sequence[str]) -> None:
        self.desk.store_marked(lambda: services.tasks.archive_tasks(self.db, self.ids(keys)))

    def restore(self, keys: Sequence[str]) -> None:
        self.desk.store_marked(lambda: services.tasks.restore_tasks(self.db, self.ids(keys)))


def _minutes(due_time: str) -> str:
    return clock(datetime.combine(date.min, time.fromisoformat(due_time))) if due_time else ""


def label_priority(line: TaskLine) -> str:
    return {1: "urgent", 2: "high", 4: "low"}.get(line.priority, "")


def task_specs(desk: Desk) -> list[FieldSpec]:
    """The form of a task."""
    return [
        FieldSpec("title", "Task", required=True, width=50),
        FieldSpec("due", "Due", "date", anchors=anchors(desk)),
        FieldSpec("due_time", "Time", "time"),
        FieldSpec("minutes", "Length", "length"),
        FieldSpec(
            "priority",
            "Priority",
            "choice",
            required=True,
            choices=[(number, word) for number, word in terms.PRIORITIES.items()],
        ),
        FieldSpec("status", "Status", "choice", required=True, choices=choices(terms.TASK_STATUSES)),
        FieldSpec("waiting_on", "Waiting on"),
        FieldSpec("owner", "Owner", width=20),
        FieldSpec("tags", "Tags"),
        FieldSpec("notes", "Notes", "notes"),
    ]
