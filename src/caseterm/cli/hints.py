"""The commands that a hint names, so that they can be typed as they stand."""

from __future__ import annotations

import re
import shlex
from argparse import Namespace
from pathlib import Path

from caseterm.cli.outputs import again
from caseterm.paths import database_path

_COMMAND = re.compile(
    r"\bcaseterm (recover FILE NEWFILE|(?:backup|cases|check|encrypt|history|recovery-key|restore)\b)"
)


def to_type(options: Namespace, hint: str) -> str:
    """A hint whose commands are for the database that was named, with files that can be read and made.

    A full stop behind a command would be copied with it, so there is none.
    """
    words = _COMMAND.sub(lambda found: _whole(options, found[1]), hint)
    _, command, rest = words.rpartition(": caseterm ")
    return words.removesuffix(".") if command and ". " not in rest else words


def _whole(options: Namespace, command: str) -> str:
    if command.startswith("recover "):
        named = getattr(options, "db", None)
        return recover(Path(named) if named else database_path(None), beside=database_path(named))
    return again(options, command)


def recover(source: Path, *, beside: Path) -> str:
    """The command that saves what a file still holds in a new one beside a database."""
    new = beside.with_name(f"{beside.stem}-recovered{beside.suffix}")
    number = 2
    while new.exists():
        new = beside.with_name(f"{beside.stem}-recovered-{number}{beside.suffix}")
        number += 1
    return f"caseterm recover {shlex.quote(str(source))} {shlex.quote(str(new))}"
