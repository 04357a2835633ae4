"""Lines of several pieces that go on below where they are longer than the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caseterm.widgets.painted import cells_width, text_and_role
from caseterm.widgets.rows import Cell
from caseterm.widgets.safe import width_of

WIDEST_LABEL = 14
INDENT = 2
_WORD = re.compile(r"( *)([^ ]+)")


@dataclass(frozen=True)
class _Word:
    gap: int
    """The blanks before it."""
    text: str
    role: str

    @property
    def width(self) -> int:
        return width_of(self.text)


def wrapped(cells: Sequence[Cell], width: int) -> list[list[Cell]]:
    """The line in lines of at most `width` cells, parted between its facts (two blanks or more), else between words.

    What goes on below stands under what follows a label (Status   treating ...), else a little to the right.
    """
    if cells_width(cells) <= width:
        return [list(cells)]
    facts = _facts(_words(cells))
    indent = _indent(facts)
    lines: list[list[Cell]] = [[]]
    used = 0
    for fact in facts:
        whole = sum(word.gap + word.width for word in fact)
        alone = indent + whole - fact[0].gap <= width
        for place, word in enumerate(fact):
            needed = whole if place == 0 and alone else word.gap + word.width
            gap = word.gap
            if lines[-1] and used + needed > width:
                lines.append([])
                used, gap = 0, indent
            lines[-1].append((" " * gap + word.text, word.role))
            used += gap + word.width
    return lines


def _words(cells: Sequence[Cell]) -> list[_Word]:
    words: list[_Word] = []
    blanks = 0
    for text, role in map(text_and_role, cells):
        end = 0
        for found in _WORD.finditer(text):
            words.append(_Word(blanks + len(found[1]), found[2], role))
            blanks, end = 0, found.end()
        blanks += len(text) - end
    return words


def _facts(words: Sequence[_Word]) -> list[list[_Word]]:
    facts: list[list[_Word]] = []
    for word in words:
        if word.gap > 1 or not facts:
            facts.append([word])
        else:
            facts[-1].append(word)
    return facts


def _indent(facts: Sequence[Sequence[_Word]]) -> int:
    if len(facts) > 1:
        label = sum(word.gap + word.width for word in facts[0]) + facts[1][0].gap
        if label <= WIDEST_LABEL:
            return label
    return INDENT
