"""What happens without a key: the first frame's aftermath, midnight, a window too small, the end."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from time import monotonic

from textual import events

from caseterm import queries, scratch, services
from caseterm.errors import CaseTermError
from caseterm.rules.clockback import NEXT_STEP, SAFE, TITLE, is_set_back, what_happened
from caseterm.screens.base import BaseScreen
from caseterm.screens.program import Program

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
LOOK_AT_THE_CALENDAR = 60.0
SHORT_TURN = 0.0005
"""Seconds a thread keeps the interpreter while another wants it: what writes to the terminal, or reads her keys."""
FEW, MANY = 1000, 20_000
"""So many new objects are looked through for garbage between two keys; so many at once, where keys leave no time."""
BREATH = 0.04
"""Seconds after a key in which its frame is drawn, and left to a key between two things that are done ahead."""
LOOKS = 10
"""So often only new objects are looked at, before those that outlived it are too."""
REST = 0.3
"""Seconds without a key after which she is taken to be reading."""


class Lifecycle(Program):
    """The app's own events."""

    freezes = False
    """Whether a later collection leaves out what stands once all is loaded; it would take a tenth of a second."""

    _tidies = False
    opening_recorded = False
    clock_seen: datetime | None = None
    """The moment of the last look at the clock; before the first, that of the newest act."""

    def on_ready(self) -> None:
        self.call_after_refresh(self.after_first_frame)

    def after_first_frame(self) -> None:
        """Everything that need not be ready before she sees the first screen."""
        self.freezes = not gc.isenabled()  # switched off by __main__ for the start, and while the rest is loaded
        if self.db.holder is not None:
            self.tell(f"Read-only: in use by {self.db.holder}.", role="warn")
        elif self.db.readonly:
            self.tell("Read-only: this file may not be written.", role="warn")
        if self.config_problems:
            self.tell_config_problems()
        self.look_at_the_clock()
        self.record_opening()
        self.roll_the_day()
        self.set_interval(LOOK_AT_THE_CALENDAR, self.look_at_the_calendar)
        sys.setswitchinterval(SHORT_TURN)
        self.run_worker(self.load_the_rest, thread=True, exit_on_error=False)

    def tell_config_problems(self) -> None:
        """Say what of config.toml could not stand, and that the usual stands in its place."""
        from caseterm.screens.dialogs.message import MessageDialog

        self.messages += self.config_problems
        self.push_screen(
            MessageDialog(
                "What config.toml says",
                "\n".join(self.config_problems),
                "What it names there is as usual; the rest of it works.",
                f"Change {self.config.folder / 'config.toml'}. caseterm keys lists the names of all keys.",
            )
        )

    def load_the_rest(self) -> None:
        """Import the ORM, the services and the other screens while she reads."""
        from caseterm.freed import give_back

        try:
            scratch.remove_left_behind()
            self.db.warm_up()
            for name in ("history", "cases", "tasks", "contact_log"):
                getattr(services, name)
            for name in ("client", "calendar", "tasks"):
                import_module(f"caseterm.screens.{name}")
            import_module("caseterm.queries.complexity")  # which the first case that is opened needs
        finally:
            self.call_later(self.collect_again)
        self.call_later(self.build_ahead)
        give_back()

    def collect_again(self) -> None:
        """Have Python look for garbage again, but not among what stands by now, and not in the middle of a frame.

        A frame keeps thousands of pieces until the next takes their place: by Python's own measure each would be
        looked through several times while she waits.
        """
        if self.freezes:
            gc.freeze()
            gc.set_threshold(MANY)
            gc.enable()

    def between_keys(self) -> None:
        if self.freezes and not self._tidies and gc.get_count()[0] > FEW:
            self._tidies = True
            asyncio.get_running_loop().call_later(BREATH, self.tidy)

    def tidy(self) -> None:
        """Look for garbage between two keys."""
        self._tidies = False
        if gc.isenabled() and monotonic() - self.keyed_at >= BREATH:
            gc.collect(1 if gc.get_count()[1] > LOOKS else 0)

    def record_opening(self) -> None:
        """Write once that the passphrase opened the record into its history."""
        if self.opening_recorded:
            return
        self.opening_recorded = True
        with suppress(CaseTermError):
            services.unlocks.record_opening(self.db)

    def build_ahead(self) -> None:
        """Build the screens not yet seen, one each time she rests: a first opening is then like a later one."""
        if self.closes or self._exit:
            return
        unseen = [mode for mode in self.MODES if mode not in self._screen_stacks]
        rests = monotonic() - self.keyed_at >= REST
        if rests:
            for screen in self.unlaid():
                screen.lay_out()
            if unseen:
                self._init_mode(unseen.pop(0))
        if unseen or self.unlaid():
            self.set_timer(BREATH if rests else REST, self.build_ahead)
            return
        if base := self.base_screen():
            base.look_ahead()
        if self.freezes:
            gc.freeze()

    def unlaid(self) -> list[BaseScreen]:
        """The screens built out of sight whose widgets have not got their places."""
        return [screen for screen in self._every_screen() if isinstance(screen, BaseScreen) and screen.unlaid]

    def roll_the_day(self) -> None:
        """Judge the cases whose answer changes with the day; the lists are read again when there were any."""
        if services.caselist.roll_to_today(self.db):
            self.stale_everywhere()

    def look_at_the_clock(self) -> None:
        """Say once that the clock was set back, now or since the newest act; over a dialog, when that is closed."""
        now = self.db.clock.now()
        seen = self.clock_seen or queries.newest.newest_act_at(self.db)
        if seen is not None and is_set_back(seen, now):
            if not isinstance(self.screen, BaseScreen):
                if f"{TITLE}." not in self.messages:
                    self.tell(f"{TITLE}.", role="warn")
                return
            from caseterm.screens.dialogs.message import MessageDialog

            wall = self.db.clock.wall
            self.push_screen(MessageDialog(TITLE, what_happened(wall(seen), wall(now)), SAFE, NEXT_STEP))
        self.clock_seen = now

    def look_at_the_calendar(self) -> None:
        """The program is left running for days: today must not grow old."""
        self.look_at_the_clock()
        if self.db.readonly:
            self.take_over()
        if self.today != self.day:
            self.day = self.today
            services.caselist.roll_to_today(self.db)
            self.stale_everywhere()

    def on_app_focus(self) -> None:
        self.look_at_the_calendar()

    def on_resize(self, event: events.Resize) -> None:
        """Below the least size only a message shows, and no key does anything but leave."""
        from caseterm.screens.dialogs.toosmall import TooSmall

        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall(LEAST_WIDTH, LEAST_HEIGHT))
        elif shown and not small:
            self.pop_screen()

    def on_unmount(self) -> None:
        self.record_opening()
        with suppress(CaseTermError):
            self.remember({"cases.recent": self.recent, "palette.recent": self.last_actions})
