"""One row of a form: label, what is typed, and at the right what was understood of it."""

from collections.abc import Callable, Iterator

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from caseterm.widgets.lineinput import TextField
from caseterm.widgets.painted import Painted
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, pad, width_of
from caseterm.widgets.steady import Steady

NEEDED = "needed"
MARGIN = 2
NARROWEST = 8


class Field(Steady, Painted):
    """A label, an editor between brackets, and an echo; a subclass says what its text means.

    `value` is the meaning of the text, None when there is none; it raises ValueError with the reason where
    the text has no meaning. `problem()` is that reason, or what was refused when saving, or None.
    """

    DEFAULT_CSS = """
    Field { height: 1; layout: horizontal; }
    """
    select_on_focus = False
    narrow = 26
    marker = "]"

    class Said(Message):
        """Something about one field."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "Field":
            return self.field

    class Changed(Said):
        """Its text is another."""

    class Entered(Said):
        """Enter was pressed in it."""

    class Left(Said):
        """The keyboard went elsewhere."""

    def __init__(
        self,
        name: str = "",
        label: str = "",
        *,
        required: bool = False,
        hint: str = "",
        width: int = 0,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.field_name = name
        self.label = label
        self.required = required
        self.hint = hint
        self.wanted_width = width or self.narrow
        self.extra_check: Callable[[object], str | None] | None = None
        self.ask = ""
        self._initial = ""
        self._refused: tuple[str, str] | None = None
        self._checked = False
        self._label_width = len(label)
        self._width = self.wanted_width
        self.editor: Widget = self.make_editor()

    # What a subclass says

    def make_editor(self) -> Widget:
        return TextField(select_on_focus=self.select_on_focus)

    def parse(self, text: str) -> object:
        """The meaning of a text that is not blank; raises ValueError with a reason and an example."""
        return text

    def format(self, value: object) -> str:
        """The text for a value."""
        return str(value)

    def echo(self) -> str:
        """What was understood, for a text that has a meaning."""
        return ""

    # Text and meaning

    @property
    def line(self) -> TextField:
        assert isinstance(self.editor, TextField)
        return self.editor

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.value

    def set_text(self, text: str) -> None:
        self.line.set_text(text)

    def set_value(self, value: object) -> None:
        """Show a value, as the state to compare with."""
        text = "" if value is None else self.format(value)
        self.set_text(text)
        self._initial = text

    @property
    def dirty(self) -> bool:
        """Whether the text is another than the one the form opened with."""
        return self.text != self._initial

    @property
    def value(self) -> object:
        text = self.text.strip()
        return self.parse(text) if text else None

    def problem(self) -> str | None:
        """Why this field cannot be saved; None when it can."""
        if self.refusal:
            return self.refusal
        try:
            value = self.value
        except ValueError as error:
            return str(error)
        if value in (None, ""):
            return NEEDED if self.required else None
        return self.extra_check(value) if self.extra_check else None

    def refuse(self, reason: str) -> None:
        """Show a reason from outside, for as long as the text stays as it is."""
        self._refused = (self.text, reason)
        self.check()

    def forget_refusal(self) -> None:
        """Let it be judged anew: a reason from outside may have gone with a change of another field."""
        self._refused = None

    @property
    def refusal(self) -> str:
        """The reason from outside that still applies."""
        return self._refused[1] if self._refused and self._refused[0] == self.text else ""

    def check(self) -> str | None:
        """Show from now on what is wrong with the field, and say it."""
        self._checked = True
        self.refresh()
        return self.problem()

    # Place

    def place(self, label_width: int, total: int) -> None:
        """Align with the other fields of a form: cells for the labels, and for the whole row."""
        self._label_width = label_width
        room = total - self.start - 2
        self._width = max(min(NARROWEST, self.wanted_width), min(self.wanted_width, room))
        self.editor.styles.width = self._width
        self.editor.styles.margin = (0, 0, 0, self.start)

    @property
    def start(self) -> int:
        """The cell where the editor begins."""
        return MARGIN + self._label_width + 4 if self.label else 1

    @property
    def first_line(self) -> int:
        """The line of the row on which the keyboard is, from 0."""
        return 0

    def compose(self) -> ComposeResult:
        self.editor.styles.width = self._width
        self.editor.styles.margin = (0, 0, 0, self.start)
        yield self.editor

    @property
    def active(self) -> bool:
        """Whether the keyboard is here."""
        return self.editor.has_focus

    def focus(self, scroll_visible: bool = True) -> "Field":
        self.editor.focus(scroll_visible)
        return self

    # Messages of the editor

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.changed()

    def changed(self) -> None:
        """The text is another."""
        self.refresh()
        self.post_message(self.Changed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.settle()
        self.post_message(self.Entered(self))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.refresh()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.settle()
        self._checked = self._checked or self.dirty
        self.refresh()
        self.post_message(self.Left(self))

    def settle(self) -> None:
        """Bring the text into its final form; called on every way of leaving the field."""

    # Drawing

    def remark(self) -> tuple[str, str]:
        """What stands at the right, with its role: what is wrong, what was understood, or the hint."""
        problem = self.problem()
        if problem is None:
            echo = self.echo()
            return (echo, "good") if echo else (self.hint, "muted")
        if self._checked and not (self.active and problem != NEEDED and not self.refusal):
            return f"! {problem}", "bad"
        if problem == NEEDED:
            return self.hint or NEEDED, "muted"
        return problem, "muted"

    @property
    def _room(self) -> int:
        """The cells at the right for the remark."""
        return max(0, self.size.width - self.start - self._width - 1 - len(self.marker) - 2)

    @property
    def cuts_remark(self) -> bool:
        """Whether there is no room beside the field for the whole of what is to be said."""
        return width_of(self.remark()[0]) > self._room

    def render_line(self, y: int) -> Strip:
        return self.paint(list(self._cells(y)), self.size.width)

    def _cells(self, y: int) -> Iterator[Cell]:
        if self.label:
            label = self.label + ("*" if self.required else "")
            here = self.active and y == self.first_line
            yield pad(" " * MARGIN + (label if y == 0 else ""), MARGIN + self._label_width + 1)
            yield (" > " if here else "   ")[1:], "key"
        yield "[", "muted"
        yield " " * self._width
        yield self.marker, "muted"
        if y == 0:
            remark, role = self.remark()
            yield "  "
            yield cut(remark, self._room), role
