"""What every screen of the program shares: its frame, its keys, how it hears of changes, how it goes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._toast import ToastRack

from caseterm.changes import ChangeSet
from caseterm.commands import bindings_for, hints_for
from caseterm.errors import CaseTermError
from caseterm.menus import menu
from caseterm.screens.takestext import takes_text
from caseterm.store.faults import driver_errors
from caseterm.widgets.chrome import KeyBar, StatusRow, TitleRow
from caseterm.widgets.compositing import ChangedOnly, draw_whole
from caseterm.widgets.panes import Bare
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.steady import Steady

if TYPE_CHECKING:
    from caseterm.screens.program import Program
    from caseterm.store.database import Database

STYLES = Path(__file__).parents[1] / "styles"


class BaseScreen(Steady, Bare, Screen[Any]):
    """A screen with title row, body, status row and key bar.

    A subclass sets `scope`, `mode_key` and `watches`, yields its body from `compose_body` and fills it in `reload`.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (120, "-xwide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    AUTO_FOCUS = ""

    scope: ClassVar[str] = ""
    mode_key: ClassVar[str] = ""
    watches: ClassVar[frozenset[str]] = frozenset()
    """The tables whose changes make this screen stale."""
    stays: ClassVar[bool] = False
    """Whether it stays over the client screen when a case is opened, for the work that is in it."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        if cls.scope and "BINDINGS" not in cls.__dict__:
            cls.BINDINGS = [*bindings_for(cls.scope), Binding("ctrl+c", "screen.copy_text", show=False)]
        super().__init_subclass__(**arguments)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ChangedOnly()
        self.stale = True

    # frame

    def compose(self) -> ComposeResult:
        self.fit_window()
        yield TitleRow(self.mode_key)
        yield from self.compose_body()
        yield StatusRow()
        yield KeyBar()

    def fit_window(self) -> None:
        """Take on the window's breakpoints before the first layout, which would else be done twice."""
        for length, points in zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            names = [name for least, name in points if length >= least]
            if names:
                self.add_class(names[-1])

    def compose_body(self) -> ComposeResult:
        """The widgets between title and status, one of them with height 1fr; each container costs at every key."""
        yield Widget()

    @property
    def home(self) -> Widget | None:
        """The widget that has the focus when nothing else has."""
        return None

    def reload(self) -> None:
        """Read what is shown again, keeping cursor, filter and scroll."""

    def look_ahead(self) -> None:
        """Read what she may open next from here; asked for while she rests."""

    # where it stands among the others

    @property
    def place_name(self) -> str:
        """The name under which a board stands beside the four screens: another for what is shown of another case."""
        return self.scope

    def walk(self) -> tuple[Sequence[int], str]:
        """The cases that J and K go through once one of them is opened from here, and the name of the list."""
        return (), ""

    def come_back(self, walked_to: int | None) -> None:
        """She comes back by Esc; from which case, where she went on to it by J or K."""

    # the program

    @property
    def program(self) -> Program:
        return cast("Program", self.app)

    @property
    def db(self) -> Database:
        return self.program.db

    def on_mount(self) -> None:
        for toasts in self.query(ToastRack):
            toasts.display = False  # Textual hides them when a screen is first shown, and lays all of it out again
        self.query_one(KeyBar).set_hints(self.hints())
        self.program.changed.subscribe(self, self.hear)
        if self.program.newest is not None and not self.query_one(StatusRow).text:
            self.say_done(*self.program.newest)

    def hints(self) -> list[tuple[str, str]]:
        """The key bar's hints; a screen may put those of its present pane first."""
        return hints_for(self.scope, self.program.config.keys)

    def on_screen_resume(self) -> None:
        if self.app.screen is not self:  # built out of sight, or left again meanwhile
            self._update_timer.resume()  # a timer's first tick waits a whole frame: let it not be the one she waits for
            return
        self.refresh_if_stale()
        if self.focused is None and self.home is not None:
            self.set_focus(self.home)
        self.call_later(self._draw_first_frame)

    def _draw_first_frame(self) -> None:
        """Draw what was just shown."""
        if self.app.screen is self:
            draw_whole(self)

    @property
    def unlaid(self) -> bool:
        """Whether it stands out of sight and its widgets have not got their places."""
        return self not in self.app.screen_stack and (self._layout_required or not self.is_mounted)

    def lay_out(self) -> None:
        """Give every widget its place before she first sees the screen; Textual would only do it then."""
        if self.is_mounted:
            self._layout_required = False
            self._refresh_layout()

    def _on_timer_update(self) -> None:
        """Draw a frame; where layout and the whole screen are due together Textual would paint twice."""
        if self._layout_required and self._repaint_required:
            self._repaint_required = False
            self._dirty_widgets.add(self)
        super()._on_timer_update()

    def hear(self, changes: ChangeSet) -> None:
        """A change was stored somewhere: reload now if current, on return otherwise."""
        if changes.touches(*self.watches):
            self.stale = True
            if self.is_current or (self.app.screen.is_modal and self in self.app.screen_stack):
                self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Read again what has changed; a screen still being built reads when it is shown."""
        if self.stale and self.is_mounted:
            self.stale = False
            self.attempt(self.reload)

    def set_title(self, right: str, *, before: Sequence[str] = ()) -> None:
        """The text at the right of the title row, after what must always be said.

        What is said `before` it, such as a number before the client's name, is left out where the row is short.
        """
        flags = []
        if self.db.readonly:
            flags.append("READ-ONLY")
        if self.program.backup_flag:
            flags.append(self.program.backup_flag)
        if self.program.is_sample:
            flags.append("DEMO")
        self.query_one(TitleRow).set(flags="  ".join(flags), before=before, right=right)

    def on_title_row_chosen(self, message: TitleRow.Chosen) -> None:
        self.program.action_go({"1": "cases", "2": "client", "3": "calendar", "4": "tasks"}[message.key])

    # what is said

    def say(self, message: str, *, hint: str = "", role: str = "") -> None:
        """Put a sentence into the status row."""
        self.query_one(StatusRow).say(message, hint=hint, role=role)

    def say_done(self, changes: ChangeSet, hint: str) -> None:
        """Say what an act did, here or on another screen."""
        self.say(changes.label + ".", hint=hint)

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Run something that may fail in the user's words; the failure is shown and None returned."""
        try:
            with driver_errors(self.db.path):
                return act()
        except CaseTermError as problem:
            self.program.report(problem)
            return None

    def store(self, act: Callable[[], ChangeSet]) -> ChangeSet | None:
        """Run one act of a service and announce what it changed; None when it failed (the user has been told)."""
        changes = self.attempt(act)
        if changes is not None:
            self.program.announce(changes)
        return cast("ChangeSet | None", changes)

    # keys

    @property
    def menu_scopes(self) -> tuple[str, ...]:
        """Whose letters a leader menu offers, the nearest first."""
        return (self.scope,)

    def action_menu(self, name: str) -> None:
        """Open a leader's menu and do what its letter says."""
        from caseterm.screens.dialogs.menu import MenuDialog

        items = [(item.key, item.label, item.action) for item in menu(name, *self.menu_scopes)]
        titles = {"goto": "g  Go to", "copy": "y  Copy", "view": "v  View", "more": "m  More", "facet": "f  Filter by"}

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(MenuDialog(titles.get(name, name), items), chosen)

    def case_meant(self) -> int | None:
        """The case of the row under the cursor, for what is opened from here; None where the case in view is meant."""
        return None

    def action_list_first(self) -> None:
        """The first row, where the screen has a list."""
        if isinstance(self.home, RowList):
            self.home.action_first()

    def action_list_last(self) -> None:
        """The last row, where the screen has a list."""
        if isinstance(self.home, RowList):
            self.home.action_last()

    def step_back(self) -> bool:
        """Leave the innermost thing (text field, filter, marks); whether there was one."""
        return False

    def action_back(self) -> None:
        """One step back; at the root nothing."""
        if not self.step_back():
            self.program.go_back()

    def action_back_or_quit(self) -> None:
        """One step back; at the root ask whether to quit."""
        if not self.step_back() and not self.program.go_back():
            self.program.ask_to_quit()

    def action_reread(self) -> None:
        """Read everything again, for changes made by another program."""
        self.stale = True
        self.refresh_if_stale()
        self.say("Read again.")

    def action_next_pane(self) -> None:
        self.focus_next()

    def action_previous_pane(self) -> None:
        self.focus_previous()

    def typing(self) -> bool:
        """Whether letters go into a text field now."""
        return takes_text(self.focused)

    async def on_key(self, event: Key) -> None:
        """CapsLock must not make the program look dead: an unbound capital does what its small letter does."""
        if self.typing() or len(event.key) != 1 or not event.key.isupper():
            return
        bound = self.active_bindings
        small = bound.get(event.key.lower())
        if event.key not in bound and small is not None:
            event.stop()
            await self.app.run_action(small.binding.action, default_namespace=small.node)

    def on_paste(self, event: Paste) -> None:
        """A paste outside a text field is no sequence of commands."""
        if not self.typing():
            event.stop()
            self.say(f"Ignored {len(event.text)} pasted characters. Press a to add, / to filter.", role="warn")
