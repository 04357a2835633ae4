"""`make torture`: everything that must not cost her a word, tried in full, and a table of what came of it.

    python -m tests.torture.run [--part NAME ...] [--share 0.1] [--seed N] [--processes N]

The share scales every number; 1 is the figures the program is held to. A part is cut into pieces, and those of all
parts run side by side, for many of them mostly wait. A part's lines are printed as soon as its last piece has ended.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn

from tests.torture.outcome import Outcome
from tests.torture.parts import PARTS, Part, Piece

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A folder in memory, where the system has one."""
SIDE_BY_SIDE = 2
"""Pieces for each processor: while one waits for a terminal or a disk, another computes."""
SHOWN = 12
"""Faults printed under the table for each line; the rest is counted."""


@dataclass
class Standing:
    """A part while its pieces run: what each of those that ended came to, and how long it took."""

    part: Part
    pieces: Sequence[Piece]
    found: dict[int, list[Any]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        return len(self.found) == len(self.pieces)

    def outcomes(self) -> list[Outcome]:
        """The lines of the table, from as many pieces as there are."""
        outcomes = self.part.together([one for number in sorted(self.found) for one in self.found[number]])
        for each in outcomes:
            each.remarks.append(f"{self.seconds / 60:.1f} min")
            if not self.whole:
                each.remarks.append(f"only {len(self.found)} of {len(self.pieces)} pieces")
        return outcomes


def heading() -> str:
    return f"{'what was done':38} {'times':>6} {'acts acknowledged':>18} {'wrong':>6}  remarks"


def rows(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Lines of the table, and under them what went wrong."""
    for each in outcomes:
        if each.skipped:
            yield f"{each.name:38} {'-':>6} {'-':>18} {'-':>6}  skipped: {each.skipped}"
        else:
            yield f"{each.name:38} {each.tried:>6,} {each.acknowledged:>18,} {len(each.wrong):>6}  {each.said}"
    for each in outcomes:
        yield from (f"  {each.name}: {line}" for line in each.wrong[:SHOWN])
        if len(each.wrong) > SHOWN:
            yield f"  {each.name}: ... and {len(each.wrong) - SHOWN} more"


def _worked(piece: Piece) -> tuple[list[Any], float]:
    """Do a piece in a folder of its own; what it came to and the seconds it took."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY if piece.in_memory else None) as folder:
        made = piece.work(Path(folder).resolve())
    return (made if isinstance(made, list) else [made]), time.monotonic() - started


def _said(part: Standing, name: str, started: float) -> None:
    sys.stderr.write(f"{(time.monotonic() - started) / 60:6.1f} min  {name}: {len(part.found)} of {len(part.pieces)}\n")


def _result(done: Future[tuple[list[Any], float]], words: str) -> tuple[list[Any], float]:
    """What a piece came to; one that broke off is a fault in itself."""
    try:
        return done.result()
    except Exception as problem:
        broken = Outcome("pieces that broke off", tried=1)
        broken.note(words, [f"{type(problem).__name__}: {str(problem)[:1500]}"])
        return [broken], 0.0


def run(names: Sequence[str], *, share: float, seed: int, processes: int) -> Iterator[tuple[str, list[Outcome]]]:
    """Run the parts side by side and give the outcomes of each as it ends, at an interruption of those under way."""
    started = time.monotonic()
    parts = {name: Standing(PARTS[name], PARTS[name].pieces(share, seed)) for name in names}
    waiting = [(name, number, piece) for name, one in parts.items() for number, piece in enumerate(one.pieces)]
    waiting.sort(key=lambda each: -each[2].weight)
    pool = ProcessPoolExecutor(processes, get_context("spawn"))
    try:
        asked = {pool.submit(_worked, piece): (name, number) for name, number, piece in waiting}
        for done in as_completed(asked):
            name, number = asked[done]
            one = parts[name]
            one.found[number], seconds = _result(done, f"{name}, piece {number}")
            one.seconds += seconds
            _said(one, name, started)
            if one.whole:
                yield name, parts.pop(name).outcomes()
    except KeyboardInterrupt:
        for name, one in parts.items():
            yield name, one.outcomes()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _printed(text: str) -> None:
    """On standard output at once, so that a run which is interrupted keeps what it found."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _interrupted(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> int:
    """Run the parts asked for; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--share", type=float, default=1.0, help="of the full numbers (default 1)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=SIDE_BY_SIDE * (os.cpu_count() or 1), help="side by side")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupted)
    started, wrong, tried = time.monotonic(), 0, 0
    _printed(heading())
    for _, outcomes in run(asked.part or list(PARTS), share=asked.share, seed=asked.seed, processes=asked.processes):
        _printed("\n".join(rows(outcomes)))
        wrong += sum(len(each.wrong) for each in outcomes)
        tried += sum(each.tried for each in outcomes)
    _printed(f"{'in all':38} {tried:>6,} {'':>18} {wrong:>6}  {(time.monotonic() - started) / 60:.0f} min")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
