"""The words of the commands that write the papers of cases."""

import argparse
from collections.abc import Callable

from caseterm.cli import casemoney
from caseterm.cli.optionkinds import count, json_option
from caseterm.cli.timing import SWEEP_FORMATS
from caseterm.rules.letters import LETTERS


def _letter(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "code", metavar="CODE", help="which letter (caseterm letters lists them), or due: all that are due"
    )
    sub.add_argument("numbers", metavar="NO", nargs="+", help="the case number, for example 26-0142; or several")
    sub.add_argument("--to", metavar="NAME", default="", help="only to whom has this in the name (default: everybody)")
    sub.add_argument(
        "--set",
        dest="extra",
        metavar="FIELD=TEXT",
        action="append",
        default=[],
        help="a field for this letter alone, such as demand.amount='$50,000.00'",
    )
    sub.add_argument("--show", action="store_true", help="print the text and write nothing")
    sub.add_argument("-o", "--output", metavar="FOLDER", default=None, help="where to (default: each case's folder)")


def _of_cases(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("numbers", metavar="NO", nargs="+", help="the case number, for example 26-0142; or several")
    _written(sub)


def _written(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--format", choices=SWEEP_FORMATS, default=None, help="default: as the file is named, else pdf")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="file or folder; - is standard output")


def _letters(sub: argparse.ArgumentParser) -> None:
    _files(sub, ("list", "fields", "copy", "check"))


def _texts(sub: argparse.ArgumentParser) -> None:
    _files(sub, ("list", "copy", "check"))


def _files(sub: argparse.ArgumentParser, kinds: tuple[str, ...]) -> None:
    sub.add_argument("what", choices=kinds, nargs="?", default="list", help="default list")
    sub.add_argument("files", metavar="FILE", nargs="*", default=[], help="files to check (default: those in force)")
    json_option(sub)


def _next(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--language", metavar="CODE", default="", help="en, es, or that of a file of your own")
    _of_cases(sub)


def _disbursement(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("numbers", metavar="NO", nargs="+", help="the case number, for example 26-0142; or several")
    sub.add_argument("--offer", metavar="AMOUNT", default="", help="a projection as if this were paid, such as 45k")
    sub.add_argument("--version", metavar="N", type=count, default=None, help="a statement locked before")
    sub.add_argument("--format", choices=SWEEP_FORMATS, default=None, help="default pdf, or what the file ends with")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="a file, a folder/, or - (default: exports)")


_CODES = "\n".join(f"  {code:<24}{letter.title}" for code, letter in LETTERS.items())
COMMANDS: dict[str, tuple[str, str, str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "letter": (
        "letter",
        "write a letter in Word, for one case or many",
        "Fills in the letter for everybody the case may send it to, saves it into the case's folder, and enters it as\n"
        "a draft for the attorney's review. A field that is not on file is named, and then nothing is written.",
        f"letters:\n{_CODES}\n\nexamples:\n  caseterm letter records_request 26-0142\n"
        "  caseterm letter client_status 26-0142 26-0143 -o letters/\n"
        "  caseterm letter preservation 26-0142 --to Budget --show\n"
        "  caseterm letter demand_cover 26-0142 --set demand.amount='$50,000.00'\n"
        "  caseterm letter due 26-0142",
        _letter,
    ),
    "chronology": (
        "caseprints",
        "write the medical chronology",
        "A row for each visit with the page that proves it, gaps of thirty days and missing bills flagged, and at the\n"
        "end what is not cited yet, which records are missing, and the attorney's open questions.",
        "examples:\n  caseterm chronology 26-0142\n  caseterm chronology 26-0142 --format txt -o -",
        _of_cases,
    ),
    "next": (
        "education",
        "write the client's page: what comes next",
        "One page in large type, in the client's language: where the case is, what comes next, the next dates, what\n"
        "we do, what the client does, and whom to call.",
        "examples:\n  caseterm next 26-0142\n  caseterm next 26-0142 --language es --format txt -o -",
        _next,
    ),
    "education": (
        "education",
        "see, check and copy the texts that explain a case to its client",
        "list tells every topic; copy puts the texts into the config folder, where they are changed; check says what\n"
        "is wrong with them.",
        "examples:\n  caseterm education\n  caseterm education copy\n  caseterm education check",
        _texts,
    ),
    "index": (
        "caseprints",
        "write the index of a case's file, with what is missing",
        "Every document with its file, what is not in order with it, and what by its stage the file should hold.",
        "examples:\n  caseterm index 26-0142\n  caseterm index 26-0142 26-0031 -o indexes/",
        _of_cases,
    ),
    "disclosures": (
        "caseprints",
        "write what was disclosed of a case: when, what, for whom, where to",
        "Every file and print that this program made of a case, those for outside the firm first, for the accounting\n"
        "of disclosures that a client may ask for.",
        "examples:\n  caseterm disclosures 26-0142\n  caseterm disclosures 26-0142 --format txt -o -",
        _of_cases,
    ),
    "meeting": (
        "caseprints",
        "write the caseload list for the Monday meeting",
        "Every open case in a line, stage by stage, the most urgent first, with room for what is decided.",
        "examples:\n  caseterm meeting\n  caseterm meeting -o monday.pdf",
        _written,
    ),
    "letters": (
        "letters",
        "see, check and copy the letters' templates",
        "list names the letters and where each template lies; fields names what a template may use; copy puts the\n"
        "templates into the config folder, where they are changed in Word; check says what is wrong with them.",
        "examples:\n  caseterm letters\n  caseterm letters fields\n  caseterm letters copy\n  caseterm letters check",
        _letters,
    ),
    "disbursement": (
        "disbursement",
        "write the disbursement statement of a case, or a projection of it",
        "The statement that is locked, with its payees, acknowledgement and signature lines. Where none is locked, a\n"
        "projection of the recoveries, else of the last offer or demand, marked so on every page. One that does not\n"
        "balance to the cent is never written.",
        "examples:\n  caseterm disbursement 26-0142\n  caseterm disbursement 26-0142 --offer 45k --format txt -o -\n"
        "  caseterm disbursement 26-0142 26-0143 -o statements/",
        _disbursement,
    ),
    **casemoney.COMMANDS,
}
