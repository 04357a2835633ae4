from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.imports.dates import Order, evidence, looks_like_date, read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-04-30", date(2023, 4, 30)),
        ("4/30/23", date(2023, 4, 30)),
        ("04/30/2023", date(2023, 4, 30)),
        ("4-30-23", date(2023, 4, 30)),
        ("4.30.2023", date(2023, 4, 30)),
        ("4/30/'23", date(2023, 4, 30)),
        ("2023/4/30", date(2023, 4, 30)),
        ("20230430", date(2023, 4, 30)),
        ("April 30, 2023", date(2023, 4, 30)),
        ("Apr. 30th, 2023", date(2023, 4, 30)),
        ("30 April 2023", date(2023, 4, 30)),
        ("30-Apr-23", date(2023, 4, 30)),
        ("the 30th of April 2023", date(2023, 4, 30)),
        ("Sunday, April 30, 2023", date(2023, 4, 30)),
        ("Sun 4/30/2023", date(2023, 4, 30)),
        ("45046", date(2023, 4, 30)),
        ("45046.75", date(2023, 4, 30)),
        ("10/9/26", date(2026, 10, 9)),
        ("11/22/26", date(2026, 11, 22)),
        ("1/2/44", date(1944, 1, 2)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_however_it_was_written(text: str, day: date) -> None:
    found = read_date(text, TODAY)
    assert found.day == day
    assert found.rest.casefold() in ("", "the")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("4/30/2023 0:00", None),
        ("4/30/2023 12:00:00 AM", None),
        ("2023-04-30 00:00:00", None),
        ("2023-04-30T14:30:00Z", time(14, 30)),
        ("2023-04-30T14:30:00-05:00", time(14, 30)),
        ("4/30/2023 2:30 pm", time(14, 30)),
        ("4/30/2023 @ 9am", time(9)),
        ("2:30 PM 4/30/2023", time(14, 30)),
    ],
)
def test_a_time_beside_the_date_is_told_apart(text: str, at: time | None) -> None:
    found = read_date(text, TODAY)
    assert (found.day, found.at, found.rest) == (date(2023, 4, 30), at, "")


def test_other_words_beside_a_date_are_handed_back() -> None:
    assert read_date("12/3/2026 2:30pm Dr. Chen, PT", TODAY).rest == "Dr. Chen, PT"
    assert read_date("approx. 4/30/23", TODAY).rest == "approx"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13/45/25", "no month 13"),
        ("02/30/26", "month 2 of 2026 has no day 30"),
        ("2023-02-29", "month 2 of 2023 has no day 29"),
        ("30/4/2023", "no month 30"),
        ("2023", "only a year"),
        ("4/2023", "the day is missing"),
        ("April 2023", "the day is missing"),
        ("4/30", "the year is missing"),
        ("4/30/23 and 5/1/23", "more than one date"),
        ("soon", "not a date"),
        ("0001-01-01", "cannot be right"),
        ("9999-12-31", "cannot be right"),
        ("(206)555-0146", "not a date"),
        ("99999", "not a date"),
        ("Feb 31 2024", "has no day 31"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_date(text, TODAY)


def test_two_digit_years_lie_ahead_only_where_the_field_may() -> None:
    assert read_date("4/30/27", TODAY).day == date(1927, 4, 30)
    assert read_date("4/30/27", TODAY, future=True).day == date(2027, 4, 30)
    assert read_date("4/30/85", TODAY, future=True).day == date(1985, 4, 30)


def test_an_appointment_without_a_year_is_the_next_one() -> None:
    assert read_date("12/3 2pm", TODAY, year_optional=True)[:2] == (date(2026, 12, 3), time(14))
    assert read_date("1/5", TODAY, year_optional=True).day == date(2027, 1, 5)


def test_only_values_that_can_be_read_one_way_prove_an_order() -> None:
    assert evidence(["30/4/23", "4/5/23", "13/45/25", "x"]) == (0, 1)
    assert evidence(["4/30/23", "4/5/23", "2023-01-31"]) == (1, 0)
    assert read_date("30/4/23", TODAY, order=Order.DAY_FIRST).day == date(2023, 4, 30)


@settings(max_examples=80)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%m/%d/%Y", "%B %d, %Y", "%d-%b-%Y", "%Y%m%d"]))
def test_every_day_is_read_back_from_every_shape(day: date, shape: str) -> None:
    assert read_date(day.strftime(shape), TODAY).day == day


@settings(max_examples=80)
@given(st.dates(date(1926, 11, 23), TODAY))
def test_a_two_digit_year_is_never_ahead(day: date) -> None:
    assert read_date(day.strftime("%m/%d/%y"), TODAY).day == day


@settings(max_examples=100)
@given(st.text(alphabet="0123456789/-. :apmJan,T", max_size=24) | st.text(max_size=20))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        found = read_date(text, TODAY)
    except ValueError as problem:
        reason = str(problem)
    else:
        reason = f"{found.day.year}"
    assert reason


def test_a_wrong_date_still_looks_like_one() -> None:
    assert looks_like_date("13/45/25")
    assert looks_like_date("Apr 30, 2023")
    assert not looks_like_date("(206)555-0146")
    assert not looks_like_date("26-0001")
