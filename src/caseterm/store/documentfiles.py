"""The files that documents point at: what they were when noted, and how they stand now. They are only ever read."""

import hashlib
import os
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from caseterm.rules.counting import counted

Standing = Literal["as noted", "missing", "changed", "not noted", "unreadable"]
CHUNK = 1 << 20
MOST_NAMED = 5
_BAD: tuple[tuple[Standing, str], ...] = (
    ("missing", "not where they were"),
    ("changed", "changed since noted"),
    ("unreadable", "may not be read"),
)


@dataclass(frozen=True)
class FileFacts:
    """A file's size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


def size_of(path: str) -> int | None:
    """The bytes of the file at a path, None where there is no plain file. Raises OSError where it may not be seen."""
    try:
        found = Path(path).expanduser().stat()
    except (FileNotFoundError, NotADirectoryError, ValueError, RuntimeError):  # also NUL in a path, an unknown ~user
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def facts_of(path: str) -> FileFacts | None:
    """Size and SHA-256 of the file at a path, read in pieces; None where there is no plain file. Raises OSError."""
    if size_of(path) is None:
        return None
    digest, size = hashlib.sha256(), 0
    with Path(path).expanduser().open("rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        while piece := file.read(CHUNK):
            digest.update(piece)
            size += len(piece)
    return FileFacts(size, digest.hexdigest())


def standing(path: str, size: int | None, sha256: str | None) -> Standing:
    """How a document's file stands against what was noted of it; reads all of the file where its size is as noted."""
    try:
        now = size_of(path)
        if now is None:
            return "missing"
        if not sha256:
            return "not noted"
        if now != size:
            return "changed"
        found = facts_of(path)
    except OSError:
        return "unreadable"
    return "missing" if found is None else "as noted" if found.sha256 == sha256 else "changed"


def all_standing(connection: sqlite3.Connection) -> dict[Standing, list[str]]:
    """Every document on file by how its file stands, named by its case's number and its own: "26-0142 no. 12"."""
    found: dict[Standing, list[str]] = {}
    rows = connection.execute(
        "SELECT d.path, d.file_size, d.file_sha256, c.number, d.id FROM documents d JOIN cases c ON c.id = d.case_id "
        "WHERE d.path <> '' AND d.archived_at IS NULL ORDER BY c.number, d.id"
    ).fetchall()
    for path, size, sha256, number, document in rows:
        found.setdefault(standing(path, size, sha256), []).append(f"{number} no. {document}")
    return found


def standing_words(found: dict[Standing, list[str]]) -> tuple[bool, str]:
    """Whether every file is there and as noted, and the sentence that says so or names those that are not."""
    total = sum(len(names) for names in found.values())
    bad = []
    for state, words in _BAD:
        names = found.get(state, [])
        if names:
            named = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
            bad.append(f"{len(names)} {words}: {named}")
    if bad:
        return False, f"of {counted(total, 'file')}, {'; '.join(bad)}"
    unnoted = len(found.get("not noted", []))
    rest = f", {unnoted} of them not noted yet" if unnoted else ""
    return True, f"{counted(total, 'file')}, all there and as noted{rest}" if total else "none with a file"
