"""One writer at a time: a lock file beside the database that says who has it.

The operating system's own file lock decides, so a lock left by a crash is free at once; the text inside is only
for the person who has to wait.
"""

import contextlib
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from caseterm.values import value

_LOGIN_NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")
_OFFSET = 1 << 30  # the locked byte lies past the text, so that others may read who holds it


@value
class Holder:
    """Who has the database open: person, machine, since when (wall time)."""

    who: str
    machine: str
    since: str

    def __str__(self) -> str:
        return f"{self.who} on {self.machine} since {self.since}"


class WriterLock:
    """Held from open to close. `holder` names the other copy when the lock could not be had."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        self.holder: Holder | None = None
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        return self._handle is not None

    def take(self, *, who: str, now: datetime) -> bool:
        """Whether the lock was had; `now` is wall time."""
        handle = self._locked()
        if handle is None:
            return False
        import platform

        self._handle = handle
        text = json.dumps({"who": who, "machine": platform.node(), "since": now.strftime("%m/%d %H:%M")})
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same; only its words are missing
            os.ftruncate(handle, 0)
            os.write(handle, text.encode())
        return True

    def _locked(self) -> int | None:
        """The lock file, locked; None when another copy has it. One that its owner was just removing is no lock."""
        while True:
            try:
                handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                return None  # a folder that may not be written has no second writer either
            if not _try_lock(handle):
                os.close(handle)
                self.holder = self._read_holder()
                return None
            if os.name != "posix" or _is_at(handle, self.path):
                return handle
            os.close(handle)

    def release(self) -> None:
        if self._handle is not None:
            self.path.unlink(missing_ok=True) if os.name == "posix" else None
            os.close(self._handle)
            self._handle = None

    def _read_holder(self) -> Holder:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return Holder(str(found["who"]), str(found["machine"]), str(found["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder("another copy of caseterm", "this computer", "just now")


def holder_of(database: Path) -> Holder | None:
    """Who has a database open to write, found without touching anything; None when nobody has.

    A lock file that a crash left behind is nobody's.
    """
    lock = WriterLock(database)
    try:
        handle = os.open(lock.path, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _try_lock(handle) else lock._read_holder()
    finally:
        os.close(handle)


def whoami() -> str:
    """The operating system's name for the user, as `getpass` finds it; that loads the terminal's library too."""
    named = next(filter(None, map(os.environ.get, _LOGIN_NAMES)), None)
    if named is not None:
        return named
    if os.name != "posix":
        return "unknown"
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return "unknown"


def _is_at(handle: int, path: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _OFFSET, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
