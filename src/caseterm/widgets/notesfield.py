"""Text of several lines in a form."""

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from caseterm.widgets.field import Field
from caseterm.widgets.keyorder import KeysInOrder
from caseterm.widgets.safe import clean_paste, drawn


class NotesArea(KeysInOrder, TextArea):
    """A Textual TextArea that takes no control characters in and draws none."""

    DEFAULT_CSS = """
    NotesArea, NotesArea:focus { border: none; padding: 0; height: 3; width: 1fr; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", compact=True, id=id)
        self.cursor_blink = False
        self.show_line_numbers = False
        self.highlight_cursor_line = False

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        result = self._replace_via_keyboard(clean_paste(event.text, multiline=True), *self.selection)
        if result:
            self.move_cursor(result.end_location)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if all(segment.text.isascii() and segment.text.isprintable() for segment in strip):
            return strip
        segments = [Segment(drawn(segment.text), segment.style) for segment in strip]
        return Strip(segments).adjust_cell_length(strip.cell_length)


class NotesField(Field):
    """Several lines of text; Tab leaves it, Enter begins a line; its value is the text without outer blanks."""

    lines = 3

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
        super().__init__(name, label, required=required, hint=hint, width=width or 60, id=id)

    def make_editor(self) -> Widget:
        return NotesArea()

    @property
    def area(self) -> NotesArea:
        assert isinstance(self.editor, NotesArea)
        return self.editor

    def compose(self) -> ComposeResult:
        self.styles.height = self.lines
        self.editor.styles.height = self.lines
        yield from super().compose()

    @property
    def text(self) -> str:
        return self.area.text

    def set_text(self, text: str) -> None:
        if text != self.area.text:
            self.area.load_text(text)
            self.area.move_cursor(self.area.document.end)

    @property
    def first_line(self) -> int:
        return min(self.lines - 1, self.area.cursor_screen_offset.y - self.region.y) if self.active else 0

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.lines
