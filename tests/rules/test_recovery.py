"""A stalled plan is told from its reviews, visits and dates; two versions differ in words."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.recovery import Goal, Review, Version, difference, stalls

TODAY = date(2026, 11, 21)
OCT, NOV = date(2026, 10, 2), date(2026, 11, 2)


def words(*reviews: Review, mmi: date | None = None, visits: int = 0) -> list[str]:
    days = [OCT + timedelta(days=3 * each) for each in range(visits)]
    return [each.words for each in stalls(reviews, expected_mmi_on=mmi, visits_since_change=days, today=TODAY)]


def test_two_reviews_without_progress_stall_a_plan_and_one_does_not() -> None:
    assert words(Review(OCT, moving=False), Review(NOV, moving=False, why_not="no ride")) == [
        "two reviews without progress (10/02 and 11/02): no ride"
    ]
    assert words(Review(NOV, moving=False)) == []
    assert words(Review(OCT, moving=False), Review(OCT, moving=False), Review(NOV, moving=True)) == []


def test_visits_without_change_and_a_recovery_that_is_overdue() -> None:
    assert words(visits=11) == []
    assert words(visits=12) == ["12 visits since anything improved"]
    assert words(mmi=TODAY) == []
    assert words(mmi=TODAY - timedelta(days=1)) == ["past the expected recovery, 11/20/2026"]


def test_versions_differ_goal_by_goal_in_words() -> None:
    before = Version(
        1, OCT, date(2027, 1, 31), goals=(
            Goal(1, "Sit through a shift", "minutes", "20", "60", target_on=NOV),
            Goal(2, "Sleep through the night", status="met"),
        ), interventions=(("PT twice a week", "Mercy PT", None, None), ("pillow", "client", None, None)),
    )  # fmt: skip
    after = Version(
        2, NOV, date(2027, 3, 31), goals=(
            Goal(3, "Sit through a shift", "minutes", "20", "45", target_on=NOV, status="at_risk", follows=1),
            Goal(4, "Drive to work", baseline="0", target="5 days", target_on=date(2027, 2, 1)),
        ), interventions=(("PT twice a week", "Mercy PT", None, None), ("driving lesson", "client", None, None)),
    )  # fmt: skip
    assert difference(before, after) == [
        "Expected recovery: 01/31/2027 -> 03/31/2027",
        "~ Goal: Sit through a shift: target 60 -> 45, is open -> at risk",
        "+ Goal: Drive to work (0 -> 5 days by 02/01/2027)",
        "- Goal: Sleep through the night",
        "+ To do: driving lesson",
        "- To do: pillow",
    ]


@given(st.lists(st.text(max_size=80), max_size=6))
def test_a_version_carried_over_unchanged_differs_in_nothing(texts: list[str]) -> None:
    old = Version(1, OCT, goals=tuple(Goal(number, text) for number, text in enumerate(texts)))
    new = Version(2, NOV, goals=tuple(Goal(number + 100, text, follows=number) for number, text in enumerate(texts)))
    assert difference(old, new) == []
