"""Death, a full disk and a failing disk at exact system calls, by strace's injection."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.torture.forks import Forks, Running, answers_in
from tests.torture.outcome import Outcome, no_strace
from tests.torture.record import content, examine, faults, opened, perform

CALLS = ("pwrite64", "write", "fdatasync", "unlink", "openat", "ftruncate", "fsync")


@dataclass(frozen=True)
class Fault:
    """`what` as strace injects it: signal=KILL, error=ENOSPC, error=EIO; at the n-th call, or from then on."""

    call: str
    what: str
    when: str

    @property
    def words(self) -> str:
        return f"{self.what.partition('=')[2]} at {self.call} {self.when}"


def acts_of(count: int) -> list[dict[str, Any]]:
    """Acts that stand for themselves, so that any of them may fail: one row, many rows, many pages."""
    cases = [f"26-00{number:02}" for number in range(1, 5)]
    made: list[dict[str, Any]] = []
    for number in range(count):
        name = f"act {number}"
        made.append(
            (
                {"act": "add_task", "title": name, "notes": name * 1200},
                {"act": "add_follow_ups", "cases": cases, "day": "2026-12-01", "title": name},
                {"act": "new_case", "client": {"last": name}, "case": {}, "incident": {"description": name * 900}},
                {"act": "add_provider", "case": cases[0], "contact": {"kind": "organization", "org_name": name}},
            )[number % 4]
        )  # fmt: skip
    return made


class Bench:
    """A database with four cases, and the means to do acts on a copy of it under a fault."""

    def __init__(self, folder: Path, forks: Forks, *, acts: int) -> None:
        self.folder, self.forks = folder, forks
        self.acts = acts_of(acts)
        self.start = folder / "start.db"
        with opened(self.start) as db:
            for number in range(1, 5):
                client = {"last": f"Client {number}"}
                assert perform(db, {"act": "new_case", "client": client, "case": {}, "incident": {}})["ok"]
        self.first = len(examine(self.start).labels)
        self._known: dict[tuple[int, ...], str] = {}
        self.lines = folder / "lines.jsonl"
        self.lines.write_text("".join(json.dumps({**act, "ref": n}) + "\n" for n, act in enumerate(self.acts)))

    @cached_property
    def calls(self) -> dict[str, int]:
        """How often each call is made by one whole run."""
        log = self.folder / "calls.log"
        path, answers = self._copy()
        running = self.forks.start(path, self.lines, answers)
        tracer = attach(running, [*self._ours(), "-e", f"trace={','.join(CALLS)}", "-o", str(log)])
        running.go()
        running.ended()
        detach(tracer)
        seen = [line.split("(", 1)[0].split()[-1] for line in log.read_text().splitlines() if "(" in line]
        return {call: seen.count(call) for call in CALLS}

    def under(self, fault: Fault) -> tuple[int, int, list[str]]:
        """Do the acts under a fault: acknowledged, refused, and what is wrong afterwards."""
        path, answers = self._copy()
        running = self.forks.start(path, self.lines, answers)
        inject = f"inject={fault.call}:{fault.what}:when={fault.when}"
        tracer = attach(running, [*self._ours(), "-e", f"trace={fault.call}", "-e", inject, "-o", "/dev/null"])
        running.go()
        code = running.ended()
        detach(tracer)
        said = answers_in(answers)
        errors = answers.with_suffix(".err").read_text()
        wrong = ["a traceback"] if "Traceback" in errors else []
        wrong += [f"said {each['error']!r}" for each in said if not each["ok"] and each["code"] not in (74, 73, 75, 77)]
        if not fault.what.startswith("signal") and code < 0:
            wrong.append(f"died of signal {-code}")
        if code == 70:
            wrong.append(f"stopped by an error of its own: {errors.strip()[:80]}")
        ok = [each["ref"] for each in said if each["ok"]]
        return len(ok), len(said) - len(ok), wrong + self._judged(path, ok)

    def _ours(self) -> list[str]:
        """Only what is done to the database and the files beside it; the program's own code stays readable."""
        names = ("victim.db", "victim.db-journal", "victim.db.lock", "")
        return [option for name in names for option in ("-P", str(self.folder / name))]

    def _copy(self) -> tuple[Path, Path]:
        path = self.folder / "victim.db"
        for each in (*self.folder.glob("victim.db*"), *self.folder.glob("answers.*")):
            each.unlink()
        path.write_bytes(self.start.read_bytes())
        path.chmod(0o600)
        return path, self.folder / "answers.jsonl"

    def _judged(self, path: Path, acknowledged: list[int]) -> list[str]:
        """Acts are told by their names: all acknowledged are there, and what is there is whole."""
        with opened(path) as db:
            labels = [label for (label,) in db.raw.execute("SELECT label FROM acts ORDER BY id")][self.first :]
            there = [self._number(label) for label in labels]
            found, wrong = content(db), faults(db)
        lost = sorted(set(acknowledged) - set(there))
        wrong += [f"act {number} was acknowledged and is lost" for number in lost]
        if found != self._made_by(tuple(there)):
            wrong.append("the content is not what the acts that are there make")
        return wrong

    @staticmethod
    def _number(label: str) -> int:
        """The number in "... act 12 ..." of a label."""
        return int("".join(char for char in label.split("act ", 1)[1].split(" ")[0] if char.isdigit()))

    def _made_by(self, acts: tuple[int, ...]) -> str:
        if acts not in self._known:
            path = self.folder / "replayed.db"
            path.write_bytes(self.start.read_bytes())
            with opened(path) as db:
                for number in acts:
                    assert perform(db, self.acts[number])["ok"]
                self._known[acts] = content(db)
        return self._known[acts]


def attach(running: Running, options: list[str]) -> subprocess.Popen[str]:
    """strace on a process that waits; back when it is attached."""
    tracer = subprocess.Popen(
        ["strace", "-p", str(running.pid), *options], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert tracer.stderr is not None
    while (line := tracer.stderr.readline()) and "attached" not in line:
        pass
    if not line:
        raise AssertionError("strace did not attach")
    return tracer


def detach(tracer: subprocess.Popen[str]) -> None:
    """Wait for strace to end with the process it traced."""
    with tracer:
        tracer.wait(timeout=60)


def points(bench: Bench, what: str, wanted: int) -> list[Fault]:
    """So many faults of one kind, spread over every call and every moment of a run."""
    every = [Fault(call, what, str(n)) for call, count in bench.calls.items() for n in range(1, count + 1)]
    step = max(1.0, len(every) / wanted)
    chosen = [every[int(place * step)] for place in range(min(wanted, len(every)))]
    if not what.startswith("signal"):
        chosen = [Fault(f.call, f.what, f.when + ("+" if n % 4 == 3 else "")) for n, f in enumerate(chosen)]
    return chosen


def injected(
    folder: Path, *, kills: int, errors: int, acts: int = 12, slice_of: tuple[int, int] = (0, 1)
) -> list[Outcome]:
    """Kills, ENOSPC and EIO at exact calls; one line of the table each. `slice_of`: the n-th of so many slices."""
    first, slices = slice_of
    outcomes = []
    reason = no_strace()
    with Forks(folder) as forks:
        bench = Bench(folder, forks, acts=acts)
        for name, what, wanted in (
            ("SIGKILL at exact system calls", "signal=KILL", kills),
            ("disk full at exact system calls", "error=ENOSPC", errors),
            ("disk error at exact system calls", "error=EIO", errors),
        ):
            outcome = Outcome(name, skipped=reason)
            outcomes.append(outcome)
            if reason:
                continue
            refused = 0
            for fault in points(bench, what, wanted)[first::slices]:
                acknowledged, failed, wrong = bench.under(fault)
                outcome.tried += 1
                outcome.acknowledged += acknowledged
                refused += failed
                outcome.note(fault.words, wrong)
            if not what.startswith("signal"):
                outcome.count("acts refused in words", refused)
    return outcomes
