"""The floor: a bare Textual program with an empty table, an echo for every key, and an empty second screen."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.screen import Screen
from textual.widgets import DataTable, Static


class Second(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Static("second")

    def on_key(self, event: Key) -> None:
        if event.key == "escape":
            self.app.pop_screen()


class Hello(App[None]):
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("ready 0", id="echo")
        yield DataTable[str]()

    def on_key(self, event: Key) -> None:
        if event.key == "enter" and len(self.screen_stack) == 1:
            self.push_screen(Second())
        elif len(self.screen_stack) == 1:
            self.count += 1
            self.query_one("#echo", Static).update(f"ready {self.count}", layout=False)


if __name__ == "__main__":
    Hello().run()
