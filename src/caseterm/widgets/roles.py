"""The colours of the program's roles, worked out from the theme.

Textual's component classes would do the same, but cost a virtual node for each role of each widget at every style
update, which was a third of the time to the first frame.
"""

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

ROLE_COLOURS: Mapping[str, tuple[str, str, str]] = {
    "": ("", "", ""),
    "muted": ("text-muted", "", ""),
    "warn": ("text-warning", "", ""),
    "bad": ("text-error", "", "bold"),
    "good": ("text-success", "", ""),
    "bold": ("", "", "bold"),
    "accent": ("text-accent", "", ""),
    "key": ("text-accent", "", "bold"),
    "current": ("", "", "bold reverse"),
    "bar": ("primary", "", ""),
    "header": ("text-muted", "", "bold"),
    "heading": ("text-accent", "", "bold"),
    "note": ("text-muted", "", ""),
    "cursor": ("text", "primary", "bold"),
    "cursor-idle": ("foreground", "panel", ""),
}
"""For each role: the theme's variable for its colour and for its background, and its weight."""


def role_styles(widget: Widget) -> Mapping[str, Style]:
    """The style of every role on the background of this widget, in the theme of the moment."""
    variables = widget.app.theme_variables
    wanted = {name for colour, back, _ in ROLE_COLOURS.values() for name in (colour, back) if name}
    known = tuple(sorted((name, variables[name]) for name in wanted if name in variables))
    return _styles(known, widget.background_colors[1], widget.rich_style)


@lru_cache(maxsize=64)
def _styles(known: tuple[tuple[str, str], ...], background: Color, plain: Style) -> Mapping[str, Style]:
    variables = dict(known)
    return {
        role: plain + _style(variables.get(colour, ""), variables.get(back, ""), weight, background)
        for role, (colour, back, weight) in ROLE_COLOURS.items()
    }


def _style(colour: str, back: str, weight: str, background: Color) -> Style:
    style = Style.parse(weight) if weight else Style()
    under = background + Color.parse(back) if back else background
    if colour:
        over = _contrast(under, colour) if colour.startswith("auto") else Color.parse(colour)
        style += Style.from_color((under + over).rich_color)
    return style + Style.from_color(None, under.rich_color) if back else style


def _contrast(under: Color, auto: str) -> Color:
    """What "auto 60%" means on a background."""
    share = auto.removeprefix("auto").strip().removesuffix("%")
    return under.get_contrast_text(float(share) / 100 if share else 1.0)
