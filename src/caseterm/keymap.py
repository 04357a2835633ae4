"""The user's own keys: those of config.toml that can stand, and why the others cannot."""

import re
from collections.abc import Mapping

from textual.keys import Keys

from caseterm.commands import BY_ID, NAMED, TYPED, TYPING, printed, shared_keys
from caseterm.widgets.painted import key_name

_SHORT = {"esc": "escape", "del": "delete", "pgup": "pageup", "pgdn": "pagedown", "return": "enter"}
_SENT_AS = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
_KNOWN = frozenset({*(key.value for key in Keys), *(key_name(chr(code)) for code in range(0x20, 0x7F))})


def sound_keymap(keymap: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The entries that can stand, their keys by Textual's names, and a sentence for each thing wrong with the others.

    An entry with an unknown name, an unknown key or a key that another command has is left out, so that no command
    loses its key unsaid.
    """
    kept: dict[str, str] = {}
    problems: list[str] = []
    for name, text in keymap.items():
        keys = [_named(key) for key in re.split(r",(?=.)", text) if key.strip()]
        wrong = next((sentence for key in keys if (sentence := _wrong(name, key))), "")
        if name not in NAMED:
            problems.append(f"{name} is no command.")
        elif not keys:
            problems.append(f"{name} is given no key, so it keeps its own.")
        elif wrong:
            problems.append(wrong)
        else:
            kept[name] = ",".join(keys)
    while found := shared_keys(kept):
        problems += [f"{printed(key)} would be both {one} and {other}." for key, one, other in found]
        both = {name for _, one, other in found for name in (one, other)}
        kept = {name: keys for name, keys in kept.items() if name not in both}
    return kept, problems


def _named(key: str) -> str:
    key = key.strip() or " "
    return key_name(_SHORT.get(key.lower(), key))


def _wrong(name: str, key: str) -> str:
    if key in _SENT_AS:
        return f"{name}: terminals send {key} as {printed(_SENT_AS[key])}."
    if key not in _KNOWN:
        return f"{name}: {key!r} is no key."
    if key in TYPED and name in BY_ID and BY_ID[name].scopes <= set(TYPING):
        return f"{name} works where one types, and {printed(key)} is text there: take an F key or ctrl with a letter."
    return ""
