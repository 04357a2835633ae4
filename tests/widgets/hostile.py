"""Texts that have broken terminal programs, for every field and cell; and what must hold of drawn text."""

import unicodedata

from textual.strip import Strip
from textual.widget import Widget

NAME = "O'Neil [/b] [@click=app.bell]x[/] [90%] 山田"
TEXTS = [
    NAME,
    "Ann [b]Lee[/b] [Esq.] [/]",
    'b="c [b="c',
    "\x1b[2J\x1b]52;c;UFdO\x07red\x1b[31m",
    "A\x9b31mB\x7f\x00C",
    "pay \u202e$001\u202c \u2067now\u2069",
    "L" * 300,
    "山" * 300,
    "👩‍👩‍👧‍👦👍🏽❤️🇺🇸 family\u200d",
    "Z" + "\u0301\u0327" * 40,
    "line one\nline two\r\nthree\tfour",
    "שלום مرحبا नमस्ते ไทย",
    "A\udfffB",
]
_FORBIDDEN = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x200D}


def harmless(text: str) -> bool:
    """No control character, bidi mark or lone surrogate is left in the text."""
    return not any(unicodedata.category(char) in ("Cc", "Cs") or ord(char) in _FORBIDDEN for char in text)


def lines_of(widget: Widget) -> list[str]:
    """What a widget draws, line by line, as text."""
    return [strip_text(widget.render_line(y)) for y in range(widget.size.height)]


def strip_text(strip: Strip) -> str:
    return "".join(segment.text for segment in strip)
