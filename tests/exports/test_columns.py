"""Amounts of any size stand in their own columns, on paper as in a browser."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.exports import web
from caseterm.exports.blocks import Column, Document, Table
from caseterm.exports.columns import AMOUNTS_TAKE, ROOM, WINDOW, fitted, without_empty
from caseterm.exports.formats import Setting
from tests.conftest import HOSTILE

HUGE = "9,999,999,999.99"
PLANNED = (Column("Holder", weight=2.6), Column("Kind", weight=1.9), *(Column(name, "right", 1.3) for name in "ABCD"))


def table(*amounts: str) -> Table:
    row = (HOSTILE, "Hospital lien", *amounts)
    return Table(PLANNED, (row, row), totals=("Total", "", *amounts))


def test_what_fits_stays_as_it_is_planned() -> None:
    weights, scale = fitted(table("1,250.00", "250.00", "0.00", "(17,500.00)"), ROOM[False])
    assert weights == tuple(column.weight for column in PLANNED)
    assert scale == 1


def test_four_columns_of_ten_billion_leave_room_for_the_names_and_none_is_narrower_than_its_amount() -> None:
    weights, scale = fitted(table(HUGE, HUGE, f"({HUGE})", HUGE), ROOM[False])
    assert sum(weights) == pytest.approx(ROOM[False])
    needed = 12 * 0.572 * 9 * scale  # the digits alone, in the type of the PDF
    assert all(width > needed for width in weights[2:])
    assert sum(weights[2:]) <= ROOM[False] * AMOUNTS_TAKE + 0.1
    six = Table((PLANNED[0], *[Column("x", "right")] * 6), ((HOSTILE, *[HUGE] * 6),))
    assert 0.62 < fitted(six, ROOM[False])[1] < scale == 1, "the type gets smaller, not unreadable"


def test_a_long_limit_among_words_is_not_run_into_either_and_a_date_moves_nothing() -> None:
    limits = Table((Column("Limits", weight=0.5), Column("Claim", weight=2)), ((f"{HUGE}/\n{HUGE}", "01-25-40117"),))
    (first, _), scale = fitted(limits, 200)
    assert first > 70
    assert scale == 1
    dates = Table((Column("Date", weight=0.2), Column("What", weight=2)), (("05/10/2025", "x"),))
    assert fitted(dates, 475)[0] == (0.2, 2)


def test_a_column_in_which_nothing_stands_can_be_left_out() -> None:
    columns = (Column("When"), Column("Ride"))
    empty = Table(columns, (("11/24", ""), ("11/27", "")))
    assert without_empty(empty, 1) == Table(columns[:1], (("11/24",), ("11/27",)))
    told = Table(columns, (("11/24", ""), ("11/27", "ride booked")))
    assert without_empty(told, 1) is told


def test_the_page_for_a_browser_has_the_same_widths() -> None:
    wide = Document("Statement", ("Firm",), "26-1", "Client", "attorney", datetime(2026, 1, 1, tzinfo=UTC), "me", (
        table(*[f"({HUGE})"] * 4),
    ))  # fmt: skip
    text = web.write(wide, Setting()).data.decode()
    weights, scale = fitted(table(*[f"({HUGE})"] * 4), WINDOW)
    assert f'<col style="width:{100 * weights[2] / sum(weights):.4g}%">' in text
    assert f'<table style="font-size:{9 * scale:.3g}pt">' in text


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(("left", "right")), st.floats(0.3, 4)), min_size=1, max_size=9),
    st.data(),
    st.sampled_from((475.0, 705.0)),
)
def test_the_columns_always_fill_the_page_and_each_has_a_width(
    planned: list[tuple[str, float]], data: st.DataObject, room: float
) -> None:
    columns = tuple(Column("x", "right" if side == "right" else "left", weight) for side, weight in planned)
    cell = st.sampled_from(("", "x", HUGE, f"({HUGE})", "0.00", HOSTILE, "99,999,999,999,999.99"))
    row = tuple(data.draw(cell) for _ in columns)
    weights, scale = fitted(Table(columns, (row,)), room)
    assert all(weight > 0 for weight in weights)
    assert 0 < scale <= 1
    if weights != tuple(column.weight for column in columns) and scale > 0.62:
        assert sum(weights) == pytest.approx(room, abs=len(columns))
