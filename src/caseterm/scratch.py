"""Folders for what is needed for a moment: gone when it is over, and at the latest when the program starts again.

Each has the number of its process in its name. What a killed process left, which may be a client's text, is removed by
the next one that looks.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseterm.rules.patterns import later

_NAME = later(r"caseterm-(\d+)-[^/\\]+")
_folders: set[Path] = set()


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder only its owner may enter, removed afterwards with all that is in it."""
    folder = lasting_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _folders.discard(folder)


def lasting_folder() -> Path:
    """Such a folder, removed when the process ends. Raises OSError."""
    remove_left_behind()
    if not _folders:
        atexit.register(remove_all)
    folder = Path(tempfile.mkdtemp(prefix=f"caseterm-{os.getpid()}-")).resolve()
    _folders.add(folder)
    return folder


def remove_all() -> None:
    """Remove what this process has made; for an end that unwinds nothing."""
    while _folders:
        shutil.rmtree(_folders.pop(), ignore_errors=True)


def remove_left_behind() -> None:
    """Remove the folders of processes that are gone, where they are ours to remove."""
    try:
        folders = list(Path(tempfile.gettempdir()).iterdir())
    except OSError:
        return
    for folder in folders:
        found = _NAME.fullmatch(folder.name)
        if found and not _runs(int(found.group(1))) and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether a process of this number runs."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True
