"""What was said with whom: the contact log and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from caseterm.changes import ChangeSet, Op
from caseterm.errors import InputError
from caseterm.models import Communication, Note, Task
from caseterm.rules.contact_log import reached_client
from caseterm.rules.dates import short_day, show_time
from caseterm.rules.terms import CHANNELS, OUTCOMES, label
from caseterm.rules.text import clean_input
from caseterm.services.acts import act
from caseterm.services.whose import client_id_of, client_of, initials, name_of
from caseterm.store.database import Database
from caseterm.store.writing import Write

FollowUp = tuple[str, date]


@dataclass(frozen=True)
class _Talk:
    channel: str
    direction: str
    outcome: str
    role: str
    body: str
    minutes: int | None
    at: datetime | None


def log_contact(
    db: Database,
    *,
    case_id: int,
    channel: str = "call",
    direction: str = "out",
    outcome: str = "reached",
    role: str = "client",
    contact_id: int | None = None,
    body: str = "",
    minutes: int | None = None,
    at: datetime | None = None,
    follow_up: FollowUp | None = None,
) -> ChangeSet:
    """Log one contact about a case and, with `follow_up` (title, day), the task that comes of it, as one act.

    `at` is wall time, now by default. Raises InputError naming the fields.
    """
    talk = _Talk(channel, direction, outcome, role, body, minutes, at)
    with act(db, Op.LOG_CONTACT, "Logged contact", case_id=case_id) as write:
        row = _put(write, case_id, talk, contact_id=contact_id, follow_up=follow_up)
        write.label = _label(write, row, follow_up)
    return write.changes


def log_contact_many(
    db: Database,
    case_ids: Sequence[int],
    *,
    channel: str = "call",
    direction: str = "out",
    outcome: str = "reached",
    body: str = "",
    at: datetime | None = None,
    follow_up: FollowUp | None = None,
) -> ChangeSet:
    """Log the same contact with the client of each case, as one act. Raises InputError."""
    talk = _Talk(channel, direction, outcome, "client", body, None, at)
    ids = list(dict.fromkeys(case_ids))
    with act(db, Op.LOG_CONTACT, "Logged contact", case_id=ids[0] if len(ids) == 1 else None) as write:
        for case_id in ids:
            row = _put(write, case_id, talk, contact_id=None, follow_up=follow_up)
        what = f"{label(CHANNELS, channel).lower()}, {label(OUTCOMES, outcome).lower()}"
        write.label = _label(write, row, follow_up) if len(ids) == 1 else f"Logged {what}, on {len(ids)} cases"
    return write.changes


def add_note(db: Database, *, case_id: int, body: str) -> ChangeSet:
    """Put a note on a case, dated now. Raises InputError when there is no text."""
    text = clean_input(body, multiline=True)
    if not text:
        raise InputError.one("Note", body, "there is no text")
    with act(db, Op.ADD_NOTE, "Noted", case_id=case_id) as write:
        who = client_of(write, case_id)
        write.add(Note, {"case_id": case_id, "at": db.clock.local(), "by": initials(write), "body": text})
        write.label = f"Noted: {_short(text)} ({who})"
    return write.changes


def put_contact(
    write: Write, case_id: int, *, channel: str, outcome: str, body: str, minutes: int | None = None
) -> Communication:
    """Log a contact with the client of a case, from us and now, in an open act. Raises InputError."""
    talk = _Talk(channel, "out", outcome, "client", body, minutes, None)
    return _put(write, case_id, talk, contact_id=None, follow_up=None)


def _put(
    write: Write, case_id: int, talk: _Talk, *, contact_id: int | None, follow_up: FollowUp | None
) -> Communication:
    client_id = client_id_of(write, case_id)
    if contact_id is None and talk.role == "client":
        contact_id = client_id
    task = None
    if follow_up is not None:
        title, day = follow_up
        task = write.add(Task, {"title": title, "due": day, "case_id": case_id, "owner": initials(write)})
    return write.add(
        Communication,
        {
            "case_id": case_id,
            "at": talk.at or write.database.clock.local(),
            "direction": talk.direction,
            "channel": talk.channel,
            "outcome": talk.outcome,
            "role": talk.role,
            "contact_id": contact_id,
            "body": talk.body,
            "duration_min": talk.minutes,
            "by": initials(write),
            "follow_up_task_id": task.id if task else None,
            "counts_as_client_contact": reached_client(talk.role, talk.direction, talk.outcome),
        },
    )


def _label(write: Write, row: Communication, follow_up: FollowUp | None) -> str:
    parts = [f"Logged {label(CHANNELS, row.channel).lower()} {show_time(row.at.time())}"]
    if row.duration_min is not None:
        parts.append(f"{row.duration_min} min")
    parts.append(label(OUTCOMES, row.outcome).lower())
    who = (name_of(write, row.contact_id) if row.contact_id else "") or client_of(write, row.case_id)
    said = f"{', '.join(parts)} ({who})"
    clock = "Contact clock reset"
    if follow_up is not None:
        said += f", task {short_day(follow_up[1], write.today)}"
        clock = "Clock reset"
    return f"{said}. {clock}" if row.counts_as_client_contact else said


def _short(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 40 else f"{line[:39].rstrip()}…"
