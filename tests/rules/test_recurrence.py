from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.dates import add_months
from caseterm.rules.recurrence import (
    LAST,
    MOST_VISITS,
    Pattern,
    PatternProblem,
    days_of,
    first_on,
    from_rule,
    moved,
    pattern_words,
    starting,
    to_rule,
    until_after,
)
from caseterm.rules.repeat_words import find_repeat, parse_repeat, typed_words
from tests.conftest import TODAY

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
WORDS = [
    "every", "other", "2", "6", "week", "weeks", "for", "until", "x4", "mon", "wed,", "and", "fri", "daily", "monthly",
    "on", "the", "15th", "3rd", "from", "12/1", "PT", "times", "999", "0", "month", "starting", "1/2", "feb", "30",
    "9:00", "@lee", "last",
]  # fmt: skip
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
EVERY = st.integers(1, 6)


@st.composite
def patterns(draw: st.DrawFn) -> tuple[Pattern, date]:
    """A pattern with an end, and the first day it has."""
    shape = draw(st.sampled_from(["day", "week", "month_day", "nth"]))
    every = draw(EVERY)
    if shape == "day":
        pattern = Pattern("day", every)
    elif shape == "week":
        pattern = Pattern("week", every, draw(WEEKDAYS))
    elif shape == "month_day":
        pattern = Pattern("month", every, month_day=draw(st.integers(1, 31)))
    else:
        weekday = draw(st.integers(0, 6))
        pattern = Pattern("month", every, (weekday,), nth=draw(st.sampled_from([1, 2, 3, 4, LAST])))
    first = first_on(pattern, draw(DAYS))
    if draw(st.booleans()):
        ended = Pattern(**{**vars(pattern), "count": draw(st.integers(1, 40))})
    else:
        ended = Pattern(**{**vars(pattern), "until": first + timedelta(days=draw(st.integers(0, 200)))})
    return ended, first


def by_hand(pattern: Pattern, first: date) -> Iterator[date]:
    """The days of a pattern, by looking at each day in turn."""
    found, day = 0, first
    while True:
        if pattern.until is not None and day > pattern.until:
            return
        if fits(pattern, first, day):
            found += 1
            yield day
            if found == pattern.count:
                return
        day += timedelta(days=1)


def fits(pattern: Pattern, first: date, day: date) -> bool:
    months = (day.year - first.year) * 12 + day.month - first.month
    weeks = ((day - timedelta(days=day.weekday())) - (first - timedelta(days=first.weekday()))).days // 7
    month_end = (add_months(day.replace(day=1), 1) - timedelta(days=1)).day
    if pattern.unit == "day":
        return (day - first).days % pattern.every == 0
    if pattern.unit == "week":
        return day.weekday() in pattern.weekdays and weeks % pattern.every == 0
    if months % pattern.every:
        return False
    if pattern.nth == LAST:
        return day.weekday() in pattern.weekdays and day.day + 7 > month_end
    if pattern.nth:
        return day.weekday() in pattern.weekdays and (day.day - 1) // 7 + 1 == pattern.nth
    return day.day == min(pattern.month_day, month_end)


@settings(max_examples=80, deadline=None)
@given(patterns())
def test_the_days_are_those_found_by_looking_at_every_day(found: tuple[Pattern, date]) -> None:
    pattern, first = found
    assert list(days_of(pattern, first)) == list(by_hand(pattern, first))


@settings(max_examples=80, deadline=None)
@given(patterns())
def test_the_rule_as_text_is_read_by_dateutil_as_the_same_days_and_comes_back_the_same(
    found: tuple[Pattern, date],
) -> None:
    pattern, first = found
    text = to_rule(pattern)
    theirs = rrulestr(text, dtstart=datetime.combine(first, time()))
    assert [each.date() for each in theirs] == list(days_of(pattern, first))
    assert from_rule(to_rule(pattern)) == pattern
    assert pattern_words(pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (Pattern("week", weekdays=(0, 2, 4)), "Mon Wed Fri"),
        (Pattern("week", weekdays=(0, 1, 2, 3, 4)), "Mon to Fri"),
        (Pattern("week", 2, (1,)), "every other Tue"),
        (Pattern("week", 3, (0, 3)), "every 3 weeks Mon Thu"),
        (Pattern("day"), "every day"),
        (Pattern("day", 3), "every 3 days"),
        (Pattern("month", month_day=31), "every month on the 31st"),
        (Pattern("month", 2, (4,), nth=LAST), "every other month on the last Fri"),
        (Pattern("month", month_day=12), "every month on the 12th"),
    ],
)
def test_a_pattern_in_words(pattern: Pattern, words: str) -> None:
    assert pattern_words(pattern) == words


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    days = days_of(Pattern("month", month_day=31, count=4), date(2027, 1, 31))
    assert [f"{day:%m/%d}" for day in days] == ["01/31", "02/28", "03/31", "04/30"]


def test_a_series_without_an_end_without_a_visit_or_with_too_many_is_refused() -> None:
    with pytest.raises(PatternProblem, match="has no end"):
        days_of(Pattern("day"), MONDAY)
    with pytest.raises(PatternProblem, match="end before it begins"):
        days_of(Pattern("day", until=date(2026, 11, 1)), MONDAY)
    with pytest.raises(PatternProblem, match=f"more than {MOST_VISITS} visits"):
        days_of(Pattern("day", until=date(2030, 1, 1)), MONDAY)
    for wrong in ({"every": 0}, {"count": 0}, {"count": 367}, {"count": 3, "until": MONDAY}):
        with pytest.raises(PatternProblem):
            Pattern("day", **wrong)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY", "FREQ=SECONDLY;COUNT=3", "", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=1MO,2TU;COUNT=2",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYHOUR=9", "nonsense", "FREQ=WEEKLY;BYDAY=1MO;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3",
    ],
)  # fmt: skip
def test_a_rule_that_is_none_of_ours_is_refused(text: str) -> None:
    with pytest.raises(PatternProblem):
        from_rule(text)


def test_six_weeks_from_a_monday_end_with_a_sunday_and_months_end_the_day_before() -> None:
    assert until_after(MONDAY, 6, "week") == date(2027, 1, 3)
    assert until_after(date(2027, 1, 31), 1, "month") == date(2027, 2, 27)
    assert starting(Pattern("week"), MONDAY).weekdays == (0,)
    with pytest.raises(PatternProblem):
        until_after(MONDAY, 999_999, "month")


def test_moving_one_day_of_a_pattern_leaves_the_others() -> None:
    pattern = Pattern("week", weekdays=(0, 2, 4), count=6)
    assert moved(pattern, MONDAY, MONDAY + timedelta(days=1)).weekdays == (1, 2, 4)
    assert moved(pattern, MONDAY, MONDAY) == pattern
    with pytest.raises(PatternProblem, match="within its week"):
        moved(pattern, MONDAY, MONDAY + timedelta(days=7))
    with pytest.raises(PatternProblem, match="every day already"):
        moved(Pattern("day", count=3), MONDAY, MONDAY + timedelta(days=1))
    third = Pattern("month", weekdays=(0,), nth=4, count=3)
    assert moved(third, MONDAY, date(2026, 11, 30)).nth == LAST
    assert moved(third, MONDAY, date(2026, 11, 17)) == Pattern("month", weekdays=(1,), nth=3, count=3)
    with pytest.raises(PatternProblem, match="within its month"):
        moved(third, MONDAY, date(2026, 12, 1))


# ---- as it is typed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "visits", "first", "last"),
    [
        ("Mon Wed Fri for six weeks", "Mon Wed Fri", 18, "11/23", "01/01"),
        ("mon/wed/fri until 1/15", "Mon Wed Fri", 24, "11/23", "01/15"),
        ("MWF x18", "Mon Wed Fri", 18, "11/23", "01/01"),
        ("tues, thurs for 3 wks", "Tue Thu", 6, "11/24", "12/10"),
        ("mon, wed and fri for 6w starting 12/1", "Mon Wed Fri", 18, "12/02", "01/11"),
        ("every other tue for 3 months", "every other Tue", 7, "11/24", "02/16"),
        ("every 2 weeks on mon 5 visits", "every other Mon", 5, "11/23", "01/18"),
        ("every day for 10 days", "every day", 10, "11/22", "12/01"),
        ("weekdays thru 12/4", "Mon to Fri", 10, "11/23", "12/04"),
        ("monthly on the 15th for 6 months", "every month on the 15th", 6, "12/15", "05/15"),
        ("every 3rd fri of the month 6 times", "every month on the 3rd Fri", 6, "12/18", "05/21"),
        ("monthly on the last fri 2 times", "every month on the last Fri", 2, "11/27", "12/25"),
        ("weekly 4 times from 12/3", "Thu", 4, "12/03", "12/24"),
        ("tuesdays till jan 5, 2027", "Tue", 7, "11/24", "01/05"),
    ],
)
def test_what_may_be_typed(text: str, words: str, visits: int, first: str, last: str) -> None:
    pattern, start = parse_repeat(text, today=TODAY).settled(TODAY + timedelta(days=1))
    days = days_of(pattern, start)
    assert (pattern_words(pattern), len(days)) == (words, visits)
    assert (f"{days[0]:%m/%d}", f"{days[-1]:%m/%d}") == (first, last)


@settings(max_examples=80, deadline=None)
@given(patterns())
def test_a_pattern_written_for_a_form_is_read_as_the_same(found: tuple[Pattern, date]) -> None:
    pattern, first = found
    assert parse_repeat(typed_words(pattern), today=TODAY).settled(first) == (pattern, first)


@pytest.mark.parametrize("text", ["", "tue", "PT tue for 6 weeks", "mon wed", "for 6 weeks", "every", "soon 3 times"])
def test_what_is_no_repetition_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PatternProblem, match="for 6 weeks"):
        parse_repeat(text, today=TODAY)


def test_words_without_an_end_are_left_alone_with_a_hint() -> None:
    assert find_repeat(["weekly", "team", "meeting"], today=TODAY)[0] is None
    assert "for 6 weeks" in find_repeat(["PT", "mon", "wed", "9:00"], today=TODAY)[1]
    assert find_repeat(["hold", "the", "room", "until", "fri"], today=TODAY) == (None, "")
    assert find_repeat(["call", "her", "on", "tue"], today=TODAY) == (None, "")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "every",
                "other",
                "2",
                "6",
                "week",
                "weeks",
                "for",
                "until",
                "x4",
                "mon",
                "wed,",
                "and",
                "fri",
                "daily",
                "monthly",
                "on",
                "the",
                "15th",
                "3rd",
                "from",
                "12/1",
                "PT",
                "times",
                "999",
                "0",
                "month",
                "starting",
                "until",
                "1/2",
                "feb",
                "30",
                "9:00",
                "@lee",
                "last",
            ]
        ),
        max_size=9,
    )
)
def test_any_words_give_a_series_that_can_be_laid_out_or_a_sentence(words: list[str]) -> None:
    try:
        found, _ = find_repeat(words, today=TODAY)
        settled = found.repeat.settled(TODAY) if found is not None else None
    except PatternProblem as problem:
        said: str | None = str(problem)
    else:
        said = None
        if found is not None and settled is not None:
            days = days_of(*settled)
            assert found.places <= set(range(len(words)))
            assert days[0] == settled[1]
            assert list(days) == sorted(set(days))
            assert days[0] >= TODAY or found.repeat.start is not None
    assert said is None or said.endswith(".")
