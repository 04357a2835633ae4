"""What options of several commands take."""

import argparse
import os
from functools import cache


def days(text: str) -> int:
    """A number of days from 1 to 3650, as an option takes it."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3650:
        raise argparse.ArgumentTypeError(f"takes a number of days from 1 to 3650, not {text!r}")
    return int(text)


def count(text: str) -> int:
    """A number of cases from 1 to 100000, as an option takes it."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"takes a number of cases from 1 to 100000, not {text!r}")
    return int(text)


def json_option(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="one JSON document instead of lines")


class HelpLines(argparse.RawDescriptionHelpFormatter):
    """Knows the terminal's width without shutil: argparse makes one of these for each option it takes up."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Prose that is too wide for the terminal is wrapped anew; lists and examples stay line by line."""
        if "\n " in text:
            return super()._fill_text(text, width, indent)
        return "\n\n".join(
            argparse.HelpFormatter._fill_text(self, part, width, indent)
            if any(len(line) > width for line in part.splitlines())
            else super(HelpLines, self)._fill_text(part, width, indent)
            for part in text.split("\n\n")
        )


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
