"""The lock: after idle minutes, after the machine slept, or on a key, nothing of hers is on the screen.

It is a curtain, not a screen: what lies beneath goes on as it was, with its dialogs, forms and typed text, only it is
neither drawn nor reached by a key, a paste or the mouse. So a worker that ends while it is locked, or a dialog that
opens then, finds its screens in place and shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual._compositor import LayoutUpdate
from textual._time import get_time
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from caseterm import services
from caseterm.clock import running_seconds
from caseterm.commands import keys_of
from caseterm.config import Config
from caseterm.errors import CaseTermError
from caseterm.rules.locking import LOCK_MINUTES, wait_after
from caseterm.screens.burst import BurstGuard
from caseterm.screens.clipboard import clear_copied
from caseterm.screens.inorder import KeysInOrder
from caseterm.screens.leaving import LeavesNothing
from caseterm.screens.lock_curtain import CurtainState, curtain
from caseterm.store.database import Database

LOOK_SECONDS = 1.0
SLEPT_SECONDS = 30.0
"""Between two looks at the clock: so long the machine slept, or this process was stopped."""
LEAST_IDLE_SECONDS = 60.0
MOST_TYPED = 1000


class Lock(LeavesNothing, BurstGuard, KeysInOrder, inherit_bindings=False):
    """Locks the screens, and opens them again to whoever knows the passphrase."""

    running_seconds: Callable[[], float] = staticmethod(running_seconds)
    lock_guard_seconds: ClassVar[float] = 0.3
    """How long after locking keys do nothing: they were meant for what was there before."""
    curtain: CurtainState | None = None
    _undrawn = False

    def __init__(self, db: Database, config: Config) -> None:
        super().__init__(db, config)
        self._typed = ""
        self._failures = 0
        self._wait_until = 0.0
        self._looking = False
        self._locked_at = 0.0
        self._used_at = self._looked_at = self.running_seconds()
        self._wall = db.clock.now()

    @property
    def locked(self) -> bool:
        return self.curtain is not None

    # when to lock

    def on_ready(self) -> None:
        self.set_interval(LOOK_SECONDS, self.look_at_the_lock)
        self.app_resume_signal.subscribe(self, lambda _app: self._draw_curtain())

    def look_at_the_lock(self) -> None:
        """Lock when nobody used the program for long; count down while it is locked."""
        if self.curtain is None:
            if self._idle_too_long():
                self.lock()
        elif self._undrawn or (self._wait_until and not self._looking):
            self._say_wait()

    def _idle_too_long(self) -> bool:
        now, wall = self.running_seconds(), self.db.clock.now()
        slept = max(now - self._looked_at, (wall - self._wall).total_seconds()) > SLEPT_SECONDS
        self._looked_at, self._wall = now, wall
        idle = now - self._used_at
        if not slept and idle < LEAST_IDLE_SECONDS:
            return False
        minutes = self._lock_minutes()
        return minutes > 0 and (slept or idle >= minutes * 60)

    def _lock_minutes(self) -> int:
        row = None
        with suppress(CaseTermError):
            row = self.db.raw.execute("SELECT lock_minutes FROM settings").fetchone()
        return int(row[0]) if row else LOCK_MINUTES

    def _used(self) -> None:
        self._used_at = self._looked_at = self.running_seconds()
        self._wall = self.db.clock.now()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Working in an editor is no idling, and coming back from it no waking."""
        with super().suspend():
            yield
        self._used()

    def action_lock(self) -> None:
        """Lock the screen now."""
        self.lock()

    def lock(self) -> None:
        """Draw the curtain; keys on their way are forgotten."""
        if self.curtain is not None:
            return
        self._held.clear()
        self._sent_at = 0.0
        self._arrived.clear()
        self._typed = ""
        self._locked_at = get_time()
        self.curtain = CurtainState(asks=self._asks())
        self._failures = max(self._failures, services.lockout.failures(self.db.path))
        left = services.lockout.seconds_left(self.db.path, self.db.clock)
        self._wait_until = max(self._wait_until, self.running_seconds() + left if left else 0.0)
        self._say_wait()
        self.run_worker(clear_copied, thread=True, exit_on_error=False, group="clipboard")

    def _asks(self) -> bool:
        """Whether a passphrase must be asked for; so it is when the file cannot be looked at."""
        try:
            return services.encryption.is_encrypted(self.db)
        except (CaseTermError, OSError):
            return True

    # what reaches the program

    async def on_event(self, event: events.Event) -> None:
        used = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if not used:
            await super().on_event(event)
            if self.curtain is not None and isinstance(event, events.Resize):
                self._draw_curtain()
        elif self.curtain is not None:
            self._behind_the_curtain(event)
        elif self._idle_too_long():
            self.lock()
        else:
            self._used()
            await super().on_event(event)

    async def _send(self, event: events.Key) -> None:
        """The key that locks waits its turn: what was typed before it goes where it was meant to."""
        if self._asked_for(event):
            self.lock()
        else:
            await super()._send(event)

    def _asked_for(self, event: events.Key) -> bool:
        """The key that locks works over every dialog and in every field; a letter she chose for it does not."""
        return not event.is_printable and event.key in keys_of("lock", self.config.keys)

    def _behind_the_curtain(self, event: events.Event) -> None:
        state = self.curtain
        if state is None or self._looking:
            return
        if isinstance(event, events.Key) and event.key == "ctrl+q":
            self._leave_locked()
        elif event.time - self._locked_at < self.lock_guard_seconds:
            return
        elif not state.asks:
            if isinstance(event, events.Key):
                self.unlock()
        elif self._wait_until <= self.running_seconds():
            if isinstance(event, events.Key):
                self._take_key(event)
            elif isinstance(event, events.Paste):
                self._take(self._typed + "".join(event.text.splitlines()))

    def _take_key(self, event: events.Key) -> None:
        if event.key == "enter":
            if self._typed:
                self._try()
        elif event.key == "backspace":
            self._take(self._typed[:-1])
        elif event.key in ("escape", "ctrl+u"):
            self._take("")
        elif event.is_printable and event.character:
            self._take(self._typed + event.character)

    def _take(self, typed: str) -> None:
        self._typed = typed[:MOST_TYPED]
        self._tell_curtain()

    def _leave_locked(self) -> None:
        """Leaving is free where nothing would be lost; else only whoever knows the passphrase may."""
        screens = [screen for stack in self._screen_stacks.values() for screen in stack]
        if any(getattr(screen, "dirty", False) for screen in screens):
            self._tell_curtain("A form is not saved yet: unlock first to leave.", "warn")
        else:
            self.exit()

    # the passphrase

    def _try(self) -> None:
        """Look at a passphrase in a thread, for that is slow on purpose; it is counted before."""
        typed, self._typed = self._typed, ""
        self._failures = max(self._failures + 1, services.lockout.count_try(self.db.path, self.db.clock))
        self._looking = True
        self._tell_curtain("Looking...", "muted")
        self.run_worker(partial(self._look, typed), thread=True, exit_on_error=False, group="lock")

    def _look(self, typed: str) -> None:
        opens = False
        try:
            opens = services.encryption.passphrase_opens(self.db, typed)
        finally:
            self.call_from_thread(self._looked, opens)

    def _looked(self, opens: bool) -> None:
        self._looking = False
        if opens:
            wrong, self._failures, self._wait_until = self._failures - 1, 0, 0.0
            services.lockout.forget_tries(self.db.path)
            with suppress(CaseTermError):  # a full disk keeps nobody out
                services.unlocks.record(self.db, wrong=wrong)
            self.unlock()
            if wrong:
                tries = "1 wrong passphrase was" if wrong == 1 else f"{wrong} wrong passphrases were"
                self.tell(f"{tries} typed while it was locked.", role="warn")
        else:
            self._wait_until = self.running_seconds() + wait_after(self._failures)
            self._say_wait()

    def _say_wait(self) -> None:
        left = -int((self.running_seconds() - self._wait_until) // 1) if self._wait_until else 0
        if left > 0:
            seconds = "1 second" if left == 1 else f"{left} seconds"
            self._tell_curtain(f"That was not it. Try again in {seconds}.", "warn")
        elif self._wait_until:
            self._wait_until = 0.0
            self._tell_curtain("That was not it. Try again.", "warn")
        else:
            self._tell_curtain()

    # drawing

    def unlock(self) -> None:
        """Take the curtain away; everything beneath is as it was."""
        self.curtain = None
        self._typed = ""
        self._arrived.clear()
        self._used()
        self.refresh(layout=True)

    def _tell_curtain(self, said: str = "", role: str = "") -> None:
        if self.curtain is not None:
            self.curtain = CurtainState(self.curtain.asks, len(self._typed), said, role)
            self._draw_curtain()

    def _draw_curtain(self) -> None:
        if self.curtain is None or not self.screen_stack:
            return
        self._undrawn = bool(self._batch_count)
        if not self._undrawn:
            strips: list[Iterable[Strip]] = [[strip] for strip in curtain(self, self.curtain)]
            super()._display(self.screen, LayoutUpdate(strips, Region(0, 0, *self.size)))

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Nothing that any screen draws passes the curtain."""
        if self.curtain is None:
            super()._display(screen, renderable)
        elif self._undrawn:
            self._draw_curtain()
