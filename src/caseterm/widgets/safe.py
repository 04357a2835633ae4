"""The one way text reaches the terminal: controls made visible, markup left alone, cut by cell width."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, split_graphemes
from rich.text import Text
from textual.content import Content

from caseterm.rules.text import clean_input, show, show_lines

Align = Literal["left", "right"]

ELLIPSIS = "…"
LONG_ENOUGH = 8
"""Characters for each cell that are looked at before all of a text is."""
SHORT, KEPT = 200, 8192
"""Texts of so many characters, and so many of them, are kept as they were drawn: most of a frame was in the last."""

# Terminals disagree about the width of joined emoji, emoji presentation and skin tones, and one wrong width
# shifts the rest of the line. Without these marks every terminal draws the same cells.
_UNSTEADY = {0x200D: None, 0xFE0E: None, 0xFE0F: None} | dict.fromkeys(range(0x1F3FB, 0x1F400))


def shown(text: str) -> str:
    """One line of text as it may be drawn, of the same width in every terminal."""
    if text.isascii() and text.isprintable():
        return text
    return _shown_before(text) if len(text) <= SHORT else _shown(text)


def _shown(text: str) -> str:
    line = show(text)
    return line if line.isascii() else line.translate(_UNSTEADY)


_shown_before = lru_cache(maxsize=KEPT)(_shown)


def shown_lines(text: str) -> list[str]:
    """The same for text of several lines, one string each."""
    return [line if line.isascii() else line.translate(_UNSTEADY) for line in show_lines(text)]


def C(text: str, *, multiline: bool = False) -> Content:
    """Text for a Textual widget: literal, no markup, no controls; line ends act only where `multiline`."""
    return Content("\n".join(shown_lines(text)) if multiline else shown(text))


def T(text: str, style: str = "", *, multiline: bool = False) -> Text:
    """The same as a Rich Text, in a style of the program's own."""
    return Text("\n".join(shown_lines(text)) if multiline else shown(text), style=style)


def width_of(text: str) -> int:
    """How many cells the text takes once shown."""
    return cell_len(shown(text))


def cut(text: str, width: int) -> str:
    """At most `width` cells of the text as shown, ending with … when something was cut."""
    return _cut(shown(text), width)


def pad(text: str, width: int, align: Align = "left") -> str:
    """Exactly `width` cells of the text as shown: cut with … or filled with blanks on the other side."""
    return _padded_before(text, width, align) if len(text) <= SHORT else _padded(text, width, align)


def _padded(text: str, width: int, align: Align) -> str:
    line = shown(text)
    if line.isascii():
        if len(line) > width:
            line = _cut(line, width)
        return line.rjust(width) if align == "right" else line.ljust(width)
    line = _cut(line, width)
    fill = " " * (width - cell_len(line))
    return fill + line if align == "right" else line + fill


_padded_before = lru_cache(maxsize=KEPT)(_padded)


def _cut(line: str, width: int) -> str:
    if width <= 0:
        return ""
    if line.isascii():
        return line if len(line) <= width else line[: width - 1] + ELLIPSIS
    start = line[: LONG_ENOUGH * width]
    if cell_len(start) <= width + 2:  # not cut in the middle of what it shows last
        start = line
    if len(start) == len(line) and cell_len(line) <= width:
        return line
    spans, _ = split_graphemes(start)
    taken = end = 0
    for _, stop, cells in spans:
        if taken + cells > width - 1:
            break
        taken += cells
        end = stop
    return line[:end] + ELLIPSIS


def fitting(parts: Iterable[str], width: int, gap: str = "  ") -> list[str]:
    """Those of the parts that stand whole in so many cells with the gap between them; the empty ones left out."""
    found: list[str] = []
    for part in filter(None, parts):
        if width_of(gap.join([*found, part])) <= width:
            found.append(part)
    return found


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, parted at blanks where it can; its line ends kept."""
    width = max(1, width)
    lines: list[str] = []
    for paragraph in shown_lines(text):
        lines.extend(_wrap_line(paragraph, width))
    return lines


def _wrap_line(line: str, width: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in line.split(" "):
        candidate = f"{current} {word}" if current else word
        if cell_len(candidate) <= width:
            current = candidate
            continue
        if current:
            lines.append(current)
        *whole, current = _parts(word, width)
        lines.extend(whole)
    lines.append(current)
    return lines


def _parts(word: str, width: int) -> list[str]:
    """A word in parts that fit, each of at least one character; measured once, however long the word is."""
    if cell_len(word) <= width:
        return [word]
    spans, _ = split_graphemes(word)
    parts = []
    start = taken = 0
    for begin, _, cells in spans:
        if begin > start and taken + cells > width:
            parts.append(word[start:begin])
            start, taken = begin, 0
        taken += cells
    return [*parts, word[start:]]


def drawn(text: str) -> str:
    """Text being edited, as it is drawn: one mark for each character that may not go out as it is.

    Every character keeps its place, so a cursor counts the same in the text and on the screen.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _plain(char) else _mark(char) for char in text)


def _plain(char: str) -> bool:
    return shown(char) == char


def _mark(char: str) -> str:
    mark = shown(char)
    return mark if len(mark) == 1 else "·"


def clean_paste(text: str, *, multiline: bool = False) -> str:
    """What a paste inserts: no controls, its lines joined by a blank unless `multiline`, its outer blanks kept."""
    head = " " if text[:1] == " " else ""
    tail = " " if text[-1:] == " " and text.strip() else ""
    return f"{head}{clean_input(text, multiline=multiline)}{tail}"
