"""One act being written: rows are added and changed through it, and its log is sealed when it ends."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from caseterm.changes import ChangeSet, Op, RowChange
from caseterm.rules.text import clean_input
from caseterm.store.audit import Sealed, chain, last_hash, sealed_part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from sqlmodel import Session, SQLModel

    from caseterm.models import Record
    from caseterm.store.database import Database
    from caseterm.store.links import Link

    Row = TypeVar("Row", bound=SQLModel)

_PLACES = [place for place in range(36) if place not in (8, 13, 18, 23)]
"""Where the digits of an identifier stand."""
_VARIANT = bytes.maketrans(b"0123456789abcdef", b"89ab" * 4)


class Write:
    """The open act. `changes` is there once the act has ended; an act that changed nothing leaves no trace."""

    changes: ChangeSet

    def __init__(
        self,
        database: Database,
        link: Link,
        op: Op,
        label: str,
        *,
        case_id: int | None,
        undoable: bool,
        kind: str,
        target_id: int | None,
    ) -> None:
        self.database = database
        self.op = op
        self.label = label
        self.case_id = case_id
        self.undoable = undoable
        self.kind = kind
        self.target_id = target_id
        self.at = database.clock.now()
        self.today = database.clock.today()
        self.act_id = 0
        self._link = link
        self._stored: list[Any] = []

    @cached_property
    def session(self) -> Session:
        """The ORM inside this transaction, with the rows stored before; an act that never asks has none."""
        session = self._link.session()
        if self._stored:
            from caseterm.store.statements import belong

            for row in self._stored:
                belong(session, row)
        return session

    @property
    def connection(self) -> sqlite3.Connection:
        """The driver's connection inside this transaction, for bulk statements. Flushes what the session holds."""
        if "session" in self.__dict__:
            self.session.flush()
        return self._link.raw

    def expect_many(self) -> None:
        """Make room for an act of thousands of rows."""
        self._link.make_room()

    def add(self, model: type[Row], values: Mapping[str, Any]) -> Row:
        """Validate and store a new row; it has its id afterwards. Raises InputError naming the fields."""
        from caseterm.store.rows import build
        from caseterm.store.statements import belong, insert

        row = build(model, {**values, "created_at": self.at, "updated_at": self.at})
        insert(self.connection, row)
        if "session" in self.__dict__:
            belong(self.session, row)
        else:
            self._stored.append(row)
        return row

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Store a new row of the record without the ORM; its id. The values are clean, and of SQLite's own types."""
        at = stored(self.at)
        row = {"uuid": new_uuid(), "created_at": at, "updated_at": at, "notes": "", **values}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        made = self.connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
        return int(made.lastrowid or 0)

    def change(self, row: Record, values: Mapping[str, Any]) -> bool:
        """Validate and store new values of a row; whether anything differed. Raises InputError naming the fields."""
        from caseterm.store.rows import revised
        from caseterm.store.statements import update

        new = revised(row, values)
        if not new:
            return False
        update(self.connection, row, {**new, "updated_at": self.at})
        return True

    @contextmanager
    def logged(self) -> Iterator[None]:
        """Number the act, and seal its log when the block ends; the caller has the transaction."""
        try:
            self.act_id = self._begin()
            yield
            self._seal()
        finally:
            if "session" in self.__dict__:
                self.session.close()

    def _begin(self) -> int:
        made = self._link.raw.execute(
            "INSERT INTO acts (at, op, label, actor, kind, undoable, hash, first_change) "
            "SELECT ?, ?, '', ?, ?, ?, '', coalesce(max(id), 0) + 1 FROM changes",
            (stored(self.at), str(self.op), self.database.actor, self.kind, int(self.undoable)),
        )
        return int(made.lastrowid or 0)

    def _seal(self) -> None:
        connection = self.connection
        self.label = re.sub(" {2,}", " ", clean_input(self.label))  # where a part of it is blank
        rows: list[RowChange] = []
        query = "SELECT id FROM changes WHERE id = (SELECT max(id) FROM changes) AND act_id = ?"
        last = connection.execute(query, (self.act_id,)).fetchone()
        if self.op == Op.UNLOCK or last:
            facts = [
                self.act_id,
                stored(self.at),
                str(self.op),
                self.label,
                self.database.actor,
                self.kind,
                self.target_id,
                int(self.undoable),
                self.case_id,
            ]
            changes = _noting(sealed_part(connection, self.act_id), rows)
            sealed = chain(last_hash(connection), facts, changes)
            connection.execute(
                "UPDATE acts SET at = ?, op = ?, label = ?, actor = ?, kind = ?, target_id = ?, undoable = ?, "
                "case_id = ?, hash = ?, last_change = coalesce(?, first_change - 1) WHERE id = ?",
                (*facts[1:], sealed, last[0] if last else None, self.act_id),
            )
        else:
            connection.execute("DELETE FROM acts WHERE id = ?", (self.act_id,))
        self.changes = ChangeSet(self.op, self.label, self.act_id, tuple(rows), self.undoable)


def stored(moment: datetime) -> str:
    """A moment as the ORM stores it."""
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def new_uuid() -> str:
    """A random identifier of version 4; Python's own module asks the machine for its name when imported."""
    d = os.urandom(16).hex()
    return f"{d[:8]}-{d[8:12]}-4{d[13:16]}-{'89ab'[int(d[16], 16) & 3]}{d[17:20]}-{d[20:]}"


def new_uuids(count: int) -> list[str]:
    """So many of them, for which the machine is asked once: each digit is put in its place in all at once."""
    digits = os.urandom(16 * count).hex().encode()
    text = bytearray(b"-" * 36 * count)
    for digit, place in enumerate(_PLACES):
        text[place::36] = digits[digit::32]
    text[14::36] = b"4" * count
    text[19::36] = digits[16::32].translate(_VARIANT)
    whole = text.decode()
    return [whole[start : start + 36] for start in range(0, len(whole), 36)]


def _noting(changes: Iterable[Sealed], rows: list[RowChange]) -> Iterator[Sealed]:
    """The changes as they come, each noted for the screens."""
    for change in changes:
        table, row_id, case_id, before, after = change
        verb = "added" if before is None else "removed" if after is None else "changed"
        rows.append(RowChange(table, row_id, verb, case_id))
        yield change
