"""The words of the command line: commands, options, and help that teaches."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from caseterm import __version__
from caseterm.cli import protecting
from caseterm.cli.optionkinds import HelpLines, count, days, json_option
from caseterm.errors import UsageError

AUDIENCES = ("attorney", "client", "provider")
SUMMARY_FORMATS = ("pdf", "html", "md", "txt", "json")

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


Build = Callable[[argparse.ArgumentParser], None]
Command = tuple[str, str, str, str, Build]
"""The module that does it, its line in the list of commands, what it does, examples, and its options."""


def read(argv: Sequence[str]) -> argparse.Namespace | None:
    """What was asked for; `handler` names the module that does it. None when help or the version was printed.

    Raises UsageError.
    """
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
    parser.add_argument("--db", metavar="FILE", help="the database to use")
    protecting.passphrase_option(parser)
    parser.add_argument("-V", "--version", action="version", version=f"caseterm {__version__}")
    parser.set_defaults(handler="screens", command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", prog=parser.prog)
    known = _COMMANDS if only in _COMMANDS else _every_command()
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
        sub.add_argument("--db", metavar="FILE", default=argparse.SUPPRESS, help="the database to use")
        protecting.passphrase_option(sub, default=argparse.SUPPRESS)
        build(sub)
        sub.set_defaults(handler=handler)
    return parser


def _every_command() -> dict[str, Command]:
    from caseterm.cli import casepapers, scripting, timing

    return _COMMANDS | casepapers.COMMANDS | timing.COMMANDS | protecting.COMMANDS | scripting.COMMANDS


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


def _import(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="FILE", help="CSV, XLSX, ICS, or a JSON export of caseterm")
    sub.add_argument("--map", metavar="FILE.toml", dest="mapping", default=None, help="which column is which field")
    sub.add_argument("--dry-run", action="store_true", help="show what would be brought in; write nothing")
    sub.add_argument("-y", "--yes", action="store_true", help="do not ask")
    sub.add_argument("--sheet", metavar="NAME", default=None, help="which sheet of a workbook (default the first)")
    sub.add_argument("--encoding", metavar="NAME", default=None, help="the file's encoding, where it is guessed wrong")
    sub.add_argument("--header-line", metavar="N", type=count, default=None, help="the line with the headings")
    sub.add_argument("--case", metavar="NO", default=None, help="calendar: the case of entries that name none")
    sub.add_argument("--without-case", action="store_true", help="calendar: keep entries that name no case, too")
    sub.add_argument("--past", action="store_true", help="calendar: bring in what is past, too")
    json_option(sub)


def _export(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--format",
        choices=("json", "csv", "ics"),
        required=True,
        help="json: everything; csv: the caseload; ics: a calendar",
    )
    sub.add_argument("-o", "--output", metavar="FILE", default="-", help="where to write (default standard output)")
    sub.add_argument("--case", metavar="NO", default=None, help="ics: of this case only (default: every open case)")
    sub.add_argument(
        "--names",
        choices=("full", "initials", "none"),
        default=None,
        help="ics: how clients are named. Default initials, for calendars are shared and synced to phones: M.G. and "
        "the case number, no notes, and the client's name taken out of titles. none leaves the initials out, too. "
        "full writes names, and what an appointment is for.",
    )
    sub.add_argument("--todos", action="store_true", help="ics: tasks as to-dos (Google and Outlook leave those out)")


def _backup(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="FILE", nargs="?", help="the copy to make (default: its own folder)")
    sub.add_argument("--list", action="store_true", help="list the backups beside the database, newest first")
    json_option(sub)


def _restore(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="FILE", help="the backup to put in the database's place")
    sub.add_argument("-y", "--yes", action="store_true", help="do not ask for the word")


def _recover(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", metavar="FILE", help="the damaged database; it is only read")
    sub.add_argument("newfile", metavar="NEWFILE", help="the new database to make; it must not be there yet")
    json_option(sub)


def _check(sub: argparse.ArgumentParser) -> None:
    json_option(sub)


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

_COMMANDS: dict[str, Command] = {
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
    "import": (
        "importing",
        "bring cases in from a spreadsheet, or appointments from a calendar file",
        "Reads the file, shows which column was taken for which field and the first rows, and asks before it writes.\n"
        "All rows are one act: one undo removes them. What fits no field goes into the case's notes.\n\n"
        "A calendar file (.ics) of a provider or a court gives appointments and tasks. Each is matched to a case by a\n"
        "number, the client's name or an address in it; the same file again brings only what changed.",
        "examples:\n  caseterm import caseload.xlsx --dry-run\n  caseterm import caseload.csv --map columns.toml "
        "--yes\n  caseterm import court.ics --case 26-0142",
        _import,
    ),
    "export": (
        "exporting",
        "write the whole database as JSON, the caseload as CSV, or the calendar as ICS",
        "JSON holds every row and can be imported again; CSV holds one case a row for a spreadsheet; ICS holds the\n"
        "appointments, deadlines and open tasks for Outlook, Google or Apple, from 30 days ago on (of one case all of\n"
        "them). Import it there again after changes: each entry keeps its identity and is brought up to date.",
        "examples:\n  caseterm export --format json -o caseterm.json\n  caseterm export --format csv > caseload.csv\n"
        "  caseterm export --format ics -o caseload.ics\n  caseterm export --format ics --case 26-0142 --names none",
        _export,
    ),
    "backup": (
        "backup",
        "copy the database to a file, checked",
        "Makes a copy by the database's own means, also while the screens are open, and checks it before it counts.",
        "examples:\n  caseterm backup\n  caseterm backup ~/backups/caseterm-monday.db\n  caseterm backup --list",
        _backup,
    ),
    "restore": (
        "restoring",
        "put a backup in the database's place",
        "Shows what is in the backup against what is there now, and asks for the word restore. What is replaced is\n"
        "backed up and kept; another restore brings it back. Cut short at any moment, the old or the new is there.",
        "examples:\n  caseterm backup --list\n  caseterm restore backups/caseterm-000012-20261121-094100-auto.db",
        _restore,
    ),
    "check": (
        "check",
        "look whether the database is whole",
        "Looks at the file's integrity, references, settings, history, permissions, and documents that are missing.\n"
        "Nothing is changed. Ends with 78 when something is broken.",
        "example:\n  caseterm check --json",
        _check,
    ),
    "recover": (
        "recovering",
        "save what a damaged database still holds into a new one",
        "Reads the damaged file row by row, never writing to it, brings back from the history what is gone, and\n"
        "lists what could not be saved. Ends with 1 when anything is missing. A backup is the better way where there "
        "is one.",
        "example:\n  caseterm recover caseterm.db recovered.db\n  caseterm --db recovered.db",
        _recover,
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
