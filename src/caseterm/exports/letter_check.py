"""What a letter's template may be: a Word file that reaches for nothing outside it, with fields, ifs and fors we know.

A template is a firm's own file, but it may come from anywhere. So it is looked over before Jinja or Word's reader
sees it: only plain fields, conditions, loops over the case's own lists and a few filters are let through, which
leaves no way to call, to compute, to include, or to loop without end.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from caseterm.errors import FieldProblem
from caseterm.rules.letters import FIELDS, LISTS

if TYPE_CHECKING:
    from jinja2 import nodes

MOST_BYTES = 8_000_000
MOST_UNPACKED = 64_000_000
MOST_PARTS = 2000
FILTERS = frozenset({"upper", "lower", "title", "capitalize", "trim", "default", "d", "join", "first", "last"})
LOOP = frozenset({"first", "last", "index", "length"})
DEEPEST = 2
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*"External"', re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_REACHING = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|AUTOTEXT)\b", re.I)
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)</w:instrText>|w:instr=\"([^\"]*)\"")


def file_problem(data: bytes) -> str | None:
    """Why a file is no Word document a letter can be made from; None when it is one."""
    if len(data) > MOST_BYTES:
        return f"is larger than {MOST_BYTES // 1_000_000} MB"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return "unpacks to far more than a letter"
            names = {part.filename for part in parts}
            if "word/document.xml" not in names:
                return "is no Word document (.docx)"
            for part in parts:
                problem = _part_problem(part.filename, packed)
                if problem:
                    return problem
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return "is no Word document (.docx)"
    return None


def _part_problem(name: str, packed: zipfile.ZipFile) -> str | None:
    if name.endswith(("vbaProject.bin", ".vba")) or "/activeX/" in name:
        return "has macros, which a letter must not have"
    if not name.endswith((".xml", ".rels")):
        return None
    with packed.open(name) as opened:
        content = opened.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        return "unpacks to far more than a letter"
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return "declares entities, which a letter must not do"
    if name.endswith(".rels"):
        for relation in _RELATION.findall(content):
            if _OUTSIDE.search(relation) and b"/hyperlink" not in relation:
                return "refers to a file outside itself (a linked picture or an attached template)"
        return None
    told = "".join(a or b for a, b in _INSTRUCTION.findall(content.decode("utf-8", "replace")))
    found = _REACHING.search(told)
    return f"has a Word field that reads other files ({found.group(1).upper()})" if found else None


def template_problems(sources: Iterator[str]) -> list[FieldProblem]:
    """What is wrong with the fields, ifs and fors of a template; `sources` are its parts as Jinja reads them."""
    from jinja2 import Environment, TemplateSyntaxError

    found: list[FieldProblem] = []
    for source in sources:
        try:
            tree = Environment(autoescape=True).parse(source)
        except TemplateSyntaxError as problem:
            found.append(FieldProblem(_near(source, problem.lineno), "", f"cannot be read: {problem.message}"))
            continue
        except RecursionError:
            found.append(FieldProblem("The template", "", "is nested far too deep"))
            continue
        found += _Walk().problems(tree)
    return list(dict.fromkeys(found))


def fields_of(sources: Iterator[str]) -> set[str]:
    """The paths of the fields a template uses."""
    from jinja2 import Environment, nodes

    paths: set[str] = set()
    for source in sources:
        for node in Environment(autoescape=True).parse(source).find_all((nodes.Getattr, nodes.Name)):
            path = _path(node)
            if path in FIELDS:
                paths.add(path)
    return paths


class _Walk:
    """One pass over a template's tree, with the names its loops have given."""

    def __init__(self) -> None:
        self.found: list[FieldProblem] = []

    def problems(self, tree: nodes.Template) -> list[FieldProblem]:
        self._visit(tree, {}, 0)
        return self.found

    def _say(self, what: str, reason: str) -> None:
        self.found.append(FieldProblem(what, "", reason))

    def _visit(self, node: Any, loops: dict[str, str], depth: int) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.For):
            self._for(node, loops, depth)
        elif isinstance(node, nodes.Getattr | nodes.Name):
            self._field(node, loops)
        elif isinstance(node, nodes.Filter):
            if node.name not in FILTERS:
                self._say(f"|{node.name}", "is no filter of letters; there are " + ", ".join(sorted(FILTERS)))
            self._children(node, loops, depth)
        elif isinstance(node, nodes.Test):
            if node.name not in ("defined", "undefined"):
                self._say(f"is {node.name}", "is no test of letters; there are defined and undefined")
            self._children(node, loops, depth)
        elif isinstance(node, _allowed()):
            self._children(node, loops, depth)
        else:
            self._say(_said(node), "is not allowed in a letter; use fields, if and for over the case's lists")

    def _children(self, node: Any, loops: dict[str, str], depth: int) -> None:
        for child in node.iter_child_nodes():
            self._visit(child, loops, depth)

    def _for(self, node: nodes.For, loops: dict[str, str], depth: int) -> None:
        from jinja2 import nodes

        listed = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        if listed not in LISTS:
            self._say("{% for %}", "goes through one of " + ", ".join(LISTS) + " and through nothing else")
            return
        if node.recursive or depth >= DEEPEST or not isinstance(node.target, nodes.Name):
            self._say("{% for %}", f"stands at most {DEEPEST} deep, and gives one name")
            return
        inner = {**loops, node.target.name: listed}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self._visit(child, inner, depth + 1)

    def _field(self, node: Any, loops: dict[str, str]) -> None:
        path = _path(node)
        group, _, name = path.partition(".")
        if group == "loop" and loops and name in LOOP:
            return
        if group in loops and name in LISTS[loops[group]]:
            return
        if path in FIELDS or path in LISTS:
            return
        close = difflib.get_close_matches(path, FIELDS, 1)
        hint = f"; did you mean {close[0]}?" if close else "; caseterm letters fields lists them"
        self._say(path or _said(node), f"is no field of letters{hint}")


def _allowed() -> tuple[type, ...]:
    from jinja2 import nodes

    return (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.Const, nodes.And, nodes.Or,
        nodes.Not, nodes.Compare, nodes.Operand,
    )  # fmt: skip


def _path(node: Any) -> str:
    """client.name for the attribute of a name; "" for anything longer."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return ""


def _said(node: Any) -> str:
    names = {"Call": "A call", "Include": "{% include %}", "Import": "{% import %}", "Macro": "{% macro %}",
             "Assign": "{% set %}", "Extends": "{% extends %}", "Getitem": "[ ]"}  # fmt: skip
    return names.get(type(node).__name__, f"{type(node).__name__} on line {getattr(node, 'lineno', 1)}")


def _near(source: str, line: int) -> str:
    lines = source.splitlines() or [""]
    text = re.sub(r"<[^>]*>", " ", lines[min(line, len(lines)) - 1])
    place = re.search(r"\{[{%].{0,60}", text)
    return " ".join((place.group(0) if place else text)[:60].split()) or "The template"
