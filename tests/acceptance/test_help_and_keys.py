"""What the keys are said to be and what they are: help, key bar, and the user's own keys."""

from pathlib import Path

import pytest

from caseterm.app import CaseTermApp
from caseterm.commands import MODES, bindings_for, clashes, printed
from caseterm.config import Config, load_config
from caseterm.keymap import sound_keymap
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.help import HelpDialog, groups
from caseterm.screens.dialogs.jump import JumpDialog
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.dialogs.quickadd import QuickAddDialog
from caseterm.screens.form import FormScreen
from caseterm.store.database import Database
from caseterm.widgets.chrome import KeyBar
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import base, first_case, go, hit, send, status
from tests.screens.harness import press, running, settle, shown

QUIET = {"ctrl+c", "super+c"}
"""Textual's own copying of selected text, which a terminal's help would only clutter."""


def keys_in_help(screen: BaseScreen, keymap: dict[str, str] | None = None) -> set[str]:
    """Every key the help of a screen names, but those typed into fields and menus."""
    wanted = {"On this screen", "In a list", "Everywhere"}
    return {
        key
        for title, group in groups(screen.scope, keymap or {})
        if title in wanted
        for entry in group
        for key in entry.keys
    }


async def test_the_help_of_every_screen_lists_exactly_the_keys_that_are_active_there(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        app.open_case(first_case(app))
        for mode in MODES:
            screen = await go(app, pilot, mode)
            assert isinstance(screen.focused, RowList) or mode == "calendar"
            active = {printed(key) for key in screen.active_bindings if key not in QUIET}
            listed = keys_in_help(screen)
            if mode == "calendar":
                active |= {printed(key) for binding in RowList.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]  # all are Bindings
            assert active - listed == set(), f"active on {mode} but not in its help"
            assert listed - active == set(), f"in the help of {mode} but not active"


async def test_help_finds_by_name_and_by_key_and_does_what_is_chosen(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpDialog)
        await send(app, pilot, "mark all")
        assert "Mark all shown" in shown(app)
        assert "Open case" not in shown(app)
        await send(app, pilot, ["backspace"] * 8)
        await send(app, pilot, "ctrl+y")
        assert "Redo" in shown(app)
        await send(app, pilot, ["backspace"] * 6)
        await send(app, pilot, "mark all")
        await press(pilot, "enter")
        assert not isinstance(app.screen, HelpDialog)
        assert "marked. Verbs now act" in shown(app)


async def test_the_key_bar_names_only_keys_that_are_active(caseload: Database) -> None:
    async with running(caseload, size=(120, 40)) as (app, pilot):
        app.open_case(first_case(app))
        for mode in MODES:
            screen = await go(app, pilot, mode)
            active = {printed(key) for key in screen.active_bindings}
            hints = screen.query_one(KeyBar).fitting(120)
            assert len(hints) > 3
            for key, word in hints:
                assert key in active, f"{key} {word} on {mode}"


MINE = {"note.add": "b", "client.bills": "n", "filter": "f4", "undo": "ctrl+z", "down": "down,j,f12", "done": "X"}


async def test_ones_own_keys_change_behaviour_key_bar_and_help(caseload: Database) -> None:
    async with running(caseload, keys=MINE) as (app, pilot):
        assert isinstance(app.screen, BaseScreen), "nothing was wrong with these keys"
        assert "F4 Filter" in shown(app).splitlines()[-1]
        await press(pilot, "slash")
        assert not base(app).typing(), "the old key does nothing any more"
        await press(pilot, "f4")
        assert base(app).typing()
        await press(pilot, "escape", "b")
        assert isinstance(app.screen, QuickAddDialog)
        assert "[Note]" in shown(app)
        await press(pilot, "escape")
        at = base(app).query_one("#cases", RowList).cursor_index
        await press(pilot, "f12")
        assert base(app).query_one("#cases", RowList).cursor_index == (at or 0) + 1
        await press(pilot, "asterisk")
        assert status(app).startswith("Pinned")
        await press(pilot, "u")
        assert status(app).startswith("Pinned"), "u no longer undoes"
        await press(pilot, "ctrl+z")
        assert status(app).startswith("Undid: Pinned")
        await press(pilot, "question_mark")
        await send(app, pilot, "filter")
        assert "F4" in shown(app)
        assert keys_in_help(base(app), app.config.keys) >= {"F4", "b", "X", "F12"}
        assert not keys_in_help(base(app), app.config.keys) & {"/", "u", "x"}


async def test_the_key_that_saves_a_form_can_be_changed_too(caseload: Database) -> None:
    async with running(caseload, keys={"form.save": "f12"}) as (app, pilot):
        await go(app, pilot, "tasks")
        await hit(app, pilot, "e")
        assert shown(app).splitlines()[-1].startswith("  F12 Save")
        assert "F12 save, esc leave" in shown(app)
        assert isinstance(app.screen, FormScreen)
        app.screen.field("title").focus()
        await hit(app, pilot, "end", "x", "ctrl+s")
        assert isinstance(app.screen, FormScreen)
        await hit(app, pilot, "f12")
        assert len(app.screen_stack) == 1
        assert status(app).endswith("u Undo")


THERE = {"form.leave": "f13", "case.jump": "o, f14", "help.show": "?, f15", "dialog.close": "f16", "quit": "f17"}


async def test_keys_of_forms_dialogs_and_the_line_can_be_changed(caseload: Database) -> None:
    async with running(caseload, keys=THERE) as (app, pilot):
        await go(app, pilot, "tasks")
        await hit(app, pilot, "e")
        assert "F13 Leave" in shown(app).splitlines()[-1]
        assert "F15 more" in shown(app).splitlines()[-1]
        await hit(app, pilot, "escape", "ctrl+o", "f1", "f3")
        assert isinstance(app.screen, FormScreen), "the usual keys do nothing any more"
        await hit(app, pilot, "f15")
        assert isinstance(app.screen, HelpDialog)
        assert "Help: Form" in shown(app)
        assert "F13" in shown(app)
        await hit(app, pilot, "escape")
        assert isinstance(app.screen, HelpDialog)
        await hit(app, pilot, "f16", "f14")
        assert isinstance(app.screen, JumpDialog), "nothing was typed, so nothing was asked"
        await hit(app, pilot, "f16", "a")
        assert "F16 Close" in shown(app)
        await hit(app, pilot, "escape", "ctrl+q")
        assert isinstance(app.screen, QuickAddDialog)
        await hit(app, pilot, "f17")
        assert not app.is_running or app._exit


async def test_the_help_of_a_form_names_its_keys_and_does_them_there(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await go(app, pilot, "tasks")
        await hit(app, pilot, "e", "f1")
        for words in ("ctrl+s", "Save", "Leave the form", "Edit notes in your editor", "Open case"):
            assert words in shown(app)
        await send(app, pilot, "leave the form")
        await hit(app, pilot, "enter")
        assert len(app.screen_stack) == 1, "the form is left, nothing is done below it"


async def test_a_capital_follows_the_key_as_it_is_now(caseload: Database) -> None:
    async with running(caseload, keys={"note.add": "b", "client.bills": "n"}) as (app, pilot):
        await press(pilot, "B")
        assert isinstance(app.screen, QuickAddDialog)
        await press(pilot, "escape", "Y")
        assert isinstance(app.screen, MenuDialog)


CANNOT_STAND = [
    ({"note.add": "b"}, "b would be both note.add and client.bills."),
    ({"filter": "?"}, "? would be both help.show and filter."),
    ({"down": "s"}, "s would be both status.set and down."),
    ({"note": "b"}, "note is no command."),
    ({"pin": "crtl+n"}, "pin: 'crtl+n' is no key."),
    ({"pin": "ctrl+m"}, "pin: terminals send ctrl+m as enter."),
    ({"pin": " , "}, "pin is given no key, so it keeps its own."),
    (
        {"form.leave": "b"},
        "form.leave works where one types, and b is text there: take an F key or ctrl with a letter.",
    ),
    ({"form.leave": "ctrl+s"}, "ctrl+s would be both form.save and form.leave."),
]


@pytest.mark.parametrize(("keys", "said"), CANNOT_STAND)
def test_a_key_that_cannot_stand_is_left_out_with_its_reason(keys: dict[str, str], said: str) -> None:
    kept, problems = sound_keymap({**keys, "zoom": "f4"})
    assert said in problems
    assert kept == {"zoom": "f4"}, "the rest of her keys work"


async def test_keys_that_cannot_stand_are_said_at_the_start_and_the_usual_ones_stay(db: Database) -> None:
    wrong = {name: key for keys, _ in CANNOT_STAND for name, key in keys.items()}
    app = CaseTermApp(db, Config(Path("nowhere"), keys={**wrong, "zoom": "f4"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        assert isinstance(app.screen, MessageDialog)
        for _, said in CANNOT_STAND[:4]:
            assert said in " ".join(shown(app).split())
            assert said in app.messages
        assert app.config.keys == {"zoom": "f4"}
        await press(pilot, "enter", "slash")
        assert base(app).typing(), "the filter has its usual key"
    assert app.crash is None


async def test_a_theme_that_is_none_is_said_at_the_start(db: Database) -> None:
    app = CaseTermApp(db, Config(Path("nowhere"), theme="sunset"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        assert "There is no theme 'sunset'." in shown(app)
        assert app.theme == "textual-dark"


def test_two_commands_may_change_places() -> None:
    assert sound_keymap({"note.add": "b", "client.bills": "n"})[1] == []
    assert clashes({"note.add": "b", "client.bills": "n"}) == []


def test_the_names_of_keys_may_be_written_as_they_are_printed(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[keys]\n"pin" = "esc, ;"\n"back" = "del"\n"delete" = "PgDn"\n"page.down" = "^"\n'
    )
    kept, problems = sound_keymap(load_config(tmp_path).keys)
    assert problems == []
    assert kept == {"pin": "escape,semicolon", "back": "delete", "delete": "pagedown", "page.down": "circumflex_accent"}


@pytest.mark.parametrize("scope", [*MODES, "preview", "import"])
def test_every_binding_of_a_screen_can_be_changed_by_its_name(scope: str) -> None:
    for binding in bindings_for(scope):
        assert binding.id
        kept, problems = sound_keymap({binding.id: "f19"})
        assert (kept, problems) == ({binding.id: "f19"}, [])
