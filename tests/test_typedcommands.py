"""Commands in hints: whole, for the database at hand."""

import ast
import re
from pathlib import Path

import pytest

import caseterm
from caseterm.cli.parser import every_command
from caseterm.typedcommands import COMMANDS, command, recover, to_type

SOURCE = Path(caseterm.__file__).parent


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that opens without being named."""
    path = tmp_path / "her own.db"
    monkeypatch.setenv("CASETERM_DB", str(path))
    return path


def test_the_usual_database_is_not_named_and_another_is(usual: Path) -> None:
    other = usual.with_name("her cases.db")
    hint = "Restore a backup, or run: caseterm check."
    assert to_type(hint, usual) == "Restore a backup, or run: caseterm check"
    assert to_type(hint, other) == f"Restore a backup, or run: caseterm --db '{other}' check"
    assert command(other, "restore", usual) == f"caseterm --db '{other}' restore '{usual}'"


def test_words_that_are_no_command_stay(usual: Path) -> None:
    for words in ("This is not a caseterm database.", "Start caseterm once: it finishes the restore.", ""):
        assert to_type(words, usual.with_name("other.db")) == words


def test_what_is_saved_goes_into_a_file_that_is_not_there_yet(usual: Path) -> None:
    source, first, second = (usual.with_name(name) for name in ("a.db", "a-recovered.db", "a-recovered-2.db"))
    assert recover(source, beside=source) == f"caseterm recover {source} {first}"
    first.touch()
    hint = "Save what is there: caseterm recover FILE NEWFILE."
    assert to_type(hint, source) == f"Save what is there: caseterm recover {source} {second}"


def test_every_command_that_a_hint_names_is_known() -> None:
    named = set()
    for folder in ("store", "services", "queries"):
        for path in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    named |= set(re.findall(r"(?:: |\(|see |See )caseterm ([a-z][a-z-]+)", node.value))
    assert {"check", "backup", "rekey"} <= named & set(every_command())
    assert named & set(every_command()) <= {*COMMANDS, "recover"}
