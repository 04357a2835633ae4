"""The letters' templates: the program's own Word files and those a firm put in their place; no database is needed."""

from collections.abc import Sequence
from pathlib import Path

from caseterm import resources
from caseterm.errors import CannotCreateError, ConflictError, FieldProblem, NotFoundError, StorageError
from caseterm.paths import config_folder, make_private_folder
from caseterm.rules.letters import LETTERS, Letter
from caseterm.values import value

ENDING = ".docx"


@value
class Template:
    """A letter's template: where it is, and whether the firm has made it her own."""

    letter: Letter
    path: Path
    own: bool


def folder(config: Path | None = None) -> Path:
    """Where a firm's own letters lie; a file there stands in for the program's of the same name."""
    return (config or config_folder()) / "templates" / "letters"


def template(code: str, config: Path | None = None) -> Template:
    """The template of a letter. Raises NotFoundError for an unknown code, naming those there are."""
    letter = known(code)
    own = folder(config) / f"{letter.code}{ENDING}"
    if own.is_file():
        return Template(letter, own, True)
    return Template(letter, _shipped() / f"{letter.code}{ENDING}", False)


def known(code: str) -> Letter:
    """The letter of that code; - and _ are the same. Raises NotFoundError naming those there are."""
    letter = LETTERS.get(code.strip().lower().replace("-", "_"))
    if letter is None:
        raise NotFoundError(f"There is no letter {code}.", next_step="There are " + ", ".join(LETTERS) + ".")
    return letter


def read(code: str, config: Path | None = None) -> bytes:
    """A template's bytes. Raises NotFoundError and StorageError."""
    found = template(code, config)
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
        if path.stem not in LETTERS:
            found.append(FieldProblem(path.name, "", "is the name of no letter: " + ", ".join(LETTERS)))
    return found


def copy_out(config: Path | None = None) -> Path:
    """Put the program's letters into the firm's folder to be changed in Word; what is there already stays.

    Raises ConflictError when every letter is there, CannotCreateError.
    """
    place = folder(config)
    wanted = [code for code in LETTERS if not (place / f"{code}{ENDING}").exists()]
    if not wanted:
        raise ConflictError("Every letter is in your folder already.", next_step=f"Edit the files in {place}.")
    try:
        make_private_folder(place.parent)
        make_private_folder(place)
        for code in wanted:
            with (place / f"{code}{ENDING}").open("xb") as file:
                file.write((_shipped() / f"{code}{ENDING}").read_bytes())
    except OSError as problem:
        raise CannotCreateError(f"The letters cannot be written to {place}: {problem.strerror}.") from None
    return place


def _shipped() -> Path:
    return resources.data() / "templates" / "letters"
