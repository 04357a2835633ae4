from datetime import UTC, datetime, timedelta

from caseterm.rules.clockback import NEXT_STEP, SAFE, TOLERATED, is_set_back, what_happened

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_clock_is_set_back_when_a_moment_that_has_been_lies_ahead_by_more_than_two_clocks_differ() -> None:
    assert not is_set_back(None, NOON)
    assert not is_set_back(NOON, NOON + timedelta(days=1))
    assert not is_set_back(NOON + TOLERATED, NOON)
    assert is_set_back(NOON + TOLERATED + timedelta(seconds=1), NOON)


def test_the_words_name_both_times_what_is_safe_and_what_to_do() -> None:
    said = what_happened(datetime(2026, 11, 21, 16, 5, tzinfo=UTC), datetime(2024, 11, 21, 9, 41, tzinfo=UTC))
    assert said == "It says 11/21/2024 9:41 AM, but it was 11/21/2026 4:05 PM before."
    assert "order" in SAFE
    assert "Set the clock right" in NEXT_STEP
