"""docs/duties.md is a table to be relied upon: its tests are there, and its keys do something."""

import re
from pathlib import Path

from caseterm.menus import MENUS

ROOT = Path(__file__).parents[1]


def rows() -> list[list[str]]:
    text = (ROOT / "docs" / "duties.md").read_text(encoding="utf-8")
    return [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if re.match(r"\| [ab]\d", line)
    ]


def test_every_duty_has_its_row_and_a_test_that_is_there() -> None:
    names = [row[0] for row in rows()]
    assert names == [*(f"a{n}" for n in range(1, 40)), *(f"b{n}" for n in range(1, 47))]
    for name, duty, what, _keys, test in rows():
        assert duty, name
        if what.startswith("Not yet") and not test:
            continue
        assert (ROOT / test.strip("`")).is_file(), f"{name}: {test}"


def test_every_letter_of_a_leader_that_it_names_is_in_a_menu() -> None:
    goto = {item.key for (name, _), items in MENUS.items() if name == "goto" for item in items}
    more = {item.key for (name, _), items in MENUS.items() if name == "more" for item in items}
    for name, _, _, keys, _ in rows():
        for leader, letter in re.findall(r"`([gm]) (\w)`", keys):
            assert letter in (goto if leader == "g" else more), f"{name}: {leader} {letter}"
