"""The one list of commands: it feeds the keys, the palette, the key bar, the help and the documents.

A command's action is a Textual action on the screen it stands on, or `app.…` for what works everywhere.
A verb means the same on every screen that has it; a screen offers a verb by naming it in `scopes`.
"""

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from caseterm.commands.boards import BOARDS
from caseterm.commands.everywhere import PALETTE_ONLY, SCREENS, WHILE_TYPING
from caseterm.commands.hints import HINTS
from caseterm.commands.kinds import EVERYWHERE, MODES, RECORDS, TYPED, TYPING, Command
from caseterm.widgets.painted import key_name
from caseterm.widgets.rowlist import RowList

__all__ = [
    "BY_ID", "COMMANDS", "EVERYWHERE", "HINTS", "KEY_NAMES", "LIST_KEYS", "MODES", "MOVES", "NAMED", "RECORDS", "TYPED",
    "TYPING", "Command", "bindings_for", "clashes", "commands_for", "hints_for", "keys_of", "keys_while_typing",
    "printed", "shared_keys", "textual_keymap", "typing_id", "while_typing",
]  # fmt: skip

COMMANDS: tuple[Command, ...] = (*SCREENS, *BOARDS, *PALETTE_ONLY, *WHILE_TYPING)
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def commands_for(scope: str) -> list[Command]:
    """What can be done on a screen, in the order of the list."""
    return [command for command in COMMANDS if scope in command.scopes]


def while_typing(actions: Mapping[str, str]) -> list[BindingType]:
    """Bindings where letters are text: the action for each command or list key, on the keys of it that type nothing.

    Their ids stand in `textual_keymap`, so config.toml changes them by the command's name.
    """
    return [
        Binding(",".join(keys_while_typing(name)), action, show=False, id=typing_id(name))
        for name, action in actions.items()
    ]


def keys_while_typing(command_id: str, keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys of a command that type nothing, the user's own where she gave such; else the usual ones."""
    own = tuple(key for key in keys_of(command_id, keymap) if key not in TYPED)
    return own or tuple(key for key in keys_of(command_id) if key not in TYPED)


def textual_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """The user's keys under the ids that bindings have."""
    typing = {typing_id(name): ",".join(keys_while_typing(name, keymap)) for name in keymap}
    return {**keymap, **{name: keys for name, keys in typing.items() if keys}}


def typing_id(command_id: str) -> str:
    """The id of a command's binding where letters are text."""
    return f"{command_id} while typing"


def bindings_for(scope: str) -> list[Binding]:
    """The key bindings of a screen; their ids let config.toml change them."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            show=False,
            id=command.id,
            tooltip=command.help,
        )
        for command in commands_for(scope)
        if command.keys
    ]


KEY_NAMES: Mapping[str, str] = {
    "question_mark": "?", "colon": ":", "slash": "/", "asterisk": "*", "minus": "-", "plus": "+",
    "comma": ",", "full_stop": ".",
    "left_square_bracket": "[", "right_square_bracket": "]", "exclamation_mark": "!", "at": "@", "number_sign": "#",
    "escape": "esc", "space": "space", "delete": "del", "left": "left", "right": "right",
    "ctrl+backslash": "ctrl+\\",
}  # fmt: skip


def printed(key: str) -> str:
    """A key as it is printed: `slash` reads /."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key


LIST_KEYS: Mapping[str, tuple[str, ...]] = {
    str(binding.id): tuple(binding.key.split(",")) for binding in RowList.BINDINGS if isinstance(binding, Binding)
}
"""The keys of every list by their names for config.toml; those without a name cannot be changed."""
MOVES = ("up", "down", "page.up", "page.down")
"""Those that also move in the list of a dialog while its text field has the keyboard."""
NAMED = frozenset({*BY_ID, *LIST_KEYS})
"""Every name that [keys] may have."""


def keys_of(command_id: str, keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys of a command or a list, the user's own where config.toml names some."""
    if keymap and command_id in keymap:
        return tuple(key_name(key.strip()) for key in keymap[command_id].split(",") if key.strip())
    if command_id in BY_ID:
        return BY_ID[command_id].keys
    return LIST_KEYS.get(command_id, ())


def hints_for(scope: str, keymap: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The key bar of a screen: printed key and word."""
    hints = []
    for command_id, word in HINTS.get(scope, ()):
        keys = keys_of(command_id, keymap)
        if keys:
            hints.append((printed(keys[0]), word))
    return hints


def clashes(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with a keymap, one sentence a problem: unknown names, and keys that two commands share."""
    unknown = [f"[keys] names {name!r}, which is no command." for name in keymap if name not in NAMED]
    return unknown + [f"{printed(key)} is both {one} and {other}." for key, one, other in shared_keys(keymap)]


def shared_keys(keymap: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Each key that two commands of one screen would share under a keymap, with the two."""
    found: list[tuple[str, str, str]] = []
    for scope in sorted({*EVERYWHERE, *TYPING}):
        taken: dict[str, str] = {}
        listed = LIST_KEYS if scope in MODES else MOVES if scope in ("dialog", "line") else ()
        for name in (*(command.id for command in commands_for(scope)), *listed):
            for key in keys_while_typing(name, keymap) if scope in TYPING else keys_of(name, keymap):
                other = taken.setdefault(key, name)
                if other != name:
                    found.append((key, other, name))
    return list(dict.fromkeys(found))
