"""An export of the whole database read a row at a time, so that its size is nobody's trouble."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TextIO

from caseterm.errors import InputError
from caseterm.values import value

MOST_WHOLE = 64 * 1024 * 1024
"""A file that another program wrote anew is read as a whole, up to so many bytes."""
MOST_LINE = 64 * 1024 * 1024
_TABLE = re.compile(r'"(\w+)": \{"columns": (\[[^\[\]]*\]), "rows": \[(\]\},?)?')
_decode = json.JSONDecoder().raw_decode


@value
class Table:
    """One table of an export: its rows come once, and before the next table."""

    name: str
    columns: Any
    rows: Iterable[Any]


@value
class Export:
    """What an export says of itself, and its tables."""

    head: Mapping[str, Any]
    tables: Iterable[Table]


def read(file: TextIO, size: int) -> Export:
    """An export from an open file of so many bytes. Raises InputError, at the latest while the rows are taken."""
    first = _taken(partial(file.readline, MOST_LINE))
    try:
        head = json.loads(first.rstrip() + "}}")
        if isinstance(head, dict) and head.get("tables") == {}:
            return Export(head, _tables(file))
    except (ValueError, RecursionError):
        pass  # one line, or laid out by another program
    if size > MOST_WHOLE:
        raise InputError.one(
            "File",
            "",
            f"has {size // 1_000_000} MB and not a row on each line, as caseterm writes it; "
            f"another layout is read up to {MOST_WHOLE // 1_000_000} MB",
        )
    file.seek(0)
    text = _taken(file.read)
    try:
        return _whole(json.loads(text))
    except (ValueError, RecursionError):
        raise _no_export() from None


def _whole(data: Any) -> Export:
    if not isinstance(data, dict) or not isinstance(data.get("tables"), dict):
        raise InputError.one("File", "", "is no export of caseterm")
    return Export(data, [_table(name, content) for name, content in data["tables"].items()])


def _table(name: str, content: Any) -> Table:
    rows = content.get("rows") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise misfit(name)
    return Table(name, content.get("columns"), rows)


def _tables(file: TextIO) -> Iterator[Table]:
    line = _line(file)
    while line != "}}":
        found = _TABLE.fullmatch(line)
        if found is None:
            raise _no_export()
        name, columns, ended = found.groups()
        yield Table(name, _parsed(columns), () if ended else _rows(file))
        line = _line(file)


def _rows(file: TextIO) -> Iterator[Any]:
    rest = ","
    while rest == ",":
        line = _line(file)
        try:
            row, end = _decode(line)
        except (ValueError, RecursionError):
            raise _no_export() from None
        rest = line[end:]
        yield row
    if rest not in ("]}", "]},"):
        raise _no_export()


def _line(file: TextIO) -> str:
    line = _taken(partial(file.readline, MOST_LINE))
    if len(line) >= MOST_LINE or not line:
        raise _no_export()
    return line.rstrip("\n")


def _taken(take: Callable[[], str]) -> str:
    try:
        return take()
    except UnicodeDecodeError:
        raise InputError.one("File", "", "is no export of caseterm: it is not UTF-8 text") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise _no_export() from None


def misfit(table: str) -> InputError:
    """What to say of rows that are not as their table has them."""
    return InputError.one("File", "", f"has rows of {table} that do not fit their columns")


def _no_export() -> InputError:
    return InputError.one("File", "", "is no export of caseterm, or only a part of one")
