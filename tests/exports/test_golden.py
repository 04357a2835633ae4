"""The files of one document, compared byte for byte with those last looked at.

`CASETERM_GOLDEN=write` writes them anew, to be read before they are committed.
"""

import os
from pathlib import Path

import pytest

from caseterm.exports.blocks import Document
from caseterm.exports.formats import FORMATS, Setting
from tests.exports.sample import make, run

GOLDEN = Path(__file__).parent / "golden"
FACTS = {"case": {"number": "26-0142", "client": "Nguyễn, Thị Hạnh"}, "treatment": [{"visits": 3, "cents": 13700}]}


def agree(name: str, made: bytes) -> None:
    path = GOLDEN / name
    if os.environ.get("CASETERM_GOLDEN") == "write":
        path.write_bytes(made)
    assert made.decode() == path.read_bytes().decode()


@pytest.mark.parametrize("code", ["html", "md", "txt", "json"])
def test_each_plain_format_writes_the_file_that_was_looked_at(document: Document, code: str) -> None:
    written = FORMATS[code].write(document, Setting(facts=FACTS))
    assert written.notices == ()
    agree(f"summary.{code}", written.data)


def test_the_text_of_the_pdf_is_the_text_that_was_looked_at(document: Document, tmp_path: Path) -> None:
    written = FORMATS["pdf"].write(document, Setting())
    assert written.notices == ()
    path = tmp_path / "summary.pdf"
    path.write_bytes(written.data)
    text = run("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
    same_everywhere = [line for line in text.splitlines() if "Karimi" not in line]  # readers order Arabic variously
    agree("summary.pdf.txt", ("\n".join(same_everywhere) + "\n").encode())


@pytest.mark.parametrize("code", list(FORMATS))
def test_the_same_facts_and_time_give_the_same_bytes(code: str) -> None:
    first, second = (FORMATS[code].write(make(rows=9), Setting(facts=FACTS)).data for _ in range(2))
    assert first == second
