"""`caseterm letters`: see, check and copy the letters' templates."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from caseterm import letterfiles
from caseterm.cli.outputs import say, say_json
from caseterm.errors import InputError
from caseterm.rules.letters import FIELDS, LISTS


def run(options: Namespace) -> int:
    """List, name the fields, copy or check."""
    match options.what:
        case "copy":
            say([f"The letters are in {letterfiles.copy_out()}. A file there stands in for the program's own."])
        case "check":
            return _check([Path(name) for name in options.files])
        case "fields":
            if options.json:
                say_json({"fields": {path: words for path, (words, _) in FIELDS.items()}, "lists": LISTS})
            else:
                say(_field_lines())
        case _:
            found = letterfiles.templates()
            if options.json:
                say_json([_as_json(each) for each in found])
            else:
                own = {True: "your own", False: "caseterm's"}
                say(f"{each.path.stem}\t{each.letter.title}\t{own[each.own]}\t{each.path}" for each in found)
    return 0


def _check(files: list[Path]) -> int:
    """Raises InputError naming file and field of everything that is wrong."""
    chosen = files or [each.path for each in letterfiles.templates()]
    problems = letterfiles.problems_of(chosen)
    if problems:
        raise InputError(problems, next_step="Correct the file in Word; until then that letter cannot be written.")
    say([f"{path}: right" for path in chosen])
    return 0


def _field_lines() -> Iterator[str]:
    for path, (words, _) in FIELDS.items():
        yield f"{{{{ {path} }}}}\t{words}"
    for name, fields in LISTS.items():
        for each, words in fields.items():
            yield f"{{% for each in {name} %}} {{{{ each.{each} }}}}\t{words}"


def _as_json(each: letterfiles.Template) -> dict[str, object]:
    letter = each.letter
    return {
        "code": letter.code, "title": letter.title, "to": letter.to, "follow_up_days": letter.days,
        "template": str(each.path), "own": each.own, "language": each.language,
    }  # fmt: skip
