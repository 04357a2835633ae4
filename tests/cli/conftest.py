"""A home of the test's own, and one sample database a session for the commands that read."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseterm import services
from caseterm.cli import main
from caseterm.clock import fixed_clock
from caseterm.store.database import Database
from tests.conftest import HOSTILE, TODAY

collect_ignore = [] if os.name == "posix" else ["test_process.py", "test_lock.py"]
"""Pseudo-terminals and signals are POSIX's."""


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No command of a test touches the real home."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("CASETERM_TODAY", TODAY.isoformat())
    monkeypatch.delenv("CASETERM_DB", raising=False)
    return folder


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample caseload, with one case more whose every text is hostile."""
    path = tmp_path_factory.mktemp("cli") / "sample.db"
    with Database.open(path, fixed_clock(TODAY)) as db:
        services.sample.load(db)
        services.cases.new_case(
            db,
            client={"first": HOSTILE, "last": HOSTILE},
            case={"number": "26-9999", "court": HOSTILE},
            incident={"place": HOSTILE, "description": HOSTILE},
        )
        case_id = db.raw.execute("SELECT id FROM cases WHERE number = '26-9999'").fetchone()[0]
        services.tasks.add_task(db, title=HOSTILE, case_id=case_id, due=TODAY)
        services.contact_log.log_contact(db, case_id=case_id, body=f"{HOSTILE}\n{HOSTILE}")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as if typed; its exit code and what it said."""

    def ran(*argv: str) -> Ran:
        capsys.readouterr()
        code = main(list(argv))
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return ran


@pytest.fixture
def on_sample(run: Run, sample_file: Path) -> Run:
    """Run a reading command on the sample."""
    return lambda *argv: run("--db", str(sample_file), *argv)


@pytest.fixture
def copy_of_sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may spoil."""
    path = tmp_path / "copy.db"
    shutil.copy(sample_file, path)
    return path
