import pytest
from textual.app import App, ComposeResult
from textual.theme import BUILTIN_THEMES

from caseterm.widgets.chrome import Line
from caseterm.widgets.roles import ROLE_COLOURS, role_styles


class Roles(App[None]):
    def compose(self) -> ComposeResult:
        yield Line("text")


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
async def test_every_role_has_a_style_in_every_theme(theme: str) -> None:
    app = Roles()
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        styles = role_styles(app.query_one(Line))
        assert set(styles) == set(ROLE_COLOURS)
        assert styles["bad"].color != styles[""].color
        assert styles["bad"].bold
        assert styles["warn"].color != styles[""].color


async def test_a_theme_changed_while_running_repaints_the_roles() -> None:
    app = Roles()
    async with app.run_test() as pilot:
        line = app.query_one(Line)
        dark = line.paint_of("warn")
        app.theme = "textual-light"
        await pilot.pause()
        assert line.paint_of("warn") != dark
