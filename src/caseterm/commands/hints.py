"""The key bar of each screen."""

from collections.abc import Mapping

HINTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cases": (
        ("filter", "Filter"), ("case.jump", "Open"), ("add", "Add"), ("contact.log", "Log"), ("status.set", "Stage"),
        ("cases.why", "Why"), ("date.set", "Due"), ("mark", "Mark"),
    ),
    "cases.none": (("cases.new", "New case"), ("cases.import", "Import"), ("palette", "Commands")),
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
    "budgets": (
        ("budgets.costs", "Costs"), ("budgets.recommend", "Recommend"), ("budgets.review", "Review"),
        ("budgets.set", "Budget"), ("budgets.attorney", "Attorney"), ("board.find", "Find"), ("back", "Back"),
    ),
    "calls": (
        ("calls.confirmed", "Will come"), ("calls.voicemail", "Voicemail"), ("calls.text", "Text"),
        ("calls.none", "No answer"), ("calls.ride", "Ride"), ("calls.client", "Client"), ("back", "Back"),
    ),
    "checkins": (
        ("checkins.call", "Call"), ("checkins.voicemail", "Voicemail"), ("checkins.none", "No answer"),
        ("checkins.text", "Text"), ("checkins.explain", "What's next"), ("checkins.client", "Client"), ("back", "Back"),
    ),
    "chase": (
        ("chase.say", "They said"), ("chase.voicemail", "Voicemail"), ("chase.none", "No answer"),
        ("chase.came", "Came in"), ("chase.holder", "Mark office"), ("print", "Print"), ("back", "Back"),
    ),
    "aligned": (
        ("aligned.client", "Client"), ("aligned.log", "Log"), ("aligned.turn", "Kind of party"),
        ("board.find", "Find"), ("back", "Back"),
    ),
    "directory": (
        ("directory.refer", "Refer"), ("directory.find", "Find"), ("directory.edit", "Edit"), ("back", "Back"),
    ),
    "lesson": (
        ("lesson.next", "Next topic"), ("lesson.language", "Language"), ("lesson.understood", "Understood"),
        ("lesson.told", "Told"), ("print", "Page for client"), ("back", "Back"),
    ),
    "timeline": (
        ("timeline.on", "Later"), ("timeline.mark.on", "Next visit"), ("timeline.finer", "Finer"),
        ("timeline.coarser", "Coarser"), ("timeline.explain", "Gap: why"), ("print", "Print"), ("back", "Back"),
    ),
    "preview": (
        ("preview.save", "Save file"), ("print", "Printer"), ("preview.format", "Format"),
        ("preview.sections", "Include"), ("preview.who", "Who"), ("back", "Back"),
    ),
    "letters": (
        ("letters.save", "Save"), ("letters.fill", "Fill in"), ("letters.next", "Next"), ("letters.out", "Leave out"),
        ("back", "Back"),
    ),
    "conflicts": (
        ("conflicts.open", "Open case"), ("conflicts.clear", "Clear"), ("conflicts.bad", "Conflict"), ("back", "Back"),
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
