"""Lines of bills as they are typed, pasted and read from lists."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.rules.billrows import (
    BILLED,
    COLUMNS,
    bill_totals,
    is_blank,
    pasted_rows,
    read_cell,
    read_row,
    shown_cell,
    take_rows,
)
from tests.conftest import HOSTILE

TODAY = date(2026, 11, 21)


def test_a_row_as_typed_is_understood() -> None:
    cells = ["3/4", "", "ER visit", "99284", "1,250", "(250.00)", "", "800", "", "", "", ""]
    values, problems = read_row(cells, TODAY)
    assert problems == {}
    assert values == {
        "dos_from": date(2026, 3, 4), "description": "ER visit", "cpt": "99284", "billed_cents": 1_250_00,
        "adjusted_cents": 250_00, "paid_pip_cents": 800_00,
    }  # fmt: skip
    assert shown_cell(0, "3/4", TODAY) == "03/04/2026"
    assert shown_cell(BILLED, "1250", TODAY) == "1,250.00"
    assert shown_cell(BILLED, "12x", TODAY) == "12x"


@pytest.mark.parametrize(
    ("place", "text", "reason"),
    [
        (0, "soon-ish", "date"),
        (0, "12/31/2026", "after today"),
        (BILLED, "-5", "not negative"),
        (BILLED, "1.234,56", "comma"),
        (2, "x" * 401, "longer"),
    ],
)
def test_a_cell_that_cannot_be_taken_says_why(place: int, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_cell(place, text, TODAY)


def test_a_row_needs_an_amount_and_days_in_order() -> None:
    assert read_row(["3/4", *[""] * 11], TODAY)[1] == {BILLED: "an amount is needed"}
    late = ["3/4/26", "3/1/26", "", "", "5", *[""] * 7]
    assert read_row(late, TODAY)[1] == {1: "lies before the first day of service"}


def test_rows_of_a_spreadsheet_are_put_under_their_headings() -> None:
    text = (
        "Service Date\tProcedure Code\tDescription\tCharges\tIns Paid\tAdjustments\tBalance\tRoom\n"
        "03/04/2026\t99284\tER visit\t$1,250.00\t-$400.00\t-$250.00\t$600.00\t12\n"
        "\n"
        "03/05/2026\t72141\tMRI\t$2,000.00\t\t\t$2,000.00\t\n"
        "Total\t\t\t$3,250.00\t\t\t\t\n"
    )
    taken = pasted_rows(text)
    assert [row[:5] for row in taken.rows] == [
        ("03/04/2026", "", "ER visit", "99284", "$1,250.00"),
        ("03/05/2026", "", "MRI", "72141", "$2,000.00"),
    ]
    assert taken.notes == ("left out: Room", "a line of totals was passed over")
    totals = bill_totals(taken.rows, TODAY)
    assert (totals.rows, totals.billed, totals.adjusted, totals.paid) == (2, 3_250_00, 250_00, 400_00)
    assert totals.balance == 2_600_00


def test_rows_without_headings_start_where_the_cursor_is() -> None:
    taken = pasted_rows('3/4/2026,,"ER, night",99284,100\n3/5/2026,,MRI,,200\n')
    assert taken.rows[0][2] == "ER, night"
    assert [row[BILLED] for row in taken.rows] == ["100", "200"]
    assert pasted_rows("100\n200", at=BILLED).rows[1][BILLED] == "200"
    wide = pasted_rows("\t".join("123456789abcdef"))
    assert wide.notes == ("more than 12 columns: what is further right was left out",)


def test_rows_in_another_order_without_headings_are_told_apart_by_what_stands_in_them() -> None:
    taken = pasted_rows(
        "11/03/2026\t99284\tER visit\t$2,450.00\t0\tM. Doe\n"
        '11/05/2026\t72148\tMRI lumbar\t1,800\t200.00\tM. Doe\n11/09/2026\t97110-GP\t"Therapy, 2 units"\t310.5\t\t\n'
    )
    assert [tuple(cell for cell in row if cell) for row in taken.rows] == [
        ("11/03/2026", "ER visit", "99284", "$2,450.00", "0"),
        ("11/05/2026", "MRI lumbar", "72148", "1,800", "200.00"),
        ("11/09/2026", "Therapy, 2 units", "97110-GP", "310.5"),
    ]
    assert taken.rows[1][BILLED] == "1,800"
    assert taken.notes == (
        "read as From, CPT, What, Billed, Adjusted: look them over", "left out: column 6",
    )  # fmt: skip
    swapped = pasted_rows("3/4/2026,3/4/2026,97110,Therapeutic exercise,200\n3/5/2026,3/5/2026,97112,Gait,210\n")
    assert swapped.rows[0][:5] == ("3/4/2026", "3/4/2026", "Therapeutic exercise", "97110", "200")
    assert pasted_rows("what,is\nthis,paste").rows[0][:2] == ("what", "is"), "nothing is guessed out of nothing"
    assert pasted_rows("3/4/2026,99284,200\n", at=1).rows[0][:5] == ("3/4/2026", "", "", "99284", "200")
    right = pasted_rows("3/4/2026,3/6/2026,MRI,72148,1800\n")
    assert (right.rows[0][:5], right.notes) == (("3/4/2026", "3/6/2026", "MRI", "72148", "1800"), ())


def test_a_serial_number_is_a_day() -> None:
    assert read_cell(0, "46085", TODAY) == date(2026, 3, 4)


def test_every_heading_stands_for_one_column() -> None:
    names = [name for column in COLUMNS for name in column.names]
    assert len(names) == len(set(names))


def test_hostile_text_stays_a_text_or_is_refused() -> None:
    values, problems = read_row([HOSTILE, "", HOSTILE, "", HOSTILE, *[""] * 7], TODAY)
    assert set(problems) == {0, BILLED}
    assert "\x1b" not in values["description"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_paste_breaks_it(text: str) -> None:
    taken = pasted_rows(text)
    for row in taken.rows:
        assert len(row) == len(COLUMNS)
        assert not is_blank(row)
        read_row(row, TODAY)
    assert take_rows([], headings=["date", "charge"]).rows == ()
