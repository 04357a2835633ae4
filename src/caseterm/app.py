"""The program: its four screens, what is current, and how an act is announced and undone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.signal import Signal

from caseterm import services
from caseterm.changes import ChangeSet, Op
from caseterm.config import Config
from caseterm.errors import CaseTermError
from caseterm.screens.base import BaseScreen
from caseterm.screens.global_actions import GlobalActions
from caseterm.screens.house import HouseActions
from caseterm.store.database import Database

RECENT_CASES = 10


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


class CaseTermApp(GlobalActions, HouseActions, App[None], inherit_bindings=False):
    """caseterm in the terminal."""

    TITLE = "caseterm"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "styles/app.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "cases": _cases,
        "client": _client,
        "calendar": _calendar,
        "tasks": _tasks,
    }
    DEFAULT_MODE = "cases"
    BINDINGS = [Binding("ctrl+q", "leave", "Quit", show=False, priority=True)]

    def __init__(self, db: Database, config: Config) -> None:
        super().__init__()
        self.db = db
        self.config = config
        self.changed: Signal[ChangeSet] = Signal(self, "changed")
        self.messages: list[str] = []
        self.case_id: int | None = None
        self.section: str | None = None
        self.walk_list: tuple[int, ...] = ()
        self.walk_name = ""
        self.came_from = "cases"
        self.is_sample = bool(db.raw.execute("SELECT demo FROM settings WHERE demo").fetchone())
        self.recent: list[int] = self._recall("cases.recent", [])
        self.last_actions: list[str] = self._recall("palette.recent", [])
        self.crash: BaseException | None = None
        self.animation_level = "none" if config.reduced_motion else "full"
        if config.theme in self.available_themes:
            self.theme = config.theme
        self.set_keymap(config.keys)

    # what is current

    @property
    def today(self) -> date:
        return self.db.clock.today()

    def open_case(
        self, case_id: int, *, section: str | None = None, walk: Sequence[int] = (), walk_name: str = ""
    ) -> None:
        """Show a case's file; `walk` is the list that J and K go through."""
        if walk:
            self.walk_list, self.walk_name = tuple(walk), walk_name
        elif case_id not in self.walk_list:
            self.walk_list, self.walk_name = (case_id,), ""
        if case_id in self.recent:
            self.recent.remove(case_id)
        self.recent.insert(0, case_id)
        del self.recent[RECENT_CASES:]
        self.case_id, self.section = case_id, section
        self.action_go("client")

    def go_back(self) -> bool:
        """Leave a pushed screen, or go to the screen she came from; False at the root."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            return True
        if self.current_mode != "cases":
            self.action_go(self.came_from if self.came_from != self.current_mode else "cases")
            return True
        return False

    def base_screen(self) -> BaseScreen | None:
        """The topmost screen of ours under any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, BaseScreen)), None)

    # acts

    def announce(self, changes: ChangeSet) -> None:
        """Say what an act did and let every screen know."""
        if changes.touches("settings"):
            self.is_sample = bool(self.db.raw.execute("SELECT demo FROM settings WHERE demo").fetchone())
        if changes:
            self.changed.publish(changes)
            hint = {Op.UNDO: "U Redo", Op.REDO: "u Undo"}.get(changes.op, "u Undo" if changes.undoable else "")
            self.tell(changes.label + ".", hint=hint)
        else:
            self.tell("Nothing changed.")

    def tell(self, message: str, *, hint: str = "", role: str = "") -> None:
        """A sentence in the status row, kept in the message list."""
        self.messages.append(message)
        del self.messages[:-100]
        screen = self.base_screen()
        if screen is not None and screen.is_mounted:
            screen.say(message, hint=hint, role=role)

    def report(self, problem: CaseTermError) -> None:
        """Show what went wrong: a sentence for small things, a dialog for the disk and the database."""
        from caseterm.errors import StorageError
        from caseterm.screens.dialogs.message import MessageDialog

        if isinstance(problem, StorageError):
            self.messages.append(problem.title)
            self.push_screen(MessageDialog("Not saved", problem.title, problem.safe, problem.next_step))
        else:
            self.tell(problem.sentences, role="bad")

    # start and end

    def on_ready(self) -> None:
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        import gc

        gc.freeze()
        gc.enable()
        if self.db.holder is not None:
            self.tell(f"Read-only: in use by {self.db.holder}.", role="warn")
        rolled = services.caselist.roll_to_today(self.db)
        if rolled:
            self.changed.publish(ChangeSet(Op.EDIT, "A new day", rows=()))
            screen = self.base_screen()
            if screen is not None:
                screen.action_reread()
                screen.say("")
        self.run_worker(_load_the_rest, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        self._remember("cases.recent", self.recent)
        self._remember("palette.recent", self.last_actions)

    def _recall(self, key: str, default: Any) -> Any:
        row = self.db.raw.execute("SELECT value_json FROM remembered WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else default

    def _remember(self, key: str, value: Any) -> None:
        if not self.db.readonly:
            with self.db.housekeeping() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO remembered (key, value_json) VALUES (?, ?)", (key, json.dumps(value))
                )

    async def _dispatch_action(self, namespace: Any, action_name: str, params: Any) -> bool:
        try:
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


def _load_the_rest() -> None:
    """Import the ORM and the services while she reads the first screen; short turns keep her keys quick."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        from sqlalchemy.orm import configure_mappers

        import caseterm.models
        import caseterm.services.cases
        import caseterm.services.history
        import caseterm.services.records

        configure_mappers()
        assert caseterm.models
        assert caseterm.services.cases
    finally:
        sys.setswitchinterval(usual)
