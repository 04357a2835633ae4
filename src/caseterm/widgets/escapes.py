"""Lines as a terminal reads them: places, colours and text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import SGR_STYLES, Strip

if TYPE_CHECKING:
    from rich.console import Console

RESET = "\x1b[0m"
OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29", "21": "24",
    "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""What takes each weight back."""
UNSEEN = frozenset({"", "1"})
"""Weights that a blank does not show, nor its colour with them."""
Codes = tuple[str, str, str]
"""Weight, colour and ground of a style as numbers of SGR."""
NO_CODES: Codes = ("", "39", "49")
"""As the terminal is after a reset."""


def written(lines: Iterable[tuple[int, int, Iterable[Strip]]], console: Console) -> str:
    """What draws these stretches of lines, each given by its first cell, its line and its pieces from left to right.

    Only what is seen to change from one piece to the next is said of colours, where Textual says all of each anew:
    that is more than half of what goes through the terminal.
    """
    system = console._color_system or ColorSystem.TRUECOLOR
    out: list[str] = []
    append = out.append
    before, is_now = None, NO_CODES
    for x, y, strips in lines:
        append(f"\x1b[{y + 1};{x + 1}H")
        for strip in strips:
            for text, style, _ in strip._segments:
                if style is not before:
                    if style is not None and style._link:
                        append(f"{RESET}{Strip.render_style(style, text, system)}")
                        before, is_now = None, NO_CODES
                        continue
                    codes = NO_CODES if style is None else _codes(style, system)
                    if text.isspace() and _look_alike_blank(codes, is_now):
                        append(text)
                        continue
                    before = style
                    if codes != is_now:
                        append(_step(is_now, codes))
                        is_now = codes
                append(text)
    if is_now != NO_CODES:
        append(RESET)
    return "".join(out)


@lru_cache(maxsize=4096)
def _codes(style: Style, system: ColorSystem) -> Codes:
    attributes = style._attributes & style._set_attributes
    weight = ";".join(SGR_STYLES[bit] for bit in range(attributes.bit_length()) if attributes & (1 << bit))
    colour, ground = style._color, style._bgcolor
    return (
        weight,
        "39" if colour is None else ";".join(colour.downgrade(system).get_ansi_codes()),
        "49" if ground is None else ";".join(ground.downgrade(system).get_ansi_codes(foreground=False)),
    )


def _look_alike_blank(one: Codes, other: Codes) -> bool:
    """Whether a blank looks the same in both styles."""
    return one[2] == other[2] and one[0] in UNSEEN and other[0] in UNSEEN


@lru_cache(maxsize=4096)
def _step(before: Codes, after: Codes) -> str:
    """The escape sequence from one style to the next."""
    had, wanted = (list(filter(None, codes[0].split(";"))) for codes in (before, after))
    gone = dict.fromkeys(OFF[weight] for weight in had if weight not in wanted)
    added = [weight for weight in wanted if gone or weight not in had]  # one code may take two weights back
    colours = [code for code, was in zip(after[1:], before[1:], strict=True) if code != was]
    return f"\x1b[{';'.join([*gone, *added, *colours])}m"
