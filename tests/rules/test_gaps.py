"""Gaps by the published examples, and the rules around them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.attendance import Prescribed, Seen, attended, contradicted, doubled
from caseterm.rules.gaps import Explained, Limits, between, explained, initial_gap, limits_for, open_gap

TODAY = date(2026, 11, 21)
OURS = Limits()


def test_the_published_examples() -> None:
    (gap,) = between([date(2026, 1, 15), date(2026, 3, 1)], OURS)
    assert (gap.days, gap.level) == (45, 2)
    (gap,) = between([date(2026, 3, 4), date(2026, 4, 14)], OURS)
    assert (gap.days, gap.level) == (41, 2)


@pytest.mark.parametrize(("days", "level"), [(3, 0), (4, 1), (7, 1), (8, 2), (14, 2), (15, 3)])
def test_the_first_visit_is_late_sooner(days: int, level: int) -> None:
    found = initial_gap(TODAY, TODAY + timedelta(days=days), TODAY + timedelta(days=90))
    assert (found.level if found else 0) == level


def test_nobody_seen_yet_is_a_gap_that_is_open() -> None:
    found = initial_gap(TODAY - timedelta(days=20), None, TODAY)
    assert found is not None
    assert (found.until_on, found.days, found.level) == (None, 20, 3)


def test_an_open_gap_needs_a_treatment_that_goes_on() -> None:
    last = TODAY - timedelta(days=31)
    found = open_gap(last, today=TODAY, treating=True, limits=OURS)
    assert found is not None
    assert (found.days, found.level, found.quiet) == (31, 2, False)
    assert open_gap(last, today=TODAY, treating=False, limits=OURS) is None
    assert open_gap(TODAY - timedelta(days=13), today=TODAY, treating=True, limits=OURS) is None


def test_twice_a_week_is_late_after_ten_days() -> None:
    last = TODAY - timedelta(days=10)
    assert open_gap(last, today=TODAY, treating=True, limits=limits_for(OURS, 3)) is not None
    assert open_gap(last, today=TODAY, treating=True, limits=limits_for(OURS, 1)) is None
    assert limits_for(OURS, None) == OURS


def test_a_follow_up_in_six_weeks_that_is_booked_keeps_the_gap_quiet() -> None:
    last, coming = TODAY - timedelta(days=35), TODAY + timedelta(days=7)
    booked = open_gap(last, today=TODAY, treating=True, limits=OURS, next_visit_on=coming, wanted_after_days=42)
    unbooked = open_gap(last, today=TODAY, treating=True, limits=OURS, wanted_after_days=42)
    late = open_gap(
        last, today=TODAY, treating=True, limits=OURS, next_visit_on=TODAY + timedelta(days=60), wanted_after_days=42
    )
    assert [each.quiet for each in (booked, unbooked, late) if each] == [True, False, False]


def test_a_reason_explains_and_a_dismissal_is_quiet_until_its_day() -> None:
    found = between([date(2026, 9, 1), date(2026, 10, 20)], OURS, provider_id=4)
    (gap,) = explained(found, [Explained(date(2026, 9, 1), "surgery")], TODAY)
    assert (gap.reason, gap.quiet) == ("surgery", False)
    (gap,) = explained(found, [Explained(date(2026, 9, 1), "surgery", 4, quiet_until=TODAY)], TODAY)
    assert gap.quiet
    (gap,) = explained(found, [Explained(date(2026, 9, 1), "surgery", 5)], TODAY)
    assert gap.reason == ""


@given(st.lists(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=30))
def test_gaps_never_overlap_and_lie_between_kept_visits(kept: list[date]) -> None:
    found = between(kept, OURS)
    assert all(gap.after_on in kept and gap.until_on in kept for gap in found)
    assert all(one.until_on is not None and one.until_on <= other.after_on for one, other in pairwise(found))


def test_prescribed_against_attended() -> None:
    twice = Prescribed(1, 2, date(2026, 11, 2))
    kept = [date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 12), date(2026, 10, 1)]
    found = attended(twice, kept, [date(2026, 11, 10)], TODAY)
    assert (found.wanted, found.kept, found.missed, found.rate) == (5, 3, 1, 0.75)
    assert attended(Prescribed(1, 2, date(2026, 11, 2), visits=4), [], [], TODAY).wanted == 4
    assert attended(Prescribed(1, 2, TODAY + timedelta(days=3)), [], [], TODAY).wanted == 0
    assert attended(twice, [], [], TODAY).rate is None


def test_the_same_service_by_two_providers_and_work_statuses_that_contradict() -> None:
    mercy = Seen(date(2026, 11, 3), 1, "Mercy PT", "therapy_pt", "lumbar", "modified")
    bay = Seen(date(2026, 11, 10), 2, "Bay PT", "therapy_pt", "lumbar", "full_duty")
    (told,) = doubled([mercy, bay, bay])
    assert told.endswith("by Bay PT and Mercy PT")
    assert doubled([mercy, Seen(date(2026, 11, 30), 2, "Bay PT", "therapy_pt", "lumbar")]) == []
    assert doubled([mercy, Seen(date(2026, 11, 4), 2, "Bay PT", "therapy_pt", "neck_cervical")]) == []
    assert contradicted([mercy, bay]) == "Mercy PT says modified duty (11/03), Bay PT says full duty (11/10)"
    assert contradicted([mercy, Seen(date(2026, 11, 12), 2, "Bay PT", "therapy_pt", "lumbar", "modified")]) == ""
