"""An HTML table saved under an Excel name, as older case systems export it."""

from collections.abc import Iterator
from html.parser import HTMLParser

from caseterm.imports.delimited import Record


class _Rows(HTMLParser):
    """Collects the cells of every table row; a row's line is its number among the rows, as Excel shows it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("".join(self._cell).strip())
            self._cell = None


def html_records(text: str) -> Iterator[Record]:
    """The rows of all tables in a page, numbered from one."""
    parser = _Rows()
    parser.feed(text)
    parser.close()
    for line, cells in enumerate(parser.rows, start=1):
        if cells:
            yield Record(line, cells)
