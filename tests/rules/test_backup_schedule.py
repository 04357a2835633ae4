from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.backup_schedule import Moment, Schedule, age_words, is_due, is_old, keep

NOW = datetime.fromisoformat("2026-11-21 17:00")
moments = st.lists(st.integers(-3 * 24 * 60, 500 * 24 * 60), max_size=60).map(
    lambda minutes: [Moment(n, NOW - timedelta(minutes=m)) for n, m in enumerate(minutes, start=1)]
)


def hourly(days: int) -> list[Moment]:
    """A backup every hour of eight a day, oldest first, until today 17:00."""
    start = NOW - timedelta(days=days)
    return [
        Moment(1 + day * 8 + hour, start.replace(hour=9 + hour) + timedelta(days=day))
        for day in range(days + 1)
        for hour in range(8)
    ]


def test_all_of_today_one_a_day_for_a_month_and_one_a_week_for_a_year() -> None:
    backups = hourly(500)
    kept = keep(backups, NOW, Schedule())
    ages = sorted((NOW.date() - backup.at.date()).days for backup in backups if backup.number in kept)
    assert ages[:8] == [0] * 8
    assert ages[8:38] == list(range(1, 31))
    weekly = ages[38:]
    assert 46 <= len(weekly) <= 49
    assert all(later - earlier == 7 for earlier, later in pairwise(weekly[1:]))
    assert weekly[-1] <= 364


def test_the_last_of_a_day_is_the_one_that_stays() -> None:
    backups = hourly(3)
    kept = keep(backups, NOW, Schedule())
    yesterday = [b for b in backups if b.number in kept and (NOW.date() - b.at.date()).days == 1]
    assert [b.at.hour for b in yesterday] == [16]


def test_a_clock_set_back_never_costs_the_newest_by_number() -> None:
    right = [Moment(n, NOW - timedelta(days=10 - n)) for n in range(1, 10)]
    back = Moment(10, NOW - timedelta(days=800))
    assert 10 in keep([*right, back], NOW, Schedule())


def test_a_clock_that_went_back_removes_none_from_its_future() -> None:
    backups = hourly(20)
    then = NOW - timedelta(days=10)
    kept = keep(backups, then, Schedule())
    assert {b.number for b in backups if b.at.date() >= then.date()} <= kept


def test_shorter_settings_keep_fewer() -> None:
    assert len(keep(hourly(100), NOW, Schedule(days=2, weeks=0))) == 8 + 2


@settings(max_examples=100)
@given(moments)
def test_thinning_twice_is_thinning_once_and_the_newest_is_always_there(backups: list[Moment]) -> None:
    once = keep(backups, NOW, Schedule())
    left = [backup for backup in backups if backup.number in once]
    assert keep(left, NOW, Schedule()) == once
    assert not backups or backups[-1].number in once


@settings(max_examples=100)
@given(moments)
def test_every_day_of_the_last_month_that_had_one_still_has_one(backups: list[Moment]) -> None:
    kept = keep(backups, NOW, Schedule())
    days = {b.at.date() for b in backups if (NOW.date() - b.at.date()).days <= 30}
    assert days <= {b.at.date() for b in backups if b.number in kept}


def test_one_is_due_at_the_start_after_an_hour_and_when_the_clock_went_back() -> None:
    assert is_due(None, NOW)
    assert not is_due(NOW - timedelta(minutes=59), NOW)
    assert is_due(NOW - timedelta(hours=1), NOW)
    assert is_due(NOW + timedelta(minutes=1), NOW)


def test_an_age_is_said_over_a_day() -> None:
    assert not is_old(NOW - timedelta(hours=24), NOW)
    assert is_old(NOW - timedelta(hours=25), NOW)
    assert age_words(NOW - timedelta(minutes=1), NOW) == "1 minute"
    assert age_words(NOW - timedelta(hours=25), NOW) == "25 hours"
    assert age_words(NOW - timedelta(days=3), NOW) == "3 days"
    assert age_words(NOW + timedelta(days=3), NOW) == "0 minutes"
