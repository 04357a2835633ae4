"""A document as GitHub-flavoured Markdown, with every value of the file escaped."""

import re

from caseterm.exports import clean
from caseterm.exports.blocks import (
    Bars,
    Block,
    Bullets,
    Document,
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
from caseterm.exports.formats import Setting, Written

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+!|~$^=:@\"'.\-])")
COLUMNS = 78
"""Letters across at most in a picture."""
_BLANK = "\\_" * 16
_INERT = str.maketrans({"<": "‹", ">": "›", "`": "'", "~": "-"})
_RULES: dict[str, str] = {"left": ":---", "right": "---:", "center": ":---:"}


def write(document: Document, setting: Setting) -> Written:
    """UTF-8 Markdown; the legend stands at the top and at the end."""
    document = clean.document(document)
    marks = [f"**{escape(text)}**" for text in (document.legend, document.draft_line) if text]
    head = [f"# {escape(document.title)}", "  \n".join(escape(each) for each in document.firm)]
    head.append(f"**{escape(document.case_no)}** · {escape(document.client_line)}")
    body = [_block(block) for block in document.blocks]
    foot = ["---", f"{escape(document.case_no)} · {escape(document.printed_words)}"]
    if document.phi_line:
        foot.append(escape(document.phi_line))
    parts = [*head, *marks, *body, *foot, *marks]
    return Written(("\n\n".join(part for part in parts if part) + "\n").encode())


def escape(text: str) -> str:
    """Text that no Markdown reader takes for anything but text: markup, HTML, links and lists are all inert."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ACTIVE.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    """Punctuation that reads well is escaped only where it could begin a list, a link or emphasis."""
    char, text, at = found.group(1), found.string, found.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in ".:@'\"()-+=^" and not _starts_something(char, before, after, text[:at]):
        return char
    return "\\" + char


def _starts_something(char: str, before: str, after: str, head: str) -> bool:
    line = head.rpartition("\n")[2]
    if char in ".)" and line.strip().isdigit():
        return True
    if char in "-+=" and not line.strip(" -+="):
        return True
    if char == ":":
        return after == "/" or head[-6:].lower().endswith(("mailto", "xmpp")) or not line.strip()
    if char == ".":
        return head[-3:].lower() == "www"
    return char in "@^" or (char == "(" and before == "]")


def _lines(text: str) -> str:
    return "  \n".join(escape(part.strip()) for part in text.split("\n"))


def _cell(text: str) -> str:
    return "<br>".join(escape(part.strip()) for part in text.split("\n"))


def _fact(fact: Fact) -> str:
    value = f"{fact.value} ({fact.note})" if fact.note else fact.value
    text = _cell(f"!! {value}" if fact.alarm else value)
    return f"- {escape(fact.label)}: {f'**{text}**' if fact.alarm and text else text}"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escape(block.text)}"
        case Facts():
            return "\n".join(_fact(each) for each in block.rows)
        case Strip():
            return "\n".join(_fact(each) for each in block.facts)
        case Paragraph():
            return _lines(block.text)
        case Bullets():
            return "\n".join(f"- {_cell(item)}" for item in block.items)
        case Table():
            return _table(block)
        case Bars():
            lines = "\n".join(f"| {_cell(each.label)} | {_cell(each.amount)} |" for each in block.rows)
            return f"| | |\n| :--- | ---: |\n{lines}"
        case Lanes() | Trend():
            return _fenced(fitting(block.letters, COLUMNS))
        case SignOff():
            return "\n".join(
                f"- {escape(each.role)}: {escape(each.name) or _BLANK}, date {escape(each.date) or _BLANK}"
                for each in block.lines
            )


def _fenced(lines: tuple[str, ...]) -> str:
    """Lines that keep their columns; what could end the fence or begin HTML in a careless reader is another letter."""
    safe = (each.rstrip().translate(_INERT).replace("](", "] (") for each in lines)
    return "\n".join(("```text", *safe, "```"))


def _table(table: Table) -> str:
    parts = []
    if table.rows:
        rows = [_row([_cell(column.label) for column in table.columns])]
        rows.append(_row([_RULES[column.align] for column in table.columns]))
        rows.extend(_row([_cell(text) for text in row]) for row in table.rows)
        if table.totals is not None:
            rows.append(_row([f"**{_cell(text)}**" if text.strip() else "" for text in table.totals]))
        parts.append("\n".join(rows))
    else:
        parts.append(escape(table.empty_text))
    parts.extend(_lines(note) for note in table.notes)
    return "\n\n".join(parts)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
