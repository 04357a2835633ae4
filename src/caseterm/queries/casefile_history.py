"""The history of a case's file: who changed what and when, from the change log."""

from dataclasses import dataclass
from datetime import UTC, datetime

from caseterm.rules.changewords import change_words
from caseterm.store.database import Database

MOST = 500
MOST_ROWS = 60


@dataclass(frozen=True)
class ActLine:
    """One act on a case; `at` is wall time; `undone` says that it is taken back as things stand."""

    id: int
    at: datetime
    actor: str
    label: str
    kind: str
    undone: bool


def history(db: Database, case_id: int) -> list[ActLine]:
    """The acts that touched a case, the newest first."""
    rows = db.raw.execute(
        f"SELECT id, at, actor, label, kind FROM acts WHERE case_id = :c "
        f"OR id IN (SELECT act_id FROM changes WHERE case_id = :c) ORDER BY id DESC LIMIT {MOST}",
        {"c": case_id},
    )
    since = dict(db.raw.execute("SELECT target_id, kind FROM acts WHERE target_id IS NOT NULL ORDER BY id"))
    return [
        ActLine(
            id=act_id,
            at=db.clock.wall(datetime.fromisoformat(at).replace(tzinfo=UTC)),
            actor=actor,
            label=label,
            kind=kind,
            undone=since.get(act_id) == "undo",
        )
        for act_id, at, actor, label, kind in rows
    ]


def details(db: Database, act_id: int, case_id: int) -> list[str]:
    """What an act changed in a case, field by field, in words."""
    rows = db.raw.execute(
        "SELECT table_name, before, after FROM act_changes WHERE act_id = :a AND (case_id = :c OR (case_id IS NULL "
        f"AND (SELECT case_id FROM acts WHERE id = :a) = :c)) ORDER BY id LIMIT {MOST_ROWS}",
        {"a": act_id, "c": case_id},
    )
    return [line for table, before, after in rows for line in change_words(table, before, after)]
