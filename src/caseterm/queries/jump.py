"""Every case as it is opened from anywhere, and the dates of one that typed dates may count from."""

from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from caseterm.rules.jump import JumpCase, JumpIndex
from caseterm.rules.terms import LIMITATION_KINDS
from caseterm.rules.text import squeeze

if TYPE_CHECKING:
    from caseterm.store.database import Database

LEAST_OF_A_NUMBER = 4
_kept: "WeakKeyDictionary[Database, tuple[tuple[int, int, int], JumpIndex]]" = WeakKeyDictionary()


def load(db: "Database") -> JumpIndex:
    """All cases but the archived ones; the last answer again as long as nothing was written since."""
    version = db.version
    kept = _kept.get(db)
    if kept is not None and kept[0] == version:
        return kept[1]
    rows = db.raw.execute(  # the sign keeps SQLite from an index, by which it would jump about in both tables
        "SELECT l.case_id, l.client, l.number, l.phase, l.is_open > 0, t.jump FROM caselist l "
        "JOIN casetext t ON t.case_id = l.case_id WHERE +l.is_open >= 0"
    )
    index = JumpIndex(list(map(JumpCase._make, rows)), before=kept[1] if kept is not None else None)
    _kept[db] = (version, index)
    return index


def anchors(db: "Database", case_id: int) -> dict[str, date | None]:
    """A case's own dates by the word a typed date counts from: doi, sol, sign; None where there is none.

    Of several limitation dates still open the earliest counts, as it stands in the law, not the file-by day.
    """
    row = db.raw.execute(
        "SELECT i.happened_on, c.signed_on FROM cases c LEFT JOIN incidents i ON i.case_id = c.id WHERE c.id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        return {}
    kinds = sorted(LIMITATION_KINDS)
    limitation = db.raw.execute(
        f"SELECT min(due) FROM deadlines WHERE case_id = ? AND archived_at IS NULL AND satisfied_on IS NULL "
        f"AND kind IN ({', '.join('?' * len(kinds))})",
        (case_id, *kinds),
    ).fetchone()[0]
    return {"doi": _day(row[0]), "sol": _day(limitation), "sign": _day(row[1])}


def is_claim_of(db: "Database", case_id: int, typed: str) -> bool:
    """Whether a word of a filter is of a claim number of the case: an adjuster is on the phone."""
    words = [squeeze(word) for word in typed.split() if ":" not in word]
    keys = [word for word in words if len(word) >= LEAST_OF_A_NUMBER and any(char.isdigit() for char in word)]
    query = "SELECT 1 FROM claims WHERE case_id = ? AND archived_at IS NULL AND instr(claim_key, ?)"
    return any(db.raw.execute(query, (case_id, key)).fetchone() for key in keys)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
