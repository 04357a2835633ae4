"""A document as fixed-width pages: the text format, and what the preview shows."""

from collections.abc import Iterator

from caseterm.exports import clean
from caseterm.exports.blocks import Document
from caseterm.exports.cells import pad, width, wrap
from caseterm.exports.formats import Setting, Written
from caseterm.exports.textblocks import Group, Line, groups

WIDTH = 80
WIDE = 132
HEIGHTS = {"letter": 60, "legal": 78}
WIDE_HEIGHT = 45


def write(document: Document, setting: Setting) -> Written:
    """UTF-8 pages of 80 columns, of 132 across the sheet, each ended by a form feed but the last."""
    laid = pages(document, WIDE_HEIGHT, WIDE) if document.wide else pages(document, height_for(setting.paper))
    each = ["\n".join(line.text for line in page) + "\n" for page in laid]
    return Written("\f".join(each).encode(), pages=len(each))


def height_for(paper: str) -> int:
    """Lines on a sheet at six to the inch, less half an inch above and below."""
    return HEIGHTS.get(paper, HEIGHTS["letter"])


def pages(document: Document, height: int, columns: int = WIDTH) -> list[list[Line]]:
    """The document's pages, each at most `height` lines of at most `columns` cells."""
    document = clean.document(document)
    first, later = _head(document, columns, first=True), _head(document, columns, first=False)
    foot_lines = 2 + bool(document.phi_line)
    bodies = list(_paginate(groups(document.blocks, columns), height - foot_lines - 1, len(first), len(later)))
    count = len(bodies)
    finished = []
    for number, body in enumerate(bodies, start=1):
        page = [*(first if number == 1 else later), *body]
        if count == 1:
            page.append(Line(""))
        else:
            page += [Line("")] * (height - foot_lines - len(page))
        finished.append([*page, *_foot(document, columns, number, count)])
    return finished


def _head(document: Document, columns: int, *, first: bool) -> list[Line]:
    title = document.title.upper()
    if width(title) <= columns // 2:
        head = [Line(_three(document.firm_name, title, document.case_no, columns), "title")]
    else:
        head = [Line(_three(document.firm_name, "", document.case_no, columns), "title")]
        head += [Line(part, "title") for part in wrap(title, columns)]
    if first:
        head += [Line(part) for part in wrap(" · ".join(document.firm[1:]), columns) if part]
    head += [Line(part, "text") for part in wrap(document.client_line, columns) if document.client_line]
    for text in (document.legend, document.draft_line):
        if text:
            head += [Line(part, "legend") for part in wrap(text, columns)]
    return [*head, Line("─" * columns, "rule"), Line("")]


def _foot(document: Document, columns: int, number: int, count: int) -> list[Line]:
    before, between = document.page_words
    page = f"{before} {number} {between} {count}"
    left = f"{document.case_no} · {document.printed_words}"
    foot = [Line("─" * columns, "rule"), Line(_ends(left, page, columns), "quiet")]
    if document.phi_line:
        foot.append(Line(pad(document.phi_line, columns).rstrip(), "quiet"))
    return foot


def _three(left: str, middle: str, right: str, columns: int) -> str:
    """Three texts at the left, the middle and the right of a line; the outer two give way."""
    room = columns - width(middle) - 4
    right = pad(right, min(width(right), max(room // 2, 0)))
    left = pad(left, min(width(left), max(room - width(right), 0)))
    start = max((columns - width(middle)) // 2, width(left) + 2)
    start = min(start, columns - width(right) - 2 - width(middle))
    line = pad(left, max(start, 0)) + middle
    return line + pad(right, max(columns - width(line), 0), "right")


def _ends(left: str, right: str, columns: int) -> str:
    return pad(left, columns - width(right) - 2) + "  " + right


def _paginate(parts: list[Group], bottom: int, first: int, later: int) -> Iterator[list[Line]]:
    """Fills pages group by group; a group stays whole, and with the next where it asks for it."""
    page: list[Line] = []
    room = bottom - first
    for index, part in enumerate(parts):
        if part.space and not page:
            continue
        if page and len(page) + _needed(parts, index) > room:
            yield _trimmed(page)
            page, room = _opening(part, bottom - later)
            if part.space:
                page = []
                continue
        for line in part.lines:
            if len(page) >= room:
                yield _trimmed(page)
                page, room = _opening(part, bottom - later)
            page.append(line)
    if page or not parts:
        yield _trimmed(page)


def _opening(part: Group, room: int) -> tuple[list[Line], int]:
    """How a page after a break begins: column labels again, unless they would fill it."""
    return (list(part.repeat) if len(part.repeat) * 2 < room else []), room


def _needed(parts: list[Group], index: int) -> int:
    """Lines that must fit together, from this group through the end of its keep-with-next chain."""
    total = len(parts[index].lines)
    while parts[index].keep_next and index + 1 < len(parts):
        index += 1
        total += len(parts[index].lines)
    return total


def _trimmed(page: list[Line]) -> list[Line]:
    while page and not page[-1].text:
        page = page[:-1]
    return page
