import shutil
import tempfile
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caseterm import queries
from caseterm.clock import fixed_clock
from caseterm.errors import ConflictError, InputError
from caseterm.rules.inputs import ContactInput
from caseterm.rules.recurrence import Pattern, Scope
from caseterm.services import appointments, contacts, history, providers, series
from caseterm.store.database import Database
from tests.conftest import TODAY
from tests.services.test_appointments import open_case
from tests.walls import wall

MONDAY = wall("2026-11-23 09:00")
MWF = Pattern("week", weekdays=(0, 2, 4), until=date(2027, 1, 3))


def visits(db: Database, *names: str) -> list[tuple[object, ...]]:
    query = f"SELECT {', '.join(names)} FROM appointments WHERE archived_at IS NULL ORDER BY starts_at, id"
    return [tuple(row) for row in db.raw.execute(query)]


def starts(db: Database, since: str = "2026") -> list[str]:
    return [str(at)[:16] for (at,) in visits(db, "starts_at") if str(at) >= since]


def times(db: Database) -> list[str]:
    return [at[11:] for at in starts(db)]


def book(db: Database, pattern: Pattern = MWF, **values: object) -> int:
    case_id = open_case(db)
    given = {"starts_at": MONDAY, "case_id": case_id, "kind": "therapy_pt", **values}
    changes = series.add_series(db, pattern=pattern, **given)  # type: ignore[arg-type]  # each test names its own
    found = changes.first_added("appointments")
    assert found is not None
    return found


def on(db: Database, day: str) -> int:
    query = "SELECT id FROM appointments WHERE starts_at LIKE ? AND archived_at IS NULL"
    found = db.raw.execute(query, (f"{day}%",)).fetchall()
    assert len(found) == 1
    return int(found[0][0])


def words(db: Database, appointment_id: int) -> str:
    line = queries.series.series_of(db, appointment_id)
    assert line is not None
    return line.words


def whole(db: Database) -> dict[str, list[tuple[object, ...]]]:
    tables = ("appointments", "appointment_series", "series_visits", "caselist")
    return {table: db.raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def test_six_weeks_of_visits_are_booked_as_one_act_and_one_undo_takes_them_back(db: Database) -> None:
    before_case = open_case(db)
    before = whole(db)
    changes = series.add_series(db, pattern=MWF, starts_at=MONDAY, case_id=before_case, kind="therapy_pt")
    assert changes.label == "Booked: PT Garcia, Maria Mon Wed Fri 9:00 until 01/01, 18 visits"
    assert starts(db)[:4] == ["2026-11-23 09:00", "2026-11-25 09:00", "2026-11-27 09:00", "2026-11-30 09:00"]
    assert len(starts(db)) == 18
    assert db.raw.execute("SELECT next_on, next_what FROM caselist").fetchone() == ("2026-11-23", "PT")
    history.undo(db)
    assert whole(db) == before
    history.redo(db)
    assert len(starts(db)) == 18


def test_booking_the_same_series_again_is_refused_and_a_longer_one_takes_the_booked_visits_in(db: Database) -> None:
    first = book(db)
    case_id = db.raw.execute("SELECT case_id FROM appointments WHERE id = ?", (first,)).fetchone()[0]
    with pytest.raises(ConflictError, match="All 18 visits are booked already"):
        series.add_series(db, pattern=MWF, starts_at=MONDAY, case_id=case_id, kind="therapy_pt")
    longer = Pattern("week", weekdays=(0, 2, 4), count=20)
    changes = series.add_series(db, pattern=longer, starts_at=MONDAY, case_id=case_id, kind="therapy_pt")
    assert changes.label.endswith("18 of them were booked already")
    assert len(starts(db)) == len(set(starts(db))) == 20


def test_nine_o_clock_stays_nine_o_clock_over_both_clock_changes_in_the_provider_s_zone(db: Database) -> None:
    case_id = open_case(db)
    clinic = contacts.add_contact(
        db, {"kind": "organization", "org_name": "Coast PT"}, addresses=[{"city": "Fresno", "state": "CA"}]
    ).first_added("contacts")
    care = providers.add_provider(db, case_id, ContactInput({}, clinic), {}).first_added("case_providers")
    for first in ("2026-10-26", "2027-03-08"):
        start = datetime.fromisoformat(f"{first} 09:00")
        pattern = Pattern("week", weekdays=(0,), count=3)
        series.add_series(
            db, pattern=pattern, starts_at=start, case_id=case_id, kind="therapy_pt", case_provider_id=care
        )
    assert set(times(db)) == {"09:00"}
    assert {zone for (zone,) in visits(db, "zone")} == {"America/Los_Angeles"}
    with pytest.raises(InputError, match="the clocks go forward"):
        series.add_series(
            db, pattern=Pattern("day", count=3), starts_at=wall("2027-03-13 02:30"), zone="America/Denver"
        )


def test_one_visit_is_changed_alone_and_later_changes_of_all_leave_its_time(db: Database) -> None:
    first = book(db)
    alone = on(db, "2026-11-27")
    series.edit_visits(db, alone, {"starts_at": wall("2026-11-27 13:00"), "ends_at": None}, scope="one")
    assert times(db).count("13:00") == 1
    changes = series.move_visits(db, first, wall("2026-11-23 10:00"), scope="all")
    assert changes.label == "Moved: PT Garcia, Maria to Mon Wed Fri 10:00 until 01/01, 18 visits, 1 set apart stays"
    assert times(db) == ["10:00", "10:00", "13:00"] + ["10:00"] * 15
    history.undo(db)
    assert times(db) == ["09:00", "09:00", "13:00"] + ["09:00"] * 15
    series.edit_visits(db, alone, {"starts_at": wall("2026-11-27 09:00"), "ends_at": None}, scope="one")
    series.move_visits(db, first, wall("2026-11-23 10:00"), scope="all")
    assert set(times(db)) == {"10:00"}


def test_this_and_following_splits_the_series_and_leaves_what_was_before(db: Database) -> None:
    book(db)
    middle = on(db, "2026-12-07")
    changes = series.move_visits(db, middle, wall("2026-12-08 14:30"), scope="following")
    assert changes.label.startswith("Moved: PT Garcia, Maria to Tue Wed Fri 2:30 until 01/01, 12 visits")
    assert starts(db)[:6] == [f"2026-{day} 09:00" for day in ("11-23", "11-25", "11-27", "11-30", "12-02", "12-04")]
    assert starts(db)[6:9] == ["2026-12-08 14:30", "2026-12-09 14:30", "2026-12-11 14:30"]
    assert len(starts(db)) == 18
    assert words(db, on(db, "2026-11-25")) == "Mon Wed Fri 9:00 until 12/04, 6 visits"
    assert words(db, on(db, "2026-12-09")) == "Tue Wed Fri 2:30 until 01/01, 12 visits"
    history.undo(db)
    assert words(db, middle) == "Mon Wed Fri 9:00 until 01/01, 18 visits"


def test_a_detail_changes_wherever_it_was_the_same_and_nowhere_else(db: Database) -> None:
    first = book(db, location="Room 1")
    other = on(db, "2026-12-02")
    series.edit_visits(db, other, {"location": "Pool"}, scope="one")
    series.edit_visits(db, first, {"location": "Room 2", "outcome": "seen by Dr. Lee"}, scope="all")
    found = visits(db, "location", "outcome")
    assert [place for place, _ in found].count("Room 2") == 17
    assert [place for place, _ in found].count("Pool") == 1
    assert [outcome for _, outcome in found].count("seen by Dr. Lee") == 1
    series.edit_visits(db, on(db, "2026-12-30"), {"ride": "needed"}, scope="following")
    assert [ride for (ride,) in visits(db, "ride")].count("needed") == 2


@pytest.mark.parametrize("scope", ["following", "all"])
def test_saving_the_same_again_changes_nothing(db: Database, scope: Scope) -> None:
    book(db)
    middle = on(db, "2026-12-07")
    before = whole(db)
    same = {"starts_at": wall("2026-12-07 09:00"), "ends_at": None, "location": "", "ride": "not_needed"}
    assert not series.edit_visits(db, middle, same, scope=scope, pattern=MWF)
    assert whole(db) == before


def test_a_new_rule_adds_and_takes_out_and_comes_back_without_a_double(db: Database) -> None:
    first = book(db)
    series.move_visits(db, on(db, "2026-12-02"), wall("2026-12-03 11:00"), scope="one")
    kept = on(db, "2026-12-09")
    series.cancel_visits(db, kept, by="provider", scope="one")
    tuesdays = Pattern("week", weekdays=(1,), until=date(2027, 1, 10))
    same = {"starts_at": MONDAY, "ends_at": None}
    changes = series.edit_visits(db, first, same, scope="all", pattern=tuesdays)
    assert "7 visits added, 16 visits taken out" in changes.label
    assert [at[:10] for at in starts(db)] == [
        "2026-11-24", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-08", "2026-12-09", "2026-12-15",
        "2026-12-22", "2026-12-29", "2027-01-05",
    ]  # fmt: skip
    back = on(db, "2026-11-24")
    series.edit_visits(db, back, {}, scope="all", pattern=MWF)
    days = [at[:10] for at in starts(db)]
    assert len(days) == 19  # 18 and the moved one's new date; the cancelled visit keeps its place
    assert len(set(days)) == 19
    everything = db.raw.execute("SELECT count(*) FROM appointments").fetchone()[0]
    assert everything == 19 + 7


def test_the_words_count_what_became_of_the_visits_also_of_a_moved_one(db: Database) -> None:
    book(db, Pattern("day", count=6), starts_at=wall("2026-11-16 09:00"))
    first, second, third, fourth = (on(db, f"2026-11-{day}") for day in (16, 17, 18, 19))
    appointments.mark_kept(db, [first])
    appointments.mark_no_show(db, second, reason="transport")
    moved = appointments.reschedule(db, third, wall("2026-11-20 15:00")).first_added("appointments")
    appointments.mark_kept(db, [moved or 0])
    appointments.cancel(db, fourth, by="client")
    assert words(db, first) == "every day 9:00 until 11/21, 6 visits, 2 kept, 1 missed, 1 cancelled"
    assert words(db, moved or 0) == words(db, first)
    assert queries.series.series_of(db, first).following == 5  # type: ignore[union-attr]  # just seen
    changes = series.move_visits(db, on(db, "2026-11-21"), wall("2026-11-21 10:00"), scope="all")
    assert changes
    assert starts(db)[0] == "2026-11-16 09:00"


def test_cancelling_or_putting_away_takes_what_is_ahead_and_leaves_the_rest(db: Database) -> None:
    book(db, Pattern("week", weekdays=(0, 2, 4), count=9), starts_at=wall("2026-11-16 09:00"))
    appointments.mark_kept(db, [on(db, "2026-11-16")])
    appointments.set_ride(db, on(db, "2026-11-30"), "booked")
    changes = series.cancel_visits(db, on(db, "2026-11-27"), by="provider", scope="following")
    assert changes.label == "Cancelled: 4 visits PT Garcia, Maria (by the provider, cancel 1 ride)"
    statuses = [status for (status,) in visits(db, "status")]
    assert statuses == ["attended"] + ["scheduled"] * 4 + ["cancelled_by_provider"] * 4
    archived = series.archive_visits(db, on(db, "2026-11-18"), scope="all")
    assert archived.label == "Archived: 4 visits PT Garcia, Maria"
    assert len(starts(db)) == 5
    with pytest.raises(ConflictError, match="None of these visits is still ahead"):
        series.cancel_visits(db, on(db, "2026-11-27"), by="client", scope="all")


def test_a_single_appointment_becomes_the_first_of_a_series(db: Database) -> None:
    case_id = open_case(db)
    one = appointments.add_appointment(
        db, starts_at=MONDAY, ends_at=wall("2026-11-23 09:45"), case_id=case_id, kind="chiropractic", ride="booked"
    ).first_added("appointments")
    changes = series.make_series(db, one or 0, Pattern("week", 2, (0,), count=3), {"location": "Annex"})
    assert changes.label == "Booked: Chiropractic Garcia, Maria every other Mon 9:00 until 12/21, 3 visits"
    assert [(str(at)[:16], place, ride) for at, place, ride in visits(db, "ends_at", "location", "ride")] == [
        ("2026-11-23 09:45", "Annex", "booked"),
        ("2026-12-07 09:45", "Annex", "needed"),
        ("2026-12-21 09:45", "Annex", "needed"),
    ]
    with pytest.raises(ConflictError, match="belongs to a series already"):
        series.make_series(db, one or 0, MWF, {})
    other = appointments.add_appointment(db, starts_at=MONDAY, kind="call").first_added("appointments")
    with pytest.raises(InputError, match="does not begin on a Monday"):
        series.make_series(db, other or 0, Pattern("week", weekdays=(1,), count=2), {})


def test_a_whole_series_moves_within_its_week_only(db: Database) -> None:
    first = book(db)
    with pytest.raises(InputError, match="moves within its week only"):
        series.move_visits(db, first, wall("2026-12-01 09:00"), scope="all")
    assert len(starts(db)) == 18


def test_a_series_of_a_year_names_the_year_it_ends_in(db: Database) -> None:
    first = book(db, Pattern("week", weekdays=(0,), count=52))
    assert words(db, first) == "Mon 9:00 until 11/15/2027, 52 visits"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "pattern", "detail", "cancel", "archive", "again"]),
        st.integers(0, 30),
        st.sampled_from(["one", "following", "all"]),
        st.integers(-2, 2),
        st.integers(7, 17),
    ),
    min_size=3,
    max_size=5,
)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a step is a transaction: shrinking takes minutes
)
@given(steps=STEPS)
def test_whatever_is_done_to_a_series_no_visit_is_doubled_and_undo_goes_all_the_way_back(
    empty_database: Path, steps: list[tuple[str, int, Scope, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_database, Path(folder) / "cases.db")
        with Database.open(Path(folder) / "cases.db", fixed_clock(TODAY)) as db:
            book(db)
            stages = [whole(db)]
            for step in steps:
                with suppress(InputError, ConflictError):
                    if walk(db, *step):
                        stages.append(whole(db))
                following = db.raw.execute(
                    "SELECT a.starts_at FROM appointments a JOIN series_visits v ON v.appointment_id = a.id "
                    "WHERE a.archived_at IS NULL AND v.archived_at IS NULL AND NOT v.own AND a.status = 'scheduled'"
                ).fetchall()
                assert len(following) == len(set(following))
                assert not db.raw.execute("PRAGMA foreign_key_check").fetchall()
            while len(stages) > 1:
                assert whole(db) == stages.pop()
                history.undo(db)
            assert whole(db) == stages[0]


def walk(db: Database, what: str, place: int, scope: Scope, days: int, hour: int) -> bool:
    """Do one thing to a visit of the series; whether anything changed."""
    rows = db.raw.execute("SELECT id, starts_at FROM appointments WHERE archived_at IS NULL ORDER BY id").fetchall()
    if not rows:
        return False
    row_id, at = rows[place % len(rows)]
    start = datetime.fromisoformat(at)
    if what == "move":
        moved = (start + timedelta(days=days)).replace(hour=hour)
        return bool(series.move_visits(db, row_id, moved, scope=scope))
    if what == "pattern":
        weekdays = tuple(sorted({hour % 7, place % 7}))
        pattern = Pattern("week", 1 + hour % 2, weekdays, until=date(2027, 1, 3) + timedelta(days=place))
        return bool(series.edit_visits(db, row_id, {"starts_at": start}, scope=scope, pattern=pattern))
    if what == "detail":
        return bool(series.edit_visits(db, row_id, {"location": f"Room {hour}"}, scope=scope))
    if what == "cancel":
        return bool(series.cancel_visits(db, row_id, by="provider", scope=scope))
    if what == "archive":
        return bool(series.archive_visits(db, row_id, scope=scope))
    return bool(series.edit_visits(db, row_id, {"starts_at": start, "ends_at": None}, scope=scope))
