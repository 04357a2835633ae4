"""Every key of the screen, generated from the command list, with what can be typed into fields."""

from collections.abc import Mapping, Sequence

from caseterm.commands import TYPING, keys_of, printed
from caseterm.rules.date_words import DATE_FORMS
from caseterm.rules.filters import FIELD_HELP
from caseterm.rules.quickadd import GRAMMAR
from caseterm.screens.dialogs.entries import Entry, entries, matching
from caseterm.screens.dialogs.finder import FinderDialog
from caseterm.widgets.rowlist import RowList
from caseterm.widgets.rows import Column, Row
from caseterm.widgets.rows import Key as RowKey

NAMES: Mapping[str, str] = {
    "cases": "Cases",
    "client": "Client",
    "calendar": "Calendar",
    "tasks": "Tasks",
    "preview": "Print preview",
    "import": "Import",
    "calfile": "Calendar file",
    "letters": "Letters",
    "conflicts": "Conflict check",
    "form": "Form",
    "grid": "Sheet of bills",
}


class HelpDialog(FinderDialog[str]):
    """Lists and finds; choosing a key does what it does and gives its action to the screen below."""

    heading = "Help"
    placeholder = "find by name or by key"
    columns = (
        Column("keys", "Keys", 18),
        Column("label", "What it does", 22, grow=True),
        Column("help", "", 22, grow=True, min_total=70),
    )

    def __init__(self, scope: str, keymap: Mapping[str, str]) -> None:
        super().__init__()
        screen = scope.partition(".")[0]
        self.heading_text = f"Help: {NAMES.get(screen, screen)}"
        self.groups = groups(scope, keymap)
        self.everything = [entry for _, group in self.groups for entry in group]
        self.places = {entry: place for place, entry in enumerate(self.everything)}

    def on_mount(self) -> None:
        super().on_mount()
        self.set_heading(self.heading_text)

    def find(self, text: str) -> str:
        found = matching(self.everything, text)
        rows: list[Row] = []
        if text.strip():
            rows = [self._row(entry) for entry in found]
        else:
            for title, group in self.groups:
                rows.append(Row(f"group {title}", {"all": title}, kind="heading"))
                rows += [self._row(entry) for entry in group]
        self.rows.empty_text = "No key and no command of that name. Esc closes the help."
        self.rows.set_rows(rows, keep=False)
        return f"{len(found)} keys and forms   enter does it   esc closes"

    def about(self, key: RowKey) -> str:
        entry = self.everything[int(key)]
        return entry.help or ("" if entry.action else entry.label)

    def taken(self, key: RowKey) -> str:
        return self.everything[int(key)].action

    def _row(self, entry: Entry) -> Row:
        return Row(
            self.places[entry],
            {"keys": ("  ".join(entry.keys), "accent"), "label": entry.label, "help": (entry.help, "muted")},
        )


def groups(scope: str, keymap: Mapping[str, str]) -> list[tuple[str, list[Entry]]]:
    """The help of a screen: its own keys, those of every list, those that work everywhere, menus, typed forms."""
    offered = [entry for entry in entries(scope, keymap) if entry.keys]
    if scope in TYPING:
        return [(f"In a {NAMES[scope].lower()}", offered), ("Dates and times", _forms(DATE_FORMS))]
    found = [
        ("On this screen", [entry for entry in offered if not entry.everywhere and not entry.leader]),
        ("In a list", _list_keys(keymap)),
        ("Everywhere", [entry for entry in offered if entry.everywhere]),
        ("Menus", [entry for entry in offered if entry.leader]),
        ("The a line (quick add)", _forms(GRAMMAR)),
        ("Dates and times", _forms(DATE_FORMS)),
    ]
    if scope == "cases":
        found.append(("The / line (filter)", _forms([_field_form(text) for text in FIELD_HELP.values()])))
    return [(title, group) for title, group in found if group]


def _list_keys(keymap: Mapping[str, str]) -> list[Entry]:
    return [
        Entry(
            binding.description,
            tuple(printed(key) for key in keys_of(binding.id or "", keymap) or binding.key.split(",")),
            "",
        )
        for binding in RowList.BINDINGS
        if not isinstance(binding, tuple)
    ]


def _forms(forms: Sequence[tuple[str, str]]) -> list[Entry]:
    return [Entry(meaning, (typed,), "") for typed, meaning in forms]


def _field_form(text: str) -> tuple[str, str]:
    typed, _, meaning = text.partition("  ")
    return typed, meaning.strip() or "cases of that " + typed.partition(":")[0]
