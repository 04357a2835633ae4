"""The screens killed on a real pseudo-terminal: what the status row said is on disk."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyte

from tests.cli.terminal import Terminal, environment
from tests.torture.outcome import Outcome
from tests.torture.record import faults, opened, perform

UNANSWERED = 4.0
"""Seconds without any output after which a key counts as not taken."""


class Watched:
    """The program in a terminal, read as a person reads it."""

    def __init__(self, database: Path, home: Path) -> None:
        self.terminal = Terminal(["--db", str(database)], environment(home))
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self.unanswered = 0

    def rows(self) -> list[str]:
        self._stream.feed(self.terminal.shown[self._fed :])
        self._fed = len(self.terminal.shown)
        return list(self._screen.display)

    def wait(self, seen: Callable[[list[str]], bool]) -> None:
        """Read until the screen is as wanted."""
        while not seen(self.rows()):
            if not self.terminal._read():
                raise AssertionError("\n".join(["the program is gone; last seen:", *self.rows()]))

    def open_quick_add(self) -> None:
        """Press `a`, and again as a person would when a busy machine did not take it."""
        again = 0
        self.terminal.press("a")
        while not any("─ Add ─" in row for row in self.rows()):
            if select.select([self.terminal.fd], [], [], UNANSWERED)[0]:
                self.terminal._read()
            else:
                again += 1
                assert again < 5, "\n".join(["nothing opens; last seen:", *self.rows()])
                self.terminal.press("a")
        self.terminal.press("\x7f" * again)  # it was only slow: the letters stand in the line by now
        self.unanswered += again

    def add_task(self, title: str) -> None:
        """Type a task into the quick-add line and press enter."""
        self.open_quick_add()
        self.terminal.press(title)
        self.wait(lambda rows: any(f"│ {title} " in row for row in rows))
        self.terminal.press("\r")

    def said(self, title: str) -> None:
        """Wait until the status row acknowledges the task."""
        self.wait(lambda rows: any("Added task" in row and title in row for row in rows[-3:]))

    def kill(self) -> None:
        os.kill(self.terminal.pid, signal.SIGKILL)
        self.terminal.ended()
        os.close(self.terminal.fd)


def killed(folder: Path, *, seed: int, kills: int, acts_each: int) -> Outcome:
    """Add tasks by keys and kill: right after the status row said so, or while the next is being saved."""
    outcome = Outcome("SIGKILL of the screens")
    chance = Random(seed)
    path = folder / "screens.db"
    with opened(path) as db:
        assert perform(db, {"act": "new_case", "client": {"last": "Garcia"}, "case": {}, "incident": {}})["ok"]
    sure: list[str] = []
    again = 0
    for number in range(kills):
        watched = Watched(path, folder)
        watched.wait(lambda rows: any("Garcia" in row for row in rows[4:]))
        for place in range(chance.randint(1, acts_each)):
            title = f"task-{number}-{place}"
            watched.add_task(title)
            watched.said(title)
            sure.append(title)
            outcome.acknowledged += 1
        unsure = ""
        if chance.random() < 0.6:
            unsure = f"task-{number}-unsure"
            watched.add_task(unsure)
            time.sleep(chance.uniform(0, 0.08))
        watched.kill()
        again += watched.unanswered
        outcome.tried += 1
        with opened(path) as db:
            found = [title for (title,) in db.raw.execute("SELECT title FROM tasks ORDER BY id")]
            wrong = faults(db)
        if unsure and found[-1:] == [unsure]:
            sure.append(unsure)
        if found != sure:
            wrong.append(f"{len(sure)} tasks were acknowledged, {len(found)} are there")
        outcome.note(f"kill {number}", wrong)
    if again:
        outcome.count("keys had to be pressed again", again)
    return outcome
