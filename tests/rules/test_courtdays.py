from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MO, TH, YEARLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.errors import InputError
from caseterm.rules.courtdays import Count, CountError, Period, count, parse_period
from caseterm.rules.courtdays_calendar import easter_sunday
from caseterm.rules.courtdays_file import SERVICES, parse_courts
from caseterm.rules.courtdays_words import MOST_DAYS, basis_words, day_lines, must_file_by, short_lines, title_words
from caseterm.rules.terms import STATES
from caseterm.rules.workdays import federal_holidays

PATH = Path(__file__).parents[2] / "data" / "courts.toml"
COURTS = parse_courts(PATH.read_text(encoding="utf-8"), file=PATH.name)
FEDERAL = COURTS.calendar("US")
EASTERN = ZoneInfo("America/New_York")


def counted(day: str, period: str, **how: Any) -> Count:
    return count(date.fromisoformat(day), parse_period(period), courts=COURTS, **how)


def dates(made: Count) -> tuple[str, str]:
    return made.safe.day.isoformat(), made.possible.day.isoformat()


# ---- published and worked examples ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2026-11-02", "21", "2026-11-23"),
        ("2026-11-05", "21d", "2026-11-27"),  # Thanksgiving
        ("2026-11-25", "30 days", "2026-12-28"),  # Christmas, a Friday
        ("2026-06-05", "14 days after", "2026-06-22"),  # Juneteenth, a Friday
        ("2026-06-13", "3w", "2026-07-06"),  # July 4, a Saturday
        ("2007-08-22", "10", "2007-09-04"),  # committee note of 2009: Saturday before Labor Day
        ("2007-09-11", "10 days before", "2007-08-31"),  # the same note, counted back
        ("2007-09-11", "-10", "2007-08-31"),
    ],
)
def test_published_periods_end_on_their_published_day(trigger: str, period: str, due: str) -> None:
    assert dates(counted(trigger, period)) == (due, due)


def test_an_observed_holiday_makes_a_safe_and_a_possible_date_both_ways() -> None:
    assert dates(counted("2026-06-13", "20")) == ("2026-07-03", "2026-07-06")
    back = counted("2026-07-18", "14 days before")
    assert dates(back) == ("2026-07-02", "2026-07-03")
    assert "Independence Day (observed)" in back.notes[0]


def test_mail_adds_three_days_after_the_period_has_run_to_an_open_day() -> None:
    made = counted("2026-08-06", "30", service="mail")
    assert dates(made) == ("2026-09-11", "2026-09-11")
    steps = [(f"{step.day:%m/%d}", step.what) for step in made.safe.steps[-8:]]
    assert steps == [
        ("09/05", "counted"), ("09/05", "closed"), ("09/06", "closed"), ("09/07", "closed"),
        ("09/09", "added"), ("09/10", "added"), ("09/11", "added"), ("09/11", "last"),
    ]  # fmt: skip


def test_days_added_for_mail_roll_again_when_they_end_on_a_closed_day() -> None:
    assert dates(counted("2026-11-02", "21", service="mail"))[0] == "2026-11-27"  # Mon 23 + 3 is Thanksgiving
    assert "adds no days since December 1, 2016" in counted("2026-11-02", "21", service="electronic").notes[0]
    assert dates(counted("2026-11-02", "21", service="electronic"))[0] == "2026-11-23"
    assert "never to one counted back" in counted("2026-11-02", "-21", service="mail").notes[0]


def test_an_office_that_cannot_be_reached_always_extends_forward() -> None:
    closed = frozenset({date(2007, 8, 31)})
    assert dates(counted("2007-09-11", "-10", inaccessible=closed)) == ("2007-09-04", "2007-09-04")
    assert dates(counted("2007-08-21", "10", inaccessible=closed))[0] == "2007-09-04"


def test_a_states_holiday_counts_forward_and_never_back() -> None:
    """The example of the committee note of 2009: Monday, April 21, kept in Massachusetts."""
    assert dates(counted("2008-03-31", "21", state="MA"))[0] == "2008-04-22"
    assert dates(counted("2008-03-31", "21"))[0] == "2008-04-21"
    back = counted("2008-05-12", "-21", state="MA")
    assert dates(back) == ("2008-04-21", "2008-04-21")
    assert any("6(a)(6)(C)" in note for note in back.notes)
    assert dates(counted("2008-05-12", "-21", state="MA", inaccessible={date(2008, 4, 21)}))[0] == "2008-04-22"


def test_hours_run_through_weekends_and_through_the_change_of_the_clocks() -> None:
    """The example of the committee note of 2009: 72 hours from Friday 10:23 over the end of daylight saving."""
    made = counted("2007-11-02", "72h", at=time(10, 23), zone=EASTERN)
    assert (made.safe.day, made.safe.at) == (date(2007, 11, 5), time(9, 23))
    made = counted("2026-11-24", "48h", at=time(15, 0), zone=EASTERN)
    assert (made.safe.day, made.safe.at) == (date(2026, 11, 27), time(15, 0))  # Thanksgiving, then the same time
    made = counted("2026-11-30", "48h before", at=time(9, 0), zone=EASTERN)
    assert (made.safe.day, made.safe.at) == (date(2026, 11, 27), time(9, 0))
    assert "The period ends at 9:00 AM" in basis_words(made)
    with pytest.raises(CountError, match="needs the time"):
        counted("2026-11-24", "48h")


def test_short_periods_of_some_state_courts_leave_closed_days_out() -> None:
    made = counted("2026-11-20", "5", court="TX")
    assert dates(made) == ("2026-11-30", "2026-12-01")  # Thanksgiving out; the Friday after is read differently
    assert [step.day.day for step in made.safe.steps if step.what == "left out"] == [21, 22, 26, 28, 29]
    assert dates(counted("2026-11-20", "6", court="TX"))[0] == "2026-11-27"
    assert dates(counted("2026-03-02", "16 court days", court="CA"))[0] == "2026-03-24"
    assert dates(counted("2026-03-02", "10", court="CA", service="electronic"))[0] == "2026-03-16"


def test_a_year_from_february_29_has_two_readings() -> None:
    made = counted("2023-02-28", "1y")
    assert dates(made) == ("2024-02-28", "2024-02-28")
    made = counted("2024-02-29", "3y")  # Feb 28, 2027 is a Sunday, March 1 a Monday
    assert dates(made) == ("2027-03-01", "2027-03-01")
    made = counted("2024-02-29", "1y")  # Friday and Saturday
    assert dates(made) == ("2025-02-28", "2025-03-03")
    assert "February 29" in made.notes[0]


# ---- holidays ---------------------------------------------------------------------------------------------------

FIRST, LAST = datetime(1999, 1, 1, tzinfo=UTC), datetime(2041, 12, 31, tzinfo=UTC)
_NTH: dict[str, dict[str, Any]] = {
    "mlk": {"bymonth": 1, "byweekday": MO(3)},
    "washington": {"bymonth": 2, "byweekday": MO(3)},
    "memorial": {"bymonth": 5, "byweekday": MO(-1)},
    "labor": {"bymonth": 9, "byweekday": MO(1)},
    "columbus": {"bymonth": 10, "byweekday": MO(2)},
    "thanksgiving": {"bymonth": 11, "byweekday": TH(4)},
}


def test_every_federal_holiday_from_2000_to_2040_is_right() -> None:
    """Against dateutil's rules, and against the days the program's calendar shows."""
    expected: dict[date, bool] = {}
    for rule in _NTH.values():
        for at in rrule(YEARLY, dtstart=FIRST, until=LAST, **rule):
            expected[at.date()] = True
    for year in range(1999, 2042):
        for month, number, since in ((1, 1, 0), (6, 19, 2021), (7, 4, 0), (11, 11, 0), (12, 25, 0)):
            if year < since:
                continue
            falls = date(year, month, number)
            expected[falls] = True
            kept = falls + relativedelta(days={5: -1, 6: 1}.get(falls.weekday(), 0))
            expected.setdefault(kept, False)
    orders = {closing.day for closing in COURTS.closings}
    day = date(2000, 1, 1)
    while day.year <= 2040:
        closed = FEDERAL.closed(day)
        if day.weekday() >= 5:
            assert closed is not None
            assert closed.sure
        elif day not in orders or day in expected:
            assert (closed.sure if closed else None) == expected.get(day), day
        if day not in orders and day.weekday() < 5:
            assert (day in federal_holidays(day.year)) == (closed is not None), day
        day += timedelta(days=1)


def test_juneteenth_begins_in_2021_and_inauguration_day_is_kept_in_three_places_only() -> None:
    assert FEDERAL.closed(date(2020, 6, 19)) is None
    observed = FEDERAL.closed(date(2021, 6, 18))
    assert observed is not None
    assert (observed.name, observed.sure) == ("Juneteenth (observed)", False)
    assert FEDERAL.closed(date(2022, 6, 20)) is not None
    assert FEDERAL.closed(date(2021, 1, 20)) is None
    assert COURTS.calendar("US", "NY").closed(date(2021, 1, 20)) is None
    kept = COURTS.calendar("US", "DC").closed(date(2021, 1, 20))
    assert kept is not None
    assert kept.state
    assert COURTS.calendar("US", "DC").closed(date(2023, 1, 20)) is None


def test_easter_is_the_one_dateutil_reckons() -> None:
    assert all(easter_sunday(year) == easter(year) for year in range(1900, 2200))


def test_new_years_day_on_a_saturday_is_observed_in_the_year_before() -> None:
    closed = FEDERAL.closed(date(2027, 12, 31))
    assert closed is not None
    assert (closed.name, closed.sure) == ("New Year's Day (observed)", False)


def test_every_state_has_a_court_and_those_without_a_row_say_so() -> None:
    for state in STATES:
        made = counted("2026-11-02", "30", court=state)
        assert made.safe.day == date(2026, 12, 2)
        assert ("is not in the table" in " ".join(made.notes)) == (state not in COURTS.courts)
        assert "not verified" in basis_words(made)
    sources = [each.source for each in COURTS.holidays] + [each.source for each in COURTS.closings]
    assert all([*sources, *(each.source for each in COURTS.courts.values())])
    assert all(rule.added_rule for rule in COURTS.courts.values() if any(rule.added.values()))


# ---- properties -------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2000, 1, 1), date(2039, 1, 1))


def reference(day: date, length: int, *, way: int, doubtful: bool) -> date:
    """FRCP 6(a)(1) written as plainly as it can be."""
    day += relativedelta(days=length * way)
    while True:
        closed = FEDERAL.closed(day, backward=way < 0)
        if closed is None or not (closed.sure or doubtful):
            return day
        day += timedelta(days=way)


@settings(max_examples=100)
@given(day=DAYS, length=st.integers(1, 400), back=st.booleans())
def test_a_count_agrees_with_the_rule_written_plainly(day: date, length: int, back: bool) -> None:
    way = -1 if back else 1
    made = count(day, Period(length, "days", back), courts=COURTS)
    both = sorted(reference(day, length, way=way, doubtful=doubtful) for doubtful in (False, True))
    assert [made.safe.day, made.possible.day] == both
    numbers = [step.number for step in made.safe.steps if step.what == "counted"]
    assert numbers == list(range(1, length + 1))
    assert made.safe.steps[0].day == day
    assert made.safe.steps[-1].day == made.safe.day
    assert must_file_by(made) <= made.safe.day


@settings(max_examples=60)
@given(day=DAYS, months=st.integers(1, 120), back=st.booleans())
def test_months_and_years_end_where_dateutil_ends_them(day: date, months: int, back: bool) -> None:
    made = count(day, Period(months, "months", back), courts=COURTS)
    base = day + relativedelta(months=-months if back else months)
    ends = [step.day for step in made.safe.steps if step.what == "counted"]
    assert ends == [base] or (base.month, base.day) == (2, 28)


@settings(max_examples=60)
@given(day=DAYS, length=st.integers(1, 60), back=st.booleans())
def test_court_days_are_open_days_each_counted_once(day: date, length: int, back: bool) -> None:
    made = count(day, Period(length, "court days", back), courts=COURTS, court="TX")
    calendar = COURTS.calendar("TX")
    for reading, doubtful in ((made.safe, back), (made.possible, not back)):
        known = [step.day for step in reading.steps if step.what == "counted"]
        assert len(set(known)) == length
        closed = [calendar.closed(each) for each in known]
        assert not any(each is not None and (each.sure or (doubtful and made.differs)) for each in closed)


@settings(max_examples=60)
@given(
    day=DAYS,
    length=st.integers(1, 120),
    service=st.sampled_from(sorted(SERVICES)),
    state=st.sampled_from(["", *STATES]),
)
def test_no_count_ends_on_a_closed_day_and_service_never_shortens_it(
    day: date, length: int, service: str, state: str
) -> None:
    made = count(day, Period(length), courts=COURTS, state=state, service=service)
    plain = count(day, Period(length), courts=COURTS, state=state)
    assert made.safe.day >= plain.safe.day
    assert made.safe.day <= made.possible.day
    closed = COURTS.calendar("US", state).closed(made.safe.day)
    assert closed is None or not closed.sure
    assert COURTS.calendar("US", state).closed(made.possible.day) is None


# ---- what is typed, what is shown -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("21", Period(21)),
        (" 21 D ", Period(21)),
        ("1 day", Period(1)),
        ("-14d", Period(14, "days", True)),
        ("14 days before", Period(14, "days", True)),
        ("16b", Period(16, "court days")),
        ("16 court days before", Period(16, "court days", True)),
        ("2w", Period(2, "weeks")),
        ("6 months", Period(6, "months")),
        ("2y", Period(2, "years")),
        ("72 hours", Period(72, "hours")),
    ],
)
def test_a_period_is_read_as_it_is_typed(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["", "0", "soon", "3 fortnights", "99999 d", "21 d d", "1.5d", "d21", "101y"])
def test_a_period_that_cannot_be_read_is_refused_in_words(text: str) -> None:
    with pytest.raises(CountError, match="A period is"):
        parse_period(text)


def test_a_count_past_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(CountError, match="too far"):
        count(date(9999, 12, 1), Period(60), courts=COURTS)
    with pytest.raises(CountError, match="too far"):
        count(date(9999, 12, 1), Period(2, "years"), courts=COURTS)
    with pytest.raises(CountError, match="Service"):
        counted("2026-11-02", "21", service="pigeon")


def test_every_day_is_shown_and_runs_can_be_drawn_together() -> None:
    made = counted("2026-11-05", "21")
    assert title_words(made) == "21 days after 11/05/2026"
    lines = [(line.day, line.what, line.why) for line in day_lines(made.safe)]
    assert lines[0] == ("Thu 11/05/2026", "the event", "not counted")
    assert lines[3] == ("Sun 11/08/2026", "day 3", "Sunday, counts")
    assert lines[6] == ("Wed 11/11/2026", "day 6", "Veterans Day, counts")
    assert lines[-2:] == [
        ("Thu 11/26/2026", "closed", "Thanksgiving Day"), ("Fri 11/27/2026", "last day", ""),
    ]  # fmt: skip
    short = [(line.day, line.what, line.why) for line in short_lines(made.safe)]
    assert ("Mon 11/16/2026", "days 11 to 15", "to Fri 11/20/2026") in short
    assert short[-2:] == lines[-2:]
    long = day_lines(counted("2026-11-05", "800").safe)
    assert len(long) == MOST_DAYS + 1
    assert "405 days counted the same way" in long[MOST_DAYS // 2].what


def test_the_basis_names_rule_court_other_reading_and_that_nobody_verified_it() -> None:
    made = counted("2026-06-13", "20", service="mail", state="CA")
    words = basis_words(made)
    assert words.startswith("20 days after 06/13/2026, mail +3: FRCP 6(a), FRCP 6(d) (Federal court in CA).")
    assert words.endswith("Table of 11/22/2026; not verified.")
    assert "By another reading Thu 07/09/2026." in words


# ---- the file ---------------------------------------------------------------------------------------------------

GOOD = 'in=["US"]\nname="x"\nsource="y"\n'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("checked_on = 2026-01-01\n[[court]]\ncode='CA'\nname='x'\nrule='y'", "line 2, court 1, source"),
        ("checked_on = 2026-01-01\n[[court]]\ncode='ZZ'\nname='x'\nrule='y'\nsource='z'", "line 3, court 1, code"),
        (
            "checked_on = 2026-01-01\n[[court]]\ncode='CA'\nname='x'\nrule='y'\nsource='z'\nadded={pigeon=1}",
            "line 7, court 1, added",
        ),
        (f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}month=13\nday=1", "line 6, holiday 1, month"),
        (f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}month=2\nday=30", "line 7, holiday 1, day"),
        (
            f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}month=2\nweekday='moonday'\nnth=1",
            "line 7, holiday 1, weekday",
        ),
        (f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}month=2\nweekday='monday'\nnth=0", "line 8, holiday 1, nth"),
        (f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}", "line 4, holiday 1, name"),
        (f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}easter=true", "line 6, holiday 1, easter"),
        (f"checked_on = 2026-01-01\n[[holiday]]\n{GOOD}easter=-2\nobserved='never'", "line 7, holiday 1, observed"),
        (f"checked_on = 2026-01-01\n[[closing]]\n{GOOD}day='1/2/26'", "line 6, closing 1, day"),
        ("checked_on = 2026-01-01\nclosing = 3", "line 2, closing"),
        ("checked_on = soon", "ours.toml"),
    ],
)
def test_what_is_wrong_with_the_file_is_named_with_file_line_and_field(text: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_courts(text, file="ours.toml")
    problem = refused.value.problems[0]
    assert problem.field.startswith("ours.toml")
    assert where in problem.field


def test_a_firms_own_file_adds_days_and_stands_in_for_a_court() -> None:
    text = (
        '[[court]]\ncode="GA"\nname="Fulton County"\nrule="its own"\nsource="clerk, by phone"\nshort=3\n'
        '[[closing]]\nin=["GA"]\nday=2026-12-02\nname="Ice storm"\nsource="clerk"\nsure=true'
    )
    own = parse_courts(text, file="courts.toml", own=COURTS)
    made = count(date(2026, 11, 2), Period(30), courts=own, court="GA")
    assert (made.court.name, made.safe.day) == ("Fulton County", date(2026, 12, 3))
    assert own.court("US") == COURTS.court("US")
    assert own.checked_on == COURTS.checked_on
