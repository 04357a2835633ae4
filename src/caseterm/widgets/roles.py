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
    "accent": ("text-primary", "", ""),
    "key": ("text-accent", "", "bold"),
    "current": ("", "", "bold reverse"),
    "bar": ("primary", "", ""),
    "header": ("text-muted", "", "bold"),
    "heading": ("text-primary", "", "bold"),
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
        over = _parsed(colour, under)
        style += Style.from_color((under + over).rich_color)
    return style + Style.from_color(None, under.rich_color) if back else style


def _parsed(colour: str, under: Color) -> Color:
    """A theme's colour: "#FFC473", "ansi_blue", with a share "ansi_default 50%", or "auto 60%" against a background."""
    name, _, share = colour.partition(" ")
    part = float(share.removesuffix("%")) / 100 if share else 1.0
    return under.get_contrast_text(part) if name == "auto" else Color.parse(name).multiply_alpha(part)
