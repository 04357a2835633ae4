"""The PDF: its pages, its tags, its fonts, and what a firm may change."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseterm import resources
from caseterm.exports import templates
from caseterm.exports.blocks import Column, Document, Heading, Paragraph, SignLine, SignOff, Table
from caseterm.exports.formats import FORMATS, Setting
from caseterm.exports.pdf import soft
from caseterm.exports.templates import TemplateError
from tests.exports.hostile import everywhere
from tests.exports.sample import make, run

Save = Callable[[Document], Path]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    def save(document: Document) -> Path:
        path = tmp_path / "summary.pdf"
        path.write_bytes(FORMATS["pdf"].write(document, Setting()).data)
        return path

    return save


def page_texts(path: Path) -> list[str]:
    return run("pdftotext", "-layout", "-enc", "UTF-8", path, "-").split("\f")[:-1]


def test_column_labels_legend_draft_line_and_footer_stand_on_each_page_with_rows(
    saved: Save, long_document: Document
) -> None:
    pages = page_texts(saved(long_document))
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert ("Specialty" in page) is ("01/20/2025" in page)  # a row of the table
        assert page.count("PRIVILEGED AND CONFIDENTIAL") == 1
        assert page.count("DRAFT - NOT REVIEWED BY ATTORNEY") == 1
        assert f"Page {number} of {len(pages)}" in page
        assert "printed 11/21/2026 9:41 AM by M. Gold" in page
        assert "Contains protected health information" in page


def test_no_page_begins_with_the_last_row_of_a_table_or_ends_with_its_first(saved: Save) -> None:
    table = Table((Column("Row"), Column("What")), tuple((f"row {n}", "told") for n in range(6)))
    on_last = set()
    for lines in range(28, 38):
        found = page_texts(saved(replace(make(), blocks=(*[Paragraph("A line.")] * lines, table))))
        on_last.add(found[-1].count("told"))
    assert on_last >= {2, 4, 6}, "some of them are parted by the end of the page"
    assert not on_last & {1, 5}


def test_what_is_signed_stands_on_one_page_with_its_heading_and_the_signatures(saved: Save) -> None:
    signed = (
        Heading("Acknowledgement"),
        Paragraph("I have read this."),
        SignOff((SignLine("Client"), SignLine("Firm"))),
    )
    pages = set()
    for lines in range(32, 39):
        document = replace(make(), blocks=(*[Paragraph("A line of the statement.")] * lines, *signed))
        found = page_texts(saved(document))
        pages.add(len(found))
        (page,) = (each for each in found if "I have read this." in each)
        assert "Acknowledgement" in page
        assert "Firm" in page
    assert pages == {1, 2}, "some of them end the first page"


def test_a_table_that_is_signed_goes_with_signatures_that_have_no_room_left(saved: Save) -> None:
    table = Table((Column("Row"), Column("What")), tuple((f"row {n}", "told") for n in range(5)))
    signed = (Heading("Contact log"), table, SignOff((SignLine("Prepared by"), SignLine("Reviewed by"))))
    on_last = set()
    for lines in range(25, 36, 2):
        page = page_texts(saved(replace(make(), blocks=(*[Paragraph("A line.")] * lines, *signed))))[-1]
        assert "Reviewed by" in page
        on_last.add(page.count("told"))
    assert 0 not in on_last
    assert 5 in on_last


def test_the_pdf_is_tagged_clean_letter_and_carries_its_fonts(saved: Save, long_document: Document) -> None:
    path = saved(long_document)
    structure = run("pdfinfo", "-struct", path)
    assert re.search(r"Table.*?THead.*?TR.*?TH.*?TBody.*?TD", structure, re.DOTALL)
    assert re.search(r"^\s*H1\b", structure, re.MULTILINE)
    assert re.search(r"^\s*H2\b", structure, re.MULTILINE)
    facts = run("pdfinfo", path)
    assert "612 x 792 pts (letter)" in facts
    assert re.search(r"Tagged:\s+yes", facts)
    assert "Case summary 26-0142" in facts
    fonts = run("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all("NotoSans" in line and " yes yes " in line for line in fonts)
    run("qpdf", "--check", path)


def test_the_totals_never_part_from_the_last_row(saved: Save) -> None:
    for rows in range(20, 28):
        for page in page_texts(saved(make(rows=rows))):
            if "Total" in page:
                assert f"Therapy {rows - 1} " in page, rows


def test_legal_paper_is_longer(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "legal.pdf"
    path.write_bytes(FORMATS["pdf"].write(document, Setting(paper="legal")).data)
    assert "612 x 1008 pts" in run("pdfinfo", path)


def test_a_character_no_shipped_font_has_is_set_or_named(tmp_path: Path, document: Document) -> None:
    told = FORMATS["pdf"].write(replace(document, client_line="Client \U0001d2c5 end"), Setting())
    assert told.data.startswith(b"%PDF-")
    assert len(told.notices) == 1
    assert "U+1D2C5" in told.notices[0]
    assert "HTML" in told.notices[0]
    path = tmp_path / "gap.pdf"
    path.write_bytes(told.data)
    assert "Tagged:          yes" in run("pdfinfo", path)
    run("qpdf", "--check", path)


def test_long_words_get_places_to_break_and_short_ones_none() -> None:
    assert soft("A long sentence of short words") == "A long sentence of short words"
    broken = soft("someone.with.a.long.name@example.com")
    assert broken.replace("\u200b", "") == "someone.with.a.long.name@example.com"
    assert max(map(len, broken.split("\u200b"))) <= 18


def test_a_long_unbroken_value_stays_inside_the_page(saved: Save) -> None:
    path = saved(everywhere("W" * 300))
    boxes = re.findall(r'xMax="([\d.]+)"', run("pdftotext", "-bbox", path, "-"))
    assert max(map(float, boxes)) <= 612


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    document = replace(make(), client_line=text, blocks=(Paragraph(text),))
    for form in FORMATS.values():
        assert form.write(document, Setting(facts={"text": text.encode("utf-8", "replace").decode()})).data


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "config" / "templates"
    folder.mkdir(parents=True)
    return folder


def firm_pdf(own: Path, document: Document) -> str:
    path = own.parent.parent / "own.pdf"
    path.write_bytes(FORMATS["pdf"].write(document, Setting(config_dir=own.parent)).data)
    return run("pdftotext", "-layout", path, "-")


def shipped(name: str) -> str:
    return (resources.data() / "templates" / name).read_text()


def test_a_firm_changes_its_letterhead_and_adds_a_picture(own: Path, document: Document) -> None:
    changed = shipped("letterhead.typ").replace("#let letterhead(d) = {", "#let letterhead(d) = {\n[Since 1974]")
    changed += '\n#let logo = image("logo.svg", alt: "Logo")'
    (own / "letterhead.typ").write_text(changed)
    (own / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert "Since 1974" in firm_pdf(own, document)
    assert resources.template("letterhead.typ", own.parent).own
    assert not resources.template("summary.typ", own.parent).own


def test_a_firm_changes_its_style_sheet(own: Path, document: Document) -> None:
    (own / "summary.css").write_text("h1 { color: teal } </style><script>")
    source = FORMATS["html"].write(document, Setting(config_dir=own.parent)).data.decode()
    assert "color: teal" in source
    assert "</style><script>" not in source


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("#nonsense(1)", "unknown variable"),
        ('#import "@preview/cetz:0.3.0"', "@preview"),
        ('#read("/etc/passwd")', "could not be used"),
        ('#read("../secret.txt")', "could not be used"),
        ('#include "linked.typ"', "could not be used"),
    ],
)
def test_a_template_that_fails_or_reaches_out_is_refused_in_words(
    own: Path, document: Document, change: str, words: str
) -> None:
    (own.parent / "secret.txt").write_text("canary")
    (own / "linked.typ").symlink_to(own.parent / "secret.txt")
    (own / "summary.typ").write_text(shipped("summary.typ") + "\n" + change)
    with pytest.raises(TemplateError) as told:
        firm_pdf(own, document)
    assert words in told.value.title
    assert "Nguyễn" not in told.value.sentences
    assert str(own) in told.value.next_step
    assert "Nothing was written" in told.value.safe


def test_a_template_without_end_is_stopped(own: Path, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "SECONDS", 1.5)
    (own / "summary.typ").write_text("#for i in range(300000000) []\n" + shipped("summary.typ"))
    with pytest.raises(TemplateError, match=r"did not finish in 2 seconds|it stopped"):
        firm_pdf(own, document)


def test_the_shipped_templates_can_be_copied_once_and_print_the_same(tmp_path: Path, document: Document) -> None:
    before = FORMATS["pdf"].write(document, Setting()).data
    new = resources.copy_templates(tmp_path / "config")
    assert [path.name for path in new] == list(resources.TEMPLATES)
    assert resources.template("summary.typ", tmp_path / "config").own
    assert FORMATS["pdf"].write(document, Setting(config_dir=tmp_path / "config")).data == before
    new[0].write_text("mine")
    assert resources.copy_templates(tmp_path / "config") == []
    assert new[0].read_text() == "mine"


def test_a_template_name_cannot_leave_its_folder() -> None:
    for name in ("../x", "a/b", "", ".."):
        with pytest.raises(ValueError, match="one file name"):
            resources.template(name)


def test_no_format_brings_its_library_in_before_it_is_used() -> None:
    code = (
        "import sys, caseterm.exports.formats as f, caseterm.exports.text, caseterm.exports.files;"
        "assert 'typst' not in sys.modules; assert 'html' not in sys.modules; print(len(f.FORMATS))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == str(len(FORMATS))
