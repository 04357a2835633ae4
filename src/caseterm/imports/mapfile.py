"""Mapping files: which heading means which field, kept as TOML for the next export of the same system."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caseterm.errors import NotFoundError, StorageError
from caseterm.imports.dates import Order
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.fields import KEPT, Field, field_named
from caseterm.rules.terms import CASE_TYPES, PHASES
from caseterm.rules.text import fold

_KEYS = {"sheet", "encoding", "header_line", "dates", "columns", "phases", "types"}


@dataclass(frozen=True)
class MapFile:
    """What the user decided about a kind of file; headings, phases and types are folded."""

    columns: Mapping[str, Field | None] = field(default_factory=dict)
    phases: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    encoding: str | None = None
    header_line: int | None = None
    order: Order | None = None


def read_mapfile(path: Path) -> MapFile:
    """A mapping file. Raises FileRefusedError naming the entry that cannot be used, NotFoundError, StorageError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise NotFoundError("There is no such mapping file.", next_step="Check the path.") from None
    except tomllib.TOMLDecodeError as problem:
        raise FileRefusedError(f"The mapping file is not TOML: {problem}.") from None
    except UnicodeDecodeError:
        raise FileRefusedError("The mapping file is not UTF-8 text.") from None
    except OSError as problem:
        raise StorageError(f"The mapping file cannot be read: {problem.strerror}.") from None
    return _checked(data)


def _checked(data: dict[str, Any]) -> MapFile:
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise FileRefusedError(f"The mapping file has an entry nobody knows: {unknown[0]}.")
    try:
        columns = {fold(heading): field_named(str(word)) for heading, word in _table(data, "columns").items()}
        order = Order(data["dates"]) if "dates" in data else None
    except ValueError as problem:
        raise FileRefusedError(f"Mapping file: {problem}.") from None
    line = data.get("header_line")
    if line is not None and (not isinstance(line, int) or line < 1):
        raise FileRefusedError("Mapping file: header_line is the number of the line with the headings.")
    return MapFile(
        columns,
        _codes(_table(data, "phases"), PHASES, "phase"),
        _codes(_table(data, "types"), CASE_TYPES, "case type"),
        _word(data, "sheet"),
        _word(data, "encoding"),
        line,
        order,
    )


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key, {})
    if not isinstance(found, dict):
        raise FileRefusedError(f"Mapping file: {key} is a table, begun by [{key}].")
    return found


def _word(data: dict[str, Any], key: str) -> str | None:
    found = data.get(key)
    if found is not None and not isinstance(found, str):
        raise FileRefusedError(f"Mapping file: {key} is a word in quotes.")
    return found


def _codes(table: dict[str, Any], terms: Mapping[str, str], what: str) -> dict[str, str]:
    by_words = {fold(shown): code for code, shown in terms.items()} | {fold(code): code for code in terms}
    found = {}
    for theirs, ours in table.items():
        code = by_words.get(fold(str(ours)))
        if code is None:
            raise FileRefusedError(f"Mapping file: {ours} is not a {what}; they are: {', '.join(terms.values())}.")
        found[fold(theirs)] = code
    return found


def mapfile_text(
    columns: Mapping[str, Field | None], *, sheet: str = "", encoding: str = "", order: Order | None = None
) -> str:
    """The text of a mapping file for these columns, ready to be changed by hand."""
    lines = [
        "# Which column of the spreadsheet goes where. Edit the words on the right; the words to choose from are:",
        f"# {', '.join(name.value for name in Field)}, {KEPT}",
    ]
    if sheet:
        lines.append(f"sheet = {_quoted(sheet)}")
    if encoding:
        lines.append(f"encoding = {_quoted(encoding)}")
    if order is not None:
        lines.append(f"dates = {_quoted(order.value)}")
    lines += ["", "[columns]"]
    lines += [f"{_quoted(heading)} = {_quoted(goal.value if goal else KEPT)}" for heading, goal in columns.items()]
    lines += ["", "[phases]", '# "Waiting on MMI" = "Treating"', "", "[types]", '# "Taxi" = "Auto"', ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    kept = []
    for char in text:
        if char in '"\\':
            kept.append("\\" + char)
        elif ord(char) < 0x20 or ord(char) == 0x7F:
            kept.append(f"\\u{ord(char):04x}")
        else:
            kept.append("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char)
    return '"' + "".join(kept) + '"'
