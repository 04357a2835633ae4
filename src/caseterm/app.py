"""The program: its four screens, and a crash that keeps her data to itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding
from textual.screen import Screen

from caseterm.commands import typing_id
from caseterm.errors import CaseTermError
from caseterm.screens.encrypting import Encrypting
from caseterm.screens.global_actions import GlobalActions
from caseterm.screens.house import HouseActions
from caseterm.screens.lock import Lock
from caseterm.store.faults import driver_errors


def _cases() -> Screen[Any]:
    from caseterm.screens.caseload import CaseloadScreen

    return CaseloadScreen()


def _client() -> Screen[Any]:
    from caseterm.screens.client import ClientScreen

    return ClientScreen()


def _calendar() -> Screen[Any]:
    from caseterm.screens.calendar import CalendarScreen

    return CalendarScreen()


def _tasks() -> Screen[Any]:
    from caseterm.screens.tasks import TasksScreen

    return TasksScreen()


class CaseTermApp(Lock, GlobalActions, HouseActions, Encrypting, inherit_bindings=False):
    """caseterm in the terminal."""

    TITLE = "caseterm"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = ["styles/app.tcss", "styles/caseload.tcss"]  # the first screen's sheet too, or it is parsed twice
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "cases": _cases,
        "client": _client,
        "calendar": _calendar,
        "tasks": _tasks,
    }
    DEFAULT_MODE = "cases"
    BINDINGS = [Binding("ctrl+q", "leave", "Quit", show=False, priority=True, id=typing_id("quit"))]

    # what goes wrong

    async def _dispatch_action(self, namespace: Any, action_name: str, params: Any) -> bool:
        try:
            with driver_errors(self.db.path):
                return await super()._dispatch_action(namespace, action_name, params)
        except CaseTermError as problem:
            self.report(problem)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """Keep the user's data out of the crash: no locals and no message, only where it happened."""
        self.crash = error
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables.clear()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()
