"""What is kept of a crash: where it happened in the code, never a value of hers."""

from __future__ import annotations

import os
import stat
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caseterm.paths import private_folder

if TYPE_CHECKING:
    from types import TracebackType

LOG_NAME = "caseterm.log"
LOG_LIMIT = 1_000_000
"""Bytes; a log past this size is begun anew."""


def crash_lines(error: BaseException) -> list[str]:
    """A traceback without a value of hers: exception types and places in the code."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        frames: TracebackType | None = cause.__traceback__
        lines.append(type(cause).__qualname__)
        lines += [
            f"  {frame.name} ({frame.filename.rsplit('caseterm', 1)[-1]}:{frame.lineno})"
            for frame in traceback.extract_tb(frames)
        ]
        cause = _behind(cause)
    return lines


def _behind(error: BaseException) -> BaseException | None:
    """What an exception came from: its cause, its context, or the one it carries, as Textual's WorkerFailed does."""
    found = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    carried = getattr(error, "error", None)
    return found or (carried if isinstance(carried, BaseException) else None)


def write_crash(error: BaseException, *, at: datetime, folder: Path) -> Path | None:
    """Add the crash to the log in the folder (0600); the log's path, or None when it could not be written."""
    path = folder / LOG_NAME
    text = "\n".join([f"--- {at:%Y-%m-%d %H:%M:%S}", *crash_lines(error), ""])
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        private_folder(folder)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            flags |= os.O_TRUNC
        handle = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
    except OSError:
        return None
    try:
        os.write(handle, text.encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    finally:
        os.close(handle)
    return path
