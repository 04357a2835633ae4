"""Encrypting the database, and who may open it: a passphrase, a recovery key, and what becomes of what was in clear."""

from __future__ import annotations

from caseterm.errors import CaseTermError
from caseterm.store import cipher, keyfile
from caseterm.store.database import Database


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
