"""Pain and function over time: what is summed, and that the picture in letters says what was told."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.trendline import Asked, Limited, chart, days_line, function_on, function_top, letters, told

FIRST = date(2026, 6, 6)


def test_the_newest_level_of_each_thing_counts_until_it_is_over() -> None:
    limits = [
        Limited("stairs", "severe", FIRST),
        Limited("lifting", "unable", FIRST, over_on=FIRST + timedelta(days=60)),
        Limited("stairs", "mild", FIRST + timedelta(days=30)),
    ]
    assert function_on(limits, FIRST - timedelta(days=1)) is None
    assert function_on(limits, FIRST) == 3 + 4
    assert function_on(limits, FIRST + timedelta(days=30)) == 1 + 4
    assert function_on(limits, FIRST + timedelta(days=60)) == 1
    assert [function_top(values) for values in ([], [3], [8], [9], [21])] == [8, 8, 8, 12, 24]


def test_a_line_needs_two_values() -> None:
    one = Asked(FIRST, 8, None)
    assert letters((one,), 60) == []
    assert letters((), 60) == []
    both = (one, Asked(FIRST + timedelta(days=30), None, 4), Asked(FIRST + timedelta(days=60), 4, None))
    assert [name.partition(",")[0] for name, _, _ in told(both)] == ["Pain"]


def test_the_picture_falls_from_eight_to_four() -> None:
    course = [(FIRST, 8), (FIRST + timedelta(days=30), 6), (FIRST + timedelta(days=60), 4)]
    rows = chart(course, first=FIRST, last=FIRST + timedelta(days=60), top=10, cells=21)
    assert rows == ["", "8····", "     ····6·········4", "", ""]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 10)), min_size=2, max_size=12, unique_by=lambda each: each[0]
    ),
    st.integers(20, 120),
)
def test_every_picture_keeps_its_width_and_tells_the_last_value(found: list[tuple[int, int]], cells: int) -> None:
    course = tuple(Asked(FIRST + timedelta(days=days), pain, None) for days, pain in sorted(found))
    lines = letters(course, cells)
    assert all(len(line) <= max(cells, len("Pain, 0 none to 10 the worst")) for line in lines)
    assert any(str(course[-1].pain) in line[5:] for line in lines[1:-1])
    assert f"{course[-1].on:%m/%d}" in lines[-1]
    assert days_line([], first=FIRST, last=FIRST, cells=cells) == ""
