"""Calendar files out of the program, put together for the command line and the screens."""

from pathlib import Path
from typing import TYPE_CHECKING

from caseterm import queries, services
from caseterm.rules.counting import counted
from caseterm.rules.icsfeed import DEFAULT_NAMES, Names

if TYPE_CHECKING:
    from caseterm.changes import ChangeSet
    from caseterm.store.database import Database


def feed_bytes(
    db: "Database", *, case_id: int | None = None, names: Names | None = None, todos: bool = False
) -> tuple[bytes, int]:
    """The calendar of one case or of the caseload, and how many entries it has. Reads only."""
    from caseterm.exports.ics import calendar_bytes

    items = queries.icsfeed.calendar_items(db, names or DEFAULT_NAMES, case_id=case_id)
    name = "Caseload" if case_id is None else f"Case {queries.icsfeed.case_number(db, case_id)}"
    return calendar_bytes(items, name=name, todos=todos), len(items)


def save_feed(
    db: "Database", path: Path, *, case_id: int | None = None, names: Names | None = None, todos: bool = False
) -> "tuple[Path, int, ChangeSet | None]":
    """Write the calendar to a new file (0600, whole or not at all, -2 where the name is taken) and record it.

    Gives the file, how many entries it has, and the act that records it (None in a read-only copy). Raises
    StorageError; then nothing was written.
    """
    from caseterm.exports.files import save

    data, count = feed_bytes(db, case_id=case_id, names=names, todos=todos)
    saved = save(data, path)
    return saved, count, record(db, str(saved), case_id=case_id, names=names)


def record(
    db: "Database", destination: str, *, case_id: int | None = None, names: Names | None = None
) -> "ChangeSet | None":
    """Put a calendar that left the program on the disclosure record."""
    if db.readonly:
        return None
    what = "calendar" if case_id is not None else "calendar of the caseload"
    words = {"full": "with full names", "initials": "with initials", "none": "without names"}[names or DEFAULT_NAMES]
    disclosure = services.exporting.Disclosure(case_id, f"{what} {words}", "", "ics", destination)
    return services.exporting.record_exports(db, [disclosure], verb="Exported")


def file_name(db: "Database", case_id: int | None) -> str:
    """calendar-26-0142.ics, or calendar.ics of the whole caseload."""
    from caseterm.exports.files import safe_name

    number = queries.icsfeed.case_number(db, case_id) if case_id is not None else ""
    return safe_name(f"calendar-{number}" if number else "calendar", ".ics")


def saved_words(path: Path, count: int) -> str:
    """Saved /home/.../calendar.ics, 41 entries."""
    return f"Saved {path}, {counted(count, 'entry', 'entries')}"
