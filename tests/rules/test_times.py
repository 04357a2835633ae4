from collections.abc import Callable
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.dates import (
    DateProblem,
    parse_end,
    parse_length,
    parse_range,
    parse_time,
    show_length,
    show_time,
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("3pm", "15:00"),
        ("3p", "15:00"),
        ("3 PM", "15:00"),
        ("3 p.m.", "15:00"),
        ("9:30", "09:30"),
        ("noon", "12:00"),
        ("3:30", "15:30"),
        ("7:00", "07:00"),
        ("11:59", "11:59"),
        ("12:15", "12:15"),
        ("6:59", "18:59"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("3:30am", "03:30"),
        ("15:30", "15:30"),
        ("0:15", "00:15"),
        ("midnight", "00:00"),
    ],
)
def test_every_form_of_time(typed: str, wanted: str) -> None:
    assert parse_time(typed) == time.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("9", "A number alone is not a time. Type 9am, 9pm or 9:00"),
        ("930", "not a time"),
        ("13pm", "from 1 to 12"),
        ("24:00", "no 24:00"),
        ("9:75", "no :75"),
        ("soon", "not a time"),
        ("", "not a time"),
    ],
)
def test_what_is_not_a_time_says_why(typed: str, reason: str) -> None:
    with pytest.raises(DateProblem, match=reason):
        parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("45m", 45), ("45", 45), ("1h", 60), ("1h30", 90), ("1h 30m", 90), ("1.5h", 90), ("20 min", 20), ("24h", 1440)],
)
def test_every_form_of_length(typed: str, minutes: int) -> None:
    assert parse_length(typed) == minutes


def test_a_length_may_be_an_end_time() -> None:
    assert parse_length("10:15", start=time(9, 30)) == 45
    assert parse_length("7:30", start=time(14)) == 330
    assert parse_length("1:00", start=time(11, 30)) == 90
    with pytest.raises(DateProblem, match="needs a start time"):
        parse_length("10:15")
    with pytest.raises(DateProblem, match="not after the start"):
        parse_length("9am", start=time(9, 30))


@pytest.mark.parametrize("typed", ["", "0m", "25h", "1.5h30", "long", "h", "-5m"])
def test_what_is_not_a_length_is_refused(typed: str) -> None:
    with pytest.raises(DateProblem):
        parse_length(typed)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("9:30-10:15", "09:30", "10:15"),
        ("3pm - 4:30pm", "15:00", "16:30"),
        ("9-10am", "09:00", "10:00"),
        ("11-1pm", "11:00", "13:00"),
        ("3-4pm", "15:00", "16:00"),
        ("11:30-12:30", "11:30", "12:30"),
    ],
)
def test_ranges(typed: str, start: str, end: str) -> None:
    assert parse_range(typed) == (time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize("typed", ["3-4", "7/10", "24/7", "555-0142", "I-95", "10am-9am", "-", "9:30-"])
def test_bare_numbers_are_never_a_time(typed: str) -> None:
    with pytest.raises(DateProblem):
        parse_range(typed)


@settings(max_examples=60, deadline=None)
@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_printed_time_reads_back(at: time) -> None:
    assert parse_time(show_time(at)) == at
    assert parse_range(show_time(at)) == (at, None)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1440))
def test_a_printed_length_reads_back(minutes: int) -> None:
    assert parse_length(show_length(minutes)) == minutes


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789:apmh.- noon", max_size=9) | st.text(max_size=12), st.times())
def test_no_text_does_anything_but_parse_or_say_why(typed: str, start: time) -> None:
    at = start.replace(second=0, microsecond=0)
    assert_result_or_reason(lambda: parse_time(typed) < time.max)
    assert_result_or_reason(lambda: len(parse_range(typed)) == 2)
    assert_result_or_reason(lambda: 1 <= parse_length(typed) <= 1440)
    assert_result_or_reason(lambda: parse_end(typed, start=at) > at)
    assert_result_or_reason(lambda: 1 <= parse_length(typed, start=at) <= 1440)


def assert_result_or_reason(check: Callable[[], bool]) -> None:
    try:
        outcome: bool | str = check()
    except DateProblem as problem:
        outcome = str(problem)
    assert outcome is True or (isinstance(outcome, str) and outcome.endswith("."))
