"""Reads one file of education texts and says everything that is wrong with it: file, line, row, field."""

from collections.abc import Mapping
from typing import Any

from caseterm.errors import FieldProblem, InputError
from caseterm.rules.education import PARTS, Difference, Expectation, Library, Topic
from caseterm.rules.terms import CLAIM_TYPES, PHASES
from caseterm.rules.tomllines import Kinds, TomlLines

_TOPIC: Kinds = {"key": str, "phase": str, "part": str, "title": str, "text": str}
_DIFFERENCE: Kinds = {"claim_type": str, "phases": list, "part": str, "text": str}
_EXPECT: Kinds = {"phase": str, "text": str, "source": str}
_CODES: Mapping[str, Mapping[str, str]] = {"phase": PHASES, "part": PARTS, "claim_type": CLAIM_TYPES}
MOST_TITLE, MOST_TEXT = 70, 2000


def parse_education(text: str, *, file: str) -> Library:
    """Read one file. Raises InputError with every problem, each naming file, line, row and field."""
    lines = TomlLines(text, file=file)
    problems = [
        lines.problem("", 0, name, reason="is none of language, names, topic, difference, expect")
        for name in sorted(set(lines.data) - {"language", "names", "topic", "difference", "expect"})
    ]
    language, names = lines.data.get("language"), lines.data.get("names", [])
    if not isinstance(language, str) or not language.strip():
        problems.append(lines.problem("", 0, "language", value=language, reason='is needed, as in "en"'))
    if not isinstance(names, list) or not all(isinstance(each, str) and each.strip() for each in names):
        problems.append(lines.problem("", 0, "names", value=names, reason='is a list of texts, as in ["Spanish"]'))
        names = []
    topics = _rows(lines, "topic", _TOPIC, ("key", "phase", "part", "title", "text"), problems)
    differences = _rows(lines, "difference", _DIFFERENCE, ("claim_type", "part", "text"), problems)
    expected = _rows(lines, "expect", _EXPECT, ("phase", "text", "source"), problems)
    problems += _twice(lines, topics)
    problems += _missing(lines, topics)
    if problems:
        raise InputError(problems, next_step="Correct the file, or take it away to use the program's own.")
    return Library(
        language=str(language),
        names=tuple(names),
        topics=tuple(Topic(**{name: row[name].strip() for name in _TOPIC}) for row in topics),
        differences=tuple(
            Difference(row["claim_type"], tuple(row.get("phases", ())), row["part"], row["text"].strip())
            for row in differences
        ),
        expectations=tuple(Expectation(row["phase"], row["text"].strip(), row["source"].strip()) for row in expected),
    )


def _rows(
    lines: TomlLines, table: str, kinds: Kinds, needed: tuple[str, ...], problems: list[FieldProblem]
) -> list[dict[str, Any]]:
    rows, wrong = lines.rows(table)
    problems += wrong
    for number, row in enumerate(rows, start=1):
        wrong = lines.checked(table, number, row, kinds=kinds, needed=needed)
        problems += wrong or _codes(lines, table, number, row)
    return rows


def _codes(lines: TomlLines, table: str, number: int, row: Mapping[str, Any]) -> list[FieldProblem]:
    """Codes that there are not, and texts that say nothing or too much."""
    found = [
        lines.problem(table, number, name, value=row[name], reason=f"is one of {', '.join(codes)}")
        for name, codes in _CODES.items()
        if name in row and row[name] not in codes
    ]
    found += [
        lines.problem(table, number, "phases", value=phase, reason=f"holds {', '.join(PHASES)}")
        for phase in row.get("phases", ())
        if phase not in PHASES
    ]
    for name, most in (("key", 60), ("title", MOST_TITLE), ("text", MOST_TEXT), ("source", MOST_TEXT)):
        if name in row and not row[name].strip():
            found.append(lines.problem(table, number, name, reason="says nothing"))
        elif name in row and len(row[name]) > most:
            found.append(
                lines.problem(table, number, name, value=row[name], reason=f"is longer than {most} characters")
            )
    return found


def _twice(lines: TomlLines, topics: list[dict[str, Any]]) -> list[FieldProblem]:
    seen: set[object] = set()
    found = []
    for number, row in enumerate(topics, start=1):
        key = row.get("key")
        if key is not None and str(key) in seen:
            found.append(lines.problem("topic", number, "key", value=key, reason="is the key of a topic above"))
        seen.add(str(key))
    return found


def _missing(lines: TomlLines, topics: list[dict[str, Any]]) -> list[FieldProblem]:
    """The stages that lack one of their three topics."""
    there = {(row.get("phase"), row.get("part")) for row in topics}
    return [
        lines.problem("", 0, "topic", value=f"{phase}, {part}", reason="is missing: every stage has now, why and next")
        for phase in PHASES
        for part in ("now", "why", "next")
        if (phase, part) not in there
    ]
