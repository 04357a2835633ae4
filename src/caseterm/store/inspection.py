"""Looks whether a database is whole, without changing anything in it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from caseterm.rules.counting import counted
from caseterm.store import pageseal
from caseterm.store.audit import first_broken_act, not_as_made, rows_not_as_logged, statements
from caseterm.store.cipher import connect, database_errors, is_encrypted, kept_key
from caseterm.store.database import SETTINGS, configure
from caseterm.store.documentfiles import all_standing, standing_words
from caseterm.store.keyfile import id_of, path_of, read_slots
from caseterm.store.schema import HEAD, KNOWN, stored_version
from caseterm.store.valuekinds import of_other_kinds

State = Literal["ok", "note", "broken"]
_OR_RECOVER = "Restore a backup (caseterm backup --list), or save what is there: caseterm recover FILE NEWFILE."
_TODO = {
    "Index": "Every row is there. Make a copy with sound indexes: caseterm recover FILE NEWFILE.",
    "Schema": "Open it with the caseterm that wrote it, or restore a backup: caseterm backup --list.",
    "Change log": "Changes would not be logged. Make a sound copy: caseterm recover FILE NEWFILE.",
    "History": "Compare with a backup from before: caseterm restore shows both before it does anything.",
    "Rows": "See what they were: caseterm history. Or restore a backup: caseterm backup --list.",
    "Documents": "In the client's Documents: put the file back or change its path (e); x takes a changed one as right.",
}
"""What to do about a finding that is not as it should be; the rest needs a backup or a recovery."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its name, how it stands, what was found, in words without data, and what to do about it."""

    name: str
    state: State
    words: str
    todo: str = ""


def inspect(path: Path) -> Iterator[Finding]:
    """Every finding about a database file that exists. Damage is a finding, never an exception."""
    for finding in _inspect(path):
        todo = _TODO.get(finding.name, _OR_RECOVER if finding.state == "broken" else "")
        yield finding if finding.state == "ok" or finding.todo else replace(finding, todo=todo)


def _inspect(path: Path) -> Iterator[Finding]:
    yield Finding("File", "ok", f"{path}, {path.stat().st_size:,} bytes")
    yield from _modes(path)
    yield from _encryption(path)
    try:
        version = stored_version(path)
    except database_errors(also=(UnicodeDecodeError,)):
        yield Finding("Integrity", "broken", "the file is damaged, or is not a database")
        return
    if version is None:
        yield Finding("Schema", "broken", "this is not a caseterm database")
        return
    if version != HEAD:
        older = version in KNOWN
        what = "older; it is brought up to date at the next start" if older else "written by a newer caseterm"
        yield Finding("Schema", "note" if older else "broken", f"{version}, {what}")
        return
    yield Finding("Schema", "ok", version)
    yield from _contents(path)


def _encryption(path: Path) -> Iterator[Finding]:
    """Every page's seal, also of pages that hold nothing just now, and whether the passphrase has its key file."""
    key = kept_key(path) if is_encrypted(path) else None
    if key is None:
        yield Finding("Encryption", "ok", "none; whoever has the file can read it. To encrypt it: caseterm encrypt")
        return
    broken = pageseal.broken_pages(path, key)
    if broken:
        some = ", ".join(str(number) for number in broken[:5])
        yield Finding("Encryption", "broken", f"{len(broken):,} pages do not carry their seal: {some}")
    else:
        yield Finding("Encryption", "ok", "SQLCipher; every page carries its seal")
    if any(slot.key_id == id_of(key) for slot in read_slots(path_of(path))):
        yield Finding("Key file", "ok", f"{path_of(path).name}, for the passphrase")
    else:
        words = f"{path_of(path).name} is not there or is another's: only the recovery key opens the database"
        yield Finding("Key file", "note", words, "Make it anew by setting a passphrase: caseterm rekey.")


def _contents(path: Path) -> Iterator[Finding]:
    connection = connect(path, mode="ro")
    try:
        yield _settings(connection)
        for look in (_integrity, _values, _references, _triggers, _history, _rows, _outside, _lines, _documents):
            try:
                yield look(connection)
            except database_errors(also=(UnicodeDecodeError, ValueError, TypeError)):
                name = look.__name__.strip("_").capitalize()
                yield Finding(name, "broken", "could not be read; the file is damaged", _OR_RECOVER)
    finally:
        connection.close()


def _modes(path: Path) -> Iterator[Finding]:
    if os.name != "posix":
        return
    for name, each in (("File permissions", path), ("Folder permissions", path.parent)):
        mode = stat.S_IMODE(each.stat().st_mode)
        open_to = [who for who, bits in (("the group", 0o070), ("everyone", 0o007)) if mode & bits]
        if name == "Folder permissions" and mode & stat.S_ISVTX:
            open_to = [f"{' and '.join(open_to)}, as a shared folder"] if open_to else []
        if open_to:
            fix = f"chmod {'600' if each is path else '700'} {each}"
            yield Finding(name, "note", f"{mode:04o}, open to {' and '.join(open_to)}; to close it: {fix}")
        else:
            yield Finding(name, "ok", f"{mode:04o}, only for you")


def _settings(connection: sqlite3.Connection) -> Finding:
    try:
        configure(connection, readonly=True)
        read = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
    except database_errors(also=(RuntimeError,)):
        return Finding("Settings", "broken", "SQLite did not take the settings that keep saves safe")
    return Finding("Settings", "ok", ", ".join(f"{name} {value}" for name, value in read.items()))


def _integrity(connection: sqlite3.Connection) -> Finding:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(100)")]
    if found == ["ok"]:
        return Finding("Integrity", "ok", "every page and index fits")
    if all("index" in fault for fault in found):
        return Finding("Index", "broken", f"{counted(len(found), 'fault')} in indexes; the rows themselves are sound")
    return Finding("Integrity", "broken", f"{counted(len(found), 'fault')} in the file")


def _values(connection: sqlite3.Connection) -> Finding:
    found = of_other_kinds(connection)
    if not found:
        return Finding("Values", "ok", "each is of its column's kind")
    where = ", ".join(f"{table} {count:,}" for table, count in found.items())
    return Finding(
        "Values", "broken", f"{counted(sum(found.values()), 'row')} with what caseterm never writes there: {where}"
    )


def _references(connection: sqlite3.Connection) -> Finding:
    found = Counter(row[0] for row in connection.execute("PRAGMA foreign_key_check"))
    if not found:
        return Finding("References", "ok", "every row points at a row that is there")
    where = ", ".join(f"{table} {count:,}" for table, count in sorted(found.items()))
    return Finding("References", "broken", f"{found.total():,} rows point at rows that are gone: {where}")


def _triggers(connection: sqlite3.Connection) -> Finding:
    count, wrong = len(statements(connection)), not_as_made(connection)
    if wrong:
        return Finding("Change log", "broken", f"{wrong} of its {count} triggers and views are missing or changed")
    return Finding("Change log", "ok", f"{count} triggers and views in place")


def _history(connection: sqlite3.Connection) -> Finding:
    broken = first_broken_act(connection)
    acts = connection.execute("SELECT count(*) FROM acts").fetchone()[0]
    if broken is None:
        return Finding("History", "ok", f"the chain of {acts:,} acts holds")
    return Finding("History", "broken", f"the chain breaks at act {broken} of {acts:,}: something was changed in it")


def _rows(connection: sqlite3.Connection) -> Finding:
    count = rows_not_as_logged(connection)
    if not count:
        return Finding("Rows", "ok", "each is as the history says")
    return Finding("Rows", "broken", f"{count:,} are not as the history says")


def _outside(connection: sqlite3.Connection) -> Finding:
    count = connection.execute("SELECT count(*) FROM changes WHERE act_id = 0").fetchone()[0]
    if not count:
        return Finding("Outside changes", "ok", "none; every change was made by caseterm")
    return Finding("Outside changes", "note", f"{count} rows were changed by another program")


def _lines(connection: sqlite3.Connection) -> Finding:
    cases, lines = (connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("cases", "caselist"))
    if cases == lines:
        return Finding("Caseload", "ok", f"{cases:,} cases, each with its line")
    return Finding("Caseload", "broken", f"{cases:,} cases but {lines:,} lines of the caseload")


def _documents(connection: sqlite3.Connection) -> Finding:
    whole, words = standing_words(all_standing(connection))
    return Finding("Documents", "ok" if whole else "note", words)
