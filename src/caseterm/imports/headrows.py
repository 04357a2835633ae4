"""Which of the first rows holds the headings, and what the groups above them add."""

import re
from collections import Counter
from collections.abc import Sequence

from caseterm.imports.delimited import Record
from caseterm.imports.errors import FileRefusedError
from caseterm.imports.headings import fields_for, heading_score
from caseterm.rules.text import fold

UNDERSTOOD = 0.6


def find_heading(head: list[Record], header_line: int | None) -> tuple[int, bool]:
    """Which of the first rows holds the headings; False where the rows begin at once."""
    if header_line is not None:
        for place, record in enumerate(head):
            if record.line == header_line:
                return place, True
        raise FileRefusedError(f"Line {header_line} is not among the first rows of the table.")
    scores = [heading_score(record.cells) for record in head[:30]]
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    filled = filled_to(head[best].cells)
    if scores[best] >= 1.5 or (scores[best] >= 0.6 and filled <= 2):
        return best, True
    usual = Counter(filled_to(record.cells) for record in head).most_common(1)[0][0]
    first = next((place for place, record in enumerate(head) if filled_to(record.cells) >= usual), 0)
    return first, _unlike_the_rest(head[first].cells, [record.cells for record in head[first + 1 :]])


def _unlike_the_rest(cells: list[str], others: list[list[str]]) -> bool:
    """Headings in words unknown to us: no digits in them, while the rows below have some in the same columns."""
    if any(re.search(r"\d", cell) for cell in cells) or len({fold(cell) for cell in cells}) < len(cells):
        return False
    below = sum(1 for row in others for cell in row if re.search(r"\d", cell))
    return below > len(others) * 0.5


def filled_to(cells: Sequence[str]) -> int:
    """How many cells there are up to the last one with something in it."""
    count = len(cells)
    while count and not cells[count - 1].strip():
        count -= 1
    return count


def with_groups(head: Sequence[Record], place: int) -> list[str]:
    """The headings, each after the group that stands above it where that says more: FIRST PARTY over Carrier.

    A group reaches to the next one. It counts where a heading comes twice, or where the two together are understood
    as something else than the heading alone (ADJUSTER over Name and Phone).
    """
    names = [" ".join(cell.split()) for cell in head[place].cells]
    above = head[place - 1] if place else None
    if above is None or above.line != head[place].line - 1 or not _are_groups(above.cells, names):
        return names
    twice = Counter(fold(name) for name in names)
    found, group = [], ""
    for index, name in enumerate(names):
        group = (above.cells[index].strip() if index < len(above.cells) else "") or group
        both = f"{' '.join(group.split())}: {name}"
        counts = name and group and (_more_understood(both, name) or twice[fold(name)] > 1)
        found.append(both if counts else name)
    return found


def _are_groups(cells: Sequence[str], names: Sequence[str]) -> bool:
    groups = [cell for cell in cells if cell.strip()]
    below = len([name for name in names if name])
    return 1 < len(groups) < below and not any(len(cell) > 40 or re.search(r"\d{3}", cell) for cell in groups)


def _more_understood(both: str, name: str) -> bool:
    together, alone = fields_for(both), fields_for(name)
    if not together or together[0][1] < UNDERSTOOD:
        return False
    return not alone or together[0][0] is not alone[0][0] or together[0][1] > alone[0][1]
