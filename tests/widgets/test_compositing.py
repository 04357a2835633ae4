"""What is drawn of a change is what Textual's own compositor would draw, and no more is asked for."""

import random
from time import monotonic
from typing import Any

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.app import App, ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from caseterm.widgets.chrome import Line
from caseterm.widgets.compositing import ChangedOnly, draw_at_once
from caseterm.widgets.escapes import written
from caseterm.widgets.filterline import FilterLine
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Column, Row
from caseterm.widgets.textpage import TextPage

COLOURS = [(None, None), ("#ffffff", None), (None, "#102030"), ("#ff0000", "#102030"), ("#00ff00", "#000000")]


class Layered(Screen[None]):
    """Lists beside each other, borders and padding, something scrolled, and a box over it all."""

    CSS = """
    Layered { layers: base over; }
    #side { width: 22; border: solid green; padding: 0 1; }
    #scrolled { height: 6; }
    #scrolled Static { height: 3; background: $boost; padding: 1 2; }
    #box { layer: over; width: 24; height: 7; offset: 30 4; border: round red; background: $panel; }
    #faded { height: 3; opacity: 50%; border-left: solid white; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ChangedOnly()
        self.answers: list[str] = []

    def compose(self) -> ComposeResult:
        yield FilterLine(self.answer, answered=lambda: self.answers.append("card"), id="filter")
        with Horizontal():
            yield RowList([Column("name", "Name", 8, grow=True)], id="side")
            with Vertical():
                yield Line("a line", right=("right",))
                with VerticalScroll(id="scrolled"):
                    for number in range(6):
                        yield Static(f"scrolled {number} 漢字")
                yield Static("faded [b]words[/b]", id="faded")
                yield RowList([Column("name", "Name", 8, grow=True)], id="rows")
                yield TextPage([[f"page {number}"] for number in range(9)], id="page")
        with Container(id="box"):
            yield Static("over everything")

    def on_mount(self) -> None:
        for name in ("#side", "#rows"):
            self.query_one(name, RowList).set_rows([Row(n, {"name": f"Ño {n} 漢字 x"}) for n in range(40)])
        self.query_one("#scrolled").scroll_to(y=4, animate=False)

    def answer(self, text: str) -> None:
        self.query_one(Line).set(f"found {text}")


class Demo(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Layered())


def cells(update: ChopsUpdate | None) -> dict[tuple[int, int], Any]:
    """Each cell that is written, by place."""
    assert update is not None
    found: dict[tuple[int, int], Any] = {}
    for y, left, right in update.spans:
        for x, strip in update.chops[y].items():
            place = x
            for text, style, _ in strip or Strip([]):
                for char in Segment(text, style).text:
                    if left <= place < right:
                        found[place, y] = (char, style)
                    place += Strip([Segment(char)]).cell_length
    return found


def forget(update: CompositorUpdate) -> None:
    """Have colours worked out anew: styles are shared by a whole run, and keep the codes of the first console's."""
    lines: Any = update.chops if isinstance(update, ChopsUpdate) else getattr(update, "strips", ())
    for line in lines:
        for strip in line.values() if isinstance(line, dict) else line:
            if strip is not None:
                strip._render_cache = None
                for segment in strip:
                    if segment.style is not None:
                        segment.style._ansi = None


class Terminal:
    """What a terminal shows of what was written to it."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(80, 30)
        self.stream = pyte.Stream(self.screen)

    def draws(self, update: CompositorUpdate | None, app: App[None]) -> list[Any]:
        """Each cell as it is seen, once this was drawn over what stood there."""
        assert update is not None
        forget(update)
        self.stream.feed(update.render_segments(app.console))
        return self.cells()

    def cells(self) -> list[Any]:
        return [[seen(self.screen.buffer[y][x]) for x in range(80)] for y in range(30)]


def seen(cell: Any) -> Any:
    """A cell without the colour and weight that a blank does not show."""
    hidden = cell.data.isspace() and not (cell.underscore or cell.reverse or cell.strikethrough)
    return cell._replace(fg="", bold=False, italics=False) if hidden else cell


async def test_a_change_is_drawn_as_by_textual_itself() -> None:
    async with Demo().run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        lean = screen._compositor
        assert isinstance(lean, ChangedOnly)
        draw = random.Random(7)
        one, other, console = Terminal(), Terminal(), pilot.app.console
        console._color_system = ColorSystem.TRUECOLOR
        whole, theirs_whole = lean.render_full_update(), Compositor.render_full_update(lean)
        assert one.draws(whole, pilot.app) == other.draws(theirs_whole, pilot.app)
        assert len(whole.render_segments(console)) < 0.65 * len(theirs_whole.render_segments(console))
        for turn in range(60):
            regions = {
                Region(x, y, draw.randint(1, 80 - x), draw.randint(1, min(9, 30 - y)))
                for x, y in ((draw.randrange(80), draw.randrange(30)) for _ in range(draw.randint(1, 4)))
            }
            if turn % 5 == 0:  # what was not drawn since is another now
                screen.query_one("#rows", RowList).action_move(1)
            lean._dirty_regions = set(regions)
            ours = lean.render_partial_update()
            lean._dirty_regions = set(regions)
            textuals = Compositor.render_partial_update(lean)
            mine = cells(ours)
            assert mine == cells(textuals)
            assert mine
            assert one.draws(ours, pilot.app) == other.draws(textuals, pilot.app)
        assert lean.render_partial_update() is None


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("ab ·"), st.integers(0, 31), st.sampled_from(COLOURS)), max_size=30))
def test_colours_and_weights_are_changed_and_taken_back_as_if_each_piece_began_anew(pieces: list[Any]) -> None:
    names = ("bold", "italic", "underline", "reverse", "strike")
    drawn: list[tuple[str, Style]] = []
    for text, bits, (colour, ground) in pieces:
        weights: dict[str, Any] = {name: bool(bits >> place & 1) for place, name in enumerate(names)}
        drawn.append((text, Style(color=colour, bgcolor=ground, **weights)))
    ours, plainly = Terminal(), Terminal()
    strip = Strip([Segment(text, style) for text, style in drawn])
    ours.stream.feed(written([(3, 2, [strip])], Console(color_system="truecolor")))
    system = ColorSystem.TRUECOLOR
    plainly.stream.feed("\x1b[3;4H" + "".join(Strip.render_style(style, text, system) for text, style in drawn))
    assert ours.cells() == plainly.cells()


async def test_only_lines_that_changed_and_show_are_asked_for() -> None:
    async with Demo().run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        asked: list[tuple[str, Region]] = []
        for widget in screen.query("*"):

            def noting(crop: Region, widget: Any = widget, render: Any = widget.render_lines) -> list[Strip]:
                asked.append((str(widget.id), crop))
                return list(render(crop))

            widget.render_lines = noting  # type: ignore[method-assign]  # only to see what is asked for
        rows, lean = screen.query_one("#rows", RowList), screen._compositor
        rows.action_move(1)
        lean._dirty_regions.clear()
        lean.update_widgets({rows})
        asked.clear()
        assert lean.render_partial_update() is not None
        assert asked == [("rows", Region(0, 1, rows.outer_size.width, 2))]


async def test_a_letter_is_drawn_before_it_returns_and_what_follows_from_it_too() -> None:
    async with Demo().run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, Layered)
        line, lean = screen.query_one("#filter", FilterLine), screen._compositor
        assert isinstance(lean, ChangedOnly)
        line.focus()
        await pilot.pause()
        while screen._layout_required or screen._scroll_required or screen._repaint_required:
            await pilot.pause()
        lean.drawn_at = 0.0
        line.replace("g", 0, 0)
        assert lean.drawn_at > 0.0
        assert not any(widget._repaint_regions for widget in (line, screen.query_one(Line)))
        assert screen.answers == ["card"]
        before = lean.drawn_at = monotonic() + 60
        line.replace("a", 1, 1)
        assert lean.drawn_at == before, "the next letter in the same frame waits for it"
        assert not draw_at_once(screen)
        await pilot.pause()
        assert screen.query_one(Line).text.startswith("found ga")
        assert screen.answers == ["card"]
