import pytest
from textual.binding import Binding

from caseterm.commands import KEY_NAMES, MODES, bindings_for, commands_for, printed
from caseterm.menus import menu
from caseterm.screens.dialogs.entries import LEADERS, entries, matching
from caseterm.screens.dialogs.help import HelpDialog, groups
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.screens.dialogs.palette import PaletteDialog
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.screens.harness import press, running, shown
from tests.screens.test_jump import type_at_once
from tests.services.test_cases import open_case


@pytest.mark.parametrize("scope", [*MODES, "preview", "import"])
def test_the_help_of_a_screen_lists_exactly_its_bindings(scope: str) -> None:
    listed = {
        key
        for title, group in groups(scope, {})
        if title in ("On this screen", "Everywhere")
        for entry in group
        for key in entry.keys
    }
    bound = {printed(key) for binding in bindings_for(scope) for key in binding.key.split(",")}
    assert listed == bound


@pytest.mark.parametrize("scope", MODES)
def test_every_letter_of_every_menu_is_in_the_help(scope: str) -> None:
    here = {command.id for command in commands_for(scope)}
    wanted = {
        f"{title}: {item.label}"
        for name, (command_id, title) in LEADERS.items()
        if command_id in here
        for item in menu(name, scope)
    }
    assert {entry.label for title, group in groups(scope, {}) if title == "Menus" for entry in group} == wanted


def test_the_keys_of_lists_come_from_the_list_itself() -> None:
    listed = {key for title, group in groups("cases", {}) if title == "In a list" for e in group for key in e.keys}
    bound = {printed(k) for b in RowList.BINDINGS if isinstance(b, Binding) for k in b.key.split(",")}
    assert listed == bound


def test_a_command_is_found_by_key_then_by_the_beginning_of_its_name_then_by_its_words() -> None:
    offered = entries("cases", {})
    assert matching(offered, "u")[0].label == "Undo"
    assert matching(offered, "ctrl+y")[0].label == "Redo"
    assert matching(offered, "undo")[0].label == "Undo"
    assert matching(offered, "case open")[0].label == "Open case"
    assert matching(offered, "policy number")[0].label == "Open case"
    assert matching(offered, "nonsense") == []
    assert matching(offered, " ") == offered


def test_her_own_keys_are_shown_instead_of_the_programs() -> None:
    undo = next(entry for entry in entries("cases", {"undo": "f4"}) if entry.label == "Undo")
    assert undo.keys == ("F4",)


def test_printed_names_stand_for_keys_that_have_no_letter() -> None:
    assert printed("question_mark") == KEY_NAMES["question_mark"] == "?"


async def test_help_opens_with_the_cursor_in_its_filter_and_finds_by_name(db: Database) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpDialog)
        assert "Help: Cases" in shown(app)
        assert "On this screen" in shown(app)
        await type_at_once(app, pilot, "business days")
        assert "+10b" in shown(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpDialog)


async def test_choosing_a_key_in_the_help_does_what_it_does(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "f1")
        await type_at_once(app, pilot, "open case")
        await press(pilot, "enter")
        assert isinstance(app.screen, JumpDialog)


async def test_a_form_in_the_help_is_only_read(db: Database) -> None:
    async with running(db) as (app, pilot):
        await press(pilot, "question_mark")
        await type_at_once(app, pilot, "60 days from")
        await press(pilot, "enter")
        assert not isinstance(app.screen, HelpDialog)


async def test_the_palette_runs_a_command_and_lists_it_first_next_time(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "colon")
        assert isinstance(app.screen, PaletteDialog)
        assert "Last used" not in shown(app)
        await type_at_once(app, pilot, "open case")
        await press(pilot, "enter")
        assert isinstance(app.screen, JumpDialog)
        await press(pilot, "escape", "ctrl+p")
        lines = [line for line in shown(app).splitlines() if "│" in line]
        heading = next(place for place, line in enumerate(lines) if "Last used" in line)
        assert "Open case" in lines[heading + 1]
        assert "ctrl+o" in lines[heading + 1]
        assert "All commands" in lines[heading + 2]


async def test_the_last_seven_commands_survive_a_restart(db: Database) -> None:
    async with running(db) as (app, _pilot):
        app.last_actions = ["app.undo", "mark"]
    async with running(db) as (app, pilot):
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, PaletteDialog)
        assert [entry.label for entry in app.screen.offered[:2]] == ["Undo", "Mark"]


async def test_the_palette_never_lists_people(db: Database) -> None:
    open_case(db, "Garcia")
    async with running(db) as (app, pilot):
        await press(pilot, "ctrl+p")
        await type_at_once(app, pilot, "garcia")
        assert "No command of that name or key" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PaletteDialog)
