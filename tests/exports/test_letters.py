"""Letters in Word: what the templates may be, what is filled in, and what is refused before anything is written."""

import importlib.util
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from caseterm import letterfiles
from caseterm.errors import InputError
from caseterm.exports.draftmark import marked, unmarked
from caseterm.exports.letters import fields_used, missing_of, problems_of, write
from caseterm.rules.letters import FIELDS, LETTERS
from caseterm.rules.terms import DRAFT_LINE
from tests.conftest import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
EVERY = {path: f"<{path}> & co" for path in FIELDS}
ROWS: dict[str, tuple[dict[str, str], ...]] = {
    "providers": ({"name": "Mercy PT", "specialty": "PT", "first": "", "last": "11/12/2026"},),
    "injuries": (),
}


DEEP = "{% for a in providers %}{% for b in providers %}{% for c in providers %}x{% endfor %}{% endfor %}{% endfor %}"
OUTSIDE = b'<Relationships><Relationship Id="r" Type="t/%s" Target="file:///x" TargetMode="External"/></Relationships>'


def docx(*paragraphs: str, header: str = "") -> bytes:
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.sections[0].header.paragraphs[0].text = header
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return made.getvalue()


def reasons(data: bytes) -> str:
    return " | ".join(str(problem) for problem in problems_of("own.docx", data))


def test_the_templates_are_what_their_texts_make_and_none_is_wrong() -> None:
    spec = importlib.util.spec_from_file_location("letters_source", ROOT / "tools" / "letters.py")
    assert spec is not None
    assert spec.loader is not None
    source: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(source)
    shipped = {each.path.stem: each.path.read_bytes() for each in letterfiles.templates(Path("nowhere"))}
    assert set(source.LETTERS) == set(shipped)
    assert {code for code in shipped if "." not in code} == set(LETTERS)
    for code, (about, body, signed) in source.LETTERS.items():
        stored = shipped[code]
        assert source.made(code, about, body, signed) == stored, f"{code}: run python tools/letters.py"
        assert problems_of(code, stored) == []
        assert {"today", "firm.name", "recipient.name"} <= set(fields_used(stored))


def test_every_letter_is_filled_in_whole_and_says_what_it_lacks() -> None:
    for each in letterfiles.templates(Path("nowhere")):
        code, data = each.path.stem, each.path.read_bytes()
        text = "\n".join(write(code, data, EVERY, ROWS).lines)
        assert "{{" not in text
        assert "{%" not in text
        assert "<firm.name> & co" in text
        lacking = missing_of(code, data, {**EVERY, "recipient.address": "", "firm.phone": ""}, ROWS)
        assert sorted(lacking) == ["firm.phone", "recipient.address"]
        with pytest.raises(InputError) as refused:
            write(code, data, {"today": "x"}, ROWS)
        assert any(
            "Firm name: is not on file; enter it in the settings" in str(each) for each in refused.value.problems
        )


def test_what_is_typed_into_the_record_is_text_and_nothing_else() -> None:
    data = docx("Dear {{ client.name }}:", "{{ recipient.address }}", header="{{ firm.name }}")
    wild = "{{ 7*7 }} {% for x in y %} </w:t> ]]> &amp; 山田"
    lines = write(
        "own",
        data,
        {"client.name": wild, "recipient.address": "1 Main\nOakland", "firm.name": HOSTILE.replace("\x1b", "")},
        ROWS,
    ).lines
    assert f"Dear {wild}:" in lines
    assert "1 Main" in lines
    assert "Oakland" in lines
    assert any("O'Neil [/b]" in line for line in lines)


def test_a_condition_may_ask_for_what_is_missing_and_a_loop_goes_through_the_case() -> None:
    data = docx(
        "{% if claim.number %}Claim {{ claim.number }}{% else %}No claim{% endif %}",
        "{% for each in providers %}{{ each.name }} until {{ each.last|default('today') }}; {% endfor %}",
        "{{ client.name|upper }}",
    )
    lines = write("own", data, {"client.name": "Garcia"}, ROWS).lines
    assert lines == (DRAFT_LINE, "No claim", "Mercy PT until 11/12/2026; ", "GARCIA")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ clent.name }}", "clent.name: is no field of letters; did you mean client.name"),
        ("{{ ''.__class__.__mro__ }}", "is no field of letters"),
        ("{{ client.name.__class__ }}", "is no field of letters"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "A call: is not allowed"),
        ("{% for a in range(999999999) %}{% endfor %}", "goes through one of providers, injuries"),
        (DEEP, "at most 2 deep"),
        ("{% include '/etc/passwd' %}", "{% include %}: is not allowed"),
        ("{% import 'os' as os %}", "{% import %}: is not allowed"),
        ("{% set x = 'a' * 999999999 %}", "{% set %}: is not allowed"),
        ("{{ 'a' * 999999999 }}", "Mul on line"),
        ("{{ client['name'] }}", "[ ]: is not allowed"),
        ("{{ client.name|replace('a', 'aa') }}", "|replace: is no filter of letters"),
        ("{{ client.name|attr('x') }}", "|attr: is no filter"),
        ("{% if client.name is callable %}x{% endif %}", "is callable: is no test"),
        ("{% if client.name %}", "cannot be read"),
        ("{{ }}", "cannot be read"),
    ],
)  # fmt: skip
def test_a_template_that_computes_calls_reads_or_loops_is_stopped_before_it_runs(text: str, said: str) -> None:
    assert said in reasons(docx(text))
    assert said in reasons(docx("fine", header=text))
    with pytest.raises(InputError):
        write("own.docx", docx(text), EVERY, ROWS)


def test_a_word_file_that_reaches_outside_itself_is_stopped() -> None:
    plain = docx("Dear {{ client.name }}")
    assert "refers to a file outside" in reasons(with_part(plain, "word/_rels/x.rels", OUTSIDE % b"attachedTemplate"))
    assert reasons(with_part(plain, "word/_rels/x.rels", OUTSIDE % b"hyperlink")) == ""
    assert "has macros" in reasons(with_part(plain, "word/vbaProject.bin", b"x"))
    assert "entities" in reasons(with_part(plain, "word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'))
    field = b'<w:instrText xml:space="preserve"> INCLUDE</w:instrText><w:instrText>TEXT "c:\\x" </w:instrText>'
    assert "reads other files (INCLUDETEXT)" in reasons(with_part(plain, "word/x.xml", field))
    assert "unpacks to far more" in reasons(with_part(plain, "word/x.xml", b" " * 65_000_000))
    assert "is no Word document" in reasons(b"PK nothing")
    assert "is no Word document" in reasons(b"")
    assert "larger than" in reasons(b"x" * 8_000_001)


def test_a_firm_s_own_letter_stands_in_for_the_program_s(tmp_path: Path) -> None:
    place = letterfiles.copy_out(tmp_path)
    shipped = {each.path.stem for each in letterfiles.templates(Path("nowhere"))}
    assert {path.stem for path in place.iterdir()} == shipped
    (place / "closing.docx").write_bytes(docx("Our own closing for {{ client.name }}"))
    assert letterfiles.template("closing", tmp_path).own
    assert write("closing", letterfiles.read("closing", tmp_path), EVERY, ROWS).lines == (
        DRAFT_LINE,
        "Our own closing for <client.name> & co",
    )
    (place / "mine.docx").write_bytes(docx("{{ nothing }}"))
    (place / "preservation.es.docx").write_bytes(docx("x"))
    (place / "closing.vi.docx").write_bytes(docx("x"))
    said = "; ".join(str(each) for each in letterfiles.problems_of(sorted(place.iterdir())))
    assert "nothing" in said
    assert "is the name of no letter" in said
    assert "preservation.es.docx: is no letter to the client in a language" in said
    assert "closing.vi" not in said
    assert (place / "closing.docx").stat().st_mode & 0o077 == 0 or place.stat().st_mode & 0o077 == 0


def two_sided() -> bytes:
    """A Word file with all the headers there are: the first page's, even and odd ones, and two sections."""
    made = Document()
    made.settings.odd_and_even_pages_header_footer = True
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_header.paragraphs[0].text = "first"
    made.add_section()
    made.sections[1].header.is_linked_to_previous = False
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("data", [docx("no header"), docx("one", header="Gold LLP"), two_sided()])
def test_every_header_says_draft_until_the_line_is_taken_out_and_nothing_else_is_touched(data: bytes) -> None:
    draft = marked(data)
    assert marked(draft).count(b"PK\x03\x04") == draft.count(b"PK\x03\x04"), "twice is once"
    final = unmarked(draft)
    assert final is not None
    assert unmarked(final) is None
    with zipfile.ZipFile(io.BytesIO(draft)) as before, zipfile.ZipFile(io.BytesIO(final)) as after:
        assert before.namelist() == after.namelist()
        said = DRAFT_LINE.encode()
        headers = [name for name in before.namelist() if re.fullmatch(r"word/header\d*.xml", name)]
        assert headers
        assert all(before.read(name).count(said) == 1 for name in headers)
        assert not any(said in after.read(name) for name in after.namelist())
        kept = [name for name in before.namelist() if name not in headers]
        assert all(before.read(name) == after.read(name) for name in kept)
    Document(io.BytesIO(final))


def test_a_line_that_word_cut_into_pieces_is_found_and_a_header_of_her_own_stays() -> None:
    made = Document()
    header = made.sections[0].header
    header.paragraphs[0].text = "DRAFT letterhead of 2026"
    pieces = header.add_paragraph()
    for piece in ("Draft - not ", "reviewed ", " by Attorney "):
        pieces.add_run(piece)
    saved = io.BytesIO()
    made.save(saved)
    final = unmarked(saved.getvalue())
    assert final is not None
    assert [each.text for each in Document(io.BytesIO(final)).sections[0].header.paragraphs] == [
        "DRAFT letterhead of 2026"
    ]
    for wrong in (b"", b"PK nothing", b"x" * 8_000_001):
        with pytest.raises(InputError):
            unmarked(wrong)


@pytest.mark.office
def test_a_letter_opens_in_libreoffice_as_pages(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is missing: apt-get install libreoffice-writer-nogui"
    for code, language in (("representation_adverse", "en"), ("client_welcome", "es")):
        data = letterfiles.read(code, Path("nowhere"), language=language)
        (tmp_path / f"{code}.docx").write_bytes(write(code, data, EVERY, ROWS).data)
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, timeout=100, capture_output=True)
    for path in tmp_path.glob("*.pdf"):
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
        ).stdout
        assert "<firm.name> & co" in text
        assert "Sincerely," in text or "Atentamente," in text
        assert DRAFT_LINE in text
    assert len(list(tmp_path.glob("*.pdf"))) == 2
