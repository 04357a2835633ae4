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
from caseterm.screens.outlet import Outgoing
from caseterm.store.faults import driver_errors, in_words
from caseterm.widgets.steady import Steady


def _cases() -> Screen[Any]:
    from caseterm.screens.caseload import CaseloadScreen

    return CaseloadScreen()


def _client() -> Screen[Any]:
    from caseterm.screens.client import ClientScreen

    return ClientScreen()


def _calendar() -> Screen[Any]:
    from caseterm.screens.calendar import CalendarScreen

    return CalendarScreen()


def _ends_a_loop(error: Exception) -> bool:
    """Whether what raised it hears no more messages from now on; a timer, a callback and a worker are done anyway."""
    frame = error.__traceback__
    return frame is not None and frame.tb_frame.f_code.co_name in ("_process_messages_loop", "_pre_process")


def _tasks() -> Screen[Any]:
    from caseterm.screens.tasks import TasksScreen

    return TasksScreen()


class CaseTermApp(Steady, Lock, GlobalActions, HouseActions, Encrypting, inherit_bindings=False):
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

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if renderable is not None and isinstance(self._driver, Outgoing):
            self._driver.hand_over()

    # what goes wrong

    async def _dispatch_action(self, namespace: Any, action_name: str, params: Any) -> bool:
        try:
            with driver_errors(self.db.path):
                return await super()._dispatch_action(namespace, action_name, params)
        except CaseTermError as problem:
            self.report(problem)
            return True

    def tells(self, problem: Exception) -> bool:
        """Tell a failure of the disk or the database that came of no key; False for any other."""
        told = problem if isinstance(problem, CaseTermError) else in_words(problem, self.db.path)
        if told is not None:
            self.report(told, title="That did not work")
        return told is not None

    def _handle_exception(self, error: Exception) -> None:
        """Keep the user's data out of the crash: no locals and no message, only where it happened."""
        if not _ends_a_loop(error) and self.tells(error):
            return
        self.crash = error
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables.clear()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()
