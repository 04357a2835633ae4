"""The checklist files: the program's own and those a firm put in their place; they need no database."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from caseterm import resources
from caseterm.errors import CannotCreateError, ConflictError, FieldProblem, InputError
from caseterm.paths import config_folder, make_private_folder
from caseterm.rules.checklist_file import parse_checklist
from caseterm.rules.checklists import Checklist, Item, merged
from caseterm.rules.terms import CLAIM_TYPES

BASE = "base"
ENDING = ".toml"


def items_for(claim_type: str) -> tuple[Item, ...]:
    """Every item for a kind of claim: the base and its own file. Raises InputError naming file, line and field."""
    own = _read(claim_type)
    if own is None:
        return merged([_needed(BASE)])
    return merged([_needed(BASE), *(_needed(name) for name in own.also), own])


def folder() -> Path:
    """Where a firm's own checklists lie; a file there stands in for the program's of the same name."""
    return config_folder() / "checklists"


def paths() -> list[Path]:
    """Every file that is in force, the firm's own in place of the program's."""
    found = {path.name: path for place in (_shipped(), folder()) for path in sorted(place.glob(f"*{ENDING}"))}
    return [found[name] for name in sorted(found, key=lambda name: (name != BASE + ENDING, name))]


def problems_of(files: Sequence[Path]) -> list[FieldProblem]:
    """All that is wrong with these files, and with how those in force fit together, by file, line and field."""
    found: list[FieldProblem] = []
    read: dict[str, Checklist] = {}
    for path in files:
        try:
            read[path.stem] = parse_checklist(_text(path), file=path.name)
        except InputError as wrong:
            found += wrong.problems
    for name, checklist in read.items():
        found += _misfits(name, checklist)
    return found


def copy_out() -> Path:
    """Put the program's files into the firm's folder to be changed; what is there already stays.

    Raises ConflictError when every file is there, CannotCreateError.
    """
    place = folder()
    wanted = [path for path in sorted(_shipped().glob(f"*{ENDING}")) if not (place / path.name).exists()]
    if not wanted:
        raise ConflictError("Every checklist is in your folder already.", next_step=f"Edit the files in {place}.")
    try:
        make_private_folder(place)
        for path in wanted:
            with (place / path.name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise CannotCreateError(f"The checklists cannot be written to {place}: {problem.strerror}.") from None
    return place


def _misfits(name: str, checklist: Checklist) -> list[FieldProblem]:
    """What a file names that there is not: another file, an item to leave out, an item to wait for."""
    file = name + ENDING
    found = [
        FieldProblem(f"{file}, also", other, "is no checklist there is")
        for other in checklist.also
        if _path(other) is None
    ]
    try:
        together = items_for(name if name in CLAIM_TYPES else "")
        base = {item.key for item in _needed(BASE).items}
    except InputError:
        return found
    keys = {item.key for item in together} | {item.key for item in checklist.items}
    found += [
        FieldProblem(f"{file}, leave_out", key, "is no item of the base")
        for key in checklist.leave_out
        if key not in base | keys
    ]
    found += [
        FieldProblem(f"{file}, item {item.key}, after", item.after, "is the key of no item")
        for item in checklist.items
        if item.after and item.after not in keys
    ]
    return found + _rings(file, checklist)


def _rings(file: str, checklist: Checklist) -> list[FieldProblem]:
    """Items that wait for each other, so that none would ever come."""
    before = {item.key: item.after for item in checklist.items if item.after}
    found = []
    for key in before:
        seen, at = {key}, before.get(key, "")
        while at and at not in seen:
            seen.add(at)
            at = before.get(at, "")
        if at == key:
            found.append(FieldProblem(f"{file}, item {key}, after", before[key], "waits for an item that waits for it"))
    return found


def _shipped() -> Path:
    return resources.data() / "checklists"


def _path(name: str) -> Path | None:
    places = (place / f"{name}{ENDING}" for place in (folder(), _shipped()))
    return next((path for path in places if name and path.is_file()), None)


def _needed(name: str) -> Checklist:
    found = _read(name)
    if found is None:
        raise InputError.one("checklists", name, f"there is no file {name}{ENDING}")
    return found


def _read(name: str) -> Checklist | None:
    path = _path(name)
    return _parsed(path, path.stat().st_mtime_ns) if path is not None else None


@lru_cache(maxsize=32)
def _parsed(path: Path, _changed: int) -> Checklist:
    return parse_checklist(_text(path), file=path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError.one(str(path), "", f"cannot be read ({type(problem).__name__})") from None
