from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.calendar import DeadlineDue, Entry, TaskDue
from caseterm.rules.calendarfilter import ALL, RIDES, CalendarFilter, choices
from tests.rules.test_calendar import VISIT
from tests.walls import wall

TODAY = date(2026, 11, 21)
TASK = TaskDue(1, TODAY, "", "chase Mercy bill", 3, "todo", "", VISIT.case_id, VISIT.client, VISIT.number)
LINE = DeadlineDue(1, TODAY, TODAY, "sol", "", False, 7, "Abara, Ngozi", "26-0009")
ENTRIES: tuple[Entry, ...] = (
    VISIT,
    replace(VISIT, id=2, kind="imaging", provider="Bay Imaging", ride="needed", case_id=7),
    TASK,
    LINE,
)


@pytest.mark.parametrize(
    ("narrow", "shown"),
    [
        (CalendarFilter(), [0, 1, 2, 3]),
        (CalendarFilter(case_id=VISIT.case_id), [0, 2]),
        (CalendarFilter(kind="imaging"), [1]),
        (CalendarFilter(provider="Bay Imaging"), [1]),
        (CalendarFilter(ride="needed"), [1]),
        (CalendarFilter(ride="any", case_id=7), [1]),
        (CalendarFilter(shows=frozenset({"deadlines"})), [3]),
        (CalendarFilter(words=("mercy",)), [0, 2]),
        (CalendarFilter(unsaid=True), []),
    ],
)
def test_each_part_narrows_and_what_only_appointments_have_hides_the_rest(
    narrow: CalendarFilter, shown: list[int]
) -> None:
    assert [n for n, entry in enumerate(ENTRIES) if narrow.lets(entry, TODAY)] == shown


def test_what_asks_for_its_outcome_is_found_once_it_is_past() -> None:
    assert CalendarFilter(unsaid=True).lets(VISIT, date(2026, 11, 25))
    assert not CalendarFilter(unsaid=True).lets(replace(VISIT, status="attended"), date(2026, 11, 25))
    missed = replace(VISIT, status="no_show")
    assert CalendarFilter(unsaid=True).lets(missed, date(2026, 11, 25)), "it asks for a new date"
    assert not CalendarFilter(unsaid=True).lets(missed, date(2026, 12, 25))
    moved = replace(missed, moved_to=wall("2026-12-01 09:00"))
    assert not CalendarFilter(unsaid=True).lets(moved, date(2026, 11, 25))


def test_the_filter_says_itself_in_her_words_and_the_choices_count() -> None:
    narrow = CalendarFilter(("elm",), frozenset({"appointments"}), 1, "Garcia, Maria", "therapy_pt", "Mercy PT", "none")
    assert narrow.told == ("Garcia, Maria", "PT", "Mercy PT", "without a ride", "appts", "/elm")
    assert CalendarFilter().told == ()
    assert not CalendarFilter().active
    assert choices([*ENTRIES, replace(VISIT, id=3)], "provider") == [
        (VISIT.provider, VISIT.provider, "2"),
        ("Bay Imaging", "Bay Imaging", "1"),
    ]


parts = st.fixed_dictionaries(
    {},
    optional={
        "case_id": st.sampled_from([VISIT.case_id, 7]),
        "kind": st.sampled_from(["therapy_pt", "imaging"]),
        "provider": st.sampled_from([VISIT.provider, "Bay Imaging"]),
        "ride": st.sampled_from(sorted(RIDES)),
        "shows": st.sampled_from([ALL, frozenset({"appointments"}), frozenset({"tasks"})]),
        "words": st.sampled_from([("mercy",), ("pt", "mercy")]),
    },
)


@given(parts, parts)
@settings(max_examples=80, deadline=None)
def test_one_part_more_never_shows_an_entry_more(one: dict[str, object], more: dict[str, object]) -> None:
    wide = CalendarFilter(**one)  # type: ignore[arg-type]  # the strategies fit the fields
    narrow = CalendarFilter(**{**more, **one})  # type: ignore[arg-type]
    for entry in ENTRIES:
        assert wide.lets(entry, TODAY) or not narrow.lets(entry, TODAY)
