"""Looking into a database file costs its connections no lock."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caseterm.changes import Op
from caseterm.store import cipher, peeking
from caseterm.store.backup import open_to_read
from caseterm.store.database import Database
from caseterm.store.encrypting import is_plain
from caseterm.store.pageseal import broken_pages, fits

WRITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as problem:
    print(problem)
else:
    print("begun")
"""


def others_find(path: Path) -> str:
    """What another process is told that wants to write."""
    done = subprocess.run([sys.executable, "-c", WRITE, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


LOOKS: dict[str, Callable[[Path], object]] = {
    "whether it is encrypted": cipher.is_encrypted,
    "whether it is plain": is_plain,
    "whether a key fits": lambda path: fits(path, b"k" * 32),
    "which pages are broken": lambda path: broken_pages(path, b"k" * 32),
    "another connection": lambda path: cipher.connect(path).close(),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_an_act_keeps_its_lock_while_its_file_is_looked_into(db: Database, look: Callable[[Path], object]) -> None:
    with db.write(Op.ADD, "Added") as write:
        assert others_find(db.path) == "database is locked"
        look(db.path)
        look(db.path)
        assert others_find(db.path) == "database is locked"
        write.connection.execute("UPDATE settings SET lock_minutes = 4")
    assert others_find(db.path) == "begun"


def test_the_last_connection_takes_the_descriptor_along(db: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    target = sqlite3.connect(copy)
    db.raw.backup(target)
    target.close()
    facts = copy.stat()
    file = facts.st_dev, facts.st_ino
    assert not cipher.is_encrypted(copy)
    assert file not in peeking._kept
    first, second = open_to_read(copy), open_to_read(copy)
    assert not cipher.is_encrypted(copy)
    first.close()
    handle = peeking._kept.get(file)
    assert not cipher.is_encrypted(copy)
    assert peeking._kept.get(file) == handle, "one is enough"
    assert (handle is None) is (os.name != "posix")
    second.close()
    assert file not in peeking._kept
    if handle is not None:
        with pytest.raises(OSError, match="Bad file"):
            os.fstat(handle)


def test_a_look_reads_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 3)
    with peeking.look_into(path) as file:
        assert (file.size, file.read(255, 3), file.read(760, 100)) == (768, b"\xff\x00\x01", bytes(range(248, 256)))
        assert file.whole() == path.read_bytes()
    with pytest.raises(FileNotFoundError), peeking.look_into(tmp_path / "gone"):
        pass
