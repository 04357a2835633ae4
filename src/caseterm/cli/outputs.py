"""How the commands speak: lines safe for a terminal, JSON, a file or standard output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from caseterm.rules.text import json_inert, show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any, TypeVar

    Item = TypeVar("Item")


def utf8_streams() -> None:
    """Data are always UTF-8, whatever the locale says; what a terminal cannot show becomes an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def quiet_pipe() -> int:
    """The reader went away (head, less): end without a word, as other commands do."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):  # a captured stream has no descriptor
        return 0
    finally:
        os.close(nothing)
    return 0


BAR_WIDTH = 30
_drawn = False


def through(what: str, items: Sequence[Item]) -> Iterator[Item]:
    """The items one after another, with a bar on standard error while there are several and it is a terminal."""
    global _drawn
    try:
        for done, item in enumerate(items):
            if len(items) > 1 and sys.stderr.isatty():
                filled = BAR_WIDTH * done // len(items)
                bar = f"{what} [{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done:,} of {len(items):,}"
                sys.stderr.write(f"\r{bar}\x1b[K")
                sys.stderr.flush()
                _drawn = True
            yield item
    finally:
        _wipe()


def _wipe() -> None:
    """Take the bar away before anything else is said."""
    global _drawn
    if _drawn:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
        _drawn = False


def say(lines: Iterable[str]) -> None:
    """Print lines on standard output, each made safe."""
    for line in lines:
        _wipe()
        sys.stdout.write(fitted(safe_line(line), sys.stdout) + "\n")


def safe_line(line: str) -> str:
    """A line whose only control characters are the tabs between its fields."""
    return "\t".join(show(part) for part in line.split("\t"))


def note(line: str) -> None:
    """Print a remark for the person on standard error."""
    _wipe()
    sys.stderr.write(fitted(show(line), sys.stderr) + "\n")


def fitted(line: str, stream: IO[str]) -> str:
    """A line for a person at a terminal goes on under itself between words; anywhere else, and with tabs, it is one."""
    if "\t" in line or not stream.isatty():
        return line
    from caseterm.cli.optionkinds import columns
    from caseterm.exports.cells import width

    room, start = columns() - 1, line[: len(line) - len(line.lstrip(" "))]
    if width(line) <= room:
        return line
    before, command, rest = line.rpartition(": caseterm ")
    if command and ". " not in rest:  # to be copied: whole, on a line of its own
        return f"{fitted(before + ':', stream)}\n{start}  caseterm {rest}"
    lines = [start]
    for word in line.lstrip(" ").split(" "):
        if lines[-1].strip() and width(f"{lines[-1]} {word}") > room:
            lines.append(start + word)  # a path that is longer than a line stays whole, so that it can be copied
        else:
            lines[-1] += word if lines[-1] == start else f" {word}"
    return "\n".join(lines)


def say_json(value: Any) -> None:
    """Print one JSON document on standard output."""
    sys.stdout.write(json_text(value) + "\n")


def json_text(value: Any) -> str:
    """JSON with dates in ISO form; characters that could act on a terminal are written as \\u escapes."""
    return json_inert(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    from dataclasses import asdict, is_dataclass  # the screens start without them
    from datetime import date, datetime

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
