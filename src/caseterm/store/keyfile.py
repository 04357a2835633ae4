"""The key file beside an encrypted database: what the passphrase opens, and nothing that helps without it.

The database's key is made from a random seed. The seed is also the recovery key, printed once: it opens the database
without this file and without the passphrase. The file holds the seed sealed under the passphrase, so that changing
the passphrase touches neither the database nor its backups. A copy of it lies beside every backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from caseterm.errors import CannotCreateError, DamagedError, PermissionDeniedError
from caseterm.paths import make_private_file
from caseterm.rules import recoverykey
from caseterm.rules.passphrase import normal
from caseterm.store import pageseal
from caseterm.store.cipher import KEY_ENDING, Key, keep_key
from caseterm.values import value

COST = (1 << 13, 8, 10)
"""scrypt's n, r and p: one of the five that OWASP's Password Storage Cheat Sheet asks for at least and counts as equal.

Of the five it is the one that least slows the loading of the screens, which runs beside it. Each slot keeps its own.
"""
MOST_MEMORY = 1 << 30
MOST_TRIED = 8
VERSION = 1
_SEAL_BYTES = 32
_WHAT = (
    "Key file of caseterm: with the passphrase it opens the database of the same name. "
    "Keep a copy of it with every copy of the database. Without the passphrase it is worth nothing."
)


class WrongPassphraseError(PermissionDeniedError):
    """Neither passphrase nor recovery key of this database."""


@value
class Slot:
    """A seed sealed under one passphrase; `key_id` tells which database key it leads to, without revealing it."""

    key_id: str
    n: int
    r: int
    p: int
    salt: bytes
    sealed: bytes
    seal: bytes

    def opened(self, passphrase: str) -> bytes | None:
        """The seed, or None when the passphrase is another. As slow as scrypt is told to be."""
        pad, sealing = _stretched(passphrase, self.salt, (self.n, self.r, self.p))
        if not hmac.compare_digest(_seal(sealing, self), self.seal):
            return None
        return bytes(one ^ other for one, other in zip(self.sealed, pad, strict=True))


def new_seed() -> bytes:
    """The random beginning of a database's key, and its recovery key."""
    return os.urandom(recoverykey.SEED_BYTES)


def key_of(seed: bytes) -> Key:
    """The database's key made from a seed."""
    return Key(hashlib.blake2b(seed, digest_size=32, person=b"caseterm-db-key").digest())


def id_of(key: bytes) -> str:
    """The name of a key, which says nothing about it."""
    return hashlib.blake2b(key, digest_size=8, person=b"caseterm-key-id").hexdigest()


def new_slot(seed: bytes, passphrase: str) -> Slot:
    """Seal a seed under a passphrase."""
    salt = os.urandom(16)
    pad, sealing = _stretched(passphrase, salt, COST)
    sealed = bytes(one ^ other for one, other in zip(seed, pad, strict=True))
    bare = Slot(id_of(key_of(seed)), *COST, salt, sealed, b"")
    return Slot(bare.key_id, *COST, salt, sealed, _seal(sealing, bare))


def _stretched(passphrase: str, salt: bytes, cost: tuple[int, int, int]) -> tuple[bytes, bytes]:
    n, r, p = cost
    made = scrypt(normal(passphrase), salt, n=n, r=r, p=p, length=recoverykey.SEED_BYTES + _SEAL_BYTES)
    return made[: recoverykey.SEED_BYTES], made[recoverykey.SEED_BYTES :]


def scrypt(said: bytes, salt: bytes, *, n: int, r: int, p: int, length: int) -> bytes:
    """RFC 7914's scrypt; other threads run meanwhile. libsodium makes the same bytes in three fifths of OpenSSL's time.

    Raises ValueError for a cost that cannot be.
    """
    sodium = _sodium()
    if sodium is not None:
        made = sodium.ffi.new("uint8_t[]", length)
        if sodium.lib.crypto_pwhash_scryptsalsa208sha256_ll(
            said, len(said), salt, len(salt), n, r, p, made, length
        ) == 0:  # fmt: skip
            return bytes(sodium.ffi.buffer(made))
    return hashlib.scrypt(said, salt=salt, n=n, r=r, p=p, maxmem=MOST_MEMORY, dklen=length)


@cache
def _sodium() -> Any:
    """PyNaCl's libsodium, ready to use; None where it is not to be had, or was built without scrypt.

    Not by `nacl.bindings`: at the start, importing that takes ten times as long and holds up the screens' loading.
    """
    try:
        found: Any = import_module("nacl._sodium")
        if found.lib.sodium_init() < 0 or not found.lib.PYNACL_HAS_CRYPTO_PWHASH_SCRYPTSALSA208SHA256:
            return None
    except (ImportError, AttributeError):
        return None
    return found


def _seal(sealing: bytes, slot: Slot) -> bytes:
    facts = f"{VERSION} {slot.key_id} {slot.n} {slot.r} {slot.p} {slot.salt.hex()} {slot.sealed.hex()}"
    return hmac.new(sealing, facts.encode(), hashlib.sha256).digest()


def path_of(database: Path) -> Path:
    """The key file of a database or a backup: beside it, with .key behind its name."""
    return database.with_name(database.name + KEY_ENDING)


def read_slots(path: Path) -> list[Slot]:
    """The slots of a key file; none when it is not there or is no key file (any more)."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return [slot for each in found["slots"] if (slot := _slot(each)) is not None]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _slot(each: dict[str, object]) -> Slot | None:
    n, r, p = (int(str(each[name])) for name in ("n", "r", "p"))
    salt, sealed, seal = (bytes.fromhex(str(each[name])) for name in ("salt", "sealed", "seal"))
    sound = n > 1 and n & (n - 1) == 0 and r > 0 and p > 0 and 128 * n * r * p < MOST_MEMORY
    if not sound or len(sealed) != recoverykey.SEED_BYTES:
        return None
    return Slot(str(each["key_id"]), n, r, p, salt, sealed, seal)


def write_slots(path: Path, slots: list[Slot]) -> None:
    """Put a key file in its place, whole or not at all (0600). Raises CannotCreateError in words."""
    lines = [
        {"key_id": s.key_id, "kdf": "scrypt", "n": s.n, "r": s.r, "p": s.p}
        | {"salt": s.salt.hex(), "sealed": s.sealed.hex(), "seal": s.seal.hex()}
        for s in slots
    ]
    text = json.dumps({"what": _WHAT, "version": VERSION, "slots": lines}, indent=1) + "\n"
    write_private(path, text)


def write_private(path: Path, text: str) -> None:
    """Put a small file in its place, synced, never half. Raises CannotCreateError."""
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        make_private_file(part)
        with part.open("r+", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as problem:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise CannotCreateError(
            f"The key file {path} could not be written ({problem.strerror}).",
            safe="The database is as it was.",
            next_step="Look after the folder and the disk, then try again.",
        ) from None


def candidates(database: Path) -> list[Slot]:
    """The slots that may open a database: its key file's; those of files lying around it when it has none any more.

    Each once, at most eight: every one tried takes a while. With a key file of its own no other counts, or an old
    copy of one would bring an old passphrase back.
    """
    own = path_of(database)
    found = read_slots(own)
    for folder in () if found else (database.parent, database.parent / "backups", database.parent.parent):
        with suppress(OSError):
            for path in sorted(folder.glob(f"*{KEY_ENDING}"), reverse=True):
                found += read_slots(path)
    return list(dict.fromkeys(found))[:MOST_TRIED]


def fitting_slots(database: Path, key: bytes) -> list[Slot]:
    """The slots of a database's key file that lead to a key; those found around it when it has none any more."""
    key_id = id_of(key)
    return [slot for slot in candidates(database) if slot.key_id == key_id]


def seed_of(database: Path, said: str) -> bytes:
    """The seed that a passphrase or a typed recovery key leads to, when it opens this database. It takes a while.

    Raises WrongPassphraseError, DamagedError when the passphrase is right and the file is not, OSError.
    """
    seed = recoverykey.read(said)
    if seed is not None and pageseal.fits(database, key_of(seed)):
        return seed
    opened = False
    for slot in candidates(database):
        seed = slot.opened(said)
        if seed is not None:
            if pageseal.fits(database, key_of(seed)):
                return seed
            opened = True
    if opened and read_slots(path_of(database)):
        raise DamagedError(
            f"The passphrase is right, but {database} is damaged: no page of it can be read.",
            safe="The file was left exactly as it is.",
            next_step="Restore a backup: caseterm backup --list.",
        )
    raise wrong(database, said)


def wrong(database: Path, said: str) -> WrongPassphraseError:
    """What to say to a passphrase that does not open a database, without a hint at the right one."""
    if recoverykey.looks_like_one(said) and recoverykey.read(said) is None:
        return WrongPassphraseError(
            "That recovery key has a letter that is not right.", next_step="Compare it with the sheet, group by group."
        )
    if not candidates(database):
        return WrongPassphraseError(
            f"The key file {path_of(database).name} is not beside the database, so no passphrase can open it.",
            safe="The database is as it was.",
            next_step="Put the key file back (a copy lies beside each backup), or type the recovery key.",
        )
    return WrongPassphraseError(
        f"That does not open {database.name}.",
        safe="The database is as it was.",
        next_step="Try again, or type the recovery key.",
    )


def unlock(database: Path, said: str) -> bytes:
    """Open a database for this process by its passphrase or recovery key; its seed. Raises as `seed_of` does.

    A key file that was lost is made again where the passphrase opened a copy of it.
    """
    seed = seed_of(database, said)
    keep_key(database, key_of(seed))
    own = path_of(database)
    there, fitting = read_slots(own), fitting_slots(database, key_of(seed))
    if fitting and fitting[0] not in there:
        with suppress(CannotCreateError):  # a read-only folder: it is found again the next time
            write_slots(own, [*fitting, *there])
    return seed
