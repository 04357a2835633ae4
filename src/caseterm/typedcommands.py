"""The commands that words for her name, whole: for the database at hand, with files that can be read and made."""

import re
from pathlib import Path

from caseterm.paths import database_path
from caseterm.rules.patterns import later

COMMANDS = ("backup", "cases", "check", "dump", "encrypt", "history", "recovery-key", "rekey", "restore", "today")
"""Those that hints name. The one other, `recover FILE NEWFILE`, works on files and gets them."""
_NAMED = later(rf"\bcaseterm (recover FILE NEWFILE|(?:{'|'.join(COMMANDS)})\b)")


def to_type(hint: str, path: Path) -> str:
    """A hint about the database at `path` with its commands as they can be typed.

    A full stop behind a command would be copied with it, so there is none.
    """

    def whole(found: re.Match[str]) -> str:
        return recover(path, beside=path) if found[1].startswith("recover ") else command(path, found[1])

    words = _NAMED.sub(whole, hint)
    _, named, rest = words.rpartition(": caseterm ")
    return words.removesuffix(".") if named and ". " not in rest else words


def command(path: Path, *words: str | Path) -> str:
    """A command on the database at `path`, which is named unless it is the one that opens without."""
    return _line(*(() if path == database_path(None) else ("--db", path)), *words)


def recover(source: Path, *, beside: Path) -> str:
    """The command that saves what a file still holds in a new one beside a database."""
    new = beside.with_name(f"{beside.stem}-recovered{beside.suffix}")
    number = 2
    while new.exists():
        new = beside.with_name(f"{beside.stem}-recovered-{number}{beside.suffix}")
        number += 1
    return _line("recover", source, new)


def _line(*words: str | Path) -> str:
    import shlex  # the screens start without it

    return shlex.join(["caseterm", *map(str, words)])
