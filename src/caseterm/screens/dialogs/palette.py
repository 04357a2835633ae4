"""Commands only, with their keys: found by name or by key, the last used first."""

from collections.abc import Mapping, Sequence

from caseterm.screens.dialogs.entries import Entry, entries, matching
from caseterm.screens.dialogs.finder import FinderDialog
from caseterm.widgets.rows import Column, Row
from caseterm.widgets.rows import Key as RowKey

REMEMBERED = 7
_SELF = "app.palette"


class PaletteDialog(FinderDialog[str]):
    """Returns the action to run on the screen below, or None. `recent` are actions, the newest first."""

    heading = "Commands"
    placeholder = "name or key"
    columns = (
        Column("label", "Command", 24, grow=True),
        Column("keys", "Keys", 16),
        Column("help", "What it does", 20, grow=True, min_total=66),
    )

    def __init__(self, scope: str, keymap: Mapping[str, str], recent: Sequence[str] = ()) -> None:
        super().__init__()
        offered = [entry for entry in entries(scope, keymap) if entry.action != _SELF]
        by_action = {entry.action: entry for entry in reversed(offered)}
        last = [by_action[action] for action in recent[:REMEMBERED] if action in by_action]
        self.recent_count = len(last)
        self.offered: list[Entry] = [*last, *(entry for entry in offered if entry not in last)]
        self.places = {entry: place for place, entry in enumerate(self.offered)}

    def find(self, text: str) -> str:
        found = matching(self.offered, text)
        rows = [Row(self.places[entry], _cells(entry)) for entry in found]
        if not text.strip() and self.recent_count:
            rows.insert(self.recent_count, Row("rest", {"all": "All commands"}, kind="heading"))
            rows.insert(0, Row("last", {"all": "Last used"}, kind="heading"))
        self.rows.empty_text = "No command of that name or key. People are opened with o or ctrl+o."
        self.rows.set_rows(rows, keep=False)
        return f"{len(found)} command{'' if len(found) == 1 else 's'}   enter does it   esc closes"

    def about(self, key: RowKey) -> str:
        return self.offered[int(key)].help

    def taken(self, key: RowKey) -> str:
        return self.offered[int(key)].action


def _cells(entry: Entry) -> dict[str, str | tuple[str, str]]:
    return {"label": entry.label, "keys": ("  ".join(entry.keys), "accent"), "help": (entry.help, "muted")}
