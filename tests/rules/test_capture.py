from collections.abc import Mapping
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.capture import Capture, client_token, preview, read_capture
from caseterm.rules.jump import JumpIndex
from caseterm.rules.quickadd import Kind
from tests.rules.test_jump import CASES, case

TODAY = date(2026, 11, 21)
INDEX = JumpIndex([*CASES, case(20, "Lee, James", "26-0200"), case(21, "Leeward, Ann", "26-0201")])


def anchors(case_id: int) -> Mapping[str, date | None]:
    return {"doi": date(2025, 1, case_id)}


def read(text: str, kind: Kind = "task", *, case_id: int | None = 3, day: date | None = None) -> Capture:
    return read_capture(text, today=TODAY, kind=kind, index=INDEX, anchors=anchors, case_id=case_id, day=day)


def shown(found: Capture) -> dict[str, str]:
    return dict(preview(found, TODAY))


def test_a_task_for_a_named_client_is_shown_as_it_will_be_kept() -> None:
    found = read("call adjuster tomorrow 3pm @Nguyen,T !high #limits ~20m // ask about UM")
    assert found.problem == ""
    assert preview(found, TODAY) == [
        ("Task", "call adjuster"),
        ("Client", "Nguyen, Thi  26-0142"),
        ("Due", "3:00 PM, Sun Nov 22 2026, tomorrow ! Sunday"),
        ("Priority", "high"),
        ("Length", "20m"),
        ("Tags", "limits"),
        ("Note", "ask about UM"),
    ]
    assert (found.case_id, found.day, found.priority, found.minutes) == (1, date(2026, 11, 22), 2, 20)


def test_without_a_name_the_case_in_view_is_meant_and_said_so() -> None:
    found = read("chase bill")
    assert found.case_id == 3
    assert shown(found)["Client"] == "Garcia, María  26-0031   (in view)"
    assert shown(found)["Due"] == "no date"
    assert shown(read("chase bill", case_id=None))["Client"] == "none"


@pytest.mark.parametrize(
    ("typed", "case_id"),
    [
        ("@lee", 20),
        ("@leew", 21),
        ('@"Garcia, Maria"', 3),
        ("@26-0107", 4),
        ('@"Nguyen, Anh 25-0142"', 6),
        ("@ana", 5),
        ("@peterson", 8),
    ],
)
def test_a_name_means_one_case(typed: str, case_id: int) -> None:
    assert read(f"call {typed}", case_id=None).case_id == case_id


def test_a_name_of_two_cases_is_not_guessed() -> None:
    found = read("call @nguyen")
    assert found.case is None
    assert [one.case_id for one in found.choices] == [6, 1]
    assert "means 2 cases" in found.problem
    assert shown(found)["Client"] == "@nguyen ?"


def test_an_unknown_name_is_refused_and_a_backslash_keeps_it_as_text() -> None:
    assert "No case has that name" in read("call @xyz").problem
    kept = read("call \\@xyz")
    assert (kept.problem, kept.title, kept.case_id) == ("", "call @xyz", 3)


def test_open_cases_are_offered_before_closed_ones() -> None:
    assert [one.case_id for one in read("x @garcia").choices] == [3, 4, 5]


def test_dates_count_from_the_case_the_line_names() -> None:
    assert read("file doi+2y @lee").day == date(2027, 1, 20)
    assert read("file doi+2y").day == date(2027, 1, 3)


def test_an_appointment_takes_the_day_in_view_and_its_end_from_its_length() -> None:
    found = read("a: IME Dr. Patel 9:30 @lee ~45m", day=date(2026, 12, 3))
    assert found.problem == ""
    assert (found.starts_at, found.ends_at) == (
        datetime.fromisoformat("2026-12-03T09:30"),
        datetime.fromisoformat("2026-12-03T10:15"),
    )
    assert (found.appointment_kind, found.title) == ("ime_defense", "IME Dr. Patel")
    assert shown(found)["When"] == "9:30 AM to 10:15 AM, Thu Dec 3 2026, in 12 days"
    assert read("call bank", day=date(2026, 12, 3)).day is None


def test_an_appointment_that_says_only_its_kind_needs_no_title() -> None:
    found = read("a: PT mon 2:00")
    assert (found.appointment_kind, found.title) == ("therapy_pt", "")
    assert shown(found)["Appointment"] == "PT"


@pytest.mark.parametrize(
    ("typed", "kind", "problem"),
    [
        ("", "task", "Type what is to be done."),
        ("tomorrow", "task", "Type what is to be done."),
        ("a: PT mon", "task", "needs its time"),
        ("a: PT 9:30 x", "appt", ""),
        ("a: 9:30 mon", "appt", "Type what it is."),
        ("n:", "note", "Type the note."),
        ("n: called", "note", ""),
    ],
)
def test_what_is_missing_is_named(typed: str, kind: Kind, problem: str) -> None:
    found = read(typed, kind).problem
    assert problem in found if problem else found == ""


def test_a_note_needs_a_case_and_keeps_what_stands_after_the_slashes() -> None:
    assert "belongs to a case" in read("n: called", case_id=None).problem
    found = read("n: client called, pain 7/10 since mon #pain // no ride")
    assert found.body == "client called, pain 7/10 since mon #pain\nno ride"


def test_a_length_that_a_typed_end_overrules_is_said() -> None:
    assert "not kept" in shown(read("a: depo mon 9:30-10:30 ~20m"))[""]


def test_a_tasks_range_of_times_is_its_length() -> None:
    assert read("review file mon 9:30-10:30").minutes == 60


def test_a_completed_name_is_read_back_as_that_case() -> None:
    for one in INDEX.cases:
        token = client_token(one, INDEX.cases)
        assert read(f"call {token} mon", case_id=None).case_id == one.case_id


WORDS = ["call", "@lee", "@nguyen", "@", "!!", "#x", "~9m", "mon", "3pm", "9-10am", "//", "a:", "n:", "PT", "[/b]"]
LINES = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=8).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(LINES, st.sampled_from([None, 3, 99]))
def test_what_can_be_stored_has_all_that_its_kind_needs(text: str, case_id: int | None) -> None:
    found = read(text, case_id=case_id)
    assert preview(found, TODAY)
    if found.problem:
        assert found.problem.endswith(".")
        return
    assert found.line.client is None or found.case is not None
    if found.kind == "appt":
        assert found.starts_at is not None
        assert found.ends_at is None or found.ends_at > found.starts_at
    else:
        assert found.title or (found.kind == "note" and found.body and found.case_id)
