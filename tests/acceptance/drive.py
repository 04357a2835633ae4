"""Ways to go through the program that every acceptance test shares."""

import asyncio
from collections.abc import Iterable
from time import monotonic
from typing import TypeVar

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from caseterm.app import CaseTermApp
from caseterm.screens.base import BaseScreen
from caseterm.screens.inorder import PATIENCE
from caseterm.widgets.chrome import StatusRow
from caseterm.widgets.painted import key_name

Kind = TypeVar("Kind", bound=Widget)
PRINTABLE = [chr(code) for code in range(0x20, 0x7F)]


def key_event(key: str, *, at: float | None = None) -> events.Key:
    """A key as the terminal sends it; `at` is when, on the clock of Textual's events."""
    if len(key) == 1:
        event = events.Key(key_name(key), key)
    else:
        event = events.Key(key, {"space": " ", "tab": "\t", "enter": "\r"}.get(key))
    if at is not None:
        event.time = at
    return event


async def calm(app: CaseTermApp, pilot: "Pilot[None]") -> None:
    """Wait until every message is handled and every worker done, without waiting for the clock."""
    await pilot.pause(0)
    while app._held or monotonic() - app._sent_at < PATIENCE:
        await asyncio.sleep(0)
    while not app.screen.is_mounted and app.crash is None:
        await pilot.pause(0)
    if any(not worker.is_finished for worker in app.workers):
        await app.workers.wait_for_complete()
        await pilot.pause(0)
    await pilot.pause(0)


async def send(app: CaseTermApp, pilot: "Pilot[None]", keys: Iterable[str]) -> None:
    """Send keys one after another without waiting between them, then wait until all are done."""
    for key in keys:
        app.post_message(key_event(key))
    await calm(app, pilot)


async def hit(app: CaseTermApp, pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys one after another, each done before the next."""
    for key in keys:
        await send(app, pilot, [key])


async def do(app: CaseTermApp, pilot: "Pilot[None]", action: str) -> None:
    """Run an action on the screen in view, as its key would."""
    await app.do_on_screen(action)
    await calm(app, pilot)


async def go(app: CaseTermApp, pilot: "Pilot[None]", mode: str) -> BaseScreen:
    """Show one of the four screens with nothing over it."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.action_go(mode)
    await calm(app, pilot)
    return base(app)


def base(app: CaseTermApp) -> BaseScreen:
    """The screen of ours under any dialog."""
    screen = app.base_screen()
    assert screen is not None
    return screen


def status(app: CaseTermApp) -> str:
    """What the status row says."""
    return base(app).query_one(StatusRow).text


def widget(app: CaseTermApp, selector: str, kind: type[Kind]) -> Kind:
    """A widget of the screen in view."""
    return app.screen.query_one(selector, kind)


def first_case(app: CaseTermApp, text: str = "") -> int:
    """The id of a case; of the one whose client's name holds the text."""
    row = app.db.raw.execute(
        "SELECT case_id FROM caselist WHERE client LIKE ? ORDER BY case_id", (f"%{text}%",)
    ).fetchone()
    assert row is not None
    return int(row[0])
