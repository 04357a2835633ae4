"""Databases with a whole caseload in them, and a program that takes keys as fast as a test presses them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseterm import services
from caseterm.clock import Clock, fixed_clock
from caseterm.store.database import Database
from tests.acceptance.hostile import poison
from tests.conftest import TODAY
from tests.screens.conftest import cards_shown_at_once, questions_answered_at_once

__all__ = ["cards_shown_at_once", "questions_answered_at_once"]

FEW = 24


@pytest.fixture(scope="session")
def caseload_file(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-told cases of the sample caseload, at every phase, built once a session."""
    path = tmp_path_factory.mktemp("caseload") / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db, cases=FEW)
    return path


@pytest.fixture(scope="session")
def hostile_file(caseload_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same caseload with a hostile text in every field a person fills."""
    path = tmp_path_factory.mktemp("hostile") / "cases.db"
    shutil.copy(caseload_file, path)
    with Database.open(path, fixed_clock(TODAY)) as db:
        poison(db)
    return path


def _copy(source: Path, folder: Path, clock: Clock) -> Iterator[Database]:
    path = folder / f"{source.parent.name}.db"
    shutil.copy(source, path)
    with Database.open(path, clock) as database:
        yield database


@pytest.fixture
def caseload(caseload_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """A copy of the sample caseload for one test."""
    yield from _copy(caseload_file, tmp_path, clock)


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    """A copy of the hostile caseload for one test."""
    yield from _copy(hostile_file, tmp_path, clock)
