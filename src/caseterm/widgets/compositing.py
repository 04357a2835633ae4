"""What is drawn when a part of a screen changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, Compositor
from textual._styles_cache import StylesCache
from textual.constants import MAX_FPS
from textual.geometry import Region, Spacing
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.color import Color
    from textual.css.styles import StylesBase
    from textual.geometry import Size
    from textual.screen import Screen

NO_SPACING = Spacing()
FRAME = 1 / MAX_FPS

Span = tuple[int, int, int]
"""A stretch of one line that changed: the line, its first cell, and the cell after its last."""
Pieces = dict[int, Strip | None]
"""One line of the screen between the edges of the widgets on it, by the first cell of each piece."""


class ChangedOnly(Compositor):
    """Asks a widget only for lines that changed and that nothing before it covers.

    Textual asks every widget that touches the rectangle round all changes for all of its lines, which was half the
    time between a letter typed and the list that answers it.
    """

    drawn_at = 0.0
    """When a part was drawn last, on the monotonic clock."""

    def render_partial_update(self) -> ChopsUpdate | None:
        spans = list(self._regions_to_spans(self._dirty_regions))
        self._dirty_regions.clear()
        if not spans:
            return None
        self.drawn_at = monotonic()
        return ChopsUpdate(self._pieces(spans), spans, [line[1:] for line in self.cuts])

    def _pieces(self, spans: Sequence[Span]) -> list[Pieces]:
        """Each line of the screen in pieces; those outside the spans stay empty."""
        cuts = self.cuts
        found: list[Pieces] = [{} for _ in cuts]
        missing: dict[int, set[int]] = {}
        for y, left, right in spans:
            line = cuts[y]
            missing.setdefault(y, set()).update(x for x, end in pairwise(line) if x < right and end > left)
            if not found[y]:
                found[y] = dict.fromkeys(line[:-1])
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            lines = [
                y for y in missing if seen.y <= y < seen.bottom and any(seen.x <= x < seen.right for x in missing[y])
            ]
            if not lines:
                continue
            top, bottom = min(lines), max(lines) + 1
            strips = widget.render_lines(Region(seen.x - region.x, top - region.y, seen.width, bottom - top))
            for y in lines:
                self._lay(found[y], missing, y, seen, strips[y - top])
        return found

    def _lay(self, pieces: Pieces, missing: dict[int, set[int]], y: int, seen: Region, strip: Strip) -> None:
        """Put a widget's line where nothing lies yet."""
        cuts = [x for x in self.cuts[y] if seen.x <= x <= seen.right]
        parts = [strip] if len(cuts) == 2 else strip.divide([x - seen.x for x in cuts[1:]])
        for x, part in zip(cuts, parts, strict=False):
            if pieces[x] is None:
                pieces[x] = part
        missing[y].difference_update(cuts[:-1])
        if not missing[y]:
            del missing[y]


def draw_at_once(screen: Screen[Any], *, again: bool = False) -> bool:
    """Draw what asked for it by now, without waiting until each widget has said so by a message of its own.

    Only where parts of the screen changed, and but for `again` at most once a frame: what is typed faster is drawn
    together. Returns whether it was drawn.
    """
    compositor = screen._compositor
    if not isinstance(compositor, ChangedOnly) or (not again and monotonic() - compositor.drawn_at < FRAME):
        return False
    if screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required:
        return False
    screen._dirty_widgets.update(widget for widget in compositor.visible_widgets if widget._repaint_required)
    screen._on_timer_update()
    return True


def draw_whole(screen: Screen[Any]) -> None:
    """Draw a whole screen that was just shown, without waiting for the next tick of its timer.

    What its widgets asked for by now is drawn with it, so they need not ask again.
    """
    if not screen._repaint_required or screen._layout_required or screen._recompose_required:
        return
    for widget in screen._compositor.visible_widgets:
        widget._repaint_required = widget is screen
    screen._on_timer_update()


class OwnLines(StylesCache):
    """For a widget that draws lines of exactly its width: where it has no border, they are what is shown.

    Textual looks at every rule of border, outline, padding and tint again for each line.
    """

    _plain = False

    def render(self, styles: StylesBase, *arguments: Any, **options: Any) -> list[Strip]:
        self._plain = options.get("opacity") == 1.0 and not (
            styles.gutter != NO_SPACING
            or any(styles.has_rule(rule) for rule in ("outline_top", "outline_left", "hatch", "tint", "text_opacity"))
        )
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
        if self._plain and y < content_size.height:
            line = render_content_line(y)
            if line.cell_length == size.width:
                return line
        return super().render_line(
            styles, y, size, content_size, padding, base_background, background, render_content_line, *arguments
        )
