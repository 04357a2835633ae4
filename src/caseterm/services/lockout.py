"""Wrong passphrases slow down: each doubles the wait before the next, and ending the program does not shorten it."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from caseterm.clock import Clock
from caseterm.rules.locking import wait_after
from caseterm.store.lock import Holder, holder_of

_MOST_BYTES = 200
_wrong: dict[Path, int] = {}


def tries_file(database: Path) -> Path:
    """Where the wrong tries of a database are counted: beside it, for they must count before it can be opened."""
    return database.with_name(database.name + ".tries")


def failures(database: Path) -> int:
    """How many wrong passphrases in a row were tried."""
    return _read(database)[0]


def seconds_left(database: Path, clock: Clock) -> int:
    """Whole seconds until the next try; never more than the wait itself, should the clock have been set back."""
    count, at = _read(database)
    wait = wait_after(count)
    passed = (clock.now() - at).total_seconds()
    return max(0, min(wait, -int((passed - wait) // 1))) if wait else 0


def count_try(database: Path, clock: Clock) -> int:
    """Count a try before its passphrase is looked at, so that killing the program does not save it; the new count.

    Where the folder may not be written nothing is counted; then the program must count by itself.
    """
    count = failures(database) + 1
    with suppress(OSError):
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(tries_file(database), flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"failures": count, "at": clock.now().isoformat()}, file)
            file.flush()
            os.fsync(file.fileno())
    return count


def forget_tries(database: Path) -> int:
    """The right passphrase was typed, as the last of the tries that were counted; how many were wrong before it.

    The number is kept for `wrong_before` until somebody asks.
    """
    wrong = max(0, failures(database) - 1)
    _wrong[database] = wrong
    with suppress(OSError):
        tries_file(database).unlink(missing_ok=True)
    return wrong


def wrong_before(database: Path) -> int:
    """How many wrong passphrases this process was told before the right one; asked once."""
    return _wrong.pop(database, 0)


def holder(database: Path) -> Holder | None:
    """Which copy of the program has a database open to write."""
    return holder_of(database)


def _read(database: Path) -> tuple[int, datetime]:
    never = datetime(1970, 1, 1, tzinfo=UTC)
    try:
        with tries_file(database).open(encoding="utf-8") as file:
            found = json.loads(file.read(_MOST_BYTES))
        at = datetime.fromisoformat(found["at"])
        return max(0, int(found["failures"])), at if at.tzinfo else never
    except (OSError, ValueError, KeyError, TypeError):
        return 0, never
