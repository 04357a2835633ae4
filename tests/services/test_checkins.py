"""One check-in call is one act: contact, answers, promise, tasks; and one undo."""

from datetime import date

import pytest

from caseterm.errors import InputError
from caseterm.queries import checkins as lists
from caseterm.rules.checkin import CheckIn
from caseterm.services import checkins, history, records
from caseterm.store.database import Database
from tests.services.test_cases import line, open_case
from tests.services.test_contact_log import rows

TODAY = date(2026, 11, 21)
FULL = CheckIn(
    body="doing a bit worse", minutes=6, pain=7, sleep="poor", mood="low", domain="driving", level="severe",
    work_status="off_work", new_provider="Dr. Lê, neurology", barrier="no childcare on Wednesdays",
    barrier_category="childcare", plan_makes_sense="no", concern="PT hurts", plan_moving=False,
    reason_stalled="no ride to PT", promise="send the ride times", promise_on=date(2026, 11, 24),
    next_call_on=date(2026, 12, 1),
)  # fmt: skip


def test_a_call_brings_everything_it_was_told_in_one_act(db: Database) -> None:
    case_id = open_case(db)
    changes = checkins.check_in(db, case_id, FULL)
    assert changes.label == (
        "Check-in call (Garcia, Maria): assessment, pain 7, barrier, promise Tue 11/24, 4 tasks. Contact clock reset"
    )
    assert rows(
        db, "SELECT pain, sleep, mood, work_status, plan_makes_sense, concern, plan_moving FROM assessments"
    ) == [(7, "poor", "low", "off_work", "no", "PT hurts", 0)]
    assert rows(db, "SELECT domain, level, since FROM functional_limitations") == [("driving", "severe", "2026-11-21")]
    assert rows(db, "SELECT category, description, opened_on FROM barriers") == [
        ("childcare", "no childcare on Wednesdays", "2026-11-21")
    ]
    assert rows(db, "SELECT what, to_whom, due FROM promises") == [
        ("send the ride times", "Garcia, Maria", "2026-11-24")
    ]
    assert rows(db, "SELECT title, due FROM tasks ORDER BY due, title") == [
        ("Enter new provider: Dr. Lê, neurology", "2026-11-23"),
        ("Plan concern: PT hurts", "2026-11-24"),
        ("Change the recovery plan: no ride to PT", "2026-11-28"),
        ("Check-in call, as agreed", "2026-12-01"),
    ]
    assert line(db, case_id, "last_contact_on") == ("2026-11-21",)
    history.undo(db)
    for table in ("assessments", "functional_limitations", "barriers", "promises", "tasks", "communications"):
        assert rows(db, f"SELECT count(*) FROM {table}") == [(0,)], table


def test_a_limitation_keeps_the_day_it_began_and_none_ends_it(db: Database) -> None:
    case_id = open_case(db)
    records.add_record(
        db,
        "limitation",
        {"case_id": case_id, "domain": "driving", "level": "unable", "since": date(2026, 10, 2)},
        label="x",
    )
    checkins.check_in(db, case_id, CheckIn(domain="driving", level="moderate"))
    assert rows(db, "SELECT level, since, resolved_on FROM functional_limitations ORDER BY id") == [
        ("unable", "2026-10-02", "2026-11-21"),
        ("moderate", "2026-10-02", None),
    ]
    checkins.check_in(db, case_id, CheckIn(domain="driving", level="none"))
    assert rows(db, "SELECT count(*) FROM functional_limitations WHERE resolved_on IS NULL") == [(0,)]


def test_the_plan_in_force_gets_its_review(db: Database) -> None:
    case_id = open_case(db)
    records.add_record(db, "plan", {"case_id": case_id, "version": 1, "dated": TODAY, "status": "revised"}, label="x")
    records.add_record(db, "plan", {"case_id": case_id, "version": 2, "dated": TODAY}, label="x")
    checkins.check_in(db, case_id, CheckIn(plan_moving=False, reason_stalled="no ride"))
    checkins.check_in(db, case_id, CheckIn(plan_moving=True))
    assert rows(db, "SELECT plan_id, moving_forward, reason_stalled FROM plan_reviews ORDER BY id") == [
        (2, 0, "no ride"),
        (2, 1, ""),
    ]


def test_who_does_not_answer_is_tried_by_the_ladder_with_one_task_at_a_time(db: Database) -> None:
    case_id = open_case(db)
    first = checkins.check_in(db, case_id, CheckIn(outcome="left_message", pain=3))
    assert first.label == "Check-in call, left message (Garcia, Maria). Next: text Mon 11/23"
    second = checkins.check_in(db, case_id, CheckIn(outcome="delivered", channel="text"))
    assert second.label == "Check-in call, delivered (Garcia, Maria). Next: email Thu 11/26"
    assert rows(db, "SELECT title, due, status FROM tasks ORDER BY id") == [
        ("Not reached: text", "2026-11-23", "done"),
        ("Not reached 2 times: email", "2026-11-26", "todo"),
    ]
    assert rows(db, "SELECT count(*) FROM assessments") == [(0,)]
    checkins.check_in(db, case_id, CheckIn(pain=3))
    assert rows(db, "SELECT count(*) FROM tasks WHERE status = 'todo'") == [(0,)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (CheckIn(level="mild"), "Cannot do"),
        (CheckIn(barrier_category="social"), "Barrier"),
        (CheckIn(plan_moving=False), "Why not"),
        (CheckIn(promise="x"), "By"),
        (CheckIn(promise="x", promise_on=date(2026, 11, 20)), "By"),
        (CheckIn(next_call_on=date(2026, 11, 20)), "Next call"),
        (CheckIn(pain=11), "pain"),
        (CheckIn(minutes=4), "What was said"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(db: Database, given: CheckIn, field: str) -> None:
    case_id = open_case(db)
    with pytest.raises(InputError) as refused:
        checkins.check_in(db, case_id, given)
    assert refused.value.problems[0].field.casefold() == field.casefold()
    assert rows(db, "SELECT count(*) FROM communications") == [(0,)]


def test_the_list_has_who_is_due_the_longest_silent_first_and_rests_between_tries(db: Database) -> None:
    silent = open_case(db, opened_on=date(2026, 10, 1))
    fresh = open_case(db, "Abara", opened_on=TODAY)
    assert [each.case_id for each in lists.due(db, TODAY)] == [silent]
    checkins.check_in(db, silent, CheckIn(outcome="no_answer"))
    assert lists.due(db, TODAY) == []
    assert lists.waiting(db, TODAY) == 1
    found = lists.due(db, date(2026, 11, 23))
    assert [(each.case_id, each.next.channel) for each in found] == [(silent, "text"), (fresh, "call")]
    checkins.check_in(db, silent, FULL)
    assert lists.due(db, TODAY) == []
    known = lists.card(db, silent)
    assert known.last is not None
    assert (known.last.pain, known.last.levels) == (7, {"driving": "severe"})
    assert known.barriers == ("no childcare on Wednesdays",)
    assert known.promises == (("send the ride times", date(2026, 11, 24)),)
