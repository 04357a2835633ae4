"""What can be done on a screen, with the keys for it, as palette and help list it: from the command list alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseterm.commands import TYPING, commands_for, keys_of, keys_while_typing, printed
from caseterm.menus import MENUS, menu
from caseterm.rules.text import fold

LEADERS: Mapping[str, tuple[str, str]] = {
    "goto": ("goto.menu", "Go to"),
    "copy": ("copy.menu", "Copy"),
    "view": ("view.menu", "View"),
    "more": ("more.menu", "More"),
    "facet": ("facet.menu", "Filter by"),
}


@dataclass(frozen=True)
class Entry:
    """One thing to do: `keys` as printed, one string a key; `action` as the screen runs it."""

    label: str
    keys: tuple[str, ...]
    action: str
    help: str = ""
    everywhere: bool = False
    leader: str = ""


def entries(scope: str, keymap: Mapping[str, str]) -> list[Entry]:
    """The commands of a screen in the order of the list, then the letters of its leader menus.

    A scope with a dot ("client.tasks") is a section of a screen, whose own letters go first.
    """
    section, scope = scope, scope.partition(".")[0]
    keys_here = keys_while_typing if scope in TYPING else keys_of
    found = [
        Entry(
            command.label,
            tuple(printed(key) for key in keys_here(command.id, keymap)),
            command.action,
            help=command.help,
            everywhere="preview" in command.scopes and "import" in command.scopes,
        )
        for command in commands_for(scope)
    ]
    here = {command.id for command in commands_for(scope)}
    for name, (command_id, title) in LEADERS.items():
        keys = keys_of(command_id, keymap)
        if command_id not in here or not keys:
            continue
        for item in menu(name, *dict.fromkeys((section, scope))):
            label = f"{title}: {item.label}"
            found.append(Entry(label, (f"{printed(keys[0])} {item.key}",), item.action, leader=title))
    return found


def matching(offered: Sequence[Entry], text: str) -> list[Entry]:
    """The entries for what was typed, best first: the key itself, the label's beginning, its words, the help.

    All words must be found in label, help or keys. Nothing typed gives all, in their order.
    """
    typed = text.strip()
    if not typed:
        return list(offered)
    words = fold(typed).split()
    ranked = [(rank, place) for place, entry in enumerate(offered) if (rank := _rank(entry, typed, words)) is not None]
    return [offered[place] for _, place in sorted(ranked)]


def _rank(entry: Entry, typed: str, words: Sequence[str]) -> int | None:
    if typed in entry.keys:
        return 0
    label = fold(entry.label)
    if words and label.startswith(" ".join(words)):
        return 1
    if words and _all_begin(words, label):
        return 2
    if typed.casefold() in (key.casefold() for key in entry.keys):
        return 3
    if words and all(word in label for word in words):
        return 4
    everything = fold(" ".join((entry.label, entry.help, *entry.keys)))
    return 5 if words and all(word in everything for word in words) else None


def _all_begin(words: Iterable[str], label: str) -> bool:
    return all(f" {word}" in f" {label}" for word in words)


assert set(LEADERS) == {name for name, _ in MENUS}, "a leader menu without its title"
