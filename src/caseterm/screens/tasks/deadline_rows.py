"""How deadlines stand in the list: the sweep's rows, and the reminders above the tasks of the day."""

from collections.abc import Sequence
from datetime import date

from caseterm.rules.date_words import list_day
from caseterm.rules.ladder import DAILY_FROM, is_red, words
from caseterm.rules.sweep import DeadlineLine
from caseterm.screens.tasks.rows import NARROW_CLIENT, WITH_CLIENT, heading_row, note_row
from caseterm.widgets.rows import Cell, Column, Row

NEAR, SOON = 14, 60
WITH_DATE, WITH_STATE = 70, 86
MOST_REMINDERS = 4


def deadline_columns(width: int) -> list[Column]:
    """The columns of deadlines; file-by and date are never cut. The date leaves its room where the card says it."""
    return [
        Column("flag", "", 2),
        Column("file_by", "File by", 10),
        Column("due", "Date", 10, min_total=WITH_DATE),
        Column("what", "Deadline", 14, grow=True),
        Column("client", "Client", WITH_CLIENT if width >= 76 else NARROW_CLIENT),
        Column("left", "", 6, min_total=58),
        Column("state", "", 12, min_total=WITH_STATE),
    ]


def deadline_rows(lines: Sequence[DeadlineLine], today: date) -> list[Row]:
    """The unverified first."""
    rows: list[Row] = []
    for heading, verified in (("Not verified", False), ("Verified", True)):
        own = [line for line in lines if (line.verified_on is not None) == verified]
        if own:
            rows.append(heading_row(f"h:{heading}", f"{heading} ({len(own)})"))
            rows += [deadline_row(line, today) for line in own]
    return rows


def deadline_row(line: DeadlineLine, today: date) -> Row:
    """One deadline; the day to file by is red where it comes before the date itself."""
    days = (line.must_by - today).days
    verified = line.verified_on is not None
    by = line.file_by or line.due
    return Row(
        f"d{line.id}",
        {
            "flag": (flag(line, today), "bad"),
            "file_by": (f"{by:%m/%d/%Y}", "bad" if by != line.due or days < 0 else "bold"),
            "due": (f"{line.due:%m/%d/%Y}", ""),
            "what": line.full_name if verified else (f"? {line.full_name}", "warn"),
            "client": line.client,
            "left": (f"{days} d", "bad" if days <= NEAR else "warn" if days <= SOON else ""),
            "state": ("verified", "good") if verified else ("not verified", "warn"),
        },
    )


def flag(line: DeadlineLine, today: date) -> str:
    """How close it is, by signs: !! within two weeks or past, ! within sixty days, * for a reminder not yet heard."""
    days = (line.must_by - today).days
    return "!!" if days <= NEAR else "!" if days <= SOON else "*" if line.rings(today) else ""


def reminder_rows(lines: Sequence[DeadlineLine], today: date) -> list[Row]:
    """The nearest reminders of the day under their heading, in the columns of the tasks; nothing without any.

    Those past, and those within a week, are never left out.
    """
    if not lines:
        return []
    most = max(MOST_REMINDERS, sum((line.must_by - today).days <= DAILY_FROM for line in lines))
    rows = [heading_row("h:reminders", f"Deadlines to remember ({len(lines)})")]
    rows += [_reminder(line, today) for line in lines[:most]]
    if len(lines) > most:
        rows.append(note_row("reminders", f"... and {len(lines) - most} more. v x lists them, m h hears one."))
    return rows


def _reminder(line: DeadlineLine, today: date) -> Row:
    days = (line.must_by - today).days
    red = "bad" if is_red(line.must_by, today) else "warn"
    verified: str = "" if line.verified_on else "? "
    due: Cell = (list_day(line.must_by, today), red)
    return Row(
        f"d{line.id}",
        {
            "box": ("<>", red),
            "flag": (flag(line, today), "bad"),
            "due": due,
            "title": (f"{verified}{line.full_name}, {words(line.must_by, today)}", red),
            "client": line.client,
            "note": (f"{days} d", red),
        },
    )
