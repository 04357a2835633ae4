"""Encryption tried hard: killed at each line of a change of it, and an encrypted file with a bit turned anywhere."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from caseterm.errors import CaseTermError
from caseterm.services import checking, encryption
from caseterm.store import cipher, keyfile
from caseterm.store.faults import storage_errors
from tests.torture.kills import random_kills
from tests.torture.outcome import Outcome
from tests.torture.record import Script, content, faults, opened, perform

SAID, OTHER = "blue lamp river onion", "seven quiet brown owls"
WATCHED = (
    "store/encrypting.py",
    "store/keyfile.py",
    "store/converting.py",
    "store/backup.py",
    "services/encryption.py",
)
TIMES = 2
"""A line of a loop counts the first times it runs."""
CHEAP = (1 << 4, 8, 1)
"""scrypt's cost here: what is tried is not how slow it is."""


@contextmanager
def cheap_keys() -> Iterator[None]:
    """Derive keys quickly for a while, and forget them afterwards."""
    usual = keyfile.COST
    keyfile.COST = CHEAP
    try:
        yield
    finally:
        keyfile.COST = usual
        cipher.forget_keys()


def _encrypt(path: Path) -> None:
    encryption.finish(encryption.encrypt_ready(path, SAID))


def _decrypt(path: Path) -> None:
    keyfile.unlock(path, SAID)
    encryption.finish(encryption.decrypt_ready(path))


def _renew(path: Path) -> None:
    keyfile.unlock(path, SAID)
    encryption.finish(encryption.renew_ready(path, SAID))


def _rekey(path: Path) -> None:
    encryption.change_passphrase(path, keyfile.unlock(path, SAID), OTHER)


def _copies(path: Path) -> None:
    keyfile.unlock(path, SAID)
    encryption.encrypt_copies(path, encryption.plain_copies(path))


CHANGES: dict[str, Callable[[Path], None]] = {
    "encrypt": _encrypt,
    "decrypt": _decrypt,
    "renew": _renew,
    "rekey": _rekey,
    "copies": _copies,
}


def killed(folder: Path, *, every: int = 1, changes: Sequence[str] = ()) -> Outcome:
    """Each change killed before each line of caseterm's that it runs (or every n-th): old or new, never neither."""
    outcome = Outcome("encryption changed, killed at each line")
    with cheap_keys():
        plain, sealed = _sources(folder)
        with opened(plain) as db:
            wanted = content(db)
        for name in changes or CHANGES:
            change = CHANGES[name]
            source = plain if name == "encrypt" else sealed
            total = 0
            number = 1
            while True:
                path = _laid_out(folder, source, with_plain_backup=name == "copies")
                code = _forked(change, path, number)
                outcome.tried += 1
                outcome.note(f"{name}, line {number}", _judged(path, wanted))
                if code == 0:
                    break
                total = number
                number += every
            outcome.count(f"lines of {name}", total)
    return outcome


def _sources(folder: Path) -> tuple[Path, Path]:
    """A database with something in it, and the same one encrypted."""
    plain, sealed = folder / "source-plain.db", folder / "source-sealed.db"
    with opened(plain) as db:
        assert perform(db, {"act": "load_sample", "cases": 2})["ok"]
    shutil.copy(plain, sealed)
    _encrypt(sealed)
    cipher.forget_keys()
    return plain, sealed


def _laid_out(folder: Path, source: Path, *, with_plain_backup: bool) -> Path:
    """A fresh folder with a copy of a source."""
    here = folder / "dying"
    shutil.rmtree(here, ignore_errors=True)
    (here / "backups").mkdir(parents=True)
    path = here / "cases.db"
    shutil.copy(source, path)
    if keyfile.path_of(source).exists():
        shutil.copy(keyfile.path_of(source), keyfile.path_of(path))
    if with_plain_backup:
        shutil.copy(folder / "source-plain.db", here / "backups" / "cases-000001-20261121-094100-by-hand.db")
    return path


def _forked(change: Callable[[Path], None], path: Path, number: int) -> int:
    """Do a change in a process of its own that dies before its n-th line; 0 when it came to its end."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            sys.settrace(_dies_at(number))
            change(path)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _dies_at(number: int) -> Any:
    left, seen = [number], Counter[tuple[str, int]]()

    def line(frame: FrameType, event: str, _argument: Any) -> Any:
        place = (frame.f_code.co_filename, frame.f_lineno)
        seen[place] += event == "line"
        if event == "line" and seen[place] <= TIMES:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
        return line

    def call(frame: FrameType, _event: str, _argument: Any) -> Any:
        return line if frame.f_code.co_filename.endswith(WATCHED) else None

    return call


def _judged(path: Path, wanted: str) -> list[str]:
    """What is wrong after a kill: the next start opens it by a passphrase that was said, with everything in it."""
    cipher.forget_keys()
    wrong: list[str] = []
    databases = [path, *sorted((path.parent / "backups").glob("*.db"))]
    for each in databases:
        if cipher.is_encrypted(each) and not any(_opens(each, said) for said in (SAID, OTHER)):
            wrong.append(f"{each.name}: no passphrase opens it")
            continue
        with opened(each) as db:
            wrong += [f"{each.name}: the content is another"] if content(db) != wanted else []
            wrong += [f"{each.name}: {fault}" for fault in faults(db)]
    left = [each.name for each in path.parent.iterdir() if ".restore-" in each.name]
    return wrong + [f"left lying: {name}" for name in left]


def _opens(path: Path, said: str) -> bool:
    try:
        keyfile.unlock(path, said)
    except CaseTermError:
        return False
    return True


def batch_killed(folder: Path, script: Script, *, seed: int, kills: int, acts_each: int) -> Outcome:
    """`caseterm batch` killed at random, as `kills.random_kills` does, on an encrypted database."""
    said = folder / "passphrase"
    said.write_text(SAID + "\n")
    said.chmod(0o600)

    def sealed(path: Path) -> None:
        opened(path).close()
        _encrypt(path)

    with cheap_keys():
        outcome = random_kills(
            folder,
            script,
            seed=seed,
            kills=kills,
            acts_each=acts_each,
            prepare=sealed,
            CASETERM_PASSPHRASE_FILE=str(said),
        )
    outcome.name = "SIGKILL of batch, encrypted"
    return outcome


def turned(folder: Path, *, seed: int, flips: int) -> Outcome:
    """Single bits of an encrypted file turned: each is named by `check`, and nothing wrong is ever read from it."""
    outcome = Outcome("encrypted file, a bit turned")
    chance = Random(seed)
    path = folder / "turned.db"
    with cheap_keys():
        with opened(path) as db:
            assert perform(db, {"act": "load_sample", "cases": 2})["ok"]
            wanted = content(db)
        _encrypt(path)
        whole = path.read_bytes()
        clock = opened(path).clock
        (folder / "turned.db.lock").unlink(missing_ok=True)
        readable = 0
        for _ in range(flips):
            place, bit = chance.randrange(len(whole)), chance.randrange(8)
            data = bytearray(whole)
            data[place] ^= 1 << bit
            path.write_bytes(data)
            outcome.tried += 1
            where = f"bit {bit} of byte {place}"
            if all(finding.state != "broken" for finding in checking.look(path, clock)):
                outcome.note(where, ["check does not name it"])
            told = _told(path)
            readable += told == wanted
            outcome.note(where, ["what is read is wrong and nobody says so"] if told not in (None, wanted) else [])
    outcome.count("read whole past the damage", readable)
    return outcome


def _told(path: Path) -> str | None:
    """What a reader is told; None when it is refused in words."""
    try:
        with opened(path) as db, storage_errors(path):
            return content(db)
    except CaseTermError:
        return None
