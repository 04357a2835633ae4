import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from caseterm.widgets.lineinput import TextField
from caseterm.widgets.notesfield import NotesArea

BURST = ["g", "a", "r", "backspace", "backspace", "backspace", "m", "e", "left", "left", "x", "end", "delete", "y"]


class OneField(App[None]):
    def __init__(self, field: Widget) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        yield self.field


@pytest.mark.parametrize("kind", [TextField, NotesArea])
async def test_keys_that_arrive_together_act_in_their_order(kind: type[TextField] | type[NotesArea]) -> None:
    field = kind("")
    app = OneField(field)
    async with app.run_test() as pilot:
        app.set_focus(field)
        await pilot.pause()
        for key in BURST:
            app.simulate_key(key)
        await pilot.pause()
        await pilot.pause()
        assert field.text == "xmey"
