"""The parts of `make torture` and the pieces each is cut into, so that pieces of all parts can run side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

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
from tests.torture.outcome import Outcome, together
from tests.torture.record import written

TEXTS_IN_A_PIECE = 36
"""Hostile texts that one piece puts into the fields."""
OUTPUTS_IN_A_PIECE = 210


@dataclass(frozen=True)
class Piece:
    """Work that takes a folder of its own and gives what it came to; the heaviest pieces begin first.

    `in_memory`: the folder may lie in memory, for nothing here is about how the disk behaves.
    """

    work: Callable[[Path], Any]
    weight: int = 1
    in_memory: bool = True


@dataclass(frozen=True)
class Part:
    """How a part is cut (by share and seed), and how what its pieces found is put together."""

    pieces: Callable[[float, int], list[Piece]]
    together: Callable[[list[Any]], list[Outcome]] = together


def _of(number: int, share: float) -> int:
    return max(1, round(number * share))


def _halves(number: int, share: float) -> list[int]:
    """The number of times, in two halves when it is large enough."""
    whole = _of(number, share)
    return [whole // 2, whole - whole // 2] if whole > 20 else [whole]


def _every(share: float) -> int:
    return max(1, round(1 / share))


def _batch(share: float, seed: int) -> list[Piece]:
    return [Piece(partial(_batch_killed, number, _of(10, share), seed + half), 5, in_memory=False)
            for half, number in enumerate(_halves(200, share))]  # fmt: skip


def _batch_killed(number: int, creation: int, seed: int, folder: Path) -> Outcome:
    script = written(folder, seed=seed, length=250)
    return kills.random_kills(folder, script, seed=seed, kills=number, acts_each=70, creation=creation)


def _screens(share: float, seed: int) -> list[Piece]:
    return [Piece(partial(screens.killed, seed=seed + half, kills=number, acts_each=9), 6, in_memory=False)
            for half, number in enumerate(_halves(100, share))]  # fmt: skip


def _calls(share: float, _seed: int) -> list[Piece]:
    number, bad = _of(220, share), _of(90, share)
    return [Piece(partial(syscalls.injected, kills=number, errors=bad, slice_of=(each, 2)), 5, in_memory=False)
            for each in range(2)]  # fmt: skip


def _power(share: float, seed: int) -> list[Piece]:
    return [Piece(partial(_cut, number, seed + half), 4) for half, number in enumerate(_halves(1000, share))]


def _cut(number: int, seed: int, folder: Path) -> Outcome:
    return power.cuts(folder, written(folder, seed=seed, length=60), seed=seed, count=number)


def _migration(share: float, _seed: int) -> list[Piece]:
    return [Piece(partial(migration.killed, every=_every(share), only=name), 6) for name in migration.NAMES]


def _damage(share: float, seed: int) -> list[Piece]:
    turned, cut = _halves(480, share), _halves(90, share)
    return [Piece(partial(damage.damaged, seed=seed + half, flips=number, cuts=cut[min(half, len(cut) - 1)]), 5)
            for half, number in enumerate(turned)]  # fmt: skip


def _sealing(share: float, seed: int) -> list[Piece]:
    lines = [Piece(partial(sealing.killed, every=_every(share), changes=[name]), 3) for name in sealing.CHANGES]
    flips = Piece(partial(sealing.turned, seed=seed, flips=_of(300, share)), 3)
    return [*lines, flips, Piece(partial(_sealed_killed, _of(60, share), seed), 4, in_memory=False)]


def _sealed_killed(number: int, seed: int, folder: Path) -> Outcome:
    script = written(folder, seed=seed, length=120)
    return sealing.batch_killed(folder, script, seed=seed, kills=number, acts_each=40)


def _undo(share: float, seed: int) -> list[Piece]:
    quarter = _of(2500, share)
    return [Piece(partial(_wandered, quarter, seed + 1000 * each), 4) for each in range(4)]


def _wandered(wanted: int, seed: int, folder: Path) -> Outcome:
    outcome, number = Outcome("acts undone and redone at random"), 0
    while outcome.tried < wanted and not outcome.wrong:
        steps, wrong = undoing.wander(folder, seed=seed + number, acts=40, steps=min(600, wanted - outcome.tried))
        outcome.tried += steps
        outcome.note(f"seed {seed + number}", wrong)
        number += 1
    outcome.count("sequences", number)
    return outcome


def _texts(share: float) -> list[nasty.Nasty]:
    return nasty.nasty()[:: _every(share)]


def _cut_up(texts: Sequence[nasty.Nasty], each: int) -> Iterable[Sequence[nasty.Nasty]]:
    return [texts[start : start + each] for start in range(0, len(texts), each)]


def _fields(share: float, _seed: int) -> list[Piece]:
    codes = frozenset(one.name for one in nasty.core(2))
    return [Piece(partial(hostile_fields.every_field, texts=some, codes=codes), 2)
            for some in _cut_up(_texts(share), TEXTS_IN_A_PIECE)]  # fmt: skip


def _drawn(share: float, _seed: int) -> list[Piece]:
    return [Piece(partial(hostile_screens.walked, task), 9) for task in hostile_screens.tasks(_texts(share))]


def _outputs(share: float, _seed: int) -> list[Piece]:
    return [Piece(partial(hostile_outputs.every_output, texts=some), 4)
            for some in _cut_up(_texts(share), OUTPUTS_IN_A_PIECE)]  # fmt: skip


def _files(_share: float, _seed: int) -> list[Piece]:
    return [Piece(partial(_brought_in, start), 5) for start in range(3)]


def _brought_in(start: int, folder: Path) -> Outcome:
    last = start == 2
    return hostile_files.hostile_files(folder, made=hostile_files.MADE[start::3], large=last, templates=last)


def _faults(_share: float, _seed: int) -> list[Piece]:
    return [Piece(faulting.injected, 5, in_memory=False)]


PARTS = {
    "batch": Part(_batch),
    "screens": Part(_screens),
    "calls": Part(_calls),
    "power": Part(_power),
    "migration": Part(_migration),
    "damage": Part(_damage),
    "sealing": Part(_sealing),
    "undo": Part(_undo),
    "fields": Part(_fields),
    "drawn": Part(_drawn, hostile_screens.judged),
    "outputs": Part(_outputs),
    "files": Part(_files),
    "faults": Part(_faults),
}
