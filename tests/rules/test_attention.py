from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.attention import CaseFacts, Judgement, OpenDeadline, contact_due_on, judge, words
from caseterm.rules.gaps import CaseVisits, Explained, Visited
from caseterm.values import changed

TODAY = date(2026, 11, 21)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def visited(last: date | None, coming: date | None = None, *, since: date | None = None) -> CaseVisits:
    return CaseVisits(since, (Visited(kept=(last,) if last else (), next_on=coming, provider_id=1),))


SOL = OpenDeadline("sol", ahead(600), verified=True)
QUIET = CaseFacts(
    phase="treating",
    phase_on=ago(30),
    opened_on=ago(40),
    last_contact_on=ago(3),
    next_appointment_on=ahead(3),
    next_task_on=ahead(2),
    open_tasks=1,
    visits=visited(ago(4)),
    deadlines=(SOL,),
)


def said(facts: CaseFacts) -> list[str]:
    return [words(r.code, r.since, r.about, TODAY) for r in judge(facts, TODAY).reasons]


def but(**changes: object) -> CaseFacts:
    return CaseFacts(**{**QUIET.__dict__, **changes})


def test_a_case_in_order_needs_nothing() -> None:
    assert said(QUIET) == []


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (but(last_contact_on=ago(34)), "no contact 34 d"),
        (but(last_contact_on=None), "never contacted, 40 d"),
        (but(next_appointment_on=None), "no next appt 4 d"),
        (but(open_tasks=0, next_task_on=None), "no open task 30 d"),
        (but(open_tasks=0, next_task_on=None, last_task_on=ago(3)), "no open task 3 d"),
        (but(overdue_on=ago(2), overdue_title="call adjuster"), "overdue 2 d: call adjuster"),
        (but(visits=visited(ago(31)), treating_with="chiro"), "gap 31 d chiro"),
        (but(phase_on=ago(200)), "Treating 200 d"),
        (but(deadlines=(OpenDeadline("sol", ahead(41), verified=True),)), "SOL in 41 d"),
        (but(deadlines=(OpenDeadline("sol", ahead(150), verified=True),)), "SOL in 150 d"),
        (but(deadlines=(OpenDeadline("sol", ahead(600), verified=False),)), "SOL not verified, in 600 d"),
        (but(deadlines=(OpenDeadline("sol", ago(1), verified=True),)), "SOL passed 1 d ago"),
        (but(deadlines=(SOL, OpenDeadline("demand_expiry", ahead(10), verified=True))), "in 10 d: Demand expires"),
        (but(deadlines=()), "no SOL date 40 d"),
    ],
)
def test_each_reason_is_said_in_words(facts: CaseFacts, reason: str) -> None:
    assert said(facts) == [reason]


def test_a_limitation_date_comes_before_a_late_contact_and_a_late_contact_before_an_old_phase() -> None:
    facts = but(deadlines=(OpenDeadline("sol", ahead(41), verified=True),), last_contact_on=ago(34), phase_on=ago(200))
    assert said(facts) == ["SOL in 41 d", "no contact 34 d", "Treating 200 d"]


def test_a_filed_case_needs_no_limitation_date() -> None:
    assert said(but(deadlines=(), filed=True)) == []


def test_a_visit_booked_within_the_gap_quiets_the_early_warning() -> None:
    assert said(but(visits=visited(ago(20), ahead(2)))) == []
    assert said(but(visits=visited(ago(20), ahead(20)))) == ["gap 20 d"]


def test_a_gap_says_why_and_one_that_was_dismissed_is_told_again_after_its_day() -> None:
    told = Explained(ago(40), "travel", "to her mother", 1)
    away = changed(visited(ago(40)), told=(told,))
    assert said(but(visits=away, treating_with="PT")) == ["gap 40 d PT, travel"]
    quiet = but(visits=changed(away, told=(changed(told, quiet_until=TODAY),)))
    assert said(quiet) == []
    assert judge(quiet, TODAY).changes_on == ahead(1)
    assert [reason.code for reason in judge(quiet, ahead(1)).reasons] == ["gap"]


def test_a_first_visit_that_does_not_come_is_told_sooner() -> None:
    assert said(but(visits=visited(None, since=ago(7)))) == []
    assert said(but(visits=visited(None, since=ago(8)))) == ["no visit yet 8 d"]
    assert said(but(visits=visited(None, ahead(3), since=ago(8)))) == []
    assert said(but(visits=visited(None, ahead(3), since=ago(15)))) == ["no visit yet 15 d"]


def test_the_rhythm_of_contact_is_short_for_ninety_days_then_long() -> None:
    early = but(opened_on=ago(50), last_contact_on=ago(10))
    late = but(opened_on=ago(200), last_contact_on=ago(10))
    assert contact_due_on(early) == ahead(4)
    assert contact_due_on(late) == ahead(20)


days = st.integers(-500, 500).map(lambda n: TODAY + timedelta(days=n))
maybe = st.none() | days
facts_strategy = st.builds(
    CaseFacts,
    phase=st.sampled_from(["intake", "treating", "records", "demand", "litigation"]),
    phase_on=days,
    opened_on=days,
    filed=st.booleans(),
    last_contact_on=maybe,
    next_appointment_on=st.none() | st.integers(0, 90).map(ahead),
    next_task_on=st.none() | st.integers(0, 90).map(ahead),
    open_tasks=st.integers(0, 3),
    overdue_on=maybe,
    visits=st.builds(visited, maybe, maybe, since=maybe),
    deadlines=st.lists(
        st.builds(OpenDeadline, st.sampled_from(["sol", "demand_expiry"]), days, st.booleans()), max_size=3
    ).map(tuple),
)


def shape(judgement: Judgement) -> list[tuple[int, str, date]]:
    return [(reason.level, reason.code, reason.since) for reason in judgement.reasons]


@settings(max_examples=150)
@given(facts_strategy)
def test_nothing_changes_before_the_day_it_is_said_to(facts: CaseFacts) -> None:
    now = judge(facts, TODAY)
    until = min(now.changes_on or ahead(400), ahead(400))
    for step in {1, (until - TODAY).days // 2, (until - TODAY).days - 1}:
        if 0 < step < (until - TODAY).days:
            assert shape(judge(facts, ahead(step))) == shape(now)
