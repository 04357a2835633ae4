"""A case's way through its phases: every step dated, its checklist created once, closed and taken up again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from caseterm.changes import ChangeSet, Op
from caseterm.errors import ConflictError, InputError
from caseterm.models import Case, PhaseHistory, Task
from caseterm.rules.terms import CLOSE_REASONS, PHASES, TASK_OPEN, label
from caseterm.services import checklists
from caseterm.services.acts import act
from caseterm.services.cases import subject
from caseterm.services.closing import put_closure
from caseterm.store.database import Database
from caseterm.store.writing import Write

WITHOUT_CLOSING_TASKS = frozenset({"declined", "duplicate"})


def change_phase(db: Database, case_ids: Sequence[int], phase: str, *, reason: str = "") -> ChangeSet:
    """Put cases into a phase from today, with the tasks of its checklist that they have not had.

    Into "closed" it closes them, `reason` being one of CLOSE_REASONS or words; out of it it takes them up again.
    Raises InputError for an unknown phase or a checklist file that cannot be read.
    """
    if phase not in PHASES:
        raise InputError.one("Stage", phase, f"is one of {', '.join(PHASES.values())}")
    with act(db, Op.CHANGE_PHASE, "Stage") as write:
        rows = [row for row in _rows(write, case_ids) if row.phase != phase]
        old = {row.phase for row in rows}
        created = sum(_enter(write, row, phase, reason=reason) for row in rows)
        before = label(PHASES, next(iter(old))) if len(old) == 1 else "(various)"
        tasks = f", {_tasks(created)}" if created else ""
        write.label = f"{subject(write, rows)}: stage {before} -> {PHASES[phase]}{tasks}"
    return write.changes


def preview_phase(db: Database, case_ids: Sequence[int], phase: str) -> list[str]:
    """The titles of the tasks that entering a phase would create, one for each task of each case."""
    titles: list[str] = []
    for case_id in dict.fromkeys(case_ids):
        row = db.raw.execute("SELECT phase FROM cases WHERE id = ?", (case_id,)).fetchone()
        if row and row[0] != phase:
            titles += [each.item.title for each in checklists.preview(db, case_id, phase)]
    return titles


def left_open(db: Database, case_ids: Sequence[int]) -> list[str]:
    """The titles of the tasks of each case's own phase that are still open; leaving it with them is allowed."""
    found: list[str] = []
    for case_id in dict.fromkeys(case_ids):
        query = (
            "SELECT t.title FROM tasks t JOIN cases c ON c.id = t.case_id WHERE c.id = ? AND t.phase = c.phase "
            f"AND t.status IN ({', '.join('?' * len(TASK_OPEN))}) AND t.archived_at IS NULL "
            "ORDER BY t.due IS NULL, t.due"
        )
        found += [title for (title,) in db.raw.execute(query, (case_id, *sorted(TASK_OPEN)))]
    return found


def close_case(db: Database, case_id: int, *, reason: str, outcome: Mapping[str, Any] | None = None) -> ChangeSet:
    """Close a case for one of CLOSE_REASONS; what is still open stays listed, and the label says how much.

    `outcome` are values of its closing (outcome, function_change, satisfaction, retain_until, ...).

    Raises InputError for another reason, ConflictError when it is closed already.
    """
    if reason not in CLOSE_REASONS:
        raise InputError.one("Reason", reason, f"is one of {', '.join(CLOSE_REASONS.values())}")
    with act(db, Op.CLOSE_CASE, "Closed", case_id=case_id) as write:
        row = _rows(write, [case_id])[0]
        if row.status == "closed":
            raise ConflictError("That case is closed already.", safe="Nothing was changed.")
        still_open = write.session.exec(
            select(Task.id).where(
                col(Task.case_id) == case_id, col(Task.status).in_(TASK_OPEN), col(Task.archived_at).is_(None)
            )
        ).all()
        created = _enter(write, row, "closed", reason=reason, outcome=outcome)
        parts = [f"Closed {subject(write, [row])}: {CLOSE_REASONS[reason].lower()}"]
        parts += [f"{_tasks(created)} to finish"] if created else []
        parts += [f"{_tasks(len(still_open))} still open"] if still_open else []
        write.label = ", ".join(parts)
    return write.changes


def reopen_case(db: Database, case_id: int) -> ChangeSet:
    """Take a closed case up again in the phase it was closed in. Raises ConflictError when it is not closed."""
    with act(db, Op.CHANGE_PHASE, "Reopened", case_id=case_id) as write:
        row = _rows(write, [case_id])[0]
        if row.status != "closed":
            raise ConflictError("That case is not closed.", safe="Nothing was changed.")
        earlier = write.session.exec(
            select(PhaseHistory.phase)
            .where(col(PhaseHistory.case_id) == case_id, col(PhaseHistory.phase) != "closed")
            .order_by(col(PhaseHistory.entered_on).desc(), col(PhaseHistory.id).desc())
        ).first()
        created = _enter(write, row, earlier or "intake", reason="Reopened")
        tasks = f", {_tasks(created)}" if created else ""
        write.label = f"Reopened {subject(write, [row])} in {label(PHASES, row.phase)}{tasks}"
    return write.changes


def _enter(write: Write, row: Case, phase: str, *, reason: str, outcome: Mapping[str, Any] | None = None) -> int:
    """Move one case on in an open act; how many tasks that created."""
    assert row.id is not None
    _history(write, row, phase, reason)
    closing = phase == "closed"
    values = {"phase": phase, "phase_entered_on": write.today}
    if closing:
        values |= {"status": "closed", "closed_on": write.today}
        values |= {"close_reason": reason if reason in CLOSE_REASONS else ""}
    elif row.status == "closed":
        values |= {"status": "open", "closed_on": None, "close_reason": ""}
    write.change(row, values)
    if closing:
        put_closure(write, row, outcome)
    if closing and reason in WITHOUT_CLOSING_TASKS:
        return 0
    return checklists.apply(write, row)


def _history(write: Write, row: Case, phase: str, reason: str) -> None:
    """End the row of the phase left and begin the one of the phase entered."""
    last = write.session.exec(
        select(PhaseHistory)
        .where(col(PhaseHistory.case_id) == row.id, col(PhaseHistory.left_on).is_(None))
        .order_by(col(PhaseHistory.entered_on).desc(), col(PhaseHistory.id).desc())
    ).all()
    for each in last:
        write.change(each, {"left_on": write.today})
    words = CLOSE_REASONS.get(reason, reason) if phase == "closed" else reason
    write.add(
        PhaseHistory,
        {
            "case_id": row.id,
            "phase": phase,
            "entered_on": write.today,
            "by": write.database.actor,
            "reason": words,
        },
    )


def _rows(write: Write, case_ids: Sequence[int]) -> list[Case]:
    wanted = list(dict.fromkeys(case_ids))
    if len(wanted) == 1:
        write.case_id = wanted[0]
    return [write.session.get_one(Case, case_id) for case_id in wanted]


def _tasks(count: int) -> str:
    return f"{count} task" if count == 1 else f"{count} tasks"
