"""Keys that come faster than anybody types: a paste the terminal did not mark, or text meant for another window."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import ClassVar

from textual import events
from textual.message import Message

from caseterm.config import Config
from caseterm.screens.program import Program
from caseterm.screens.takestext import takes_text
from caseterm.store.database import Database

MOST_LOOKED_AT = 40
LEAST_KEYS = 4
LEAST_DIFFERENT = 3
"""A held key repeats one character, two cursor keys alternate two."""


class BurstGuard(Program):
    """Keeps such keys from being taken for commands; in a text field they are text."""

    burst_seconds: ClassVar[float] = 0.12
    """How close together keys are a burst, on the clock of the terminal's events; 0 lets every key through."""

    def __init__(self, db: Database, config: Config) -> None:
        super().__init__(db, config)
        self._arrived: deque[tuple[float, str]] = deque()
        self._burst_until = 0.0
        self._ignored = 0

    def post_message(self, message: Message) -> bool:
        """Note each letter when it arrives, so that the first of a burst is known for one as well as the last."""
        if isinstance(message, events.Key) and message.character and message.is_printable:
            self._arrived.append((message.time, message.character))
        return super().post_message(message)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and self._in_burst(event):
            self._ignore()
        else:
            await super().on_event(event)

    def _in_burst(self, event: events.Key) -> bool:
        if not (event.is_printable or event.key == "enter") or not self.burst_seconds or not self.screen_stack:
            return False
        while self._arrived and self._arrived[0][0] < event.time - self.burst_seconds:
            self._arrived.popleft()
        if takes_text(self.focused) or hasattr(self.screen, "take_letter"):
            return False
        if self._is_one_of_many(event.time):
            self._ignored = self._ignored if event.time <= self._burst_until else 0
        elif event.time > self._burst_until:
            return False
        self._burst_until = event.time + self.burst_seconds
        return True

    def _is_one_of_many(self, at: float) -> bool:
        """Whether a key arrived among enough others, before or after it."""
        near = [(time, char) for time, char in islice(self._arrived, MOST_LOOKED_AT) if time <= at + self.burst_seconds]
        close = any(
            near[place + LEAST_KEYS - 1][0] - near[place][0] <= self.burst_seconds
            and near[place][0] <= at <= near[place + LEAST_KEYS - 1][0]
            for place in range(len(near) - LEAST_KEYS + 1)
        )
        return close and len({char for _, char in near}) >= LEAST_DIFFERENT

    def _ignore(self) -> None:
        self._ignored += 1
        screen = self.base_screen()
        if screen is not None and screen.is_mounted:
            count = "1 character" if self._ignored == 1 else f"{self._ignored} characters"
            screen.say(f"Ignored {count}. Press a to add, / to filter.", role="warn")
