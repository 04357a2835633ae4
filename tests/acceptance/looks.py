"""What must hold of everything the program ever draws."""

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from textual.widget import Widget
from textual.widgets import Input

from caseterm.app import CaseTermApp
from caseterm.screens.base import BaseScreen
from caseterm.screens.dialogs.confirm import KeyConfirm
from caseterm.screens.dialogs.menu import MenuDialog
from caseterm.screens.dialogs.message import MessageDialog
from caseterm.widgets.chrome import WITH_MODES
from tests.acceptance.hostile import LITERAL
from tests.widgets.hostile import harmless

KEYS_ALONE = (MenuDialog, KeyConfirm, MessageDialog)
"""Dialogs that take keys themselves and have nothing to focus."""
EATEN = re.compile(r"\s*(x|\[/\]|\[90%\])")
"""What follows a name at once when the markup after it was taken for markup."""


def problems(app: CaseTermApp) -> list[str]:
    """What is wrong with the picture on the screen; empty when all is well."""
    screen = app.screen
    strips = screen._compositor.render_strips(screen.size)
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    found = [f"a control character: {line!r}" for line in lines if not harmless(line)]
    found += [f"wider than the screen: {line!r}" for line in lines if cell_len(line) > screen.size.width]
    found += [f"not as typed: {line!r}" for line in lines if not literal(line)]
    found += _links(strips)
    scrolling = [
        widget
        for widget in screen.walk_children(Widget, with_self=True)
        if widget.show_horizontal_scrollbar and not isinstance(widget, Input)
    ]
    found += [f"{widget!r} scrolls sideways" for widget in scrolling]
    if screen.show_vertical_scrollbar:
        found.append("the whole screen scrolls")
    if app.focused is None and not isinstance(screen, KEYS_ALONE):
        found.append("nothing has the focus")
    if isinstance(screen, BaseScreen):
        modes = ("1 Cases", "4 Tasks") if screen.size.width >= WITH_MODES else ("1 ", "4")
        if not all(name in lines[0] for name in modes):
            found.append(f"no title row: {lines[0]!r}")
        if len(lines) != screen.size.height or not lines[-1].endswith("? more"):
            found.append(f"no key row: {lines[-1]!r}")
    return found


def literal(line: str) -> bool:
    """Whether each hostile text in a line reads as it was typed, as far as there is room for it."""
    for match in re.finditer(re.escape("O'Neil"), line):
        rest = line[match.start() :]
        same = 0
        while same < min(len(rest), len(LITERAL)) and rest[same] == LITERAL[same]:
            same += 1
        if same < len(LITERAL) and EATEN.match(rest[same:]):
            return False
    return True


def _links(strips: Iterable[Iterable[Segment]]) -> list[str]:
    """Text that would run an action when clicked."""
    return [
        f"a link: {segment.text!r}"
        for strip in strips
        for segment in strip
        if segment.style is not None and "@click" in segment.style.meta
    ]
