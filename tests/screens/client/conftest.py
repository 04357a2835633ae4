"""One filled database a session, copied for each test of the client screen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseterm.clock import fixed_clock
from caseterm.store.database import Database
from tests.conftest import TODAY
from tests.screens.client.casefile import seed_nguyen
from tests.services.test_cases import open_case


@pytest.fixture(scope="session")
def filled_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nguyen's whole case, and Garcia's with nothing in it."""
    path = tmp_path_factory.mktemp("filled") / "cases.db"
    shutil.copy(empty_database, path)
    with Database.open(path, fixed_clock(TODAY)) as database:
        seed_nguyen(database)
        open_case(database, number="26-0031")
    return path


@pytest.fixture
def file_db(filled_database: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the filled database; Nguyen is case 1, Garcia case 2."""
    path = tmp_path / "filled.db"
    shutil.copy(filled_database, path)
    with Database.open(path, fixed_clock(TODAY)) as database:
        yield database
