"""What makes driving the program by keys quick, so that many tests can do it: waiting no longer than it takes, and
reading each style sheet once.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_native_id
from time import monotonic, process_time
from typing import Any

import pytest
import textual.app
import textual.pilot
import textual.screen
from textual._context import active_app
from textual._wait import SLEEP_GRANULARITY, SLEEP_IDLE
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

NEVER_RESTS = 30.0
"""Seconds after which a program is taken for one that goes on for ever."""
NO_FRAME = 3600.0
"""Seconds between two frames: those of a test are drawn when it waits, and none by chance before it reads."""
parsed: dict[Any, list[RuleSet]] = {}
"""Rules of style sheets by their text, their place and the colours they were read with."""


async def until_idle(min_sleep: float = 0.0, max_sleep: float = NEVER_RESTS) -> None:
    """Wait until no task can run, no screen has anything left to draw, and threads at work have ended or rest.

    Textual's own, in whose place this stands, sleeps 20 ms and more after each key and takes a resting CPU for an
    idle program. Gives up after `max_sleep` seconds, as that does after one, which a busy machine needs for one key.
    """
    loop: Any = asyncio.get_running_loop()
    app = active_app.get(None)
    end = monotonic() + max_sleep
    while monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if app is None:
            break
        if app._resize_event is not None or app.animator._animations or app.animator._scheduled:
            await asyncio.sleep(0.002)
        elif _due_soon(loop) or getattr(app, "_held", None):  # a key that waits for the one before it
            await asyncio.sleep(0.001)
        elif not _draws(app) and not await _threads_go_on(app):
            break


def _due_soon(loop: Any) -> bool:
    """Whether a timer is about to run: one of a millisecond counts as done at once."""
    soon = loop.time() + 0.002
    return any(handle.when() <= soon and not handle.cancelled() for handle in loop._scheduled)


async def _threads_go_on(app: App[Any]) -> bool:
    """Wait for one of the threads at work to end; False when there is none, or none that keeps the CPU busy."""
    at_work = [worker._task for worker in app.workers if worker.is_running and worker._task is not None]
    if not at_work:
        return False
    before = process_time()
    ended, _ = await asyncio.wait(at_work, timeout=SLEEP_GRANULARITY, return_when=asyncio.FIRST_COMPLETED)
    return bool(ended) or process_time() - before >= SLEEP_IDLE or _thread_waits_for_a_cpu()


def _thread_waits_for_a_cpu() -> bool:
    """Whether a thread could go on and only has no processor, or is at the disk; known on Linux alone."""
    for task in Path("/proc/self/task").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            state = (task / "stat").read_text().rpartition(")")[2].split()[0]
            if state in "RD" and int(task.name) != get_native_id():
                return True
    return False


def _draws(app: App[Any]) -> bool:
    """Draw at once what the screens in view would draw at their next tick; whether there was anything.

    A screen under a dialog draws first: its tick only asks the dialog's to draw what changed beneath it.
    """
    if not app.screen_stack:
        return False
    waiting = [
        screen
        for screen in (*app._background_screens, app.screen)
        if screen._update_timer._active.is_set() or screen._callbacks
    ]
    for screen in waiting:
        screen._on_timer_update()
    return bool(waiting)


def parsed_once(
    sheet: Stylesheet, css: str, read_from: Any, is_default_rules: bool = False, tie_breaker: int = 0, scope: str = ""
) -> list[RuleSet]:
    """The rules of a style sheet, from an earlier program where one had the same; reading them is half a start."""
    key = (css, read_from, is_default_rules, tie_breaker, scope, tuple(sheet._variables.items()))
    if key not in parsed:
        parsed[key] = parse_rules(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return parsed[key]


parse_rules = Stylesheet._parse_rules


@pytest.fixture(scope="session", autouse=True)
def programs_started_and_driven_quickly() -> Iterator[None]:
    """Let every program in this session wait and read its sheets this way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", until_idle)
        patch.setattr(textual.pilot, "wait_for_idle", until_idle)
        patch.setattr(textual.screen, "UPDATE_PERIOD", NO_FRAME)
        patch.setattr(Stylesheet, "_parse_rules", parsed_once)
        yield
