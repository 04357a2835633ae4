"""Containers that draw one line for all of themselves look as Textual's own do."""

import pytest
from textual import containers
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from caseterm.widgets.panes import Across, Bare, Down, Stack

SHEET = """
#box { width: 20; height: 9; background: $panel; }
#box.round { border: round $primary; border-title-color: $accent; }
#box.left { border-left: solid $primary; padding: 1 2; }
#box.low { height: 2; border: solid $primary; }
#box.flat { height: 1; }
"""


class Boxed(App[None]):
    CSS = SHEET

    def __init__(self, box: Widget) -> None:
        super().__init__()
        self.box = box

    def compose(self) -> ComposeResult:
        yield self.box


async def lines(box: Widget, crop: Region | None) -> list[str]:
    box.border_title = "Tasks"
    app = Boxed(box)
    async with app.run_test():
        drawn = box.render_lines(crop or box.region.size.region)
        return [str([(segment.text, str(segment.style)) for segment in strip]) for strip in drawn]


@pytest.mark.parametrize("classes", ["", "round", "left", "low", "flat"])
async def test_every_line_is_the_one_textual_would_draw(classes: str) -> None:
    for ours, theirs in ((Across, containers.Horizontal), (Down, containers.Vertical), (Stack, containers.Container)):
        assert issubclass(ours, Bare)
        for crop in (None, Region(0, 1, 20, 1), Region(3, 0, 10, 2)):
            assert await lines(ours(id="box", classes=classes), crop) == await lines(
                theirs(id="box", classes=classes), crop
            )
