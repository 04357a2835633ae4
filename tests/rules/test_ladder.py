from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.ladder import RUNGS, is_red, next_on, reached_on, rings, rung, words

DUE = date(2027, 6, 1)


def before(days: int) -> date:
    return DUE - timedelta(days=days)


def test_a_deadline_reminds_on_each_rung_and_daily_in_its_last_week_and_after_it() -> None:
    heard: date | None = None
    rang = []
    for left in range(200, -5, -1):
        if rings(DUE, before(left), heard_on=heard):
            rang.append(left)
            heard = before(left)
    assert rang == [180, 150, 120, 90, 60, 45, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1, 0, -1, -2, -3, -4]


def test_a_reminder_nobody_acknowledged_keeps_ringing() -> None:
    assert all(rings(DUE, before(left), heard_on=None) for left in range(180, -30, -1))
    assert not any(rings(DUE, before(left), heard_on=None) for left in range(181, 400))
    assert not rings(DUE, before(100), heard_on=before(110))
    assert rings(DUE, before(89), heard_on=before(91))


def test_below_180_days_it_is_red_whatever_was_heard() -> None:
    assert [is_red(DUE, before(left)) for left in (181, 180, 179, 0, -9)] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("left", "step", "said"),
    [
        (200, None, ""),
        (180, 180, "reminder 180 d"),
        (100, 120, "reminder 120 d"),
        (7, 7, "reminder 7 d"),
        (6, 6, "reminder, daily"),
        (0, 0, "reminder, daily"),
        (-3, -3, "passed 3 d ago"),
    ],
)
def test_the_rung_it_stands_on_is_said(left: int, step: int | None, said: str) -> None:
    assert rung(left) == step
    assert words(DUE, before(left)) == said


@settings(max_examples=80)
@given(left=st.integers(-30, 400))
def test_between_two_reminders_nothing_rings_once_heard(left: int) -> None:
    today = before(left)
    following = next_on(DUE, today)
    assert following > today
    day = today
    while day < following:
        assert not rings(DUE, day, heard_on=today)
        day += timedelta(days=1)
    assert rings(DUE, following, heard_on=today)
    newest = reached_on(DUE, today)
    assert (newest is None) == (left > RUNGS[0])
    assert newest is None or newest <= today
