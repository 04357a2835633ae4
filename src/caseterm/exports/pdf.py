"""A document as a tagged PDF, set by typst from a template a firm may change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC
from functools import partial

from caseterm.errors import StorageError
from caseterm.exports import clean
from caseterm.exports.blocks import Block, Document, Table
from caseterm.exports.columns import ROOM, fitted
from caseterm.exports.compiler import compiler
from caseterm.exports.formats import Setting, Written
from caseterm.exports.templates import Folder, check, folder, template_problem
from caseterm.rules.patterns import later
from caseterm.values import is_value, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = {
    "Heading": "heading",
    "Facts": "facts",
    "Strip": "strip",
    "Paragraph": "paragraph",
    "Bullets": "bullets",
    "Table": "table",
    "Bars": "bars",
    "Lanes": "lanes",
    "Trend": "trend",
    "SignOff": "signoff",
}
_PICTURES = {chr(0x2400 + code): f"<{code:02X}>" for code in range(0x20)} | {"\u2421": "<7F>"}
LONG_WORD = 19
_LONG = re.compile(rf"\S{{{LONG_WORD},}}")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_NO_GLYPH = later(r'the text `"(.*?)"` could not be displayed', re.DOTALL)


def write(document: Document, setting: Setting) -> Written:
    """PDF/UA-1 with the shipped fonts; with this computer's and typst's where those lack a character.

    Where no font has a character the file is written all the same, tagged, and a notice names the character.
    The same document gives the same bytes. Raises TemplateError when the firm's template fails.
    """
    return begin(document, setting)()


def begin(document: Document, setting: Setting) -> Callable[[], Written]:
    """The same, ready to be set by typst; what is left needs next to nothing of Python."""
    place = folder(setting.config_dir)
    data = payload(document, setting)
    if place.own:
        check(place, data)
    return partial(_compile, place, data, document)


def payload(document: Document, setting: Setting) -> str:
    """The document as the JSON that a template reads."""
    safe = clean.document(document)
    told = {
        "title": safe.title,
        "firm": safe.firm,
        "case_no": safe.case_no,
        "client_line": safe.client_line,
        "audience": safe.audience,
        "legend": safe.legend,
        "draft_line": safe.draft_line,
        "phi_line": safe.phi_line,
        "printed": safe.printed_words,
        "paper": setting.paper,
        "lang": safe.lang,
        "large": safe.large,
        "wide": safe.wide,
    }
    whole: dict[str, Any] = {name: _plain(part) for name, part in told.items()}
    whole["blocks"] = [_block(block, ROOM[safe.wide]) for block in safe.blocks]
    whole["file_title"] = " ".join(f"{safe.title} {safe.case_no}".split())
    data = json.dumps(whole, ensure_ascii=False)
    for picture, said in _PICTURES.items():
        data = data.replace(picture, said)
    return data


def _block(block: Block, room: float) -> dict[str, Any]:
    kind = _KINDS[type(block).__name__]
    values = _plain(block)
    values.pop("letters", None)
    if isinstance(block, Table):
        weights, scale = fitted(block, room)
        values["scale"] = scale
        values["columns"] = [
            {**column, "weight": weight} for column, weight in zip(values["columns"], weights, strict=True)
        ]
    for name in ("facts", "lines"):
        if name in values:
            values["rows"] = values.pop(name)
    return {"kind": kind, **values}


def _plain(one: Any) -> Any:
    """Values within values as dictionaries, long words with places to break."""
    if isinstance(one, str):
        return soft(one) if len(one) >= LONG_WORD else one
    if isinstance(one, (list, tuple)):
        return [_plain(each) for each in one]
    return {name: _plain(part) for name, part in parts(one).items()} if is_value(one) else one


def soft(text: str) -> str:
    """Words too long for a column with places where they may break."""
    return _LONG.sub(lambda word: _breaks(word.group()), text)


def _breaks(word: str) -> str:
    parts = re.findall(r"[^@._/\\-]{1,16}[@._/\\-]*|[@._/\\-]{1,16}", word)
    return "\u200b".join(parts)


def _compile(place: Folder, data: str, document: Document) -> Written:
    missing = ""
    for system in (False, True):
        try:
            return _written(_run(place, data, document, system=system, standard=True))
        except _MissingGlyphError as problem:
            missing = problem.text
    notice = f"No font here has {_named(missing)}: a gap in the PDF. Use HTML, or install a font."
    return _written(_run(place, data, document, system=True, standard=False), notice)


def _written(made: bytes, *notices: str) -> Written:
    return Written(made, notices, pages=len(_PAGE.findall(made)))


class _MissingGlyphError(Exception):
    def __init__(self, text: str) -> None:
        super().__init__("a character has no glyph")
        self.text = text


def _run(place: Folder, data: str, document: Document, *, system: bool, standard: bool) -> bytes:
    import typst

    try:
        with compiler(place.root, system) as lent:
            made = lent.compile(
                input=str(place.root / "summary.typ"),
                format="pdf",
                pdf_standards="ua-1" if standard else [],
                sys_inputs={"data": data},
                timestamp=document.printed_at.astimezone(UTC).replace(microsecond=0),
            )
    except typst.TypstError as problem:
        found = _NO_GLYPH.search(problem.message)
        if found and standard:
            raise _MissingGlyphError(_unescaped(found.group(1))) from None
        raise template_problem(place, problem.message, problem.diagnostic) from None
    if not isinstance(made, bytes):
        raise StorageError("The PDF could not be made.", safe="Nothing was written.")
    return made


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code.group(1), 16)), text)


def _named(text: str) -> str:
    """The character as a reader can find it: itself and its number."""
    char = text[:1]
    code = f"U+{ord(char):04X}" if char else "a character"
    return f"{clean.line(char)} ({code})" if char.isprintable() else code
