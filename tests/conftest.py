"""What every test may ask for: a database of its own on disk, and a day that stands still."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from caseterm.clock import Clock, fixed_clock
from caseterm.store.database import Database
from tests.fresh import new_databases_are_copies
from tests.idle import programs_started_and_driven_quickly
from tests.pump import handlers_looked_up_anew, messages_dealt_out_quickly

__all__ = [
    "handlers_looked_up_anew",
    "messages_dealt_out_quickly",
    "new_databases_are_copies",
    "programs_started_and_driven_quickly",
]

settings.register_profile("caseterm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("caseterm")  # how busy the machine is decides no test
gc.disable()  # nothing made while tests are collected is garbage
TODAY = date(2026, 11, 21)
ROOM = 3_000_000_000
"""Bytes that must be free in memory before the tests' files are kept there; all of them together are a tenth."""
GARBAGE = 2_000_000
"""Objects made and not let go before garbage is looked for."""
HOSTILE = "O'Neil [/b] [@click=app.bell]x[/] [90%] 山田 \x1b[31m \u202egpj"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One empty database a session; copy it, for a test that opened it would spoil it for the others."""
    path = tmp_path_factory.mktemp("empty") / "cases.db"
    Database.open(path, fixed_clock(TODAY)).close()
    return path


@pytest.fixture
def clock() -> Clock:
    return fixed_clock(TODAY)


@pytest.fixture
def db(empty_database: Path, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """An empty database of the test's own; today is Saturday, November 21, 2026."""
    path = tmp_path / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, clock) as database:
        yield database


def pytest_configure() -> None:
    """Keep the tests' files in memory where there is room: what they wait for is the disk's syncs, a few a write."""
    memory = Path("/dev/shm")
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and memory.is_dir() and os.access(memory, os.W_OK):
        found = os.statvfs(memory)
        if found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(memory)


def pytest_collection_finish() -> None:
    """Look for garbage seldom: what is imported by now stays, and looking through it is a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 100)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def garbage_stays_garbage() -> Iterator[None]:
    """Commands run in this process exempt what there is from being looked through, as they are about to end.

    Here that would keep for ever what earlier tests left, with the connections that hold their files.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "set_threshold", lambda *_: None)
        yield
