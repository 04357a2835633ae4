"""Shorthand for driving the client screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.screens.client import ClientScreen
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.screens.harness import SMALL, running, settle

NGUYEN, GARCIA = 1, 2


@asynccontextmanager
async def opened(
    db: Database, *, section: str = "overview", case_id: int = NGUYEN, size: tuple[int, int] = SMALL
) -> AsyncIterator[tuple[CaseTermApp, "Pilot[None]", ClientScreen]]:
    """The program with a case open at a section, the keyboard in its rows."""
    async with running(db, size=size) as (app, pilot):
        app.open_case(case_id, section=section, walk=(NGUYEN, GARCIA), walk_name="All open")
        await settle(app, pilot)
        screen = app.screen
        assert isinstance(screen, ClientScreen)
        if section != "overview":
            screen.focus_section()
        await settle(app, pilot)
        yield app, pilot, screen


def one(db: Database, query: str) -> tuple[object, ...]:
    """The only row of a query."""
    rows = db.raw.execute(query).fetchall()
    assert len(rows) == 1, f"{len(rows)} rows: {query}"
    return tuple(rows[0])


def cursor(screen: ClientScreen) -> str:
    """The key of the row under the cursor in the section."""
    return str(screen.query_one("#rows", RowList).cursor_key)
