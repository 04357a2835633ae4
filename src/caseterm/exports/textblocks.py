"""Blocks laid out in fixed-width lines, in groups that a page break may not part."""

from collections.abc import Iterator
from typing import Literal

from caseterm.exports.blocks import (
    Bars,
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Heading,
    Lanes,
    Paragraph,
    SignOff,
    Strip,
    Table,
    Trend,
    fitting,
)
from caseterm.exports.cells import cut, pad, width, wrap
from caseterm.values import changed, value

Kind = Literal["title", "legend", "rule", "heading", "head", "total", "alarm", "quiet", "text"]
GAP = 2
INDENT = 2


@value
class Line:
    """One line and what it is, so a screen can give it weight."""

    text: str
    kind: Kind = "text"


@value
class Group:
    """Lines that stay together; `repeat` comes again on top when a page breaks before them."""

    lines: tuple[Line, ...]
    keep_next: bool = False
    repeat: tuple[Line, ...] = ()
    space: bool = False


SPACE = Group((Line(""),), space=True)


def groups(blocks: tuple[Block, ...], columns: int) -> list[Group]:
    """All blocks in order, a blank line between them but not after a heading."""
    found: list[Group] = []
    for index, block in enumerate(blocks):
        if index and not isinstance(blocks[index - 1], Heading):
            found.append(SPACE)
        found.extend(_block(block, columns))
    return found


def _block(block: Block, columns: int) -> Iterator[Group]:
    match block:
        case Heading():
            text = block.text.upper() if block.level == 1 else block.text
            yield Group(tuple(Line(part, "heading") for part in wrap(text, columns)), keep_next=True)
        case Facts():
            yield from _facts(block, columns)
        case Strip():
            apart = tuple(changed(fact, value=f"{fact.value}\n{fact.note}".rstrip(), note="") for fact in block.facts)
            yield Group(tuple(_pairs(apart, columns, 2 if columns >= 70 else 1)))
        case Paragraph():
            kind: Kind = "quiet" if block.quiet else "text"
            for part in wrap(block.text, columns - INDENT):
                yield Group((Line(_indent(part), kind),))
        case Bullets():
            for item in block.items:
                parts = wrap(item, columns - INDENT - 2)
                yield Group(tuple(Line(_indent(("- " if not n else "  ") + t)) for n, t in enumerate(parts)))
        case Table():
            yield from _table(block, columns)
        case Bars():
            yield Group(tuple(_bars(block, columns)))
        case Lanes() | Trend():
            yield Group(
                tuple(Line(cut(_indent(each.rstrip()), columns)) for each in fitting(block.letters, columns - INDENT))
            )
        case SignOff():
            yield Group(tuple(_sign(block, columns)))


def _indent(text: str) -> str:
    return " " * INDENT + text if text else ""


def _facts(block: Facts, columns: int) -> Iterator[Group]:
    across = block.columns if columns >= 70 else 1
    for start in range(0, len(block.rows), across):
        yield Group(tuple(_pairs(block.rows[start : start + across], columns, across, all_rows=block.rows)))


def _pairs(facts: tuple[Fact, ...], columns: int, across: int, *, all_rows: tuple[Fact, ...] = ()) -> Iterator[Line]:
    """Labelled values side by side; values wrap under themselves."""
    each = (columns - INDENT - GAP * (across - 1)) // across
    shown = all_rows or facts
    labels = [
        min(max((width(fact.label) for fact in shown[place::across]), default=0), each // 2) for place in range(across)
    ]
    for start in range(0, len(facts), across):
        row = facts[start : start + across]
        cells = [_pair(fact, label, each) for fact, label in zip(row, labels, strict=False)]
        kind: Kind = "alarm" if any(fact.alarm for fact in row) else "text"
        for number in range(max(len(cell) for cell in cells)):
            parts = (pad(cell[number] if number < len(cell) else "", each) for cell in cells)
            yield Line(_indent((" " * GAP).join(parts)).rstrip(), kind)


def _pair(fact: Fact, label: int, each: int) -> list[str]:
    value = f"{fact.value} ({fact.note})" if fact.note else fact.value
    value = f"!! {value}" if fact.alarm else value
    rows = wrap(value, each - label - GAP)
    names = wrap(fact.label, label) if fact.label else [""]
    count = max(len(rows), len(names))
    rows += [""] * (count - len(rows))
    names += [""] * (count - len(names))
    return [pad(name, label) + " " * GAP + row for name, row in zip(names, rows, strict=True)]


def _table(table: Table, columns: int) -> Iterator[Group]:
    if not table.rows:
        yield _quiet(table.empty_text, columns)
    else:
        widths = _widths(table, columns - INDENT)
        yield from _stacked(table, columns) if widths is None else _grid(table, widths)
    for note in table.notes:
        yield _quiet(note, columns)


def _quiet(text: str, columns: int) -> Group:
    return Group(tuple(Line(_indent(part), "quiet") for part in wrap(text, columns - INDENT)))


def _grid(table: Table, widths: list[int]) -> Iterator[Group]:
    head = _row(tuple(column.label for column in table.columns), table.columns, widths, "head")
    head += (Line(_indent("─" * (sum(widths) + GAP * (len(widths) - 1))), "rule"),)
    yield Group(head, keep_next=True)
    for number, row in enumerate(table.rows, start=1):
        lines = _row(row, table.columns, widths, "text")
        if number == len(table.rows) and table.totals is not None:
            rule = "  ".join("─" * each for each in widths)
            lines += (Line(_indent(rule), "rule"), *_row(table.totals, table.columns, widths, "total"))
        yield Group(lines, repeat=head)


def _row(texts: tuple[str, ...], columns: tuple[Column, ...], widths: list[int], kind: Kind) -> tuple[Line, ...]:
    cells = [wrap(text, each) for text, each in zip(texts, widths, strict=True)]
    lines = []
    for number in range(max(len(cell) for cell in cells)):
        parts = (
            pad(cell[number] if number < len(cell) else "", each, column.align)
            for cell, each, column in zip(cells, widths, columns, strict=True)
        )
        lines.append(Line(_indent((" " * GAP).join(parts)).rstrip(), kind))
    return tuple(lines)


def _stacked(table: Table, columns: int) -> Iterator[Group]:
    """A table too wide for the page: each row as labelled values."""
    last = len(table.rows)
    for number, row in enumerate(table.rows, start=1):
        facts = tuple(Fact(c.label, text) for c, text in zip(table.columns, row, strict=True) if text)
        lines = (*(() if number == 1 else (Line(""),)), *_pairs(facts, columns, 1))
        if number == last and table.totals is not None:
            sums = zip(table.columns, table.totals, strict=True)
            totals = tuple(Fact(column.label, text) for column, text in sums if text)
            lines += (Line(""), *(Line(each.text, "total") for each in _pairs(totals, columns, 1)))
        yield Group(lines)


def _widths(table: Table, room: int) -> list[int] | None:
    """Cells for each column, or None when the columns cannot stand side by side."""
    texts = [
        [column.label, *(row[n] for row in table.rows), *([table.totals[n]] if table.totals else [])]
        for n, column in enumerate(table.columns)
    ]
    natural = [max(width(part) for text in column for part in text.split("\n")) for column in texts]
    natural = [max(each, 2) for each in natural]
    room -= GAP * (len(natural) - 1)
    if sum(natural) <= room:
        return natural
    least = [
        full if column.align == "right" else min(full, max(_longest_word(cells), 6))
        for full, column, cells in zip(natural, table.columns, texts, strict=True)
    ]
    if sum(least) > room:
        return None
    spare = room - sum(least)
    wants = [full - low for full, low in zip(natural, least, strict=True)]
    return [low + spare * want // max(sum(wants), 1) for low, want in zip(least, wants, strict=True)]


def _longest_word(texts: list[str]) -> int:
    words = (width(word) for text in texts for word in text.split())
    return min(max(words, default=2), 14)


def _bars(block: Bars, columns: int) -> Iterator[Line]:
    """Solid stands, hatched goes off; the bars give way where the labels and amounts need the room."""
    label = min(max((width(each.label) for each in block.rows), default=0), columns // 3)
    amount = max((width(each.amount) for each in block.rows), default=0)
    room = columns - INDENT - label - amount - 2 * GAP
    for each in block.rows:
        first, last = (part * max(0, room) // 1000 for part in (each.low, each.high))
        length = max(1, last - first) if each.high > each.low else 0
        drawn = " " * min(first, max(0, room - length)) + ("█" if each.solid else "▒") * length if room > 4 else ""
        text = f"{pad(each.label, label)}{' ' * GAP}{pad(each.amount, amount, 'right')}{' ' * GAP}{drawn}"
        yield Line(_indent(text.rstrip()), "total" if each.solid else "text")


def _sign(block: SignOff, columns: int) -> Iterator[Line]:
    role = max(width(each.role) for each in block.lines) if block.lines else 0
    for each in block.lines:
        name = pad(each.name or "_" * 30, 30)
        text = _indent(f"{pad(each.role, role)}  {name}  Date {each.date or '_' * 12}")
        yield Line(cut(text, columns))
