"""Deadlines: computed or typed, not verified until an attorney's name and date are on them, satisfied with proof."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError, NotFoundError
from caseterm.models import Case, Contact, Deadline, Document, Incident, Tolling
from caseterm.rules.ladder import next_on
from caseterm.rules.limitation_table import NoPeriodError
from caseterm.rules.limitations import TOLLING_REASONS, clock_date, last_open_day
from caseterm.rules.people import person_name
from caseterm.rules.sweep import day_problem
from caseterm.rules.tasks import brief_day
from caseterm.rules.terms import DEADLINE_KINDS, label
from caseterm.ruletables import table
from caseterm.services.acts import act
from caseterm.services.deadlines_computed import (
    closed_days,
    computed_values,
    put_limitation,
    put_others,
)
from caseterm.store.database import Database
from caseterm.store.writing import Write

BY_AN_ACT_OF_THEIR_OWN = frozenset(
    {
        "verified_by",
        "verified_on",
        "heard_on",
        "dismissed_by",
        "dismissed_on",
        "dismissed_why",
        "satisfied_on",
        "satisfied_how",
    }
)
"""Columns an edit never touches."""
HOW_LIMIT = 2000
"""Characters that `satisfied_how` takes."""
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
    rule: str = "",
    citation: str = "",
    computed_due: date | None = None,
) -> ChangeSet:
    """Enter a deadline, not verified; without `file_by` it is the last open day on or before `due`.

    Raises InputError.
    """
    values: dict[str, Any] = {
        "case_id": case_id, "kind": kind, "due": due, "title": title, "trigger_date": trigger_date, "basis": basis,
        "file_by": file_by, "defendant_id": defendant_id, "notes": notes, "rule": rule, "citation": citation,
        "computed_due": computed_due,
    }  # fmt: skip
    with act(db, Op.ADD, "Added a deadline", case_id=case_id) as write:
        values["file_by"] = file_by or last_open_day(due, closed_days(_state(write, case_id)))
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
            new["file_by"] = last_open_day(due, closed_days(_state(write, row.case_id)))
        before = [getattr(row, name) for name in WHAT_WAS_VERIFIED]
        write.change(row, {name: value for name, value in new.items() if name not in BY_AN_ACT_OF_THEIR_OWN})
        lost = ""
        if row.verified_by and before != [getattr(row, name) for name in WHAT_WAS_VERIFIED]:
            write.change(row, {"verified_by": "", "verified_on": None})
            lost = ", no longer verified"
        if row.heard_on and before != [getattr(row, name) for name in WHAT_WAS_VERIFIED]:
            write.change(row, {"heard_on": None})
        write.label = f"Changed{lost}: {_subject(write, row)}"
    return write.changes


def verify(db: Database, deadline_id: int, *, by: str, on: date) -> ChangeSet:
    """Record that an attorney confirmed a deadline. Raises InputError without a name or for a day
    to come or before the incident."""
    with act(db, Op.VERIFY_DEADLINE, "Verified") as write:
        row = _row(write, deadline_id)
        if not by.strip():
            raise InputError.one("Verified by", by, "is the attorney who confirmed it")
        _check_day(write, row, "Verified on", on)
        write.change(row, {"verified_by": by, "verified_on": on})
        write.label = f"Verified by {row.verified_by} {brief_day(on, write.today)}: {_subject(write, row)}"
    return write.changes


def satisfy(
    db: Database, deadline_id: int, *, how: str, on: date, document: str = "", document_id: int | None = None
) -> ChangeSet:
    """Record that a deadline was met, how, and with which document; its reminders end.

    `document` is the title or path of a document that is not on file yet. Raises InputError without words or for a
    day to come or before the incident.
    """
    with act(db, Op.SATISFY_DEADLINE, "Satisfied") as write:
        row = _row(write, deadline_id)
        if not how.strip():
            raise InputError.one("Satisfied how", how, "is the proof: what was filed or sent, and where it is")
        _check_day(write, row, "Satisfied on", on)
        if document_id is None and document.strip():
            document_id = write.add(Document, proof_values(row.case_id, document, on)).id
        write.change(row, {"satisfied_on": on, "satisfied_how": how, "document_id": document_id or row.document_id})
        write.label = f"Satisfied {brief_day(on, write.today)}: {_subject(write, row)}"
    return write.changes


def proof_values(case_id: int, typed: str, on: date) -> dict[str, Any]:
    """A document's values from what was typed: a path keeps its whole text, its last part is the title."""
    text = typed.strip()
    is_path = "/" in text or "\\" in text
    title = re.split(r"[/\\]", text.rstrip("/\\"))[-1] if is_path else text
    return {
        "case_id": case_id, "title": title or text, "path": text if is_path else "", "kind": "pleading", "dated": on,
    }  # fmt: skip


def unsatisfy(db: Database, deadline_id: int) -> ChangeSet:
    """Let a deadline run again."""
    with act(db, Op.SATISFY_DEADLINE, "Runs again") as write:
        row = _row(write, deadline_id)
        write.change(
            row,
            {
                "satisfied_on": None, "satisfied_how": "", "dismissed_by": "", "dismissed_on": None,
                "dismissed_why": "", "document_id": None,
            },
        )  # fmt: skip
        write.label = f"Runs again: {_subject(write, row)}"
    return write.changes


def dismiss(db: Database, deadline_id: int, *, by: str, why: str, on: date) -> ChangeSet:
    """Record that a named attorney decided a deadline does not apply; its reminders end. Raises InputError."""
    with act(db, Op.SATISFY_DEADLINE, "Dismissed") as write:
        row = _row(write, deadline_id)
        if not by.strip():
            raise InputError.one("Dismissed by", by, "is the attorney who decided that it does not apply")
        if not why.strip():
            raise InputError.one("Reason", why, "says why the deadline does not apply")
        _check_day(write, row, "Dismissed on", on)
        said = f"Dismissed by {by.strip()}: {why.strip()}"[:HOW_LIMIT]  # the reason stands whole in its own column
        write.change(
            row,
            {"dismissed_by": by, "dismissed_on": on, "dismissed_why": why, "satisfied_on": on, "satisfied_how": said},
        )
        write.label = f"Dismissed by {row.dismissed_by} {brief_day(on, write.today)}: {_subject(write, row)}"
    return write.changes


def hear(db: Database, deadline_ids: Sequence[int]) -> ChangeSet:
    """Acknowledge the reminders of deadlines: they are quiet until the next one, and stay red all the same."""
    with act(db, Op.EDIT, "Heard a reminder") as write:
        rows = [_row(write, each) for each in deadline_ids]
        for row in rows:
            write.change(row, {"heard_on": write.today})
        if len(rows) == 1:
            following = next_on(min(rows[0].due, rows[0].file_by or rows[0].due), write.today)
            write.label = f"Heard, again {brief_day(following, write.today)}: {_subject(write, rows[0])}"
        else:
            write.label = f"Heard {len(rows)} reminders"
    return write.changes


def add_clock(
    db: Database,
    case_id: int,
    key: str,
    *,
    starts_on: date,
    defendant_id: int | None = None,
) -> ChangeSet:
    """Add the deadline of one of the table's clocks, counted from a day, not verified. Raises InputError."""
    with act(db, Op.ADD, "Computed a deadline", case_id=case_id) as write:
        rules = table()
        try:
            clock = rules.clock(key)
            closed = closed_days(_state(write, case_id))
            computed = clock_date(clock, starts_on, checked_on=rules.checked_on, holidays=closed)
        except NoPeriodError as problem:
            raise InputError.one("Clock", key, str(problem)) from None
        values = {
            "case_id": case_id, "kind": clock.kind, "title": clock.name, "defendant_id": defendant_id,
            "trigger_date": starts_on, **computed_values(computed),
        }  # fmt: skip
        row = write.add(Deadline, values)
        write.label = f"Computed, not verified: {_subject(write, row)}"
    return write.changes


def add_tolling(db: Database, deadline_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Record what may stop a deadline's clock; the date itself stays until an attorney moves it. Raises InputError."""
    with act(db, Op.ADD, "Added tolling") as write:
        row = _row(write, deadline_id)
        _check_tolling(values)
        write.add(Tolling, {**values, "case_id": row.case_id, "deadline_id": deadline_id})
        reason = label(TOLLING_REASONS, str(values.get("reason", "other")))
        write.label = f"Added tolling ({reason.lower()}), the date stays: {_subject(write, row)}"
    return write.changes


def edit_tolling(db: Database, tolling_id: int, values: Mapping[str, Any]) -> ChangeSet:
    """Change a tolling row. Raises InputError."""
    with act(db, Op.EDIT, "Changed tolling") as write:
        tolling = write.session.get(Tolling, tolling_id)
        if tolling is None:
            raise NotFoundError("That tolling is not there any more.", safe="Nothing was changed.")
        _check_tolling(values)
        write.change(tolling, values)
        write.label = f"Changed tolling, the date stays: {_subject(write, _row(write, tolling.deadline_id))}"
    return write.changes


def limitation_for(db: Database, case_id: int) -> ChangeSet:
    """Compute the limitation date of a case, and its other dates, as deadlines not verified.

    Earlier computed ones that nobody verified are corrected. Raises InputError saying what is missing, and
    ConflictError when a verified or satisfied date stands and nothing else was to be computed.
    """
    with act(db, Op.ADD, "Computed a limitation date", case_id=case_id) as write:
        case = write.session.get(Case, case_id)
        if case is None:
            raise NotFoundError("That case is not there any more.", safe="Nothing was changed.")
        row, others = compute(write, case)
        count = f" {len(others) + 1} dates" if others else ""
        if row is not None:
            write.label = f"Computed{count}, not verified: {_subject(write, row)}"
        else:
            write.label = f"Computed, not verified: {_subject(write, others[0])}; the verified date stands"
    return write.changes


def compute(write: Write, case: Case) -> tuple[Deadline | None, list[Deadline]]:
    """The computed dates of a case in an open act: its limitation date, None where a verified one stands, and others.

    Raises as `limitation_for` does.
    """
    try:
        return put_limitation(write, case), put_others(write, case)
    except ConflictError:
        others = put_others(write, case)
        if not others:
            raise
        return None, others


def recomputed(write: Write, case: Case) -> str:
    """Compute the dates of a case in an open act; in words what came of its limitation date."""
    try:
        found, _others = compute(write, case)
    except InputError as problem:
        missing = problem.problems[0].field == "Limitation date"
        return f"no SOL computed, {'state or date of incident missing' if missing else problem.problems[0]}"
    except ConflictError:
        return "the verified SOL stands"
    return f"SOL {found.due:%m/%d/%Y} not verified" if found else "the verified SOL stands"


def _check_day(write: Write, row: Deadline, field: str, on: date) -> None:
    incident = write.session.exec(select(Incident).where(col(Incident.case_id) == row.case_id)).first()
    if problem := day_problem(on, write.today, incident.happened_on if incident else None):
        raise InputError.one(field, on, problem)


def _check_tolling(values: Mapping[str, Any]) -> None:
    if values.get("reason", "other") not in TOLLING_REASONS:
        raise InputError.one("Reason", values["reason"], f"is one of {', '.join(TOLLING_REASONS)}")
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise InputError.one("To", ends_on, "is before the day it starts")


def _state(write: Write, case_id: int) -> str:
    """The state of a case, else that of its incident."""
    case = write.session.get(Case, case_id)
    if case is not None and case.state:
        return case.state
    incident = write.session.exec(select(Incident).where(col(Incident.case_id) == case_id)).first()
    return incident.state if incident else ""


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
