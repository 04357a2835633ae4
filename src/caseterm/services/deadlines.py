"""Deadlines: computed or typed, not verified until an attorney's name and date are on them, satisfied with proof."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from caseterm import resources
from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.models import Case, Contact, Deadline, Incident
from caseterm.paths import config_folder
from caseterm.rules.limitations import Computed, NoPeriodError, Table, last_open_day, limitation
from caseterm.rules.limitations_file import parse_table
from caseterm.rules.people import person_name
from caseterm.rules.tasks import brief_day
from caseterm.rules.terms import DEADLINE_KINDS, LIMITATION_KINDS, label
from caseterm.services.acts import act
from caseterm.store.database import Database
from caseterm.store.writing import Write

FILE = "limitations.toml"
WHAT_WAS_VERIFIED = ("kind", "due", "file_by", "trigger_date", "defendant_id")


def add_deadline(
    db: Database,
    *,
    case_id: int,
    kind: str,
    due: date,
    title: str = "",
    trigger_date: date | None = None,
    file_by: date | None = None,
    basis: str = "",
    defendant_id: int | None = None,
    notes: str = "",
) -> ChangeSet:
    """Enter a deadline, not verified; without `file_by` it is the last open day on or before `due`.

    Raises InputError.
    """
    values: dict[str, Any] = {
        "case_id": case_id, "kind": kind, "due": due, "title": title, "trigger_date": trigger_date, "basis": basis,
        "file_by": file_by or last_open_day(due), "defendant_id": defendant_id, "notes": notes,
    }  # fmt: skip
    with act(db, Op.ADD, "Added a deadline", case_id=case_id) as write:
        row = write.add(Deadline, values)
        write.label = f"Added, not verified: {_subject(write, row)}"
    return write.changes


def edit_deadline(db: Database, deadline_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change a deadline. A new date, kind or defendant takes the verification away. Raises InputError."""
    with act(db, Op.EDIT, "Changed a deadline") as write:
        row = _row(write, deadline_id)
        new = dict(values)
        due = new.get("due", row.due)
        stays = new.get("file_by") in (None, row.file_by) and due != row.due
        if isinstance(due, date) and (stays or ("file_by" in new and new["file_by"] is None)):
            new["file_by"] = last_open_day(due)
        before = [getattr(row, name) for name in WHAT_WAS_VERIFIED]
        write.change(row, {name: value for name, value in new.items() if name not in ("verified_by", "verified_on")})
        lost = ""
        if row.verified_by and before != [getattr(row, name) for name in WHAT_WAS_VERIFIED]:
            write.change(row, {"verified_by": "", "verified_on": None})
            lost = ", no longer verified"
        write.label = f"Changed{lost}: {_subject(write, row)}"
    return write.changes


def verify(db: Database, deadline_id: int, *, by: str, on: date) -> ChangeSet:
    """Record that an attorney confirmed a deadline. Raises InputError without a name or for a day to come."""
    with act(db, Op.VERIFY_DEADLINE, "Verified") as write:
        row = _row(write, deadline_id)
        if not by.strip():
            raise InputError.one("Verified by", by, "is the attorney who confirmed it")
        if on > write.today:
            raise InputError.one("Verified on", on, "is a day still to come")
        write.change(row, {"verified_by": by, "verified_on": on})
        write.label = f"Verified by {row.verified_by} {brief_day(on, write.today)}: {_subject(write, row)}"
    return write.changes


def satisfy(db: Database, deadline_id: int, *, how: str, on: date) -> ChangeSet:
    """Record that a deadline was met, and how. Raises InputError without words or for a day to come."""
    with act(db, Op.SATISFY_DEADLINE, "Satisfied") as write:
        row = _row(write, deadline_id)
        if not how.strip():
            raise InputError.one("Satisfied how", how, "is the proof: what was filed or sent, and where it is")
        if on > write.today:
            raise InputError.one("Satisfied on", on, "is a day still to come")
        write.change(row, {"satisfied_on": on, "satisfied_how": how})
        write.label = f"Satisfied {brief_day(on, write.today)}: {_subject(write, row)}"
    return write.changes


def unsatisfy(db: Database, deadline_id: int) -> ChangeSet:
    """Let a deadline run again."""
    with act(db, Op.SATISFY_DEADLINE, "Runs again") as write:
        row = _row(write, deadline_id)
        write.change(row, {"satisfied_on": None, "satisfied_how": ""})
        write.label = f"Runs again: {_subject(write, row)}"
    return write.changes


def limitation_for(db: Database, case_id: int) -> ChangeSet:
    """Compute the limitation date of a case and add it as a deadline, not verified.

    An earlier computed one that nobody verified is corrected. Raises InputError saying what is missing, and
    ConflictError when a verified or satisfied date stands.
    """
    with act(db, Op.ADD, "Computed a limitation date", case_id=case_id) as write:
        case = write.session.get(Case, case_id)
        if case is None:
            raise NotFoundError("That case is not there any more.", safe="Nothing was changed.")
        row = put_limitation(write, case)
        write.label = f"Computed, not verified: {_subject(write, row)}"
    return write.changes


def put_limitation(write: Write, case: Case) -> Deadline:
    """Add or correct the computed limitation date of a case in an open act; raises as `limitation_for` does."""
    incident = write.session.exec(select(Incident).where(col(Incident.case_id) == case.id)).first()
    computed, happened_on = _computed(case, incident)
    values = {
        "case_id": case.id,
        "kind": "sol",
        "trigger_date": happened_on,
        "due": computed.due,
        "file_by": computed.file_by,
        "basis": computed.basis,
        "notes": "\n".join(computed.warnings),
    }
    query = select(Deadline).where(
        col(Deadline.case_id) == case.id, col(Deadline.kind).in_(LIMITATION_KINDS), col(Deadline.archived_at).is_(None)
    )
    known = list(write.session.exec(query))
    if any(row.verified_by or row.satisfied_on for row in known):
        raise ConflictError(
            "A limitation date that was verified or satisfied stands.",
            safe="Nothing was changed.",
            next_step="Edit that deadline by hand if it is wrong.",
        )
    own = [row for row in known if row.kind == "sol" and row.trigger_date is not None and row.basis]
    if own:
        write.change(own[0], values)
        return own[0]
    return write.add(Deadline, values)


def table() -> Table:
    """The limitation periods: the firm's own file in the config folder, else the program's. Raises InputError."""
    own = config_folder() / FILE
    path = own if own.is_file() else resources.data() / FILE
    return _parsed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _parsed(path: Path, _changed: int) -> Table:
    return parse_table(path.read_text(encoding="utf-8"), file=path.name)


def _computed(case: Case, incident: Incident | None) -> tuple[Computed, date]:
    happened_on = incident.happened_on if incident else None
    state = case.state or (incident.state if incident else "")
    if happened_on is None or not state:
        missing = "the date of incident" if happened_on is None else "the state"
        raise InputError.one("Limitation date", "", f"cannot be computed without {missing}")
    named = {
        "minor": case.minor, "incompetent": case.incompetent, "death": case.death_case,
        "government": case.gov_entity_involved,
    }  # fmt: skip
    try:
        flags = [name for name, is_set in named.items() if is_set]
        return limitation(table(), state, case.case_type, happened_on, flags=flags), happened_on
    except NoPeriodError as problem:
        raise InputError.one("Limitation date", "", str(problem)) from None


def _subject(write: Write, row: Deadline) -> str:
    """Which deadline: its words, its date and the client."""
    contact = write.session.exec(select(Contact).join(Case).where(col(Case.id) == row.case_id)).first()
    if contact is None:
        raise NotFoundError("That case is not there any more.", safe="Nothing was changed.")
    name = person_name(contact.last, contact.first, contact.suffix, contact.org_name)
    words = row.title or label(DEADLINE_KINDS, row.kind)
    day = f"{row.due.month:02}/{row.due.day:02}/{row.due.year:04}"
    return f"{words} {day} ({name})"


def _row(write: Write, deadline_id: int) -> Deadline:
    row = write.session.get(Deadline, deadline_id)
    if row is None:
        raise NotFoundError("That deadline is not there any more.", safe="Nothing was changed.", next_step="Press F5.")
    write.case_id = row.case_id
    return row
