"""The lines around a screen's body: title, status, keys, and any other single line."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from caseterm.widgets.painted import Painted, cells_width, key_name
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import ELLIPSIS, cut, width_of

MODES: tuple[tuple[str, str], ...] = (("1", "Cases"), ("2", "Client"), ("3", "Calendar"), ("4", "Tasks"))
WITH_MODES = 72
"""From this width on the title row names every screen, below it the present one alone."""
MOST_HINTS = 8
MORE = ("?", "more")


class Line(Painted):
    """One line of text; what stands at the right keeps its place, the left is cut."""

    def __init__(
        self, *cells: Cell, right: Sequence[Cell] = (), id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left: tuple[Cell, ...] = cells
        self._right: tuple[Cell, ...] = tuple(right)

    def set(self, *cells: Cell, right: Sequence[Cell] = ()) -> None:
        """Show these pieces; never a layout pass, and no repaint when nothing changed."""
        if (cells, tuple(right)) != (self._left, self._right):
            self._left, self._right = cells, tuple(right)
            self.refresh()

    @property
    def text(self) -> str:
        """The line as it was given, without roles."""
        return "".join(cell if isinstance(cell, str) else cell[0] for cell in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y or not width:
            return self.paint((), width)
        taken = min(width, cells_width(self._right))
        gap = 1 if 0 < taken < width else 0
        left, right = self.pieces(self._left, width - taken - gap), self.pieces(self._right, taken)
        return Strip([*left, *self.pieces((), gap), *right], width)


class Rule(Painted):
    """A horizontal line from edge to edge."""

    def render_line(self, y: int) -> Strip:
        return self.paint((("─" * self.size.width, "muted"),), self.size.width)


class KeyBar(Painted):
    """The keys that work here: whole hints only, as many as fit, "? more" always last; a click presses the key."""

    def __init__(
        self,
        hints: Sequence[tuple[str, str]] = (),
        *,
        more: tuple[str, str] = MORE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hints: tuple[tuple[str, str], ...] = tuple(hints)
        self._more = more

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Keys as printed with one or two words each, most wanted first."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def fitting(self, width: int) -> list[tuple[str, str]]:
        """The hints shown at this width."""
        left = width - 2 - _hint_width(self._more)
        shown: list[tuple[str, str]] = []
        for hint in self._hints:
            if hint[0] == self._more[0]:
                continue
            left -= _hint_width(hint) + 2
            if left < 0 or len(shown) == MOST_HINTS - 1:
                break
            shown.append(hint)
        return [*shown, self._more]

    def render_line(self, y: int) -> Strip:
        cells: list[Cell] = []
        for key, label in self.fitting(self.size.width):
            cells += ["  ", (key, "key"), f" {label}"]
        return self.paint(cells, self.size.width)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        left = event.x
        for hint in self.fitting(self.size.width):
            left -= 2
            if 0 <= left < _hint_width(hint):
                self._press(hint[0])
            left -= _hint_width(hint)

    def _press(self, key: str) -> None:
        """Press a key by its printed name; help by the key that also works while typing."""
        if " " not in key:
            self.app.simulate_key("f1" if key == MORE[0] else key_name(key))


def _hint_width(hint: tuple[str, str]) -> int:
    return width_of(hint[0]) + 1 + width_of(hint[1])


class StatusRow(Painted):
    """What just happened, in the past tense, with the key that takes it back."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._message = ""
        self._role = ""
        self._hint = ""

    def say(self, message: str, *, hint: str = "", role: str = "") -> None:
        """Show a message; `hint` such as "u Undo" stays whole when the message is cut."""
        self._message, self._hint, self._role = message, hint, role
        self.refresh()

    def clear(self) -> None:
        self.say("")

    @property
    def hint(self) -> str:
        """The key that is offered, with its word."""
        return self._hint

    @property
    def text(self) -> str:
        return "   ".join(part for part in (self._message, self._hint) if part)

    def _parts(self) -> tuple[str, str, str]:
        """The message as it fits, the key and the word of the hint."""
        key, _, word = self._hint.partition(" ")
        room = self.size.width - 2 - (width_of(self._hint) + 3 if self._hint else 0)
        return _fitted(self._message, max(0, room)), key, word

    def render_line(self, y: int) -> Strip:
        message, key, word = self._parts()
        cells: list[Cell] = [" ", (message, self._role)]
        if key:
            cells += ["   ", (key, "key"), f" {word}"]
        return self.paint(cells, self.size.width)

    def on_click(self, event: events.Click) -> None:
        message, key, _ = self._parts()
        if key and event.x >= 1 + width_of(message) + 3:
            event.stop()
            self.app.simulate_key(key_name(key))


def _fitted(message: str, room: int) -> str:
    """The message in so many cells; what came of an act, or whom it is about, stays where a long title gives way.

    The one stands behind its last semicolon, the other in brackets behind a title that is cut already. What something
    became, behind an arrow, is never cut for it.
    """
    head, mark, end = message.rpartition("; ")
    if not mark:
        head, mark, end = message.rpartition(f"{ELLIPSIS} (")
        mark = mark.removeprefix(ELLIPSIS)
    tail = f"{mark}{end}"
    if width_of(message) <= room or not mark or width_of(tail) > room // 2:
        return cut(message, room)
    before, arrow, after = head.partition(" -> ")
    if arrow and width_of(before + arrow + after.partition(",")[0]) >= room - width_of(tail):
        return cut(message, room)
    return f"{cut(head, room - width_of(tail))}{tail}"


class TitleRow(Painted):
    """The four screens with the present one in brackets, and a text at the right.

    What is said `before` the text gives way, the first first, where that would be cut.
    """

    class Chosen(Message):
        """A click on a screen's name; `key` is its digit."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self,
        current: str = "",
        right: str = "",
        *,
        modes: Sequence[tuple[str, str]] = MODES,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._modes = tuple(modes)
        self._current = current
        self._flags = ""
        self._before: tuple[str, ...] = ()
        self._right = right

    def set(
        self, *, current: str | None = None, right: str | None = None, flags: str = "", before: Sequence[str] = ()
    ) -> None:
        """Change the screen that is current (its digit), or the text at the right with what stands before it.

        The flags are always said.
        """
        self._current = self._current if current is None else current
        if right is not None:
            self._flags, self._before, self._right = flags, tuple(before), right
        self.refresh()

    def _words(self, room: int) -> str:
        """What stands at the right in so many cells."""
        for first in range(len(self._before) + 1):
            words = "  ".join(part for part in (self._flags, *self._before[first:], self._right) if part)
            if width_of(words) <= room:
                break
        return cut(words, room)

    def _names(self) -> list[tuple[str, str]]:
        """Each mode's digit with its name as drawn, brackets or blanks around it."""
        named = self.size.width >= WITH_MODES
        other = {key: f" {key} {name} " if named else f" {key} " for key, name in self._modes}
        return [(key, f"[{key} {name}]" if key == self._current else other[key]) for key, name in self._modes]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        cells: list[Cell] = []
        for key, text in self._names():
            cells += [" ", (text, "bold" if key == self._current else "muted")]
        right = self._words(max(0, width - cells_width(cells) - 2))
        gap = max(0, width - cells_width(cells) - width_of(right) - 1)
        return self.paint([*cells, " " * gap, right], width)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        left = event.x
        for key, text in self._names():
            left -= 1
            if 0 <= left < width_of(text):
                self.post_message(self.Chosen(key))
            left -= width_of(text)
