"""The formats a document can be written in; each brings in its library only when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from caseterm.errors import FieldProblem, InputError
from caseterm.exports.blocks import Document
from caseterm.values import value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    Paper = Literal["letter", "legal"]


@value
class Setting:
    """What a writer may need beside the document.

    `facts` are what the JSON format writes: plain JSON values. `config_dir` is where a firm keeps its own
    templates. `paper` is the sheet of the formats that know one.
    """

    facts: Mapping[str, Any] = MappingProxyType({})
    config_dir: Path | None = None
    paper: Paper = "letter"


@value
class Written:
    """A finished file's bytes, sentences the user must hear about it, and its pages where the format has any."""

    data: bytes
    notices: tuple[str, ...] = ()
    pages: int | None = None


@value
class Format:
    """One format: its code on the command line, the file's suffix, its name in lists, and its writer.

    The writer does what Python does and gives what is left to do, which another thread may do beside this one.
    """

    code: str
    suffix: str
    label: str
    begin: Callable[[Document, Setting], Callable[[], Written]]

    def write(self, document: Document, setting: Setting) -> Written:
        """The whole file."""
        return self.begin(document, setting)()


def _pdf(document: Document, setting: Setting) -> Callable[[], Written]:
    from caseterm.exports.pdf import begin

    return begin(document, setting)


def _at_once(write: Callable[[Document, Setting], Written]) -> Callable[[Document, Setting], Callable[[], Written]]:
    """A writer that leaves nothing to another thread."""

    def begin(document: Document, setting: Setting) -> Callable[[], Written]:
        written = write(document, setting)
        return lambda: written

    return begin


def _html(document: Document, setting: Setting) -> Written:
    from caseterm.exports.web import write

    return write(document, setting)


def _markdown(document: Document, setting: Setting) -> Written:
    from caseterm.exports.markdown import write

    return write(document, setting)


def _text(document: Document, setting: Setting) -> Written:
    from caseterm.exports.text import write

    return write(document, setting)


def _json(document: Document, setting: Setting) -> Written:
    from caseterm.exports.facts import write

    return write(document, setting)


FORMATS: dict[str, Format] = {
    each.code: each
    for each in (
        Format("pdf", ".pdf", "PDF", _pdf),
        Format("html", ".html", "HTML (browser print)", _at_once(_html)),
        Format("txt", ".txt", "Text, 80 columns", _at_once(_text)),
        Format("md", ".md", "Markdown", _at_once(_markdown)),
        Format("json", ".json", "JSON (data)", _at_once(_json)),
    )
}


def named(code: str) -> Format:
    """The format with this code; InputError names the ones there are."""
    found = FORMATS.get(code.strip().lower())
    if found is None:
        raise InputError([FieldProblem("Format", code, "choose " + ", ".join(FORMATS))])
    return found
