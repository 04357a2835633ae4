"""`caseterm encrypt`, `decrypt`, `rekey`, `recovery-key`: who may open the database."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseterm import services
from caseterm.cli import unlocking
from caseterm.cli.outputs import note, say
from caseterm.clock import Clock, clock_from
from caseterm.errors import BusyError, ConflictError, NotFoundError, UsageError
from caseterm.paths import database_path
from caseterm.rules.counting import counted
from caseterm.store import cipher, keyfile
from caseterm.store.database import Database
from caseterm.store.lock import WriterLock, whoami
from caseterm.typedcommands import command

NOT_ALL = 1
WORD = "decrypt"


def run(options: Namespace) -> int:
    """Do one of the four; 0, or 1 when a backup could not be brought along."""
    path = database_path(options.db)
    if not path.is_file():
        raise NotFoundError(f"There is no database at {path}.", next_step="Check --db and CASETERM_DB.")
    clock = clock_from()
    done = {"encrypt": _encrypt, "decrypt": _decrypt, "rekey": _rekey, "recovery-key": _recovery_key}
    return done[options.command](path, options, clock)


@contextmanager
def _alone(path: Path, clock: Clock) -> Iterator[None]:
    """The writer's lock, on a database that this program can open. Raises BusyError when another copy has it."""
    with Database.open(path, clock, create=False, exclusive=False):
        pass  # refuses what is no database of ours
    lock = WriterLock(path)
    if not lock.take(who=whoami(), now=clock.local()):
        who = f"in use by {lock.holder}" if lock.holder else "in a folder that may not be written"
        raise BusyError(
            f"The database is {who}.",
            safe="Nothing was changed.",
            next_step="Close the other copy, or do it there: press : and type encrypt.",
        )
    try:
        yield
    finally:
        lock.release()


def _encrypt(path: Path, options: Namespace, clock: Clock) -> int:
    if cipher.is_encrypted(path):
        unlocking.unlock(path, options)
        say([f"{path} is encrypted already."])
        return _old_backups(path, options)
    cipher.load_driver(path)
    with _alone(path, clock):
        said = unlocking.new_passphrase(unlocking.passphrase_file(options))
        change = services.encryption.encrypt_ready(path, said)
        services.encryption.finish(change)
        say(
            [
                f"Encrypted: {path}",
                f"Its key file: {keyfile.path_of(path)}; keep it with every copy.",
                "The file that lay there in the clear was overwritten with zeros and is gone.",
            ]
        )
        _hand_over(path, change.recovery_key, options, clock)
    return _old_backups(path, options)


def _decrypt(path: Path, options: Namespace, clock: Clock) -> int:
    unlocking.unlock(path, options)
    if not options.yes and not _agreed("Afterwards anybody who has the file can read it.", WORD):
        return 0
    with _alone(path, clock):
        services.encryption.finish(services.encryption.decrypt_ready(path))
    say([f"In the clear: {path}", "Its backups stay encrypted; their passphrase opens them."])
    return 0


def _rekey(path: Path, options: Namespace, clock: Clock) -> int:
    seed = _seed(path, options)
    with _alone(path, clock):
        new = unlocking.new_passphrase(options.new_passphrase_file or "")
        count = services.encryption.change_passphrase(path, seed, new)
    say([f"The passphrase is changed, for the database and {counted(count, 'backup')}."])
    anew = command(path, "recovery-key", "--new")
    note(f"Copies elsewhere keep the old one. If somebody may know it, make a new key: {anew}")
    return 0


def _recovery_key(path: Path, options: Namespace, clock: Clock) -> int:
    if not options.new:
        seed = _seed(path, options)
        _hand_over(path, services.encryption.recovery_key_of(seed), options, clock)
        return 0
    old_seed = _seed(path, options)
    with _alone(path, clock):
        said = unlocking.new_passphrase(unlocking.passphrase_file(options), "Passphrase (the old one or a new one)")
        change = services.encryption.renew_ready(path, said)
        services.encryption.finish(change)
        say([f"Encrypted anew: {path}. The old recovery key opens it no more."])
        _hand_over(path, change.recovery_key, options, clock)
        behind = services.encryption.copies_under(path, keyfile.key_of(old_seed))
        failed = services.encryption.renew_copies(path, old_seed)
    return _tell_copies(len(behind), failed)


def _seed(path: Path, options: Namespace) -> bytes:
    """What the passphrase leads to. Raises what unlocking raises, ConflictError for a database in the clear."""
    if not cipher.is_encrypted(path):
        raise ConflictError(f"{path} is not encrypted.", next_step="To encrypt it: caseterm encrypt.")
    seed = unlocking.unlock(path, options)
    assert seed is not None
    return seed


def _hand_over(path: Path, key: str, options: Namespace, clock: Clock) -> None:
    """The recovery key, to the file she named or once to standard output."""
    text = services.encryption.sheet(path, key, clock)
    if options.output:
        target = services.encryption.save_sheet(Path(options.output).expanduser().absolute(), text)
        say([f"The recovery key is in {target}. Print it, then remove the file."])
    else:
        say(["", *text.splitlines()])


def _old_backups(path: Path, options: Namespace) -> int:
    """Backups in the clear: encrypted, removed or kept as the option says, else as she says."""
    plain = services.encryption.plain_copies(path)
    if not plain:
        return 0
    say([f"{counted(len(plain), 'backup')} made before can still be read by anybody who has the files."])
    wish = options.backups or _wish()
    if wish == "encrypt":
        return _tell_copies(len(plain), services.encryption.encrypt_copies(path, plain))
    if wish == "remove":
        left = services.encryption.remove_copies(plain)
        say([f"Removed: {len(plain) - len(left)}"])
        return NOT_ALL if left else 0
    note(f"They stay as they are. To encrypt them: {command(path, 'encrypt', '--backups', 'encrypt')}")
    return 0


def _wish() -> str:
    if not sys.stdin.isatty():
        return "keep"
    sys.stderr.write("e encrypts them (recommended), r removes them, enter leaves them: ")
    sys.stderr.flush()
    return {"e": "encrypt", "r": "remove"}.get(sys.stdin.readline().strip().casefold()[:1], "keep")


def _tell_copies(count: int, failed: list[Path]) -> int:
    say([f"Backups encrypted: {count - len(failed)}"] if count else [])
    for path in failed:
        note(f"Left as it was: {path}")
    return NOT_ALL if failed else 0


def _agreed(what: str, word: str) -> bool:
    """Whether the word was typed. Raises UsageError when there is nobody to ask."""
    if not sys.stdin.isatty():
        raise UsageError("Nothing was changed: nobody is there to say yes.", next_step="Add --yes.")
    sys.stderr.write(f"{what} Type {word} to do it: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() == word:
        return True
    note("Nothing was changed.")
    return False
