from datetime import date, datetime

import pytest

from caseterm.changes import ChangeSet
from caseterm.errors import ConflictError, InputError
from caseterm.services import appointments, cases, contacts, history, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.walls import wall

TUESDAY = wall("2026-11-24 09:30")
THURSDAY = wall("2026-11-26 10:00")
YESTERDAY = wall("2026-11-20 09:30")


def open_case(db: Database, last: str = "Garcia") -> int:
    changes = cases.new_case(
        db, client={"last": last, "first": "Maria"}, case={"opened_on": date(2026, 11, 1)}, incident={}
    )
    case_id = changes.first_added("cases")
    assert case_id is not None
    return case_id


def book(db: Database, at: datetime = TUESDAY, **values: object) -> int:
    changes = appointments.add_appointment(
        db,
        **{"starts_at": at, "kind": "therapy_pt", **values},  # type: ignore[arg-type]  # each test names its own
    )
    return added(changes)


def added(changes: ChangeSet) -> int:
    appointment_id = changes.first_added("appointments")
    assert appointment_id is not None
    return appointment_id


def stored(db: Database, appointment_id: int, *names: str) -> tuple[object, ...]:
    query = f"SELECT {', '.join(names)} FROM appointments WHERE id = ?"
    return tuple(db.raw.execute(query, (appointment_id,)).fetchone())


def test_a_booked_appointment_is_the_case_s_next_event_in_the_user_s_zone(db: Database) -> None:
    case_id = open_case(db)
    changes = appointments.add_appointment(db, starts_at=TUESDAY, case_id=case_id, kind="therapy_pt")
    assert changes.label == "Booked: PT Garcia, Maria Tue 11/24 9:30"
    assert stored(db, added(changes), "starts_at", "zone", "status") == (
        "2026-11-24 09:30:00.000000",
        "America/New_York",
        "scheduled",
    )
    line = db.raw.execute("SELECT next_on, next_time, next_what FROM caselist").fetchone()
    assert line == ("2026-11-24", "09:30", "PT")


def test_nine_o_clock_stays_nine_o_clock_on_both_sides_of_the_clock_change(db: Database) -> None:
    before, after = wall("2026-10-31 09:00"), wall("2026-11-02 09:00")
    assert stored(db, book(db, before), "starts_at") == ("2026-10-31 09:00:00.000000",)
    moved = appointments.reschedule(db, book(db, before), after)
    assert stored(db, added(moved), "starts_at") == ("2026-11-02 09:00:00.000000",)


def test_a_visit_that_moves_stays_in_its_zone_whatever_its_provider_s_is(db: Database) -> None:
    case_id = open_case(db)
    clinic = contacts.add_contact(
        db, {"kind": "organization", "org_name": "Ala Moana PT"}, addresses=[{"city": "Honolulu", "state": "HI"}]
    ).first_added("contacts")
    provider = records.add_record(db, "provider", {"case_id": case_id, "contact_id": clinic}, label="p")
    old = book(db, case_id=case_id, case_provider_id=provider.first_added("case_providers"))
    assert stored(db, old, "zone") == ("Pacific/Honolulu",)
    with db.housekeeping() as connection:
        connection.execute("UPDATE appointments SET zone = ''")  # her own, as before zones were kept
    assert stored(db, added(appointments.reschedule(db, old, THURSDAY)), "zone") == ("America/New_York",)


def test_an_hour_that_does_not_exist_is_refused_in_words_and_nothing_is_stored(db: Database) -> None:
    with pytest.raises(InputError, match="There is no 2:30 AM on Sun Mar 8 2026"):
        book(db, wall("2026-03-08 02:30"))
    appointment_id = book(db)
    with pytest.raises(InputError, match="the clocks go forward"):
        appointments.reschedule(db, appointment_id, wall("2027-03-14 02:15"))
    with pytest.raises(InputError, match="the clocks go forward"):
        appointments.edit_appointment(db, appointment_id, {"starts_at": wall("2027-03-14 02:15")})
    assert db.raw.execute("SELECT count(*), max(status) FROM appointments").fetchone() == (1, "scheduled")


def test_an_hour_that_comes_twice_means_the_first_and_says_so(db: Database) -> None:
    changes = appointments.add_appointment(db, starts_at=wall("2026-11-01 01:30"), kind="call")
    assert changes.label.endswith("(1:30 AM comes twice that day; the first is meant)")


def test_ends_providers_zones_and_rides_that_cannot_be_are_refused(db: Database) -> None:
    mine, other = open_case(db), open_case(db, "Okafor")
    clinic = contacts.add_contact(db, {"kind": "organization", "org_name": "Mercy PT"}).first_added("contacts")
    provider = records.add_record(db, "provider", {"case_id": other, "contact_id": clinic}, label="p")
    with pytest.raises(InputError, match="before the start"):
        book(db, TUESDAY, ends_at=wall("2026-11-24 09:00"))
    with pytest.raises(InputError, match="does not treat this client"):
        book(db, TUESDAY, case_id=mine, case_provider_id=provider.first_added("case_providers"))
    with pytest.raises(InputError, match="no time zone"):
        book(db, TUESDAY, zone="Eastern")
    with pytest.raises(InputError, match="no state of a ride"):
        book(db, TUESDAY, ride="limousine")
    assert db.raw.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


def test_moving_keeps_the_old_row_and_its_date_and_links_the_new_one(db: Database) -> None:
    case_id = open_case(db)
    old = book(db, TUESDAY, case_id=case_id, ends_at=wall("2026-11-24 10:15"), location="12 Elm St", notes="ID")
    changes = appointments.reschedule(db, old, THURSDAY)
    new = added(changes)
    assert changes.label == "Moved: PT Garcia, Maria Tue 11/24 9:30 -> Thu 11/26 10:00"
    assert stored(db, old, "starts_at", "status") == ("2026-11-24 09:30:00.000000", "rescheduled")
    assert stored(db, new, "starts_at", "ends_at", "status", "rescheduled_from_id", "location", "notes") == (
        "2026-11-26 10:00:00.000000",
        "2026-11-26 10:45:00.000000",
        "scheduled",
        old,
        "12 Elm St",
        "ID",
    )
    history.undo(db)
    assert stored(db, old, "status") == ("scheduled",)
    assert db.raw.execute("SELECT count(*) FROM appointments").fetchone() == (1,)


def test_what_was_booked_for_the_old_time_must_be_booked_again(db: Database) -> None:
    old = book(db)
    appointments.set_ride(db, old, "booked", note="8:50 home, conf. 4471")
    appointments.edit_appointment(db, old, {"interpreter_booked": True})
    appointments.confirm(db, old)
    changes = appointments.reschedule(db, old, THURSDAY)
    assert changes.label.endswith(", ride and interpreter to book again")
    assert stored(db, added(changes), "ride", "ride_note", "interpreter_booked", "confirmed_on", "status") == (
        "needed",
        "",
        0,
        None,
        "scheduled",
    )
    assert stored(db, old, "ride", "ride_note") == ("booked", "8:50 home, conf. 4471")


def test_a_missed_one_that_is_moved_stays_missed(db: Database) -> None:
    old = book(db, YESTERDAY)
    missed = appointments.mark_no_show(db, old, reason="transport")
    assert missed.label == "No-show: PT Fri 11/20 9:30 (transport)"
    new = added(appointments.reschedule(db, old, TUESDAY))
    assert stored(db, old, "status", "no_show_reason") == ("no_show", "transport")
    assert stored(db, new, "rescheduled_from_id", "status", "no_show_reason") == (old, "scheduled", "")
    assert stored(db, new, "ride") == ("needed",)


def test_a_move_to_the_same_time_a_second_move_and_a_move_of_a_kept_one_are_refused(db: Database) -> None:
    old = book(db)
    with pytest.raises(InputError, match="is the one it has"):
        appointments.reschedule(db, old, TUESDAY)
    appointments.reschedule(db, old, THURSDAY)
    with pytest.raises(ConflictError, match="moved already, to Thu 11/26 10:00"):
        appointments.reschedule(db, old, wall("2026-12-01 09:00"))
    kept = book(db, YESTERDAY)
    appointments.mark_kept(db, [kept])
    with pytest.raises(ConflictError, match="was kept"):
        appointments.reschedule(db, kept, THURSDAY)


def test_keeping_several_is_one_act_and_one_undo(db: Database) -> None:
    ids = [book(db, YESTERDAY), book(db, wall("2026-11-19 14:00")), book(db, wall("2026-11-21 08:00"))]
    assert appointments.mark_kept(db, [*ids, ids[0]]).label == "Kept: 3 appointments"
    history.undo(db)
    assert {stored(db, one, "status") for one in ids} == {("scheduled",)}


def test_a_day_that_has_not_come_has_no_outcome_yet(db: Database) -> None:
    ids = [book(db, YESTERDAY), book(db, TUESDAY)]
    with pytest.raises(ConflictError, match="Tue 11/24 9:30 has not come yet"):
        appointments.mark_kept(db, ids)
    with pytest.raises(ConflictError, match="has not come yet"):
        appointments.mark_no_show(db, ids[1], reason="work")
    assert {stored(db, one, "status") for one in ids} == {("scheduled",)}


def test_an_outcome_can_be_corrected_and_taken_back(db: Database) -> None:
    one = book(db, YESTERDAY)
    appointments.mark_no_show(db, one, reason="forgot")
    appointments.mark_kept(db, [one])
    assert stored(db, one, "status", "no_show_reason") == ("attended", "")
    appointments.mark_no_show(db, one, reason="pain")
    appointments.reopen(db, one)
    assert stored(db, one, "status", "no_show_reason") == ("scheduled", "")
    with pytest.raises(InputError, match="none of the reasons"):
        appointments.mark_no_show(db, one, reason="the dog ate it")


@pytest.mark.parametrize(
    ("by", "status", "words"),
    [
        ("client", "cancelled_by_client", "by the client"),
        ("provider", "cancelled_by_provider", "by the provider"),
        ("weather", "cancelled_weather", "for the weather"),
    ],
)
def test_a_cancellation_says_by_whom_and_that_its_ride_must_go(db: Database, by: str, status: str, words: str) -> None:
    one = book(db, ride="booked")
    changes = appointments.cancel(db, one, by=by)
    assert changes.label == f"Cancelled: PT Tue 11/24 9:30 ({words}, cancel its ride)"
    assert stored(db, one, "status") == (status,)


def test_a_kept_or_moved_one_cannot_be_cancelled(db: Database) -> None:
    kept, moved = book(db, YESTERDAY), book(db)
    appointments.mark_kept(db, [kept])
    appointments.reschedule(db, moved, THURSDAY)
    for one, word in ((kept, "kept"), (moved, "moved")):
        with pytest.raises(ConflictError, match=word):
            appointments.cancel(db, one, by="client")
    with pytest.raises(InputError, match="client, provider or weather"):
        appointments.cancel(db, book(db), by="the weather")


def test_the_ride_says_its_change_and_forgets_its_booking_when_it_is_gone(db: Database) -> None:
    one = book(db, case_id=open_case(db), ride="needed")
    changes = appointments.set_ride(db, one, "booked", note="8:50 home")
    assert changes.label == "Ride needed -> booked (8:50 home): PT Garcia, Maria Tue 11/24 9:30"
    appointments.set_ride(db, one, "confirmed")
    assert stored(db, one, "ride", "ride_note") == ("confirmed", "8:50 home")
    appointments.set_ride(db, one, "needed")
    assert stored(db, one, "ride", "ride_note") == ("needed", "")


def test_a_hostile_name_is_in_the_sentence_as_text_and_without_controls(db: Database) -> None:
    changes = appointments.add_appointment(db, starts_at=TUESDAY, case_id=open_case(db, HOSTILE), kind="therapy_pt")
    assert "O'Neil [/b] [@click=app.bell]x[/]" in changes.label
    assert "\x1b" not in changes.label


def test_an_act_that_changes_nothing_leaves_no_trace(db: Database) -> None:
    one = book(db)
    acts = db.raw.execute("SELECT count(*) FROM acts").fetchone()
    assert not appointments.edit_appointment(db, one, {"starts_at": TUESDAY})
    assert db.raw.execute("SELECT count(*) FROM acts").fetchone() == acts
