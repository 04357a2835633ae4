"""A document as one self-contained HTML file for the browser's own print."""

from html import escape
from pathlib import Path

from caseterm import resources
from caseterm.errors import StorageError
from caseterm.exports import clean, vectors
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
    Paragraph,
    SignOff,
    Strip,
    Table,
    Trend,
)
from caseterm.exports.columns import TYPE, WINDOW, fitted
from caseterm.exports.formats import Setting, Written

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_ALIGN: dict[str, str] = {"left": "", "right": ' class="right"', "center": ' class="center"'}


def write(document: Document, setting: Setting) -> Written:
    """UTF-8 HTML: style inside, no script, no link, nothing fetched.

    Raises StorageError when the style sheet cannot be read.
    """
    document = clean.document(document)
    style = _style(resources.template("summary.css", setting.config_dir).path)
    body = "\n".join(_block(block) for block in document.blocks)
    text = f"""<!doctype html>
<html lang="{escape(document.lang)}"{' class="large"' if document.large else ""}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>{escape(document.title)} {escape(document.case_no)}</title>
<style>
{style}{_page_style(document, setting)}</style>
</head>
<body>
{_head(document)}
<main>
{body}
</main>
{_foot(document)}
</body>
</html>
"""
    return Written(text.encode())


def _style(path: Path) -> str:
    try:
        style = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise StorageError(
            f"The style sheet {path.name} could not be read.",
            safe="Nothing was written.",
            next_step="Mend it or move it out of the templates folder; caseterm then uses its own.",
        ) from None
    return style.replace("</", "<\\/") + ("" if style.endswith("\n") else "\n")


def _css(text: str) -> str:
    """The inside of a CSS string: everything but letters and digits by its code point."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)


def _page_style(document: Document, setting: Setting) -> str:
    """What stands on every printed page, where the browser knows page margins."""
    marks = "\\00000a".join(_css(text) for text in (document.legend, document.draft_line) if text)
    foot = f"{document.case_no} · {document.printed_words}"
    before, between = (_css(word) for word in document.page_words)
    foot_lines = "\\00000a".join(_css(text) for text in (foot, document.phi_line) if text)
    return (
        f"@page {{ size: {setting.paper}{' landscape' if document.wide else ''};\n"
        f'  @top-center {{ content: "{marks}" }}\n'
        f'  @bottom-left {{ content: "{foot_lines}" }}\n'
        f'  @bottom-right {{ content: "{before} " counter(page) " {between} " counter(pages) }} }}\n'
    )


def _head(document: Document) -> str:
    firm = "".join(
        f'<p class="{"firm" if number == 0 else "address"}" dir="auto">{escape(text)}</p>\n'
        for number, text in enumerate(document.firm)
    )
    marks = "".join(
        f'<p class="{kind}" dir="auto">{escape(text)}</p>\n'
        for kind, text in (("legend", document.legend), ("draft", document.draft_line))
        if text
    )
    return f"""<header>
<div class="letterhead">
{firm}</div>
<div class="title">
<h1 dir="auto">{escape(document.title)}</h1>
<p class="case"><b dir="auto">{escape(document.case_no)}</b><br>
<span dir="auto">{escape(document.client_line)}</span></p>
</div>
{marks}</header>"""


def _foot(document: Document) -> str:
    lines = [f"{document.case_no} · {document.printed_words}", document.phi_line or ""]
    text = "".join(f'<p dir="auto">{escape(each)}</p>\n' for each in lines if each)
    return f"<footer>\n{text}</footer>"


def _text(text: str) -> str:
    return "<br>".join(escape(part) for part in text.split("\n"))


def _fact(fact: Fact) -> str:
    kind = ' class="alarm"' if fact.alarm else ""
    mark = "<b>!!</b> " if fact.alarm else ""
    note = f' <small dir="auto">{_text(fact.note)}</small>' if fact.note else ""
    return (
        f'<div{kind}><dt dir="auto">{_text(fact.label)}</dt><dd dir="auto">{mark}{_text(fact.value)}{note}</dd></div>'
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f'<h{block.level + 1} dir="auto">{escape(block.text)}</h{block.level + 1}>'
        case Facts():
            rows = "\n".join(_fact(each) for each in block.rows)
            return f'<dl class="facts columns{block.columns}">\n{rows}\n</dl>'
        case Strip():
            rows = "\n".join(_fact(each) for each in block.facts)
            return f'<dl class="strip">\n{rows}\n</dl>'
        case Paragraph():
            kind = ' class="quiet"' if block.quiet else ""
            return f'<p dir="auto"{kind}>{_text(block.text)}</p>'
        case Bullets():
            return "<ul>\n" + "".join(f'<li dir="auto">{_text(each)}</li>\n' for each in block.items) + "</ul>"
        case Table():
            return _table(block)
        case Bars():
            return _bars(block)
        case Lanes():
            return vectors.lanes(block)
        case Trend():
            return vectors.trend(block)
        case SignOff():
            return _sign_off(block)


def _table(table: Table) -> str:
    notes = "".join(f'\n<p class="note" dir="auto">{_text(each)}</p>' for each in table.notes)
    if not table.rows:
        return f'<p class="quiet" dir="auto">{escape(table.empty_text)}</p>{notes}'
    weights, scale = fitted(table, WINDOW)
    widths = "".join(f'<col style="width:{100 * weight / sum(weights):.4g}%">' for weight in weights)
    small = f' style="font-size:{TYPE * scale:.3g}pt"' if scale < 1 else ""
    labels = "".join(
        f'<th scope="col"{_ALIGN[column.align]} dir="auto">{_text(column.label)}</th>' for column in table.columns
    )
    rows = [_row(row, table.columns) for row in table.rows]
    if table.totals is not None:
        rows[-1] = rows[-1].replace("<tr>", '<tr class="last">', 1)
        rows.append(_row(table.totals, table.columns).replace("<tr>", '<tr class="total">', 1))
    return (
        f"<table{small}>\n<colgroup>{widths}</colgroup>\n<thead><tr>{labels}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + f"\n</tbody>\n</table>{notes}"
    )


def _row(cells: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    both = zip(cells, columns, strict=True)
    return "<tr>" + "".join(f'<td{_ALIGN[c.align]} dir="auto">{_text(t)}</td>' for t, c in both) + "</tr>"


def _bars(block: Bars) -> str:
    lines = "".join(
        f'<p{" class=solid" if each.solid else ""}><span dir="auto">{escape(each.label)}</span>'
        f"<span>{escape(each.amount)}</span>"
        f'<i><b style="margin-left:{each.low / 10:g}%;width:{(each.high - each.low) / 10:g}%"></b></i></p>\n'
        for each in block.rows
    )
    return f'<div class="bars">\n{lines}</div>'


def _sign_off(block: SignOff) -> str:
    lines = "".join(
        f'<div><p class="line" dir="auto">{escape(each.name) or "&nbsp;"}</p><p dir="auto">{escape(each.role)}</p>'
        f'<p class="line">{escape(each.date) or "&nbsp;"}</p><p>Date</p></div>\n'
        for each in block.lines
    )
    return f'<section class="signoff">\n{lines}</section>'
