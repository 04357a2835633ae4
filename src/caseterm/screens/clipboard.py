"""Copying: by the platform's own tool where there is one on this machine, else through the terminal."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from textual.app import App

from caseterm.rules.text import clean_input

SECONDS = 2.0


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
        return "Copied"
    app.copy_to_clipboard(safe)
    return "Sent to terminal"


def _taken(command: list[str], text: str) -> bool:
    data = text.encode("utf-16") if command == ["clip"] else text.encode()
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
