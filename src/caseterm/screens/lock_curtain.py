"""What is drawn while the program is locked: words of its own, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import App
from textual.strip import Strip

from caseterm.values import value
from caseterm.widgets.roles import role_styles
from caseterm.widgets.safe import cut, width_of, wrap

MOST_DOTS = 32
TEXT_WIDTH = 56
Piece = tuple[str, str]


@value
class CurtainState:
    """How the lock stands: whether a passphrase is asked for, how much of one is typed, what is said of it."""

    asks: bool
    typed: int = 0
    said: str = ""
    role: str = ""


def curtain_lines(state: CurtainState, width: int) -> list[Piece]:
    """The lines of the curtain as (text, role)."""
    room = max(10, min(TEXT_WIDTH, width - 4))
    lines: list[Piece] = [("caseterm is locked", "bold"), ("", "")]
    if state.asks:
        dots = "•" * min(state.typed, MOST_DOTS)
        lines += [(f"Passphrase: {dots}_", ""), ("", "")]
        lines += [
            (line, state.role) for line in wrap(state.said or "Type it, or the recovery key, then press enter.", room)
        ]
    else:
        lines += [("Press any key to go on.", ""), ("", "")]
        hint = "No passphrase is set, so anyone may. To be asked for one here: caseterm encrypt"
        lines += [(line, "muted") for line in wrap(hint, room)]
    lines += [("", "")]
    lines += [(line, "muted") for line in wrap("Everything is as you left it, also what you were typing.", room)]
    return lines


def curtain(app: App[None], state: CurtainState) -> list[Strip]:
    """Every row of the screen, the words in its middle."""
    width, height = app.size
    styles = role_styles(app.screen_stack[0])
    words = curtain_lines(state, width)[:height]
    left = max(0, (width - max(width_of(text) for text, _ in words)) // 2)
    first = max(0, (height - len(words)) // 2)
    rows: list[Sequence[Segment]] = []
    for y in range(height):
        text, role = words[y - first] if first <= y < first + len(words) else ("", "")
        text = cut(text, max(0, width - left))
        rest = width - left - width_of(text)
        rows.append([Segment(" " * left, styles[""]), Segment(text, styles[role]), Segment(" " * rest, styles[""])])
    return [Strip(row, width) for row in rows]
