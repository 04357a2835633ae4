"""Copying says only what it knows."""

import subprocess
from pathlib import Path
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


def test_what_was_copied_is_taken_out_again_unless_something_else_lies_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = tmp_path / "clipboard"
    tool = tmp_path / "xclip"
    tool.write_text(f"#!/bin/sh\nif [ \"$3\" = -o ]; then cat '{held}'; else cat > '{held}'; fi\n")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(clipboard, "tool_for", lambda *_: ["xclip", "-selection", "clipboard"])

    assert not clipboard.clear_copied(), "nothing was copied"
    for text in ("(206) 555-0142", "Garcia [/b]\nTwo lines\n"):
        assert clipboard.copy_text(FakeApp(), text) == "Copied"
        assert held.read_text() == text.strip()
        assert clipboard.clear_copied()
        assert held.read_text() == ""
    clipboard.copy_text(FakeApp(), "(206) 555-0142")
    held.write_text("copied elsewhere since")
    assert not clipboard.clear_copied()
    assert held.read_text() == "copied elsewhere since"
    monkeypatch.setattr(clipboard, "tool_for", lambda *_: None)
    clipboard.copy_text(FakeApp(), "through the terminal")
    assert not clipboard.clear_copied()
