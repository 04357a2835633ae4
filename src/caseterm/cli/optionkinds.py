"""What options of several commands take."""

from __future__ import annotations

import os
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def days(text: str) -> int:
    """A number of days from 1 to 3650, as an option takes it."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3650:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"takes a number of days from 1 to 3650, not {text!r}")
    return int(text)


def count(text: str) -> int:
    """A number of cases from 1 to 100000, as an option takes it."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"takes a number of cases from 1 to 100000, not {text!r}")
    return int(text)


def json_option(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="one JSON document instead of lines")


@cache
def columns() -> int:
    """As many as shutil.get_terminal_size finds."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(1).columns or 80
    except (OSError, ValueError):
        return 80
