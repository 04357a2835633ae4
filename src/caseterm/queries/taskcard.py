"""One task with all that stands beside it on the screen."""

from dataclasses import dataclass

from caseterm.queries.alignment import client_manners
from caseterm.queries.tasks import TaskLine, lines
from caseterm.store.database import Database


@dataclass(frozen=True)
class ChecklistItem:
    """One item of a case's checklist, as far as it became a task."""

    title: str
    status: str


@dataclass(frozen=True)
class TaskCard:
    """A task with its notes, its client's number and its case's phase, and the checklist it belongs to."""

    line: TaskLine
    notes: str
    minutes: int | None
    phone: str
    wishes: str
    """How the client wants to be called."""
    case_phase: str
    claims: tuple[str, ...]
    checklist_phase: str
    checklist: tuple[ChecklistItem, ...]


def task_card(db: Database, task_id: int) -> TaskCard | None:
    """Everything about one task; None when it is gone."""
    found = lines(db, [task_id])
    if not found:
        return None
    line = found[0]
    notes, minutes = db.raw.execute("SELECT notes, minutes FROM tasks WHERE id = ?", (task_id,)).fetchone()
    phase, phone = "", ""
    claims: tuple[str, ...] = ()
    if line.case_id is not None:
        phase, phone = db.raw.execute(
            "SELECT c.phase, coalesce((SELECT f.number FROM contact_phones f WHERE f.contact_id = c.client_id "
            "AND f.archived_at IS NULL ORDER BY f.position, f.id LIMIT 1), '') FROM cases c WHERE c.id = ?",
            (line.case_id,),
        ).fetchone()
        claims = tuple(
            claim
            for (claim,) in db.raw.execute(
                "SELECT claim_no FROM claims WHERE case_id = ? AND archived_at IS NULL AND claim_no <> '' ORDER BY id",
                (line.case_id,),
            )
        )
    shown_phase = line.phase if line.template_key else phase
    return TaskCard(
        line=line,
        notes=notes,
        minutes=minutes,
        phone=phone,
        wishes=client_manners(db, line.case_id).wishes if line.case_id is not None else "",
        case_phase=phase,
        claims=claims,
        checklist_phase=shown_phase,
        checklist=checklist(db, line.case_id, shown_phase) if line.case_id is not None else (),
    )


def checklist(db: Database, case_id: int, phase: str) -> tuple[ChecklistItem, ...]:
    """The items of a phase's checklist that a case has, in the order in which they were created."""
    rows = db.raw.execute(
        "SELECT title, status FROM tasks WHERE case_id = ? AND phase = ? AND template_key <> '' "
        "AND archived_at IS NULL ORDER BY id",
        (case_id, phase),
    )
    return tuple(ChecklistItem(*row) for row in rows)
