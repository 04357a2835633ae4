"""The four screens: built before they are wanted, kept as they were, shown in one repaint."""

import re
from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from caseterm import services
from caseterm.app import CaseTermApp
from caseterm.screens.base import STYLES, BaseScreen
from caseterm.screens.lifecycle import REST
from caseterm.screens.modes import Modes
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.screens.client.driving import GARCIA, NGUYEN
from tests.screens.harness import LARGE, press, running, settle, shown


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often Textual styles a widget, lays a screen out, paints, and how often a screen is read."""
    counts: Counter[str] = Counter()

    def count(owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            counts[name] += name != "render_update" or result is not None
            return result

        monkeypatch.setattr(owner, name, counting)

    count(Stylesheet, "apply")
    count(Stylesheet, "reparse")
    count(Compositor, "reflow")
    count(Compositor, "render_update")
    return counts


async def build_all(app: CaseTermApp, pilot: Pilot[None]) -> None:
    """What the program does by itself while she rests."""
    while len(app._screen_stacks) < len(app.MODES) or app.unlaid():
        app.keyed_at = monotonic() - REST
        app.build_ahead()
        await settle(app, pilot)


async def test_a_screen_that_stands_is_shown_by_one_repaint(file_db: Database, counted: Counter[str]) -> None:
    async with running(file_db, size=LARGE) as (app, pilot):
        await build_all(app, pilot)
        for mode in app.MODES:
            app.open_case(NGUYEN) if mode == "client" else app.action_go(mode)
            await settle(app, pilot)
        for mode in app.MODES:
            counted.clear()
            app.action_go(mode)
            await settle(app, pilot)
            assert app.current_mode == mode
            assert counted == {"render_update": 1}, mode


async def test_another_case_is_shown_by_one_repaint(file_db: Database, counted: Counter[str]) -> None:
    async with running(file_db, size=LARGE) as (app, pilot):
        await build_all(app, pilot)
        for case_id in (NGUYEN, GARCIA):
            app.open_case(case_id)
            await settle(app, pilot)
            app.action_go("cases")
            await settle(app, pilot)
        counted.clear()
        app.open_case(NGUYEN)
        await settle(app, pilot)
        assert "Nguyen, Thi" in shown(app)
        assert counted == {"render_update": 1}


async def test_screens_are_built_out_of_sight_while_she_rests_and_read_when_shown(
    file_db: Database, counted: Counter[str]
) -> None:
    async with running(file_db, size=LARGE) as (app, pilot):
        before = shown(app)
        app.keyed_at = monotonic() + 60
        standing = list(app._screen_stacks)
        app.build_ahead()
        assert list(app._screen_stacks) == standing
        await build_all(app, pilot)
        assert list(app._screen_stacks) == list(app.MODES)
        assert (app.current_mode, shown(app)) == ("cases", before)
        assert all(_base(app, mode).stale for mode in ("client", "calendar", "tasks"))
        app.screen.query_one("#cases", RowList).move_to(NGUYEN)
        _base(app, "cases").look_ahead()
        counted.clear()
        seen: list[str] = []
        file_db.raw.set_trace_callback(seen.append)
        app.open_case(NGUYEN)
        await settle(app, pilot)
        file_db.raw.set_trace_callback(None)
        assert set(seen) <= {"PRAGMA data_version"}, "her file was read while she rested on its line"
        assert "Nguyen, Thi" in shown(app)
        assert counted["reparse"] == 0
        assert counted["apply"] <= 2, "only the list that takes the focus is styled"
        assert (counted["reflow"], counted["render_update"]) == (0, 1), "every widget had its place"


async def test_a_theme_chosen_while_a_screen_is_out_of_sight_is_worn_on_return(file_db: Database) -> None:
    async with running(file_db) as (app, pilot):
        app.open_case(NGUYEN)
        await settle(app, pilot)
        await press(pilot, "1")
        dark = app.screen.styles.background
        app.theme = "textual-light"
        await settle(app, pilot)
        await press(pilot, "2")
        await settle(app, pilot)
        assert app.screen.styles.background != dark
        assert app.screen.query_one("#rows").styles.background == app.screen.query_one("#page").styles.background
        assert app.screen.query_one("#page").styles.background != dark


async def test_a_screen_out_of_sight_waits_with_reading_also_behind_a_dialog(file_db: Database) -> None:
    async with running(file_db) as (app, pilot):
        app.open_case(NGUYEN, section="tasks")
        await settle(app, pilot)
        await press(pilot, "1", "colon")
        assert app.screen.is_modal
        app.announce(services.tasks.add_task(file_db, title="Order the films", case_id=NGUYEN))
        await settle(app, pilot)
        assert _base(app, "client").stale
        assert not _base(app, "cases").stale
        await press(pilot, "escape", "2")
        await settle(app, pilot)
        assert "Order the films" in shown(app)


async def test_leaving_while_a_screen_is_being_built_is_no_crash(file_db: Database) -> None:
    for left_by_key in (False, True):
        async with running(file_db) as (app, _pilot):
            app.keyed_at = monotonic() - REST
            app.build_ahead()
            if left_by_key:
                app.exit()
        assert app.crash is None


def test_every_rule_of_a_screens_sheet_stands_under_its_name() -> None:
    for path in STYLES.glob("*.tcss"):
        if path.name != "app.tcss":
            (root,) = re.findall(r"^[^\s}].*", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert re.fullmatch(r"[A-Z]\w+ \{", root), path.name


def _base(app: Modes, mode: str) -> BaseScreen:
    screen: Screen[Any] = app._screen_stacks[mode][0]
    assert isinstance(screen, BaseScreen)
    return screen
