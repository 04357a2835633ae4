"""What a field offers while one types, and the list in which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from caseterm.rules.text import fold
from caseterm.widgets.painted import Painted
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import pad, shown

MOST_SHOWN = 8
WIDEST = 64


@dataclass(frozen=True)
class Option:
    """One thing to pick: its value, the text that stands for it, and what tells it from its namesakes."""

    value: object
    label: str
    detail: str = ""
    is_new: bool = False


def match_options(options: Sequence[Option], query: str) -> list[Option]:
    """The options that fit what was typed, best first: whole, beginning, beginning of a word, anywhere."""
    wanted = fold(query)
    if not wanted:
        return list(options)
    ranked: list[tuple[int, Option]] = []
    for option in options:
        rank = _rank(fold(option.label), code_of(option), wanted)
        if rank is not None:
            ranked.append((rank, option))
    return [option for _, option in sorted(ranked, key=lambda pair: pair[0])]


def code_of(option: Option) -> str:
    """A value that is a word can be typed instead of the label."""
    return fold(option.value) if isinstance(option.value, str) else ""


def _rank(label: str, value: str, wanted: str) -> int | None:
    if wanted in (label, value):
        return 0
    if label.startswith(wanted):
        return 1
    if f" {wanted}" in f" {label}":
        return 2
    if all(f" {word}" in f" {label}" for word in wanted.split()):
        return 3
    return 4 if wanted in label or value.startswith(wanted) else None


class Drop(Painted):
    """The list under a field; it is drawn over the screen and never takes the keyboard."""

    DEFAULT_CSS = """
    Drop {
        display: none; overlay: screen; width: 30; height: 3; border: solid $primary; background: $surface;
        color: $foreground;
    }
    """

    class Picked(Message):
        """A click on the option with this number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self.options: Sequence[Option] = ()
        self.at = 0

    @property
    def chosen(self) -> Option | None:
        return self.options[self.at] if self.display and self.at < len(self.options) else None

    def open(self, options: Sequence[Option], at: int, *, least: int) -> None:
        """Show these options with one of them chosen, at least `least` cells wide."""
        self.options, self.at = options, at
        longest = max((cell_len(_words(option)) for option in options), default=0)
        field = self.parent
        assert isinstance(field, Widget)
        room = self.app.size.width - 1 - field.region.x - self.styles.margin.left
        width = min(max(longest + 4, least + 2), WIDEST, room)
        height = min(len(options), MOST_SHOWN) + 2
        self.styles.width = width
        self.styles.height = height
        fits = field.region.y + 1 + height <= self.app.size.height
        self.styles.offset = (0, 0 if fits else -(height + 1))
        self.display = True
        self.refresh()

    def close(self) -> None:
        self.display = False

    def step(self, steps: int) -> None:
        self.at = (self.at + steps) % len(self.options)
        self.refresh()

    def _first(self) -> int:
        return max(0, min(self.at - MOST_SHOWN // 2, len(self.options) - MOST_SHOWN))

    def render_line(self, y: int) -> Strip:
        number = self._first() + y
        width = self.size.width
        if number >= len(self.options):
            return self.paint((), width)
        option = self.options[number]
        if number == self.at:
            return self.paint([(pad(f"> {_words(option)}", width), "current")], width)
        cells: list[Cell] = [f"  {option.label}", (f"   {option.detail}" if option.detail else "", "muted")]
        return self.paint(cells, width)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is not None and self._first() + offset.y < len(self.options):
            self.post_message(self.Picked(self._first() + offset.y))


def _words(option: Option) -> str:
    return shown(f"{option.label}   {option.detail}" if option.detail else option.label)
