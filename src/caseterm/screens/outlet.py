"""The way to the terminal: a thread of Textual's writes what this program draws, and has its turn at once."""

from __future__ import annotations

from contextlib import suppress
from threading import Event
from typing import Any, TextIO

from textual.driver import Driver

TURN = 0.002
"""Seconds that a drawing waits at most for the thread that writes it; a terminal that takes nothing keeps it longer."""


class Outlet:
    """A terminal's stream that takes everything, also when nobody is there to show it.

    Textual's writing thread ends at the first error; what is written after it fills a queue, and leaving waits on that
    queue for ever.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.taken = Event()
        """Whether what was queued is on its way: the queue is flushed when it has run empty."""

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        self.taken.set()  # before the terminal takes it, which may be never
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Outgoing(Driver):
    """Hands what was drawn over to the thread that writes it.

    Left to themselves two threads of Python change when the first has nothing more to do, and a drawing then waits for
    everything that comes after it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._file: Any = Outlet(self._file)

    def write(self, data: str) -> None:
        self._file.taken.clear()
        super().write(data)  # type: ignore[safe-super]  # the platform's driver stands between

    def hand_over(self) -> None:
        """Go on once the other thread writes what is queued."""
        self._file.taken.wait(TURN)
