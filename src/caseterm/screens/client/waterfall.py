"""The way from gross to net as lines of bars; solid stands, hatched goes off, so it is read without colour."""

from caseterm.rules.settlement import Statement
from caseterm.rules.waterfall import bar, scale, steps
from caseterm.widgets.rows import Cell

LABEL, AMOUNT, LEAST = 15, 15, 8


def waterfall_lines(statement: Statement, width: int) -> list[list[Cell]]:
    """One line a step in that many cells; the bars are left out where there is no room for them."""
    found = steps(statement)
    reach = scale(found)
    room = width - LABEL - AMOUNT - 2
    lines: list[list[Cell]] = []
    for step in found:
        role = "bold" if step.total else ""
        if step.total and step.amount < 0:
            role = "bad"
        line: list[Cell] = [(f"{step.label:<{LABEL}}", role), (f"{step.said:>{AMOUNT}}", role)]
        if room >= LEAST:
            line += ["  ", (bar(step, room, reach), "accent" if step.total else "muted")]
        lines.append(line)
    return lines
