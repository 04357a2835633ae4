"""Providers of a client's care: added, changed, and asked for records and bills."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.models import CaseProvider, Contact, Task
from caseterm.rules.inputs import ContactInput
from caseterm.rules.terms import TASK_OPEN
from caseterm.services.acts import act
from caseterm.services.contacts import contact_name
from caseterm.services.parties import client_name, put_or_change
from caseterm.services.whose import initials
from caseterm.store.database import Database
from caseterm.store.writing import Write

Papers = Literal["records", "bills"]
CHASE_AFTER = timedelta(days=14)


def add_provider(db: Database, case_id: int, provider: ContactInput, values: Mapping[str, Any]) -> ChangeSet:
    """Add a provider, known or new, to a client's care. Raises InputError naming the fields."""
    with act(db, Op.ADD, "Added a provider", case_id=case_id) as write:
        contact = put_or_change(write, provider)
        write.add(CaseProvider, {**values, "case_id": case_id, "contact_id": contact.id})
        write.label = f"Added provider {contact_name(contact)} ({client_name(write, case_id)})"
    return write.changes


def edit_provider(db: Database, provider_id: int, provider: ContactInput, values: Mapping[str, Any]) -> ChangeSet:
    """Change a provider's part in the care and its contact, as one act. Raises InputError naming the fields."""
    with act(db, Op.EDIT, "Changed a provider") as write:
        row = write.session.get_one(CaseProvider, provider_id)
        write.case_id = row.case_id
        contact = put_or_change(write, provider)
        write.change(row, {**values, "contact_id": contact.id})
        write.label = f"Changed provider {contact_name(contact)} ({client_name(write, row.case_id)})"
    return write.changes


def request(db: Database, provider_id: int, papers: Papers) -> ChangeSet:
    """Mark a provider's records or bills as asked for today, with a task to chase them in 14 days.

    Asked for and not yet in: marks them received today and closes the task. Both in: changes nothing.
    """
    with act(db, Op.EDIT, "Requested", case_id=None) as write:
        row = write.session.get_one(CaseProvider, provider_id)
        write.case_id = row.case_id
        name = contact_name(write.session.get_one(Contact, row.contact_id))
        asked, received = getattr(row, f"{papers}_requested_on"), getattr(row, f"{papers}_received_on")
        whose = client_name(write, row.case_id)
        if asked is None:
            write.change(row, {f"{papers}_requested_on": write.today})
            _chase(write, row.case_id, f"chase {papers}: {name}")
            write.label = f"Requested {papers} from {name} ({whose}), follow-up in 14 days"
        elif received is None:
            write.change(row, {f"{papers}_received_on": write.today})
            _close_chase(write, row.case_id, f"chase {papers}: {name}")
            write.label = f"Received {papers} from {name} ({whose}), {(write.today - asked).days} days after asking"
    return write.changes


def request_again(db: Database, provider_id: int, papers: Papers) -> ChangeSet:
    """Note that papers asked for earlier were asked for once more today: they are chased again in 14 days.

    The day they were first asked for stays, so that it still says how long they have been out.
    """
    with act(db, Op.EDIT, "Requested again", case_id=None) as write:
        row = write.session.get_one(CaseProvider, provider_id)
        write.case_id = row.case_id
        name = contact_name(write.session.get_one(Contact, row.contact_id))
        title = f"chase {papers}: {name}"
        waiting = list(_open_chases(write, row.case_id, title))
        for task in waiting:
            write.change(task, {"due": write.today + CHASE_AFTER})
        if not waiting:
            _chase(write, row.case_id, title)
        whose = client_name(write, row.case_id)
        write.label = f"Asked {name} for {papers} again ({whose}), follow-up in 14 days"
    return write.changes


def _chase(write: Write, case_id: int, title: str) -> None:
    write.add(
        Task,
        {
            "title": title,
            "case_id": case_id,
            "due": write.today + CHASE_AFTER,
            "tags": "records",
            "owner": initials(write),
        },
    )


def _close_chase(write: Write, case_id: int, title: str) -> None:
    for task in _open_chases(write, case_id, title):
        write.change(task, {"status": "done", "done_on": write.today})


def _open_chases(write: Write, case_id: int, title: str) -> Sequence[Task]:
    found = write.session.exec(
        select(Task).where(
            Task.case_id == case_id,
            Task.title == title,
            col(Task.status).in_(TASK_OPEN),
            col(Task.archived_at).is_(None),
        )
    )
    return found.all()
