"""A letter's template with a case's facts put in: the Word file's bytes and its text, or what is missing.

docxtpl costs a tenth of a second to import and is imported only when a letter is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from caseterm.errors import FieldProblem, InputError
from caseterm.exports.draftmark import marked
from caseterm.exports.letter_check import fields_of, file_problem, template_problems
from caseterm.rules.letters import Rows, Values, missing_words, nested, words_of
from caseterm.values import value

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

GAP = 76_200
"""Six points in Word's units: a paragraph with so much room below it reads with a line between."""


@value
class Written:
    """A letter ready to be saved: the file's bytes, and its text line by line as it will read."""

    data: bytes
    lines: tuple[str, ...]


def problems_of(name: str, data: bytes) -> list[FieldProblem]:
    """All that is wrong with a template, by file and field; nothing of it is run."""
    wrong = file_problem(data)
    if wrong:
        return [FieldProblem(name, "", wrong)]
    try:
        found = template_problems(_sources(_opened(data)))
    except InputError as problem:
        return [FieldProblem(name, "", each.reason) for each in problem.problems]
    return [FieldProblem(f"{name}, {each.field}", "", each.reason) for each in found]


def fields_used(data: bytes) -> list[str]:
    """The paths of the fields a template uses, in their order."""
    return sorted(fields_of(_sources(_opened(data))))


def write(name: str, data: bytes, values: Values, rows: Rows) -> Written:
    """Put the fields into a template, and the line that says DRAFT over it.

    Raises InputError naming every field that is not on file, or what is wrong with the template; then there is
    nothing.
    """
    problems = problems_of(name, data)
    if problems:
        raise InputError(problems, next_step="Mend the template in Word, or move it away: caseterm then uses its own.")
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    missing: list[str] = []
    context = {**nested(values), **rows}
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=_collecting(context, missing))
    template = _opened(data)
    try:
        template.render(context, jinja_env=environment, autoescape=True)
    except (TemplateError, ValueError, TypeError, ArithmeticError, RecursionError, SyntaxError) as problem:
        raise InputError([FieldProblem(name, "", f"cannot be filled in ({type(problem).__name__})")]) from None
    if missing:
        raise InputError(
            [FieldProblem(words_of(path), "", missing_words(path)) for path in dict.fromkeys(missing)],
            next_step="Nothing was written.",
        )
    made = io.BytesIO()
    template.save(made)
    draft = marked(made.getvalue())
    return Written(draft, tuple(text_of(draft)))


def missing_of(name: str, data: bytes, values: Values, rows: Rows) -> list[str]:
    """The paths of the fields that this letter needs and that are not on file. Raises InputError for the template."""
    try:
        write(name, data, values, rows)
    except InputError as problem:
        by_words = {words_of(path): path for path in fields_used(data)} if not problems_of(name, data) else {}
        paths = [by_words[each.field] for each in problem.problems if each.field in by_words]
        if not paths:
            raise
        return paths
    return []


def text_of(data: bytes) -> Iterator[str]:
    """The lines of a Word file as they read: its header, its paragraphs and tables, its footer."""
    from docx import Document
    from docx.table import Table

    document = Document(io.BytesIO(data))
    section = document.sections[0]
    yield from _paragraphs(section.header.paragraphs)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(" / ".join(cell.text.splitlines()) for cell in row.cells).rstrip()
        else:
            bullet = (block.style.name or "").startswith("List Bullet") if block.style is not None else False
            yield from ("- " * bullet + block.text).split("\n")
            if (block.paragraph_format.space_after or 0) >= GAP:
                yield ""
    yield from _paragraphs(section.footer.paragraphs)


def _paragraphs(found: Any) -> Iterator[str]:
    for paragraph in found:
        if paragraph.text.strip():
            yield from paragraph.text.split("\n")


def _opened(data: bytes) -> DocxTemplate:
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(data))
    try:
        template.init_docx()
    except Exception as problem:  # python-docx raises whatever its reader met
        raise InputError.one("The template", "", f"cannot be opened ({type(problem).__name__})") from None
    return template


def _sources(template: DocxTemplate) -> Iterator[str]:
    """Every part of a template as Jinja will read it: body, headers, footers, footnotes, properties."""
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    document: Any = template.docx
    for part in document.part.package.iter_parts():
        if part.partname in ("/word/footnotes.xml", "/word/endnotes.xml"):
            yield template.patch_xml(part.blob.decode("utf-8", "replace"))
    told = document.core_properties
    names = ("author", "category", "comments", "content_status", "identifier", "keywords", "language",
             "last_modified_by", "subject", "title", "version")  # fmt: skip
    yield " ".join(str(getattr(told, name) or "") for name in names)


def _collecting(context: dict[str, Any], missing: list[str]) -> Any:
    """A kind of Undefined that notes which field was asked for when its text is wanted; `if` may ask in peace."""
    from jinja2 import Undefined

    groups = {id(inner): group for group, inner in context.items() if isinstance(inner, dict)}

    class Missing(Undefined):
        __slots__ = ()

        def __str__(self) -> str:
            group = groups.get(id(self._undefined_obj), "")
            missing.append(f"{group}.{self._undefined_name}" if group else str(self._undefined_name))
            return ""

    return Missing
