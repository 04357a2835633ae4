"""Where a row and its fields stand in a TOML file, so that a refusal can name the line."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from caseterm.errors import FieldProblem, InputError

Kinds = Mapping[str, type | tuple[type, ...]]
_HEADER = re.compile(r"^\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}")
_KEY = re.compile(r"^\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")
MOST_SHOWN = 80


class TomlLines:
    """A TOML text with the lines its rows and fields are on. Raises InputError when it cannot be read at all."""

    def __init__(self, text: str, *, file: str) -> None:
        self.file = file
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            raise InputError([FieldProblem(file, "", f"cannot be read: {problem}")]) from None
        self._lines: dict[tuple[str, int, str], int] = {}
        table, number, seen = "", 0, dict[str, int]()
        for at, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                table = header[1]
                number = seen[table] = seen.get(table, 0) + 1
                self._lines[table, number, ""] = at
            elif key := _KEY.match(line):
                self._lines.setdefault((table, number, key[1]), at)

    def line(self, table: str, number: int = 0, field: str = "") -> int | None:
        """The line of a field of the number-th row of a table (1 is the first), else of the row; None if unknown."""
        return self._lines.get((table, number, field)) or self._lines.get((table, number, ""))

    def problem(self, table: str, number: int, field: str, *, value: object = "", reason: str) -> FieldProblem:
        """A refusal: "limitations.toml, line 12, period 3, years"."""
        at = self.line(table, number, field)
        place = f"{table} {number}" if table else ""
        parts = [self.file, f"line {at}" if at else "", place, field]
        return FieldProblem(", ".join(part for part in parts if part), str(value)[:MOST_SHOWN], reason)

    def rows(self, table: str) -> tuple[list[dict[str, Any]], list[FieldProblem]]:
        """The rows of a [[table]] and, where it is written otherwise, what is wrong."""
        found = self.data.get(table, [])
        if isinstance(found, list) and all(isinstance(row, dict) for row in found):
            return found, []
        return [], [self.problem("", 0, table, reason=f"is written [[{table}]]")]

    def checked(
        self, table: str, number: int, row: Mapping[str, Any], *, kinds: Kinds, needed: tuple[str, ...]
    ) -> list[FieldProblem]:
        """What is wrong with the names and the types of one row."""
        found = [self.problem(table, number, name, reason="is needed") for name in needed if name not in row]
        for name, value in row.items():
            if name not in kinds:
                reason = f"is none of {', '.join(kinds)}"
            elif not isinstance(value, kinds[name]) or (isinstance(value, bool) and kinds[name] is int):
                reason = "cannot be used as it is written"
            elif isinstance(value, list) and not all(isinstance(each, str) for each in value):
                reason = "is a list of texts"
            else:
                continue
            found.append(self.problem(table, number, name, value=value, reason=reason))
        return found
