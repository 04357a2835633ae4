"""Undo and redo from the log: the images an act left behind, applied as a new act."""

import json
import sqlite3
from dataclasses import dataclass

from caseterm.errors import ConflictError
from caseterm.store.audit import LoggedChange, changes_of, columns, image

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
    """The acts that can be undone and those that can be redone, newest last, across restarts."""
    rows = connection.execute(
        "SELECT id, op, label, kind, case_id FROM acts WHERE undoable ORDER BY id DESC LIMIT ?", (DEPTH,)
    ).fetchall()
    done: list[ActInfo] = []
    undone: list[ActInfo] = []
    for row in reversed(rows):
        info = ActInfo(*row)
        if info.kind == "undo":
            if done:
                undone.append(done.pop())
        elif info.kind == "redo":
            if undone:
                done.append(undone.pop())
        else:
            done.append(info)
            undone.clear()
    return done, undone


def revert(connection: sqlite3.Connection, target: ActInfo) -> None:
    """Put every row of an act back to its image before. Raises ConflictError when a row has moved on."""
    connection.execute("PRAGMA defer_foreign_keys=ON")
    for change in reversed(changes_of(connection, target.id)):
        _put(
            connection,
            change.table,
            change.row_id,
            expect=change.after,
            want=change.before,
            label=target.label,
        )


def repeat(connection: sqlite3.Connection, target: ActInfo) -> None:
    """Put every row of an undone act to its image after again. Raises ConflictError when a row has moved on."""
    connection.execute("PRAGMA defer_foreign_keys=ON")
    for change in changes_of(connection, target.id):
        _put(
            connection,
            change.table,
            change.row_id,
            expect=change.before,
            want=change.after,
            label=target.label,
        )


def _put(
    connection: sqlite3.Connection,
    table: str,
    row_id: int,
    *,
    expect: str | None,
    want: str | None,
    label: str,
) -> None:
    names = columns(connection, table)
    if _current(connection, table, row_id, names) != expect:
        raise ConflictError(
            f"A later change stands in the way of: {label}.",
            safe="Nothing was changed.",
            next_step="Undo the later change first, or edit the record by hand.",
        )
    if want is None:
        connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        return
    values = json.loads(want)
    if expect is None:
        marks = ", ".join("?" for _ in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.execute(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', [values.get(name) for name in names])
    else:
        setters = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(
            f'UPDATE "{table}" SET {setters} WHERE id = ?', [*(values.get(name) for name in names), row_id]
        )


def _current(connection: sqlite3.Connection, table: str, row_id: int, names: list[str]) -> str | None:
    row = connection.execute(f'SELECT {image("t", names)} FROM "{table}" t WHERE t.id = ?', (row_id,)).fetchone()
    return row[0] if row else None


__all__ = ["ActInfo", "LoggedChange", "repeat", "revert", "stacks"]
