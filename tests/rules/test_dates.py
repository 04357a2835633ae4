from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caseterm.rules.dates import (
    DateProblem,
    add_months,
    age_on,
    days_words,
    echo,
    long_day,
    paper_day,
    parse_date,
    parse_when,
    short_day,
)
from caseterm.rules.workdays import is_workday

SATURDAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 20)
ANCHORS = {"doi": date(2025, 1, 1), "sol": date(2027, 1, 1), "sign": date(2025, 1, 20)}


def iso(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "work", "history"),
    [
        ("today", "2026-11-21", "2026-11-21"),
        ("tod", "2026-11-21", "2026-11-21"),
        ("tomorrow", "2026-11-22", "2026-11-22"),
        ("tom", "2026-11-22", "2026-11-22"),
        ("tmr", "2026-11-22", "2026-11-22"),
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("mon", "2026-11-23", "2026-11-16"),
        ("thursday", "2026-11-26", "2026-11-19"),
        ("sat", "2026-11-28", "2026-11-14"),
        ("sunday", "2026-11-22", "2026-11-15"),
        ("+3d", "2026-11-24", "2026-11-24"),
        ("-2d", "2026-11-19", "2026-11-19"),
        ("+3", "2026-11-24", "2026-11-24"),
        ("next mon", "2026-11-23", "2026-11-23"),
        ("next sun", "2026-11-29", "2026-11-29"),
        ("next thu", "2026-11-26", "2026-11-26"),
        ("last fri", "2026-11-20", "2026-11-20"),
        ("last sat", "2026-11-14", "2026-11-14"),
        ("+3b", "2026-11-25", "2026-11-25"),
        ("+4b", "2026-11-27", "2026-11-27"),
        ("+10b", "2026-12-07", "2026-12-07"),
        ("+2w", "2026-12-05", "2026-12-05"),
        ("+1m", "2026-12-21", "2026-12-21"),
        ("+1y", "2027-11-21", "2027-11-21"),
        ("12/3", "2026-12-03", "2025-12-03"),
        ("12-3", "2026-12-03", "2025-12-03"),
        ("11/21", "2026-11-21", "2026-11-21"),
        ("11/20", "2027-11-20", "2026-11-20"),
        ("12/3/26", "2026-12-03", "2026-12-03"),
        ("12/3/27", "2027-12-03", "2027-12-03"),
        ("12/3/28", "2028-12-03", "1928-12-03"),
        ("12/3/2026", "2026-12-03", "2026-12-03"),
        ("12032026", "2026-12-03", "2026-12-03"),
        ("20261203", "2026-12-03", "2026-12-03"),
        ("2026-12-03", "2026-12-03", "2026-12-03"),
        ("dec 3", "2026-12-03", "2025-12-03"),
        ("3 dec", "2026-12-03", "2025-12-03"),
        ("December 3rd, 2026", "2026-12-03", "2026-12-03"),
        ("3-dec-2026", "2026-12-03", "2026-12-03"),
        ("Dec. 3, 2026", "2026-12-03", "2026-12-03"),
        ("in 3 days", "2026-11-24", "2026-11-24"),
        ("in 2 business days", "2026-11-24", "2026-11-24"),
        ("in a week", "2026-11-28", "2026-11-28"),
        ("2 weeks ago", "2026-11-07", "2026-11-07"),
        ("eow", "2026-11-27", "2026-11-20"),
        ("eom", "2026-11-30", "2026-10-31"),
        ("som", "2026-12-01", "2026-11-01"),
        ("eoy", "2026-12-31", "2025-12-31"),
        ("doi+2y", "2027-01-01", "2027-01-01"),
        ("sol-60d", "2026-11-02", "2026-11-02"),
        ("sign+14d", "2025-02-03", "2025-02-03"),
        ("doi + 2y - 1d", "2026-12-31", "2026-12-31"),
        ("doi", "2025-01-01", "2025-01-01"),
        ("60 days from 3/4/2026", "2026-05-03", "2026-05-03"),
        ("2 weeks before sol", "2026-12-18", "2026-12-18"),
        ("30 days after doi", "2025-01-31", "2025-01-31"),
        ("3/15/84", "1984-03-15", "1984-03-15"),
        ("3/15/05", "2005-03-15", "2005-03-15"),
        ("Tue 11/24", "2026-11-24", "2026-11-24"),
        ("Thu Dec 3 2026", "2026-12-03", "2026-12-03"),
        ("2/29/2028", "2028-02-29", "2028-02-29"),
    ],
)
def test_every_form_in_work_and_history_fields(typed: str, work: str, history: str) -> None:
    assert parse_date(typed, today=SATURDAY, anchors=ANCHORS) == iso(work)
    assert parse_date(typed.upper(), today=SATURDAY, anchors=ANCHORS, prefer="past") == iso(history)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("+2w", "2026-12-04"),
        ("fri", "2026-11-27"),
        ("03/04/26", "2026-03-04"),
        ("60 days from 3/4/2026", "2026-05-03"),
        ("eow", "2026-11-20"),
    ],
)
def test_forms_typed_on_a_friday(typed: str, wanted: str) -> None:
    assert parse_date(typed, today=FRIDAY) == iso(wanted)


def test_without_a_holiday_list_ten_business_days_are_two_weeks() -> None:
    assert parse_date("+10b", today=SATURDAY, holidays=()) == iso("2026-12-04")


def test_court_days_need_a_courts_calendar() -> None:
    assert parse_date("+10cd", today=FRIDAY, is_court_day=is_workday) == iso("2026-12-07")
    with pytest.raises(DateProblem, match="Court days need a court's calendar"):
        parse_date("+10cd", today=FRIDAY)


def test_a_month_ends_where_it_ends() -> None:
    assert parse_date("+1m", today=iso("2026-01-31")) == iso("2026-02-28")
    assert parse_date("+1m", today=iso("2028-01-31")) == iso("2028-02-29")
    assert parse_date("+1y", today=iso("2028-02-29")) == iso("2029-02-28")
    assert add_months(iso("2026-01-31"), -2) == iso("2025-11-30")


def test_a_due_date_is_shifted_by_its_own_day() -> None:
    assert parse_date("due+7d", today=SATURDAY, due=iso("2026-12-24")) == iso("2026-12-31")
    assert parse_date("due-1b", today=SATURDAY, due=iso("2026-11-27")) == iso("2026-11-25")
    with pytest.raises(DateProblem, match="There is no due date to count from"):
        parse_date("due+7d", today=SATURDAY)


@pytest.mark.parametrize(("name", "words"), [("doi", "date of incident"), ("sol", "limitation date")])
def test_an_empty_anchor_is_refused_by_name(name: str, words: str) -> None:
    for anchors in ({}, {name: None}):
        with pytest.raises(DateProblem, match=f"There is no {words}") as raised:
            parse_date(f"{name}+2y", today=SATURDAY, anchors=anchors)
        assert "12/3/2026" in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "No date was typed"),
        ("99", "A number alone is not a date"),
        ("10", r"A number alone is not a date\. Type 12/10 or \+10d"),
        ("13/45", "There is no month 13"),
        ("13/04/2026", "For April 13 type 4/13/2026"),
        ("4/31", "There is no April 31: April has 30 days"),
        ("feb 30", "There is no February 30: February has 29 days at most"),
        ("2/29", "2027 has no February 29. The next one is 2/29/2028"),
        ("soon", "That is not a date"),
        ("call 555", "That is not a date"),
        ("12/3/1726", "1726 is outside"),
        ("+9999y", "outside the years 1900 to 2199"),
        ("next week", r"Type \+1w"),
        ("tomorrow 3pm", "without a time of day"),
        ("mon 11/24/2026", "11/24/2026 is a Tuesday, not a Monday"),
        ("12/3-26", "That is not a date"),
        ("3.5", "That is not a date"),
        ("١٢/٣", "That is not a date"),
        ("x" * 90, "too long"),
        ("[/b]", "That is not a date"),
    ],
)
def test_what_is_refused_says_why_with_an_example(typed: str, reason: str) -> None:
    with pytest.raises(DateProblem, match=reason) as raised:
        parse_date(typed, today=SATURDAY)
    sentence = str(raised.value)
    assert sentence.endswith(".")
    assert any(char.isdigit() for char in sentence)


def test_day_first_order_reads_day_first_and_iso_always_works() -> None:
    assert parse_date("3/12/2026", today=SATURDAY, order="dmy") == iso("2026-12-03")
    assert parse_date("03122026", today=SATURDAY, order="dmy") == iso("2026-12-03")
    assert parse_date("2026-12-03", today=SATURDAY, order="dmy") == iso("2026-12-03")
    with pytest.raises(DateProblem, match=r"the day comes first here\. For April 13 type 13/4"):
        parse_date("4/13", today=SATURDAY, order="dmy")


def test_a_weekday_written_before_the_date_picks_the_year() -> None:
    assert parse_date("Tue 11/17", today=SATURDAY) == iso("2026-11-17")
    assert parse_date("Wed 11/17", today=SATURDAY) == iso("2027-11-17")
    assert parse_date("Tue 02/29", today=iso("2000-12-01")) == iso("2000-02-29")
    with pytest.raises(DateProblem, match="not a Friday"):
        parse_date("Fri 11/17", today=SATURDAY)


def test_in_a_sentence_lone_numbers_and_anchors_are_words() -> None:
    for typed in ("+3", "sign", "doi"):
        with pytest.raises(DateProblem):
            parse_date(typed, today=SATURDAY, anchors=ANCHORS, prose=True)
    assert parse_date("sign+14d", today=SATURDAY, anchors=ANCHORS, prose=True) == iso("2025-02-03")


def test_a_day_and_a_time_are_told_apart_in_either_order() -> None:
    assert parse_when("tomorrow 3pm", today=FRIDAY) == (iso("2026-11-21"), time(15))
    assert parse_when("9:30 next thu", today=FRIDAY) == (iso("2026-11-26"), time(9, 30))
    assert parse_when("12/3 at noon", today=FRIDAY) == (iso("2026-12-03"), time(12))
    assert parse_when("12/3", today=FRIDAY) == (iso("2026-12-03"), None)
    with pytest.raises(DateProblem):
        parse_when("3pm 4pm", today=FRIDAY)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2026-12-03", "= Thu Dec 3 2026, in 12 days"),
        ("2026-11-21", "= Sat Nov 21 2026, today ! Saturday"),
        ("2026-11-22", "= Sun Nov 22 2026, tomorrow ! Sunday"),
        ("2026-11-20", "= Fri Nov 20 2026, yesterday"),
        ("2026-11-26", "= Thu Nov 26 2026, in 5 days ! holiday, Thanksgiving Day"),
        ("2028-11-22", "= Wed Nov 22 2028, in 732 days ! year"),
        ("2028-11-21", "= Tue Nov 21 2028, in 731 days"),
    ],
)
def test_a_work_date_is_echoed_with_what_to_look_at_twice(day: str, wanted: str) -> None:
    assert echo(iso(day), SATURDAY) == wanted


def test_a_date_of_history_is_marked_only_when_it_is_still_to_come() -> None:
    assert echo(iso("1984-03-15"), SATURDAY, prefer="past") == "= Thu Mar 15 1984, 42 years ago"
    assert echo(iso("2026-11-14"), SATURDAY, prefer="past") == "= Sat Nov 14 2026, 7 days ago"
    assert echo(iso("2026-11-22"), SATURDAY, prefer="past") == "= Sun Nov 22 2026, tomorrow ! year"


def test_a_firms_own_day_off_is_marked_too() -> None:
    assert echo(iso("2026-11-27"), SATURDAY, holidays={iso("2026-11-27")}).endswith("! holiday, office closed")


def test_display_helpers() -> None:
    assert short_day(iso("2026-11-24"), SATURDAY) == "Tue 11/24"
    assert short_day(iso("2027-11-24"), SATURDAY) == "Wed 11/24/2027"
    assert paper_day(iso("2026-01-02")) == "01/02/2026"
    assert [days_words(n) for n in (0, 1, -1, 12, -12)] == [
        "today",
        "tomorrow",
        "yesterday",
        "in 12 days",
        "12 days ago",
    ]
    assert age_on(iso("1984-11-22"), SATURDAY) == 41
    assert age_on(iso("1984-11-21"), SATURDAY) == 42
    assert age_on(iso("2008-02-29"), iso("2026-02-28")) == 17


def result_or_reason(parse: Callable[[], date]) -> date | str:
    try:
        return parse()
    except DateProblem as problem:
        return str(problem)


YEARS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
WORDS = """
in next last from ago on due doi sol sign + - / 3 12 31 99 2026 0 d b w m y cd mon fri dec feb 30 29 days
business a an eow , . ' th 12/3 2026-12-03 tomorrow 9999
"""
PIECES = st.sampled_from(sorted(set(WORDS.split())))
PHRASES = st.one_of(
    st.lists(PIECES, max_size=7).map(" ".join), st.lists(PIECES, max_size=7).map("".join), st.text(max_size=30)
)


@settings(max_examples=100, deadline=None)
@given(PHRASES, YEARS, st.sampled_from(["future", "past"]), st.sampled_from(["mdy", "dmy"]), st.booleans())
@example("+9999y", date(2150, 1, 1), "future", "mdy", False)
@example("9999 days before doi", date(2150, 1, 1), "past", "mdy", False)
@example("feb 29", date(2100, 3, 1), "past", "mdy", False)
def test_no_text_does_anything_but_parse_or_say_why(
    typed: str, today: date, prefer: str, order: str, prose: bool
) -> None:
    found = result_or_reason(
        lambda: parse_date(
            typed,
            today=today,
            prefer="past" if prefer == "past" else "future",
            order="dmy" if order == "dmy" else "mdy",
            anchors={"doi": date(1990, 2, 28)},
            prose=prose,
        )
    )
    assert found.endswith(".") if isinstance(found, str) else 1900 <= found.year <= 2199


@settings(max_examples=100, deadline=None)
@given(YEARS, YEARS, st.sampled_from(["future", "past"]))
def test_every_printed_date_reads_back_as_itself(day: date, today: date, prefer: str) -> None:
    for text in (long_day(day), paper_day(day), day.isoformat(), short_day(day, today)):
        assert parse_date(text, today=today, prefer="past" if prefer == "past" else "future") == day
    assert parse_date(paper_day(day).replace("/", ""), today=today) == day


@settings(max_examples=60, deadline=None)
@given(YEARS, st.integers(-400, 400))
def test_a_short_date_reads_back_even_from_the_other_side_of_today(today: date, off: int) -> None:
    day = date.fromordinal(today.toordinal() + off)
    assert parse_date(short_day(day, today), today=today) == day
    assert parse_date(short_day(day, today), today=today, prefer="past") == day
