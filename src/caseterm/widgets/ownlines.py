"""What Textual would do for each line of a widget again, although it is the same for all, or does nothing here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Spacing
from textual.strip import Strip
from textual.style import Style as VisualStyle

if TYPE_CHECKING:
    from textual.color import Color
    from textual.css.styles import StylesBase
    from textual.geometry import Size
    from textual.widget import Widget

    _Widget = Widget
else:
    _Widget = object  # Textual takes the styles of the first base that is a widget, which is the other one

NO_SPACING = Spacing()
FRAME = Spacing(1, 1, 1, 1)
NOT_PLAIN = ("outline_top", "outline_left", "hatch", "tint", "text_opacity")
_visual = lru_cache(maxsize=64)(VisualStyle.from_rich_style)


class OwnColours(_Widget):
    """A widget whose colours are the theme's: in true colour, or all the terminal's own."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that turns the terminal's colours into true ones, which looks at every piece of a line."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def _get_title_style_information(self, background: Color) -> tuple[Color, Color, VisualStyle]:
        styles = self.styles
        if styles.auto_border_title_color:
            return super()._get_title_style_information(background)
        return styles.border_title_color, styles.border_title_background, _visual(styles.border_title_style)


class OwnLines(StylesCache):
    """For a widget that draws lines of exactly its width: they are what is shown, between the sides of its frame.

    Textual looks at every rule of border, outline, padding and tint again for each line.
    """

    _plain = _framed = False
    _sides: tuple[Segment, Segment] | None = None
    """The frame at both sides of a line, as it was drawn for the first of these."""

    def render(self, styles: StylesBase, *arguments: Any, **options: Any) -> list[Strip]:
        plain = options.get("opacity") == 1.0 and not any(map(styles.has_rule, NOT_PLAIN))
        gutter = styles.gutter
        self._plain = plain and gutter == NO_SPACING
        self._framed = plain and gutter == FRAME and styles.padding == NO_SPACING
        self._sides = None
        return super().render(styles, *arguments, **options)

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        *arguments: Any,
    ) -> Strip:
        inside = y - 1 if self._framed else y
        if 0 <= inside < content_size.height and (self._plain or self._sides is not None):
            line = render_content_line(inside)
            if line.cell_length == content_size.width:
                if self._sides is None:
                    return line
                left, right = self._sides
                return Strip([left, *line._segments, right], size.width)
        line = super().render_line(
            styles, y, size, content_size, padding, base_background, background, render_content_line, *arguments
        )
        if self._framed and 0 <= inside < content_size.height:
            first, *_, last = line._segments
            self._sides = first, last
        return line
