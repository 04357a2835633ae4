import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.strip import Strip

from caseterm.widgets.rows import Cell
from caseterm.widgets.textpage import TextPage
from tests.widgets.hostile import TEXTS, harmless, lines_of


class Watched(TextPage):
    drawn: list[int]

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class Demo(App[None]):
    def __init__(self, lines: list[list[Cell]]) -> None:
        super().__init__()
        self.page = Watched(lines)
        self.page.drawn = []
        self.tops: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.page

    def on_text_page_moved(self, message: TextPage.Moved) -> None:
        self.tops.append(message.top)


def numbered(count: int) -> list[list[Cell]]:
    return [[f"{number:>5} ", ("words", "bold")] for number in range(count)]


async def test_keys_scroll_and_only_lines_in_sight_are_drawn() -> None:
    app = Demo(numbered(5000))
    async with app.run_test(size=(80, 24)) as pilot:
        app.page.focus()
        await pilot.pause()
        assert max(app.page.drawn) == 23
        await pilot.press("j", "down", "k")
        assert lines_of(app.page)[0].startswith("    1 words")
        await pilot.press("pagedown")
        assert app.page.top == 24
        await pilot.press("end")
        assert lines_of(app.page)[-1].startswith(" 4999 words")
        assert lines_of(app.page)[-1].endswith("▐")
        await pilot.press("pageup", "home")
        assert app.page.top == 0
        assert app.tops[0] == 1


async def test_a_short_page_does_not_move_and_a_new_page_starts_at_the_top() -> None:
    app = Demo(numbered(100))
    async with app.run_test(size=(80, 24)) as pilot:
        app.page.focus()
        await pilot.press("end")
        app.page.set_lines(numbered(90), keep=True)
        assert app.page.top == 66
        app.page.set_lines(numbered(5))
        await pilot.press("down", "pagedown", "end")
        assert app.page.top == 0
        assert lines_of(app.page)[4].startswith("    4 words")
        assert lines_of(app.page)[5].strip() == ""


@pytest.mark.parametrize("text", TEXTS)
async def test_hostile_text_is_harmless_and_fits(text: str) -> None:
    app = Demo([[text, (text, "bad")], [(text, "muted")]])
    async with app.run_test(size=(80, 10)):
        lines = lines_of(app.page)
    assert all(harmless(line) and cell_len(line) == 80 for line in lines)
