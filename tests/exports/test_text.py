"""Fixed-width pages: nothing wider than the page, nothing parted that belongs together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm.exports.blocks import Column, Document, Heading, Paragraph, Table
from caseterm.exports.cells import cut, pad, width, wrap
from caseterm.exports.formats import FORMATS, Setting, named
from caseterm.exports.text import pages
from tests.exports.hostile import TEXTS, everywhere
from tests.exports.sample import make


def test_every_page_repeats_labels_legend_and_says_which_page_it_is(long_document: Document) -> None:
    made = [[line.text for line in page] for page in pages(long_document, 60)]
    assert len(made) == 3
    for number, page in enumerate(made, start=1):
        whole = "\n".join(page)
        assert len(page) <= 60
        assert "PRIVILEGED AND CONFIDENTIAL" in whole
        assert "DRAFT - NOT REVIEWED" in whole
        assert whole.count("Specialty") == 1
        assert f"Page {number} of 3" in whole


def test_totals_stay_with_the_last_row_and_a_heading_with_what_follows() -> None:
    for rows in range(25, 75):
        for page in pages(make(rows=rows), 60):
            texts = [line.text for line in page]
            body = [line for line in page[:-3] if line.text]
            assert body[-1].kind not in ("heading", "head")
            if any(text.strip().startswith("Total") for text in texts):
                assert any(f"Therapy {rows - 1} " in text for text in texts)


def test_all_rows_come_once_and_in_order() -> None:
    whole = FORMATS["txt"].write(make(rows=140), Setting()).data.decode()
    found = [line.split("Therapy ")[1].split()[0] for line in whole.splitlines() if "Therapy " in line]
    assert found == [str(number) for number in range(140)]


def test_money_lines_up_on_the_right() -> None:
    whole = FORMATS["txt"].write(make(rows=12), Setting()).data.decode()
    ends = {len(line) for line in whole.splitlines() if line.endswith(".00")}
    assert len(ends) == 1


@pytest.mark.parametrize("columns", [56, 70, 80, 110])
@pytest.mark.parametrize("name", [*TEXTS, "wide"])
def test_no_line_is_wider_than_the_page(name: str, columns: int) -> None:
    text = "山田太郎は医者に行きました。" * 4 if name == "wide" else TEXTS[name][0]
    for page in pages(everywhere(text), 60, columns):
        assert max(width(line.text) for line in page) <= columns


def test_a_table_too_wide_for_the_page_becomes_labelled_rows() -> None:
    columns = tuple(Column(f"Label number {n}", "right") for n in range(9))
    table = Table(columns, (tuple(f"{n}00,000.00" for n in range(9)),))
    document = Document(**{**vars(make()), "blocks": (table,)})
    whole = "\n".join(line.text for page in pages(document, 60) for line in page)
    assert "Label number 8  800,000.00" in whole


def test_one_cell_longer_than_a_page_is_parted_and_loses_nothing() -> None:
    words = " ".join(f"w{n}" for n in range(2000))
    document = Document(
        **{**vars(make()), "blocks": (Heading("Notes"), Table((Column("Day"), Column("Note")), (("1", words),)))}
    )
    made = pages(document, 60)
    whole = " ".join(line.text for page in made for line in page)
    assert len(made) > 2
    assert all(f"w{n}" in whole.split() for n in range(2000))


def test_am_and_pm_stay_with_their_time() -> None:
    assert wrap("11/24/2026 9:30 AM, 12/01/2026 10:00 PM", 17) == ["11/24/2026", "9:30 AM,", "12/01/2026", "10:00 PM"]
    assert wrap("Unit 5 AMBULANCE", 8) == ["Unit 5", "AMBULANC", "E"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.integers(2, 40))
def test_wrapping_keeps_every_letter_and_the_width(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.integers(0, 30))
def test_padding_gives_exactly_the_cells_asked_for(text: str, cells: int) -> None:
    for align in ("left", "right", "center"):
        assert width(pad(text, cells, align)) == cells


def test_wide_letters_count_two_and_a_cut_is_marked() -> None:
    assert width("山田") == 4
    assert width("e\u0301") == 1
    assert cut("山田太郎", 5) == "山田…"
    assert cut("Nguyen", 6) == "Nguyen"


def test_an_empty_document_still_has_a_page() -> None:
    document = Document(**{**vars(make()), "blocks": (Paragraph(""),)})
    assert len(pages(document, 60)) == 1
    assert len(pages(Document(**{**vars(make()), "blocks": ()}), 60)) == 1


def test_formats_are_found_by_code_and_an_unknown_one_names_them() -> None:
    assert named("PDF").suffix == ".pdf"
    with pytest.raises(Exception, match="pdf, html, txt, md, json"):
        named("docx")
