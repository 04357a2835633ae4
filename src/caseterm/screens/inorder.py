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

from caseterm.config import Config
from caseterm.screens.program import Program
from caseterm.store.database import Database

PATIENCE = 0.3
"""Seconds a key is waited for, should what it went to be gone before it answered."""


class KeyDealtWith(Message):
    """Follows a key on its way up; when it reaches the app, so has the key."""


class KeysInOrder(Program):
    """Holds a key while the one before is on its way."""

    def __init__(self, db: Database, config: Config) -> None:
        super().__init__(db, config)
        self._held: deque[events.Key] = deque()
        self._sent_at = 0.0

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._held or monotonic() - self._sent_at < PATIENCE:
            self._held.append(event)
            self.set_timer(PATIENCE, self._wait_no_longer)
        else:
            await self._send(event)

    async def _send(self, event: events.Key) -> None:
        if not self.screen_stack:
            self._held.clear()  # the program was left meanwhile
            return
        target = self.focused or self.screen
        self._sent_at = self.keyed_at = monotonic()
        await super().on_event(event)
        if not target.post_message(KeyDealtWith()):
            self._sent_at = 0.0

    async def on_key_dealt_with(self, message: KeyDealtWith) -> None:
        message.stop()
        self._sent_at = 0.0
        if self._held:
            await self._send(self._held.popleft())

    async def _wait_no_longer(self) -> None:
        if self._held and monotonic() - self._sent_at >= PATIENCE:
            await self._send(self._held.popleft())
