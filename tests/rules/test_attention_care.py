"""The reasons of care: when each begins, when it ends, and how it reads."""

from datetime import date, timedelta

from caseterm.rules.attention_care import CareSigns, words

TODAY = date(2026, 11, 21)


def told(signs: CareSigns, today: date = TODAY) -> list[str]:
    """The reasons that hold today, in words."""
    found = [reason for turn_on, reason in signs.turns(today) if reason is not None and turn_on <= today]
    return [words(each.code, abs((today - each.since).days), each.about) or each.code for each in found]


def days(*ago: int) -> tuple[date, ...]:
    return tuple(TODAY - timedelta(days=each) for each in ago)


def test_two_misses_in_a_row_within_a_month_are_told_and_one_is_not() -> None:
    assert told(CareSigns(missed=days(20, 3))) == ["missed 2 visits in a row, 3 d ago"]
    assert told(CareSigns(missed=days(3))) == []
    assert told(CareSigns(missed=days(40, 3))) == []


def test_a_ride_is_missed_three_days_before_the_visit() -> None:
    signs = CareSigns(rideless=((TODAY + timedelta(days=3), "MRI", 7),))
    assert told(signs) == ["no ride in 3 d: MRI"]
    assert told(signs, TODAY - timedelta(days=1)) == []
    assert told(signs, TODAY + timedelta(days=3)) == ["no ride today: MRI"]


def test_a_stalled_plan_says_so_instead_of_asking_for_its_review() -> None:
    late = TODAY - timedelta(days=5)
    assert told(CareSigns(review_on=late)) == ["plan review due 5 d"]
    assert told(CareSigns(review_on=late, stalled_since=late, stalled="no ride")) == ["plan stalled 5 d: no ride"]
    assert told(CareSigns(expected_mmi_on=TODAY)) == []
    assert told(CareSigns(expected_mmi_on=late)) == ["past expected recovery 5 d"]


def test_authorizations_that_run_out_and_denials_to_appeal() -> None:
    soon = TODAY + timedelta(days=10)
    assert told(CareSigns(ending=((soon, 2, "12 PT", 5, TODAY - timedelta(days=30)), (None, 9, "MRI", 6, TODAY)))) == [
        "visits left: 2 of 12 PT, granted 30 d ago",
        "authorization ends in 10 d: 12 PT",
    ]
    assert told(CareSigns(appeals=((soon, "PT", 5), (TODAY - timedelta(days=1), "MRI", 6)))) == ["appeal in 10 d: PT"]


def test_each_turn_ahead_is_a_day_on_which_the_answer_changes() -> None:
    signs = CareSigns(worse_on=TODAY, worse="pain 3 to 6", blocked_since=TODAY, blocked_by="no car")
    assert told(signs) == ["doing worse 0 d: pain 3 to 6", "blocked 0 d: no car"]
    assert TODAY + timedelta(days=30) in {turn_on for turn_on, _ in signs.turns(TODAY)}
