from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.workdays import (
    add_business_days,
    federal_holidays,
    holiday_name,
    is_workday,
    nth_weekday,
)

# Office of Personnel Management's published calendars
PUBLISHED = {
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_weekdays_off_are_the_published_ones(year: int) -> None:
    off = sorted(day.strftime("%m-%d") for day in federal_holidays(year) if day.weekday() < 5)
    assert off == PUBLISHED[year].split()


def test_a_holiday_on_a_weekend_names_both_days() -> None:
    assert holiday_name(date(2026, 7, 4)) == "Independence Day"
    assert holiday_name(date(2026, 7, 3)) == "Independence Day (observed)"
    assert holiday_name(date(2021, 12, 31)) == "New Year's Day (observed)"
    assert holiday_name(date(2026, 7, 2)) is None


def test_juneteenth_begins_in_2021_and_kings_day_in_1986() -> None:
    assert holiday_name(date(2020, 6, 19)) is None
    assert holiday_name(date(2023, 6, 19)) == "Juneteenth"
    assert holiday_name(date(1985, 1, 21)) is None
    assert holiday_name(date(1986, 1, 20)) == "Martin Luther King Jr. Day"


def test_business_days_step_over_thanksgiving_and_weekends() -> None:
    assert add_business_days(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert add_business_days(date(2026, 11, 25), 1) == date(2026, 11, 27)
    assert add_business_days(date(2026, 11, 21), 10) == date(2026, 12, 7)
    assert add_business_days(date(2026, 11, 21), 10, holidays=()) == date(2026, 12, 4)
    assert add_business_days(date(2026, 11, 27), -1) == date(2026, 11, 25)
    assert add_business_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_a_firms_own_holidays_replace_the_federal_ones() -> None:
    assert not is_workday(date(2026, 11, 26))
    assert is_workday(date(2026, 11, 26), {date(2026, 11, 27)})
    assert not is_workday(date(2026, 11, 27), {date(2026, 11, 27)})


def test_nth_weekday_counts_from_either_end() -> None:
    assert nth_weekday(2026, 5, weekday=0, nth=-1) == date(2026, 5, 25)
    assert nth_weekday(2026, 12, weekday=3, nth=-1) == date(2026, 12, 31)
    assert nth_weekday(2026, 11, weekday=3, nth=4) == date(2026, 11, 26)


def test_the_ends_of_the_calendar_have_holidays_too() -> None:
    assert holiday_name(date(9999, 12, 25)) == "Christmas Day"
    assert holiday_name(date(1, 1, 1)) == "New Year's Day"


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(-300, 300).filter(bool))
def test_business_days_land_on_workdays_and_count_right(day: date, count: int) -> None:
    landed = add_business_days(day, count)
    assert is_workday(landed)
    low, high = (day, landed) if count > 0 else (landed - timedelta(days=1), day - timedelta(days=1))
    span = [low + timedelta(days=n) for n in range(1, (high - low).days + 1)]
    assert sum(is_workday(each) for each in span) == abs(count)


@settings(max_examples=60, deadline=None)
@given(st.integers(1971, 2190))
def test_every_year_has_its_holidays(year: int) -> None:
    named = {name.removesuffix(" (observed)") for name in federal_holidays(year).values()}
    assert len(named) == 11 - (year < 2021) - (year < 1986)
