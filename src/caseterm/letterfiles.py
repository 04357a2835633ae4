"""The letters' templates: the program's own Word files and those a firm put in their place; no database is needed.

A letter to the client may have a template for each language: closing.es.docx stands beside closing.docx.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from caseterm.errors import FieldProblem, NotFoundError, StorageError
from caseterm.ownfiles import OwnFiles
from caseterm.rules.letters import LETTERS, Letter
from caseterm.rules.nextsteps import ENGLISH
from caseterm.values import value

ENDING = ".docx"
FILES = OwnFiles("templates/letters", ENDING, "letter", "letters")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@value
class Template:
    """A letter's template: its language, where it is, and whether the firm has made it her own."""

    letter: Letter
    path: Path
    own: bool
    language: str = ENGLISH


def folder(config: Path | None = None) -> Path:
    """Where a firm's own letters lie; a file there stands in for the program's of the same name."""
    return FILES.folder(config)


def template(code: str, config: Path | None = None, *, language: str = ENGLISH) -> Template:
    """The template of a letter, in English where there is none in the language. Raises NotFoundError naming the codes.

    A template in the language goes before one of the firm's own in English.
    """
    letter = known(code)
    path = FILES.path(f"{letter.code}.{language}", config) if language != ENGLISH else None
    if path is None:
        path, language = FILES.path(letter.code, config) or FILES.shipped() / f"{letter.code}{ENDING}", ENGLISH
    return Template(letter, path, path.parent == folder(config), language)


def templates(config: Path | None = None) -> list[Template]:
    """Every template in force, letter by letter, English first."""
    found = []
    for code in LETTERS:
        names = (path.stem.partition(".") for path in FILES.paths(config))
        others = sorted(rest for stem, _, rest in names if stem == code and _LANGUAGE.fullmatch(rest))
        found += [template(code, config, language=language) for language in (ENGLISH, *others)]
    return found


def languages(said: str, config: Path | None = None) -> Mapping[str, str]:
    """The language of each letter to a client who speaks as `said`, where there is a template in it."""
    from caseterm.educationfiles import language_for

    language = language_for(said) if said else ENGLISH
    found = {code: template(code, config, language=language).language for code in LETTERS if language != ENGLISH}
    return {code: each for code, each in found.items() if each != ENGLISH and LETTERS[code].to == "client"}


def known(code: str) -> Letter:
    """The letter of that code; - and _ are the same. Raises NotFoundError naming those there are."""
    letter = LETTERS.get(code.strip().lower().replace("-", "_"))
    if letter is None:
        raise NotFoundError(f"There is no letter {code}.", next_step="There are " + ", ".join(LETTERS) + ".")
    return letter


def read(code: str, config: Path | None = None, *, language: str = ENGLISH) -> bytes:
    """A template's bytes. Raises NotFoundError and StorageError."""
    found = template(code, config, language=language)
    try:
        return found.path.read_bytes()
    except OSError:
        raise StorageError(
            f"The template {found.path.name} could not be read.",
            safe="Nothing was written.",
            next_step=f"Look at who may read {found.path}.",
        ) from None


def problems_of(files: Sequence[Path]) -> list[FieldProblem]:
    """All that is wrong with these templates, by file and field."""
    from caseterm.exports import letters

    found: list[FieldProblem] = []
    for path in files:
        try:
            found += letters.problems_of(path.name, path.read_bytes())
        except OSError as problem:
            found.append(FieldProblem(str(path), "", f"cannot be read ({problem.strerror})"))
        code, dot, language = path.stem.partition(".")
        if code not in LETTERS:
            found.append(FieldProblem(path.name, "", "is the name of no letter: " + ", ".join(LETTERS)))
        elif dot and not (_LANGUAGE.fullmatch(language) and LETTERS[code].to == "client"):
            found.append(FieldProblem(path.name, "", "is no letter to the client in a language, as closing.es.docx"))
    return found


def copy_out(config: Path | None = None) -> Path:
    """Put the program's letters into the firm's folder to be changed in Word; what is there already stays.

    Raises ConflictError when every letter is there, CannotCreateError.
    """
    return FILES.copy_out(config=config)
