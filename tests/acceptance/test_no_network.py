"""Nothing is sent over any network: the whole program runs with every way out forbidden, and watched from outside."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from caseterm.cli import scripting, wholefiles
from caseterm.cli.parser import COMMANDS
from tests.cli.terminal import Terminal, environment
from tests.torture.hostile_screens import settled
from tests.torture.outcome import no_strace

FORBIDDEN = """
import json, os, sys
OUT = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
       "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "http.client.send",
       "smtplib.connect", "ftplib.connect", "imaplib.open", "poplib.connect", "webbrowser.open"}
tried, report = [], os.environ["REPORT"]

def forbid(event, arguments):
    if event in OUT:
        tried.append(event)
        raise OSError(f"forbidden: {event}")

def tell():
    with open(report, "w") as file:
        json.dump({"tried": tried, "modules": sorted(sys.modules), "codes": codes}, file)

codes = {}
sys.addaudithook(forbid)
"""
SCREENS = FORBIDDEN + (
    "from caseterm.cli import main\ntry:\n    codes['screens'] = main(sys.argv[1:])\nfinally:\n    tell()\n"
)
LINES = FORBIDDEN + (
    "from caseterm.cli import main\nfor words in json.loads(sys.stdin.readline()):\n"
    "    codes[' '.join(words)] = main([*sys.argv[1:], *words])\ntell()\n"
)
NETWORK = {
    "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "http.client", "http.server", "smtplib", "ftplib",
    "imaplib", "poplib", "telnetlib", "xmlrpc.client", "xmlrpc.server", "socketserver", "paramiko", "websockets",
}  # fmt: skip
"""Modules that speak to a network; asyncio itself brings socket and ssl in, and opens nothing with them."""
LEFT_OUT = {"encrypt", "decrypt", "rekey", "recovery-key", "restore"}
"""Commands that ask for a passphrase or take the database away; they are run by the tests of their own."""
KEYS = [
    "2", *("]" * 12), "e", "\x1b", "\x1b", "2", "p", "w", "c", "\r", "\x1b", "\x1b", "3", "v", "w", "v", "a", "4", "1",
    "o", "g", "\x1b", ":", "\x1b", "a", *"call her fri", "\r", "u", "i", "\x1b", "?", "\x1b",
]  # fmt: skip


def test_the_screens_with_every_way_out_forbidden_go_on_as_ever(caseload_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    shutil.copy(caseload_file, path)
    terminal = Terminal(["--db", str(path)], environment(tmp_path, REPORT=str(tmp_path / "report")), code=SCREENS)
    terminal.wait_for("Needs attention")
    for key in KEYS:
        terminal.press(key)
        if key in ("\x1b", "p"):  # a key sent right after Escape would be another key
            settled(terminal)
    settled(terminal)
    terminal.signal(15)
    terminal.ended()
    report = json.loads((tmp_path / "report").read_text())
    assert report["tried"] == []
    assert NETWORK & set(report["modules"]) == set()
    assert "caseterm.screens.preview" in report["modules"]


def commands(folder: Path, number: str) -> list[list[str]]:
    """Every command of the command line with what it needs, the exports in all their formats."""
    kept = folder / "kept.db"
    sheet = folder / "sheet.csv"
    sheet.write_text("Client,DOI\nRoe Jane,1/2/2026\n")
    found = [
        ["today"], ["cases", "--view", "all"], ["case", number], ["tasks"], ["agenda"], ["history"], ["undo"], ["redo"],
        ["import", str(sheet), "--yes"], ["check"], ["keys"], ["lock"], ["dump", "--json"], ["backup"],
        ["backup", "--list"], ["demo", "--keep", str(kept), "--cases", "3"], ["batch", "--acts"],
        ["recover", str(kept), str(folder / "new.db")],
        ["export", "--format", "json"], ["export", "--format", "csv"],
        *(["summary", number, "--format", each, "-o", str(folder)] for each in ("pdf", "html", "md", "txt", "json")),
    ]  # fmt: skip
    known = COMMANDS | wholefiles.COMMANDS | scripting.COMMANDS
    return found + [[name, "--help"] for name in known if name not in {words[0] for words in found}]


def test_every_command_with_every_way_out_forbidden_goes_on_as_ever(caseload_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    shutil.copy(caseload_file, path)
    number = "26-0001"
    asked = commands(tmp_path, number)
    traced = tmp_path / "calls"
    watch = (
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg,bind", "-o", str(traced)]
        if not no_strace()
        else []
    )
    done = subprocess.run(
        [*watch, sys.executable, "-c", LINES, "--db", str(path)],
        input=json.dumps(asked) + "\n",
        capture_output=True,
        text=True,
        env=environment(tmp_path, REPORT=str(tmp_path / "report")),
        check=False,
    )
    assert done.returncode == 0, done.stderr[-800:]
    report = json.loads((tmp_path / "report").read_text())
    assert report["tried"] == []
    assert {words for words, code in report["codes"].items() if code not in (0, 1, 66)} == set()
    assert NETWORK & set(report["modules"]) == set()
    assert {"typst", "openpyxl"} & set(report["modules"])
    if watch:
        assert re.findall(r"AF_INET\w*", traced.read_text(errors="replace")) == []


@pytest.mark.parametrize("code", ["import socket; socket.create_connection(('127.0.0.1', 9))", "import urllib.request"])
def test_a_way_out_that_is_tried_is_seen(tmp_path: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{FORBIDDEN}\ntry:\n    {code}\nexcept OSError:\n    pass\ntell()\n"],
        env=environment(tmp_path, REPORT=str(tmp_path / "report")),
        check=True,
        capture_output=True,
    )
    assert done.stderr == b""
    report = json.loads((tmp_path / "report").read_text())
    assert report["tried"] or NETWORK & set(report["modules"])
