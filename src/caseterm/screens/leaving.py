"""What the terminal keeps when the program is left: nothing. And what the program does when the terminal leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.driver import Driver

from caseterm.screens.outlet import Outgoing

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver
else:
    LinuxDriver = Driver

ERASED_LINES = 500


class Wiping(Outgoing):
    """Wipes the alternate screen before the terminal goes back to its own: some can be asked to show it again."""

    def stop_application_mode(self) -> None:
        height = min(self._app.size.height, ERASED_LINES)
        # line by line: erasing the screen at once moves it into the scrollback of some terminals
        self.write("".join(f"\x1b[{row};1H\x1b[0m\x1b[2K" for row in range(height, 0, -1)))
        super().stop_application_mode()  # type: ignore[safe-super]  # the platform's driver stands between


class Continuing(LinuxDriver):
    """Goes on after SIGCONT with one thread that reads and one that writes, not with two of each."""

    def _sigcont_application(self, *_: object) -> None:
        if self._must_signal_resume:
            super()._sigcont_application()
        elif self._auto_restart:
            self._loop.call_soon_threadsafe(self._take_the_terminal_again)

    def _take_the_terminal_again(self) -> None:
        """After a stop nobody was told of; a terminal that is closed sends the signal too, and is not taken again."""
        import termios

        if self._writer_thread is None:
            return
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            return
        self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()
        self._app.refresh(layout=True)


class LeavesNothing(App[None], inherit_bindings=False):
    """Has the platform's driver wipe what it drew."""

    def get_driver_class(self) -> type[Driver]:
        usual = super().get_driver_class()
        ways = (Continuing, Wiping) if hasattr(usual, "_sigcont_application") else (Wiping,)
        return type(f"Wiping{usual.__name__}", (*ways, usual), {})
