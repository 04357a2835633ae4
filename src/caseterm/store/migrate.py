"""Bring a database to this version, in one transaction, after a checked backup."""

import sqlite3
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, pool

from caseterm.clock import Clock
from caseterm.errors import StorageError
from caseterm.rules.attention import EDITION
from caseterm.store import audit, backup
from caseterm.store.cipher import connect, is_encrypted, load_driver
from caseterm.store.schema import APPLICATION_ID, HEAD


def migrate(path: Path, *, clock: Clock, backup_first: bool) -> Path | None:
    """Run every missing migration; the backup made before, if any. Raises StorageError, the file as it was."""
    saved = backup.before_migration(path, at=clock.local()) if backup_first else None
    engine = create_engine(
        "sqlite://",
        module=load_driver(path) if is_encrypted(path) else sqlite3,
        creator=lambda: _connect(path),
        poolclass=pool.NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "caseterm:migrations")
        config.attributes["connection"] = connection
        raw = cast(sqlite3.Connection, connection.connection.driver_connection)
        fresh = raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
        command.upgrade(config, "head")
        if fresh:  # no case was ever judged by older rules
            raw.execute("INSERT INTO remembered (key, value_json) VALUES ('caselist.edition', ?)", (str(EDITION),))
        audit.install(raw)
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={int(HEAD)}")
        if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StorageError("The database could not be brought up to date.", safe="It was left as it was.")
    engine.dispose()
    return saved


def _connect(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=EXTRA")
    return connection
