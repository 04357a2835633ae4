"""The one door to the database: opens it, reads it, and writes it one act at a time.

Nothing here imports the ORM until a session is first asked for, so that the first screen need not wait for it;
`raw` serves the few reads of that screen.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread

from caseterm.clock import Clock
from caseterm.errors import ReadOnlyError
from caseterm.store.cipher import connect, database_errors
from caseterm.store.faults import storage_errors
from caseterm.store.links import Link, OwnConnection
from caseterm.store.lock import Holder, WriterLock, whoami
from caseterm.store.schema import prepare
from caseterm.store.unfinished import left_by_restore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sqlmodel import Session

    from caseterm.changes import Op
    from caseterm.store.writing import Write

SETTINGS = {
    "foreign_keys": ("ON", 1),
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("EXTRA", 3),
    "fullfsync": ("ON", 1),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "recursive_triggers": ("ON", 1),
    "cell_size_check": ("ON", 1),
}
BUSY_MILLISECONDS = 4000


class Database:
    """An open database. Use `Database.open`; close it when done.

    `readonly` is True when another copy of the program has it (`holder` says who) or the file may not be written.
    """

    def __init__(self, path: Path, clock: Clock, *, actor: str, readonly: bool, holder: Holder | None) -> None:
        self.path = path
        self.clock = clock
        self.actor = actor
        self.readonly = readonly
        self.holder = holder
        self._lock: WriterLock | None = None
        self._idle: deque[Link] = deque()
        self._own: Link | None = None
        self._beside: Link | None = None
        self._opened = 0

    @classmethod
    def open(cls, path: Path, clock: Clock, *, create: bool = True, exclusive: bool = True) -> Database:
        """Open a database, making or migrating it first if need be.

        With `exclusive` the writer's lock is taken; a second opener gets a read-only database. Raises CaseTermError
        for a file that is missing, locked, damaged, newer, or not caseterm's.
        """
        with storage_errors(path):
            lock = WriterLock(path)
            if left_by_restore(path):
                _finish_restore(path, lock, clock)
            writable = os.access(path if path.exists() else path.parent, os.W_OK)
            if exclusive and writable and path.exists():
                lock.take(who=whoami(), now=clock.local())
            readonly = lock.holder is not None or (path.exists() and not writable)
            try:
                prepare(path, clock=clock, create=create, readonly=readonly)
                if exclusive and not readonly and not lock.held:
                    lock.take(who=whoami(), now=clock.local())
                database = cls(path, clock, actor=whoami(), readonly=readonly, holder=lock.holder)
                database._lock = lock
                with database.look() as connection:
                    connection.execute("SELECT 1 FROM cases LIMIT 1")
            except BaseException:
                lock.release()
                raise
            return database

    def close(self) -> None:
        """Let go of the file and of the writer's lock."""
        self.let_go()
        if self._lock is not None:
            self._lock.release()

    def let_go(self) -> None:
        """Close every connection and keep the writer's lock; the next use opens the file anew."""
        links = [*self._idle, *(link for link in (self._own, self._beside) if link is not None and not link.lent)]
        self._idle, self._own, self._beside = deque(), None, None
        self._opened += 1
        for link in links:
            link.close()

    def connect(self) -> sqlite3.Connection:
        """A new connection with every setting made and read back. Raises StorageError in words."""
        with storage_errors(self.path):
            connection = connect(self.path, kind=OwnConnection)
            try:
                configure(connection, readonly=self.readonly)
            except BaseException:
                connection.close()
                raise
        return connection

    @property
    def raw(self) -> sqlite3.Connection:
        """The main thread's connection for reads that must not wait for the ORM. Writes are refused on it.

        Acts of the main thread run over the same one, so that what was read before an act need not be read from the
        file, and deciphered, again after it; within an act it is another, which sees what was there before.
        A statement that fails raises StorageError in words: a file held by another program ends no screen.
        """
        own = self._own
        if own is None:
            own = self._own = self._reading_link()
        if not own.lent or own.reading:
            return own.raw
        beside = self._beside
        if beside is None:
            beside = self._beside = self._reading_link()
        return beside.raw

    def _reading_link(self) -> Link:
        link = self._idle_link()
        link.only_reads(True)
        return link

    @property
    def version(self) -> tuple[int, int, int]:
        """Another one as soon as anything was written, by this copy of the program or by another."""
        return self._opened, self.raw.execute("PRAGMA data_version").fetchone()[0], self.raw.total_changes

    def _idle_link(self) -> Link:
        """A link that nobody has, which was open if there was one: each reads the whole schema once."""
        try:
            return self._idle.pop()
        except IndexError:
            return Link(self.connect())

    def _link_to_lend(self) -> Link:
        """The main thread's own link for the main thread while it is free, else one that nobody has."""
        own = self._own
        if own is None or own.lent or current_thread() is not main_thread():
            return self._idle_link()
        return own

    @contextmanager
    def _lent(self, *, reading: bool) -> Iterator[Link]:
        """A connection in a transaction of its own, committed when the block ends well and taken back when not."""
        with storage_errors(self.path):
            idle = self._idle
            link = self._link_to_lend()
            link.lent = True
            kept = False
            try:
                link.begin(reading=reading)
                yield link
                link.finish()
                kept = True
            finally:
                if not kept:
                    with suppress(*database_errors()):
                        link.end("ROLLBACK")
                        kept = True
                self._give_back(link, idle, kept=kept)

    def _give_back(self, link: Link, idle: deque[Link], *, kept: bool) -> None:
        link.lent = False
        if kept and link is self._own:
            link.only_reads(True)
        elif kept and idle is self._idle:
            idle.append(link)
        else:  # the file was let go of meanwhile, or the connection is spoilt
            if link is self._own:
                self._own = None
            link.close()

    def warm_up(self) -> None:
        """Import the ORM and configure its tables, so that the first act costs no more than a later one."""
        from sqlalchemy.orm import configure_mappers

        import caseterm.models
        import caseterm.store.writing

        assert caseterm.models
        assert caseterm.store.writing
        configure_mappers()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads. Turn rows into plain values before it ends."""
        with self._lent(reading=True) as link, link.session() as session:
            yield session

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """The driver's connection for plain reads that belong together: nothing changes between them."""
        with self._lent(reading=True) as link:
            yield link.raw

    @contextmanager
    def write(
        self,
        op: Op,
        label: str,
        *,
        case_id: int | None = None,
        undoable: bool = True,
        kind: str = "do",
        target_id: int | None = None,
    ) -> Iterator[Write]:
        """One act, one transaction: all of it is on disk when the block ends, or none of it.

        Services use `services.acts.act`, which also keeps the caseload's lines true. Raises ReadOnlyError when
        another copy of the program has the database.
        """
        from caseterm.store.writing import Write

        self.refuse_if_readonly()
        with self._lent(reading=False) as link:
            write = Write(self, link, op, label, case_id=case_id, undoable=undoable, kind=kind, target_id=target_id)
            with write.logged():
                yield write

    @contextmanager
    def housekeeping(self) -> Iterator[sqlite3.Connection]:
        """One transaction for what is no part of the record (the caseload's lines, drafts, what screens remember).

        Does nothing to the log and is never undone. Raises ReadOnlyError as `write` does.
        """
        self.refuse_if_readonly()
        with self._lent(reading=False) as link:
            yield link.raw

    def take_over(self) -> bool:
        """Whether the copy that had the file is gone and this one, which only read, has its place now.

        What it shows may be old: whoever takes over reads everything again.
        """
        if self.holder is None or self._lock is None or not os.access(self.path, os.W_OK):
            return False
        if not self._lock.take(who=whoami(), now=self.clock.local()):
            return False
        self.let_go()  # these connections refuse to write
        self.readonly, self.holder = False, None
        return True

    def refuse_if_readonly(self) -> None:
        """Raise ReadOnlyError when this copy may not write."""
        if self.readonly:
            who = f"in use by {self.holder}" if self.holder else "not writable"
            raise ReadOnlyError(
                f"Read-only: {who}.",
                safe="Nothing was changed.",
                next_step="Close that copy first." if self.holder else "Check the file's permissions.",
            )

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def _finish_restore(path: Path, lock: WriterLock, clock: Clock) -> None:
    """Finish what a restore had decided when its process ended, unless the copy that has the lock is just doing it."""
    from caseterm.store.restore import finish

    if lock.take(who=whoami(), now=clock.local()):
        try:
            finish(path)
        finally:
            lock.release()


def configure(connection: sqlite3.Connection, *, readonly: bool = False) -> None:
    """Make every setting and read it back. Raises RuntimeError when SQLite did not take one."""
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    if readonly:
        connection.execute("PRAGMA query_only=ON")
    for name, (value, expected) in SETTINGS.items():
        if readonly and name == "journal_mode":
            continue
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected and not (readonly and name == "journal_mode"):
            raise RuntimeError(f"SQLite did not take {name}={value}")
