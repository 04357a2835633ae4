"""What is read without argparse is read as argparse reads it."""

import pytest

from caseterm.cli import fullreading, plainreading
from caseterm.cli.parser import COMMANDS, database_options

PLAIN = [
    "summary 26-0142",
    "--db a.db summary 26-0142 -o here/",
    "--db a.db --passphrase-file p summary 26-0142 26-0143 --for client --final --copies 3",
    "summary 26-0142 --db b.db --format txt -o -",
    "summary -o x --output y 26-0142",
    "--db a.db summary 26-0142 --db b.db",
    "today --json",
    "cases --find nguyen --view sol --json",
    "case 26-0142",
    "tasks --overdue",
    "agenda --days 14",
    "agenda",
    "keys",
    "demo --cases 10 --seed 4 --keep x.db",
]
NOT_PLAIN = [
    "",
    "--help",
    "-V",
    "summary",
    "summary --help",
    "summary 26-0142 --format=pdf",
    "summary 26-0142 --format doc",
    "summary 26-0142 --copies none",
    "summary 26-0142 --print",
    "summary 26-0142 --print office",
    "summary 26-0142 -ohere",
    "summary 26-0142 -o x 26-0143",
    "summary 26-0142 -o",
    "summary 26-0142 -o --final",
    "summary -- 26-0142",
    "summary 26-0142 --forr client",
    "case 26-0142 26-0143",
    "agenda --days 0",
    "tasks --overdu",
    "nothing",
    "--db",
]


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_is_read_as_argparse_reads_it(line: str) -> None:
    plain = plainreading.read(line.split(), COMMANDS, database_options)
    whole = fullreading.read(line.split())
    assert plain is not None
    assert whole is not None
    assert vars(plain) == vars(whole)


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_argparse(line: str) -> None:
    assert plainreading.read(line.split(), COMMANDS, database_options) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_read_without_argparse(command: str) -> None:
    words = [command, *(["26-0142"] if command in ("case", "summary") else [])]
    plain = plainreading.read(words, COMMANDS, database_options)
    whole = fullreading.read(words)
    assert plain is not None
    assert whole is not None
    assert vars(plain) == vars(whole)
