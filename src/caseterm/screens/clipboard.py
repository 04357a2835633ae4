"""Copying: by the platform's own tool where there is one on this machine, else through the terminal.

What a tool took is taken out of the clipboard again when the program locks or ends, if it still is what lies there.
A terminal cannot be asked what its clipboard holds, so what went through one stays.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from textual.app import App

from caseterm.rules.text import clean_input

SECONDS = 2.0
SECONDS_TO_CLEAR = 1.0
_READ = {
    "pbcopy": ["pbpaste"],
    "clip": ["powershell", "-NoProfile", "-Command", "Get-Clipboard -Raw"],
    "wl-copy": ["wl-paste", "--no-newline"],
    "xclip": ["xclip", "-selection", "clipboard", "-o"],
}


class _Put:
    """The tool that took the last text, and the text's hash; the text itself is not kept."""

    command: list[str] | None = None
    digest = b""


def tool_for(environment: Mapping[str, str], platform: str) -> list[str] | None:
    """The command that takes a text from its input into the clipboard; None over ssh or without a desktop."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    if platform == "darwin":
        return ["pbcopy"]
    if platform == "win32":
        return ["clip"]
    if environment.get("WAYLAND_DISPLAY") and shutil.which("wl-copy"):
        return ["wl-copy"]
    if environment.get("DISPLAY") and shutil.which("xclip"):
        return ["xclip", "-selection", "clipboard"]
    return None


def copy_text(app: App[None], text: str) -> str:
    """Copy a text and say how far it got: "Copied" when a tool took it, "sent to terminal" when nobody can know."""
    safe = clean_input(text, multiline=True)
    command = tool_for(os.environ, sys.platform)
    if command is not None and _taken(command, safe):
        _Put.command, _Put.digest = command, _digest(safe)
        return "Copied"
    app.copy_to_clipboard(safe)
    return "Sent to terminal"


def clear_copied() -> bool:
    """Empty the clipboard where it still holds what this program put there; whether it was emptied.

    It may take up to two seconds where a tool does not answer.
    """
    command, _Put.command = _Put.command, None
    if command is None:
        return False
    reader = _READ.get(command[0])
    held = _ran(reader, b"", SECONDS_TO_CLEAR) if reader else None
    if held is None or _digest(held.decode("utf-8", "replace")) != _Put.digest:
        return False
    empty = ["wl-copy", "--clear"] if command[0] == "wl-copy" else command
    return _ran(empty, b"", SECONDS_TO_CLEAR, quiet=True) is not None


def _digest(text: str) -> bytes:
    import hashlib  # reads OpenSSL from the disk, and the program starts without copying

    return hashlib.sha256("\n".join(text.splitlines()).encode()).digest()


def _taken(command: list[str], text: str) -> bool:
    data = text.encode("utf-16") if command == ["clip"] else text.encode()
    return _ran(command, data, SECONDS, quiet=True) is not None


def _ran(command: list[str], data: bytes, seconds: float, *, quiet: bool = False) -> bytes | None:
    """What a tool said; None when it failed. `quiet` for one that stays behind to serve the text: xclip, wl-copy."""
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or b"") if done.returncode == 0 else None
