"""The line a filter is typed into, over a list that answers in the same frame as the letter."""

from collections.abc import Callable

from caseterm.widgets.compositing import draw_at_once
from caseterm.widgets.lineinput import TextField


class FilterLine(TextField):
    """Tells its change at once instead of by message: a message is read only after the letter has been drawn.

    `answered` is called when the list stands on the screen, for what follows from it.
    """

    def __init__(
        self,
        changed: Callable[[str], None],
        *,
        answered: Callable[[], None] | None = None,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._changed = changed
        self._answered = answered
        self._quiet = False

    def put(self, text: str) -> None:
        """Show another text without telling."""
        self._quiet = True
        self.value = text
        self._quiet = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Change part of the text, and draw it with what it keeps; letters that come faster wait for their frame."""
        super().replace(text, start, end)
        if draw_at_once(self.screen) and self._answered is not None:
            self._answered()
            draw_at_once(self.screen, again=True)

    def watch_value(self, value: str) -> None:
        if not self._quiet:
            self._changed(value)
