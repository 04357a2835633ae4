"""The words of the command line: commands and their options."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from caseterm.cli import plainreading, protecting
from caseterm.cli.optionkinds import count, days, json_option

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

AUDIENCES = ("attorney", "client", "provider")
SUMMARY_FORMATS = ("pdf", "html", "md", "txt", "json")

Build = Callable[["argparse.ArgumentParser"], None]
Command = tuple[str, str, str, str, Build]
"""The module that does it, its line in the list of commands, what it does, examples, and its options."""


def read(argv: Sequence[str]) -> argparse.Namespace | None:
    """What was asked for; `handler` names the module that does it. None when help or the version was printed.

    Raises UsageError.
    """
    plain: Any = plainreading.read(argv, COMMANDS, database_options)
    if plain is not None:
        found: argparse.Namespace = plain
        return found
    from caseterm.cli.fullreading import read as fully

    return fully(argv)


def database_options(parser: argparse.ArgumentParser, *, default: object = None) -> None:
    """The options that stand before or behind every command."""
    parser.add_argument("--db", metavar="FILE", default=default, help="the database to use")
    protecting.passphrase_option(parser, default=default)


def every_command() -> dict[str, Command]:
    from caseterm.cli import casepapers, scripting, timing, wholefiles

    return (
        COMMANDS
        | wholefiles.COMMANDS
        | casepapers.COMMANDS
        | timing.COMMANDS
        | protecting.COMMANDS
        | scripting.COMMANDS
    )


def _cases(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--find", metavar="TEXT", default="", help="words and fields, as after / on the screen")
    sub.add_argument("--view", metavar="NAME", default=None, help="which view (default: open)")
    json_option(sub)


def _case(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("number", metavar="NO", help="the case number, for example 26-0142")
    json_option(sub)


def _tasks(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--overdue", action="store_true", help="only what is past its day")
    json_option(sub)


def _agenda(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--days", metavar="N", type=days, default=7, help="how many days, today first (default 7)")
    json_option(sub)


def _summary(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("numbers", metavar="NO", nargs="+", help="the case number, for example 26-0142; or several")
    sub.add_argument(
        "--for",
        dest="audience",
        choices=AUDIENCES,
        default="attorney",
        help="who will read it; what an audience must not see is not in the file (default attorney)",
    )
    sub.add_argument("--format", choices=SUMMARY_FORMATS, default=None, help="default pdf, or what -o FILE ends with")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="file or folder; - is standard output")
    sub.add_argument("--final", action="store_true", help="without the line that says DRAFT")
    sub.add_argument(
        "--print",
        dest="printer",
        metavar="PRINTER",
        nargs="?",
        const="",
        default=None,
        help="send it to a printer (the system's usual one when none is named)",
    )
    sub.add_argument("--copies", metavar="N", type=count, default=1, help="how many copies to print (default 1)")


def _demo(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--cases", metavar="N", type=count, default=None, help="how many cases (default: 75, hand-made)")
    sub.add_argument("--seed", metavar="S", type=int, default=1, help="the same seed and day make the same cases")
    sub.add_argument("--keep", metavar="FILE", default=None, help="write the sample to FILE instead of opening it")


_VIEWS = """views: attention (needs attention), open, contact (contact due), sol (limitation under 90 days),
noappt (no next appointment), notask (no next task), pinned, closed, all, and each phase by its name.

--find takes words, all of which must be found, and fields:
  phase:treating  type:auto  city:"san jose"  claim:88a12  sol:<90  touch:>30  days:>60
  no:appt  no:task  no:contact  no:sol  is:pinned  is:open  is:closed  is:unverified

examples:
  caseterm cases --view attention
  caseterm cases --find "nguyen sol:<90"
  caseterm cases --view all --json"""

COMMANDS: dict[str, Command] = {
    "today": (
        "day",
        "the day at a glance",
        "Today's appointments and tasks, what is overdue, deadlines near, and the cases that need you, each a line.",
        "example:\n  caseterm today",
        json_option,
    ),
    "cases": (
        "cases",
        "the caseload, or what is found in it",
        "One case a line, fields parted by tabs: number, client, type, phase and days in it, days since the last\n"
        "contact, next event, limitation date, and why it needs you.",
        _VIEWS,
        _cases,
    ),
    "case": (
        "case",
        "one case, one fact a line",
        "Everything on file about one case, one fact a line.",
        "example:\n  caseterm case 26-0142\n  caseterm case 26-0142 | grep -i claim",
        _case,
    ),
    "tasks": (
        "tasks",
        "open tasks by their day",
        "One open task a line, overdue first.",
        "examples:\n  caseterm tasks\n  caseterm tasks --overdue --json",
        _tasks,
    ),
    "agenda": (
        "agenda",
        "appointments, tasks and deadlines of the coming days",
        "One entry a line, day by day.",
        "example:\n  caseterm agenda --days 14",
        _agenda,
    ),
    "summary": (
        "summary",
        "write or print a case summary",
        "Writes the case summary and says where. Files are never overwritten: the next is -2, -3.",
        "examples:\n  caseterm summary 26-0142\n  caseterm summary 26-0142 --for client --format html\n"
        "  caseterm summary 26-0142 --format txt -o -\n  caseterm summary 26-0142 --print",
        _summary,
    ),
    "keys": (
        "keys",
        "every key and what it does",
        "The keys as they are, with your own from the config file, and clashes between them.",
        "example:\n  caseterm keys | grep -i undo",
        json_option,
    ),
    "demo": (
        "demo",
        "try it on a sample caseload",
        "Opens the screens on a sample caseload made up for today: invented people, firms and numbers. It lies in a\n"
        "private temporary folder and is gone when you leave. Your own database is not touched.",
        "examples:\n  caseterm demo\n  caseterm demo --cases 10000\n  caseterm demo --keep sample.db   "
        "(then: caseterm --db sample.db)",
        _demo,
    ),
}
