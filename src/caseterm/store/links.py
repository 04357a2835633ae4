"""A connection of the program's own, and the ORM over it for who asks.

The connection begins and ends every transaction by its own statements, with or without the ORM in between; so an act
or a read that needs no ORM does not import it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from caseterm.errors import ReadOnlyError
from caseterm.rules.patterns import later
from caseterm.store.cipher import database_errors, driver_of
from caseterm.store.faults import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Engine
    from sqlmodel import Session


ROOMY_CACHE = -100_000
"""Kilobytes of pages kept in memory, written as SQLite wants them."""


_READS = ("SELECT", "WITH", "PRAGMA", "EXPLAIN")
_WRITES = later(r"\b(INSERT|UPDATE|DELETE|REPLACE)\s")


class OwnConnection:
    """Mixed into a driver's connection: its statements fail in the user's words, and while it only reads none writes.

    SQLite has a switch for that too, but each turn of it has every kept statement made anew, which costs more than
    what an act does.
    """

    only_reads = False

    def execute(self, statement: str, *values: Any) -> Any:
        """As the driver's. Raises StorageError in words, ReadOnlyError for a write where it only reads."""
        driver: Any = super()
        if self.only_reads:
            refuse_a_write(statement)
        try:
            return driver.execute(statement, *values)
        except database_errors() as problem:
            path = Path(driver.execute("PRAGMA database_list").fetchone()[2])
            raise in_words(problem, path) or problem from None

    def executemany(self, statement: str, rows: Iterable[Any]) -> Any:
        """As the driver's. Raises ReadOnlyError where it only reads."""
        if self.only_reads:
            refuse_a_write(statement)
        driver: Any = super()
        return driver.executemany(statement, rows)


def refuse_a_write(statement: str) -> None:
    """Raise ReadOnlyError for a statement that may write."""
    word = statement.lstrip()
    if not word.startswith(_READS) or (word.startswith("WITH") and _WRITES.search(word)):
        raise only_read()


def only_read() -> ReadOnlyError:
    """Something wrote where it was to read: a mistake in the program."""
    return ReadOnlyError("The database was only to be read here.", safe="Nothing was changed.")


class Link:
    """One connection, lent to one reader or writer at a time."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        self.lent = False
        self.reading = True
        self._usual_cache: int | None = None
        self._changes = 0

    def only_reads(self, refuse: bool) -> None:
        """Have the connection refuse statements that write, or take them again."""
        own: Any = self.raw
        own.only_reads = refuse

    def begin(self, *, reading: bool) -> None:
        """Begin a transaction."""
        self.reading = reading
        self._changes = self.raw.total_changes
        self.only_reads(False)
        self.raw.execute("BEGIN" if reading else "BEGIN IMMEDIATE")
        self.only_reads(reading)

    def finish(self) -> None:
        """End a transaction that went well: what wrote is committed, what read cannot have written anything.

        Raises ReadOnlyError when it tried to; then nothing of it is kept.
        """
        self.end("ROLLBACK" if self.reading else "COMMIT")
        if self.reading and self.raw.total_changes != self._changes:
            raise only_read()

    def end(self, how: str) -> None:
        """COMMIT or ROLLBACK, unless SQLite took the transaction back itself."""
        self.only_reads(False)
        if self.raw.in_transaction:
            self.raw.execute(how)
        if self._usual_cache is not None:
            self.raw.execute(f"PRAGMA cache_size={self._usual_cache}")
            self.raw.execute("PRAGMA shrink_memory")
            self._usual_cache = None

    def make_room(self) -> None:
        """Keep a large transaction's pages in memory until it ends, where they would be read again and again."""
        if self._usual_cache is None:  # the two drivers have their own, and deciphering is dearer than reading
            self._usual_cache = self.raw.execute("PRAGMA cache_size").fetchone()[0]
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
