"""Containers of a screen, which its other widgets cover."""

from __future__ import annotations

from textual import containers
from textual.geometry import Region
from textual.strip import Strip

from caseterm.widgets.ownlines import OwnColours


class Bare(OwnColours):
    """A widget with nothing of its own but a border: its inner lines are one line, drawn once.

    Textual draws each, though children cover them; that was half the work of painting a screen.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        gutter = self.styles.gutter
        first, last = max(crop.y, gutter.top), min(crop.bottom, self.region.height - gutter.bottom) - 1
        if last <= first:
            return super().render_lines(crop)
        above = super().render_lines(Region(crop.x, crop.y, crop.width, first + 1 - crop.y))
        below = super().render_lines(Region(crop.x, last + 1, crop.width, crop.bottom - last - 1))
        return [*above, *above[-1:] * (last - first), *below]


class Across(Bare, containers.Horizontal):
    """Its children stand beside each other."""


class Down(Bare, containers.Vertical):
    """Its children stand below each other."""


class Stack(Bare, containers.Container):
    """Its children stand as the screen's sheet says."""
