from datetime import date, timedelta

import pytest

from caseterm.rules.tasks import brief_day, flag_of, group_of, is_mine, late_words, revised_tags
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("days", "group"), [(-1, "overdue"), (0, "today"), (1, "next"), (7, "next"), (8, "later"), (None, "none")]
)
def test_a_task_stands_in_the_group_of_its_day(days: int | None, group: str) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    assert group_of(due=due, waiting=False, today=TODAY) == group


@pytest.mark.parametrize(("days", "group"), [(-1, "overdue"), (0, "today"), (1, "waiting"), (None, "waiting")])
def test_a_waiting_task_comes_back_on_its_day_to_be_chased(days: int | None, group: str) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    assert group_of(due=due, waiting=True, today=TODAY) == group


@pytest.mark.parametrize(
    ("late", "priority", "flag"), [(1, 3, "!"), (1, 2, "!!"), (8, 3, "!!"), (0, 1, "!"), (0, 2, ""), (-3, 3, "")]
)
def test_late_and_pressing_tasks_are_flagged(late: int, priority: int, flag: str) -> None:
    due = TODAY - timedelta(days=late)
    assert flag_of(due=due, priority=priority, today=TODAY, open_=True) == flag
    assert flag_of(due=due, priority=priority, today=TODAY, open_=False) == ""


def test_a_task_is_mine_unless_it_bears_another_name() -> None:
    assert is_mine("", ["MG", "M. Gold"])
    assert is_mine("CM", ["MG"])
    assert is_mine("m gold", ["MG", "M. Gold"])
    assert not is_mine("Atty", ["MG", ""])


@pytest.mark.parametrize(
    ("current", "typed", "after"),
    [
        ("a b", "c d", "c d"),
        ("a b", "#c,d;d", "c d"),
        ("a b", "+c", "a b c"),
        ("a b", "-a +A", "b A"),
        ("a b", "-B", "a"),
        ("a", "", ""),
        ("a", "+A", "a"),
        ("a", "a+b", "a b"),
        ("a", "life-care", "life-care"),
    ],
)
def test_typed_tags_replace_add_or_take_away(current: str, typed: str, after: str) -> None:
    assert revised_tags(current, typed) == after


def test_days_are_brief_until_the_year_could_be_mistaken() -> None:
    assert brief_day(date(2026, 11, 24), TODAY) == "11/24"
    assert brief_day(date(2027, 11, 24), TODAY) == "11/24/2027"
    assert brief_day(None, TODAY) == "no date"
    assert [late_words(TODAY + timedelta(days=n), TODAY) for n in (-2, 0, 5)] == ["2 d late", "today", "in 5 d"]
