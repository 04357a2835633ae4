"""The one place that makes connections: plain files by Python's own SQLite, encrypted ones by SQLCipher.

SQLCipher is imported only when a file needs it. A key that opened a file is kept in this process's memory, never on
disk, so that backups, checks and worker threads open what she unlocked once.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from caseterm.errors import StorageError
from caseterm.store.peeking import File, Look, left, look_into, taken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from caseterm.store.pageseal import Seal

_AS_THEY_ARE = frozenset(b"/._-~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
PLAIN = b"SQLite format 3\x00"
DRIVER = "sqlcipher3.dbapi2"
KEY_ENDING = ".key"
PAGE = 4096
KEPT_STATEMENTS = 256
"""A screen and an act have more than the 128 that the drivers keep ready, and would make each other's anew."""
LOOK = 1024
RANDOM_LOOKING = 200
"""Different byte values among a thousand bytes: a page of SQLite, text or zeros has fewer."""


class LockedError(StorageError):
    """The file is encrypted and nobody has said the passphrase yet."""

    exit_code = 77


class Key(bytes):
    """The 32 bytes that encrypt a database. Never shown, never written."""

    def __repr__(self) -> str:
        return "Key(...)"

    __str__ = __repr__

    @property
    def quoted(self) -> str:
        """As SQLCipher takes a key that is not to be derived again."""
        return f"x'{self.hex()}'"


_by_path: dict[Path, Key] = {}


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted database: not SQLite in the clear, and with its key file or nothing but noise.

    An empty file for which a key is kept is to become one.
    """
    try:
        with look_into(path) as file:
            start = file.read(0, len(PLAIN))
            if start == PLAIN:
                return False
            if len(start) < len(PLAIN):
                return path in _by_path
            if path in _by_path or path.with_name(path.name + KEY_ENDING).exists():
                return True
            return file.size >= 3 * PAGE and file.size % PAGE == 0 and _is_noise(file)
    except OSError:
        return False


def _is_noise(file: Look) -> bool:
    """Whether the beginning, the middle and the end of a file look like chance."""
    places = (0, file.size // 2, file.size - LOOK)
    return all(len(set(file.read(place, LOOK))) >= RANDOM_LOOKING for place in places)


def keep_key(path: Path, key: bytes) -> None:
    """Keep the key of a file for as long as this process runs."""
    _by_path[path] = Key(key)


def forget_keys(path: Path | None = None) -> None:
    """Forget the key of one file, or every key."""
    if path is None:
        _by_path.clear()
    else:
        _by_path.pop(path, None)


def carry_key(path: Path, to: Path) -> None:
    """A file has got another's name: its key goes with it; the other's stays only where it opens this one too."""
    from caseterm.store import pageseal

    known = _by_path.pop(to, None)
    key = _by_path.pop(path, None)
    if key is None and known is not None and is_encrypted(to) and pageseal.fits(to, known):
        key = known
    if key is not None:
        _by_path[to] = key


def kept_key(path: Path) -> Key | None:
    """The key that opens a file, if one that is kept does; another database's, when it is a copy of that."""
    known = _by_path.get(path)
    if known is not None:
        return known
    from caseterm.store import pageseal  # the first screen of a plain database needs none of it

    for key in list(dict.fromkeys(_by_path.values())):
        try:
            if pageseal.fits(path, key):
                _by_path[path] = key
                return key
        except OSError:
            return None
    return None


def needed_key(path: Path) -> Key | None:
    """The key to open a file with; None for one in the clear. Raises LockedError when it is not known yet."""
    if not is_encrypted(path):
        return None
    key = kept_key(path)
    if key is None:
        raise LockedError(
            f"{path} is encrypted, and its passphrase was not given.",
            safe="The file was left exactly as it is.",
            next_step="Run caseterm in a terminal to be asked, or name a file: --passphrase-file FILE.",
        )
    return key


def connect(
    path: Path,
    *,
    mode: str = "rw",
    timeout: float = 5.0,
    kind: Any = None,
    key: Key | None = None,
    seal: Seal | None = None,
) -> sqlite3.Connection:
    """A connection to a file, keyed if it is encrypted; transactions are the caller's.

    `mode` is ro, rw or rwc; `kind` is mixed into the connection's class; `key` is for a file that is to become
    encrypted, and `seal` how it is to be sealed. Raises LockedError, StorageError without the library, and the
    driver's errors (`database_errors`).
    """
    key = key if key is not None else needed_key(path)
    driver: Any = sqlite3 if key is None else load_driver(path)
    file = taken(path)
    try:
        connection = driver.connect(
            f"{_uri(path)}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=KEPT_STATEMENTS,
            timeout=timeout,
            factory=_known_by(kind, driver.Connection),
        )
    except BaseException:
        left(file)
        raise
    connection.file = file
    if key is not None:
        unlock(connection, key, seal or how_sealed(path, key))
    opened: sqlite3.Connection = connection
    return opened


class _Known:
    """Mixed into a driver's connection: when it is closed, its file is known to have one less."""

    file: File | None = None

    def close(self) -> None:
        driver: Any = super()
        driver.close()
        left(self.file)
        self.file = None


@cache
def _known_by(kind: Any, base: Any) -> type[Any]:
    return type("Connection", (_Known, base) if kind is None else (kind, _Known, base), {})


def _uri(path: Path) -> str:
    """A path as SQLite takes it with a mode; pathlib would import all of urllib for it."""
    if os.name != "posix":
        return path.absolute().as_uri()
    return "file:" + "".join(chr(b) if b in _AS_THEY_ARE else f"%{b:02X}" for b in os.fsencode(path.absolute()))


def how_sealed(path: Path, key: Key) -> Seal | None:
    """How the pages of a file are sealed; None for one that is new, gone, or under another key."""
    from caseterm.store import pageseal

    try:
        return pageseal.seal_of(path, key)
    except OSError:
        return None


def unlock(connection: Any, key: Key | None, seal: Seal | None = None) -> None:
    """The first statements on a connection of SQLCipher; without a key the file is in the clear.

    `seal` is how the file's pages are sealed, None for a new file. SQLCipher's log goes to standard error, which is
    the screen, so it is silenced before anything can be logged.
    """
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.quoted}"').fetchall()
        seal_by(connection, seal)


def seal_by(connection: Any, seal: Seal | None, schema: str = "main") -> None:
    """Say how the pages of a file are sealed, None for a new one; before anything of it is read."""
    from caseterm.store import pageseal

    connection.execute(f"PRAGMA {schema}.cipher_hmac_algorithm={(seal or pageseal.NEW).pragma}").fetchall()


def load_driver(path: Path) -> Any:
    """SQLCipher's module. Raises StorageError in words when it is not installed."""
    try:
        return import_module(DRIVER)
    except ImportError:
        raise StorageError(
            f"{path} needs the library sqlcipher3, which is not installed for this Python.",
            safe="The file was left exactly as it is.",
            next_step="Install it: python -m pip install 'sqlcipher3>=0.6.4,<0.7'. It has wheels up to Python 3.14.",
        ) from None


def can_encrypt() -> bool:
    """Whether the library is installed; it is not loaded for this."""
    from importlib.util import find_spec

    return find_spec("sqlcipher3") is not None


def drivers() -> Iterator[Any]:
    """Python's own SQLite, and SQLCipher where it is loaded."""
    yield sqlite3
    loaded = sys.modules.get(DRIVER)
    if loaded is not None:
        yield loaded


def driver_of(connection: object) -> Any:
    """The module a connection came from."""
    return next((driver for driver in drivers() if isinstance(connection, driver.Connection)), sqlite3)


def database_errors(*names: str, also: tuple[type[Exception], ...] = ()) -> tuple[type[Exception], ...]:
    """What to catch: errors of these names (any when none) of every driver that is loaded, and what else is named."""
    return (*(getattr(driver, name) for driver in drivers() for name in names or ("Error",)), *also)
