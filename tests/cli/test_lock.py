"""The lock and the end of the program on a real terminal: what is left to be seen."""

import json
import re
import subprocess
import sys
from pathlib import Path

from caseterm import services
from caseterm.clock import fixed_clock
from caseterm.store.database import Database
from tests.cli.conftest import Run
from tests.cli.terminal import Terminal, environment
from tests.conftest import TODAY
from tests.services.test_cases import open_case

LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"
SETS_A_TITLE = re.compile(rb"\x1b\][0-2];")
LETTERS = re.compile(rb"[A-Za-z]{4,}")


def test_a_locked_terminal_shows_nothing_and_a_left_one_keeps_nothing(run: Run, tmp_path: Path) -> None:
    path, secret = tmp_path / "cases.db", tmp_path / "passphrase"
    with Database.open(path, fixed_clock(TODAY)) as db:
        open_case(db)
    secret.write_text("seven quiet horses run\n")
    secret.chmod(0o600)
    assert run("--db", str(path), "encrypt", "--passphrase-file", str(secret)).code == 0
    terminal = Terminal(["--db", str(path)], environment(tmp_path, CASETERM_PASSPHRASE_FILE=str(secret)))
    terminal.wait_for("Garcia")

    terminal.press("\x1c")
    terminal.wait_for("caseterm is locked")
    opened = len(terminal.shown)
    while b"Try again in 1 second" not in terminal.shown:
        terminal.press("wrong\r")  # until the guard against keys typed ahead lets it through
        terminal.wait_for("Passphrase: ")
        terminal._read()
    terminal.wait_for("That was not it. Try again.")
    assert b"Garcia" not in terminal.shown[opened:]
    terminal.press("seven quiet horses run\r")
    terminal.wait_for_again("Garcia", opened)

    terminal.press("\x1c")
    terminal.wait_for_again("caseterm is locked", terminal.shown.rindex(b"Garcia"))
    locked = terminal.shown.rindex(b"caseterm is locked")
    terminal.press("\x1b[<0;10;8M\x1b[<0;10;8m")  # the mouse opens nothing and wakes nothing
    terminal.press("\x11")
    assert terminal.ended() == 0
    after = terminal.shown[locked:]
    assert b"Garcia" not in after
    wiped, _, rest = after.rpartition(LEFT_ALTERNATE_SCREEN)
    erased = wiped[wiped.rindex(b"\x1b[24;1H\x1b[0m\x1b[2K") :]
    assert erased.count(b"\x1b[2K") == 24, "every line is wiped before the terminal's own screen comes back"
    assert not LETTERS.search(erased)
    assert not LETTERS.search(rest)
    assert not SETS_A_TITLE.search(terminal.shown)
    assert b"horses" not in terminal.shown


def test_the_lock_command_says_who_has_the_database(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    ask = [sys.executable, "-m", "caseterm", "lock", "--json", "--db", str(path)]

    def asked() -> tuple[int, dict[str, object]]:
        done = subprocess.run(ask, env=environment(tmp_path), capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stdout) if done.stdout else {}

    assert asked() == (66, {})
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.lockout.count_try(path, db.clock)
        code, found = asked()
        assert code == 75
        assert found["held"] is True
        assert found["who"] == db.actor
        assert found["since"] == "11/21 09:41"
    assert asked() == (0, {"held": False, "who": "", "machine": "", "since": "", "wrong_tries": 1})
    path.with_name("cases.db.lock").write_text('{"who": "x", "machine": "y", "since": "z"}')
    assert asked()[0] == 0, "a file left by a crash is no lock"
