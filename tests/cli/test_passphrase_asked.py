"""The passphrase asked for on a real terminal, before the screens; nothing of it is shown."""

from pathlib import Path

from caseterm.services import encryption
from caseterm.store import cipher
from tests.cli.terminal import Terminal, environment

SAID = "blue lamp river onion"


def test_the_screens_ask_unseen_say_what_is_wrong_and_open(home: Path, copy_of_sample: Path) -> None:
    encryption.finish(encryption.encrypt_ready(copy_of_sample, SAID))
    cipher.forget_keys()
    terminal = Terminal(["--db", str(copy_of_sample)], environment(home))
    terminal.wait_for("Passphrase of copy.db:")
    terminal.press("not that one\r")
    terminal.wait_for("That does not open copy.db.")
    terminal.wait_for("Passphrase, or recovery key")
    terminal.press(SAID + "\r")
    terminal.wait_for("Needs attention")
    terminal.press("\x11")
    assert terminal.ended() == 0
    again = Terminal(["--db", str(copy_of_sample), "history"], environment(home))
    again.wait_for("Passphrase of copy.db:")
    again.press("nor this\r")
    again.wait_for("Passphrase, or recovery key")
    again.press(SAID + "\r")
    assert again.ended() == 0
    lines = [line for line in again.shown.decode().splitlines() if "with the passphrase" in line]
    assert all("Opened with the passphrase after 1 wrong one" in line for line in lines)
    assert len(lines) == 2, "the screens and the command before this answer"
    assert SAID.encode() not in terminal.shown
    assert b"not that one" not in terminal.shown
    assert b"Traceback" not in terminal.shown


def test_leaving_at_the_question_leaves_everything(home: Path, copy_of_sample: Path) -> None:
    encryption.finish(encryption.encrypt_ready(copy_of_sample, SAID))
    cipher.forget_keys()
    before = copy_of_sample.read_bytes()
    terminal = Terminal(["--db", str(copy_of_sample), "cases"], environment(home))
    terminal.wait_for("Passphrase of copy.db:")
    terminal.press("\x03")
    assert terminal.ended() == 130
    assert copy_of_sample.read_bytes() == before
