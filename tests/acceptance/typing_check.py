"""Whether every text field takes every character one can type, and nothing else happens."""

from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from caseterm.app import CaseTermApp
from tests.acceptance.drive import PRINTABLE, calm, send

EVERYTHING = "".join(PRINTABLE)
SEEN: set[tuple[str, ...]] = set()
"""The kinds of fields that were typed into, by any test of this run: once is enough for each."""


def text_fields(app: CaseTermApp) -> list[Input | TextArea]:
    """The text fields of the screen in view that the keyboard can reach."""
    return [
        widget
        for widget in app.screen.walk_children(Widget)
        if isinstance(widget, Input | TextArea) and widget.focusable and widget.display
    ]


def name_of(app: CaseTermApp, field: Input | TextArea) -> tuple[str, ...]:
    """What tells fields apart: the kind of screen and of field, and its own name where it is no field of a form."""
    return (type(app.screen).__name__, type(field.parent).__name__, field.id or "")


async def untypable(app: CaseTermApp, pilot: "Pilot[None]") -> list[str]:
    """What goes wrong when every printable character is typed into every kind of field not seen before."""
    found: list[str] = []
    for field in text_fields(app):
        name = name_of(app, field)
        if name in SEEN:
            continue
        SEEN.add(name)
        screen, focused, before = app.screen, app.focused, _acts(app)
        old = _text(field)
        app.screen.set_focus(field)
        await calm(app, pilot)  # some select their text when they get the keyboard
        _put(field, "")
        await send(app, pilot, PRINTABLE)
        if _text(field) != EVERYTHING:
            found.append(f"{name} took {_text(field)!r}")
        if app.screen is not screen or app.focused is not field or _acts(app) != before:
            found.append(f"{name}: typing did something: {app.screen!r}, {app.focused!r}")
        _put(field, old)
        app.screen.set_focus(focused)
        await calm(app, pilot)
    return found


def _text(field: Input | TextArea) -> str:
    return field.text if isinstance(field, TextArea) else field.value


def _put(field: Input | TextArea, text: str) -> None:
    if isinstance(field, TextArea):
        field.load_text(text)
    else:
        field.value = text
        field.cursor_position = len(text)


def _acts(app: CaseTermApp) -> int:
    return int(app.db.raw.execute("SELECT count(*) FROM acts").fetchone()[0])
