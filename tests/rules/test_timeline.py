"""The picture of a treatment: what stands in which column."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from caseterm.rules.timeline import ZOOMS, Lane, Mark, draw, within

if TYPE_CHECKING:
    from caseterm.rules.timeline import Zoom

TODAY = date(2026, 11, 21)


def lane(*marks: tuple[int, str], gaps: tuple[tuple[date, date, int], ...] = ()) -> Lane:
    return Lane(1, "Mercy PT", tuple(Mark(TODAY + timedelta(days=days), state, "PT") for days, state in marks), gaps)


def test_kept_missed_ahead_gap_and_surgery_have_each_their_letter() -> None:
    last, coming = TODAY - timedelta(days=56), TODAY - timedelta(days=7)
    found = draw(
        [
            lane((-56, "kept"), (-55, "kept"), (-7, "missed"), (3, "ahead"), gaps=((last, coming, 2),)),
            Lane(2, "Bay Surgery", (Mark(TODAY - timedelta(days=30), "kept", "fusion", surgery=True),)),
        ],
        today=TODAY, incident_on=TODAY - timedelta(days=63),
    )  # fmt: skip
    cells = found.lanes[0].cells
    assert cells[1] == "2"
    assert set(cells[2:7]) == {"="}
    assert cells[8] == "x"
    both = draw([lane((-7, "kept"), (-6, "kept"), (-8, "missed"))], today=TODAY, incident_on=None).lanes[0].cells
    assert "X" in both, "a missed visit never hides behind a kept one"
    assert cells[10] == "+"
    assert found.lanes[1].cells.strip() == "S"
    assert found.incident == 0
    assert found.today == 9


def test_months_stand_over_their_columns() -> None:
    found = draw([lane((-56, "kept"))], today=TODAY, incident_on=None)
    assert found.months.split() == ["Sep", "Nov"]
    assert found.years.strip() == "2026"
    assert len(found.months) == len(found.starts)


MARKS = st.tuples(st.integers(-700, 90), st.sampled_from(("kept", "missed", "ahead")))


def in_order(mark: Mark) -> tuple[date, str]:
    return mark.on, mark.state


@given(st.lists(MARKS, max_size=40), st.sampled_from(ZOOMS))
def test_every_mark_is_in_the_column_of_its_day(marks: list[tuple[int, str]], zoom: Zoom) -> None:
    one = lane(*marks)
    found = draw([one], today=TODAY, incident_on=TODAY - timedelta(days=710), zoom=zoom)
    (drawn,) = found.lanes
    assert len(drawn.cells) == len(found.starts) == len(found.months)
    counted = [mark for place, start in enumerate(found.starts) for mark in within(one, start, found.until(place))]
    assert sorted(counted, key=in_order) == sorted(one.marks, key=in_order)
    for mark in one.marks:
        place = found.column_of(mark.on)
        assert place is not None
        assert drawn.cells[place] != " "
