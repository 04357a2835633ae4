"""How one of the four screens takes another's place: built before it is wanted, shown in one repaint."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App, UnknownModeError
from textual.screen import Screen
from textual.widget import AwaitMount

from caseterm.screens.base import BaseScreen


class Modes(App[None], inherit_bindings=False):
    """Keeps each mode's screen as it is while another shows.

    Textual would hold every repaint for 50 ms, parse every sheet anew, style each widget again and paint twice. Here
    a screen that comes back is only painted: whatever changes a widget's style or size reaches it out of sight too,
    except the theme and the window, which are looked at when it is shown.
    """

    _building: AwaitMount | None = None

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
        screen._css_update_count = self._css_update_count
        screen, self._building = self._get_screen(screen)
        self._screen_stacks[mode] = [screen]
        screen.post_message(events.ScreenResume(refresh_styles=False))
        return self._building

    async def _shutdown(self) -> None:
        """Close once the screen being built stands: half built it would look for parts that never come."""
        if self._building is not None:
            await self._building
        await super()._shutdown()

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Add a screen's sheet; all its rules stand under the screen's own name, so nothing else is styled again."""
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.add_source(path.read_text(encoding="utf-8"), read_from=(str(path), ""))
