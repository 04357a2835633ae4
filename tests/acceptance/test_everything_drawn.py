"""Every screen, section, dialog and command on a caseload full of hostile text, at the sizes people have."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseterm.app import CaseTermApp
from caseterm.commands import MODES, commands_for
from caseterm.menus import menu
from caseterm.screens.client import ClientScreen
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.importing import ImportScreen
from caseterm.screens.preview import AUDIENCE_KEYS, FORMAT_KEYS, PreviewScreen
from caseterm.store.database import Database
from tests.acceptance.drive import calm, do, first_case, go, hit
from tests.acceptance.looks import problems
from tests.acceptance.typing_check import SEEN, untypable
from tests.conftest import HOSTILE
from tests.screens.harness import running, shown

LEAVING = {"quit", "back", "back.quit", "lock"}
LEADERS = ("goto", "copy", "view", "more", "facet")


def actions_of(scope: str) -> list[str]:
    """Everything that can be done on a screen by a key, a menu's letter or the palette, each once.

    What does the same on every screen is done from the client's alone.
    """
    found = [command.action for command in commands_for(scope) if command.id not in LEAVING]
    found += [item.action for name in LEADERS for item in menu(name, scope)]
    found = [action for action in dict.fromkeys(found) if scope == "client" or not action.startswith("app.")]
    return sorted(found, key=lambda action: action == "app.remove_sample")


async def back_to(app: CaseTermApp, pilot: "Pilot[None]", mode: str) -> None:
    """Leave whatever is open by Escape, as she would, and be on the screen again."""
    for _ in range(6):
        if len(app.screen_stack) == 1:
            break
        await hit(app, pilot, "d" if isinstance(app.screen, KeyConfirm) and "Discard" in shown(app) else "escape")
    assert len(app.screen_stack) == 1, "six times Escape leaves everything"
    if app.current_mode != mode:
        await go(app, pilot, mode)


async def everything(app: CaseTermApp, pilot: "Pilot[None]", mode: str) -> AsyncIterator[str]:
    """Do everything a screen offers, one after another; stops at each picture."""
    for action in actions_of(mode):
        await do(app, pilot, action)
        yield f"{mode}: {action}"
        if len(app.screen_stack) > 1:
            await back_to(app, pilot, mode)
            yield f"{mode}: {action}, then back"
        await back_to(app, pilot, mode)


@pytest.mark.parametrize("mode", MODES)
async def test_every_command_on_hostile_data_draws_it_as_typed_and_leaves_the_focus_somewhere(
    hostile: Database, mode: str
) -> None:
    async with running(hostile) as (app, pilot):
        app.open_case(first_case(app))
        await go(app, pilot, mode)
        found: list[str] = []
        stops = 0
        async for stop in everything(app, pilot, mode):
            stops += 1
            found += [f"{stop}: {problem}" for problem in problems(app)]
            found += [f"{stop}: {problem}" for problem in await untypable(app, pilot)]
            assert app.crash is None, stop
        assert found == [], "\n".join(found)
        assert stops > 30


async def test_a_case_taken_away_while_it_is_open_harms_nothing_and_undo_brings_it_back(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        app.open_case(first_case(app), section="notes")
        await calm(app, pilot)
        name = shown(app).splitlines()[1]
        await do(app, pilot, "app.remove_sample")
        assert "not there any more" in shown(app)
        for action in actions_of("client"):
            if not action.startswith("app."):
                await do(app, pilot, action)
                assert app.crash is None, action
                await back_to(app, pilot, "client")
        for section in ClientScreen.names:
            app.open_case(app.case_id or 0, section=section)
            await hit(app, pilot, "down", "up", "end", "enter", "escape")
            await back_to(app, pilot, "client")
        assert "not there any more" in shown(app)
        await do(app, pilot, "app.undo")
        assert shown(app).splitlines()[1] == name


async def sections(app: CaseTermApp, pilot: "Pilot[None]") -> AsyncIterator[str]:
    """Every section of a case's file, what its verbs open on the first row, and its forms."""
    case_id = first_case(app)
    for name in ClientScreen.names:
        app.open_case(case_id, section=name)
        await calm(app, pilot)
        yield name
        for key in ("e", "a", "s"):
            await hit(app, pilot, key)
            if len(app.screen_stack) > 1 or app.current_mode != "client":
                yield f"{name}, {key}"
                await back_to(app, pilot, "client")
            app.open_case(case_id, section=name)


async def test_every_section_of_a_hostile_case_and_its_forms_show_it_as_typed(hostile: Database) -> None:
    async with running(hostile) as (app, pilot):
        found: list[str] = []
        opened = set()
        async for stop in sections(app, pilot):
            found += [f"{stop}: {problem}" for problem in problems(app)]
            opened.add(type(app.screen).__name__)
            found += [f"{stop}: {problem}" for problem in await untypable(app, pilot)]
            assert app.crash is None, stop
        assert found == [], "\n".join(found)
        assert {"FormScreen", "PickDialog"} <= opened
        assert len(SEEN) >= 8, "every kind of field"


async def test_every_format_and_audience_of_the_print_shows_hostile_text_as_typed(
    hostile: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with running(hostile) as (app, pilot):
        await app.push_screen(PreviewScreen((first_case(app),)))
        await calm(app, pilot)
        for keys in (*(("w", key) for key in AUDIENCE_KEYS), *(("r", key) for key in FORMAT_KEYS)):
            await hit(app, pilot, *keys)
            assert not (found := problems(app)), (keys, found)
            assert "O'Neil [/b]" in shown(app)
        for key in ("i", "e", "p", "question_mark", "colon"):
            await hit(app, pilot, key)
            assert not (found := problems(app)), (key, found)
            while not isinstance(app.screen, PreviewScreen):
                await hit(app, pilot, "escape")
        assert len(app.screen_stack) == 2


async def test_a_hostile_spreadsheet_shows_as_it_is_written(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "[b]list[b].csv"
    text = HOSTILE.replace('"', '""')
    path.write_text(f'Client Name,Phone,"{text}",DOI\n"{text}",555-0142,"{text}",1/2/2026\n', encoding="utf-8")
    async with running(db) as (app, pilot):
        await app.push_screen(ImportScreen(str(path)))
        await calm(app, pilot)
        for key in "crpi":
            await hit(app, pilot, key)
            assert not (found := problems(app)), (key, found)
        await hit(app, pilot, "c")
        assert "O'Neil [/b]" in shown(app)
        assert "[b]list[b].csv" in shown(app)
        await hit(app, pilot, "escape")


@pytest.mark.parametrize("size", [(60, 16), (120, 40)])
async def test_every_screen_fits_at_other_sizes(hostile: Database, size: tuple[int, int]) -> None:
    async with running(hostile, size=size) as (app, pilot):
        app.open_case(first_case(app))
        for mode in MODES:
            await go(app, pilot, mode)
            assert not (found := problems(app)), (mode, found)
            for action in ("app.help", "app.palette", "app.jump", "add", "edit", "filter"):
                await do(app, pilot, action)
                assert not (found := problems(app)), (mode, action, found)
                await back_to(app, pilot, mode)
        for name in ClientScreen.names:
            app.open_case(first_case(app), section=name)
            await calm(app, pilot)
            assert not (found := problems(app)), (name, found)
        await go(app, pilot, "calendar")
        for view in ("week", "day", "agenda", "month"):
            await do(app, pilot, f"view('{view}')")
            assert not (found := problems(app)), (view, found)
