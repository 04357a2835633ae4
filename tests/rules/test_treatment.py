from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.treatment import Course, course

TODAY = date(2026, 11, 21)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def run(kept: list[date], ahead: list[date], *, active: bool = True, first: date | None = None) -> Course:
    return course(kept, ahead, today=TODAY, active=active, amber=14, red=30, first_visit_on=first)


def test_first_last_next_and_visits_come_from_the_visits() -> None:
    found = run([ago(9), ago(2), ago(16)], [ago(-10), ago(-3)])
    assert (found.first, found.last, found.next, found.visits) == (ago(16), ago(2), ago(-3), 3)
    assert (found.gap, found.alarm) == (2, 0)


def test_a_gap_alarms_from_the_firms_limits_on() -> None:
    assert [run([ago(days)], []).alarm for days in (13, 14, 29, 30)] == [0, 1, 1, 2]


def test_a_visit_booked_in_time_keeps_a_short_gap_calm_but_not_a_long_one() -> None:
    assert run([ago(20)], [ago(-5)]).alarm == 0
    assert run([ago(20)], [ago(-15)]).alarm == 1
    assert run([ago(40)], [ago(-1)]).alarm == 2


def test_a_finished_treatment_has_no_gap() -> None:
    found = run([ago(300)], [], active=False)
    assert (found.gap, found.alarm, found.visits) == (None, 0, 1)


def test_a_noted_first_visit_counts_where_the_calendar_has_none() -> None:
    found = run([], [], first=ago(50))
    assert (found.first, found.last, found.gap, found.visits, found.alarm) == (ago(50), ago(50), 50, 0, 2)
    assert run([], [ago(-2)]) == Course(next=ago(-2))


@settings(max_examples=80)
@given(st.lists(st.integers(0, 900), max_size=20), st.lists(st.integers(0, 300), max_size=5))
def test_the_gap_is_always_the_days_since_the_last_visit(kept: list[int], ahead: list[int]) -> None:
    found = run([ago(days) for days in kept], [ago(-days) for days in ahead])
    assert found.visits == len(kept)
    assert found.gap == (min(kept) if kept else None)
    assert found.next == (ago(-min(ahead)) if ahead else None)
