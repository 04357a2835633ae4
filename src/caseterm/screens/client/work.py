"""The work on a case: its tasks and appointments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.queries.casefile_care import AppointmentLine
from caseterm.queries.casefile_work import TaskLine
from caseterm.rules import terms
from caseterm.rules.dates import parse_date, parse_when, short_day, show_length
from caseterm.rules.terms import label
from caseterm.screens.client.forms import Given, anchors, choices, texts
from caseterm.screens.client.overview import is_late, task_mark
from caseterm.screens.client.section import Party, Section, split_key
from caseterm.screens.client.words import clock, month_day, paragraph
from caseterm.screens.form import FieldSpec
from caseterm.widgets.rows import Cell, Column, Row
from caseterm.widgets.safe import wrap

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

    def columns(self, width: int) -> list[Column]:
        return [
            Column("box", "", 3),
            Column("mark", "", 2),
            Column("due", "Due", 5 if self.open_only else 14 if width >= 60 else 9),
            Column("title", "Task", 12, grow=True),
            Column("high", "", 6, min_total=52),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_work.tasks(
            self.db, self.case_id, archived=self.desk.archived and not self.open_only, open_only=self.open_only
        )
        self.lines = {f"task:{line.id}": line for line in found}
        rows: list[Row] = []
        for key, line in self.lines.items():
            if not line.open and not any(row.kind == "heading" for row in rows):
                rows.append(Row("done", {"text": "Done or set aside"}, kind="heading"))
            rows.append(Row(key, self._cells(line)))
        return rows

    def _cells(self, line: TaskLine) -> dict[str, Cell]:
        today = self.today
        mark, role = task_mark(line, today)
        due = short_day(line.due, today) if line.due else ""
        on = line.due if line.open else line.done_on or line.due
        if not line.open:
            due = short_day(on, today) if on else ""
        elif self.open_only:
            due = month_day(line.due, today)
        faint = "" if line.open and not line.archived else "muted"
        waiting = f" <- {line.waiting_on}" if line.status == "waiting" and line.waiting_on else ""
        return {
            "box": (_BOXES.get(line.status, "[ ]"), faint),
            "mark": ("" if line.status == "waiting" else mark, role),
            "due": (
                due if self.open_only else f"{due} {_minutes(line.due_time)}".strip(),
                role if is_late(line, today) else faint,
            ),
            "title": (f"{line.title}{waiting}", faint),
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
        facts += [fact for fact in (line.tags, line.owner and f"owner {line.owner}") if fact]
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
        """Done, or back to work where all of them are done already."""
        ids = self.ids(keys)
        finished = all(not self.lines[key].open for key in keys)
        act = services.tasks.reopen_tasks if finished else services.tasks.complete_tasks
        self.desk.store_marked(lambda: act(self.db, ids))

    def set_date(self, keys: Sequence[str]) -> None:
        """One due date for all, none, or each shifted by its own: due+7d."""
        ids = self.ids(keys)
        dues = {self.lines[key].due for key in keys}
        due = dues.pop() if len(dues) == 1 else None
        what = "Due" if len(ids) == 1 else f"Due, {len(ids)} tasks"

        def typed(text: Any) -> None:
            self.desk.attempt_typed(lambda: self._set_due(ids, str(text)), lambda: self.set_date(keys))

        shown = f"{due.month:02}/{due.day:02}/{due.year:04}" if due else ""
        hint = "fri, +3d, 12/3, due+7d; empty for no date"
        self.desk.prompt(what, typed, value=shown, hint=hint, blank=True, select=True)

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


class AppointmentsSection(Section):
    name = "appointments"
    title = "Appointments"
    one = "appointment"
    strip = 5
    marking = True
    empty = "No appointments. a adds one: a: PT tue 9:30"
    hints = (("x", "Kept"), ("d", "Move"), ("s", "Status"))

    def __init__(self, desk: Desk, *, ahead_only: bool = False) -> None:
        super().__init__(desk)
        self.ahead_only = ahead_only
        self.lines: dict[str, AppointmentLine] = {}

    def columns(self, width: int) -> list[Column]:
        return [
            Column("when", "When", 15),
            Column("kind", "Kind", 9),
            Column("with", "With", 12, grow=True),
            Column("state", "", 12),
            Column("ride", "Ride", 9, min_total=74),
        ]

    def rows(self) -> list[Row]:
        found = queries.casefile_care.appointments(
            self.db, self.case_id, archived=self.desk.archived and not self.ahead_only, ahead_only=self.ahead_only
        )
        self.lines = {f"appointment:{line.id}": line for line in found}
        rows: list[Row] = []
        for key, line in self.lines.items():
            past = not (line.ahead and line.starts_at.date() >= self.today)
            if past and not any(row.kind == "heading" for row in rows):
                rows.append(Row("past", {"text": "Behind"}, kind="heading"))
            rows.append(Row(key, self._cells(line, past=past)))
        return rows

    def _cells(self, line: AppointmentLine, *, past: bool) -> dict[str, Cell]:
        faint = "muted" if past or line.archived else ""
        when = f"{short_day(line.starts_at.date(), self.today)} {clock(line.starts_at)}"
        return {
            "when": (when, faint),
            "kind": (label(terms.APPOINTMENT_SHORT, line.kind), faint),
            "with": (line.provider or line.title or line.location or line.who, faint),
            "state": self._state(line, past=past),
            "ride": ("" if line.ride == "not_needed" else label(terms.RIDE_STATES, line.ride), faint),
        }

    def _state(self, line: AppointmentLine, *, past: bool) -> Cell:
        if line.ahead and past:
            return ("kept? !", "warn")
        if line.ahead and line.ride == "needed":
            return ("NO RIDE !", "warn")
        if line.status == "scheduled":
            return f"ride {line.ride}" if line.ride in ("booked", "confirmed") else ""
        role = "warn" if line.status == "no_show" else "muted" if past else ""
        return (label(terms.APPOINTMENT_STATUSES, line.status), role)

    def detail(self, key: str, width: int) -> list[list[Cell]]:
        line = self.lines[key]
        ends = f"-{clock(line.ends_at)}" if line.ends_at else ""
        head = f"{short_day(line.starts_at.date(), self.today)} {clock(line.starts_at)}{ends}"
        reason = f": {label(terms.NO_SHOW_REASONS, line.no_show_reason).lower()}" if line.no_show_reason else ""
        facts = [label(terms.APPOINTMENT_KINDS, line.kind), label(terms.APPOINTMENT_STATUSES, line.status) + reason]
        ride = f"ride {label(terms.RIDE_STATES, line.ride).lower()} {line.ride_note}".strip()
        said = [part for part in (line.provider, line.title, line.location, line.who) if part]
        lines: list[list[Cell]] = [[(head, "bold"), f"   {'   '.join(facts)}"], ["   ".join(said)]]
        lines.append([ride + ("   interpreter booked" if line.interpreter_booked else "")])
        text = "\n".join(part for part in (line.purpose, line.outcome, line.notes) if part)
        return lines + paragraph(text, width - 2)

    def party(self, key: str | None) -> Party | None:
        return None

    # acts

    def add(self) -> None:
        self.desk.capture("appointment")

    def edit(self, key: str) -> None:
        line = self.lines[key]
        row = queries.casefile_care.stored(self.db, "appointments", line.id)
        length = int((line.ends_at - line.starts_at).total_seconds() // 60) if line.ends_at else None
        values = {
            **row,
            "on": line.starts_at.date(),
            "at": line.starts_at.time(),
            "length": length,
            "interpreter_booked": line.interpreter_booked,
        }

        def save(given: Given) -> ChangeSet:
            return services.appointments.edit_appointment(self.db, line.id, appointment_values(given))

        self.desk.form("appointment", key, "Edit appointment", appointment_specs(self), values, save)

    def done(self, keys: Sequence[str]) -> None:
        ids = [split_key(key)[1] for key in keys]
        self.desk.store_marked(lambda: services.appointments.mark_kept(self.db, ids))

    def set_date(self, keys: Sequence[str]) -> None:
        """Move one appointment to another day and time; the old one stays in the file."""
        line = self.lines[keys[0]]

        def typed(text: Any) -> None:
            self.desk.attempt_typed(lambda: self._move(line, str(text)), lambda: self.set_date(keys))

        shown = f"{line.starts_at:%m/%d/%Y} {clock(line.starts_at)}"
        self.desk.prompt("Move to", typed, value=shown, hint="fri 10:00, 12/3 2pm; the length stays", select=True)

    def _move(self, line: AppointmentLine, text: str) -> None:
        day, at = parse_when(text, today=self.today)
        moved = datetime.combine(day, at or line.starts_at.time())
        self.desk.store(lambda: services.appointments.reschedule(self.db, line.id, moved))

    def set_status(self, keys: Sequence[str]) -> bool:
        line = self.lines[keys[0]]
        acts = {
            "kept": "Kept",
            "no_show": "No-show, with its reason",
            "confirm": "Confirmed",
            "client": "Cancelled by client",
            "provider": "Cancelled by provider",
            "weather": "Cancelled, weather",
            "reopen": "Scheduled again",
            **{f"ride_{code}": f"Ride {word.lower()}" for code, word in terms.RIDE_STATES.items()},
        }

        def chosen(what: Any) -> None:
            if what == "no_show":
                self._no_show(line)
            elif what:
                self.desk.store(lambda: self._outcome(line.id, str(what)))

        self.desk.pick("Appointment", list(acts.items()), chosen)
        return True

    def _no_show(self, line: AppointmentLine) -> None:
        def chosen(reason: Any) -> None:
            if reason:
                self.desk.store(lambda: services.appointments.mark_no_show(self.db, line.id, reason=reason))

        self.desk.pick("Why was it missed?", choices(terms.NO_SHOW_REASONS), chosen)

    def _outcome(self, number: int, what: str) -> ChangeSet:
        appointments = services.appointments
        if what.startswith("ride_"):
            return appointments.set_ride(self.db, number, what.removeprefix("ride_"))
        match what:
            case "kept":
                return appointments.mark_kept(self.db, [number])
            case "confirm":
                return appointments.confirm(self.db, number)
            case "reopen":
                return appointments.reopen(self.db, number)
        return appointments.cancel(self.db, number, by=what)

    def archive(self, keys: Sequence[str]) -> None:
        self.desk.store(lambda: services.appointments.archive_appointment(self.db, split_key(keys[0])[1]))

    def restore(self, keys: Sequence[str]) -> None:
        number = split_key(keys[0])[1]
        words = f"Restored appointment {self.whose}"
        self.desk.store(lambda: services.records.restore_record(self.db, "appointment", number, label=words))


def appointment_specs(section: AppointmentsSection) -> list[FieldSpec]:
    """The form of an appointment."""
    care = queries.casefile_care.providers(section.db, section.case_id)
    return [
        FieldSpec("kind", "Kind", "choice", required=True, choices=choices(terms.APPOINTMENT_KINDS)),
        FieldSpec("case_provider_id", "Provider", "choice", choices=[(line.id, line.name) for line in care]),
        FieldSpec("on", "Date", "date", required=True),
        FieldSpec("at", "Time", "time", required=True),
        FieldSpec("length", "Length", "length"),
        FieldSpec("title", "Title"),
        FieldSpec("location", "Where"),
        FieldSpec("who", "Who"),
        FieldSpec("ride", "Ride", "choice", choices=choices(terms.RIDE_STATES)),
        FieldSpec("ride_note", "Ride note", hint="pick-up time, confirmation no."),
        FieldSpec("interpreter_booked", "Interpreter", "yesno", hint="booked"),
        FieldSpec("purpose", "Purpose"),
        FieldSpec("outcome", "Outcome"),
        FieldSpec("notes", "Notes", "notes"),
    ]


def appointment_values(given: Given) -> Given:
    """The form's values as the record keeps them."""
    starts_at = datetime.combine(given["on"], given["at"])
    minutes = given["length"]
    ends_at = starts_at + timedelta(minutes=minutes) if minutes is not None else None
    names = ("kind", "title", "location", "who", "ride_note", "purpose", "outcome", "notes")
    return {
        **texts(given, *names),
        "case_provider_id": given["case_provider_id"],
        "starts_at": starts_at,
        "ends_at": ends_at,
        "ride": given["ride"] or "not_needed",
        "interpreter_booked": bool(given["interpreter_booked"]),
    }
