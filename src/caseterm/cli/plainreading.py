"""A command line read without argparse, where it is written plainly: most are, and need not wait for it.

Each command declares its options once, for argparse; the same declaration is read here. What is not plain (help, a
mistake, `--option=value`) is argparse's to read, and to speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace

from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Build = Callable[[Any], None]


class NotPlainError(Exception):
    """This is for argparse."""


@value
class _Option:
    dest: str
    flag: bool
    values: int | str | None
    kind: Callable[[str], Any]
    choices: Sequence[Any] | None

    def read(self, word: str) -> Any:
        try:
            found = self.kind(word)
        except Exception:
            raise NotPlainError from None
        if self.choices is not None and found not in self.choices:
            raise NotPlainError
        return found


class _Declared:
    """Takes a command's declarations as argparse's parser does, as far as they can be read here."""

    def __init__(self) -> None:
        self.options: dict[str, _Option] = {}
        self.places: list[_Option] = []
        self.defaults: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        raise NotPlainError

    def add_argument(
        self,
        *names: str,
        dest: str = "",
        action: str = "store",
        nargs: int | str | None = None,
        default: Any = None,
        type: Callable[[str], Any] = str,
        choices: Sequence[Any] | None = None,
        const: Any = None,
        metavar: str = "",
        help: str = "",
    ) -> None:
        """As argparse's. Raises NotPlainError for what is not read here."""
        flag = action == "store_true"
        if action not in ("store", "store_true") or (isinstance(default, str) and type is not str):
            raise NotPlainError
        long = next((name for name in names if name.startswith("--")), names[0])
        option = _Option(dest or long.lstrip("-").replace("-", "_"), flag, nargs, type, choices)
        if not names[0].startswith("-"):
            self.places.append(option)
            return
        self.options |= dict.fromkeys(names, option)
        self.defaults[option.dest] = False if flag else default


def read(
    argv: Sequence[str], commands: Mapping[str, tuple[str, str, str, str, Build]], everywhere: Build
) -> SimpleNamespace | None:
    """What argparse would make of it: `everywhere` declares what stands before or behind the command. None: ask it."""
    try:
        before = _Declared()
        everywhere(before)
        values: dict[str, Any] = dict(before.defaults)
        rest = list(argv)
        while rest and rest[0] in before.options:
            rest = _option(before.options, rest, values)
        if not rest or rest[0] not in commands:
            return None
        declared = _Declared()
        handler, *_, build = commands[rest[0]]
        build(declared)
        values |= declared.defaults
        _command(declared.options | before.options, declared.places, rest[1:], values)
    except NotPlainError:
        return None
    return SimpleNamespace(**values, command=rest[0], handler=handler)


def _option(options: Mapping[str, _Option], rest: list[str], values: dict[str, Any]) -> list[str]:
    """Read the option at the beginning; what stands behind it."""
    option = options[rest[0]]
    if option.flag:
        values[option.dest] = True
        return rest[1:]
    if option.values is not None or len(rest) < 2 or not _is_value(rest[1]):
        raise NotPlainError
    values[option.dest] = option.read(rest[1])
    return rest[2:]


def _is_value(word: str) -> bool:
    return word == "-" or (word != "" and not word.startswith("-"))


def _command(options: Mapping[str, _Option], places: list[_Option], rest: list[str], values: dict[str, Any]) -> None:
    """Read what follows the command: options anywhere, values that stand together."""
    found: list[str] = []
    parted = False
    while rest:
        if rest[0] in options:
            rest = _option(options, rest, values)
            parted = bool(found)
        elif parted or not _is_value(rest[0]):
            raise NotPlainError
        else:
            found.append(rest[0])
            rest = rest[1:]
    if len(places) == 1 and places[0].values == "+" and found:
        values[places[0].dest] = [places[0].read(word) for word in found]
    elif len(places) == len(found) and all(place.values is None for place in places):
        values |= {place.dest: place.read(word) for place, word in zip(places, found, strict=True)}
    else:
        raise NotPlainError
