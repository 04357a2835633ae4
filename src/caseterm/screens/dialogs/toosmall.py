"""The message that stands in a window too small to work in."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Static

from caseterm.widgets.safe import C


class TooSmall(ModalScreen[None]):
    """Says how much room is needed; every key but ctrl+q is swallowed, so nothing is changed unseen."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; }
    TooSmall > Static { width: auto; height: auto; text-align: center; }
    """
    BINDINGS = [Binding("ctrl+q", "app.leave", show=False)]

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.wanted = f"{width}x{height}"

    def compose(self) -> ComposeResult:
        yield Static(C(self.words()))

    def words(self) -> str:
        return f"Need {self.wanted}, have {self.app.size.width}x{self.app.size.height}.\nYour edits are safe."

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(Static).update(C(self.words()))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
