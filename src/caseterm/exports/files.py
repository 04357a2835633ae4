"""Writes a finished file where the user wants it: whole or not at all, private, never over another file."""

import contextlib
import errno
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from caseterm.errors import CannotCreateError, DiskFullError, PermissionDeniedError, StorageError
from caseterm.paths import private_folder

MOST_BYTES = 200
_NUMBER_ROOM = len("-9999")
_RESERVED = re.compile(r'[<>:"/\\|?*\s]+')
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if sys.platform != "win32" else {errno.ENOSPC, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def safe_name(stem: str, suffix: str = "") -> str:
    """One file name that every system takes, of at most 200 bytes with room for a number.

    Letters of every script stay; separators, control and bidi characters, leading dots and dashes go; a
    device name of Windows gets an underscore in front.
    """
    stem = unicodedata.normalize("NFC", "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in stem))
    stem = "".join(" " if unicodedata.category(char) in _NOT_IN_NAMES else char for char in stem)
    stem = re.sub(r"-{2,}", "-", _RESERVED.sub("-", stem)).strip("-. ~")
    stem = _shortened(stem or "document", MOST_BYTES - _NUMBER_ROOM - len(suffix.encode())).rstrip("-. ")
    return ("_" if stem.partition(".")[0].lower() in _DEVICES else "") + stem + suffix


_NOT_IN_NAMES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _shortened(text: str, most: int) -> str:
    while len(text.encode()) > most:
        text = text[:-1]
    return text


def next_free(path: Path) -> Path:
    """Where a file of this name would be saved now: itself, or with -2, -3 where names are taken."""
    for candidate in _candidates(path):
        if not os.path.lexists(candidate):
            return candidate
    raise _no_name(path)


def save(data: bytes, path: Path) -> Path:
    """Writes a new file for this user alone and returns where it is; a name already taken gets -2, -3.

    The bytes reach the disk under a temporary name in the same folder first. Raises StorageError (disk full,
    not allowed, no such place) and then leaves nothing behind.
    """
    path = path.expanduser().absolute()
    try:
        private_folder(path.parent)
        with _temporary(data, path.parent) as temporary:
            return _place(temporary, path)
    except OSError as problem:
        raise storage_error(problem, path.parent) from None


@contextlib.contextmanager
def _temporary(data: bytes, folder: Path) -> Iterator[Path]:
    """The bytes in a file of mode 0600 in the folder, gone afterwards."""
    name = folder / f".caseterm-{os.urandom(8).hex()}.tmp"
    handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield name
    finally:
        with contextlib.suppress(OSError):
            name.unlink()


def _place(temporary: Path, path: Path) -> Path:
    taken: set[str] = set()
    for candidate in _candidates(path):
        if candidate.name in taken:
            continue
        if _move_to_new(temporary, candidate):
            _sync_folder(candidate.parent)
            return candidate
        taken = taken or _names_in(path.parent)
    raise _no_name(path)


def _names_in(folder: Path) -> set[str]:
    """What is there, asked once: a summary may have been saved hundreds of times."""
    with os.scandir(folder) as there:
        return {entry.name for entry in there}


def _move_to_new(temporary: Path, target: Path) -> bool:
    """Gives the file its name unless anything, even a broken link, has that name."""
    try:
        if sys.platform == "win32":
            temporary.rename(target)
        else:
            os.link(temporary, target, follow_symlinks=False)
        return True
    except FileExistsError:
        return False
    except OSError as problem:
        if problem.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
    return _claim_and_replace(temporary, target)


def _claim_and_replace(temporary: Path, target: Path) -> bool:
    """The same on file systems without hard links: the name is claimed first, then the file moved over it."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    try:
        temporary.replace(target)
    except OSError:
        target.unlink()
        raise
    return True


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    for number in range(2, 10_000):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _no_name(path: Path) -> StorageError:
    return CannotCreateError(
        "Ten thousand files of this name are there already.",
        safe="Nothing was written.",
        next_step=f"Choose another name or clear out {path.parent}.",
    )


def storage_error(problem: OSError, folder: Path) -> StorageError:
    """The operating system's refusal in words; it names the folder, never the file."""
    if problem.errno in _FULL:
        return DiskFullError(
            "The disk is full.",
            safe="Nothing was written and no file was changed.",
            next_step=f"Make room, or choose another folder than {folder}.",
        )
    if problem.errno in _REFUSED:
        return PermissionDeniedError(
            f"You may not write in {folder}.",
            safe="Nothing was written.",
            next_step="Choose another folder.",
        )
    return CannotCreateError(
        f"The file could not be written in {folder}: {(problem.strerror or 'unknown reason').lower()}.",
        safe="Nothing was written.",
        next_step="Choose another folder or file name.",
    )
