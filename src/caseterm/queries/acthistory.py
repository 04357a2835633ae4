"""The history of the record: who changed what and when, per case and over all, from the change log."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from caseterm.rules.changewords import change_words
from caseterm.rules.historyfilter import HistoryFilter, tables_of_kind
from caseterm.rules.text import fold, squeeze
from caseterm.store.audit import first_broken_act, last_hash
from caseterm.store.database import Database

MOST_ROWS = 60
_ACTS = """
SELECT a.id, a.at, a.actor, a.kind, a.op, a.case_id, coalesce(c.number, ''), coalesce(l.client, ''), a.label,
 (SELECT count(*) FROM act_changes WHERE act_id = a.id)
FROM acts a LEFT JOIN cases c ON c.id = a.case_id LEFT JOIN caselist l ON l.case_id = a.case_id
WHERE {where} ORDER BY a.id DESC
"""


@dataclass(frozen=True)
class Act:
    """One act; `at` is wall time, `case` the case's number or "", `rows` how many rows it changed.

    `kind` is do, undo or redo; `since` is what was last done to it, so that `undo` there takes it back.
    """

    id: int
    at: datetime
    who: str
    kind: str
    op: str
    case_id: int | None
    case: str
    client: str
    label: str
    rows: int
    since: str

    @property
    def undone(self) -> bool:
        return self.since == "undo"

    @property
    def mark(self) -> str:
        """What must be seen beside its words: undo, redo, undone, or nothing."""
        return self.kind if self.kind != "do" else "undone" if self.undone else ""


@dataclass(frozen=True)
class Chain:
    """The hash chain: how many acts it covers, the first that does not fit (None: it holds), its last hash."""

    acts: int
    broken: int | None
    last: str

    @property
    def words(self) -> str:
        if self.broken is not None:
            return f"hash chain BROKEN at act {self.broken:,} of {self.acts:,}"
        return f"hash chain of {self.acts:,} acts holds" + (f", last {self.last[:16]}" if self.last else "")

    @property
    def short(self) -> str:
        """The same for the foot of a page."""
        if self.broken is not None:
            return f"chain BROKEN at act {self.broken:,}"
        return f"chain holds at act {self.acts:,}: {self.last[:8] or 'empty'}"


def acts(
    db: Database, wanted: HistoryFilter | None = None, *, case_id: int | None = None, most: int = 200
) -> list[Act]:
    """The newest acts first, at most so many: of one case or of all, as the filter wants them. Any thread may ask."""
    with db.look() as connection:
        return [
            act for act, _ in zip(_found(db, connection, wanted or HistoryFilter(), case_id), range(most), strict=False)
        ]


def words(db: Database, act: Act, case_id: int | None = None, *, most: int = MOST_ROWS) -> list[str]:
    """What an act changed, field by field, from what to what; of an act on many rows the first 60."""
    with db.look() as connection:
        return _words(connection, act, case_id, most)


def told(
    db: Database, wanted: HistoryFilter, *, case_id: int | None = None, most: int, rows_each: int = MOST_ROWS
) -> tuple[list[tuple[Act, list[str]]], Chain]:
    """The acts with what each changed, and the chain, all of one moment; for a print. Any thread may ask."""
    with db.look() as connection:
        found = zip(_found(db, connection, wanted, case_id), range(most), strict=False)
        whole = [(act, _words(connection, act, case_id, rows_each)) for act, _ in found]
        return whole, _chain(connection)


def chain(db: Database) -> Chain:
    """The state of the hash chain; as slow as the history is long, so call it in a worker."""
    with db.look() as connection:
        return _chain(connection)


def _chain(connection: sqlite3.Connection) -> Chain:
    count = connection.execute("SELECT count(*) FROM acts").fetchone()[0]
    return Chain(count, first_broken_act(connection), last_hash(connection))


def _found(db: Database, connection: sqlite3.Connection, wanted: HistoryFilter, case_id: int | None) -> Iterator[Act]:
    where, values = _where(connection, wanted, case_id)
    since = dict(connection.execute("SELECT target_id, kind FROM acts WHERE target_id IS NOT NULL ORDER BY id"))
    for act_id, at, *facts in connection.execute(_ACTS.format(where=where), values):
        wall = db.clock.wall(datetime.fromisoformat(at).replace(tzinfo=UTC))
        act = Act(act_id, wall, *(*facts, since.get(act_id, "")))
        day = act.at.date()
        if (wanted.first and day < wanted.first) or (wanted.last and day > wanted.last):
            continue
        if all(name in fold(act.who) for name in wanted.who) and _has_words(connection, act, wanted.words):
            yield act


def _where(connection: sqlite3.Connection, wanted: HistoryFilter, case_id: int | None) -> tuple[str, list[str | int]]:
    """What the database can decide by itself; days by a day more on each side, for they are local."""
    parts, values = ["1"], list[str | int]()
    if case_id is not None:
        parts.append(_OF_CASES)
        values += [json.dumps([case_id])] * 2
    for number in wanted.cases:
        like = connection.execute("SELECT id, number FROM cases").fetchall()
        parts.append(_OF_CASES)
        values += [json.dumps([found for found, each in like if squeeze(each).startswith(number)])] * 2
    for kind in wanted.kinds:
        parts.append(
            "(a.kind = ? OR replace(a.op, '_', '') LIKE ? || '%' OR a.id IN (SELECT act_id FROM changes WHERE "
            "table_name IN (SELECT value FROM json_each(?))))"
        )
        values += [kind, kind.replace("%", ""), json.dumps(tables_of_kind(kind))]
    if wanted.first:
        parts.append("a.at >= ?")
        values.append(str(wanted.first - timedelta(days=1)))
    if wanted.last:
        parts.append("a.at < ?")
        values.append(str(wanted.last + timedelta(days=2)))
    return " AND ".join(parts), values


_OF_CASES = (
    "(a.case_id IN (SELECT value FROM json_each(?)) "
    "OR a.id IN (SELECT act_id FROM changes WHERE case_id IN (SELECT value FROM json_each(?))))"
)


def _has_words(connection: sqlite3.Connection, act: Act, wanted: tuple[str, ...]) -> bool:
    """Whether each word stands in the act's own words, or else in a value it wrote or replaced."""
    text = fold(" ".join((act.who, act.mark, act.op, act.case, act.client, act.label)))
    missing = [word for word in wanted if word not in text]
    if not missing:
        return True
    for row in connection.execute("SELECT before, after FROM act_changes WHERE act_id = ?", (act.id,)):
        for image in filter(None, row):
            quick = image.lower() if image.isascii() else fold(image)
            if any(word in quick for word in missing):
                values = fold(" ".join(value for value in json.loads(image).values() if isinstance(value, str)))
                missing = [word for word in missing if word not in values]
        if not missing:
            return True
    return False


def _words(connection: sqlite3.Connection, act: Act, case_id: int | None, most: int) -> list[str]:
    rows = connection.execute(
        "SELECT table_name, before, after FROM act_changes WHERE act_id = :act AND (:case IS NULL OR case_id = :case "
        "OR (case_id IS NULL AND (SELECT case_id FROM acts WHERE id = :act) = :case)) ORDER BY id LIMIT :most",
        {"act": act.id, "case": case_id, "most": most},
    ).fetchall()
    lines = [line for table, before, after in rows for line in change_words(table, before, after)]
    if act.rows > most:
        lines.append(f"... and more: {act.rows:,} rows in all")
    return lines
