"""A real process on a real pseudo-terminal, waited for by what it shows, never by time."""

import os
import pty
import select
import signal
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 25.0


class Terminal:
    """Python running some code (the program by default) in a pseudo-terminal of 80 by 24."""

    def __init__(
        self, argv: Sequence[str], environment: Mapping[str, str], *, code: str = "", hangup: bool = True
    ) -> None:
        program = code or "import sys; from caseterm.__main__ import main; sys.exit(main())"
        self.shown = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background job ignores it, and so would what it starts
            if not hangup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.execve(sys.executable, [sys.executable, "-c", program, *argv], dict(environment))
        termios.tcsetwinsize(self.fd, (24, 80))

    def wait_for(self, text: str) -> None:
        """Read until the text has been shown."""
        while text.encode() not in self.shown:
            if not self._read():
                raise AssertionError(f"{text!r} was never shown; last: {self.shown[-600:]!r}")

    def wait_for_again(self, text: str, start: int) -> None:
        """Read until the text has been shown after the first `start` bytes."""
        while text.encode() not in self.shown[start:]:
            if not self._read():
                raise AssertionError(f"{text!r} was not shown again; last: {self.shown[-600:]!r}")

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """The terminal's window is closed."""
        os.close(self.fd)
        self.fd = -1

    def ended(self) -> int:
        """Wait for the end; the exit code."""
        while self.fd >= 0 and self._read():
            pass
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def ended_within(self, seconds: float) -> int:
        """Wait no longer than this for the end; the exit code. Raises AssertionError when it goes on."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            select.select([], [], [], 0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"still running after {seconds} seconds")

    def _read(self) -> bool:
        ready, _, _ = select.select([self.fd], [], [], PATIENCE)
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
            raise AssertionError(f"nothing more was shown; last: {self.shown[-600:]!r}")
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the other side is gone
            return False
        self.shown += data
        return bool(data)


def environment(home: Path, **more: str) -> dict[str, str]:
    """A clean environment with a home of its own."""
    names = ("PATH", "LANG", "PYTHONPATH", "COVERAGE_PROCESS_START")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    homes = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR")}
    return {**kept, **homes, "TERM": "xterm-256color", "CASETERM_TODAY": "2026-11-21", **more}
