from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.walltime import WallTimeProblem, check_wall_time, zone_mark, zone_named
from tests.walls import wall

NEW_YORK = "America/New_York"


def test_the_hour_the_clocks_skip_is_refused_with_the_times_that_exist() -> None:
    with pytest.raises(WallTimeProblem) as refused:
        check_wall_time(wall("2026-03-08 02:30"), NEW_YORK)
    assert str(refused.value) == (
        "There is no 2:30 AM on Sun Mar 8 2026: the clocks go forward. Type 1:30 AM or 3:30 AM."
    )


def test_the_edges_of_the_skipped_hour_exist() -> None:
    assert check_wall_time(wall("2026-03-08 01:59"), NEW_YORK) == ""
    assert check_wall_time(wall("2026-03-08 03:00"), NEW_YORK) == ""
    assert check_wall_time(wall("2026-03-08 02:30"), "America/Phoenix") == ""


def test_an_hour_that_comes_twice_is_named_and_the_first_is_meant() -> None:
    assert check_wall_time(wall("2026-11-01 01:30"), NEW_YORK) == ("1:30 AM comes twice that day; the first is meant")
    assert check_wall_time(wall("2026-11-01 02:00"), NEW_YORK) == ""


@pytest.mark.parametrize("name", ["", "New York", "../../etc/passwd", "America/Nowhere", "EST5EDT4,M3.2.0"])
def test_an_unknown_zone_is_refused_in_words(name: str) -> None:
    with pytest.raises(WallTimeProblem, match="no time zone"):
        zone_named(name)


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(min_value=wall("2000-01-01 00:00"), max_value=wall("2040-12-31 00:00")),
    st.sampled_from([NEW_YORK, "America/Los_Angeles", "America/Chicago", "Europe/Dublin", "Australia/Lord_Howe"]),
)
def test_a_time_that_is_taken_reads_the_same_after_a_round_trip_through_utc(at: datetime, zone: str) -> None:
    at = at.replace(microsecond=0)
    place = zone_named(zone)
    there = at.replace(tzinfo=place).astimezone(UTC).astimezone(place).replace(tzinfo=None)
    try:
        check_wall_time(at, zone)
    except WallTimeProblem:
        assert there != at
    else:
        assert there == at


def test_every_skipped_hour_of_forty_years_is_found() -> None:
    refused = 0
    for year in range(2000, 2040):
        first = date(year, 3, 1)
        second_sunday = first + timedelta(days=(6 - first.weekday()) % 7 + 7)
        day = second_sunday
        if year < 2007:
            first = date(year, 4, 1)
            day = first + timedelta(days=(6 - first.weekday()) % 7)
        with pytest.raises(WallTimeProblem):
            check_wall_time(datetime.combine(day, time(2, 15)), NEW_YORK)
        refused += 1
    assert refused == 40


def test_a_zone_is_marked_only_where_its_clock_differs_from_hers() -> None:
    noon = wall("2026-11-24 12:00")
    assert zone_mark(noon, "America/Los_Angeles", NEW_YORK) == "PST"
    assert zone_mark(noon, "America/Detroit", NEW_YORK) == ""
    assert zone_mark(noon, "", NEW_YORK) == ""
    assert zone_mark(noon, "Nowhere/At_All", NEW_YORK) == "Nowhere/At_All"
