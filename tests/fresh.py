"""New databases of tests are copies of the first: running every migration for each would take a third of a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseterm.clock import Clock
from caseterm.store import migrate
from caseterm.store.cipher import needed_key

run_migrations = migrate.migrate
made: list[bytes] = []
"""The bytes of a new database as the migrations made it, once there was one."""


def copied(path: Path, *, clock: Clock, backup_first: bool) -> Path | None:
    """What the migrations make of an empty file, from an earlier one; of any other file what they make themselves."""
    if backup_first or path.stat().st_size or Path(f"{path}-journal").exists() or needed_key(path) is not None:
        return run_migrations(path, clock=clock, backup_first=backup_first)
    if made:
        path.write_bytes(made[0])
    else:
        run_migrations(path, clock=clock, backup_first=False)
        made.append(path.read_bytes())
    return None


@pytest.fixture(scope="session", autouse=True)
def new_databases_are_copies() -> Iterator[None]:
    """Let every new database of this process be made so; processes that tests start run the migrations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "migrate", copied)
        yield
