"""Power cuts, simulated on what the product really asked the disk to do.

One run of `caseterm batch` is recorded by strace: each write, truncation, sync, deletion and answer. The record is cut
at random places, and a disk is made of it as hostile as disks may be: of what was not synced any 512-byte sector is
there or not, a deletion not followed by a sync may be undone, a file never synced may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture.forks import Forks
from tests.torture.outcome import Outcome, no_strace
from tests.torture.record import Script, examine, judged
from tests.torture.syscalls import attach, detach

SECTOR = 512
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)")
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")


@dataclass(frozen=True)
class Step:
    """One thing asked of the disk: open, write, truncate, sync, delete; or an answer given to the script."""

    kind: str
    name: str = ""
    at: int = 0
    data: bytes = b""


def recorded(folder: Path, script: Script) -> list[Step]:
    """Every step of one run that makes a database and does the whole script."""
    path, acts, log = folder / "x.db", folder / "power.jsonl", folder / "power.log"
    acts.write_bytes(script.lines())
    trace = "trace=openat,pwrite64,write,ftruncate,fdatasync,fsync,unlink"
    with Forks(folder) as forks:
        running = forks.start(path, acts, folder / "power.answers")
        tracer = attach(running, ["-xx", "-s", "200000", "-y", "-e", trace, "-o", str(log)])
        running.go()
        assert running.ended() == 0
        detach(tracer)
    with log.open(encoding="ascii") as lines:
        return [step for line in lines if (step := _step(line, folder)) is not None]


def _step(line: str, folder: Path) -> Step | None:
    found = _CALL.match(line)
    if found is None or int(found[3]) < 0:
        return None
    call, arguments = found[1], found[2]
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _HEX.findall(arguments)]
    place = Path(texts[1 if call == "openat" else 0].decode())
    if call == "write" and place.name == "power.answers":
        return Step("answer", data=texts[1])
    if call in ("fdatasync", "fsync") and place == folder:
        return Step("sync", "")
    if place.parent != folder or place.name not in ("x.db", "x.db-journal"):
        return None
    numbers = [int(text) for text in re.findall(r", (\d+)", arguments)]
    match call:
        case "openat":
            return Step("open", place.name) if "O_CREAT" in arguments else None
        case "pwrite64":
            return Step("write", place.name, numbers[-1], texts[1])
        case "ftruncate":
            return Step("truncate", place.name, numbers[-1])
        case "unlink":
            return Step("delete", place.name)
        case "fdatasync" | "fsync":
            return Step("sync", place.name)
    return None


class Disk:
    """What is in the files, what of it is durable, and what may come back."""

    def __init__(self) -> None:
        self.live: dict[str, bytearray] = {}
        self.durable: dict[str, bytes] = {}
        self.pending: dict[str, list[Step]] = {}
        self.undeletable: dict[str, bytes] = {}
        self.answers = 0

    def do(self, step: Step) -> None:
        name = step.name
        match step.kind:
            case "answer":
                self.answers += step.data.count(b"\n")
            case "open":
                if name not in self.live:
                    self.live[name], self.pending[name] = bytearray(), []
            case "write" | "truncate":
                _apply(self.live[name], step)
                self.pending[name].append(step)
            case "sync":
                if name:
                    self.durable[name], self.pending[name] = bytes(self.live[name]), []
                self.undeletable.clear()
            case "delete":
                if name in self.durable:
                    self.undeletable[name] = self.durable.pop(name)
                self.live.pop(name, None)
                self.pending.pop(name, None)

    def after_the_cut(self, chance: Random) -> dict[str, bytes]:
        """The files as they may be found."""
        files: dict[str, bytes] = {}
        for name in self.live:
            if name not in self.durable and name != "x.db" and chance.random() < 0.5:
                continue
            content = bytearray(self.durable.get(name, b""))
            for step in self.pending[name]:
                if step.kind == "truncate":
                    if chance.random() < 0.5:
                        _apply(content, step)
                    continue
                for start in range(0, len(step.data), SECTOR):
                    if chance.random() < 0.5:
                        _apply(content, Step("write", name, step.at + start, step.data[start : start + SECTOR]))
            files[name] = bytes(content)
        for name, old in self.undeletable.items():
            if name not in self.live and chance.random() < 0.5:
                files[name] = old
        return files


def _apply(content: bytearray, step: Step) -> None:
    if step.kind == "truncate":
        del content[step.at :]
        return
    end = step.at + len(step.data)
    if len(content) < end:
        content.extend(b"\0" * (end - len(content)))
    content[step.at : end] = step.data


def cuts(folder: Path, script: Script, *, seed: int, count: int, steps: Sequence[Step] = ()) -> Outcome:
    """Cut the power so many times: anywhere, and often right after an answer. `steps`: those of a run of the script."""
    outcome = Outcome("simulated power cuts", skipped=no_strace())
    if outcome.skipped:
        return outcome
    chance = Random(seed)
    steps = steps or recorded(folder, script)
    answered = [place + 1 for place, step in enumerate(steps) if step.kind == "answer"]
    places = sorted(
        chance.choice(answered) if chance.random() < 0.4 else chance.randint(1, len(steps)) for _ in range(count)
    )
    disk, done, hot = Disk(), 0, 0
    for number, place in enumerate(places):
        for step in steps[done:place]:
            disk.do(step)
        done = place
        target = folder / "cut"
        target.mkdir(mode=0o700, exist_ok=True)
        for each in target.iterdir():
            each.unlink()
        files = disk.after_the_cut(chance)
        for name, data in files.items():
            (target / name).write_bytes(data)
            (target / name).chmod(0o600)
        hot += len(files) > 1
        outcome.acknowledged += disk.answers
        outcome.note(f"cut {number} at step {place}", judged(examine(target / "x.db"), script, disk.answers))
    outcome.tried = count
    outcome.count("steps", len(steps))
    outcome.count("acts", len(script.acts))
    outcome.count("cuts left a journal", hot)
    return outcome
