"""What stands under the sheet of bills: the meaning of the cell being typed in, and what the rows come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseterm.rules.billrows import COLUMNS, bill_totals, read_cell, shown_cell
from caseterm.rules.money import format_cents
from caseterm.widgets.cellgrid import GridRow
from caseterm.widgets.rows import Cell


def meaning(column: int, text: str, problem: str, today: date) -> list[Cell]:
    """What was understood of a cell, or why it cannot be taken."""
    name = (f"{COLUMNS[column].heading}: ", "muted")
    try:
        meant = read_cell(column, text, today)
    except ValueError as error:
        return [name, (str(error), "bad")]
    if problem:
        return [name, (problem, "bad")]
    return [name, ("" if meant is None else shown_cell(column, text, today), "good")]


def sums_line(entries: Sequence[GridRow], today: date) -> tuple[list[Cell], list[Cell]]:
    """How many rows are stored and wait, and at the right what all of them come to."""
    stored = sum(entry.stored for entry in entries)
    waiting = bill_totals([entry.cells for entry in entries if not entry.stored], today).rows
    whole = bill_totals([entry.cells for entry in entries], today)
    left: list[Cell] = [(f" {stored} stored", "good" if stored else "muted")]
    left.append((f", {waiting} waiting" if waiting else "", "warn"))
    amounts = (("billed", whole.billed), ("adj.", whole.adjusted), ("paid", whole.paid))
    told = "  ".join(f"{word} {format_cents(cents)}" for word, cents in amounts)
    return left, [f"{told}  balance ", (f"{format_cents(whole.balance)} ", "bold")]
