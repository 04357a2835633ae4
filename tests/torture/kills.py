"""`caseterm batch` killed by SIGKILL at any moment: what was answered is there, nothing is half done."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.torture.forks import Forks, answers_in
from tests.torture.outcome import Outcome
from tests.torture.record import Script, examine, judged

NEVER_ACKNOWLEDGED = 20.0


def random_kills(
    folder: Path,
    script: Script,
    *,
    seed: int,
    kills: int,
    acts_each: int,
    creation: int = 0,
    prepare: Callable[[Path], None] | None = None,
    **environment: str,
) -> Outcome:
    """Kill, look, go on with the same database, until the script ends; then again from nothing.

    The first `creation` kills come while the database is being made; `prepare` makes it beforehand instead.
    """
    outcome = Outcome("random SIGKILL of batch")
    chance = Random(seed)
    hot = number = 0
    path, place = folder / "killed-0.db", 0
    with Forks(folder, **environment) as forks:
        if prepare is not None:
            prepare(path)
        for number in range(kills):
            if place >= len(script.acts) - acts_each or number <= creation:
                path, place = folder / f"killed-{number}.db", 0
                if prepare is not None and not path.exists():
                    prepare(path)
            acknowledged = _one(forks, folder, path, script.lines(place), chance, 0 if number < creation else acts_each)
            hot += path.with_name(path.name + "-journal").exists()
            outcome.acknowledged += acknowledged
            found = examine(path)
            outcome.note(f"kill {number} at act {place}", judged(found, script, place + acknowledged))
            if outcome.wrong:
                break
            place = len(found.labels)
    outcome.tried = number + 1
    outcome.count("reopened with a hot journal", hot)
    return outcome


def _one(forks: Forks, folder: Path, path: Path, lines: bytes, chance: Random, most: int) -> int:
    """Start, let it do some acts (none: a moment of making the file), kill; how many acts it answered."""
    acts, answers = folder / "acts.jsonl", folder / "answers.jsonl"
    acts.write_bytes(lines)
    answers.unlink(missing_ok=True)
    running = forks.start(path, acts, answers)
    wanted = chance.randint(1, most) if most else 0
    running.go()
    give_up = time.monotonic() + NEVER_ACKNOWLEDGED
    while wanted and time.monotonic() < give_up:
        if answers.exists() and answers.read_bytes().count(b"\n") >= wanted:
            break
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.012 if wanted else 0.25))
    os.kill(running.pid, signal.SIGKILL)
    running.ended()
    return sum(answer["ok"] for answer in answers_in(answers))
