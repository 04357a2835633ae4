"""The lines of chase day."""

from collections.abc import Sequence
from datetime import date

from caseterm.queries.requests import FollowUpLine, Holder, RequestLine
from caseterm.rules.requests import request_words
from caseterm.screens.request_words import age_cell, due_cell, range_short, status_cell
from caseterm.widgets.rows import Cell, Column, Row

COLUMNS = (
    Column("age", "Age", 6, "right"),
    Column("client", "Client", 16, grow=True),
    Column("what", "Asked for", 16, grow=True),
    Column("range", "Service", 17, min_total=110),
    Column("status", "Status", 15),
    Column("due", "Look", 8),
    Column("said", "Said last", 16, grow=True),
)


def holder_row(holder: Holder, reach: tuple[str, str], wish: str) -> Row:
    """The heading over what one was asked for: the number to call, and how and when they want to be called."""
    phone, fax = reach
    told = [f"  {phone}" if phone else "", f"  fax {fax}" if fax else "", f"  {wish}" if wish else ""]
    cells: dict[str, Cell] = {
        "name": (f" {holder.name}", "accent"),
        "count": (f"  {len(holder.lines)}", "bold"),
        "reach": "".join(told),
    }
    return Row(f"holder:{holder.key}", cells, "heading")


def request_cells(line: RequestLine, heard: Sequence[FollowUpLine], today: date) -> dict[str, Cell]:
    """One request."""
    for_whom = line.provider if line.vendor else ""
    said: Cell = ("nothing yet", "muted")
    if heard:
        last = heard[0]
        said = f"{last.dated:%m/%d} " + (f"{last.spoke_with}: " if last.spoke_with else "") + last.outcome
    return {
        "age": age_cell(line, today),
        "client": line.client,
        "what": request_words(line.kind, for_whom),
        "range": range_short(line),
        "status": status_cell(line),
        "due": due_cell(line, today),
        "said": said,
    }
