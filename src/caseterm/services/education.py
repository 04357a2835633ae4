"""What was explained to a client is written down; a question that is left becomes a task until it is answered."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.models import EducationDelivery, Task
from caseterm.rules.counting import counted
from caseterm.services.acts import act
from caseterm.services.tasks import put_task
from caseterm.services.whose import client_of, initials
from caseterm.store.database import Database
from caseterm.store.writing import Write

ANSWER_DAYS = 3
"""Days to answer what a client asked: the program's own proposal."""


def deliver(
    db: Database,
    case_id: int,
    topics: Sequence[tuple[str, str]],
    *,
    on: date | None = None,
    how: str = "call",
    language: str = "en",
    to_whom: str = "",
    understood: str = "",
    questions: str = "",
    notes: str = "",
) -> ChangeSet:
    """These topics (key, title) were told in one talk, as one act. Raises InputError naming the field."""
    if not topics:
        raise InputError.one("Topic", "", "name at least one")
    with act(db, Op.ADD, "Told the client", case_id=case_id) as write:
        client = client_of(write, case_id)
        asked = " ".join(questions.split())
        values: dict[str, Any] = {
            "case_id": case_id, "dated": on or write.today, "how": how, "language": language,
            "to_whom": to_whom or client, "understood": understood, "notes": notes,
        }  # fmt: skip
        if values["dated"] > write.today:
            raise InputError.one("On", str(on), "is still to come")
        for number, (key, _) in enumerate(topics):
            row = write.add(EducationDelivery, {**values, "topic": key, "questions": questions if not number else ""})
            if not number and asked:
                _ask(write, row, asked)
        what = topics[0][1] if len(topics) == 1 else counted(len(topics), "topic")
        write.label = f"Told: {what} ({client}){', task to answer a question' if asked else ''}"
    return write.changes


def change(db: Database, delivery_id: int, values: Mapping[str, Any], *, label: str) -> ChangeSet:
    """Change a delivery; a question that comes to it becomes a task too. Raises InputError naming the field."""
    with act(db, Op.EDIT, label) as write:
        row = write.session.get_one(EducationDelivery, delivery_id)
        write.case_id = row.case_id
        write.change(row, values)
        asked = " ".join(row.questions.split())
        if asked and row.task_id is None and row.answered_on is None:
            _ask(write, row, asked)
            write.label = f"{label}, task to answer a question"
    return write.changes


def _ask(write: Write, row: EducationDelivery, asked: str) -> None:
    due = write.today + timedelta(days=ANSWER_DAYS)
    title = f"Answer the client: {asked}"[:400]
    task = put_task(write, {"title": title, "case_id": row.case_id, "due": due, "owner": initials(write)})
    write.change(row, {"task_id": task.id})


def answered(db: Database, delivery_id: int) -> ChangeSet:
    """The question left at a delivery is answered today, and its task done. Raises ConflictError where none is open."""
    with act(db, Op.EDIT, "Answered") as write:
        row = write.session.get(EducationDelivery, delivery_id)
        if row is None:
            raise NotFoundError("That is not there any more.", safe="Nothing was changed.")
        write.case_id = row.case_id
        if not row.questions.strip() or row.answered_on is not None:
            raise ConflictError("No question is open there.", safe="Nothing was changed.")
        write.change(row, {"answered_on": write.today})
        task = write.session.get(Task, row.task_id) if row.task_id else None
        if task is not None and task.status != "done":
            write.change(task, {"status": "done", "done_on": write.today})
        asked = " ".join(row.questions.split())[:80]
        write.label = f"Answered: {asked} ({client_of(write, row.case_id)})"
    return write.changes
