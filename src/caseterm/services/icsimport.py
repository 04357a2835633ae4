"""Entries of a calendar file into the record: added, changed and cancelled as one act, which one undo takes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError
from caseterm.models import Appointment, CalendarLink, ImportBatch, Task
from caseterm.rules.counting import counted
from caseterm.rules.icsentry import IcsEntry
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.rules.text import clean_input
from caseterm.services import rides
from caseterm.services.acts import act
from caseterm.services.appointments import move_appointment, put_appointment
from caseterm.services.tasks import put_task
from caseterm.store.database import Database
from caseterm.store.writing import Write

Action = Literal["add", "adopt", "change", "cancel"]
"""Added; joined to the appointment that is booked already; brought up to date; cancelled."""


@dataclass(frozen=True)
class IcsChoice:
    """What becomes of one entry: the case it goes to, the provider and kind it gets, `row_id` the row it joins."""

    entry: IcsEntry
    action: Action
    case_id: int | None = None
    case_provider_id: int | None = None
    kind: str = "other"
    row_id: int | None = None


def import_entries(db: Database, choices: Sequence[IcsChoice], *, file_name: str, left_out: int = 0) -> ChangeSet:
    """Write what was chosen, as one act. An event that is here by its UID already is never added again.

    `left_out` is kept in the batch's line. Raises ConflictError when nothing is left to write, InputError,
    ReadOnlyError, StorageError; then nothing was written.
    """
    name = clean_input(file_name)[:200] or "a calendar file"
    with act(db, Op.IMPORT, f"Imported from {name}") as write:
        done: dict[str, int] = {}
        for choice in choices:
            verb = _one(write, choice, name)
            if verb:
                done[verb] = done.get(verb, 0) + 1
        if not done:
            raise ConflictError("Nothing to import: every entry is in the record already or was left out.")
        total = sum(done.values())
        batch = {
            "at": write.at, "file_name": name, "accepted": total, "refused": left_out, "act_id": write.act_id,
        }  # fmt: skip
        write.add(ImportBatch, batch)
        parts = ", ".join(f"{number} {verb}" for verb, number in done.items())
        write.label = f"Imported {counted(total, 'entry', 'entries')} from {name}: {parts}"
    return write.changes


def _one(write: Write, choice: IcsChoice, name: str) -> str:
    link = write.session.exec(
        select(CalendarLink).where(
            CalendarLink.uid == choice.entry.uid, CalendarLink.recurrence == choice.entry.recurrence
        )
    ).first()
    if choice.action in ("add", "adopt"):
        return "" if link is not None else _added(write, choice, name)
    row = _row(write, link, choice)
    if isinstance(row, Appointment):
        verb = _cancelled(write, row) if choice.action == "cancel" else _changed(write, row, choice, link)
    elif isinstance(row, Task):
        verb = _task_changed(write, row, choice)
    else:
        return ""
    if link is not None:
        write.change(link, {"digest": choice.entry.digest, "file_name": name})
    return verb


def _row(write: Write, link: CalendarLink | None, choice: IcsChoice) -> Appointment | Task | None:
    if link is not None and link.task_id is not None:
        return write.session.get(Task, link.task_id)
    row_id = link.appointment_id if link is not None else choice.row_id
    if row_id is None:
        return None
    if choice.entry.kind == "task":
        return write.session.get(Task, row_id)
    return write.session.get(Appointment, row_id)


def _added(write: Write, choice: IcsChoice, name: str) -> str:
    entry = choice.entry
    link: dict[str, Any] = {
        "case_id": choice.case_id, "uid": entry.uid, "recurrence": entry.recurrence, "digest": entry.digest,
        "file_name": name,
    }  # fmt: skip
    if choice.action == "adopt":
        write.add(CalendarLink, {**link, "appointment_id": choice.row_id})
        return "joined to what was booked"
    if entry.kind == "task":
        at = entry.starts_at
        task = put_task(
            write,
            {
                "title": entry.title or "To-do from a calendar file", "case_id": choice.case_id,
                "due": at.date() if at is not None else None, "priority": entry.priority, "notes": _notes(entry),
                "due_time": f"{at:%H:%M}" if at is not None and not entry.all_day else "",
            },
        )  # fmt: skip
        write.add(CalendarLink, {**link, "task_id": task.id})
        return "new"
    row = put_appointment(
        write,
        {
            "starts_at": entry.starts_at, "ends_at": entry.ends_at, "zone": entry.zone, "kind": choice.kind,
            "title": entry.title, "location": entry.place, "notes": _notes(entry), "case_id": choice.case_id,
            "case_provider_id": choice.case_provider_id,
        },
    )  # fmt: skip
    write.add(CalendarLink, {**link, "appointment_id": row.id})
    return "new"


def _changed(write: Write, row: Appointment, choice: IcsChoice, link: CalendarLink | None) -> str:
    entry = choice.entry
    if row.status not in APPOINTMENT_AHEAD or entry.starts_at is None:
        return ""
    own = link is None  # exported by this program: its title may have been made private, so only the time is taken
    said: dict[str, Any] = {} if own else {"title": entry.title, "location": entry.place}
    if (entry.starts_at, entry.zone) != (row.starts_at, row.zone):
        row, _ = move_appointment(write, row, entry.starts_at, entry.ends_at, zone=entry.zone)
        if link is not None:
            write.change(link, {"appointment_id": row.id})
    else:
        said["ends_at"] = entry.ends_at
    write.change(row, said)
    return "changed"


def _cancelled(write: Write, row: Appointment) -> str:
    if row.status not in APPOINTMENT_AHEAD:
        return ""
    rides.release(write, row, reason="appointment cancelled by the provider")
    write.change(row, {"status": "cancelled_by_provider"})
    return "cancelled"


def _task_changed(write: Write, row: Task, choice: IcsChoice) -> str:
    if row.status in ("done", "cancelled", "not_applicable"):
        return ""
    if choice.action == "cancel":
        write.change(row, {"status": "cancelled"})
        return "cancelled"
    at = choice.entry.starts_at
    write.change(row, {"due": at.date() if at is not None else None, "title": choice.entry.title or row.title})
    return "changed"


def _notes(entry: IcsEntry) -> str:
    people = f"Invited: {', '.join(entry.people)}" if entry.people else ""
    return "\n".join(part for part in (entry.text, people) if part)
