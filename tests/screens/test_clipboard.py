"""Copying says only what it knows."""

import subprocess
from typing import Any

import pytest
from textual.app import App

from caseterm.screens import clipboard


class FakeApp(App[None]):
    """Takes what goes to the terminal."""

    sent: str = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.sent = text


def test_the_tool_is_the_platforms_own_and_none_over_ssh_or_without_a_desktop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert clipboard.tool_for({}, "darwin") == ["pbcopy"]
    assert clipboard.tool_for({}, "win32") == ["clip"]
    assert clipboard.tool_for({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux") == ["wl-copy"]
    assert clipboard.tool_for({"DISPLAY": ":0"}, "linux") == ["xclip", "-selection", "clipboard"]
    assert clipboard.tool_for({}, "linux") is None
    assert clipboard.tool_for({"SSH_CONNECTION": "x", "DISPLAY": ":0"}, "linux") is None


def test_a_tool_that_took_it_is_believed_and_one_that_failed_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [0, 1]

    def run(command: list[str], *, input: bytes, **_: Any) -> "subprocess.CompletedProcess[bytes]":
        assert input == b"88-A12 [/b]"
        return subprocess.CompletedProcess(command, codes.pop(0))

    monkeypatch.setattr(clipboard, "tool_for", lambda *_: ["pbcopy"])
    monkeypatch.setattr(subprocess, "run", run)
    app = FakeApp()
    assert clipboard.copy_text(app, "88-A12 [/b]") == "Copied"
    assert app.sent == ""
    assert clipboard.copy_text(app, "88-A12 [/b]") == "Sent to terminal"
    assert app.sent == "88-A12 [/b]"


def test_a_missing_tool_falls_back_and_escape_codes_never_reach_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "tool_for", lambda *_: ["no-such-tool-here"])
    app = FakeApp()
    assert clipboard.copy_text(app, "a\x1b]52;c;x\x07\nb") == "Sent to terminal"
    assert app.sent == "a␛]52;c;x␇\nb"
