"""What the terminal keeps when the program is left: nothing."""

from __future__ import annotations

from textual.app import App
from textual.driver import Driver

ERASED_LINES = 500


class Wiping(Driver):
    """Wipes the alternate screen before the terminal goes back to its own: some can be asked to show it again."""

    def stop_application_mode(self) -> None:
        height = min(self._app.size.height, ERASED_LINES)
        # line by line: erasing the screen at once moves it into the scrollback of some terminals
        self.write("".join(f"\x1b[{row};1H\x1b[0m\x1b[2K" for row in range(height, 0, -1)))
        super().stop_application_mode()  # type: ignore[safe-super]  # the platform's driver stands between


class LeavesNothing(App[None], inherit_bindings=False):
    """Has the platform's driver wipe what it drew."""

    def get_driver_class(self) -> type[Driver]:
        usual = super().get_driver_class()
        return type(f"Wiping{usual.__name__}", (Wiping, usual), {})
