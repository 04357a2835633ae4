"""`caseterm next` and `caseterm education`: the client's page, and the texts it is made of."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from caseterm import educationfiles, sheets
from caseterm.cli.opening import reading
from caseterm.cli.outputs import say, say_json
from caseterm.cli.sheets import write_sheet
from caseterm.errors import InputError, UsageError
from caseterm.queries.summary import case_id_of
from caseterm.rules.education import PARTS, Library
from caseterm.rules.terms import PHASES, label


def run(options: Namespace) -> int:
    """Write the pages asked for; or see, check or copy the texts."""
    if options.command == "education":
        return _texts(options)
    known = educationfiles.libraries()
    if options.language and options.language not in known:
        raise InputError.one("Language", options.language, f"is one of {', '.join(known)}")
    if len(options.numbers) > 1:
        if options.output == "-":
            raise UsageError("Standard output takes one case at a time.", next_step="Name a folder: -o DIR/")
        if options.output is not None:
            options.output = f"{str(options.output).rstrip('/')}/"
    with reading(options) as db:
        for case_id in [case_id_of(db, number) for number in options.numbers]:
            write_sheet(db, sheets.next_steps(case_id, language=options.language)(db), options)
    return 0


def _texts(options: Namespace) -> int:
    """Raises InputError naming file, line and field of everything that is wrong."""
    match options.what:
        case "check":
            chosen = [Path(name) for name in options.files] or educationfiles.FILES.paths()
            problems = educationfiles.problems_of(chosen)
            if problems:
                raise InputError(problems, next_step="Correct the file; until then nothing is shown from it.")
            say([f"{path}: right" for path in chosen])
        case "copy":
            place = educationfiles.FILES.copy_out()
            say([f"The texts are in {place}. A file there stands in for the program's own."])
        case _:
            libraries = educationfiles.libraries()
            if options.json:
                say_json([row for library in libraries.values() for row in _as_json(library)])
            else:
                say(_lines(libraries))
    return 0


def _lines(libraries: Mapping[str, Library]) -> Iterator[str]:
    for code, library in libraries.items():
        for topic in library.topics:
            yield f"{code}\t{topic.key}\t{label(PHASES, topic.phase)}\t{PARTS[topic.part]}\t{topic.title}"


def _as_json(library: Library) -> Iterator[dict[str, object]]:
    for topic in library.topics:
        yield {
            "language": library.language, "key": topic.key, "phase": topic.phase, "part": topic.part,
            "title": topic.title, "text": topic.text,
        }  # fmt: skip
