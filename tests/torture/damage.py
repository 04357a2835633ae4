"""Damaged files: every command says so in words, in time, and what it still tells is right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture.forks import Forks
from tests.torture.outcome import Outcome
from tests.torture.record import opened, perform

IN_WORDS = frozenset({0, 65, 66, 73, 74, 75, 76, 77, 78})
HANG = 10.0


@dataclass(frozen=True)
class Damage:
    """A damaged file: what was done to it, and its bytes; `journal` lies beside it."""

    words: str
    data: bytes
    journal: bytes | None = None


def damages(whole: bytes, chance: Random, *, flips: int, cuts: int) -> Iterator[Damage]:
    """Single bits turned, files cut short, pages lost, and files that are something else."""
    for _ in range(flips):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        data = bytearray(whole)
        data[place] ^= 1 << bit
        yield Damage(f"bit {bit} of byte {place} turned", bytes(data))
    for _ in range(cuts):
        length = chance.choice((chance.randrange(len(whole)), chance.randrange(len(whole) // 4096) * 4096))
        yield Damage(f"cut to {length} bytes", whole[:length])
    for _ in range(cuts):
        page = chance.randrange(len(whole) // 4096) * 4096
        filling = chance.choice((bytes(4096), chance.randbytes(4096), whole[:4096]))
        yield Damage(f"page at {page} overwritten", whole[:page] + filling + whole[page + 4096 :])
    yield Damage("one byte", b"\0")
    yield Damage("a header only", whole[:100])
    yield Damage("text", b"Name,Phone\n" * 900)
    yield Damage("noise", chance.randbytes(50_000))
    yield Damage("a foreign journal beside it", whole, chance.randbytes(9000))
    yield Damage("an empty journal beside it", whole, b"")


def damaged(folder: Path, *, seed: int, flips: int, cuts: int) -> Outcome:
    """Check, list and write on each damaged file."""
    outcome = Outcome("damaged files")
    source = folder / "whole-sample.db"
    with opened(source) as db:
        assert perform(db, {"act": "load_sample", "cases": 4})["ok"]
    whole, truth = source.read_bytes(), _told(source)
    named = harmless = 0
    path = folder / "damaged.db"
    with Forks(folder) as forks:
        for damage in damages(whole, Random(seed), flips=flips, cuts=cuts):
            for each in folder.glob("damaged.db*"):
                each.unlink()
            path.write_bytes(damage.data)
            path.chmod(0o600)
            if damage.journal is not None:
                path.with_name("damaged.db-journal").write_bytes(damage.journal)
            outcome.tried += 1
            check = _ran(forks, folder, outcome, damage, "check", "--json")
            if check != 0:
                named += 1
            elif _told(path) == truth:
                harmless += 1
            else:
                outcome.note(damage.words, ["what is read has changed and check does not name it"])
            for command in (["dump", "--json"], ["cases", "--view", "all"], ["batch"]):
                _ran(forks, folder, outcome, damage, *command)
    outcome.count("named by check", named)
    outcome.count("changed nothing that is read", harmless)
    return outcome


def _ran(forks: Forks, folder: Path, outcome: Outcome, damage: Damage, *command: str) -> int:
    """Run a command on the damaged file; what is wrong with how it ended is noted."""
    acts, answers = folder / "one.jsonl", folder / "damaged.answers"
    acts.write_text(json.dumps({"act": "add_task", "title": "one"}) + "\n")
    running = forks.start(folder / "damaged.db", acts, answers, command=list(command))
    running.go()
    code = running.ended(within=HANG)
    errors = answers.with_suffix(".err").read_text(errors="replace")
    wrong = [f"{command[0]} hangs"] if code == -9 else []
    wrong += [f"{command[0]} ended with {code}: {errors.strip()[:160]}"] if code not in (*IN_WORDS, -9) else []
    wrong += [f"{command[0]} shows a traceback"] if "Traceback" in errors else []
    outcome.note(damage.words, wrong)
    return code


def _told(path: Path) -> object:
    """Everything a reader of the file is told, by plain SQL; None when it cannot be read."""
    connection = sqlite3.connect(path)
    try:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if name not in ("caselist", "casetext")
        ]
        return [connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in tables]
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()
