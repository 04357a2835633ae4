"""Colours can be read in every theme that ships, and nothing is told by colour alone."""

from collections.abc import Iterable

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from caseterm.app import CaseTermApp
from caseterm.screens.themes import THEMES
from caseterm.store.database import Database
from caseterm.widgets.chrome import KeyBar, StatusRow, TitleRow
from caseterm.widgets.roles import ROLE_COLOURS, role_styles
from caseterm.widgets.roles import contrast as measured
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import base, do, first_case, go, hit, send
from tests.screens.harness import running, settle, shown

LEAST = 4.5
DRAWING = set("─│┌┐└┘├┤┬┴┼━┃▐▌█▄▀▁▂▃▅▆▇░▒▓╭╮╯╰╶╴╷╵ \u2800")
"""Lines and bars, which carry no words."""
OWN_COLOURS = [theme for theme in THEMES if not theme.startswith("ansi")]
"""The ansi themes leave colours to the terminal, whose contrast is its own."""


def contrast(style: Style) -> float | None:
    """How a style's text stands out from its ground; None where the terminal decides."""
    over, under = _rgb(style.color), _rgb(style.bgcolor)
    if over is None or under is None:
        return None
    return measured(over, under)


def _rgb(colour: RichColor | None) -> Color | None:
    return None if colour is None or colour.triplet is None else Color(*colour.triplet)


def faint(strips: Iterable[Iterable[Segment]]) -> list[str]:
    """Words on the screen that stand out too little."""
    found = []
    for strip in strips:
        for segment in strip:
            words = segment.text.strip()
            if not words or set(words) <= DRAWING or segment.style is None:
                continue
            ratio = contrast(segment.style)
            if ratio is not None and ratio < LEAST:
                found.append(f"{words[:30]!r} {ratio:.1f} ({segment.style})")
    return found


def drawn(app: CaseTermApp) -> list[list[Segment]]:
    return [list(strip) for strip in app.screen._compositor.render_strips(app.screen.size)]


def test_the_measure_is_that_of_wcag() -> None:
    assert measured(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert measured(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


PLACES = (
    ("cases", "filter", "a zz:"),
    ("client", "app.help", ""),
    ("calendar", "app.jump", "ga"),
    ("tasks", "add", "call @nguyen fri"),
    ("cases", "log_contact", "x"),
    ("cases", "edit", "x"),
)
"""A screen, what to open over it, and what to type there: between them every role and every kind of widget."""


async def test_all_words_can_be_read_in_every_theme(caseload: Database) -> None:
    async with running(caseload, size=(120, 40)) as (app, pilot):
        app.open_case(first_case(app))
        bad: list[str] = []
        for mode, action, keys in PLACES:
            await go(app, pilot, mode)
            await do(app, pilot, action)
            await send(app, pilot, keys)
            for theme in OWN_COLOURS:
                app.theme = theme
                await settle(app, pilot)
                bad += [f"{theme}, {mode}, {action}: {words}" for words in faint(drawn(app))]
                bad += [f"{theme}, {mode}: {words}" for words in faint_roles(app)]
        assert not bad, "\n".join(bad[:40])


def faint_roles(app: CaseTermApp) -> list[str]:
    """Roles that stand out too little on the ground of some widget, whether or not one is to be seen now."""
    found = []
    for kind in (RowList, KeyBar, StatusRow, TitleRow):
        for widget in base(app).query(kind):
            styles = role_styles(widget)
            assert set(styles) == set(ROLE_COLOURS)
            found += [
                f"{kind.__name__} {role} {ratio:.1f}"
                for role, style in styles.items()
                if role != "bar" and (ratio := contrast(style)) is not None and ratio < LEAST
            ]
    return found


async def test_without_colour_overdue_marked_done_and_unverified_are_still_told_apart(caseload: Database) -> None:
    """Only characters are looked at here: what a NO_COLOR terminal leaves."""
    async with running(caseload, size=(80, 24)) as (app, pilot):
        lines = shown(app).splitlines()
        assert any(line.startswith(">") for line in lines), "the cursor is a character"
        await hit(app, pilot, "space")
        lines = shown(app).splitlines()
        assert any(line.startswith(" +") or line.startswith(">+") for line in lines), "a mark is a character"
        assert "1 marked" in shown(app)
        assert any(" !" in line for line in lines)
        await hit(app, pilot, "escape", "asterisk")
        assert any("*" in line[:4] for line in shown(app).splitlines()), "a pin is a character"
        await go(app, pilot, "tasks")
        assert "Overdue" in shown(app)
        assert any("[ ] !!" in line for line in shown(app).splitlines()), "an overdue task has its marks"
        await hit(app, pilot, "x")
        assert any("[x]" in line for line in shown(app).splitlines()), "a done one is ticked"
        case_id = caseload.raw.execute(
            "SELECT case_id FROM deadlines WHERE verified_by = '' AND satisfied_on IS NULL AND archived_at IS NULL"
        ).fetchone()[0]
        app.open_case(case_id, section="deadlines")
        await settle(app, pilot)
        assert "not verified" in shown(app)
