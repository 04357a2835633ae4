"""Everything `check` looks at: the file, what lies around it, its backups, and the caseload's lines."""

from collections.abc import Iterator
from pathlib import Path

from caseterm.clock import Clock
from caseterm.errors import CaseTermError
from caseterm.rules.attention import EDITION
from caseterm.rules.backup_schedule import age_words, is_old
from caseterm.rules.counting import counted
from caseterm.services import backups, caselist, encryption
from caseterm.store import cipher, valuekinds
from caseterm.store.backup import open_to_read
from caseterm.store.cipher import database_errors
from caseterm.store.inspection import Finding, inspect
from caseterm.store.schema import HEAD
from caseterm.store.surroundings import look_around

RECOVER = "Restore a backup (caseterm backup --list), or save what is there: caseterm recover FILE NEWFILE."


def look(path: Path, clock: Clock) -> list[Finding]:
    """Every finding about a database file that exists; nothing is changed. Damage is a finding, never an exception."""
    findings = list(inspect(path))
    readable = any(finding.name == "Schema" and finding.words == HEAD for finding in findings)
    if readable:
        findings += _lines(path, clock)
    return [*findings, *look_around(path), _backups(path, clock), *_in_the_clear(path)]


def damage_behind(path: Path) -> CaseTermError | None:
    """What to say of an error that came of a damaged database; None when its values are as they should be."""
    return valuekinds.damage_behind(path)


def around(path: Path) -> list[Finding]:
    """What lies around a database, without opening it."""
    return list(look_around(path))


def _lines(path: Path, clock: Clock) -> Iterator[Finding]:
    """Whether the caseload shows what the record says, judged on the day its lines were made for."""
    connection = open_to_read(path)
    try:
        day, edition = caselist.judged(connection)
        fresh = edition == EDITION  # lines that another release judged are judged anew when the program starts
        count = caselist.misfits(connection, day=day or clock.today().isoformat()) if fresh else 0
    except database_errors(also=(ValueError, LookupError, TypeError)):
        yield Finding("Caseload lines", "broken", "could not be compared with the record", RECOVER)
        return
    finally:
        connection.close()
    if count:
        todo = "They are made anew when a case is changed; to make all of them anew: caseterm recover FILE NEWFILE."
        yield Finding("Caseload lines", "broken", f"{count:,} do not fit the record", todo)
    elif fresh:
        yield Finding("Caseload lines", "ok", "each says what the record says")
    else:
        yield Finding("Caseload lines", "ok", "were made by another release; the next start makes them anew")


def _in_the_clear(path: Path) -> Iterator[Finding]:
    """Backups that anybody can read beside a database that nobody else can."""
    plain = encryption.plain_copies(path) if cipher.is_encrypted(path) else []
    if plain:
        words = f"{counted(len(plain), 'backup')} can be read by anybody who has the files, such as {plain[0].name}"
        todo = "Encrypt them: caseterm encrypt --backups encrypt. Or remove them: caseterm encrypt --backups remove."
        yield Finding("Backups in the clear", "note", words, todo)


def _backups(path: Path, clock: Clock) -> Finding:
    newest = backups.newest(path)
    if newest is None:
        return Finding("Backups", "note", "there is none beside the database", "Make one: caseterm backup.")
    age = age_words(newest.at, clock.local())
    if is_old(newest.at, clock.local()):
        return Finding("Backups", "note", f"the newest is {age} old: {newest.path}", "Make one: caseterm backup.")
    return Finding("Backups", "ok", f"the newest is {age} old: {newest.path}")
