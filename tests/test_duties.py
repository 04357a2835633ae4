"""docs/duties.md is a table to be relied upon: its tests are there, and its keys do something."""

import re
from pathlib import Path

from caseterm.cli.parser import every_command
from caseterm.commands import COMMANDS, printed
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


def test_every_letter_of_a_leader_is_in_the_menu_of_the_section_that_the_row_names() -> None:
    goto = {item.key: item.action for (name, _), items in MENUS.items() if name == "goto" for item in items}
    more = {scope: {item.key for item in items} for (name, scope), items in MENUS.items() if name == "more"}
    anywhere = set().union(*(more.get(scope, set()) for scope in ("cases", "client", "calendar", "tasks")))
    for name, _, _, keys, _ in rows():
        letters = re.findall(r"`g (\w)`", keys)
        assert set(letters) <= set(goto), name
        sections = {match.group(1) for each in letters if (match := re.search(r"section\('(\w+)'\)", goto[each]))}
        sections |= {word.lower() for word in re.findall(r" in (\w+)", keys)}
        here = set().union(anywhere, *(more.get(f"client.{section}", set()) for section in sections))
        for letter in re.findall(r"`m (\w)`", keys):
            assert letter in here, f"{name}: m {letter} in {sorted(sections)}"


def test_every_single_key_and_command_line_is_known() -> None:
    known = {printed(key) for command in COMMANDS for key in command.keys}
    lines = set(every_command())
    for name, _, _, keys, _ in rows():
        for key in re.findall(r"`(\S)`", keys):
            assert key in known, f"{name}: {key}"
        for command in re.findall(r"`caseterm (\w+)", keys):
            assert command in lines, f"{name}: caseterm {command}"
