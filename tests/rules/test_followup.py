from datetime import date

import pytest

from caseterm.rules.dates import DateProblem
from caseterm.rules.followup import parse_follow_up

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "title", "day"),
    [
        ("+7d send records", "send records", date(2026, 11, 28)),
        ("send records +7d", "send records", date(2026, 11, 28)),
        ("call again fri", "call again", date(2026, 11, 27)),
        ("in 3 days check the limits", "check the limits", date(2026, 11, 24)),
        ("on 12/1 ask for the letter", "ask for the letter", date(2026, 12, 1)),
        ("12/3/2026", "follow up", date(2026, 12, 3)),
        ("next mon", "follow up", date(2026, 11, 23)),
        ("doi+2y file", "file", date(2027, 1, 1)),
    ],
)
def test_the_day_stands_at_either_end_and_the_rest_is_the_task(typed: str, title: str, day: date) -> None:
    found = parse_follow_up(typed, today=TODAY, fallback="follow up", anchors={"doi": date(2025, 1, 1)})
    assert found == (title, day)


@pytest.mark.parametrize("typed", ["send records", "call 555-0142 about visits", "", "99"])
def test_without_a_day_it_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(DateProblem, match=r"\+7d send records"):
        parse_follow_up(typed, today=TODAY, fallback="follow up")
