"""How the commands get at an encrypted database: a passphrase typed unseen, or from a file; never as an argument."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

from caseterm.errors import ConflictError, NotFoundError, UsageError
from caseterm.store.cipher import LockedError, is_encrypted, kept_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VARIABLE = "CASETERM_PASSPHRASE_FILE"
_MOST_BYTES = 4096


def passphrase_file(options: Any) -> str:
    """The file that holds the passphrase: `--passphrase-file`, else the variable; empty when neither is there."""
    return getattr(options, "passphrase_file", None) or os.environ.get(VARIABLE, "")


def unlock(path: Path, options: Any) -> bytes | None:
    """See that this process can open a database; asks on the terminal unless a file has the passphrase.

    What was typed leads to this seed; None where nothing was to be asked. Raises WrongPassphraseError, LockedError
    when there is nobody to ask,
    DamagedError, NotFoundError without the file.
    """
    from caseterm.store.unfinished import unfinished_restore

    target = unfinished_restore(path) or path
    if not is_encrypted(target) or kept_key(target) is not None:
        return None
    from caseterm.store import keyfile

    name = passphrase_file(options)
    if name:
        return keyfile.unlock(target, read_passphrase(name))
    return _asked(target, f"Passphrase of {path.name}: ")


def let_in(path: Path, options: Any) -> None:
    """Unlock for a command; wrong passphrases before the right one are written into the history. Raises as `unlock`."""
    if unlock(path, options) is None:
        return
    from caseterm import services

    wrong = services.lockout.wrong_before(path)
    if wrong:
        from caseterm.clock import clock_from
        from caseterm.store.database import Database

        with Database.open(path, clock_from(), create=False) as db:
            services.unlocks.record(db, "Opened", wrong=wrong)


def _asked(database: Path, prompt: str) -> bytes:
    """Ask until it is right. Each wrong try doubles the wait before the next, also after a new start."""
    from caseterm import services
    from caseterm.clock import system_clock
    from caseterm.store import keyfile

    clock = system_clock()
    while True:
        left = services.lockout.seconds_left(database, clock)
        if left:
            _tell(f"Wait {left} seconds, because of the wrong passphrases before." if left > 1 else "Wait a second.")
            time.sleep(left)
        said = ask(prompt)
        services.lockout.count_try(database, clock)
        try:
            seed = keyfile.unlock(database, said)
        except keyfile.WrongPassphraseError as problem:
            _tell(f"{problem.title} {problem.next_step}")
            prompt = "Passphrase, or recovery key (ctrl+c leaves): "
        else:
            services.lockout.forget_tries(database)
            return seed


def read_passphrase(name: str) -> str:
    """The first line of a passphrase file. Raises NotFoundError, ConflictError when it holds none."""
    path = Path(name).expanduser()
    try:
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            data = file.read(_MOST_BYTES)
    except OSError as problem:
        raise NotFoundError(f"The passphrase file {path} cannot be read ({problem.strerror}).") from None
    if os.name == "posix" and stat.S_ISREG(facts.st_mode) and facts.st_mode & 0o077:
        _tell(f"Others may read {path}. Close it: chmod 600 {path}")
    said = data.decode("utf-8", "surrogateescape").split("\n")[0].rstrip("\r")
    if not said:
        raise ConflictError(f"The first line of the passphrase file {path} is empty.")
    return said


def ask(prompt: str) -> str:
    """What is typed on the terminal, unseen. Raises LockedError when there is no terminal."""
    if not there_is_a_terminal():
        raise LockedError(
            "The database is encrypted, and nobody is there to type the passphrase.",
            safe="Nothing was changed.",
            next_step=f"Name a file that holds it: --passphrase-file FILE, or the variable {VARIABLE}.",
        )
    from getpass import getpass

    from caseterm.rules.text import show

    while True:
        try:
            said = getpass(show(prompt))
        except EOFError:
            raise KeyboardInterrupt from None
        if said:
            return said


def there_is_a_terminal() -> bool:
    """Whether somebody can be asked: a terminal behind one of the streams, and readable."""
    if not any(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        return False
    if os.name != "posix":
        return True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def new_passphrase(name: str, what: str = "New passphrase") -> str:
    """A passphrase for the first time: typed twice with a remark on its strength, or from a file.

    Raises UsageError when there is nobody to ask, ConflictError for one in a file that cannot be taken.
    """
    from caseterm.rules.passphrase import refusal, remark

    if name:
        said = read_passphrase(name)
        problem = refusal(said)
        if problem is not None:
            raise ConflictError(problem, safe="Nothing was changed.")
        return said
    if not there_is_a_terminal():
        raise UsageError(
            "Nobody is there to type a passphrase.", next_step="Name a file that holds it: --passphrase-file FILE."
        )
    while True:
        said = ask(f"{what}: ")
        problem = refusal(said)
        if problem is not None:
            _tell(problem)
            continue
        _tell(remark(said)[1])
        if ask("The same once more: ") == said:
            return said
        _tell("The two are not the same. From the start:")


def _tell(line: str) -> None:
    from caseterm.rules.text import show

    sys.stderr.write(show(line) + "\n")
    sys.stderr.flush()
