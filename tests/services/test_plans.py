"""A recovery plan is drawn up once, revised into versions, reviewed and shared."""

from datetime import date

import pytest

from caseterm.errors import ConflictError, InputError
from caseterm.queries import plans as lists
from caseterm.rules.checkin import CheckIn
from caseterm.rules.recovery import difference
from caseterm.services import checkins, history, plans, records
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.services.test_cases import open_case
from tests.services.test_contact_log import rows

TODAY = date(2026, 11, 21)


def drawn_up(db: Database) -> tuple[int, int]:
    """A case with a plan of two goals and two things to do; their ids."""
    case_id = open_case(db)
    changes = plans.draw_up(db, case_id, {"expected_mmi_on": date(2027, 1, 31), "summary": HOSTILE})
    plan_id = changes.first_added("care_plans")
    assert plan_id is not None
    assert changes.label == "Recovery plan, version 1 (Garcia, Maria)"
    for text, status in (("Sit through a shift", "open"), ("Lift the baby", "dropped")):
        values = {
            "case_id": case_id,
            "plan_id": plan_id,
            "text": text,
            "status": status,
            "baseline": "20",
            "target": "60",
        }
        records.add_record(db, "goal", values, label="Added goal")
    plans.add_intervention(db, plan_id, {"text": "PT twice a week", "due": date(2026, 12, 1)}, task=True)
    plans.add_intervention(db, plan_id, {"text": "a firmer chair", "done_on": TODAY})
    return case_id, plan_id


def test_a_version_carries_over_what_still_counts_and_says_what_differs(db: Database) -> None:
    case_id, plan_id = drawn_up(db)
    with pytest.raises(InputError):
        plans.revise(db, plan_id, {"what_changed": " "})
    plans.revise(db, plan_id, {"what_changed": "surgery", "expected_mmi_on": date(2027, 4, 30)})
    new, old = lists.versions(db, case_id)
    assert (new.version.number, new.current, old.current, old.status) == (2, True, False, "revised")
    assert new.version.summary == old.version.summary
    assert difference(old.version, new.version) == [
        "Expected recovery: 01/31/2027 -> 04/30/2027",
        "- Goal: Lift the baby",
        "- To do: a firmer chair",
    ]
    assert rows(db, "SELECT count(*) FROM tasks") == [(1,)], "the task is the same one"
    with pytest.raises(ConflictError, match="stays as it was"):
        plans.edit_plan(db, plan_id, {"summary": "x"})
    with pytest.raises(ConflictError, match="in force"):
        plans.draw_up(db, case_id, {})
    history.undo(db)
    assert [line.version.number for line in lists.versions(db, case_id)] == [1]
    assert lists.versions(db, case_id)[0].current


def test_what_is_done_for_the_plan_is_done_with_its_task(db: Database) -> None:
    case_id, plan_id = drawn_up(db)
    (work,) = [each for each in lists.work_of(db, plan_id) if each.done_on is None]
    plans.finish_intervention(db, work.id)
    assert rows(db, "SELECT title, status, done_on FROM tasks") == [("PT twice a week", "done", "2026-11-21")]
    assert all(each.done_on for each in lists.work_of(db, plan_id))
    assert case_id


def test_two_reviews_without_progress_stall_the_plan_until_something_improves(db: Database) -> None:
    case_id, plan_id = drawn_up(db)
    with pytest.raises(InputError, match="keeps the plan"):
        plans.review(db, plan_id, {"moving_forward": False})
    plans.review(db, plan_id, {"moving_forward": False, "reason_stalled": "no ride", "dated": date(2026, 11, 1)})
    assert lists.stalled(db, case_id) == []
    changes = plans.review(db, plan_id, {"moving_forward": False, "reason_stalled": "no ride"})
    assert changes.label == "Plan reviewed, stalled: no ride (Garcia, Maria), task Sat 11/28, next Mon 12/21"
    assert [each.words for each in lists.stalled(db, case_id)] == [
        "two reviews without progress (11/01 and 11/21): no ride"
    ]
    assert lists.versions(db, case_id)[0].status == "stalled"
    checkins.check_in(db, case_id, CheckIn(plan_moving=True))
    assert lists.stalled(db, case_id) == []


def test_who_works_from_which_version_is_known(db: Database) -> None:
    case_id, plan_id = drawn_up(db)
    plans.share(db, plan_id, [{"with_whom": "Dr. Kim", "role": "provider"}], on=TODAY, how="fax")
    plans.revise(db, plan_id, {"what_changed": "x"})
    newest = lists.versions(db, case_id)[0]
    client = db.raw.execute("SELECT client_id FROM cases").fetchone()[0]
    plans.share(db, newest.id, [{"contact_id": client, "role": "client"}], on=TODAY, how="mail")
    assert [(each.version, each.with_whom, each.how) for each in lists.shares(db, case_id)] == [
        (2, "Garcia, Maria", "mail"),
        (1, "Dr. Kim", "fax"),
    ]
    with pytest.raises(InputError):
        plans.share(db, plan_id, [], on=TODAY, how="fax")
