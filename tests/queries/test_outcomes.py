"""The review's figures are read from the record as it is today."""

from datetime import date, datetime, timedelta

from caseterm import sheets
from caseterm.exports.blocks import Bars
from caseterm.queries.outcomes import outcomes
from caseterm.services import appointments, contact_log, phases, records
from caseterm.store.database import Database
from tests.services.test_appointments import added
from tests.services.test_cases import open_case
from tests.walls import wall

TODAY = date(2026, 11, 21)


def test_contact_attendance_complaints_and_endings(db: Database) -> None:
    reached, silent, ended = (open_case(db, name) for name in ("Reached", "Silent", "Ended"))
    contact_log.log_contact(db, case_id=reached)
    records.add_record(
        db,
        "contact_log",
        {
            "case_id": silent, "at": wall("2026-11-02 09:00"), "direction": "in", "channel": "call",
            "category": "complaint", "role": "provider", "outcome": "reached",
        },
        label="x",
    )  # fmt: skip
    for days, kept in ((-9, True), (-5, True), (-2, False)):
        at = datetime.combine(TODAY + timedelta(days=days), datetime.min.time()).replace(hour=9)
        number = added(appointments.add_appointment(db, starts_at=at, case_id=reached, kind="therapy_pt"))
        if kept:
            appointments.mark_kept(db, [number])
        else:
            appointments.mark_no_show(db, number, reason="work")
    for pain, kind, day in ((8, "initial", date(2026, 9, 1)), (3, "closure", TODAY)):
        values = {"case_id": ended, "dated": day, "kind": kind, "pain": pain}
        if kind == "closure":
            values |= {"satisfaction": 4, "work_status": "full_duty"}
        records.add_record(db, "assessment", values, label="x")
    phases.close_case(db, ended, reason="settled")
    found = outcomes(db)
    assert (found.open_cases, found.in_rhythm) == (2, 1)
    assert (found.kept, found.missed, found.complaints) == (2, 1, 1)
    (closed,) = found.closed
    assert (closed.satisfaction, closed.back_at_work, closed.pain_before, closed.pain_after) == (4, True, 8, 3)
    sheet = sheets.review()(db)
    assert sheet.facts["open_cases"] == 2
    bars = next(block for block in sheet.document.blocks if isinstance(block, Bars))
    assert max(bar.high for bar in bars.rows) == 1000
