"""The checklist files: the program's own and those a firm put in their place; they need no database."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from caseterm.errors import FieldProblem, InputError
from caseterm.ownfiles import OwnFiles, text_of
from caseterm.rules.checklist_file import parse_checklist
from caseterm.rules.checklists import Checklist, Item, merged
from caseterm.rules.terms import CLAIM_TYPES

BASE = "base"
FILES = OwnFiles("checklists", ".toml", "checklist", "checklists")


def items_for(claim_type: str) -> tuple[Item, ...]:
    """Every item for a kind of claim: the base and its own file. Raises InputError naming file, line and field."""
    own = _read(claim_type)
    if own is None:
        return merged([_needed(BASE)])
    return merged([_needed(BASE), *(_needed(name) for name in own.also), own])


def paths() -> list[Path]:
    """Every file that is in force, the base first."""
    return sorted(FILES.paths(), key=lambda path: path.stem != BASE)


def problems_of(files: Sequence[Path]) -> list[FieldProblem]:
    """All that is wrong with these files, and with how those in force fit together, by file, line and field."""
    found: list[FieldProblem] = []
    read: dict[str, Checklist] = {}
    for path in files:
        try:
            read[path.stem] = parse_checklist(text_of(path), file=path.name)
        except InputError as wrong:
            found += wrong.problems
    for name, checklist in read.items():
        found += _misfits(name, checklist)
    return found


def _misfits(name: str, checklist: Checklist) -> list[FieldProblem]:
    """What a file names that there is not: another file, an item to leave out, an item to wait for."""
    file = name + FILES.ending
    found = [
        FieldProblem(f"{file}, also", other, "is no checklist there is")
        for other in checklist.also
        if FILES.path(other) is None
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


def _needed(name: str) -> Checklist:
    found = _read(name)
    if found is None:
        raise InputError.one("checklists", name, f"there is no file {name}{FILES.ending}")
    return found


def _read(name: str) -> Checklist | None:
    path = FILES.path(name)
    return _parsed(path, path.stat().st_mtime_ns) if path is not None else None


@lru_cache(maxsize=32)
def _parsed(path: Path, _changed: int) -> Checklist:
    return parse_checklist(text_of(path), file=path.name)
