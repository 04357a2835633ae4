"""Processes of `caseterm batch` that start in milliseconds: forked from one that has everything imported.

Run as a program it takes one JSON line per process to start and forks it; each waits until it is let go, so that a
tracer can be attached before its first act. It is the product's own command line that runs in the fork.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NoReturn

PR_SET_PTRACER, ANY_TRACER = 0x59616D61, -1


def serve() -> None:
    """Fork what standard input asks for, one after the other; tell each one's id, then how it ended."""
    from caseterm import importing, services
    from caseterm.cli import main
    from caseterm.cli.batchacts import ACTS
    from caseterm.store import migrate

    assert all((importing.preview_file, main, migrate))
    for each in ACTS.values():
        assert callable(each.call)
    assert services.caselist
    from caseterm.cli import cases, check, dumping
    from caseterm.imports import reading

    assert all((reading, cases, check, dumping))
    _warmed()
    for line in sys.stdin:
        asked = json.loads(line)
        gate, opener = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(opener)
            _run(asked, gate)
        os.close(gate)
        sys.stdout.write(json.dumps({"pid": pid}) + "\n")
        sys.stdout.flush()
        sys.stdin.readline()
        os.write(opener, b"!")
        os.close(opener)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(json.dumps({"status": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()


def _warmed() -> None:
    """Make a database once, so that no process need load and learn again what every one needs."""
    from tests.torture.record import opened

    with tempfile.TemporaryDirectory() as folder:
        opened(Path(folder) / "warm.db").close()


def _run(asked: Mapping[str, Any], gate: int) -> NoReturn:
    """Be one `caseterm batch`: acts from one file, answers and errors to others. `die_at` kills at a statement."""
    import ctypes
    import gc

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANY_TRACER, 0, 0, 0)
    os.environ.clear()
    os.environ.update(asked["environment"])
    tempfile.tempdir = None  # it is where this environment says
    for number, name in enumerate(("acts", "answers", "errors")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        handle = os.open(asked[name], flags, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    os.read(gate, 1)
    if "die_at" in asked:
        _die_at_statement(int(asked["die_at"]))
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    from caseterm.cli import main

    gc.freeze()
    code = main(["--db", asked["db"], *asked["command"]])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _die_at_statement(number: int) -> None:
    """Kill this process just before the n-th statement of a migration; 0 counts them on standard error."""
    from caseterm.store import migrate

    connect, seen = migrate._connect, [0]

    def watched(path: Path) -> Any:
        connection = connect(path)

        def statement(_sql: str) -> None:
            seen[0] += 1
            if number == 0:
                os.write(2, b".")
            elif seen[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(statement)
        return connection

    migrate._connect = watched


@dataclass
class Running:
    """One forked process, waiting to be let go."""

    pid: int
    _forks: Forks

    def go(self) -> None:
        self._forks.send("go")

    def ended(self, *, within: float = 120.0) -> int:
        """Wait for its end; its exit code, negative for the signal that killed it. Kills it when it takes longer."""
        killer = threading.Timer(within, os.kill, (self.pid, signal.SIGKILL))
        killer.start()
        try:
            return int(self._forks.receive()["status"])
        finally:
            killer.cancel()


@cache
def _mother() -> subprocess.Popen[str]:
    """The process that forks, one for all of this process's life; it ends when nobody writes to it any more."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    mother = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.forks"],
        cwd=Path(__file__).parents[2],
        env=kept,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(_let_go, mother)
    return mother


def _let_go(mother: subprocess.Popen[str]) -> None:
    assert mother.stdin is not None
    assert mother.stdout is not None
    mother.stdin.close()
    mother.wait(timeout=30)
    mother.stdout.close()


class Forks:
    """Starts processes in an environment of their own. Use as a context manager."""

    def __init__(self, home: Path, **environment: str) -> None:
        homes = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR")}
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self._environment = {**kept, **homes, "CASETERM_TODAY": "2026-11-21", **environment}
        self._process = _mother()

    def start(
        self, database: Path, acts: Path, answers: Path, *, command: Sequence[str] = ("batch",), **more: int
    ) -> Running:
        """A process that will do the acts of a file; let it go with `go`."""
        errors = answers.with_suffix(".err")
        asked = {
            "command": list(command),
            "db": str(database),
            "acts": str(acts),
            "answers": str(answers),
            "errors": str(errors),
            "environment": self._environment,
            **more,
        }
        self.send(json.dumps(asked))
        return Running(int(self.receive()["pid"]), self)

    def send(self, line: str) -> None:
        self._pipe(self._process.stdin).write(line + "\n")
        self._pipe(self._process.stdin).flush()

    def receive(self) -> dict[str, Any]:
        line = self._pipe(self._process.stdout).readline()
        if not line:
            raise AssertionError("the process that forks is gone")
        answer: dict[str, Any] = json.loads(line)
        return answer

    @staticmethod
    def _pipe(stream: IO[str] | None) -> IO[str]:
        assert stream is not None
        return stream

    def __enter__(self) -> Forks:
        return self

    def __exit__(self, problem: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if problem is not None:  # it may be in the middle of a process: the next one begins with another mother
            _let_go(self._process)
            _mother.cache_clear()


def answers_in(path: Path) -> list[dict[str, Any]]:
    """The whole lines a process wrote before it ended; a line cut short is none."""
    text = path.read_bytes() if path.exists() else b""
    return [json.loads(line) for line in text.split(b"\n")[:-1]]


if __name__ == "__main__":
    serve()
