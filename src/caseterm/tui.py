"""Runs the screens: a terminal that fits, an end on every signal, a crash told in words."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from caseterm.errors import UsageError

if TYPE_CHECKING:
    import asyncio

    from caseterm.config import Config
    from caseterm.store.database import Database

HANGUP, INTERRUPTED, TERMINATED, CRASHED = 129, 130, 143, 70
PATIENCE_SECONDS = 1.6
"""How long the screens may take to close after a signal before the process leaves without them."""
LOOK_SECONDS = 0.5
RESTORE = (
    "\x1b[<u\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2048l\x1b[?1004l"
    "\x1b[2J\x1b[?1049l\x1b[?25h\x1b[?7h"
)
_KEPT_VARIABLES = frozenset({"TEXTUAL_COLOR_SYSTEM"})


def require_terminal() -> None:
    """Raise UsageError unless there is a terminal to draw on and to read keys from."""
    streams = {"standard input": sys.__stdin__, "standard output": sys.__stdout__, "standard error": sys.__stderr__}
    for name, stream in streams.items():
        if stream is None or stream.closed or not stream.isatty():
            raise UsageError(
                f"The screens need a terminal, and {name} is none.",
                next_step="Every list is a plain command too: caseterm today, caseterm cases, caseterm --help.",
            )
    term = os.environ.get("TERM", "")
    if os.name == "posix" and term in ("", "dumb", "unknown"):
        raise UsageError(
            "The screens need a terminal that can place text; TERM says " + (f"{term!r}." if term else "nothing."),
            next_step="Set TERM (for example xterm-256color), or use the plain commands: caseterm --help.",
        )


def run_screens(db: Database, config: Config) -> int:
    """Show the four screens until the user leaves; the exit code.

    0 left by the user, 70 crashed, 78 crashed on what damage left in the database, 129 the terminal was closed,
    130 interrupted, 143 ended from outside.
    """
    prepare_environment()
    import asyncio  # not above: an encrypted database's key is derived before anything large is loaded

    from caseterm.app import CaseTermApp

    app = CaseTermApp(db, config)
    if os.environ.get("CASETERM_TODAY"):
        app.clock_seen = db.clock.now()  # a day that was asked for is no clock that was set back
    ending = _Ending(app)
    crash: BaseException | None = None
    try:
        asyncio.run(_run(app, ending, mouse=config.mouse))
    except Exception as problem:
        crash = problem
    ending.over()
    _clear_the_clipboard()
    if ending.code:
        if ending.code == HANGUP:
            _let_go_of_the_terminal()
        return ending.code
    crash = app.crash or crash
    if crash is not None:
        return tell_crash(crash, db)
    return app.return_code or 0


def prepare_environment() -> None:
    """Take away the variables that make Textual log keys or press them, and wait less for a lone Escape."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in _KEPT_VARIABLES]:
        del os.environ[name]
    os.environ.setdefault("ESCDELAY", "25")


def tell_crash(error: BaseException, db: Database) -> int:
    """Say that the program stopped, without any of her data; the exit code."""
    from caseterm.crash import write_crash
    from caseterm.paths import data_folder
    from caseterm.rules.text import show
    from caseterm.services.checking import damage_behind
    from caseterm.typedcommands import to_type

    log = write_crash(error, at=db.clock.now(), folder=data_folder())
    damage = damage_behind(db.path)
    if damage is not None:
        next_step = to_type(damage.next_step, db.path)
        lines = [f"caseterm stopped: {show(damage.title)}", f"{damage.safe} {next_step}"]
    else:
        lines = [
            "caseterm stopped by an error of its own. Your work is saved up to the last act.",
            "Start it again to go on; an unfinished form is offered as a draft.",
        ]
    lines.append(f"What happened, without any of your data: {log}" if log else "The log could not be written.")
    sys.stderr.write("\n".join(lines) + "\n")
    return damage.exit_code if damage else CRASHED


def _clear_the_clipboard() -> None:
    from caseterm.screens.clipboard import clear_copied

    with suppress(Exception):
        clear_copied()


def _let_go_of_the_terminal() -> None:
    """What is still to be flushed to a terminal that is gone would end the process with another code."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


async def _run(app: Any, ending: _Ending, *, mouse: bool) -> None:
    import asyncio

    loop = asyncio.get_running_loop()
    ending.watch(loop)
    looking = loop.create_task(_look_for_the_terminal(ending))
    try:
        await app.run_async(mouse=mouse)
    finally:
        looking.cancel()


async def _look_for_the_terminal(ending: _Ending) -> None:
    """End when the terminal is gone and no signal came (nohup): Textual would go on reading nothing at full speed."""
    import asyncio
    import select

    if not hasattr(select, "poll") or sys.__stdin__ is None:
        return
    watcher = select.poll()
    watcher.register(sys.__stdin__.fileno(), 0)
    while not any(event & (select.POLLHUP | select.POLLERR) for _, event in watcher.poll(0)):
        await asyncio.sleep(LOOK_SECONDS)
    ending.ask(HANGUP)


class _Ending:
    """Closes the screens on a signal, and the process if they do not close in time."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.code = 0
        self.timer: threading.Timer | None = None
        self.before = _terminal_state()

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        for name, code in (("SIGHUP", HANGUP), ("SIGTERM", TERMINATED), ("SIGINT", INTERRUPTED), ("SIGBREAK", HANGUP)):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self.ask, code)
            except NotImplementedError:  # Windows: the handler runs on the main thread, outside the loop
                signal.signal(number, lambda *_, code=code: loop.call_soon_threadsafe(self.ask, code))

    def ask(self, code: int) -> None:
        if self.code:
            return
        self.code = code
        self.timer = threading.Timer(PATIENCE_SECONDS, self._leave)
        self.timer.daemon = True
        self.timer.start()
        with suppress(Exception):
            self.app.keep_drafts()
        self.app.exit(return_code=code)

    def over(self) -> None:
        """The screens have closed by themselves."""
        if self.timer is not None:
            self.timer.cancel()

    def _leave(self) -> None:
        """Give the terminal back as it was and go; an act not yet committed rolls back at the next start."""
        with suppress(Exception):
            os.write(2, RESTORE.encode())
        with suppress(Exception):
            from caseterm import scratch

            scratch.remove_all()
        with suppress(Exception):
            _restore_terminal(self.before)
        os._exit(self.code)


def _terminal_state() -> Any:
    try:
        import termios

        return termios.tcgetattr(0)
    except Exception:  # no termios, or no terminal
        return None


def _restore_terminal(state: Any) -> None:
    if state is not None:
        import termios

        termios.tcsetattr(0, termios.TCSANOW, state)
