import io
import shutil
from pathlib import Path

import pytest

from caseterm.clock import fixed_clock
from caseterm.services import settings
from caseterm.store.database import Database
from tests.cli.conftest import Run
from tests.conftest import TODAY


def firm(path: Path) -> str:
    with Database.open(path, fixed_clock(TODAY)) as db:
        return settings.current_settings(db).firm_name


@pytest.fixture
def copy_with_backup(copy_of_sample: Path, run: Run) -> tuple[Path, Path]:
    """A sample, backed up, then changed."""
    assert run("--db", str(copy_of_sample), "backup").code == 0
    with Database.open(copy_of_sample, fixed_clock(TODAY)) as db:
        settings.edit_settings(db, {"firm_name": "Changed since"})
    return copy_of_sample, next((copy_of_sample.parent / "backups").iterdir())


def test_backups_are_listed_and_restored_by_hand(copy_with_backup: tuple[Path, Path], run: Run) -> None:
    path, backup = copy_with_backup
    listed = run("--db", str(path), "backup", "--list")
    assert listed.code == 0
    assert "by hand" in listed.out
    assert str(backup) in listed.out
    ran = run("--db", str(path), "restore", str(backup), "--yes")
    assert ran.code == 0
    assert "Open cases" in ran.out
    assert "1 act done since would be gone" in ran.out
    assert f"To take this back: caseterm --db {path} restore " in ran.out
    assert firm(path) != "Changed since"
    kept = ran.out.split(" restore ")[-1].strip()
    assert run("--db", str(path), "restore", kept, "--yes").code == 0
    assert firm(path) == "Changed since"


def test_a_damaged_one_that_was_replaced_is_offered_for_recovery_not_for_restoring(
    copy_with_backup: tuple[Path, Path], run: Run
) -> None:
    path, backup = copy_with_backup
    path.write_bytes(path.read_bytes()[:9000])
    ran = run("--db", str(path), "restore", str(backup), "--yes")
    assert ran.code == 0
    assert "What was there could not be backed up and is kept as it is. " in ran.err
    kept = next(backup.parent.glob("*-replaced.db"))
    new = path.with_name(f"{path.stem}-recovered.db")
    assert f"To save what it still holds: caseterm recover {kept} {new}\n" in ran.out
    new.touch()
    shutil.copy(backup, path)
    with path.open("r+b") as file:  # nothing new in it, so no backup is made, but a page of it is gone
        file.seek(path.stat().st_size // 8192 * 4096)
        file.write(b"\xa5" * 4096)
    kept.unlink()
    ran = run("--db", str(path), "restore", str(backup), "--yes")
    assert "What was there is damaged and is kept as it is." in ran.err
    kept = next(backup.parent.glob("*-replaced.db"))
    assert f"To save what it still holds: caseterm recover {kept} {new.with_stem(f'{new.stem}-2')}\n" in ran.out
    assert "take this back" not in ran.out


class Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("word", "restored"), [("restore\n", True), ("yes\n", False), ("\n", False), ("", False)])
def test_only_the_word_restores(
    copy_with_backup: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch, word: str, restored: bool
) -> None:
    path, backup = copy_with_backup
    monkeypatch.setattr("sys.stdin", Typed(word))
    ran = run("--db", str(path), "restore", str(backup))
    assert ran.code == 0
    assert (firm(path) != "Changed since") is restored
    assert restored or "Nothing was changed." in ran.err


def test_without_anybody_to_ask_nothing_is_changed(copy_with_backup: tuple[Path, Path], run: Run) -> None:
    path, backup = copy_with_backup
    ran = run("--db", str(path), "restore", str(backup))
    assert ran.code == 64
    assert "--yes" in ran.err
    assert firm(path) == "Changed since"


def test_a_file_that_is_no_backup_is_refused(copy_with_backup: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    path, _backup = copy_with_backup
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"Dear Sir, " * 900)
    assert run("--db", str(path), "restore", str(letter), "--yes").code == 78
    assert run("--db", str(path), "restore", str(tmp_path / "none.db"), "--yes").code == 66
    assert firm(path) == "Changed since"
