"""What the print preview shows: the document's pages as lines with roles, and its options."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caseterm.exports.blocks import Document
from caseterm.exports.formats import FORMATS
from caseterm.exports.text import pages
from caseterm.exports.textblocks import Kind
from caseterm.rules.disclosure import AUDIENCE_SECTIONS, AUDIENCES, SECTIONS
from caseterm.summaries import Options
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import cut, shown, width_of, wrap

ROLES: dict[Kind, str] = {
    "title": "bold",
    "legend": "warn",
    "rule": "muted",
    "heading": "accent",
    "head": "bold",
    "total": "bold",
    "alarm": "bad",
    "quiet": "muted",
    "text": "",
}
LABEL = 14
Lines = list[list[Cell]]


@dataclass(frozen=True)
class Laid:
    """The lines of all pages, and the line on which each page begins."""

    lines: Lines
    starts: tuple[int, ...]

    def page_at(self, line: int) -> int:
        """The number of the page a line is on, from 1."""
        return sum(start <= line for start in self.starts) or 1


def lay_out(document: Document, *, columns: int, height: int) -> Laid:
    """The pages one under another, parted by two blank lines."""
    lines: Lines = []
    starts: list[int] = []
    for page in pages(document, height, columns):
        if lines:
            lines += [[], []]
        starts.append(len(lines))
        lines += [[" ", (line.text, ROLES[line.kind])] for line in page]
    return Laid(lines, tuple(starts))


def option_lines(options: Options, *, target: str, made: str, room: int) -> Lines:
    """The options pane: each choice with the key that changes it."""
    lines: Lines = [[]]
    lines += _choices("w", "Who for", [(AUDIENCES[code], code == options.audience) for code in AUDIENCES])
    lines += [[], *_choices("r", "Format", [(each.label, each.code == options.format) for each in FORMATS.values()])]
    lines += [[" " * (LABEL + 3), (made, "muted")]] if made else []
    names = AUDIENCE_SECTIONS[options.audience]
    lines += [[], *_boxes("i", "Include", [(SECTIONS[name], included(options, name)) for name in names])]
    lines += [[], *_boxes("", "Draft line", [("until reviewed", options.draft)]), []]
    lines += [[" ", ("e", "key"), " File name"], *_plain(wrap(target, max(8, room - 4))), []]
    lines += [["   Export log    recorded on save"]]
    return lines


def format_lines(options: Options, *, target: str, made: str, room: int) -> Lines:
    """The options pane of a document with no other choice than its format."""
    lines: Lines = [
        [],
        *_choices("r", "Format", [(each.label, each.code == options.format) for each in FORMATS.values()]),
    ]
    lines += [[" " * (LABEL + 3), (made, "muted")]] if made else []
    lines += [[], [" ", ("e", "key"), " File name"], *_plain(wrap(target, max(8, room - 4))), []]
    return [*lines, ["   Export log    recorded on save"]]


def _plain(texts: Sequence[str]) -> Lines:
    return [["   ", text] for text in texts]


def included(options: Options, section: str) -> bool:
    """Whether a section is printed."""
    return options.sections is None or section in options.sections


def _choices(key: str, name: str, items: Sequence[tuple[str, bool]]) -> Lines:
    return _list(
        key, name, [(f"{'>' if chosen else ' '} {label}", "bold" if chosen else "") for label, chosen in items]
    )


def _boxes(key: str, name: str, items: Sequence[tuple[str, bool]]) -> Lines:
    return _list(
        key, name, [(f"[{'x' if chosen else ' '}] {label}", "" if chosen else "muted") for label, chosen in items]
    )


def _list(key: str, name: str, items: Sequence[tuple[str, str]]) -> Lines:
    lines: Lines = []
    for number, item in enumerate(items):
        head: list[Cell] = [" ", (key or " ", "key"), f" {name:<{LABEL - 2}}"] if not number else [" " * (LABEL + 1)]
        lines.append([*head, item])
    return lines


def short_path(path: Path, room: int) -> str:
    """A path in so many cells: the home folder as ~, and what does not fit left out before the file's name."""
    try:
        text = f"~/{path.relative_to(Path.home()).as_posix()}"
    except ValueError:
        text = str(path)
    if width_of(text) <= room:
        return shown(text)
    name = f"…/{path.name}"
    return shown(name) if width_of(name) <= room else cut(name, room)
