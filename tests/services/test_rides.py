from datetime import datetime
from typing import Any

import pytest

from caseterm.errors import ConflictError, InputError
from caseterm.rules.rideways import half_of
from caseterm.rules.text import clean_input
from caseterm.services import appointments, history, rides, tasks
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_appointments import TUESDAY, added, book, open_case
from tests.walls import wall

FRIDAY = wall("2026-12-04 14:00")
THERE = {"direction": "outbound", "mode": "nemt_wheelchair", "status": "booked", "confirmation_no": "4471"}
BACK = {"direction": "return", "mode": "nemt_wheelchair", "trip_type": "will_call", "status": "booked"}


def legs(db: Database, *columns: str, appointment: int | None = None) -> list[tuple[Any, ...]]:
    where = f"WHERE appointment_id = {appointment}" if appointment is not None else ""
    return db.raw.execute(f"SELECT {', '.join(columns)} FROM ride_legs {where} ORDER BY id").fetchall()


def ride(db: Database, appointment_id: int) -> tuple[str, str]:
    row = db.raw.execute("SELECT ride, ride_note FROM appointments WHERE id = ?", (appointment_id,)).fetchone()
    return (row[0], row[1])


def reminders(db: Database) -> list[tuple[str, str, str]]:
    query = "SELECT due, status, template_key FROM tasks WHERE template_key LIKE 'ride.%' ORDER BY due"
    return [tuple(row) for row in db.raw.execute(query)]


def visit(db: Database, at: datetime = FRIDAY, **values: object) -> int:
    return book(db, at, case_id=open_case(db), **values)


def test_a_ride_there_and_back_settles_the_appointment_and_sets_its_two_reminders(db: Database) -> None:
    number = visit(db)
    changes = rides.book_ride(
        db, number, [{**THERE, "pickup_at": wall("2026-12-04 13:20"), "vendor": "Harbor Rides"}, BACK]
    )
    assert changes.label == "Ride there and back: PT Garcia, Maria Fri 12/04 2:00, 2 reminder tasks"
    assert ride(db, number) == ("booked", "1:20 conf. 4471")
    assert [due for due, _status, _key in reminders(db)] == ["2026-12-02", "2026-12-03"]
    query = "SELECT org_name, specialty FROM contacts JOIN ride_legs ON vendor_id = contacts.id"
    assert db.raw.execute(query).fetchall() == [("Harbor Rides", "Transport")]
    history.undo(db)
    assert legs(db, "id") == []
    assert ride(db, number) == ("not_needed", "")
    assert reminders(db) == []


def test_booking_again_changes_the_same_legs_and_makes_no_second_reminder(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [THERE, BACK])
    rides.book_ride(db, number, [{**THERE, "status": "confirmed"}, {**BACK, "status": "confirmed"}])
    assert legs(db, "direction", "status") == [("outbound", "confirmed"), ("return", "confirmed")]
    assert ride(db, number)[0] == "confirmed"
    assert len(reminders(db)) == 2


def test_the_ride_is_as_sure_as_its_weakest_leg(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [THERE, BACK])
    first, second = (row[0] for row in legs(db, "id"))
    rides.set_leg_status(db, [first], "confirmed")
    assert ride(db, number)[0] == "booked"
    rides.set_leg_status(db, [second], "confirmed")
    assert ride(db, number)[0] == "confirmed"
    changes = rides.set_leg_status(db, [first], "vendor_no_show", reason="car broke down")
    assert changes.label == "Ride there, PT Garcia, Maria Fri 12/04 2:00: driver did not come (car broke down)"
    assert ride(db, number) == ("needed", "way back ok, WAY THERE NOT")
    rides.set_leg_status(db, [first, second], "confirmed")
    rides.set_leg_status(db, [second], "needed")
    assert ride(db, number) == ("needed", "way there ok, WAY BACK NOT")
    rides.set_leg_status(db, [first], "needed")
    assert ride(db, number)[0] == "needed"
    assert not half_of(*ride(db, number))


def test_a_failed_ride_is_booked_again_beside_what_happened(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [THERE])
    first = legs(db, "id")[0][0]
    rides.set_leg_status(db, [first], "vendor_no_show")
    rides.rebook(db, first)
    assert legs(db, "status", "confirmation_no", "rebooked_from_id") == [
        ("vendor_no_show", "4471", None),
        ("needed", "", first),
    ]
    assert ride(db, number) == ("needed", "")
    with pytest.raises(ConflictError):
        rides.rebook(db, first)


def test_a_moved_appointment_releases_the_vendor_and_takes_its_reminders_along(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [{**THERE, "pickup_at": wall("2026-12-04 13:20")}])
    changes = appointments.reschedule(db, number, wall("2026-12-08 09:00"))
    new = added(changes)
    assert changes.label == (
        "Moved: PT Garcia, Maria Fri 12/04 2:00 -> Tue 12/08 9:00, ride released (conf. 4471), to book again; "
        "tasks moved: Check the ride -> 12/04, Call about appointment and ride -> 12/07"
    )
    assert legs(db, "status", "cancelled_reason", appointment=number) == [("cancelled", "appointment moved")]
    assert legs(db, "status", "pickup_at", "confirmation_no", appointment=new) == [
        ("needed", "2026-12-08 08:20:00.000000", "")
    ]
    assert ride(db, new)[0] == "needed"
    assert reminders(db) == [
        ("2026-12-04", "todo", f"ride.check:{new}"),
        ("2026-12-07", "todo", f"ride.call:{new}"),
    ]
    titles = {row[0] for row in db.raw.execute("SELECT title FROM tasks WHERE template_key LIKE 'ride.%'")}
    assert titles == {"Check the ride: PT Tue 12/08 9:00", "Call about appointment and ride: PT Tue 12/08 9:00"}
    history.undo(db)
    assert legs(db, "appointment_id", "status") == [(number, "booked")]
    assert [due for due, _status, _key in reminders(db)] == ["2026-12-02", "2026-12-03"]


def test_a_friend_s_car_moves_with_the_appointment(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [{"direction": "outbound", "mode": "family_friend", "status": "booked"}])
    changes = appointments.reschedule(db, number, wall("2026-12-08 09:00"))
    assert ", ride moved with it; tasks moved: Check the ride -> " in changes.label
    assert legs(db, "appointment_id", "status") == [(added(changes), "booked")]


def test_a_missed_appointment_keeps_its_failed_ride_and_the_new_date_gets_one_to_book(db: Database) -> None:
    number = visit(db, wall("2026-11-20 09:30"))
    rides.book_ride(db, number, [THERE], reminders=False)
    rides.set_leg_status(db, [legs(db, "id")[0][0]], "vendor_no_show")
    appointments.mark_no_show(db, number, reason="transport")
    changes = appointments.reschedule(db, number, TUESDAY)
    assert legs(db, "status", appointment=number) == [("vendor_no_show",)]
    assert legs(db, "status", appointment=added(changes)) == [("needed",)]
    assert changes.label.endswith("ride to book")


def test_a_cancelled_appointment_cancels_ride_and_reminders_and_says_whom_to_tell(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [THERE, BACK])
    changes = appointments.cancel(db, number, by="provider")
    assert changes.label.endswith("(by the provider, tell the driver (conf. 4471))")
    assert {row[0] for row in legs(db, "status")} == {"cancelled"}
    assert {status for _due, status, _key in reminders(db)} == {"cancelled"}


def test_no_reminder_falls_on_a_day_that_is_past(db: Database) -> None:
    number = visit(db, wall("2026-11-22 09:30"))
    changes = rides.book_ride(db, number, [THERE])
    assert changes.label.endswith(", 1 reminder task")
    assert [due for due, _status, _key in reminders(db)] == ["2026-11-21"]


def test_a_done_reminder_does_not_come_back(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [THERE])
    tasks.complete_tasks(db, [row[0] for row in db.raw.execute("SELECT id FROM tasks")])
    rides.book_ride(db, number, [BACK])
    assert {status for _due, status, _key in reminders(db)} == {"done"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"mode": "dragon"}, "Mode"),
        ({"status": "flying"}, "Status"),
        ({"paid_by": "nobody"}, "Paid by"),
        ({"pickup_at": wall("2026-12-04 14:00")}, "Pick-up"),
        ({"cost": -1}, "Cost"),
    ],
)
def test_a_wrong_value_names_its_field_and_writes_nothing(db: Database, values: dict[str, Any], field: str) -> None:
    number = visit(db)
    with pytest.raises(InputError) as refused:
        rides.book_ride(db, number, [{**THERE, **values}])
    assert field in str(refused.value.problems[0].field)
    assert legs(db, "id") == []


def test_hostile_words_are_kept_as_typed_in_every_text_of_a_leg(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [{**THERE, **dict.fromkeys(rides.TEXTS, HOSTILE), "vendor": HOSTILE}])
    assert legs(db, *rides.TEXTS) == [(clean_input(HOSTILE),) * len(rides.TEXTS)]


def test_a_confirmation_as_long_as_it_may_be_is_kept_and_the_appointment_s_note_is_cut(db: Database) -> None:
    number = visit(db)
    rides.book_ride(db, number, [{**THERE, "confirmation_no": "4" * 400}])
    assert legs(db, "confirmation_no") == [("4" * 400,)]
    assert ride(db, number) == ("booked", ("conf. " + "4" * 400)[:400])


def test_an_appointment_without_a_zone_is_in_the_user_s_own(db: Database) -> None:
    number = visit(db)
    with db.housekeeping() as connection:
        connection.execute("UPDATE appointments SET zone = ''")
    rides.book_ride(db, number, [{**THERE, "pickup_at": wall("2026-12-04 13:20")}])
    appointments.edit_appointment(db, number, {"title": "Knee"})
    assert legs(db, "pickup_at") == [("2026-12-04 13:20:00.000000",)]
