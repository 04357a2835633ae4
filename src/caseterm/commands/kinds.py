"""What a command is, and the screens it can stand on."""

from caseterm.values import value
from caseterm.widgets.painted import key_name

MODES = ("cases", "client", "calendar", "tasks")
EVERYWHERE = frozenset(
    {
        *MODES,
        "rides",
        "calls",
        "checkins",
        "timeline",
        "lesson",
        "aligned",
        "directory",
        "chase",
        "preview",
        "import",
        "calfile",
        "history",
        "letters",
        "conflicts",
        "budgets",
    }
)
BOARDS_OVER_CASES = (
    "rides", "calls", "checkins", "timeline", "chase", "budgets", "aligned", "directory", "history",
)  # fmt: skip
"""Boards over the whole caseload, which g leaves for another place like the four screens."""
RECORDS = frozenset(MODES)
TYPING = ("form", "dialog", "line", "grid")
"""Where letters are text: forms, dialogs with a field, the quick-add line, sheets of cells.

Only keys that type nothing work there.
"""
TYPED = frozenset(key_name(chr(code)) for code in range(0x20, 0x7F))
"""Textual's names of the keys that type a character."""


@value
class Command:
    """One thing the program can do."""

    id: str
    """The name by which [keys] in config.toml changes its keys."""
    label: str
    keys: tuple[str, ...]
    """Textual key names; those that reach an action from inside a text field are f-keys and ctrl keys."""
    action: str
    scopes: frozenset[str] = RECORDS
    help: str = ""


def command(
    id: str, label: str, keys: str, action: str, *, scopes: frozenset[str] = RECORDS, help: str = ""
) -> Command:
    return Command(id, label, tuple(keys.split()), action, scopes, help)


def on(*scopes: str) -> frozenset[str]:
    return frozenset(scopes)
