"""Bytes of a database file read past SQLite, without costing its connections their locks.

A process that closes any descriptor of a file gives up every lock it holds on that file (POSIX; what comes of it stands
in sqlite.org/howtocorrupt.html, 2.2). So a descriptor that read a file to which this process has a connection stays
open, for the next look, until the last connection is closed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from caseterm.values import value

File = tuple[int, int]
"""A file by its device and its number there, whatever its name."""

_guard = Lock()
_users: Counter[File] = Counter()
"""How many connections there are to a file, and looks into it."""
_kept: dict[File, int] = {}
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 1 << 26


@value
class Look:
    """An open database file of `size` bytes, to be read at any place."""

    handle: int
    size: int

    def read(self, at: int, count: int) -> bytes:
        """So many bytes from a place; fewer at the end of the file. Raises OSError."""
        if os.name == "posix":
            return os.pread(self.handle, count, at)
        os.lseek(self.handle, at, os.SEEK_SET)
        return os.read(self.handle, count)

    def whole(self) -> bytes:
        """The whole file; the system gives no more than two gigabytes at once. Raises OSError."""
        return b"".join(self.read(at, _PIECE) for at in range(0, self.size, _PIECE))


@contextmanager
def look_into(path: Path) -> Iterator[Look]:
    """Read a file that may be open in a connection of this process. Raises OSError."""
    with connected(path):
        handle = _handle(path)
        try:
            yield Look(handle, os.fstat(handle).st_size)
        finally:
            if os.name != "posix":  # locks are the descriptor's own, and an open file could not be replaced
                os.close(handle)


def _handle(path: Path) -> int:
    if os.name != "posix":
        return os.open(path, _FLAGS)
    with _guard:
        kept = _kept.get(_file(path.stat()))
        if kept is not None:
            return kept
        handle = os.open(path, _FLAGS)
        return _kept.setdefault(_file(os.fstat(handle)), handle)


@contextmanager
def connected(*paths: Path) -> Iterator[None]:
    """While connections to these files are opened, used and closed."""
    files = [taken(path) for path in paths]
    try:
        yield
    finally:
        for file in files:
            left(file)


def taken(path: Path) -> File | None:
    """Say that a connection to a file is about to be opened; None for one that is not there yet."""
    try:
        file = _file(path.stat())
    except OSError:
        return None
    with _guard:
        _users[file] += 1
    return file


def left(file: File | None) -> None:
    """Say that a connection was closed; with the last one the descriptor goes too."""
    if file is None:
        return
    with _guard:
        _users[file] -= 1
        if _users[file] <= 0:
            del _users[file]
            if file in _kept:
                os.close(_kept.pop(file))


def _file(facts: os.stat_result) -> File:
    return facts.st_dev, facts.st_ino
