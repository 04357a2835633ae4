"""Cases: opened, pinned, put on another stage's path, archived, brought back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import FieldProblem, InputError
from caseterm.models import Case, Contact, Incident, Party, PhaseHistory
from caseterm.rules.casedays import DAYS, day_problems
from caseterm.services.acts import act
from caseterm.services.contacts import Parts, contact_name, put_contact
from caseterm.store.database import Database
from caseterm.store.writing import Write


def new_case(
    db: Database,
    *,
    client: Mapping[str, Any] | int,
    case: Mapping[str, Any],
    incident: Mapping[str, Any],
    phones: Parts = (),
    emails: Parts = (),
    addresses: Parts = (),
) -> ChangeSet:
    """Open a case for a new client (values of a contact) or a known one (its id).

    `case` may leave out number, phase, opened_on and phase_entered_on. Raises InputError naming the fields.
    """
    with act(db, Op.NEW_CASE, "Opened a case") as write:
        contact = (
            write.session.get_one(Contact, client)
            if isinstance(client, int)
            else put_contact(write, client, phones=phones, emails=emails, addresses=addresses)
        )
        row = put_case(write, contact, case=case, incident=incident)
        write.case_id = row.id
        write.label = f"Opened {row.number} {contact_name(contact)}"
    return write.changes


def put_case(write: Write, contact: Contact, *, case: Mapping[str, Any], incident: Mapping[str, Any]) -> Case:
    """Add a case with its client, incident and first phase, in an open act."""
    values: dict[str, Any] = {"opened_on": write.today, "phase": "intake", **case, "client_id": contact.id}
    values.setdefault("phase_entered_on", values["opened_on"])
    if not values.get("number"):
        values["number"] = next_number(write, write.today)
    _refuse_taken_number(write, str(values["number"]))
    row = write.add(Case, values)
    write.add(Party, {"case_id": row.id, "contact_id": contact.id, "role": "client"})
    write.add(Incident, {**incident, "case_id": row.id})
    write.add(
        PhaseHistory,
        {"case_id": row.id, "phase": row.phase, "entered_on": row.phase_entered_on, "by": write.database.actor},
    )
    return row


def refuse_days(write: Write, case_id: int | None, given: Mapping[str, Any]) -> None:
    """Raise InputError for days of a new (None) or stored case that cannot be; what stands there already is let be."""
    before: dict[str, date | None] = {}
    if case_id is not None:
        incident = write.session.exec(select(Incident).where(Incident.case_id == case_id)).first()
        for row in (write.session.get_one(Case, case_id), incident):
            before |= row.model_dump(include=set(DAYS)) if row is not None else {}
    new = {**before, **{name: given[name] for name in DAYS if name in given}}
    known = day_problems(before, write.today)
    if found := [problem for problem in day_problems(new, write.today) if problem not in known]:
        raise InputError(found)


def next_number(write: Write, day: date) -> str:
    """The next free number of the year: 26-0001, 26-0002, ..."""
    year = f"{day:%y}-"
    newest = write.session.exec(select(func.max(Case.number)).where(col(Case.number).like(f"{year}____"))).one()
    tail = str(newest)[len(year) :] if newest else "0"
    number = int(tail) + 1 if tail.isdigit() else 1
    while True:
        candidate = f"{year}{number:04}"
        if write.session.exec(select(Case.id).where(Case.number == candidate)).first() is None:
            return candidate
        number += 1


def set_pinned(db: Database, case_ids: Sequence[int], pinned: bool) -> ChangeSet:
    """Pin or unpin cases, as one act."""
    verb = "Pinned" if pinned else "Unpinned"
    with act(db, Op.PIN, verb, case_id=case_ids[0] if len(case_ids) == 1 else None) as write:
        rows = _cases(write, case_ids)
        for row in rows:
            write.change(row, {"pinned": pinned})
        write.label = f"{verb} {subject(write, rows)}"
    return write.changes


def archive_cases(db: Database, case_ids: Sequence[int]) -> ChangeSet:
    """Put cases out of every list, as one act; undo or restore brings them back."""
    with act(db, Op.ARCHIVE, "Archived", case_id=case_ids[0] if len(case_ids) == 1 else None) as write:
        rows = _cases(write, case_ids)
        for row in rows:
            write.change(row, {"archived_at": write.at})
        write.label = f"Archived {subject(write, rows)}"
    return write.changes


def restore_cases(db: Database, case_ids: Sequence[int]) -> ChangeSet:
    """Bring archived cases back, as one act."""
    with act(db, Op.RESTORE, "Restored", case_id=case_ids[0] if len(case_ids) == 1 else None) as write:
        rows = _cases(write, case_ids)
        for row in rows:
            write.change(row, {"archived_at": None})
        write.label = f"Restored {subject(write, rows)}"
    return write.changes


def subject(write: Write, rows: Sequence[Case]) -> str:
    """What an act was about: the client's name, or how many cases."""
    if len(rows) == 1:
        return contact_name(write.session.get_one(Contact, rows[0].client_id))
    return f"{len(rows)} cases"


def _cases(write: Write, case_ids: Sequence[int]) -> list[Case]:
    return [write.session.get_one(Case, case_id) for case_id in dict.fromkeys(case_ids)]


def _refuse_taken_number(write: Write, number: str) -> None:
    if write.session.exec(select(Case.id).where(Case.number == number)).first() is not None:
        raise InputError([FieldProblem("Case number", number, f"{number} is another case's")])
