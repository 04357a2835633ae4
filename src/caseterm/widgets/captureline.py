"""The quick-add line's text field: what was recognised is underlined."""

from collections.abc import Sequence

from rich.text import Text
from textual import events

from caseterm.rules.quickadd import Span
from caseterm.widgets.lineinput import TextField
from caseterm.widgets.safe import clean_paste


class CaptureLine(TextField):
    """A text field that underlines spans of its text; a paste of several lines puts the rest behind // as the note."""

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(text, placeholder=placeholder, id=id)
        self.spans: Sequence[Span] = ()

    def underline(self, spans: Sequence[Span]) -> None:
        if tuple(spans) != tuple(self.spans):
            self.spans = tuple(spans)
            self.refresh()

    @property
    def _value(self) -> Text:
        text = super()._value
        for span in self.spans:
            text.stylize("underline", span.start, span.end)
        return text

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        first, rest = _first_and_rest(event.text)
        self.replace(clean_paste(first), *sorted(self.selection))
        if rest:
            mark = " " if " // " in f" {self.value} " else " // "
            self.replace(mark + rest, len(self.value), len(self.value))


def _first_and_rest(text: str) -> tuple[str, str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return (lines[0], clean_paste(" ".join(line.strip() for line in lines[1:]))) if len(lines) > 1 else (text, "")
