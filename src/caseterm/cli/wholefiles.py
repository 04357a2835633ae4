"""The words of the commands that take or make a whole file: import, export, backup, restore, check, recover."""

import argparse
from collections.abc import Callable

from caseterm.cli.optionkinds import count, json_option


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


COMMANDS: dict[str, tuple[str, str, str, str, Callable[[argparse.ArgumentParser], None]]] = {
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
}
