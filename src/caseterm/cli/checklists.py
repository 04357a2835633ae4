"""`caseterm checklists`: see, check and copy the files the checklists come from."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from caseterm import checklistfiles
from caseterm.cli.outputs import say, say_json
from caseterm.errors import InputError
from caseterm.rules.checklists import ANCHORS, Item
from caseterm.rules.terms import PHASES


def run(options: Namespace) -> int:
    """Check, list or copy."""
    match options.what:
        case "check":
            return _check([Path(name) for name in options.files])
        case "copy":
            place = checklistfiles.FILES.copy_out()
            say([f"The checklists are in {place}. A file there stands in for the program's own."])
        case _:
            items = checklistfiles.items_for(options.claim)
            if options.json:
                say_json([_as_json(item) for item in items])
            else:
                say(_lines(items))
    return 0


def _check(files: list[Path]) -> int:
    """Raises InputError naming file, line and field of everything that is wrong."""
    chosen = files or checklistfiles.paths()
    problems = checklistfiles.problems_of(chosen)
    if problems:
        raise InputError(problems, next_step="Correct the file; until then no phase can be entered with it.")
    say([f"{path}: right" for path in chosen])
    return 0


def _lines(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        distance = f"{item.offset.count:+}{item.offset.unit}" if item.offset else "no date"
        parts = [
            item.key, PHASES[item.phase], item.title, f"{ANCHORS[item.anchor]} {distance}", item.who,
            f"every {item.every}" if item.every else "", f"after {item.after}" if item.after else "",
            f"through {PHASES[item.through]}" if item.through else "",
            f"for each {item.each}{f', until {item.until}' if item.until else ''}" if item.each else "", item.source,
        ]  # fmt: skip
        yield "\t".join(part for part in parts if part)


def _as_json(item: Item) -> dict[str, object]:
    return {
        "key": item.key, "phase": item.phase, "title": item.title, "anchor": item.anchor,
        "offset": f"{item.offset.count:+}{item.offset.unit}" if item.offset else "",
        "hard": f"{item.hard.count:+}{item.hard.unit}" if item.hard else "",
        "who": item.who, "every": item.every, "after": item.after, "each": item.each, "when": dict(item.when),
        "until": item.until, "through": item.through,
        "note": item.note, "source": item.source,
    }  # fmt: skip
