"""A crash tells where it happened and nothing of hers: not on the terminal, not in the log."""

import shutil
from pathlib import Path

import pytest

from caseterm.crash import LOG_NAME, crash_lines
from tests.cli.terminal import Terminal, environment

CANARY = "Canary-Zsofia-4711"
START = f"""
import sys
from caseterm.screens.caseload.acts import CaseloadScreen
from caseterm.store.database import Database

def boom(self, *arguments):
    client, ssn = {CANARY!r}, "123-45-6789 {CANARY}"
    raise ValueError(f"cannot deal with {{client}} {{ssn}}")

async def later(self):
    boom(self)

KIND = sys.argv.pop(1)
if KIND == "worker":
    CaseloadScreen.action_pin = lambda self: self.run_worker(later(self))
elif KIND == "chained":
    def chained(self):
        try:
            boom(self)
        except ValueError as problem:
            raise KeyError({CANARY!r}) from problem
    CaseloadScreen.action_pin = chained
elif KIND == "drawing":
    import caseterm.widgets.rowlist as lists
    CaseloadScreen.action_pin = lambda self: (setattr(lists.RowList, "render_line", boom), self.cases.refresh())
from caseterm.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("kind", ["worker", "chained", "drawing"])
def test_a_crash_shows_no_data_on_the_terminal_and_none_in_the_log(
    caseload_file: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "cases.db"
    shutil.copy(caseload_file, path)
    terminal = Terminal([kind, "--db", str(path)], environment(tmp_path), code=START)
    terminal.wait_for("Needs attention")
    terminal.press("*")
    code = terminal.ended()
    drawn, left, said = terminal.shown.rpartition(b"\x1b[?1049l")
    assert left, "the terminal was given back"
    assert code == 70, said.decode()
    words = said.decode()
    assert "caseterm stopped by an error of its own" in words
    assert "Your work is saved" in words
    assert "Traceback" not in words
    log = next(tmp_path.rglob(LOG_NAME))
    text = log.read_text(encoding="utf-8")
    assert str(log) in words.replace("\r\n", "\n")
    assert "ValueError" in text or "KeyError" in text
    assert "boom" in text, "where it happened is in it"
    assert log.stat().st_mode & 0o077 == 0
    for secret in (CANARY, "4711", "123-45-6789", "cannot deal with"):
        assert secret not in words
        assert secret not in text
        assert secret not in drawn.decode("utf-8", "replace")


def test_a_traceback_is_told_without_messages_or_values() -> None:
    def inner() -> None:
        name = CANARY
        raise ValueError(f"no {name}")

    try:
        try:
            inner()
        except ValueError as problem:
            raise RuntimeError(f"while saving {CANARY}") from problem
    except RuntimeError as problem:
        lines = crash_lines(problem)
    assert lines[0] == "RuntimeError"
    assert "ValueError" in lines
    assert any("inner" in line for line in lines)
    assert CANARY not in "\n".join(lines)
