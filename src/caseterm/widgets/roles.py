"""The colours of the program's roles, worked out from the theme.

Textual's component classes would do the same, but cost a virtual node for each role of each widget at every style
update, which was a third of the time to the first frame.
"""

from collections.abc import Iterator, Mapping
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
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, for text of any size."""
STEPS = 20


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
    if back and colour:
        under = ground_for(colour, under)
    if colour:
        style += Style.from_color(readable(under + _parsed(colour, under), under).rich_color)
    return style + Style.from_color(None, under.rich_color) if back else style


def contrast(one: Color, other: Color) -> float:
    """How two colours stand out from each other, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(over: Color, under: Color) -> Color:
    """The colour, taken as far towards black or white as a word on that ground needs; the terminal's own stay."""
    if over.ansi is not None or under.ansi is not None:
        return over
    extreme = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda colour: contrast(colour, under))
    return next((found for found in _blends(over, extreme) if contrast(found, under) >= LEAST_CONTRAST), extreme)


def ground_for(colour: str, under: Color) -> Color:
    """The ground, taken as far from its words' colour as they need."""
    over = _parsed(colour, under)
    if over.ansi is not None or under.ansi is not None:
        return under
    extreme = Color(0, 0, 0) if _luminance(under + over) > _luminance(under) else Color(255, 255, 255)
    found = (each for each in _blends(under, extreme) if contrast(each + over, each) >= LEAST_CONTRAST)
    return next(found, under)


def _blends(start: Color, end: Color) -> Iterator[Color]:
    return (start.blend(end, step / STEPS, alpha=1) for step in range(STEPS + 1))


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parsed(colour: str, under: Color) -> Color:
    """A theme's colour: "#FFC473", "ansi_blue", with a share "ansi_default 50%", or "auto 60%" against a background."""
    name, _, share = colour.partition(" ")
    part = float(share.removesuffix("%")) / 100 if share else 1.0
    return under.get_contrast_text(part) if name == "auto" else Color.parse(name).multiply_alpha(part)
