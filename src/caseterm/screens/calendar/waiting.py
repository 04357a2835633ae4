"""The line over the agenda of today: what waits on the lists over all cases, each with the keys that go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseterm.widgets.painted import cells_width
from caseterm.widgets.rows import Cell

if TYPE_CHECKING:
    from caseterm.queries.waiting import Waiting

WIDE = 100


def waiting_cells(found: Waiting, go: str, width: int) -> list[Cell]:
    """g q Chase 11  g u Call 4 ...: what there is of each, after the key `go` of the go-to menu."""
    lists = [
        (f"{go} q", "Chase", found.requests),
        (f"{go} u", "Call", found.check_ins),
        (f"{go} k", "Remind", found.reminders),
        (f"{go} b", "Rides", found.rides),
        (f"{go} x", "Deadlines", found.deadlines),
    ]
    if width >= WIDE:
        lists.append(("1 f n", "No next appt", found.without_appointment))
    cells: list[Cell] = []
    for key, word, count in lists:
        more: list[Cell] = ["  " if cells else " ", (key, "key"), f" {word} ", (str(count), "bold")]
        if count and cells_width([*cells, *more]) < width:
            cells += more
    return cells or [" Nobody to chase, call or remind today."]
