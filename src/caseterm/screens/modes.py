"""How one of the four screens takes another's place: built before it is wanted, shown in one repaint."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import Any

from textual import events
from textual.app import App, UnknownModeError
from textual.screen import Screen
from textual.widget import AwaitMount

from caseterm.screens.base import BaseScreen

LONGEST_BUILD = 1.0


class Modes(App[None], inherit_bindings=False):
    """Keeps each mode's screen as it is while another shows.

    Textual would hold every repaint for 50 ms, parse every sheet anew, style each widget again and paint twice. Here
    a screen that comes back is only painted: whatever changes a widget's style or size reaches it out of sight too,
    except the theme and the window, which are looked at when it is shown.
    """

    closes = False
    """Whether the program is being left; nothing is built any more."""
    _leaving: asyncio.Task[None] | None = None

    def switch_mode(self, mode: str) -> AwaitMount:
        """Show a mode's screen."""
        if mode == self.current_mode:
            return AwaitMount(self.screen, [])
        mounted = self._init_mode(mode)
        self.screen.post_message(events.ScreenSuspend())
        self._current_mode = mode
        screen = self.screen
        if screen._css_update_count != self._css_update_count:
            self.refresh_css(animate=False)
        self.mode_change_signal.publish(mode)
        self.screen_change_signal.publish(screen)
        if isinstance(screen, BaseScreen):
            screen.refresh_if_stale()  # now, or what the widgets ask to repaint comes after the screen's own repaint
        screen.post_message(events.ScreenResume(refresh_styles=False))
        return mounted

    def _init_mode(self, mode: str) -> AwaitMount:
        """Build a mode's screen out of sight, unless it stands."""
        if stack := self._screen_stacks.get(mode):
            return AwaitMount(stack[0], [])
        make = self._modes.get(mode)
        if make is None or not callable(make):
            raise UnknownModeError(f"No known mode {mode!r}")
        screen = make()
        self._load_screen_css(screen)
        if not any(self._screen_stacks.values()):
            self.stylesheet.apply(self)  # the first screen takes the program's own colours, which are not set yet
        screen._css_update_count = self._css_update_count
        screen, mounted = self._get_screen(screen)
        self._screen_stacks[mode] = [screen]
        screen.post_message(events.ScreenResume(refresh_styles=False))
        return mounted

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """Leave once every screen stands; Textual mounts nothing more from then on, and half a screen breaks."""

        async def leave() -> None:
            await self._finish_building()
            leave_now()

        leave_now = partial(super().exit, result, return_code, message)
        if all(screen.is_mounted for screen in self._every_screen()):
            leave_now()
        else:
            self._leaving = asyncio.create_task(leave())

    async def _shutdown(self) -> None:
        await self._finish_building()
        await super()._shutdown()

    async def _finish_building(self) -> None:
        self.closes = True
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_BUILD):
                for screen in self._every_screen():
                    await screen._mounted_event.wait()

    def _every_screen(self) -> list[Screen[Any]]:
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Add a screen's sheet; all its rules stand under the screen's own name, so nothing else is styled again."""
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.add_source(path.read_text(encoding="utf-8"), read_from=(str(path), ""))
