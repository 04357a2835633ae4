"""Encrypting the database, and who may open it: a passphrase, a recovery key, and what becomes of what was in clear.

Each change makes a checked copy first (`..._ready`, slow, in any thread) and then puts it in place (`finish`, quick,
by whoever has the database open). Killed in between, the old database is there as it was.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from caseterm.clock import Clock
from caseterm.errors import CannotCreateError, CaseTermError, ConflictError, StorageError
from caseterm.paths import DATABASE_NAME, data_folder, make_private_file
from caseterm.rules import passphrase as rule
from caseterm.rules.recoverykey import printed
from caseterm.rules.recoverykey import read as read_key
from caseterm.services.backups import folders_of, held_back
from caseterm.store import cipher, encrypting, keyfile
from caseterm.store.backup import back_up
from caseterm.store.database import Database
from caseterm.store.encrypting import Ready, copies, is_plain

OFFERED = "encryption.offered"
"""Remembered once the first start has asked."""


@dataclass(frozen=True)
class Change:
    """A change that is ready: the copy, and the seed it can be opened by (empty when it is in the clear)."""

    ready: Ready
    seed: bytes
    slots: tuple[keyfile.Slot, ...]
    old_key: bytes = b""

    @property
    def recovery_key(self) -> str:
        """The key to print."""
        return printed(self.seed)


def is_encrypted(db: Database) -> bool:
    """Whether the database is encrypted on disk."""
    return cipher.is_encrypted(db.path)


def passphrase_opens(db: Database, passphrase: str) -> bool:
    """Whether this is the passphrase (or the recovery key) of an encrypted database.

    As slow as the key's derivation, so call it in a worker; any thread may.
    """
    try:
        keyfile.seed_of(db.path, passphrase)
    except (CaseTermError, OSError):
        return False
    return True


def is_to_be_offered(db: Database) -> bool:
    """Whether this is a first start with her own database, in the folder for it, and she was not asked yet."""
    if db.readonly or is_encrypted(db) or not cipher.can_encrypt() or db.path != data_folder() / DATABASE_NAME:
        return False
    return db.raw.execute("SELECT 1 FROM remembered WHERE key = ?", (OFFERED,)).fetchone() is None


# changes of the database itself


def encrypt_ready(database: Path, passphrase: str) -> Change:
    """An encrypted copy of a database in the clear, under a new key that this passphrase opens.

    Raises ConflictError when it is encrypted already or the passphrase cannot be taken, StorageError in words.
    """
    _refuse_weak(passphrase)
    if cipher.is_encrypted(database):
        raise ConflictError(f"{database.name} is encrypted already.", safe="Nothing was changed.")
    return _under_a_new_key(database, passphrase, b"")


def renew_ready(database: Path, passphrase: str) -> Change:
    """A copy under a new key, which no old recovery key opens; `passphrase` opens it (the old one or a new one).

    Raises ConflictError when the database is in the clear, StorageError in words.
    """
    _refuse_weak(passphrase)
    key = cipher.needed_key(database)
    if key is None:
        raise _in_the_clear(database)
    return _under_a_new_key(database, passphrase, key)


def decrypt_ready(database: Path) -> Change:
    """A copy in the clear. Raises ConflictError when it is in the clear already, StorageError in words."""
    key = cipher.needed_key(database)
    if key is None:
        raise _in_the_clear(database)
    with held_back():
        return Change(encrypting.make_ready(database, None), b"", (), key)


def _under_a_new_key(database: Path, passphrase: str, old_key: bytes) -> Change:
    seed = keyfile.new_seed()
    slots = (keyfile.new_slot(seed, passphrase),)
    if slots[0].opened(passphrase) != seed:
        raise StorageError("The passphrase does not lead back to the key.", safe="Nothing was changed.")
    with held_back():
        return Change(encrypting.make_ready(database, keyfile.key_of(seed)), seed, slots, old_key)


def finish(change: Change) -> None:
    """Put a change in place. Nobody in this process may have the database open (`Database.let_go`).

    The key file opens both the old and the new database until the new one is there. Raises BusyError, StorageError;
    then the old one is in its place.
    """
    own = keyfile.path_of(change.ready.database)
    before = keyfile.read_slots(own) if cipher.is_encrypted(change.ready.database) else []
    if change.slots:
        try:
            keyfile.write_slots(own, [*change.slots, *before])
        except CaseTermError:
            encrypting.drop(change.ready.part)
            raise
    try:
        encrypting.put_in_place(change.ready)
    except BaseException:
        _settle(own, before)
        raise
    _settle(own, list(change.slots))


def _settle(own: Path, slots: list[keyfile.Slot]) -> None:
    """Leave only what opens the database that is there; a key file too many harms nothing."""
    with suppress(CaseTermError, OSError):
        if slots:
            keyfile.write_slots(own, slots)
        else:
            own.unlink(missing_ok=True)


def swap(db: Database, change: Change) -> None:
    """Put a change in place in the program that has the database open. Raises as `finish` does."""
    db.let_go()
    finish(change)


# the passphrase


def change_passphrase(database: Path, seed: bytes, new: str) -> int:
    """Let another passphrase open the database and its backups; how many backups. The key stays, nothing is copied.

    Raises ConflictError for a passphrase that cannot be taken, CannotCreateError with the old one still right.
    """
    _refuse_weak(new)
    slot = keyfile.new_slot(seed, new)
    keyfile.write_slots(keyfile.path_of(database), [slot])
    count = 0
    for path in copies(database, _folders(database)):
        own = keyfile.path_of(path)
        if any(old.key_id == slot.key_id for old in keyfile.read_slots(own)):
            with suppress(CaseTermError):  # a folder that may not be written: that copy keeps the old passphrase
                keyfile.write_slots(own, [slot])
                count += 1
    return count


def seed_for(db: Database, said: str) -> bytes:
    """The seed behind the passphrase or recovery key of an open database; a key file that was lost is made again.

    Slow, so in a worker. Raises WrongPassphraseError and DamagedError in words.
    """
    return keyfile.unlock(db.path, said)


def is_locked(path: Path) -> bool:
    """Whether a file, such as a backup, is encrypted and nobody has said its passphrase yet."""
    return cipher.is_encrypted(path) and cipher.kept_key(path) is None


def open_file(path: Path, said: str) -> None:
    """Let this process read an encrypted file. Slow. Raises WrongPassphraseError and DamagedError in words."""
    keyfile.unlock(path, said)


def recovery_key_of(seed: bytes) -> str:
    """The recovery key once more."""
    return printed(seed)


def is_recovery_key(said: str) -> bool:
    """Whether somebody came in by the recovery key, not by a passphrase."""
    return read_key(said) is not None


def sheet(database: Path, key: str, clock: Clock) -> str:
    """The page to keep with the recovery key, as text."""
    return "\n".join(
        (
            "RECOVERY KEY OF A CASETERM DATABASE",
            "",
            f"    {key}",
            "",
            f"Database:  {database}",
            f"Made on:   {clock.today():%m/%d/%Y}",
            "",
            "It opens the database and its backups when the passphrase is forgotten or",
            "the key file is lost. Whoever has it can read everything. Keep it on paper",
            "in a locked place, not on this computer.",
            "",
            "To use it: start caseterm and type it where the passphrase is asked for.",
            "Capitals, hyphens and blanks do not matter; it has no letters I, L, O or U.",
            "Then set a new passphrase: caseterm rekey.",
            "",
        )
    )


def save_sheet(target: Path, text: str) -> Path:
    """Write the page to a new file (0600). Raises CannotCreateError; never overwrites."""
    try:
        make_private_file(target)
        with target.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise CannotCreateError(f"{target} is there already.", next_step="Name another file.") from None
    except OSError as problem:
        raise CannotCreateError(f"{target} could not be written ({problem.strerror}).") from None
    return target


# copies that were made before


def plain_copies(database: Path) -> list[Path]:
    """The backups of a database that still lie in the clear."""
    return [path for path in copies(database, _folders(database)) if is_plain(path)]


def copies_under(database: Path, key: bytes) -> list[Path]:
    """The backups that a key opens."""
    key_id = keyfile.id_of(key)
    return [
        path
        for path in copies(database, _folders(database))
        if any(slot.key_id == key_id for slot in keyfile.read_slots(keyfile.path_of(path)))
    ]


def encrypt_copies(database: Path, paths: list[Path], *, old_key: bytes = b"") -> list[Path]:
    """Put backups under the database's key, each checked before the old one is overwritten and removed.

    `old_key` opens those that are encrypted. Those that could not be done (damaged, a folder that may not be
    written) are given back and stay as they were.
    """
    key = cipher.needed_key(database)
    if key is None:
        raise _in_the_clear(database)
    slots = keyfile.fitting_slots(database, key)
    with held_back():
        return [path for path in paths if not _encrypted_copy(path, key, slots, old_key)]


def renew_copies(database: Path, old_seed: bytes) -> list[Path]:
    """Put the backups under an old key under the database's new one; those that could not be are given back."""
    old_key = keyfile.key_of(old_seed)
    return encrypt_copies(database, copies_under(database, old_key), old_key=old_key)


def _encrypted_copy(path: Path, key: cipher.Key, slots: list[keyfile.Slot], old_key: bytes) -> bool:
    new = path.with_name(path.name + ".part.new")
    own = keyfile.path_of(path)
    before = keyfile.read_slots(own)
    try:
        new.unlink(missing_ok=True)
        if old_key and not is_plain(path):
            cipher.keep_key(path, old_key)
        back_up(path, new, key=key, slots=())
        if slots:
            keyfile.write_slots(own, [*slots, *before])
        encrypting.replace(new, path)
        cipher.keep_key(path, key)
        if slots:
            keyfile.write_slots(own, slots)
    except (CaseTermError, OSError):
        with suppress(OSError):
            new.unlink(missing_ok=True)
        return False
    return True


def remove_copies(paths: list[Path]) -> list[Path]:
    """Overwrite and remove backups; those that could not be are given back."""
    left = []
    for path in paths:
        try:
            encrypting.wipe(path)
            keyfile.path_of(path).unlink(missing_ok=True)
        except OSError:
            left.append(path)
    return left


def _folders(database: Path) -> list[Path]:
    try:
        return folders_of(database)
    except CaseTermError:  # damaged: those beside it are found all the same
        return [database.parent / "backups"]


def _refuse_weak(passphrase: str) -> None:
    said = rule.refusal(passphrase)
    if said is not None:
        raise ConflictError(said, safe="Nothing was changed.")


def _in_the_clear(database: Path) -> ConflictError:
    return ConflictError(
        f"{database.name} is not encrypted.", safe="Nothing was changed.", next_step="To encrypt it: caseterm encrypt."
    )
