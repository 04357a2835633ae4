"""`caseterm keys`: every key, what it does and where."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from caseterm.cli.lines import row
from caseterm.cli.outputs import note, say, say_json
from caseterm.commands import (
    COMMANDS,
    EVERYWHERE,
    NAMED,
    RECORDS,
    TYPING,
    keys_of,
    keys_while_typing,
    printed,
)
from caseterm.config import load_config
from caseterm.menus import MENUS
from caseterm.paths import config_folder


def run(options: Namespace) -> int:
    """Print the keys as the config file leaves them, then the letters of the menus, then clashes."""
    config = load_config(config_folder())
    commands = [_command(command, config.keys) for command in COMMANDS]
    clashes = _clashes(config.keys)
    if options.json:
        menus = [_letter(name, scope, item) for (name, scope), items in MENUS.items() for item in items]
        say_json({"commands": commands, "menus": menus, "clashes": clashes})
    else:
        say(
            row(" ".join(each["keys"]) or "no key", each["label"], each["where"], each["help"], each["id"])
            for each in commands
        )
        for (name, scope), items in MENUS.items():
            opener = " ".join(printed(key) for key in keys_of(f"{name}.menu", config.keys))
            say(row(f"{opener} {item.key}", item.label, _where(frozenset({scope}))) for item in items)
    for unknown in sorted(set(config.keys) - NAMED):
        note(f"config.toml [keys] names {unknown}, which is no command.")
    for clash in clashes:
        note(f"{clash['key']} stands for {' and '.join(clash['ids'])} in {clash['where']}.")
    return 0


def _command(command: Any, keymap: Mapping[str, str]) -> dict[str, Any]:
    keys = [printed(key) for key in keys_of(command.id, keymap)]
    where = _where(command.scopes)
    return {"id": command.id, "keys": keys, "label": command.label, "where": where, "help": command.help}


def _letter(name: str, scope: str, item: Any) -> dict[str, str]:
    return {"menu": name, "key": item.key, "label": item.label, "where": _where(frozenset({scope}))}


def _where(scopes: frozenset[str]) -> str:
    if scopes >= EVERYWHERE or scopes == {"*"}:
        return "everywhere"
    return "all four screens" if scopes == RECORDS else ", ".join(sorted(scopes))


def _clashes(keymap: Mapping[str, str]) -> list[dict[str, Any]]:
    """Keys that stand for two commands on one screen."""
    users: dict[tuple[str, str], list[str]] = {}
    for command in COMMANDS:
        for scope in command.scopes:
            for key in (keys_while_typing if scope in TYPING else keys_of)(command.id, keymap):
                users.setdefault((scope, key), []).append(command.id)
    found = [(scope, key, ids) for (scope, key), ids in users.items() if len(ids) > 1]
    return [{"key": printed(key), "where": scope, "ids": ids} for scope, key, ids in sorted(found)]
