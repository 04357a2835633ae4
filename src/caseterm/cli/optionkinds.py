"""What options of several commands take."""

import argparse


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
