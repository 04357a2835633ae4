"""A migration killed before each of its statements: the next start has the old schema or the new one, whole.

Both ways: a new database being made, and a database of each released schema being brought up to date. Each statement
has its own process and its own death; where two deaths leave the same files (but for a journal's random number), the
start that follows is looked at once.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from caseterm.store.schema import HEAD, KNOWN, stored_version
from tests.store.released import released, unpacked
from tests.torture.forks import Forks
from tests.torture.outcome import Outcome
from tests.torture.record import Found, examine

NAMES = ("", *released())
"""Where a migration starts: from nothing, or from a schema that was released."""
SECTOR, PAGE = 512, 4096
"""Sizes in a rollback journal (SQLite's file format, section 3): of its header, and of the pages in it."""


@dataclass(frozen=True)
class Start:
    """What there is before the migration: a file to copy, or nothing; its schema; what must be there afterwards."""

    name: str
    file: Path | None
    schema: str | None
    wanted: Found


def killed(folder: Path, *, every: int = 1, only: str | None = None) -> Outcome:
    """Die before statement 1, 2, 3 ... (or every n-th of them) from each start, or one; then start again."""
    outcome = Outcome("migration killed at each statement")
    acts, answers = folder / "none.jsonl", folder / "none.answers"
    acts.write_bytes(b"")
    with Forks(folder) as forks:
        for name in NAMES if only is None else (only,):
            start = _start(folder, name)
            total = _statements(forks, folder, start, acts, answers)
            outcome.count(start.name, total)
            known: dict[str, list[str]] = {}
            for number in range(1, total + 1, every):
                path = _laid(folder / "dying", start)
                running = forks.start(path, acts, answers, die_at=number)
                running.go()
                code = running.ended()
                outcome.tried += 1
                wrong = [] if code == -9 else [f"it was to be killed and ended with {code}"]
                left = _left(path)
                if left not in known:
                    known[left] = _judged(path, start)
                outcome.note(f"{start.name}, statement {number}", wrong + known[left])
            outcome.count("different states left", len(known))
    outcome.remarks.append(f"schemas released: {', '.join(KNOWN)}")
    return outcome


def _start(folder: Path, schema: str) -> Start:
    """Nothing, or a file of a released schema; what it is once brought up to date in peace."""
    if not schema:
        return Start("statements for a new file", None, None, examine(folder / "whole.db"))
    file = unpacked(schema, folder / f"released-{schema}.db")
    peaceful = folder / f"peaceful-{schema}.db"
    shutil.copy(file, peaceful)
    return Start(f"from {schema}", file, schema, examine(peaceful))


def _laid(folder: Path, start: Start) -> Path:
    """The start in a folder of its own, with nothing left of the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    path = folder / "dying.db"
    if start.file is not None:
        shutil.copy(start.file, path)
    return path


def _left(path: Path) -> str:
    """A hash of every file that was left, with its name: what the next start finds."""
    digest = hashlib.sha256()
    for each in sorted(path.parent.rglob("*")):
        digest.update(f"{each.relative_to(path.parent)}\n".encode())
        if each.is_file() and each.name != "dying.db.lock":  # it names the process, which is dead
            data = each.read_bytes()
            digest.update(_without_nonce(data) if each.name.endswith("-journal") else data)
    return digest.hexdigest()


def _without_nonce(journal: bytes) -> bytes:
    """A rollback journal without its random number and the checksums made from it; as it is when one is not right."""
    if len(journal) < SECTOR:
        return journal
    nonce, record = int.from_bytes(journal[12:16]), PAGE + 8
    pages = []
    for start in range(SECTOR, len(journal), record):
        page, checksum = journal[start + 4 : start + 4 + PAGE], journal[start + 4 + PAGE : start + record]
        if (nonce + sum(page[PAGE - 200 : 0 : -200])) % 2**32 != int.from_bytes(checksum) or len(checksum) != 4:
            return journal
        pages.append(journal[start : start + 4 + PAGE])
    return b"".join([journal[:12], journal[16:SECTOR], *pages])


def _statements(forks: Forks, folder: Path, start: Start, acts: Path, answers: Path) -> int:
    running = forks.start(_laid(folder / "counted", start), acts, answers, die_at=0)
    running.go()
    assert running.ended() == 0, answers.with_suffix(".err").read_text()
    return answers.with_suffix(".err").read_bytes().count(b".")


def _judged(path: Path, start: Start) -> list[str]:
    version = stored_version(path)
    wrong = [] if version in (start.schema, HEAD) else [f"the schema was {version}, neither old nor new"]
    found = examine(path)
    wrong += found.faults
    if (found.content, found.labels) != (start.wanted.content, start.wanted.labels):
        wrong.append("the next start made another database")
    if start.schema is not None:
        saved = sorted((path.parent / "backups").glob("*.db"))
        wrong += [] if saved and stored_version(saved[0]) == start.schema else ["there is no backup from before"]
    return wrong
