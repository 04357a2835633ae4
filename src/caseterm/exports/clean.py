"""A document as any format may receive it: no control, bidi or invisible character is left to act."""

import re
from collections.abc import Iterable

from caseterm.exports.blocks import (
    Bars,
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Lanes,
    Letters,
    Paragraph,
    SignLine,
    SignOff,
    Strip,
    Table,
    Trend,
)
from caseterm.rules.text import show, show_lines
from caseterm.values import changed


def line(text: str) -> str:
    """One line of safe text: line ends become blanks, everything that could act becomes a mark."""
    if text.isascii() and text.isprintable():
        return text
    return show(" ".join(text.replace("\t", " ").splitlines()))


def lines(text: str) -> str:
    """Safe text that keeps its line ends."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join(show_lines(text.replace("\r\n", "\n").replace("\r", "\n")))


def document(given: Document) -> Document:
    """The same document with every text made safe."""
    return changed(
        given,
        title=line(given.title),
        firm=tuple(line(each) for each in given.firm),
        case_no=line(given.case_no),
        client_line=line(given.client_line),
        audience=line(given.audience),
        printed_by=line(given.printed_by),
        legend=_maybe(given.legend),
        draft_line=_maybe(given.draft_line),
        phi_line=_maybe(given.phi_line),
        lang=given.lang if re.fullmatch(r"[a-z]{2,3}", given.lang) else "en",
        blocks=tuple(_block(each) for each in given.blocks),
    )


def _maybe(text: str | None) -> str | None:
    return line(text) if text else None


def _fact(fact: Fact) -> Fact:
    return changed(fact, label=line(fact.label), value=lines(fact.value), note=lines(fact.note))


def _block(block: Block) -> Block:
    match block:
        case Heading():
            return changed(block, text=line(block.text))
        case Facts():
            return changed(block, rows=tuple(_fact(each) for each in block.rows))
        case Strip():
            return Strip(tuple(_fact(each) for each in block.facts))
        case Paragraph():
            return changed(block, text=lines(block.text))
        case Bullets():
            return Bullets(tuple(lines(each) for each in block.items))
        case Table():
            return _table(block)
        case Bars():
            return Bars(tuple(changed(each, label=line(each.label), amount=line(each.amount)) for each in block.rows))
        case Lanes():
            lanes = tuple(changed(each, name=line(each.name), said=line(each.said)) for each in block.lanes)
            ticks = tuple(changed(each, label=line(each.label)) for each in block.ticks)
            return changed(block, lanes=lanes, ticks=ticks, letters=_letters(block.letters))
        case Trend():
            courses = tuple(changed(each, name=line(each.name)) for each in block.courses)
            ticks = tuple(changed(each, label=line(each.label)) for each in block.ticks)
            return changed(block, courses=courses, ticks=ticks, letters=_letters(block.letters))
        case SignOff():
            return SignOff(tuple(SignLine(line(each.role), line(each.name), line(each.date)) for each in block.lines))


def _letters(pictures: Iterable[tuple[str, ...]]) -> Letters:
    return Letters(lambda: tuple(tuple(show(each) for each in lines) for lines in pictures))


def _table(table: Table) -> Table:
    return Table(
        columns=tuple(Column(line(each.label), each.align, each.weight) for each in table.columns),
        rows=tuple(tuple(lines(cell) for cell in row) for row in table.rows),
        totals=None if table.totals is None else tuple(lines(cell) for cell in table.totals),
        notes=tuple(lines(each) for each in table.notes),
        empty_text=line(table.empty_text),
    )
