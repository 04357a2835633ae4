from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.calendar import (
    Appointment,
    DeadlineDue,
    TaskDue,
    group_days,
    month_weeks,
    shown_hours,
    week_heights,
    week_of,
)
from caseterm.rules.calendar_words import (
    clock_short,
    deadline_mark,
    deadline_text,
    hours_text,
    matches,
    named,
    outcome_text,
    ride_text,
    task_mark,
)
from tests.walls import wall

TODAY = date(2026, 11, 21)
VISIT = Appointment(
    id=1, starts_at=wall("2026-11-24 09:30"), ends_at=wall("2026-11-24 10:15"), zone="America/New_York",
    kind="therapy_pt", status="scheduled", title="", case_id=1, client_id=1, client="Nguyen, Thi", number="26-0142",
    provider="Mercy PT", location="", who="", ride="confirmed", ride_note="8:50", interpreter_needed=False,
    interpreter_booked=False, no_show_reason="",
)  # fmt: skip
TASK = TaskDue(1, TODAY, "", "call adjuster", 3, "todo", "", 1, "Nguyen, Thi", "26-0142")
LIMIT = DeadlineDue(1, date(2026, 12, 31), date(2027, 1, 1), "sol", "", False, 1, "Nguyen, Thi", "26-0142")


def test_november_2026_has_five_weeks_from_sunday_and_six_from_monday() -> None:
    weeks = month_weeks(date(2026, 11, 21))
    assert (weeks[0][0], weeks[-1][-1], len(weeks)) == (date(2026, 11, 1), date(2026, 12, 5), 5)
    weeks = month_weeks(date(2026, 11, 21), 0)
    assert (weeks[0][0], weeks[-1][-1], len(weeks)) == (date(2026, 10, 26), date(2026, 12, 6), 6)


def test_a_february_may_fill_exactly_four_weeks_and_august_2026_needs_six() -> None:
    assert len(month_weeks(date(2026, 2, 14))) == 4
    assert len(month_weeks(date(2026, 8, 1))) == 6


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 6))
def test_every_day_of_a_month_is_in_its_weeks_once_and_each_week_starts_as_set(day: date, week_start: int) -> None:
    weeks = month_weeks(day, week_start)
    days = [each for week in weeks for each in week]
    assert 4 <= len(weeks) <= 6
    assert all(week[0].weekday() == week_start and len(week) == 7 for week in weeks)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert sum((each.year, each.month) == (day.year, day.month) for each in days) >= 28
    assert all(any(each.month == day.month for each in week) for week in weeks)
    assert day in week_of(day, week_start)


def test_the_rows_of_the_weeks_always_add_up_and_the_full_weeks_get_what_is_over() -> None:
    assert week_heights([0, 5, 1, 9, 0], 14) == (3, 3, 3, 3, 2)
    assert week_heights([0, 5, 1, 9, 0, 0], 14) == (2, 3, 2, 3, 2, 2)
    assert week_heights([0, 0, 0, 0, 0, 0], 14) == (3, 3, 2, 2, 2, 2)


def test_days_hold_deadlines_first_then_appointments_by_time_then_tasks_by_priority() -> None:
    later = replace(VISIT, id=2, starts_at=wall("2026-11-24 14:00"), ends_at=None)
    urgent = replace(TASK, id=2, due=date(2026, 11, 24), priority=1)
    task = replace(TASK, due=date(2026, 11, 24))
    limit = replace(LIMIT, day=date(2026, 11, 24))
    days = group_days([task, later, urgent, VISIT, limit], first=TODAY, last=date(2026, 11, 30))
    assert list(days) == [date(2026, 11, 24)]
    assert days[date(2026, 11, 24)].entries == (limit, VISIT, later, urgent, task)
    assert group_days([TASK], first=date(2026, 11, 22), last=date(2026, 11, 30)) == {}


def test_a_moved_appointment_no_longer_stands_on_its_day() -> None:
    day = group_days([replace(VISIT, status="rescheduled")], first=TODAY, last=date(2026, 12, 1))[VISIT.day]
    assert day.appointments
    assert day.standing == ()


@pytest.mark.parametrize(
    ("used", "rows", "hours"),
    [
        ([], 10, tuple(range(8, 18))),
        ([7], 10, (7, 8, 9, 10, 11, 12, 13, 14, 15, 16)),
        ([20], 10, (8, 9, 10, 11, 12, 13, 14, 15, 16, 20)),
        (list(range(6, 20)), 10, tuple(range(6, 16))),
        ([], 6, (9, 10, 11, 12, 13, 14)),
    ],
)
def test_used_hours_are_kept_when_rows_are_short(used: list[int], rows: int, hours: tuple[int, ...]) -> None:
    assert shown_hours(used, rows) == hours


@pytest.mark.parametrize(
    ("at", "text"),
    [(time(9, 30), "9:30"), (time(12), "12:00"), (time(18, 59), "6:59"), (time(19), "7:00pm"), (time(6), "6:00am"),
     (time(0), "12:00am")],
)  # fmt: skip
def test_an_hour_reads_as_it_is_typed(at: time, text: str) -> None:
    assert clock_short(at) == text


def test_a_ride_is_said_in_words_and_loudly_when_it_is_missing() -> None:
    assert ride_text(VISIT) == "ride 8:50 ok"
    assert ride_text(replace(VISIT, ride="needed")) == "RIDE NOT BOOKED"
    assert ride_text(replace(VISIT, ride="needed", ride_note="call her sister")) == "RIDE NOT BOOKED"
    half = "way there 8:50 booked, WAY BACK NOT"
    assert ride_text(replace(VISIT, ride="needed", ride_note=half)) == half
    assert ride_text(replace(VISIT, ride="booked", ride_note="")) == "ride booked"
    assert ride_text(replace(VISIT, ride="needed", status="attended")) == "no ride was booked"
    assert ride_text(replace(VISIT, ride="booked", status="rescheduled")) == ""


def test_an_outcome_keeps_the_reason_and_the_new_date_beside_it() -> None:
    moved_to = wall("2026-11-26 10:00")
    assert outcome_text(VISIT, TODAY) == ""
    assert outcome_text(VISIT, date(2026, 11, 25)) == "outcome?"
    assert outcome_text(replace(VISIT, status="attended"), TODAY) == "kept"
    missed = replace(VISIT, status="no_show", no_show_reason="transport")
    assert outcome_text(missed, TODAY) == "NO-SHOW (transport)"
    assert outcome_text(replace(missed, moved_to=moved_to), TODAY) == "NO-SHOW (transport), new Thu 11/26 10:00"
    moved = replace(VISIT, status="rescheduled", moved_to=moved_to)
    assert outcome_text(moved, TODAY) == "moved to Thu 11/26 10:00"


def test_deadlines_and_tasks_carry_a_mark_that_needs_no_colour() -> None:
    assert deadline_mark(LIMIT, TODAY) == "?"
    assert deadline_mark(replace(LIMIT, verified=True), TODAY) == "!"
    assert deadline_mark(LIMIT, date(2026, 12, 24)) == "!!"
    assert deadline_text(LIMIT) == "Statute of limitations, file by, due 01/01, not verified"
    assert task_mark(TASK, TODAY) == ""
    assert task_mark(TASK, date(2026, 11, 22)) == "!"
    assert task_mark(replace(TASK, priority=2), date(2026, 11, 22)) == "!!"
    assert task_mark(replace(TASK, status="waiting"), TODAY) == "~"


def test_every_word_of_the_filter_must_stand_in_the_entry() -> None:
    assert matches(VISIT, ["nguyen", "mercy"])
    assert matches(replace(VISIT, ride="needed"), ["ride", "not"])
    assert not matches(VISIT, ["nguyen", "chiro"])
    assert matches(LIMIT, ["sol", "not", "verified"])
    assert matches(TASK, ["adjuster"])


def test_an_appointment_is_named_by_kind_and_client_or_by_its_title() -> None:
    assert named("therapy_pt", "knee", "Garcia, Maria") == "PT Garcia, Maria"
    assert named("other", "pick up films", "Garcia, Maria") == "pick up films Garcia, Maria"
    assert named("care_conference", "file review R. Shah", "") == "file review R. Shah"
    assert named("call", "", "") == "Call"
    assert hours_text(replace(VISIT, ends_at=None)) == "9:30"


def test_an_appointment_of_whole_days_says_so_instead_of_midnight() -> None:
    trial = replace(VISIT, starts_at=wall("2026-12-07 00:00"), ends_at=wall("2026-12-07 23:59"))
    assert trial.whole_day
    assert hours_text(trial) == "all day"
    assert hours_text(replace(trial, ends_at=None)) == "12:00am"
