"""Keys typed ahead: each waits until the one before has been dealt with, so it goes to where that one led.

Textual hands a key to whatever has the focus when it arrives. Two keys in one packet, `/` and `n`, would both go to
the list, and `n` would open a note instead of beginning the filter. Here the second is held until the first has come
back from wherever it went.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

from caseterm.config import Config
from caseterm.screens.program import Program
from caseterm.store.database import Database

PATIENCE = 0.3
"""Seconds a key is waited for, should what it went to be gone before it answered."""
ROUNDS = 3
"""How often the way up is gone before the next key follows: enter in a field becomes a message, that one another."""


class KeyDealtWith(Message):
    """Follows a key on its way up; when it reaches the app, so has the key. `rounds` are still to go."""

    def __init__(self, target: MessagePump, rounds: int) -> None:
        super().__init__()
        self.target = target
        self.rounds = rounds


class KeysInOrder(Program):
    """Holds a key while the one before is on its way."""

    def __init__(self, db: Database, config: Config) -> None:
        super().__init__(db, config)
        self._held: deque[events.Key] = deque()
        self._sent_at = 0.0
        self._waiting = False

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._held or monotonic() - self._sent_at < PATIENCE:
            self._held.append(event)
            self._wait(PATIENCE)
        else:
            await self._send(event)

    async def _send(self, event: events.Key) -> None:
        if not self.screen_stack:
            self._held.clear()  # the program was left meanwhile
            return
        target = self.focused or self.screen
        self._sent_at = self.keyed_at = monotonic()
        await super().on_event(event)
        if not target.post_message(KeyDealtWith(target, 1 if event.is_printable else ROUNDS)):
            self._sent_at = 0.0

    async def on_key_dealt_with(self, message: KeyDealtWith) -> None:
        message.stop()
        again = KeyDealtWith(message.target, message.rounds - 1)
        if self._held and message.rounds > 1 and message.target.post_message(again):
            return
        self._sent_at = 0.0
        if self._held:
            await self._send(self._held.popleft())
        else:
            self.between_keys()

    def _wait(self, seconds: float) -> None:
        if not self._waiting:
            self._waiting = True
            self.set_timer(seconds, self._wait_no_longer)

    async def _wait_no_longer(self) -> None:
        """Send the next key once patience with the one before is over, and look after those behind it."""
        self._waiting = False
        left = PATIENCE - (monotonic() - self._sent_at)
        if self._held and left <= 0:
            await self._send(self._held.popleft())
            left = PATIENCE
        if self._held:
            self._wait(left)
