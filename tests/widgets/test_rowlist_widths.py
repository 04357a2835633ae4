"""Columns of amounts get the room their amounts need, and the names keep enough to be told apart."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from caseterm.widgets.rowpaint import RowPainter
from caseterm.widgets.rows import ACROSS, LEAST_NAME, ROLES, Column, Row, fit_columns, spread, widened

COLUMNS = (
    Column("name", "Provider", 20, grow=True),
    Column("billed", "Billed", 10, "right"),
    Column("paid", "Paid", 10, "right"),
    Column("state", "", 4),
    Column("notes", "", 12, min_total=90),
)
HUGE = "9,999,999,999.99"


def row(key: str, **cells: str | tuple[str, str]) -> Row:
    return Row(key, cells)


def widths(rows: list[Row], width: int) -> dict[str, int]:
    return {column.key: cells for column, cells in fit_columns(widened(COLUMNS, rows, width), width)}


def test_amounts_of_ten_billion_stand_whole_and_what_fits_stays_as_it_is() -> None:
    usual = [row("a", name="City ER", billed="1,250.00", paid=("250.00", "muted"))]
    assert widened(COLUMNS, usual, 58) == list(COLUMNS)
    wide = [*usual, row("b", name="山田", billed=HUGE, paid=(f"({HUGE})", "bad"))]
    found = widths(wide, 58)
    assert (found["billed"], found["paid"], found["state"]) == (16, 18, 4)
    assert found["name"] == 58 - 16 - 18 - 4 - 3
    assert sum(found.values()) + len(found) - 1 == 58


def test_where_not_all_fits_the_name_keeps_its_cells_and_the_smaller_wish_is_met_first() -> None:
    found = widths([row("a", billed=HUGE, paid="1,000,000.00")], 42)
    assert found == {"name": LEAST_NAME, "billed": 15, "paid": 12, "state": 4}


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(row, st.text("abc", min_size=1), billed=st.text("9,", max_size=30), paid=st.text("9", max_size=9))
    ),
    st.integers(20, 140),
)
def test_the_columns_never_take_more_than_there_is(rows: list[Row], width: int) -> None:
    shown = widened(COLUMNS, rows, width)
    kept = [column for column in shown if width >= column.min_total]
    usual = [column for column in COLUMNS if width >= column.min_total]
    planned, taken = (sum(column.width for column in each) + len(each) - 1 for each in (usual, kept))
    assert taken <= max(width, planned)
    assert all(new.width >= old.width for new, old in zip(kept, usual, strict=True) if not old.grow)


def test_what_is_to_spare_goes_where_a_text_would_be_cut() -> None:
    long = [row("a", name="Truckee Meadows PT", billed="1.00", state="waiting", notes="n" * 60)]
    assert spread(COLUMNS, long, 40) == list(COLUMNS), "nothing is to spare"
    found = {column.key: cells for column, cells in fit_columns(spread(COLUMNS, long, 80), 80)}
    assert (found["state"], found["billed"]) == (7, 10)
    assert sum(found.values()) + len(found) - 1 == 80
    wide = {column.key: cells for column, cells in fit_columns(spread(COLUMNS, long, 140), 140)}
    assert (wide["state"], wide["notes"], wide["name"]) == (7, 60, 140 - 60 - 7 - 20 - 4)
    less = spread(COLUMNS, long, 100)
    assert [column.width for column in less] == [20, 10, 10, 7, 100 - 47 - 4]


def test_a_heading_cuts_its_name_before_its_numbers_and_a_sentence_takes_the_whole_line() -> None:
    painter = RowPainter(COLUMNS, gutter=2, width=60)
    painter.set_styles(Style(), {name: Style() for name in (*ROLES, "heading", "note", "bar", "cursor", "cursor-idle")})
    head = Row("h", {"name": "山田 " + "Clinic " * 20, "count": "  3", "reach": "  (555) 010-7000"}, "heading")
    text = painter.across(head, bar=False).text
    assert "…" in text
    assert text.rstrip().endswith("3    (555) 010-7000")
    short = painter.across(Row("h", {"name": "ER", "count": "2"}, "heading"), bar=True).text
    assert short.startswith(" ER  2")
    said = Row("s", {ACROSS: ("! No bill for 2 visits, 01/03/26 to 01/07/26", "warn")})
    drawn = painter.row(said, cursor=True, focused=True, marked=False, bar=False).text
    assert drawn.startswith("> ! No bill for 2 visits, 01/03/26 to 01/07/26")
    assert len(drawn) == 60
