"""Undo and redo from the log: the images an act left behind, applied as a new act."""

import json
import sqlite3
from dataclasses import dataclass, replace

from caseterm.errors import ConflictError
from caseterm.store.audit import LoggedChange, changes_of, columns, fits, image

DEPTH = 400


@dataclass(frozen=True)
class ActInfo:
    """An act as the history knows it."""

    id: int
    op: str
    label: str
    kind: str
    case_id: int | None


def stacks(connection: sqlite3.Connection) -> tuple[list[ActInfo], list[ActInfo]]:
    """The acts that can be undone and those that can be redone, at most DEPTH each, newest last, across restarts.

    Read from the newest act backwards: an undo hides the act before it that is not hidden yet, and so does a redo
    of what was undone. So the answer does not depend on how far back the log is read.
    """
    done: list[ActInfo] = []
    undone: list[ActInfo] = []
    hidden = redone = 0
    cut_off = False
    rows = connection.execute(
        "SELECT a.kind, t.id, t.op, t.label, t.kind, t.case_id "
        "FROM acts a JOIN acts t ON t.id = CASE WHEN a.kind IN ('undo', 'redo') THEN a.target_id ELSE a.id END "
        "WHERE a.undoable ORDER BY a.id DESC"
    )
    for kind, *target in rows:
        if kind == "undo":
            hidden += 1
            if redone:
                redone -= 1
            elif not cut_off:
                undone.append(ActInfo(*target))
        else:
            if hidden:
                hidden -= 1
            else:
                done.append(ActInfo(*target))
            redone += kind == "redo"
            cut_off = cut_off or kind == "do"
        if len(done) >= DEPTH and (cut_off or len(undone) >= DEPTH):
            break
    rows.close()
    return done[:DEPTH][::-1], undone[:DEPTH][::-1]


def how_many(connection: sqlite3.Connection, target: ActInfo) -> int:
    """How many changes an act made."""
    query = "SELECT count(*) FROM act_changes WHERE act_id = ?"
    return int(connection.execute(query, (target.id,)).fetchone()[0])


def revert(connection: sqlite3.Connection, target: ActInfo) -> None:
    """Put every row of an act back to its image before. Raises ConflictError when a row has moved on."""
    rows = _Rows(connection, target.label)
    for change in reversed(changes_of(connection, target.id)):
        rows.put(change.table, change.row_id, expect=change.after, want=change.before)


def taking_back(connection: sqlite3.Connection, target: ActInfo) -> ActInfo:
    """The act that took `target` back last; to revert it is to do `target` again, with all that went along."""
    query = "SELECT max(id) FROM acts WHERE kind = 'undo' AND target_id = ?"
    return replace(target, id=connection.execute(query, (target.id,)).fetchone()[0])


class _Rows:
    """The rows of one act, each put to an image once it is seen to be as the act left it."""

    def __init__(self, connection: sqlite3.Connection, label: str) -> None:
        connection.execute("PRAGMA defer_foreign_keys=ON")
        self._connection = connection
        self._label = label
        self._names: dict[str, frozenset[str]] = {}
        self._looks: dict[str, str] = {}

    def put(self, table: str, row_id: int, *, expect: str | None, want: str | None) -> None:
        if table not in self._names:  # an import has a hundred thousand rows in ten tables
            names = columns(self._connection, table)
            self._names[table] = frozenset(names)
            self._looks[table] = f'SELECT {image("t", names)} FROM "{table}" t WHERE t.id = ?'
        row = self._connection.execute(self._looks[table], (row_id,)).fetchone()
        if not fits(row[0] if row else None, expect):
            raise ConflictError(
                f"A later change stands in the way of: {self._label}.",
                safe="Nothing was changed.",
                next_step="Undo the later change first, or edit the record by hand.",
            )
        if want is None:
            self._connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
            return
        values = {name: value for name, value in json.loads(want).items() if name in self._names[table]}
        given = [*values.values()]  # a column that a migration added since keeps its value, or its default
        if expect is None:
            marks = ", ".join("?" for _ in values)
            quoted = ", ".join(f'"{name}"' for name in values)
            self._connection.execute(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', given)
        else:
            setters = ", ".join(f'"{name}" = ?' for name in values)
            self._connection.execute(f'UPDATE "{table}" SET {setters} WHERE id = ?', [*given, row_id])


__all__ = ["ActInfo", "LoggedChange", "revert", "stacks", "taking_back"]
