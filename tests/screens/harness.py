"""Drive the real program by keys in a test, and read what is on its screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.clock import Clock
from caseterm.config import Config
from caseterm.screens.lock_curtain import curtain
from caseterm.store.database import Database

SMALL = (80, 24)
LARGE = (120, 40)


@asynccontextmanager
async def running(
    db: Database, *, size: tuple[int, int] = SMALL, keys: dict[str, str] | None = None
) -> AsyncIterator[tuple[CaseTermApp, "Pilot[None]"]]:
    """The program on a database, on its first screen, with everything loaded."""
    app = CaseTermApp(db, Config(Path("nowhere"), keys=keys or {}))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        yield app, pilot
    if app.crash is not None:
        raise app.crash


async def settle(app: CaseTermApp, pilot: "Pilot[None]") -> None:
    """Wait until every worker and every message is done."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def set_clock(app: CaseTermApp, clock: Clock) -> None:
    """Let another moment be, as if she had sat before the program all the while: else it may take itself for woken."""
    app.db.clock = clock
    app._used()


async def press(pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys one after another, and wait for the work they began."""
    for key in keys:
        await pilot.press(key)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_text(pilot: "Pilot[None]", text: str) -> None:
    """Type a text into whatever has the focus."""
    names = {" ": "space", "\n": "enter"}
    for char in text:
        await pilot.press(names.get(char, char))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def shown(app: CaseTermApp) -> str:
    """The screen as text, one line a row, blanks at the right removed; behind the lock's curtain, the curtain."""
    screen = app.screen
    if app.curtain is not None:
        return "\n".join(strip.text.rstrip() for strip in curtain(app, app.curtain))
    strips = screen._compositor.render_strips(screen.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
