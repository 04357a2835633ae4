"""The files of education texts: the program's own and those a firm put in their place; they need no database."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from caseterm.errors import FieldProblem, InputError
from caseterm.ownfiles import OwnFiles, text_of
from caseterm.rules.education import Library, language_of
from caseterm.rules.education_file import parse_education

FILES = OwnFiles("education", ".toml", "text", "texts")


def libraries() -> Mapping[str, Library]:
    """The texts of every language, by its code, English first. Raises InputError naming file, line and field."""
    read = [_parsed(path, path.stat().st_mtime_ns) for path in FILES.paths()]
    return {library.language: library for library in read}


def language_for(said: str) -> str:
    """The code of the language to print a client's page in: the client's own where there are texts in it."""
    return language_of(libraries(), said)


def problems_of(files: Sequence[Path]) -> list[FieldProblem]:
    """All that is wrong with these files, by file, line and field."""
    found: list[FieldProblem] = []
    for path in files:
        try:
            parse_education(text_of(path), file=path.name)
        except InputError as wrong:
            found += wrong.problems
    return found


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int) -> Library:
    return parse_education(text_of(path), file=path.name)
