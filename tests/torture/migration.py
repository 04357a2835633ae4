"""A migration killed before each of its statements: the next start has the old schema or the new one, whole."""

from __future__ import annotations

from pathlib import Path

from caseterm.store.schema import KNOWN
from tests.torture.forks import Forks
from tests.torture.outcome import Outcome
from tests.torture.record import content, examine, opened


def killed(folder: Path, *, every: int = 1) -> Outcome:
    """Make a database and die before statement 1, 2, 3 ... (or every n-th of them); then start again."""
    outcome = Outcome("migration killed at each statement")
    with opened(folder / "whole.db") as db:
        wanted = content(db)
    acts, answers = folder / "none.jsonl", folder / "none.answers"
    acts.write_bytes(b"")
    with Forks(folder) as forks:
        total = _statements(forks, folder, acts, answers)
        for number in range(1, total + 1, every):
            path = folder / "dying.db"
            for each in folder.glob("dying.db*"):
                each.unlink()
            running = forks.start(path, acts, answers, die_at=number)
            running.go()
            code = running.ended()
            outcome.tried += 1
            outcome.note(f"statement {number}", _judged(path, code, wanted))
    outcome.remarks.append(f"{total} statements; schemas released: {', '.join(KNOWN)}")
    return outcome


def _statements(forks: Forks, folder: Path, acts: Path, answers: Path) -> int:
    running = forks.start(folder / "counted.db", acts, answers, die_at=0)
    running.go()
    assert running.ended() == 0
    return answers.with_suffix(".err").read_bytes().count(b".")


def _judged(path: Path, code: int, wanted: str) -> list[str]:
    if code != -9:
        return [f"it was to be killed and ended with {code}"]
    found = examine(path)
    wrong = list(found.faults)
    return wrong + (["the next start made another database"] if found.content != wanted or found.labels else [])
