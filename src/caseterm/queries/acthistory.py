"""The history of the whole record: who changed what and when, per case and over all, from the change log."""

from dataclasses import dataclass
from datetime import UTC, datetime

from caseterm.rules.changewords import change_words
from caseterm.rules.text import fold
from caseterm.store.database import Database

MOST_ROWS = 60


@dataclass(frozen=True)
class Act:
    """One act; `at` is wall time, `case` the case's number or "", `rows` how many rows it changed."""

    id: int
    at: datetime
    who: str
    kind: str
    op: str
    case: str
    label: str
    rows: int


def acts(db: Database, *, case_id: int | None = None, find: str = "", most: int = 200) -> list[Act]:
    """The newest acts first, at most so many: of one case or of all, each holding every word of `find`."""
    words = fold(find).split()
    found: list[Act] = []
    rows = db.raw.execute(
        "SELECT a.id, a.at, a.actor, a.kind, a.op, coalesce(c.number, ''), a.label, "
        "(SELECT count(*) FROM changes WHERE act_id = a.id) "
        "FROM acts a LEFT JOIN cases c ON c.id = a.case_id "
        "WHERE :case IS NULL OR a.case_id = :case "
        "OR a.id IN (SELECT act_id FROM changes WHERE case_id = :case) ORDER BY a.id DESC",
        {"case": case_id},
    )
    for act_id, at, who, kind, op, case, label, count in rows:
        text = fold(" ".join((who, kind, op, case, label)))
        if all(word in text for word in words):
            wall = db.clock.wall(datetime.fromisoformat(at).replace(tzinfo=UTC))
            found.append(Act(act_id, wall, who, kind, op, case, label, count))
            if len(found) == most:
                break
    rows.close()
    return found


def words(db: Database, act: Act, case_id: int | None = None) -> list[str]:
    """What an act changed, field by field, from what to what; of an act on many rows the first 60."""
    rows = db.raw.execute(
        "SELECT table_name, before, after FROM changes WHERE act_id = :act AND (:case IS NULL OR case_id = :case "
        "OR (case_id IS NULL AND (SELECT case_id FROM acts WHERE id = :act) = :case)) ORDER BY id LIMIT :most",
        {"act": act.id, "case": case_id, "most": MOST_ROWS},
    ).fetchall()
    lines = [line for table, before, after in rows for line in change_words(table, before, after)]
    if act.rows > MOST_ROWS:
        lines.append(f"... and more: {act.rows:,} rows in all")
    return lines
