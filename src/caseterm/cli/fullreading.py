"""The command line read by argparse: help that teaches, and words for what was mistaken."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from caseterm import __version__
from caseterm.cli import optionkinds
from caseterm.cli.parser import COMMANDS, database_options, every_command
from caseterm.errors import UsageError

_ABOUT = """A personal-injury case manager's whole day, on the keyboard.

Without a command the four screens open: cases, client, calendar, tasks. Press ? there for the keys.
With a command the same lists and prints go to standard output, one fact a line, for scripts and screen readers."""

_MORE = """examples:
  caseterm                                     open the screens
  caseterm demo                                try it on a sample caseload, nothing is kept
  caseterm today                               the day: appointments, tasks, deadlines, who needs you
  caseterm cases --find "nguyen"               every open case with Nguyen in name, number, phone, claim or city
  caseterm cases --view sol                    a view of the caseload (caseterm cases --help names them)
  caseterm case 26-0142                        one case, one fact a line
  caseterm summary 26-0142 --for client        write the case summary as PDF
  caseterm import caseload.xlsx                read a spreadsheet, show what was understood, ask, then bring it in
  caseterm cases --json | python3 -m json.tool for other programs

the database:
  --db FILE, else the variable CASETERM_DB, else the one in your own data folder (caseterm check says where).
  An encrypted one asks for its passphrase, unless --passphrase-file FILE or CASETERM_PASSPHRASE_FILE has it.
  CASETERM_TODAY=2026-11-22 sets the program's idea of today.

exit codes:
  0 right   64 usage, or no terminal   65 bad input   66 not found   70 an error of caseterm's own
  73 cannot create   74 disk full or error   75 in use   76 written by a newer caseterm   77 not permitted
  78 damaged   129 terminal closed   130 interrupted   143 ended from outside

caseterm COMMAND --help tells more about one command."""


class _Shown(Exception):
    """Help or the version was printed; there is nothing left to run."""


class _Parser(argparse.ArgumentParser):
    """argparse, but speaking through caseterm's errors."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", next_step=f"{self.format_usage().strip()}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise _Shown


def read(argv: Sequence[str]) -> argparse.Namespace | None:
    """As `parser.read`, whatever was written."""
    try:
        options = _parser(_asked(argv)).parse_args(argv)
    except _Shown:
        sys.stdout.flush()
        return None
    return options


def _asked(argv: Sequence[str]) -> str:
    """The command among the arguments, "" when there is none yet: its parser is the only one that need be made."""
    rest = iter(argv)
    for argument in rest:
        if argument in ("--db", "--passphrase-file"):
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return ""


def _parser(only: str) -> argparse.ArgumentParser:
    """The parser of one command; of all of them when `only` is none, for help and for the refusal."""
    parser = _Parser(
        prog="caseterm",
        description=_ABOUT,
        epilog=_MORE,
        formatter_class=HelpLines,
        allow_abbrev=False,
    )
    database_options(parser)
    parser.add_argument("-V", "--version", action="version", version=f"caseterm {__version__}")
    parser.set_defaults(handler="screens", command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", prog=parser.prog)
    known = COMMANDS if only in COMMANDS else every_command()
    for name in (only,) if only in known else known:
        handler, summary, description, epilog, build = known[name]
        sub = commands.add_parser(
            name,
            help=summary,
            description=description,
            epilog=epilog,
            formatter_class=HelpLines,
            allow_abbrev=False,
        )
        database_options(sub, default=argparse.SUPPRESS)
        build(sub)
        sub.set_defaults(handler=handler)
    return parser


class HelpLines(argparse.RawDescriptionHelpFormatter):
    """Knows the terminal's width without shutil: argparse makes one of these for each option it takes up."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=optionkinds.columns() - 2)

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
