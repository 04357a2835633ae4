"""The line a filter is typed into, over a list that answers in the same frame as the letter."""

from collections.abc import Callable

from caseterm.widgets.lineinput import TextField


class FilterLine(TextField):
    """Tells its change at once instead of by message: a message is read only after the letter has been drawn."""

    def __init__(self, changed: Callable[[str], None], *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._changed = changed
        self._quiet = False

    def put(self, text: str) -> None:
        """Show another text without telling."""
        self._quiet = True
        self.value = text
        self._quiet = False

    def watch_value(self, value: str) -> None:
        if not self._quiet:
            self._changed(value)
