"""The user's own keys, for what is shown of them."""

from collections.abc import Mapping
from typing import Any

from textual.app import App

from caseterm.commands import keys_while_typing, printed


def own_keys(app: App[Any]) -> Mapping[str, str]:
    """What config.toml says of keys."""
    config = getattr(app, "config", None)
    keys: Mapping[str, str] = getattr(config, "keys", {})
    return keys


def own_key(app: App[Any], command_id: str) -> str:
    """The first key of a command where letters are text, as it is printed."""
    return printed(keys_while_typing(command_id, own_keys(app))[0])
