"""The lines of chase day."""

from collections.abc import Mapping, Sequence
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
    Column("due", "Look", 7),
    Column("said", "Said last", 16, grow=True),
)


def board_rows(
    holders: Sequence[Holder],
    heard: Mapping[int, Sequence[FollowUpLine]],
    reach: Mapping[int, tuple[str, str]],
    wishes: Mapping[int, str],
    today: date,
) -> list[Row]:
    """What is asked of each, under a heading with the number to call, and how and when they want to be called."""
    rows: list[Row] = []
    for holder in holders:
        phone, fax = reach.get(holder.contact_id or 0, ("", ""))
        wish = wishes.get(holder.contact_id or 0, "")
        told = [f"  {phone}" if phone else "", f"  fax {fax}" if fax else "", f"  {wish}" if wish else ""]
        rows.append(
            Row(
                f"holder:{holder.key}",
                {
                    "name": (f" {holder.name}", "accent"),
                    "count": (f"  {len(holder.lines)}", "bold"),
                    "reach": "".join(told),
                },
                "heading",
            )
        )
        rows += [_row(line, heard.get(line.id, ()), today) for line in holder.lines]
    return rows


def _row(line: RequestLine, heard: Sequence[FollowUpLine], today: date) -> Row:
    for_whom = line.provider if line.vendor else ""
    said: Cell = ("nothing yet", "muted")
    if heard:
        last = heard[0]
        said = f"{last.dated:%m/%d} " + (f"{last.spoke_with}: " if last.spoke_with else "") + last.outcome
    return Row(
        line.id,
        {
            "age": age_cell(line, today),
            "client": line.client,
            "what": request_words(line.kind, for_whom),
            "range": range_short(line),
            "status": status_cell(line),
            "due": due_cell(line, today),
            "said": said,
        },
    )
