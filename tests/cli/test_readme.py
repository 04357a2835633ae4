"""The README is held to the program: its commands run, its keys are keys, its files are there."""

import re
import shlex
from pathlib import Path

import pytest

from caseterm import services
from caseterm.cli import main
from caseterm.clock import fixed_clock
from caseterm.commands import COMMANDS, printed
from caseterm.menus import MENUS
from caseterm.store.database import Database
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [
    line.split("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
OURS = sorted({line for line in SHELL if line.startswith("caseterm ")})
INLINE = sorted({text for text in re.findall(r"`(caseterm [a-z]+)[^`]*`", README)})


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readme") / "cases.db"
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db)
    return path


@pytest.mark.parametrize("command", OURS)
def test_every_command_of_the_readme_runs(
    command: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CASETERM_DB", str(sample))
    monkeypatch.setenv("CASETERM_TODAY", TODAY.isoformat())
    monkeypatch.chdir(tmp_path)
    words = [word.replace("~", str(tmp_path)) for word in shlex.split(command)[1:]]
    assert main(words) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_the_readme_names_only_commands_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(OURS) >= 7
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    for command in (*OURS, *INLINE):
        name = command.split()[1]
        if name.islower() and name.isalpha():
            assert re.search(rf"^    {name}\b", told, re.MULTILINE), command


def test_the_keys_of_the_readme_are_keys_of_the_program() -> None:
    table = README.split("## Keys")[1].split("To change one")[0]
    cells = [cell for line in table.splitlines() if line.startswith("| `") for cell in line.split("|")]
    wanted = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    known = {printed(key) for command in COMMANDS for key in command.keys}
    assert wanted <= known, wanted - known
    assert {("goto", "*"), ("copy", "*")} <= set(MENUS)


def test_every_file_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_make_targets_of_the_readme_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)`?", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
