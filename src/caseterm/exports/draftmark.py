"""The line that says DRAFT in a letter's header: put there when it is written, taken out of the file that is sent.

It is a paragraph of its own on top of every header, known by its text, so that it is found again after the letter was
edited and saved by Word or another program. Nothing else of a file is touched when it is taken out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from caseterm.errors import InputError
from caseterm.exports.letter_check import MOST_BYTES, MOST_UNPACKED
from caseterm.rules.terms import DRAFT_LINE

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIDES = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="3" w:color="B00000"/>' for side in
                 ("top", "left", "bottom", "right"))  # fmt: skip
_MARK = f"""<w:p xmlns:w="{_W}"><w:pPr><w:pBdr>{_SIDES}</w:pBdr><w:spacing w:before="0" w:after="120"/>
<w:ind w:left="1440" w:right="1440"/><w:jc w:val="center"/></w:pPr>
<w:r><w:rPr><w:b/><w:color w:val="B00000"/><w:sz w:val="22"/></w:rPr><w:t>{DRAFT_LINE}</w:t></w:r></w:p>"""
_HEADER = re.compile(r"word/header\d*\.xml")


def mark(document: Document) -> None:
    """Put the line on top of every header of a letter, and make a header where there is none."""
    from docx.oxml import parse_xml

    for header in _headers(document):
        if not any(_says(paragraph.text) for paragraph in header.paragraphs):
            header._element.insert(0, parse_xml(_MARK))


def _headers(document: Document) -> Iterator[Any]:
    two_sided = document.settings.odd_and_even_pages_header_footer
    for place, section in enumerate(document.sections):
        kinds: list[Any] = [section.header]
        if section.different_first_page_header_footer:
            kinds.append(section.first_page_header)
        if two_sided:
            kinds.append(section.even_page_header)
        for header in kinds:
            if header.is_linked_to_previous and place == 0:
                header.is_linked_to_previous = False
            if not header.is_linked_to_previous:
                yield header


def marked(data: bytes) -> bytes:
    """A Word file with the line in its headers. Raises InputError for what is no Word file."""
    from docx import Document

    _looked_over(data)
    try:
        document = Document(io.BytesIO(data))
        mark(document)
    except Exception as problem:  # python-docx raises whatever its reader met
        raise InputError.one("The letter", "", f"cannot be opened ({type(problem).__name__})") from None
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def unmarked(data: bytes) -> bytes | None:
    """The file without the line, every other part of it byte for byte; None where it has none.

    Raises InputError for what is no Word file.
    """
    with _looked_over(data) as old:
        changed: dict[str, bytes] = {}
        for name in filter(_HEADER.fullmatch, old.namelist()):
            without = _without(old.read(name))
            if without is not None:
                changed[name] = without
        if not changed:
            return None
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                content = changed.get(part.filename)
                new.writestr(part, old.read(part) if content is None else content, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def _looked_over(data: bytes) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        known = "word/document.xml" in opened.namelist()
        large = len(data) > MOST_BYTES or sum(part.file_size for part in opened.infolist()) > MOST_UNPACKED
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError.one("The letter", "", "is no Word document (.docx)") from None
    if large or not known:
        why = "is far larger than a letter" if known else "is no Word document (.docx)"
        raise InputError.one("The letter", "", why)
    return opened


def _without(part: bytes) -> bytes | None:
    """A header without the line; None where it is not there, or where the header cannot be read."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import OxmlElement, parse_xml

    try:
        root: Any = parse_xml(part)
    except (SyntaxError, ValueError):
        return None
    found = [each for each in root.iter(f"{{{_W}}}p") if _says("".join(each.itertext(f"{{{_W}}}t")))]
    for each in found:
        parent = each.getparent()
        parent.remove(each)
        if not len(parent):
            parent.append(OxmlElement("w:p"))
    return bytes(serialize_part_xml(root)) if found else None


def _says(text: str) -> bool:
    return " ".join(text.split()).casefold() == DRAFT_LINE.casefold()
