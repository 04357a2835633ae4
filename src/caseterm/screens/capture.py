"""Open the quick-add line over a screen and keep what it takes."""

import json
from contextlib import suppress
from datetime import date

from caseterm import queries, services
from caseterm.changes import ChangeSet
from caseterm.errors import CaseTermError, StorageError
from caseterm.rules.capture import Capture
from caseterm.rules.quickadd import Kind
from caseterm.rules.travel import TIGHT
from caseterm.screens.base import BaseScreen
from caseterm.screens.dayfit import DayFit
from caseterm.store.database import Database

EARLIER_LINES = 50
_REMEMBERED = "quickadd.lines"


def capture(
    screen: BaseScreen, *, kind: Kind, case_id: int | None = None, day: date | None = None, text: str = ""
) -> None:
    """Open the line; `kind`, `case_id` and `day` are what is in view, `text` what it starts with."""
    from caseterm.screens.dialogs.quickadd import QuickAddDialog

    db = screen.db
    fit = DayFit(db)

    def store(found: Capture, line: str) -> str:
        try:
            changes = stored(db, found)
        except StorageError as problem:
            screen.program.report(problem)
            return problem.title
        except CaseTermError as problem:
            return problem.sentences
        fit.forget()
        screen.program.announce(changes)
        screen.call_after_refresh(recalled, line)  # another commit, which need not come first
        return ""

    def recalled(line: str) -> None:
        with suppress(StorageError):  # what was typed is on record; only recalling it by up is lost
            remember(db, line)

    def closed(unfinished: str | None) -> None:
        if unfinished:
            screen.say("Not saved. The line is kept: a, then up brings it back.")

    dialog = QuickAddDialog(
        queries.jump.load(db),
        store=store,
        anchors=lambda wanted: queries.jump.anchors(db, wanted),
        today=screen.program.today,
        kind=kind,
        case_id=case_id,
        day=day,
        earlier=earlier_lines(db),
        recent=screen.program.recent,
        text=text,
        keep=lambda line: remember(db, line),
        remarks=lambda found: remarks(fit, found),
    )
    screen.app.push_screen(dialog, closed)


def remarks(fit: DayFit, found: Capture) -> list[tuple[str, str]]:
    """How an appointment fits into its day: what is in its way, and what else is free."""
    if found.kind != "appt" or found.day is None:
        return []
    said = []
    if found.starts_at is not None and not found.problem:
        slot = fit.slot(found.starts_at, found.ends_at, found.case_id, found.appointment_kind)
        said = [("In its way", text) for text in fit.troubles(slot)]
        if slot.place and any(TIGHT in text for _, text in said):
            said.append(("Taken to be", f"where the last one was: {slot.place}"))
    return [*said, ("That day", fit.free(found.day, found.case_id, found.appointment_kind))]


def stored(db: Database, found: Capture) -> ChangeSet:
    """Keep what the preview showed, as one act. Raises CaseTermError."""
    line = found.line
    if found.kind == "note":
        assert found.case_id is not None, "a note without a case has a problem"
        return services.contact_log.add_note(db, case_id=found.case_id, body=found.body)
    if found.kind == "appt":
        assert found.starts_at is not None, "an appointment without a time has a problem"
        if found.pattern is not None:
            return services.series.add_series(
                db,
                pattern=found.pattern,
                starts_at=found.starts_at,
                ends_at=found.ends_at,
                case_id=found.case_id,
                kind=found.appointment_kind,
                title=found.title,
                notes=line.note,
            )
        return services.appointments.add_appointment(
            db,
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            case_id=found.case_id,
            kind=found.appointment_kind,
            title=found.title,
            notes=line.note,
        )
    return services.tasks.add_task(
        db,
        title=found.title,
        case_id=found.case_id,
        due=found.day,
        due_time=line.start.strftime("%H:%M") if line.start else "",
        minutes=found.minutes,
        priority=found.priority,
        tags=" ".join(line.tags),
        notes=line.note,
    )


def earlier_lines(db: Database) -> list[str]:
    """The lines typed before, the newest first."""
    row = db.raw.execute("SELECT value_json FROM remembered WHERE key = ?", (_REMEMBERED,)).fetchone()
    return [str(line) for line in json.loads(row[0])] if row else []


def remember(db: Database, line: str) -> None:
    """Keep a line to be recalled; a read-only copy keeps none."""
    if db.readonly:
        return
    lines = [line, *(old for old in earlier_lines(db) if old != line)][:EARLIER_LINES]
    with db.housekeeping() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO remembered (key, value_json) VALUES (?, ?)", (_REMEMBERED, json.dumps(lines))
        )
