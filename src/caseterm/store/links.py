"""A connection of the program's own, and the ORM over it for who asks.

The connection begins and ends every transaction by its own statements, with or without the ORM in between; so an act
or a read that needs no ORM does not import it.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING, Any

from caseterm.store.cipher import driver_of

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session


USUAL_CACHE = -2000
ROOMY_CACHE = -100_000
"""Kilobytes of pages kept in memory, written as SQLite wants them."""


class Link:
    """One connection, lent to one reader or writer at a time."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        self._roomy = False

    def begin(self, *, reading: bool) -> None:
        """Begin a transaction; SQLite itself refuses writes in one that reads."""
        self.raw.execute(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        self.raw.execute("BEGIN" if reading else "BEGIN IMMEDIATE")

    def end(self, how: str) -> None:
        """COMMIT or ROLLBACK, unless SQLite took the transaction back itself."""
        if self.raw.in_transaction:
            self.raw.execute(how)
        if self._roomy:
            self._roomy = False
            self.raw.execute(f"PRAGMA cache_size={USUAL_CACHE}")
            self.raw.execute("PRAGMA shrink_memory")

    def make_room(self) -> None:
        """Keep a large transaction's pages in memory until it ends, where they would be read again and again."""
        self._roomy = True
        self.raw.execute(f"PRAGMA cache_size={ROOMY_CACHE}")

    def session(self) -> Session:
        """The ORM within this connection's transaction, which ends without it: its own commit only flushes."""
        from sqlmodel import Session

        return Session(self._engine, expire_on_commit=False)

    @cached_property
    def _engine(self) -> Engine:
        from sqlalchemy import StaticPool, create_engine

        handed = _Handed(self.raw)
        return create_engine(
            "sqlite://",
            module=driver_of(self.raw),
            creator=lambda: handed,
            poolclass=StaticPool,
            hide_parameters=True,
        )

    def close(self) -> None:
        self.raw.close()


class _Handed:
    """The connection as the ORM sees it: everything but the end of a transaction."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def commit(self) -> None:
        """The link commits."""

    def rollback(self) -> None:
        """The link rolls back."""
