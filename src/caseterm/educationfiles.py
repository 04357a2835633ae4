"""The files of education texts: the program's own and those a firm put in their place; they need no database."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from caseterm import resources
from caseterm.errors import CannotCreateError, ConflictError, FieldProblem, InputError
from caseterm.paths import config_folder, make_private_folder
from caseterm.rules.education import Library
from caseterm.rules.education_file import parse_education

ENDING = ".toml"


def libraries() -> Mapping[str, Library]:
    """The texts of every language, by its code, English first. Raises InputError naming file, line and field."""
    read = [_parsed(path, path.stat().st_mtime_ns) for path in paths()]
    return {library.language: library for library in read}


def folder() -> Path:
    """Where a firm's own texts lie; a file there stands in for the program's of the same name."""
    return config_folder() / "education"


def paths() -> list[Path]:
    """Every file that is in force, the firm's own in place of the program's."""
    found = {path.name: path for place in (_shipped(), folder()) for path in sorted(place.glob(f"*{ENDING}"))}
    return [found[name] for name in sorted(found)]


def problems_of(files: Sequence[Path]) -> list[FieldProblem]:
    """All that is wrong with these files, by file, line and field."""
    found: list[FieldProblem] = []
    for path in files:
        try:
            parse_education(_text(path), file=path.name)
        except InputError as wrong:
            found += wrong.problems
    return found


def copy_out() -> Path:
    """Put the program's files into the firm's folder to be changed; what is there already stays.

    Raises ConflictError when every file is there, CannotCreateError.
    """
    place = folder()
    wanted = [path for path in sorted(_shipped().glob(f"*{ENDING}")) if not (place / path.name).exists()]
    if not wanted:
        raise ConflictError("Every text is in your folder already.", next_step=f"Edit the files in {place}.")
    try:
        make_private_folder(place)
        for path in wanted:
            with (place / path.name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise CannotCreateError(f"The texts cannot be written to {place}: {problem.strerror}.") from None
    return place


def _shipped() -> Path:
    return resources.data() / "education"


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int) -> Library:
    return parse_education(_text(path), file=path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError.one(str(path), "", f"cannot be read ({type(problem).__name__})") from None
