"""A line that shows dots: what is typed in it is neither drawn, copied nor remembered."""

from rich.text import Text

from caseterm.widgets.lineinput import TextField

DOT = "•"


class SecretField(TextField):
    """A text field for a passphrase. Its undo keeps nothing, and nothing goes from it to the clipboard."""

    @property
    def _value(self) -> Text:
        return Text(DOT * len(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return min(position, len(self.value))

    def _remember(self) -> None:
        """A passphrase taken back is not kept for bringing it again."""

    def action_copy(self) -> None:
        """Nothing is copied from here."""

    def action_cut(self) -> None:
        """Nothing is copied from here."""

    def wipe(self) -> None:
        """Forget what was typed, without a word about it."""
        with self.prevent(self.Changed):
            self.value = ""
