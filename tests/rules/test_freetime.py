from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.freetime import CLOSES, LEAST, OPENS, free_times, hers, of_client, stretch_words
from tests.rules.test_calendar import VISIT
from tests.walls import wall

DAY = date(2026, 11, 24)


def test_free_time_is_what_the_standing_appointments_leave_of_the_office_day() -> None:
    off = replace(VISIT, id=3, starts_at=wall("2026-11-24 12:00"), status="cancelled_by_client")
    afternoon = replace(VISIT, id=2, starts_at=wall("2026-11-24 14:00"), ends_at=None)
    assert stretch_words(free_times([afternoon, off, VISIT], DAY)) == "8:00-9:30, 10:15-2:00, 2:30-6:00"
    assert free_times([], DAY) == ((time(8), time(18)),)
    whole = replace(VISIT, starts_at=wall("2026-11-24 07:00"), ends_at=wall("2026-11-24 19:00"))
    assert free_times([whole], DAY) == ()
    assert free_times([VISIT], DAY, opens=time(9), closes=time(10)) == ((time(9), time(9, 30)),)


def test_a_clients_therapy_leaves_her_free_and_her_own_errand_leaves_the_client_free() -> None:
    errand = replace(VISIT, id=2, case_id=None, client_id=None, kind="other")
    meeting = replace(VISIT, id=3, kind="client_meeting")
    court = replace(VISIT, id=4, kind="cmc_conference")
    other_case = replace(VISIT, id=5, case_id=99)
    every = (VISIT, errand, meeting, court, other_case)
    assert [each.id for each in hers(every)] == [2, 3, 4]
    assert VISIT.case_id is not None
    assert [each.id for each in of_client(every, VISIT.case_id)] == [VISIT.id, 3, 5], "one client, two cases"


minutes = st.tuples(st.integers(6 * 60, 20 * 60), st.integers(0, 300))


@given(st.lists(minutes, max_size=8))
@settings(max_examples=40, deadline=None)
def test_no_free_minute_is_taken_and_no_long_stretch_is_left_out(taken: list[tuple[int, int]]) -> None:
    midnight = datetime.combine(DAY, time())
    busy = [
        replace(
            VISIT,
            id=number,
            starts_at=midnight + timedelta(minutes=start),
            ends_at=min(midnight + timedelta(minutes=start + length), midnight + timedelta(hours=23)),
        )
        for number, (start, length) in enumerate(taken)
    ]
    free = free_times(busy, DAY)

    def is_free(at: datetime) -> bool:
        return not any(each.starts_at <= at < each.slot.until for each in busy)

    told = [(datetime.combine(DAY, start), datetime.combine(DAY, end)) for start, end in free]
    assert all(end - start >= LEAST for start, end in told)
    run = 0
    at = datetime.combine(DAY, OPENS)
    while at < datetime.combine(DAY, CLOSES):
        inside = any(start <= at < end for start, end in told)
        assert not inside or is_free(at)
        run = run + 1 if is_free(at) and not inside else 0
        assert run < LEAST.total_seconds() / 60, "half an hour free that nobody was told of"
        at += timedelta(minutes=1)
