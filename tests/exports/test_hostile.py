"""Whatever a person typed is text in every file, and acts nowhere."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from caseterm.exports.formats import FORMATS, Setting
from tests.exports.hostile import TEXTS, everywhere
from tests.exports.sample import run

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


@pytest.mark.parametrize("name", TEXTS)
def test_html_shows_the_text_and_gains_no_element_from_it(name: str) -> None:
    text, piece = TEXTS[name]
    source = FORMATS["html"].write(everywhere(text), Setting()).data.decode()
    plain, reader = _Reader(), _Reader()
    plain.feed(FORMATS["html"].write(everywhere("x"), Setting()).data.decode())
    reader.feed(source)
    assert reader.tags == plain.tags
    assert reader.attributes == plain.attributes
    assert "".join(reader.seen).count(piece) >= 20
    assert not FORBIDDEN.search(source)


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_holds_the_text_with_all_markup_escaped(name: str) -> None:
    text, piece = TEXTS[name]
    source = FORMATS["md"].write(everywhere(text), Setting()).data.decode()
    source = source.replace("\n```text\n", "\n").replace("\n```\n", "\n")
    assert not FORBIDDEN.search(source)
    assert "<" not in source.replace("<br>", "")
    assert not re.search(r"(?<!\\)\]\(", source)
    assert not re.search(r"(?<!\\)(?:\\\\)*`", source)
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", source)
    read = read.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert read.count(piece) >= 20
    columns = {
        len(re.findall(r"(?<!\\)\|", line)) for line in source.splitlines() if line.startswith("| ") and "1 |" in line
    }
    assert columns <= {3}


@pytest.mark.parametrize("name", TEXTS)
def test_text_pages_hold_the_text_and_no_character_that_acts(name: str) -> None:
    text, piece = TEXTS[name]
    source = FORMATS["txt"].write(everywhere(text), Setting()).data.decode()
    assert not FORBIDDEN.search(source.replace("\f", ""))
    squeezed = re.sub(r"\s", "", source)
    assert squeezed.count(re.sub(r"\s", "", piece)) >= 5


@pytest.mark.parametrize("name", TEXTS)
def test_json_gives_back_every_character_and_carries_none_that_acts(name: str) -> None:
    text, _ = TEXTS[name]
    source = FORMATS["json"].write(everywhere(text), Setting(facts={"note": text, text: 1})).data.decode()
    assert not FORBIDDEN.search(source)
    assert json.loads(source)["facts"] == {"note": text, text: 1}


@pytest.mark.parametrize("name", TEXTS)
def test_pdf_prints_the_text_literally(name: str, tmp_path: Path) -> None:
    text, piece = TEXTS[name]
    written = FORMATS["pdf"].write(everywhere(text), Setting())
    assert written.notices == ()
    path = tmp_path / "hostile.pdf"
    path.write_bytes(written.data)
    read = run("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
    plain = re.sub(r"[\s\u200b\u202a-\u202e\u2066-\u2069]", "", read)
    expected = re.sub(r"\s", "", piece)
    if name == "arabic":
        assert sum(plain.count(each) for each in (expected, expected[::-1])) >= 10
    else:
        assert plain.count(expected) >= 10
    run("qpdf", "--check", path)
