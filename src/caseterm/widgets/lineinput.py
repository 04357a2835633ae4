"""One line of text to type in, with its own undo."""

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from caseterm.widgets.keyorder import KeysInOrder
from caseterm.widgets.safe import clean_paste, drawn

_KEPT_STEPS = 200


class TextField(KeysInOrder, Input):
    """A Textual Input that undoes and redoes its own text, joins pasted lines, and draws no control characters.

    Ctrl+z never leaves it: while she types, undo means her typing, not the last act on a case.
    """

    BINDINGS = [
        Binding("ctrl+z", "undo_typing", "Undo typing", show=False),
        Binding("ctrl+y", "redo_typing", "Redo typing", show=False),
    ]
    DEFAULT_CSS = """
    TextField { width: 1fr; }
    TextField > .input--placeholder { color: $text-muted; }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How long the text is; its place on the screen does not depend on it, so a letter needs no layout."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        select_on_focus: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(text, placeholder, select_on_focus=select_on_focus, compact=True, id=id, classes=classes)
        self.cursor_blink = False
        self._undo: list[tuple[str, int]] = []
        self._redo: list[tuple[str, int]] = []
        self._typing_at: int | None = None

    @property
    def text(self) -> str:
        """What is typed, as it stands."""
        return self.value

    def set_text(self, text: str) -> None:
        """Put another text in, as one step of undo, with the cursor at its end."""
        if text != self.value:
            self._remember()
            self.value = text
        self.cursor_position = len(text)

    def problem(self) -> str | None:
        """Free text has none."""
        return None

    def replace(self, text: str, start: int, end: int) -> None:
        """Change part of the text; letters typed one after another are undone together, word by word."""
        typed = len(text) == 1 and start == end
        if not (typed and start == self._typing_at and not text.isspace()):
            self._remember()
        super().replace(text, start, end)
        self._typing_at = start + 1 if typed else None

    def _remember(self) -> None:
        self._undo.append((self.value, self.cursor_position))
        del self._undo[:-_KEPT_STEPS]
        self._redo.clear()
        self._typing_at = None

    def action_undo_typing(self) -> None:
        self._swap(self._undo, self._redo)

    def action_redo_typing(self) -> None:
        self._swap(self._redo, self._undo)

    def offer_again(self, text: str) -> None:
        """Let ctrl+y put a text in that was typed before."""
        self._redo.append((text, len(text)))

    def _swap(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        while source:
            text, cursor = source.pop()
            if text == self.value:
                continue
            target.append((self.value, self.cursor_position))
            self.value = text
            self.cursor_position = cursor
            break
        self._typing_at = None

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(clean_paste(event.text), start, end)
        self._typing_at = None

    def action_paste(self) -> None:
        start, end = sorted(self.selection)
        self.replace(clean_paste(self.app.clipboard), start, end)
        self._typing_at = None

    @property
    def _value(self) -> Text:
        return Text(drawn(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(drawn(self.value)[:position])

    def render_line(self, y: int) -> Strip:
        """A line that is being taken away can be drawn once more after its styles are gone; it is blank then."""
        return super().render_line(y) if self._component_styles else Strip.blank(self.size.width)
