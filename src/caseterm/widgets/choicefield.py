"""Fields that offer what fits while one types: from a list, or from what the program knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from caseterm.rules.text import fold
from caseterm.widgets.field import Field
from caseterm.widgets.lineinput import TextField
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


Suggest = Callable[[str], Sequence[tuple[object, str, str]]]


def match_options(options: Sequence[Option], query: str) -> list[Option]:
    """The options that fit what was typed, best first: whole, beginning, beginning of a word, anywhere."""
    wanted = fold(query)
    if not wanted:
        return list(options)
    ranked: list[tuple[int, Option]] = []
    for option in options:
        rank = _rank(fold(option.label), _code(option), wanted)
        if rank is not None:
            ranked.append((rank, option))
    return [option for _, option in sorted(ranked, key=lambda pair: pair[0])]


def _code(option: Option) -> str:
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
        width = min(max(longest + 4, least + 2), WIDEST, self.app.size.width - 2)
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


class _OfferingLine(TextField):
    BINDINGS = [
        Binding("down", "offer(1)", "Open the list, next", show=False),
        Binding("up", "offer(-1)", "Previous", show=False),
        Binding("escape", "withdraw", "Close the list", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "withdraw":
            return isinstance(self.parent, OfferingField) and self.parent.is_open
        return super().check_action(action, parameters)

    def action_offer(self, steps: int) -> None:
        if isinstance(self.parent, OfferingField):
            self.parent.offer(steps)

    def action_withdraw(self) -> None:
        if isinstance(self.parent, OfferingField):
            self.parent.drop.close()


class OfferingField(Field):
    """A field with a list under it; leaving the field takes what is marked in the open list."""

    DEFAULT_CSS = """
    OfferingField { layout: vertical; }
    """
    select_on_focus = True
    narrow = 28

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        free: bool = False,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self.drop = Drop()
        self.free = free
        self._picked: Option | None = None
        self._settled = ""
        super().__init__(name, label, required=required, hint=hint, width=width, id=id)

    def make_editor(self) -> Widget:
        return _OfferingLine(select_on_focus=True)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        self.drop.styles.margin = (0, 0, 0, max(0, self.start - 1))
        yield self.drop

    def place(self, label_width: int, total: int) -> None:
        super().place(label_width, total)
        self.drop.styles.margin = (0, 0, 0, max(0, self.start - 1))

    @property
    def is_open(self) -> bool:
        return bool(self.drop.display)

    def options(self, query: str) -> list[Option]:
        """What fits a query, best first; all of it for a blank one. A subclass knows."""
        return []

    def option_for(self, text: str) -> Option | None:
        """The option a whole text means."""
        if self._picked is not None and self._picked.label == text:
            return self._picked
        wanted = fold(text)
        found = [option for option in self.options(text) if not option.is_new and fold(option.label) == wanted]
        return found[0] if len(found) == 1 else None

    def parse(self, text: str) -> object:
        option = self.option_for(text)
        if option is not None:
            return text if option.is_new else option.value
        if self.free:
            return text
        raise ValueError("That is not in the list. Down shows the list.")

    def set_text(self, text: str) -> None:
        self._settled = text
        super().set_text(text)

    def changed(self) -> None:
        if self.text != self._settled and self.active:
            self._show(0)
        super().changed()

    def offer(self, steps: int) -> None:
        """Open the list, or move in it."""
        if self.is_open:
            self.drop.step(steps)
        else:
            self._show(None)

    def _show(self, at: int | None) -> None:
        """Open the list for what is typed, or all of it with the present choice marked for None."""
        unchanged = self.text == self._settled
        options = self.options("" if at is None and unchanged else self.text)
        if not options:
            self.drop.close()
            return
        if at is None:
            now = fold(self.text)
            at = next((n for n, option in enumerate(options) if fold(option.label) == now), 0)
        self.drop.open(options, at, least=self._width)

    def on_drop_picked(self, event: Drop.Picked) -> None:
        event.stop()
        self.drop.at = event.number
        self.take()
        self.focus()

    def take(self) -> None:
        """Take what is marked in the open list."""
        option = self.drop.chosen
        self.drop.close()
        if option is not None:
            self._picked = option
            self.set_text(option.label)

    def settle(self) -> None:
        if self.is_open and (self.text.strip() or self.text == self._settled):
            self.take()
        self.drop.close()
        option = self.option_for(self.text.strip()) if self.text.strip() else None
        if option is not None and not option.is_new and option.label != self.text:
            self._picked = option
            self.set_text(option.label)
        self._settled = self.text


class ChoiceField(OfferingField):
    """One of a list of (value, label); its value is the value, or the text itself where `free`."""

    marker = "v]"

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        choices: Sequence[tuple[object, str]],
        free: bool = False,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self._options = [Option(value, text) for value, text in choices]
        super().__init__(name, label, free=free, required=required, hint=hint, width=width, id=id)

    def options(self, query: str) -> list[Option]:
        return match_options(self._options, query)

    def option_for(self, text: str) -> Option | None:
        wanted = fold(text)
        exact = [option for option in self._options if wanted in (fold(option.label), _code(option))]
        return super().option_for(text) or (exact[0] if len(exact) == 1 else None)

    def format(self, value: object) -> str:
        return next((option.label for option in self._options if option.value == value), str(value))

    def echo(self) -> str:
        text = self.text.strip()
        return "kept as typed" if text and self.option_for(text) is None else ""


class SuggestField(OfferingField):
    """A name known or new: `suggest(query)` gives (value, label, detail), best first.

    Its value is the value of the name picked; a name that is not known is the text itself where `free`.
    An initial value is a pair (value, label).
    """

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        suggest: Suggest,
        free: bool = True,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        self._suggest = suggest
        self._answer: tuple[str, list[Option]] | None = None
        super().__init__(name, label, free=free, required=required, hint=hint, width=width, id=id)

    def options(self, query: str) -> list[Option]:
        if self._answer is None or self._answer[0] != query:
            found = [Option(value, label, detail) for value, label, detail in self._suggest(query)]
            self._answer = (query, found)
        name = query.strip()
        new = [Option(None, name, "new", is_new=True)] if self.free and name else []
        return [*self._answer[1], *new]

    def set_value(self, value: object) -> None:
        if isinstance(value, tuple) and len(value) == 2:
            self._picked = Option(value[0], str(value[1]))
            value = value[1]
        super().set_value(value)

    def echo(self) -> str:
        text = self.text.strip()
        if not text or self.is_open:
            return ""
        option = self.option_for(text)
        if option is None or option.is_new:
            return "new, will be added"
        return f"= {option.detail}" if option.detail else "= known"
