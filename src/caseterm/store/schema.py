"""The schema's version: made on first start, brought up to date after a backup, refused when newer."""

import sqlite3
from pathlib import Path

from caseterm.clock import Clock
from caseterm.errors import CannotCreateError, DamagedError, NewerSchemaError, NotFoundError, StorageError
from caseterm.paths import make_private_file, make_private_folder
from caseterm.store.cipher import connect

HEAD = "0005"
KNOWN = ("0001", "0002", "0003", "0004", "0005")
APPLICATION_ID = 0x63617365  # "case"


def prepare(path: Path, *, clock: Clock, create: bool, readonly: bool) -> None:
    """See that the file holds a database of this version. Alembic is imported only when it does not.

    Raises NotFoundError, CannotCreateError, DamagedError, NewerSchemaError, StorageError.
    """
    if path.is_dir():
        raise CannotCreateError(f"{path} is a folder.", next_step="Name a file inside it with --db FILE.")
    if not path.exists() and not path.is_symlink():
        if not create:
            raise NotFoundError(
                f"There is no database at {path}.", next_step="Check the name, or start caseterm to make one."
            )
        _make(path)
    version = stored_version(path)
    if version == HEAD:
        return
    if version is None:
        if not holds_nothing(path):
            raise DamagedError(
                f"{path} is not a caseterm database.",
                safe="The file was left exactly as it is.",
                next_step="Choose another file with --db FILE.",
            )
    elif version not in KNOWN:
        raise NewerSchemaError(
            f"{path} was written by a newer caseterm (schema {version}; this program knows {HEAD}).",
            safe="The file was left exactly as it is.",
            next_step="Install the newer caseterm.",
        )
    if readonly:
        raise StorageError(
            f"{path} must be brought up to date first, and it may not be written.",
            safe="The file was left exactly as it is.",
            next_step="Open it once where it can be written.",
        )
    from caseterm.store.migrate import migrate

    migrate(path, clock=clock, backup_first=version is not None)


def stored_version(path: Path) -> str | None:
    """The schema version in a file; None for an empty file or another program's database.

    Opened for writing where that is permitted, because only then can SQLite take back what a killed process left.
    """
    connection = connect(path)
    try:
        if _is_head(connection):
            return HEAD
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in tables:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row and "acts" in tables else None
    finally:
        connection.close()


def _is_head(connection: sqlite3.Connection) -> bool:
    """Whether the file's first page says so, which needs no reading of the whole schema."""
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return found == [APPLICATION_ID, int(HEAD)]


def holds_nothing(path: Path) -> bool:
    """Whether a file is an empty database: new, or left by a process that was killed while making it."""
    connection = connect(path)
    try:
        marked = connection.execute("PRAGMA application_id").fetchone()[0]
        return marked in (0, APPLICATION_ID) and not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    finally:
        connection.close()


def _make(path: Path) -> None:
    make_private_folder(path.parent)
    try:
        make_private_file(path)
    except OSError as problem:
        raise CannotCreateError(
            f"{path} could not be made ({problem.strerror}).",
            safe="Nothing was written.",
            next_step="Choose another place with --db FILE or CASETERM_DB.",
        ) from None
