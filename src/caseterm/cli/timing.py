"""The words of the commands about time: count, deadlines, sheet, checklists."""

import argparse
from collections.abc import Callable

from caseterm.cli.optionkinds import days, json_option
from caseterm.rules.disclosure import AUDIENCES
from caseterm.rules.terms import CLAIM_TYPES

SWEEP_FORMATS = ("txt", "pdf", "html", "md", "json")
SERVED = ("mail", "clerk", "electronic", "other")


def _count(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("day", metavar="DAY", help="the event: 11/5/2026, 2026-11-05, today, mon; it is not counted")
    sub.add_argument("period", metavar="PERIOD", nargs="+", help='21, 21d, 16b, 2w, 3m, 2y, 72h; "14 days before"')
    sub.add_argument("--before", action="store_true", help="count back from the event")
    sub.add_argument("--court", metavar="ST", default="US", help="US, or a state's two letters (default US)")
    sub.add_argument("--state", metavar="ST", default="", help="the state a federal court is in, for its holidays")
    sub.add_argument("--service", choices=SERVED, default="", help="how it was served, where that adds days")
    sub.add_argument("--at", metavar="TIME", default="", help="the time of the event, for a period in hours")
    sub.add_argument("--zone", metavar="ZONE", default="America/New_York", help="the clock on that wall, for hours")
    sub.add_argument("--closed", metavar="DAY", action="append", default=[], help="the clerk cannot be reached then")
    sub.add_argument("--short", action="store_true", help="draw together the days that merely count")
    json_option(sub)


def _deadlines(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--days", metavar="N", type=days, default=90, help="how many days ahead (default 90)")
    sub.add_argument("--format", choices=SWEEP_FORMATS, default=None, help="write the sweep as a document")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="file or folder; - is standard output")
    json_option(sub)


def _sheet(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "day", metavar="DAY", nargs="?", default="", help="the first day: 11/24, tomorrow, mon (default today)"
    )
    sub.add_argument("--week", action="store_true", help="seven days instead of one")
    sub.add_argument("--days", metavar="N", type=days, default=None, help="so many days")
    sub.add_argument("--case", metavar="NO", default="", help="only this client's appointments, in large type for them")
    sub.add_argument(
        "--requests", action="store_true", help="outstanding records and bills instead; also of one --case"
    )
    sub.add_argument("--review", action="store_true", help="how the whole caseload does, on a page, instead")
    sub.add_argument("--timeline", metavar="NO", default="", help="the picture of a case's treatment instead")
    sub.add_argument("--plan", metavar="NO", default="", help="the recovery plan of a case instead")
    sub.add_argument(
        "--for", dest="audience", choices=tuple(AUDIENCES), default=None, help="plan, progress: who reads it"
    )
    sub.add_argument(
        "--progress", metavar="NO", default="", help="the initial, progress or closure report of a case instead"
    )
    sub.add_argument("--due", action="store_true", help="requests: only what is to be chased by today")
    sub.add_argument("--format", choices=SWEEP_FORMATS, default=None, help="default: as the file is named, else pdf")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="file or folder; - is standard output")


def _checklists(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("what", choices=("check", "list", "copy"), nargs="?", default="list", help="default list")
    sub.add_argument("files", metavar="FILE", nargs="*", default=[], help="files to check (default: those in force)")
    sub.add_argument(
        "--claim", metavar="TYPE", choices=tuple(CLAIM_TYPES), default="auto_liability", help="kind of claim"
    )
    json_option(sub)


COMMANDS: dict[str, tuple[str, str, str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "count": (
        "counting",
        "count court days and show how",
        "Counts a period as FRCP 6 does, or as a state's court, and prints every day of it. Where the rule is read in\n"
        "two ways both dates are printed: the safe one and the possible one. Nothing is stored, nothing is verified.",
        "examples:\n  caseterm count 2026-11-05 21\n  caseterm count 8/6/2026 30d --service mail\n"
        "  caseterm count 7/18/2026 14 days before\n  caseterm count 2026-11-24 48h --at 3pm --state CA\n"
        "  caseterm count 2026-11-05 21 --json",
        _count,
    ),
    "deadlines": (
        "deadlines",
        "the deadlines of the next days, unverified first",
        "One deadline a line: the day to file by, days left, what, against whom, client, case, and who verified it.\n"
        "With --format the sweep is written as a document, as p does in the list of deadlines.",
        "examples:\n  caseterm deadlines\n  caseterm deadlines --days 30 --json\n"
        "  caseterm deadlines --days 90 --format pdf\n  caseterm deadlines --format md -o -",
        _deadlines,
    ),
    "sheet": (
        "sheets",
        "print a day, a week, a client's appointments, or outstanding requests",
        "A day sheet holds the appointments, rides, deadlines and tasks of a day, as p does in the calendar. With\n"
        "--case it is the client's own: their next appointments with the rides, in plain words and large type.\n"
        "--requests lists the records and bills that are out, by who has to answer, with what they said last.",
        "examples:\n  caseterm sheet\n  caseterm sheet mon --week -o monday.pdf\n"
        "  caseterm sheet --case 26-0142 --days 28\n  caseterm sheet tomorrow --format txt -o -\n"
        "  caseterm sheet --plan 26-0142 --for client\n  caseterm sheet --progress 26-0142 --for provider\n"
        "  caseterm sheet --requests --due\n  caseterm sheet --requests --case 26-0142",
        _sheet,
    ),
    "checklists": (
        "checklists",
        "see, check and copy the checklists",
        "What each phase asks for, by kind of claim, with its source. check reads the files and names file, line and\n"
        "field of what is wrong; copy puts them into the config folder, where a firm changes them.",
        "examples:\n  caseterm checklists\n  caseterm checklists list --claim workers_compensation --json\n"
        "  caseterm checklists copy\n  caseterm checklists check",
        _checklists,
    ),
}
