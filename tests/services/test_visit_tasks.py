from datetime import date

import pytest

from caseterm import queries
from caseterm.errors import ConflictError, InputError
from caseterm.rules.recurrence import Pattern
from caseterm.services import appointments, history, missed, rides, series, visit_tasks
from caseterm.store.database import Database
from tests.screens.calendar_days import book, open_case
from tests.walls import wall


def tasks(db: Database) -> list[tuple[str, str, str]]:
    return db.raw.execute(
        "SELECT title, due, template_key FROM tasks WHERE status IN ('todo', 'doing', 'waiting') ORDER BY id"
    ).fetchall()


def test_a_moved_appointment_takes_its_tasks_along_and_names_them(db: Database) -> None:
    case_id = open_case(db, "Garcia", "Maria")
    exam = book(db, "2026-12-03 10:00", case_id, "ime_defense")
    visit_tasks.add_task_for(db, exam, title="Send films to Dr. Straub", due=date(2026, 12, 1))
    visit_tasks.add_task_for(db, exam, title="Prepare her: PT Thu 12/03 10:00", due=date(2026, 12, 2))
    added = visit_tasks.add_task_for(db, exam, title="Ask for the report", due=None)
    assert added.label.startswith("Task for IME (defense) Garcia, Maria Thu 12/03 10:00: Ask")
    changes = appointments.reschedule(db, exam, wall("2026-12-10 09:00"))
    new = changes.first_added("appointments")
    assert changes.label.endswith(
        ", tasks moved: Send films to Dr. Straub -> 12/08, Prepare her -> 12/09, Ask for the report"
    )
    assert tasks(db) == [
        ("Send films to Dr. Straub", "2026-12-08", f"visit.1:{new}"),
        ("Prepare her: PT Thu 12/10 9:00", "2026-12-09", f"visit.2:{new}"),
        ("Ask for the report", None, f"visit.3:{new}"),
    ]
    back = appointments.reschedule(db, new or 0, wall("2026-11-22 09:00"))
    assert [due for _title, due, _key in tasks(db)][:2] == ["2026-11-21", "2026-11-21"], "never before today"
    history.undo(db)
    history.undo(db)
    assert [due for _title, due, _key in tasks(db)][:2] == ["2026-12-01", "2026-12-02"]
    assert back.undoable


def test_a_cancelled_one_says_what_is_still_to_do_and_a_corrected_time_takes_the_ride_along(db: Database) -> None:
    visit = book(db, "2026-12-03 10:00", open_case(db, "Garcia", "Maria"), "therapy_pt")
    rides.book_ride(
        db, visit, [{"direction": "outbound", "mode": "family_friend", "pickup_at": wall("2026-12-03 09:20")}]
    )
    edited = appointments.edit_appointment(
        db, visit, {"starts_at": wall("2026-12-04 11:00"), "ends_at": wall("2026-12-04 11:45")}
    )
    assert edited.label.endswith("(2 tasks moved with it)")
    pickup = db.raw.execute("SELECT pickup_at FROM ride_legs").fetchone()[0]
    assert pickup == "2026-12-04 10:20:00.000000"
    assert [due for _title, due, _key in tasks(db)] == ["2026-12-02", "2026-12-03"]
    rides.book_ride(
        db, visit, [{"direction": "outbound", "mode": "rideshare", "status": "booked", "confirmation_no": "4471"}]
    )
    held = appointments.edit_appointment(db, visit, {"starts_at": wall("2026-12-04 10:00")})
    assert "tell the driver the new time (conf. 4471)" in held.label
    visit_tasks.add_task_for(db, visit, title="Send films", due=None)
    gone = appointments.cancel(db, visit, by="provider")
    assert gone.label.endswith("(by the provider, tell the driver (conf. 4471), still to do for it: Send films)")


def test_a_series_that_moves_takes_the_tasks_and_the_rides_of_its_visits_along(db: Database) -> None:
    case_id = open_case(db, "Garcia", "Maria")
    series.add_series(
        db,
        pattern=Pattern("week", weekdays=(1, 3), count=4),
        starts_at=wall("2026-11-24 09:00"),
        case_id=case_id,
        kind="therapy_pt",
    )
    first, second = (row[0] for row in db.raw.execute("SELECT id FROM appointments ORDER BY starts_at LIMIT 2"))
    visit_tasks.add_task_for(db, second, title="Ask for the plan", due=date(2026, 11, 25))
    there = {"direction": "outbound", "pickup_at": wall("2026-11-26 08:20"), "status": "booked"}
    rides.book_ride(db, second, [there], reminders=False)
    changes = series.move_visits(db, first, wall("2026-11-24 11:00"), scope="all")
    assert ", 1 ride to book again, 1 task moved with them" in changes.label
    legs = db.raw.execute("SELECT status, pickup_at FROM ride_legs ORDER BY id").fetchall()
    assert legs == [("cancelled", "2026-11-26 08:20:00.000000"), ("needed", "2026-11-26 10:20:00.000000")]
    assert db.raw.execute("SELECT ride FROM appointments WHERE id = ?", (second,)).fetchone() == ("needed",)


def test_what_follows_a_missed_visit_is_done_once_and_refused_for_one_that_was_not_missed(db: Database) -> None:
    case_id = open_case(db, "Garcia", "Maria")
    gone = book(db, "2026-11-20 09:30", case_id, "therapy_pt")
    coming = book(db, "2026-11-27 09:30", case_id, "therapy_pt")
    call = book(db, "2026-11-27 15:30", case_id, "call")
    for act in (missed.note_barrier, missed.need_rides, missed.call_about):
        with pytest.raises(ConflictError):
            act(db, gone)
    appointments.mark_no_show(db, gone, reason="childcare")
    assert missed.note_barrier(db, gone).label == "Barrier: childcare, PT Garcia, Maria"
    with pytest.raises(ConflictError):
        missed.note_barrier(db, gone)
    assert missed.need_rides(db, gone).label == "Needs rides from now on: Garcia, Maria, 1 ride to book"
    with pytest.raises(ConflictError):
        missed.need_rides(db, gone)
    assert missed.call_about(db, gone).label == "Added: Call about missed PT Fri 11/20 9:30 (childcare)"
    with pytest.raises(ConflictError):
        missed.call_about(db, gone)
    assert queries.visit.followed(db, gone) == frozenset({"barrier", "rides", "call"})
    rows = dict(db.raw.execute("SELECT id, ride FROM appointments").fetchall())
    assert (rows[coming], rows[call], rows[gone]) == ("needed", "not_needed", "not_needed")
    new = book(db, "2026-12-01 09:30", case_id, "therapy_pt")
    asked = book(db, "2026-12-01 15:30", case_id, "call")
    rows = dict(db.raw.execute("SELECT id, ride FROM appointments").fetchall())
    assert (rows[new], rows[asked]) == ("needed", "not_needed"), "what is booked later starts with a ride to book"
    moved = appointments.reschedule(db, gone, wall("2026-12-03 09:30")).first_added("appointments")
    assert db.raw.execute("SELECT ride FROM appointments WHERE id = ?", (moved,)).fetchone() == ("needed",)
    with pytest.raises(InputError):
        visit_tasks.add_task_for(db, new, title=" ", due=None)
