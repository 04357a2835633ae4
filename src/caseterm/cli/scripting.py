"""The words of the commands for scripts: batch, dump, undo, redo, history."""

import argparse
from collections.abc import Callable

from caseterm.cli.optionkinds import count, json_option


def _undo(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("count", metavar="N", nargs="?", type=count, default=1, help="how many acts (default 1)")
    json_option(sub)


def _history(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("number", metavar="NO", nargs="?", default=None, help="one case, for example 26-0142")
    sub.add_argument("--find", metavar="TEXT", default="", help="words and fields, as after / on the screen")
    sub.add_argument("--limit", metavar="N", type=count, default=None, help="how many (default 200; in a file 5,000)")
    sub.add_argument("--format", choices=("pdf", "html", "md", "txt"), default=None, help="write a file to print")
    sub.add_argument("-o", "--output", metavar="FILE", default=None, help="file or folder; - is standard output")
    json_option(sub)


def _batch(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--acts", action="store_true", help="list the acts and their fields; read nothing")


COMMANDS: dict[str, tuple[str, str, str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "history": (
        "history",
        "who changed what, when, from what to what",
        "One act after another, the newest first, and under each what it changed, from what to what. What was undone\n"
        "is marked. With --format a file with page numbers, and on each page whether the hash chain holds.",
        "--find takes words, found in the acts and in the values they changed, and fields:\n"
        "  who:gold  kind:task  kind:undo  case:26-0142  from:11/1  to:yesterday  on:mon\n\n"
        "examples:\n  caseterm history 26-0142\n  caseterm history --find 'phase from:-30d' --limit 20 --json\n"
        "  caseterm history --format pdf",
        _history,
    ),
    "undo": (
        "undoing",
        "take back the newest act",
        "Takes back the newest act, or the newest N, as u does on the screens. An undo is in the history too.",
        "examples:\n  caseterm undo\n  caseterm undo 3",
        _undo,
    ),
    "redo": (
        "undoing",
        "do again what was undone",
        "Does again the act that was undone last, or the last N.",
        "example:\n  caseterm redo",
        _undo,
    ),
    "batch": (
        "batch",
        "acts from a script, one JSON object a line",
        "Reads one act a line from standard input and answers each with one JSON line when it is on disk. A refused\n"
        "act says why, and the rest goes on. docs/scripting.md describes every act.",
        'example:\n  echo \'{"act": "add_task", "title": "call", "case": "26-0142"}\' | caseterm batch\n'
        "  caseterm batch --acts",
        _batch,
    ),
    "lock": (
        "lock",
        "who has the database open",
        "Tells which copy of caseterm has the database open to write, on which machine and since when, without\n"
        "opening it. Ends with 75 when one has, else with 0. The screens are locked by their own key (caseterm keys).",
        "example:\n  caseterm lock --json",
        json_option,
    ),
    "dump": (
        "dumping",
        "every row of the record as JSON, in a stable order",
        "Writes every row of every table to standard output; the same content gives the same bytes.",
        "example:\n  caseterm dump --json > before.json",
        json_option,
    ),
}
