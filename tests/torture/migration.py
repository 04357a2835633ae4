"""A migration killed before each of its statements: the next start has the old schema or the new one, whole.

Both ways: a new database being made, and a database of each released schema being brought up to date.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from caseterm.store.schema import HEAD, KNOWN, stored_version
from tests.store.released import released, unpacked
from tests.torture.forks import Forks
from tests.torture.outcome import Outcome
from tests.torture.record import Found, examine


@dataclass(frozen=True)
class Start:
    """What there is before the migration: a file to copy, or nothing; its schema; what must be there afterwards."""

    name: str
    file: Path | None
    schema: str | None
    wanted: Found


def killed(folder: Path, *, every: int = 1) -> Outcome:
    """Die before statement 1, 2, 3 ... (or every n-th of them) from each start; then start again."""
    outcome = Outcome("migration killed at each statement")
    acts, answers = folder / "none.jsonl", folder / "none.answers"
    acts.write_bytes(b"")
    counted = []
    with Forks(folder) as forks:
        for start in _starts(folder):
            total = _statements(forks, folder, start, acts, answers)
            counted.append(f"{total} {start.name}")
            for number in range(1, total + 1, every):
                path = _laid(folder / "dying", start)
                running = forks.start(path, acts, answers, die_at=number)
                running.go()
                code = running.ended()
                outcome.tried += 1
                outcome.note(f"{start.name}, statement {number}", _judged(path, code, start))
    outcome.remarks.append(f"statements: {', '.join(counted)}; schemas released: {', '.join(KNOWN)}")
    return outcome


def _starts(folder: Path) -> list[Start]:
    """Nothing, and a file of each released schema; what they are once brought up to date in peace."""
    starts = [Start("for a new file", None, None, examine(folder / "whole.db"))]
    for schema in released():
        file = unpacked(schema, folder / f"released-{schema}.db")
        peaceful = folder / f"peaceful-{schema}.db"
        shutil.copy(file, peaceful)
        starts.append(Start(f"from {schema}", file, schema, examine(peaceful)))
    return starts


def _laid(folder: Path, start: Start) -> Path:
    """The start in a folder of its own, with nothing left of the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    path = folder / "dying.db"
    if start.file is not None:
        shutil.copy(start.file, path)
    return path


def _statements(forks: Forks, folder: Path, start: Start, acts: Path, answers: Path) -> int:
    running = forks.start(_laid(folder / "counted", start), acts, answers, die_at=0)
    running.go()
    assert running.ended() == 0, answers.with_suffix(".err").read_text()
    return answers.with_suffix(".err").read_bytes().count(b".")


def _judged(path: Path, code: int, start: Start) -> list[str]:
    if code != -9:
        return [f"it was to be killed and ended with {code}"]
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
