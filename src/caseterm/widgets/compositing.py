"""What is drawn when a part of a screen changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.constants import MAX_FPS
from textual.geometry import Region
from textual.strip import Strip

from caseterm.widgets.escapes import written

if TYPE_CHECKING:
    from rich.console import Console
    from textual.screen import Screen

FRAME = 1 / MAX_FPS

Span = tuple[int, int, int]
"""A stretch of one line that changed: the line, its first cell, and the cell after its last."""
Pieces = dict[int, Strip | None]
"""One line of the screen between the edges of the widgets on it, by the first cell of each piece."""


class Whole(LayoutUpdate):
    """All lines of the screen."""

    def render_segments(self, console: Console) -> str:
        return written(((0, y, strips) for y, strips in enumerate(self.strips)), console)


class Changes(ChopsUpdate):
    """The pieces of lines that changed."""

    def render_segments(self, console: Console) -> str:
        return written(self._changed(), console)

    def _changed(self) -> Iterator[tuple[int, int, list[Strip]]]:
        """Each stretch of a line: its first cell, its line, its pieces."""
        for y, left, right in self.spans:
            found = [
                (x, strip.crop(0, min(end, right) - x))
                for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True)
                if strip is not None and x < right and end > left
            ]
            if found:
                yield found[0][0], y, [strip for _, strip in found]


class ChangedOnly(Compositor):
    """Asks a widget only for lines that changed and that nothing before it covers.

    Textual asks every widget that touches the rectangle round all changes for all of its lines, which was half the
    time between a letter typed and the list that answers it.
    """

    drawn_at = 0.0
    """When a part was drawn last, on the monotonic clock."""

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        self._dirty_regions.clear()
        width, height = self.size
        lines = self._pieces([(y, 0, width) for y in range(height)])
        return Whole([[strip for strip in line.values() if strip is not None] for line in lines], self.size.region)

    def render_partial_update(self) -> ChopsUpdate | None:
        spans = list(self._regions_to_spans(self._dirty_regions))
        self._dirty_regions.clear()
        if not spans:
            return None
        self.drawn_at = monotonic()
        return Changes(self._pieces(spans), spans, [line[1:] for line in self.cuts])

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
    if not screen.is_current:
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
