"""`make torture`: everything that must not cost her a word, tried in full, and a table of what came of it.

    python -m tests.torture.run [--part NAME ...] [--share 0.1] [--seed N]

The share scales every number; 1 is the figures the program is held to.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.torture import (
    damage,
    faulting,
    hostile_fields,
    hostile_files,
    hostile_outputs,
    hostile_screens,
    kills,
    migration,
    nasty,
    power,
    screens,
    sealing,
    syscalls,
    undoing,
)
from tests.torture.outcome import Outcome
from tests.torture.record import written

Part = Callable[[Path, float, int], list[Outcome]]
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A folder in memory, where the system has one."""
SHOWN = 12
"""Faults printed under the table for each line; the rest is counted."""


def _batch(folder: Path, share: float, seed: int) -> list[Outcome]:
    script = written(folder, seed=seed, length=400)
    number = _of(200, share)
    return [kills.random_kills(folder, script, seed=seed, kills=number, acts_each=70, creation=_of(20, share))]


def _screens(folder: Path, share: float, seed: int) -> list[Outcome]:
    return [screens.killed(folder, seed=seed, kills=_of(100, share), acts_each=9)]


def _calls(folder: Path, share: float, seed: int) -> list[Outcome]:
    return syscalls.injected(folder, kills=_of(220, share), errors=_of(90, share))


def _power(folder: Path, share: float, seed: int) -> list[Outcome]:
    script = written(folder, seed=seed, length=60)
    return [power.cuts(folder, script, seed=seed, count=_of(1000, share))]


def _migration(folder: Path, share: float, seed: int) -> list[Outcome]:
    return [migration.killed(folder, every=max(1, round(1 / share)))]


def _damage(folder: Path, share: float, seed: int) -> list[Outcome]:
    return [damage.damaged(folder, seed=seed, flips=_of(480, share), cuts=_of(90, share))]


def _sealing(folder: Path, share: float, seed: int) -> list[Outcome]:
    script = written(folder, seed=seed, length=200)
    return [
        sealing.killed(folder, every=max(1, round(1 / share))),
        sealing.turned(folder, seed=seed, flips=_of(300, share)),
        sealing.batch_killed(folder, script, seed=seed, kills=_of(60, share), acts_each=40),
    ]


def _undo(folder: Path, share: float, seed: int) -> list[Outcome]:
    outcome = Outcome("acts undone and redone at random")
    wanted, number = _of(10_000, share), 0
    while outcome.tried < wanted and not outcome.wrong:
        steps, wrong = undoing.wander(folder, seed=seed + number, acts=40, steps=min(600, wanted - outcome.tried))
        outcome.tried += steps
        outcome.note(f"seed {seed + number}", wrong)
        number += 1
    outcome.remarks.append(f"{number} sequences")
    return [outcome]


def _hostile(folder: Path, share: float, _seed: int) -> list[Outcome]:
    texts = nasty.nasty()[:: max(1, round(1 / share))]
    processes = os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY) as fast:  # nothing here is about the disk
        fields = hostile_fields.every_field(Path(fast), texts, codes=nasty.core(2), processes=processes)
        drawn = hostile_screens.every_screen(Path(fast), texts, processes=processes)
    return [
        fields,
        drawn,
        hostile_outputs.every_output(folder, texts),
        hostile_files.hostile_files(folder),
    ]


def _faults(folder: Path, _share: float, _seed: int) -> list[Outcome]:
    return faulting.injected(folder)


PARTS: dict[str, Part] = {
    "batch": _batch,
    "screens": _screens,
    "calls": _calls,
    "power": _power,
    "migration": _migration,
    "damage": _damage,
    "sealing": _sealing,
    "undo": _undo,
    "hostile": _hostile,
    "faults": _faults,
}


def _of(number: int, share: float) -> int:
    return max(1, round(number * share))


def table(outcomes: list[Outcome]) -> Iterator[str]:
    """The table, and under it what went wrong."""
    yield f"{'what was done':38} {'times':>6} {'acts acknowledged':>18} {'wrong':>6}  remarks"
    for each in outcomes:
        if each.skipped:
            yield f"{each.name:38} {'-':>6} {'-':>18} {'-':>6}  skipped: {each.skipped}"
        else:
            remarks = "; ".join(filter(None, each.remarks))
            yield f"{each.name:38} {each.tried:>6,} {each.acknowledged:>18,} {len(each.wrong):>6}  {remarks}"
    for each in outcomes:
        yield from (f"  {each.name}: {line}" for line in each.wrong[:SHOWN])
        if len(each.wrong) > SHOWN:
            yield f"  {each.name}: ... and {len(each.wrong) - SHOWN} more"


def main() -> int:
    """Run the parts asked for; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--share", type=float, default=1.0, help="of the full numbers (default 1)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    outcomes: list[Outcome] = []
    for name in asked.part or PARTS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            done = PARTS[name](Path(folder).resolve(), asked.share, asked.seed)
        for each in done:
            each.remarks.append(f"{time.monotonic() - started:.0f} s")
        outcomes += done
        sys.stderr.write(f"{name}: done\n")
    sys.stdout.write("\n".join(table(outcomes)) + "\n")
    return int(any(each.wrong for each in outcomes))


if __name__ == "__main__":
    sys.exit(main())
