"""The program as a process: its streams, its terminal, and how it ends."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from caseterm import __version__
from caseterm.store.lock import holder_of
from tests.cli.terminal import Terminal, environment

CASETERM = [sys.executable, "-m", "caseterm"]
LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"
CRASHES = """
import sys
from caseterm.screens.caseload import CaseloadScreen
def fails(self):
    client = "Nguyen, Thi 123-45-6789"
    raise ZeroDivisionError(client)
CaseloadScreen.action_mark = fails
from caseterm.__main__ import main
sys.exit(main())
"""
NEVER_FORCED = """
import os, sys
from caseterm import tui
from caseterm.screens.lifecycle import Lifecycle
from textual.drivers import _writer_thread
tui.PATIENCE_SECONDS = 1000
_writer_thread.MAX_QUEUED_WRITES = 2  # whoever writes after its end waits at once
build_ahead = Lifecycle.build_ahead
def told(self):
    build_ahead(self)
    if len(self._screen_stacks) == len(self.MODES) and all(s.is_mounted for s in self._every_screen()):
        os.write(1, b"every screen stands")
    else:
        self.set_timer(0.05, self.build_ahead)
Lifecycle.build_ahead = told
from caseterm.__main__ import main
sys.exit(main())
"""


def ran(home: Path, *argv: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CASETERM, *argv], env=environment(home, **more), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


def test_the_version_is_told_without_loading_the_program(home: Path) -> None:
    code = (
        "import sys; from caseterm.cli import main; main(['--version']); "
        "sys.exit(any(name in sys.modules for name in ('argparse', 'textual', 'sqlite3', 'sqlalchemy')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"caseterm {__version__}\n")


def test_help_teaches_and_every_command_has_its_own(home: Path) -> None:
    whole = ran(home, "--help")
    assert whole.returncode == 0
    for command in (
        "today",
        "cases",
        "case",
        "tasks",
        "agenda",
        "summary",
        "import",
        "export",
        "backup",
        "check",
        "keys",
    ):
        assert f"\n    {command} " in whole.stdout
    one = ran(home, "cases", "--help")
    assert "examples:" in one.stdout
    assert "phase:treating" in one.stdout


def test_a_closed_pipe_ends_the_list_quietly(home: Path, sample_file: Path) -> None:
    list_all = subprocess.Popen(
        [*CASETERM, "--db", str(sample_file), "cases", "--view", "all", "--json"],
        env=environment(home, PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert list_all.stdout is not None
    assert list_all.stderr is not None
    assert list_all.stdout.read(1) == b"["
    list_all.stdout.close()
    said = list_all.stderr.read()
    list_all.stderr.close()
    assert (list_all.wait(timeout=30), said) == (0, b"")


def test_names_come_out_in_utf_8_whatever_the_locale_says(home: Path, sample_file: Path) -> None:
    done = ran(home, "--db", str(sample_file), "cases", "--find", "kowalczyk", LC_ALL="POSIX", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Kowalczyk, Łukasz" in done.stdout


def test_a_full_disk_leaves_no_part_of_the_sample_behind(home: Path, tmp_path: Path) -> None:
    import resource

    folder = tmp_path / "small"
    folder.mkdir()
    limited = subprocess.run(
        [*CASETERM, "demo", "--cases", "40", "--keep", str(folder / "demo.db")],
        env=environment(home), capture_output=True, text=True, check=False, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )  # fmt: skip
    assert limited.returncode == 74
    assert limited.stderr.startswith("caseterm: The disk ")
    assert "Traceback" not in limited.stderr
    assert list(folder.iterdir()) == []


def test_a_dumb_terminal_is_refused_in_words(home: Path, tmp_path: Path) -> None:
    for term in ("dumb", ""):
        terminal = Terminal(["--db", str(tmp_path / "a.db")], environment(home, TERM=term))
        assert terminal.ended() == 64
        assert b"a terminal that can place text" in terminal.shown
        assert b"\x1b[?1049h" not in terminal.shown
    assert not (tmp_path / "a.db").exists()


def test_the_screens_open_and_leave_the_terminal_as_it_was(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "data" / "cases.db"
    terminal = Terminal(["--db", str(path)], environment(home, TEXTUAL_LOG=str(tmp_path / "log"), TEXTUAL_PRESS="q,y"))
    terminal.wait_for("No cases yet")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert LEFT_ALTERNATE_SCREEN in terminal.shown[-400:]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=["terminated", "hung up", "interrupted"],
)
def test_a_signal_ends_the_screens_cleanly(
    home: Path, empty_database: Path, tmp_path: Path, number: int, code: int
) -> None:
    shutil.copy(empty_database, tmp_path / "a.db")
    terminal = Terminal(["--db", str(tmp_path / "a.db")], environment(home))
    terminal.wait_for("No cases yet")
    terminal.signal(number)
    assert terminal.ended() == code
    assert LEFT_ALTERNATE_SCREEN in terminal.shown[-600:]
    assert holder_of(tmp_path / "a.db") is None, "also where a slow machine had it ended by force"


@pytest.mark.parametrize("hangup", [True, False], ids=["told by a signal", "under nohup"])
def test_a_closed_window_ends_the_process_by_itself(home: Path, copy_of_sample: Path, hangup: bool) -> None:
    """Without the timer that would end it by force: nothing waits for a terminal that is gone."""
    terminal = Terminal(["--db", str(copy_of_sample)], environment(home), code=NEVER_FORCED, hangup=hangup)
    terminal.wait_for("every screen stands")
    if hangup:  # a stop and its end that nobody told of must not leave two threads reading the keys
        start = len(terminal.shown)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for_again("Needs attention", start)
    terminal.press("N")
    terminal.wait_for("New case")
    terminal.press("Zebracrossing")
    terminal.wait_for("Zebracrossing")
    terminal.hang_up()
    assert terminal.ended_within(10) == 129
    assert not copy_of_sample.with_name(copy_of_sample.name + ".lock").exists()
    with closing(sqlite3.connect(copy_of_sample)) as connection:
        (draft,) = connection.execute("SELECT values_json FROM drafts").fetchall()
    assert "Zebracrossing" in draft[0]


def test_a_crash_shows_no_data_and_says_where_the_log_is(home: Path, copy_of_sample: Path) -> None:
    terminal = Terminal(["--db", str(copy_of_sample)], environment(home), code=CRASHES)
    terminal.wait_for("Needs attention")
    terminal.press(" ")
    assert terminal.ended() == 70
    after = terminal.shown[terminal.shown.rindex(LEFT_ALTERNATE_SCREEN) :]
    assert b"caseterm stopped by an error of its own" in after
    assert b"6789" not in terminal.shown
    log = next(home.rglob("caseterm.log"))
    assert str(log).encode() in after.replace(b"\r\n", b"")
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "6789" not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_the_demo_is_gone_when_she_leaves(home: Path) -> None:
    terminal = Terminal(["demo", "--cases", "6"], environment(home))
    terminal.wait_for("DEMO")
    terminal.wait_for("26-0142")
    assert len(list(home.glob(".caseterm-*/sample.db"))) == 1
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert list(home.glob(".caseterm-*")) == []
    assert list(home.rglob("caseterm.db")) == []


def test_the_demo_is_gone_when_it_is_ended_from_outside(home: Path) -> None:
    terminal = Terminal(["demo", "--cases", "6"], environment(home))
    terminal.wait_for("26-0142")
    terminal.signal(signal.SIGTERM)
    assert terminal.ended() == 143
    assert list(home.glob(".caseterm-*")) == []
