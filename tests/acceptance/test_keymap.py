"""The keymap as a whole: every command can be reached and does something, no key is unsafe, none means two things."""

import inspect

import pytest
from rich.cells import cell_len
from textual.actions import parse

from caseterm.commands import BY_ID, COMMANDS, EVERYWHERE, HINTS, MODES, clashes, commands_for, hints_for
from caseterm.menus import MENUS, menu
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.entries import entries
from caseterm.screens.dialogs.palette import PaletteDialog
from caseterm.widgets.chrome import KeyBar
from caseterm.widgets.rowlist import RowList
from tests.acceptance.classes import CaseTermApp, node_classes, own_bindings, screens

DESTRUCTIVE = ("archive", "delete", "remove", "close", "purge", "discard", "clear", "leave", "quit", "exit")
UNSAFE_CTRL = {
    "h", "i", "m", "left_square_bracket", "j", "a", "b", "v", "d", "e", "k", "u", "w", "x", "l", "r", "t", "n", "f",
    "g", "tab", "plus", "minus", "0", "comma", "enter", "left", "right", "up", "down", "home", "end", "space",
}  # fmt: skip
UNSAFE = {"f10", "f11", "f12", "insert", "shift+enter", *(f"ctrl+{key}" for key in UNSAFE_CTRL)}
UNSAFE_PREFIXES = ("alt+", "ctrl+shift+", "ctrl+alt+", "super+", "meta+", "cmd+", "hyper+")


def unsafe(key: str) -> bool:
    """Whether some terminal keeps this key for itself, or sends it as another."""
    return key in UNSAFE or key.startswith(UNSAFE_PREFIXES)


def runs(action: str, screen: type[BaseScreen]) -> str:
    """Why an action would do nothing on a screen; empty when it would run."""
    namespace, name, arguments = parse(action)
    home: type[object] = CaseTermApp if namespace == "app" else screen
    method = getattr(home, f"action_{name}", None)
    if method is None:
        return f"{home.__name__} has no action_{name}"
    try:
        inspect.signature(method).bind(None, *arguments)
    except TypeError as problem:
        return f"{home.__name__}.action_{name}: {problem}"
    return ""


def test_every_scope_has_its_screen_and_every_screen_its_scope() -> None:
    assert set(screens()) == set(EVERYWHERE)


@pytest.mark.parametrize("scope", sorted(EVERYWHERE))
def test_every_command_and_every_menu_letter_acts_on_its_screens(scope: str) -> None:
    screen = screens()[scope]
    dead = [f"{command.id}: {why}" for command in commands_for(scope) if (why := runs(command.action, screen))]
    for (name, place), items in MENUS.items():
        if place == scope or (place == "*" and scope in MODES and (name, scope) not in MENUS):
            dead += [f"{name} {item.key}: {why}" for item in items if (why := runs(item.action, screen))]
    assert dead == []


@pytest.mark.parametrize("scope", sorted(EVERYWHERE))
def test_every_command_has_a_key_or_stands_in_the_palette(scope: str) -> None:
    offered = {entry.action for entry in PaletteDialog(scope, {}).offered}
    missing = {command.id for command in commands_for(scope) if command.action not in offered}
    assert missing <= {"palette"}, "only the palette itself is not in the palette"
    bound = {binding.id for binding in own_bindings(screens()[scope])}
    assert {command.id for command in commands_for(scope) if command.keys} <= bound


def test_no_letter_stands_twice_in_a_menu_and_every_leader_has_one_where_it_works() -> None:
    for (name, scope), items in MENUS.items():
        letters = [item.key for item in items]
        assert len(letters) == len(set(letters)), f"{name} on {scope}"
        assert all(len(letter) == 1 and letter.isascii() and letter.isalpha() for letter in letters)
    for command in COMMANDS:
        if command.id.endswith(".menu"):
            for scope in command.scopes:
                assert menu(command.id.removesuffix(".menu"), scope), f"{command.id} opens nothing on {scope}"


def test_no_key_of_the_program_is_one_a_terminal_takes_or_changes() -> None:
    found = [
        f"{kind.__name__}: {binding.key} ({binding.action})"
        for kind in node_classes()
        for binding in own_bindings(kind)
        if unsafe(binding.key)
    ]
    assert found == []


def test_only_leaving_the_program_goes_before_what_has_the_focus() -> None:
    first = {
        (binding.key, binding.action) for kind in node_classes() for binding in own_bindings(kind) if binding.priority
    }
    assert first == {("ctrl+q", "leave")}


def test_no_key_means_two_things_on_a_screen() -> None:
    assert clashes({}) == []
    general = {key: command.id for command in COMMANDS if command.scopes >= EVERYWHERE for key in command.keys}
    for scope in EVERYWHERE:
        for command in commands_for(scope):
            for key in command.keys:
                assert general.get(key, command.id) == command.id, f"{key} on {scope} hides {general[key]}"


def test_no_key_of_a_list_hides_a_command() -> None:
    listed = {binding.key for binding in own_bindings(RowList)}
    taken = {key for command in COMMANDS if command.scopes & set(MODES) for key in command.keys}
    assert listed & taken == set()


def test_no_capital_destroys_anything() -> None:
    capitals = [command for command in COMMANDS if any(len(key) == 1 and key.isupper() for key in command.keys)]
    assert len(capitals) >= 4
    for command in capitals:
        assert not any(word in command.action for word in DESTRUCTIVE), command.id


def test_no_single_key_but_delete_puts_a_record_away() -> None:
    ways = {
        key
        for command in COMMANDS
        if command.scopes & EVERYWHERE
        and any(word in command.action for word in ("archive", "delete", "remove", "close", "purge"))
        for key in command.keys
    }
    assert ways == {"delete"}
    assert not {key for command in COMMANDS for key in command.keys} & {"backspace", "ctrl+d", "ctrl+k"}


def test_the_first_letter_of_going_somewhere_changes_no_record() -> None:
    assert all(parse(item.action)[1].startswith(("go", "last_case", "list_")) for item in MENUS[("goto", "*")])


def test_what_is_needed_while_typing_has_a_key_that_reaches_it_there() -> None:
    for name in ("help.show", "palette", "case.jump", "add", "contact.log", "quit", "pane.next"):
        assert any(len(key) > 1 and (key[0] == "f" or key.startswith("ctrl+")) for key in BY_ID[name].keys), name


@pytest.mark.parametrize("scope", sorted(EVERYWHERE))
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_the_key_bar_shows_whole_hints_the_most_wanted_first(scope: str, width: int) -> None:
    hints = hints_for(scope)
    shown = KeyBar(hints).fitting(width)
    assert shown[-1] == ("?", "more")
    assert len(shown) <= 8
    assert shown[:-1] == hints[: len(shown) - 1]
    assert sum(2 + cell_len(f"{key} {word}") for key, word in shown) <= width
    assert all(place in BY_ID or place == "open" for place, _ in HINTS[scope])


def test_palette_and_help_offer_the_same_things() -> None:
    for scope in EVERYWHERE:
        offered = {entry.action for entry in entries(scope, {})}
        assert {command.action for command in commands_for(scope)} <= offered
        labels = [entry.label for entry in entries(scope, {})]
        assert len(labels) == len(set(labels)), f"two entries of one name on {scope}"
