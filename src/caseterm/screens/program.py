"""The state of the running program and what every screen asks of it: open a case, store and announce, report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from time import monotonic
from typing import Any

from textual.signal import Signal

from caseterm.changes import ChangeSet, Op
from caseterm.commands import textual_keymap
from caseterm.config import Config
from caseterm.errors import CaseTermError, ReadOnlyError, StorageError
from caseterm.keymap import sound_keymap
from caseterm.queries.wholefile import Files
from caseterm.screens.base import BaseScreen
from caseterm.screens.modes import Modes
from caseterm.screens.themes import HIGH_CONTRAST
from caseterm.screens.trail import BOARD, Place, Trail
from caseterm.store.database import Database
from caseterm.values import changed

RECENT_CASES = 10


class Program(Modes, inherit_bindings=False):
    """What is current, who hears of changes, and what is said."""

    def __init__(self, db: Database, config: Config) -> None:
        super().__init__()
        self.db = db
        keys, self.config_problems = sound_keymap(config.keys)
        self.config = changed(config, keys=keys)
        self.changed: Signal[ChangeSet] = Signal(self, "changed")
        self.newest: tuple[ChangeSet, str] | None = None
        self.messages: list[str] = []
        self.case_id: int | None = None
        self.section: str | None = None
        self.row: str | None = None
        """The row to which the client screen goes when it shows the case next, as kind:id."""
        self.walk_list: tuple[int, ...] = ()
        self.walk_name = ""
        self.walked = False
        """Whether the case in view was come to by J or K."""
        self.trail = Trail()
        self.files = Files(db)
        self.is_sample = bool(db.raw.execute("SELECT demo FROM settings WHERE demo").fetchone())
        self.recent: list[int] = self.recall("cases.recent", [])
        self.last_actions: list[str] = self.recall("palette.recent", [])
        self.crash: BaseException | None = None
        self.backup_flag = ""
        self.day = db.clock.today()
        self.keyed_at = monotonic()
        """When the last key came, or the program began."""
        self.animation_level = "none" if config.reduced_motion else "full"
        self.register_theme(HIGH_CONTRAST)
        if config.theme in self.available_themes:
            self.theme = config.theme
        else:
            self.config_problems.append(f"There is no theme {config.theme!r}.")
        self.set_keymap(textual_keymap(keys))

    # what is current

    @property
    def today(self) -> date:
        return self.db.clock.today()

    @property
    def here(self) -> Place:
        """Where she is."""
        if self.current_mode == "client":
            return Place("client", self.case_id, self.section)
        return Place(self.current_mode or "cases")

    @property
    def mode_key(self) -> str:
        """The digit of the screen she is on, on a board that of the screen it belongs to."""
        return getattr(self.screen_stack[0], "mode_key", "")

    def open_case(
        self,
        case_id: int,
        *,
        section: str | None = None,
        row: str | None = None,
        walk: Sequence[int] = (),
        walk_name: str = "",
    ) -> None:
        """Show a case's file, at a row (kind:id) of a section where one is meant.

        `walk` is the list that J and K go through, else that of the board in view.
        """
        screen = self.base_screen()
        if not walk and screen is not None:
            walk, walk_name = screen.walk()
        if case_id in walk:
            self.walk_list, self.walk_name = tuple(walk), walk_name
        elif case_id not in self.walk_list:
            self.walk_list, self.walk_name = (case_id,), ""
        if case_id in self.recent:
            self.recent.remove(case_id)
        self.recent.insert(0, case_id)
        del self.recent[RECENT_CASES:]
        self.walked = False
        here = self.here
        self.case_id, self.section, self.row = case_id, section, row
        if here.mode != "client":
            self.trail.open(here)
            self._show(Place("client", case_id, section))
        else:
            self.action_go("client")
        self._leave_pushed()

    def show_board(self, board: BaseScreen) -> None:
        """Show a board as a place of its own: Esc comes back to it, as it was left, from the cases opened there."""
        mode = f"{BOARD}{board.place_name}"
        if mode == self.current_mode:
            self.action_go(mode)
            return
        self._leave_dialogs()
        self.trail.go(self.here, mode)
        if mode not in self._screen_stacks:
            self._modes[mode] = lambda: board
        self._show(Place(mode))

    def _show(self, place: Place) -> None:
        """Show a place; boards that no way leads back to are taken down."""
        if place.case_id is not None:
            self.case_id, self.section = place.case_id, place.section
        self._leave_dialogs()
        self.switch_mode(place.mode)
        for mode in [mode for mode in self._screen_stacks if mode.startswith(BOARD)]:
            stays = any(isinstance(screen, BaseScreen) and screen.stays for screen in self._screen_stacks[mode])
            if mode != place.mode and mode not in self.trail and not stays:
                self.remove_mode(mode)

    def _leave_dialogs(self) -> None:
        while len(self.screen_stack) > 1 and self.screen_stack[-1].is_modal:
            self.pop_screen()

    def _leave_pushed(self) -> None:
        """Leave what was pushed over the screen in view, but for what stays until it is answered."""
        while len(self.screen_stack) > 1 and isinstance(self.screen, BaseScreen) and not self.screen.stays:
            self.pop_screen()

    def go_back(self) -> bool:
        """Leave a pushed screen, or go back the way she came; False at the root."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            return True
        walked_to = self.case_id if self.walked and self.current_mode == "client" else None
        place = self.trail.back(self.here)
        if place is None:
            return False
        self._show(place)
        if isinstance(self.screen, BaseScreen) and self.screen.is_mounted:
            self.screen.come_back(walked_to)
        return True

    def base_screen(self) -> BaseScreen | None:
        """The topmost screen of ours under any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, BaseScreen)), None)

    def keep_drafts(self) -> None:
        """Keep what stands in every open form and line, as far as it can be kept: the program is ended from outside."""
        for screen in self._every_screen():
            keep = getattr(screen, "keep_draft", None)
            if keep is not None:
                with suppress(Exception):
                    keep()

    def between_keys(self) -> None:
        """A key has been dealt with, and none waits."""

    # acts

    def announce(self, changes: ChangeSet) -> None:
        """Say on every screen what an act did, for `u` takes back the newest from everywhere, and let them know."""
        if changes.touches("settings"):
            self.is_sample = bool(self.db.raw.execute("SELECT demo FROM settings WHERE demo").fetchone())
        if changes:
            self.changed.publish(changes)
            hint = {Op.UNDO: "U Redo", Op.REDO: "u Undo"}.get(changes.op, "u Undo" if changes.undoable else "")
            self.newest = (changes, hint)
            self._note(changes.label + ".")
            for screen in self._every_screen():
                if isinstance(screen, BaseScreen) and screen.is_mounted:
                    screen.say_done(changes, hint)
        else:
            self.tell("Nothing changed.")

    def tell(self, message: str, *, hint: str = "", role: str = "") -> None:
        """A sentence in the status row, kept in the message list."""
        self._note(message)
        screen = self.base_screen()
        if screen is not None and screen.is_mounted:
            screen.say(message, hint=hint, role=role)

    def _note(self, message: str) -> None:
        self.messages.append(message)
        del self.messages[:-100]

    def report(self, problem: CaseTermError, title: str = "Not saved") -> None:
        """Show what went wrong: a sentence for small things, a dialog for the disk and the database."""
        from caseterm.screens.dialogs.message import MessageDialog

        if isinstance(problem, StorageError) and not isinstance(problem, ReadOnlyError):
            self.messages.append(problem.title)
            if not isinstance(self.screen, MessageDialog):  # one is enough for whatever fails at once
                self.push_screen(MessageDialog(title, problem.title, problem.safe, problem.next_step))
        elif isinstance(problem, ReadOnlyError):
            if not self.take_over("Do that again."):
                self.tell(f"{problem.title} {problem.next_step}", role="bad")
        else:
            self.tell(problem.sentences, role="bad")

    def take_over(self, also: str = "") -> bool:
        """Write from now on when the copy that had the database is gone; whether it was, which is said."""
        taken = self.db.take_over()
        if taken:
            self.stale_everywhere()
            self.tell(f"The other copy is gone: this one may write now. {also}".strip(), role="good")
        return taken

    def stale_everywhere(self) -> None:
        """Every screen reads again: the current one now, the others when they come back."""
        for screen in [screen for stack in self._screen_stacks.values() for screen in stack]:
            if isinstance(screen, BaseScreen):
                screen.stale = True
        current = self.base_screen()
        if current is not None:
            current.refresh_if_stale()

    def action_go(self, mode: str) -> None:
        """Show one of the four screens; where it lies under a board, the board is left."""
        if mode == "client" and self.case_id is None:
            if not self.recent:
                self.tell("No case open yet. Press o to open one, or enter on the caseload.")
                return
            self.case_id = self.recent[0]
        self._leave_dialogs()
        if mode != self.current_mode:
            self.trail.go(self.here, mode)
            self._show(Place(mode))
        else:
            self._leave_pushed()
            screen = self.base_screen()
            if screen is not None:
                screen.stale = True
                screen.refresh_if_stale()

    def ask_to_quit(self) -> None:
        """At the root: y quits, any other key stays."""
        from caseterm.screens.dialogs.confirm import KeyConfirm

        def answered(answer: Any) -> None:
            if answer == "y":
                self.exit()

        self.push_screen(KeyConfirm("Quit caseterm?", [("y", "Quit", "y"), ("n", "Stay", "n")]), answered)

    # what is remembered

    def recall(self, key: str, default: Any) -> Any:
        """What was remembered under a key the last time."""
        row = self.db.raw.execute("SELECT value_json FROM remembered WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else default

    def remember(self, values: dict[str, Any]) -> None:
        """Keep small things for the next start, in one transaction; nothing on a read-only copy."""
        wanted = {key: value for key, value in values.items() if self.recall(key, None) != value}
        if wanted and not self.db.readonly:
            with self.db.housekeeping() as connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO remembered (key, value_json) VALUES (?, ?)",
                    [(key, json.dumps(value)) for key, value in wanted.items()],
                )
