from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.reminders import AHEAD_DAYS, STEPS, Reminded, step_due, working_day
from caseterm.rules.terms_visits import RIDE_STATES

MONDAY = date(2026, 11, 23)
WEDNESDAY = date(2026, 11, 18)


def visit(day: date, *, ride: str = "not_needed", confirmed: bool = False, reminded: date | None = None) -> Reminded:
    return Reminded(day, ride, confirmed, reminded)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (WEDNESDAY - timedelta(days=3), ""),
        (WEDNESDAY - timedelta(days=2), ""),
        (WEDNESDAY - timedelta(days=1), "call"),
        (WEDNESDAY, "call"),
        (WEDNESDAY + timedelta(days=1), ""),
    ],
)
def test_the_call_is_due_the_day_before_and_stays_due_until_the_hour(today: date, step: str) -> None:
    assert step_due(visit(WEDNESDAY), today) == step


def test_a_client_who_was_called_has_the_text_of_the_day_and_no_more() -> None:
    called = visit(WEDNESDAY, reminded=WEDNESDAY - timedelta(days=1))
    assert step_due(called, WEDNESDAY - timedelta(days=1)) == ""
    assert step_due(called, WEDNESDAY) == "text"
    assert step_due(visit(WEDNESDAY, confirmed=True), WEDNESDAY) == "text"
    assert step_due(visit(WEDNESDAY, confirmed=True, reminded=WEDNESDAY), WEDNESDAY) == ""


def test_monday_is_called_on_friday_and_after_thanksgiving_on_wednesday() -> None:
    friday = date(2026, 11, 20)
    assert step_due(visit(MONDAY), friday) == "call"
    assert step_due(visit(MONDAY), friday - timedelta(days=1)) == ""
    assert step_due(visit(date(2026, 11, 27)), date(2026, 11, 25)) == "call", "the 26th is Thanksgiving"


def test_a_ride_not_arranged_comes_before_the_call_and_a_booked_one_is_checked_two_days_before() -> None:
    two_before = WEDNESDAY - timedelta(days=2)
    assert step_due(visit(WEDNESDAY, ride="needed"), two_before) == "ride"
    assert step_due(visit(WEDNESDAY, ride="booked"), two_before) == "ride"
    assert step_due(visit(WEDNESDAY, ride="confirmed"), two_before) == ""
    assert step_due(visit(WEDNESDAY, ride="needed", confirmed=True), WEDNESDAY - timedelta(days=1)) == "ride"
    assert step_due(visit(WEDNESDAY, ride="booked"), WEDNESDAY - timedelta(days=1)) == "call"


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(-3, 30), st.sampled_from(sorted(RIDE_STATES)))
def test_every_appointment_is_called_for_and_never_earlier_than_a_week_before(
    day: date, before: int, ride: str
) -> None:
    today = day - timedelta(days=before)
    step = step_due(visit(day, ride=ride), today)
    assert step in {"", *STEPS}
    if before < 0 or before > AHEAD_DAYS:
        assert step == ""
    if before == 0 or (before > 0 and working_day(day - timedelta(days=1)) == today):
        assert step
