"""The one list of commands: it feeds the keys, the palette, the key bar, the help and the documents.

A command's action is a Textual action on the screen it stands on, or `app.…` for what works everywhere.
A verb means the same on every screen that has it; a screen offers a verb by naming it in `scopes`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from caseterm.widgets.painted import key_name
from caseterm.widgets.rowlist import RowList

MODES = ("cases", "client", "calendar", "tasks")
EVERYWHERE = frozenset({*MODES, "rides", "calls", "preview", "import", "calfile", "history"})
RECORDS = frozenset(MODES)
TYPING = ("form", "dialog", "line")
"""Where letters are text: forms, dialogs with a field, the quick-add line. Only keys that type nothing work there."""
TYPED = frozenset(key_name(chr(code)) for code in range(0x20, 0x7F))
"""Textual's names of the keys that type a character."""


@dataclass(frozen=True)
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


def _command(
    id: str, label: str, keys: str, action: str, *, scopes: frozenset[str] = RECORDS, help: str = ""
) -> Command:
    return Command(id, label, tuple(keys.split()), action, scopes, help)


def _on(*scopes: str) -> frozenset[str]:
    return frozenset(scopes)


COMMANDS: tuple[Command, ...] = (
    _command("nav.cases", "Cases", "1", "app.go('cases')", scopes=EVERYWHERE),
    _command("nav.client", "Client", "2", "app.go('client')", scopes=EVERYWHERE),
    _command("nav.calendar", "Calendar", "3", "app.go('calendar')", scopes=EVERYWHERE),
    _command("nav.tasks", "Tasks", "4", "app.go('tasks')", scopes=EVERYWHERE),
    _command("help.show", "Help", "question_mark f1", "app.help", scopes=EVERYWHERE | _on("form", "line")),
    _command("palette", "Commands", "colon ctrl+p", "app.palette", scopes=EVERYWHERE),
    _command(
        "case.jump",
        "Open case",
        "o ctrl+o f3",
        "app.jump",
        scopes=EVERYWHERE | _on("form"),
        help="Any case by name, number, phone, claim or policy number, provider or adjuster",
    ),
    _command("goto.menu", "Go to...", "g", "menu('goto')"),
    _command("filter", "Filter", "slash", "filter", help="Words and fields: nguyen phase:treating sol:<90 touch:>30"),
    _command("facet.menu", "Filter by...", "f", "menu('facet')", scopes=_on("cases", "calendar")),
    _command("add", "Add", "a f7", "add", help="A line such as: call adjuster tomorrow 3pm @Nguyen !high"),
    _command("note.add", "Note", "n", "note"),
    _command("contact.log", "Log contact", "l f8", "log_contact", help="A call, text or letter, with a follow-up task"),
    _command("edit", "Edit", "e f2", "edit"),
    _command("date.set", "Due / date", "d", "set_date"),
    _command("status.set", "Stage / status", "s", "set_status"),
    _command("done", "Done", "x", "done"),
    _command("print", "Print", "p f9", "print", scopes=_on(*MODES, "preview")),
    _command("copy.menu", "Copy...", "y", "menu('copy')"),
    _command("view.menu", "View...", "v", "menu('view')"),
    _command("more.menu", "More...", "m", "menu('more')"),
    _command("mark", "Mark", "space", "mark"),
    _command("mark.all", "Mark all shown", "A", "mark_all"),
    _command("pin", "Pin", "asterisk", "pin", scopes=_on("cases", "client")),
    _command("undo", "Undo", "u ctrl+z", "app.undo", scopes=EVERYWHERE),
    _command("redo", "Redo", "U ctrl+y", "app.redo", scopes=EVERYWHERE),
    _command("case.next", "Next case", "J", "app.walk(1)"),
    _command("case.prev", "Previous case", "K", "app.walk(-1)"),
    _command("case.last", "Last case", "minus", "app.last_case"),
    _command("back", "Back", "escape", "back", scopes=EVERYWHERE),
    _command("back.quit", "Back, then quit", "q", "back_or_quit", scopes=EVERYWHERE),
    _command("quit", "Quit", "ctrl+q", "app.leave", scopes=EVERYWHERE),
    _command("lock", "Lock", "ctrl+backslash", "app.lock", scopes=EVERYWHERE, help="Hide everything; also over a form"),
    _command("pane.next", "Next pane", "tab f6", "next_pane", scopes=EVERYWHERE),
    _command("pane.prev", "Previous pane", "shift+tab", "previous_pane", scopes=EVERYWHERE),
    _command("refresh", "Re-read data", "f5", "reread", scopes=EVERYWHERE),
    _command("count", "Count days", "c", "app.count_days", help="Court days from an event, day by day; mail, holidays"),
    _command("zoom", "Zoom pane", "z", "zoom", scopes=_on("client", "calendar", "tasks")),
    _command("delete", "Archive", "delete", "archive"),
    # one screen's own
    _command("cases.new", "New case", "N", "new_case", scopes=_on("cases", "client")),
    _command("cases.views", "Views", "left", "views", scopes=_on("cases")),
    _command("cases.list", "Case list", "right", "list", scopes=_on("cases")),
    _command("cases.import", "Import a spreadsheet or calendar", "i", "app.import_file", scopes=_on("cases")),
    _command("client.section.prev", "Previous section", "left_square_bracket", "section(-1)", scopes=_on("client")),
    _command("client.section.next", "Next section", "right_square_bracket", "section(1)", scopes=_on("client")),
    _command("client.records", "Request records", "r", "request('records')", scopes=_on("client")),
    _command("client.bills", "Request bills", "b", "request('bills')", scopes=_on("client")),
    _command("waiting", "Waiting on", "w", "waiting", scopes=_on("client", "tasks")),
    _command("calendar.day.prev", "Day back", "left h", "day(-1)", scopes=_on("calendar")),
    _command("calendar.day.next", "Day on", "right", "day(1)", scopes=_on("calendar")),
    _command("calendar.period.prev", "Back one period", "comma", "period(-1)", scopes=_on("calendar")),
    _command("calendar.period.next", "On one period", "full_stop", "period(1)", scopes=_on("calendar")),
    _command("calendar.today", "Today", "t", "today", scopes=_on("calendar")),
    _command("calendar.ride", "Ride", "r", "ride", scopes=_on("calendar")),
    _command("rides.edit", "Book or change", "e f2 b", "edit", scopes=_on("rides")),
    _command("rides.status", "Status", "s", "set_status", scopes=_on("rides")),
    _command("rides.done", "Completed", "x", "done", scopes=_on("rides")),
    _command("rides.rebook", "Failed: book again", "f", "rebook", scopes=_on("rides")),
    _command("rides.copy", "Copy for the driver", "y", "copy_ride", scopes=_on("rides")),
    _command("rides.client", "The client's appointments", "c", "open_client", scopes=_on("rides")),
    _command("rides.mark", "Mark", "space", "mark", scopes=_on("rides")),
    _command("rides.period.prev", "A week back", "comma left", "period(-1)", scopes=_on("rides")),
    _command("rides.period.next", "A week on", "full_stop right", "period(1)", scopes=_on("rides")),
    _command("rides.today", "From today", "t", "today", scopes=_on("rides")),
    _command("calls.confirmed", "Will come", "c", "remind('confirmed')", scopes=_on("calls")),
    _command("calls.unsure", "Reached, not sure", "s", "remind('reached')", scopes=_on("calls")),
    _command("calls.voicemail", "Voicemail left", "v", "remind('message')", scopes=_on("calls")),
    _command("calls.text", "Text sent", "t", "remind('text')", scopes=_on("calls")),
    _command("calls.none", "No answer", "n", "remind('no_answer')", scopes=_on("calls")),
    _command("calls.ride", "Ride", "r", "ride", scopes=_on("calls")),
    _command("calls.ride.sure", "Ride confirmed", "R", "ride_confirmed", scopes=_on("calls")),
    _command("calls.cancelled", "Cancelled by client", "x", "cancelled", scopes=_on("calls")),
    _command("calls.skip", "No reminder needed", "z", "skip", scopes=_on("calls")),
    _command("calls.client", "The client's appointments", "e", "open_client", scopes=_on("calls")),
    _command("tasks.priority", "Priority", "exclamation_mark", "priority", scopes=_on("tasks")),
    _command("tasks.client", "Set client", "at", "set_client", scopes=_on("tasks")),
    _command("tasks.tag", "Tag", "number_sign", "tag", scopes=_on("tasks")),
    _command("preview.save", "Save the file, then open it", "enter", "save_or_open", scopes=_on("preview")),
    _command("preview.who", "Who for", "w", "who", scopes=_on("preview")),
    _command("preview.format", "Format", "r", "format", scopes=_on("preview")),
    _command("preview.sections", "Sections", "i", "sections", scopes=_on("preview")),
    _command("preview.name", "File name", "e", "file_name", scopes=_on("preview")),
    _command("preview.templates", "Copy the print templates", "", "copy_templates", scopes=_on("preview")),
    _command("import.run", "Import", "enter", "run", scopes=_on("import")),
    _command("import.columns", "Columns", "c", "pane('c')", scopes=_on("import")),
    _command("import.cases", "Cases in the file", "r", "pane('r')", scopes=_on("import")),
    _command("import.problems", "Rows to look at", "p", "pane('p')", scopes=_on("import")),
    _command("import.source", "How the file was read", "i", "pane('i')", scopes=_on("import")),
    _command("import.change", "Change a column", "e f2", "change", scopes=_on("import")),
    _command("import.file", "Another file", "f", "other_file", scopes=_on("import")),
    _command("import.sheet", "Another sheet", "s", "sheet", scopes=_on("import")),
    _command("import.encoding", "Another encoding", "n", "encoding", scopes=_on("import")),
    _command("import.mapping", "Save the mapping", "w", "save_mapping", scopes=_on("import")),
    _command("calfile.run", "Import what is marked", "enter", "run", scopes=_on("calfile")),
    _command("calfile.turn", "Take or leave", "space", "turn", scopes=_on("calfile")),
    _command("calfile.case", "Choose the case", "c e f2", "choose", scopes=_on("calfile")),
    _command("calfile.none", "Keep without a case", "w", "without_case", scopes=_on("calfile")),
    _command("calfile.all", "Take all that have a case", "A", "turn_all", scopes=_on("calfile")),
    _command("calfile.file", "Another file", "f", "other_file", scopes=_on("calfile")),
    _command(
        "history.filter",
        "Filter the history",
        "slash",
        "filter",
        scopes=_on("history"),
        help="Words and fields: knee who:gold kind:task case:26-0142 from:11/1 to:yesterday",
    ),
    _command("history.print", "Print the history", "p f9", "print", scopes=_on("history")),
    _command("history.case", "Open its case", "c", "open_case", scopes=_on("history")),
    _command("history.zoom", "Read it whole", "z", "zoom", scopes=_on("history")),
    # palette only
    _command("history", "History of everything", "", "app.go_history", scopes=EVERYWHERE),
    _command("data.backup", "Back up the database", "", "app.backup", scopes=EVERYWHERE),
    _command("data.restore", "Restore a backup", "", "app.restore_backup", scopes=EVERYWHERE),
    _command("data.check", "Check the database", "", "app.check", scopes=EVERYWHERE),
    _command("data.encrypt", "Encrypt the database", "", "app.encrypt", scopes=EVERYWHERE),
    _command("data.decrypt", "Decrypt the database", "", "app.decrypt", scopes=EVERYWHERE),
    _command("data.rekey", "Change the passphrase", "", "app.rekey", scopes=EVERYWHERE),
    _command("data.recovery_key", "Recovery key", "", "app.recovery_key", scopes=EVERYWHERE),
    _command("messages", "Messages", "", "app.messages", scopes=EVERYWHERE),
    _command("settings", "Settings", "", "app.settings", scopes=EVERYWHERE),
    _command("sample.remove", "Remove the sample cases", "", "app.remove_sample", scopes=EVERYWHERE),
    _command("theme", "Change theme", "", "app.change_theme", scopes=EVERYWHERE),
    # while typing: in forms, in dialogs with a text field, in the quick-add line; each shows its own keys
    _command("form.save", "Save", "ctrl+s", "save", scopes=_on("form", "line")),
    _command("form.leave", "Leave the form", "escape", "leave", scopes=_on("form")),
    _command("edit.external", "Edit notes in your editor", "f4", "edit_external", scopes=_on("form")),
    _command("dialog.close", "Close a dialog", "escape", "close", scopes=_on("dialog", "line")),
    _command("file.complete", "Complete the path of a file", "tab", "complete", scopes=_on("dialog")),
    _command("line.kind", "Task, appointment or note", "tab", "kind(1)", scopes=_on("line")),
    _command("line.kind.back", "The kind before", "shift+tab", "kind(-1)", scopes=_on("line")),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

HINTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cases": (
        ("filter", "Filter"), ("case.jump", "Open"), ("add", "Add"), ("contact.log", "Log"), ("status.set", "Stage"),
        ("date.set", "Due"), ("mark", "Mark"),
    ),
    "client": (
        ("add", "Add"), ("edit", "Edit"), ("contact.log", "Log"), ("note.add", "Note"), ("date.set", "Due"),
        ("copy.menu", "Copy"), ("print", "Print"),
    ),
    "calendar": (
        ("open", "Day"), ("add", "Add"), ("calendar.today", "Today"), ("view.menu", "View"), ("date.set", "Move"),
        ("status.set", "Status"), ("print", "Print"),
    ),
    "tasks": (
        ("done", "Done"), ("add", "Add"), ("date.set", "Due"), ("edit", "Edit"), ("waiting", "Wait"), ("mark", "Mark"),
        ("filter", "Filter"),
    ),
    "rides": (
        ("rides.edit", "Book"), ("rides.status", "Status"), ("rides.done", "Driven"), ("rides.rebook", "Failed"),
        ("rides.copy", "Copy"), ("rides.client", "Client"), ("back", "Back"),
    ),
    "calls": (
        ("calls.confirmed", "Will come"), ("calls.voicemail", "Voicemail"), ("calls.text", "Text"),
        ("calls.none", "No answer"), ("calls.ride", "Ride"), ("calls.client", "Client"), ("back", "Back"),
    ),
    "preview": (
        ("preview.save", "Save file"), ("print", "Printer"), ("preview.format", "Format"),
        ("preview.sections", "Include"), ("preview.who", "Who"), ("back", "Back"),
    ),
    "history": (
        ("history.filter", "Filter"), ("history.zoom", "Read"), ("history.case", "Case"), ("history.print", "Print"),
        ("back", "Back"),
    ),
    "import": (
        ("import.run", "Import"), ("import.change", "Change column"), ("import.problems", "To look at"),
        ("import.file", "Other file"), ("back", "Back"),
    ),
    "calfile": (
        ("calfile.run", "Import"), ("calfile.turn", "Take, leave"), ("calfile.case", "Choose case"),
        ("calfile.none", "No case"), ("calfile.file", "Other file"), ("back", "Back"),
    ),
}  # fmt: skip
"""The key bar of each screen: command id and the one word shown, the most wanted first."""


def commands_for(scope: str) -> list[Command]:
    """What can be done on a screen, in the order of the list."""
    return [command for command in COMMANDS if scope in command.scopes]


def while_typing(actions: Mapping[str, str]) -> list[BindingType]:
    """Bindings where letters are text: the action for each command or list key, on the keys of it that type nothing.

    Their ids stand in `textual_keymap`, so config.toml changes them by the command's name.
    """
    return [
        Binding(",".join(keys_while_typing(name)), action, show=False, id=typing_id(name))
        for name, action in actions.items()
    ]


def keys_while_typing(command_id: str, keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys of a command that type nothing, the user's own where she gave such; else the usual ones."""
    own = tuple(key for key in keys_of(command_id, keymap) if key not in TYPED)
    return own or tuple(key for key in keys_of(command_id) if key not in TYPED)


def textual_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """The user's keys under the ids that bindings have."""
    typing = {typing_id(name): ",".join(keys_while_typing(name, keymap)) for name in keymap}
    return {**keymap, **{name: keys for name, keys in typing.items() if keys}}


def typing_id(command_id: str) -> str:
    """The id of a command's binding where letters are text."""
    return f"{command_id} while typing"


def bindings_for(scope: str) -> list[Binding]:
    """The key bindings of a screen; their ids let config.toml change them."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            show=False,
            id=command.id,
            tooltip=command.help,
        )
        for command in commands_for(scope)
        if command.keys
    ]


KEY_NAMES: Mapping[str, str] = {
    "question_mark": "?", "colon": ":", "slash": "/", "asterisk": "*", "minus": "-", "comma": ",", "full_stop": ".",
    "left_square_bracket": "[", "right_square_bracket": "]", "exclamation_mark": "!", "at": "@", "number_sign": "#",
    "escape": "esc", "space": "space", "delete": "del", "left": "left", "right": "right",
    "ctrl+backslash": "ctrl+\\",
}  # fmt: skip


def printed(key: str) -> str:
    """A key as it is printed: `slash` reads /."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key


LIST_KEYS: Mapping[str, tuple[str, ...]] = {
    str(binding.id): tuple(binding.key.split(",")) for binding in RowList.BINDINGS if isinstance(binding, Binding)
}
"""The keys of every list by their names for config.toml; those without a name cannot be changed."""
MOVES = ("up", "down", "page.up", "page.down")
"""Those that also move in the list of a dialog while its text field has the keyboard."""
NAMED = frozenset({*BY_ID, *LIST_KEYS})
"""Every name that [keys] may have."""


def keys_of(command_id: str, keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys of a command or a list, the user's own where config.toml names some."""
    if keymap and command_id in keymap:
        return tuple(key_name(key.strip()) for key in keymap[command_id].split(",") if key.strip())
    if command_id in BY_ID:
        return BY_ID[command_id].keys
    return LIST_KEYS.get(command_id, ())


def hints_for(scope: str, keymap: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The key bar of a screen: printed key and word."""
    hints = []
    for command_id, word in HINTS.get(scope, ()):
        keys = keys_of(command_id, keymap)
        if keys:
            hints.append((printed(keys[0]), word))
    return hints


def clashes(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with a keymap, one sentence a problem: unknown names, and keys that two commands share."""
    unknown = [f"[keys] names {name!r}, which is no command." for name in keymap if name not in NAMED]
    return unknown + [f"{printed(key)} is both {one} and {other}." for key, one, other in shared_keys(keymap)]


def shared_keys(keymap: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Each key that two commands of one screen would share under a keymap, with the two."""
    found: list[tuple[str, str, str]] = []
    for scope in sorted({*EVERYWHERE, *TYPING}):
        taken: dict[str, str] = {}
        listed = LIST_KEYS if scope in MODES else MOVES if scope in ("dialog", "line") else ()
        for name in (*(command.id for command in commands_for(scope)), *listed):
            for key in keys_while_typing(name, keymap) if scope in TYPING else keys_of(name, keymap):
                other = taken.setdefault(key, name)
                if other != name:
                    found.append((key, other, name))
    return list(dict.fromkeys(found))
