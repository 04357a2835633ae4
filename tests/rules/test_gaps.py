"""Gaps by the published examples, and the rules around them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.attendance import Prescribed, Seen, attended, contradicted, doubled
from caseterm.rules.gaps import (
    CaseVisits,
    Course,
    Explained,
    Gap,
    Limits,
    Visited,
    between,
    course,
    gaps_of,
    limits_for,
    open_gap,
    open_one,
    turns,
    whole_gaps,
)
from caseterm.values import changed

TODAY = date(2026, 11, 21)
OURS = Limits()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def seen(*days: int, coming: int | None = None, **told: object) -> Visited:
    """A provider's visits so many days ago; `coming` in so many days."""
    kept = tuple(sorted(ago(each) for each in days))
    return changed(Visited(kept=kept, next_on=None if coming is None else ago(-coming), provider_id=1), **told)


def now(visited: Visited) -> Gap | None:
    return open_gap(visited, OURS, today=TODAY)


def test_the_published_examples() -> None:
    (gap,) = between([date(2026, 1, 15), date(2026, 3, 1)], OURS)
    assert (gap.days, gap.level) == (45, 2)
    (gap,) = between([date(2026, 3, 4), date(2026, 4, 14)], OURS)
    assert (gap.days, gap.level) == (41, 2)


@pytest.mark.parametrize(("days", "level"), [(3, None), (4, 0), (7, 0), (8, 1), (14, 1), (15, 2), (60, 3)])
def test_the_first_visit_is_late_sooner(days: int, level: int | None) -> None:
    incident = ago(90)
    case = CaseVisits(incident, (seen(90 - days, treating=False),))
    found = [gap for gap in gaps_of(case, OURS, TODAY) if gap.kind == "initial"]
    assert [gap.level for gap in found] == ([] if level is None else [level])
    assert all((gap.after_on, gap.until_on, gap.days) == (incident, ago(90 - days), days) for gap in found)


def test_nobody_seen_yet_is_a_gap_that_is_open_while_somebody_is_to_treat() -> None:
    (found,) = gaps_of(CaseVisits(ago(20), (seen(),)), OURS, TODAY)
    assert (found.kind, found.until_on, found.days, found.level) == ("initial", None, 20, 2)
    assert gaps_of(CaseVisits(ago(20), (seen(treating=False),)), OURS, TODAY) == ()


def test_visits_before_the_incident_are_no_treatment_of_it() -> None:
    case = CaseVisits(ago(60), (seen(400, 200, 50, treating=False),))
    assert [(gap.kind, gap.days) for gap in gaps_of(case, OURS, TODAY)] == [("initial", 10)]


def test_an_open_gap_needs_a_treatment_that_goes_on() -> None:
    found = now(seen(31))
    assert found is not None
    assert (found.days, found.level, found.quiet) == (31, 2, False)
    assert now(seen(31, treating=False)) is None
    assert now(seen(13)) is None


def test_twice_a_week_is_late_after_ten_days() -> None:
    assert now(seen(10, visits_a_week=3)) is not None
    assert now(seen(10, visits_a_week=1)) is None
    assert limits_for(OURS, None) == OURS


def test_a_follow_up_in_six_weeks_that_is_booked_keeps_the_gap_quiet() -> None:
    late = now(seen(35, coming=60, wanted_after_days=42))
    assert [
        each.quiet
        for each in (now(seen(35, coming=7, wanted_after_days=42)), now(seen(35, wanted_after_days=42)), late)
        if each
    ] == [True, False, False]


def test_a_visit_booked_in_time_keeps_a_short_gap_calm_but_not_a_long_one() -> None:
    assert [gap.quiet for gap in (now(seen(20, coming=5)), now(seen(20, coming=15))) if gap] == [True, False]
    assert [gap.quiet for gap in (now(seen(40, coming=1)),) if gap] == [False]


def test_the_whole_case_is_seen_wherever_anybody_was_and_wanted_later_only_if_everybody_says_so() -> None:
    spine = seen(35, coming=7, wanted_after_days=42)
    weekly = seen(20, provider_id=2, visits_a_week=2)
    both = CaseVisits(ago(60), (spine, weekly), elsewhere=(seen(25, provider_id=None, treating=False),))
    found = [gap for gap in gaps_of(both, OURS, TODAY) if gap.provider_id is None]
    assert [(gap.kind, gap.days, gap.quiet) for gap in found] == [("initial", 25, False), ("open", 20, True)]
    alone = CaseVisits(ago(60), (spine, changed(weekly, treating=False, kept=())))
    (quiet,) = [gap for gap in gaps_of(alone, OURS, TODAY) if gap.provider_id is None and gap.kind == "open"]
    assert (quiet.days, quiet.level, quiet.calm) == (35, 2, True)
    assert open_one(gaps_of(alone, OURS, TODAY)) == quiet


def test_a_reason_explains_and_a_dismissal_is_quiet_until_its_day() -> None:
    case = CaseVisits(None, (seen(80, 31, treating=False, provider_id=4),))
    told = Explained(ago(80), "surgery", "the knee")
    whole, mine = gaps_of(changed(case, told=(told,)), OURS, TODAY)
    assert [(each.provider_id, each.reason) for each in (whole, mine)] == [
        (None, "surgery, the knee"),
        (4, "surgery, the knee"),
    ]
    assert not whole.quiet
    until = changed(told, provider_id=4, quiet_until=TODAY)
    assert [gap.quiet for gap in gaps_of(changed(case, told=(until,)), OURS, TODAY)] == [True, True]
    assert [gap.quiet for gap in gaps_of(changed(case, told=(until,)), OURS, TODAY + timedelta(days=1))] == [
        False,
        False,
    ]
    other = changed(told, provider_id=5)
    assert [gap.reason for gap in gaps_of(changed(case, told=(other,)), OURS, TODAY)] == ["surgery, the knee", ""]


def test_a_reason_given_for_a_provider_explains_the_stretch_of_the_case_that_lies_in_it() -> None:
    therapy = seen(70, 10, provider_id=2, treating=False)
    doctor = seen(60, provider_id=3, treating=False)
    case = CaseVisits(None, (therapy, doctor), told=(Explained(ago(70), "travel", "", 2),))
    (whole,) = whole_gaps(gaps_of(case, OURS, TODAY))
    assert (whole.after_on, whole.until_on, whole.reason) == (ago(60), ago(10), "travel")


def test_what_is_noted_with_a_provider_explains_the_gap_that_is_open() -> None:
    whole, mine = gaps_of(CaseVisits(None, (seen(40, note="No ride"),)), OURS, TODAY)
    assert (whole.reason, mine.reason) == ("No ride", "No ride")


visits = st.lists(st.integers(0, 700), max_size=12)


@given(visits, visits, st.booleans(), st.none() | st.integers(0, 60), st.none() | st.integers(1, 5))
def test_every_gap_lies_between_kept_visits_and_the_open_one_agrees_with_its_turns(
    one: list[int], other: list[int], treating: bool, coming: int | None, weekly: int | None
) -> None:
    first = seen(*one, coming=coming, treating=treating, visits_a_week=weekly)
    case = CaseVisits(ago(800), (first, seen(*other, provider_id=2, treating=False)))
    found = gaps_of(case, OURS, TODAY)
    for provider in (None, 1, 2):
        mine = [gap for gap in found if gap.provider_id == provider]
        assert all(a.until_on is not None and a.until_on <= b.after_on for a, b in pairwise(mine))
    kept = {*case.whole.kept, case.incident_on}
    assert all(gap.after_on in kept and gap.until_on in {*kept, None} for gap in found)
    gap = open_one(found)
    level = max((level for day, level in turns(case.whole, OURS, since=case.incident_on) if day <= TODAY), default=0)
    assert (0 if gap is None or gap.calm else gap.level) == level


# ---- one provider's course


def test_first_last_next_and_visits_come_from_the_visits() -> None:
    found = course(seen(9, 2, 16, coming=3), (), TODAY)
    assert found == Course(first=ago(16), last=ago(2), next=ago(-3), visits=3, gap=2)
    assert course(seen(300, treating=False), (), TODAY).gap is None
    assert course(seen(coming=2), (), TODAY) == Course(next=ago(-2))


def test_a_course_alarms_by_the_gap_that_is_open() -> None:
    def alarm(visited: Visited) -> int:
        return course(visited, gaps_of(CaseVisits(None, (visited,)), OURS, TODAY), TODAY).alarm

    assert [alarm(seen(days)) for days in (13, 14, 29, 30, 61)] == [0, 1, 1, 2, 2]
    assert [alarm(seen(20, coming=5)), alarm(seen(20, coming=15)), alarm(seen(40, coming=1))] == [0, 1, 2]
    assert alarm(seen(40, treating=False)) == 0


# ---- attendance


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
