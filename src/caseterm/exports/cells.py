"""Text measured in the cells of a fixed-width page: wide characters take two, marks none."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from caseterm.exports.blocks import Align

ELLIPSIS = "…"


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Cells of one character: 0, 1 or 2."""
    if char.isascii():
        return 1 if char.isprintable() else 0
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or 0x1160 <= ord(char) <= 0x11FF:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def width(text: str) -> int:
    """Cells of a whole text."""
    return len(text) if text.isascii() and text.isprintable() else sum(char_width(char) for char in text)


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells, its loss marked by an ellipsis."""
    if width(text) <= cells:
        return text
    head, _ = _split(text, max(cells - 1, 0))
    return head.rstrip() + ELLIPSIS if cells > 0 else ""


def pad(text: str, cells: int, align: Align = "left") -> str:
    """The text filled with blanks to exactly so many cells, cut when it is longer."""
    text = cut(text, cells)
    spare = cells - width(text)
    if align == "right":
        return " " * spare + text
    if align == "center":
        return " " * (spare // 2) + text + " " * (spare - spare // 2)
    return text + " " * spare


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most so many cells, broken at blanks, inside a word only where the word is too long.

    AM and PM stay with their time.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        lines.extend(_wrap_line(part, max(cells, 2)))
    return lines


def _wrap_line(text: str, cells: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _words(text):
        joined = f"{line} {word}" if line else word
        if width(joined) <= cells:
            line = joined
            continue
        if line:
            lines.append(line.rstrip())
        head, rest = _split(word, cells)
        while rest:  # measured a line at a time, for a word may be as long as a note
            lines.append(head)
            word = rest
            head, rest = _split(word, cells)
        line = word
    lines.append(line.rstrip())
    return lines


def _words(text: str) -> list[str]:
    words = text.split(" ")
    for place in range(len(words) - 1, 0, -1):
        if words[place].rstrip(".,;)") in ("AM", "PM") and words[place - 1][-1:].isdigit():
            words[place - 1 : place + 1] = [f"{words[place - 1]} {words[place]}"]
    return words


def _split(text: str, cells: int) -> tuple[str, str]:
    """The longest start that fits, never empty for a text of wide characters in two cells, and the rest."""
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            return text[:index], text[index:]
    return text, ""
