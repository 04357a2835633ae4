"""What the sample's stories say of people and papers fits together."""

from datetime import date

import pytest

from caseterm.rules.alignment import NEEDS_CONSENT
from caseterm.rules.workdays import is_workday
from tests.rules.test_sample import DAYS, MONDAY, told


def test_family_may_be_spoken_with_in_most_cases_but_not_in_all() -> None:
    rows = told(MONDAY)
    family = [row["consent_to_speak"] for row in rows["parties"] if row["role"] in NEEDS_CONSENT]
    assert 2 <= sum(not given for given in family) < sum(family)


def test_the_day_to_look_at_a_request_again_is_the_one_its_last_follow_up_named() -> None:
    rows = told(MONDAY)
    last = {row["request_id"]: row for row in sorted(rows["request_followups"], key=lambda row: row["dated"])}
    looked = [
        (row["follow_up_on"], last[row["id"]]["next_on"])
        for row in rows["records_requests"]
        if row["id"] in last and row["follow_up_on"] is not None
    ]
    assert len(looked) > 5
    assert all(again == said for again, said in looked)
    assert all(is_workday(row["dated"]) for row in rows["request_followups"])


@pytest.mark.parametrize("today", DAYS[:3], ids=str)
def test_nobody_who_has_released_the_client_is_asked_for_the_next_visits(today: date) -> None:
    rows = told(today)
    over = {
        (row["case_id"], row["contact_id"])
        for row in rows["case_providers"]
        if row["treatment_status"] not in ("treating", "scheduled")
    }
    said = [row for row in rows["communications"] if "next visits confirmed" in row["body"]]
    assert said
    assert not [row["body"] for row in said if (row["case_id"], row["contact_id"]) in over]
