"""Exit codes and messages: every failure has its code, a sentence, and a next step; never a traceback."""

import io
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from caseterm import cli
from caseterm.cli.outputs import fitted
from caseterm.clock import fixed_clock
from caseterm.store import cipher
from caseterm.store.database import Database
from tests.cli.conftest import Ran, Run
from tests.conftest import TODAY


def tells(ran: Ran, code: int, *words: str) -> None:
    assert ran.code == code
    assert ran.err.startswith("caseterm: ")
    assert "Traceback" not in ran.err + ran.out
    for word in words:
        assert word in ran.err


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["frobnicate"], ("invalid choice", "usage: caseterm")),
        (["--nonsense"], ("Unrecognized arguments: --nonsense",)),
        (["case"], ("NO", "usage: caseterm case")),
        (["agenda", "--days", "soon"], ("takes a number of days", "soon")),
        (["agenda", "--days", "0"], ("from 1 to 3650",)),
        (["demo", "--cases", "-3"], ("number of cases",)),
        (["cases", "--view", "bogus"], ("no view of that name: bogus", "Views: attention")),
        (["cases", "--find", "colour:red"], ("--find: There is no field",)),
        (["summary", "26-0142", "--for", "judge"], ("invalid choice",)),
        (["summary", "26-0142", "26-0031", "-o", "-"], ("one summary at a time",)),
        (["export"], ("--format",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_is_64(on_sample: Run, argv: list[str], words: tuple[str, ...]) -> None:
    tells(on_sample(*argv), 64, *words)


def test_a_day_that_is_none_is_64(on_sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASETERM_TODAY", "soon")
    tells(on_sample("today"), 64, "CASETERM_TODAY", "2026-11-22")


def test_the_screens_without_a_terminal_are_64_and_make_no_database(run: Run, home: Path) -> None:
    tells(run(), 64, "need a terminal", "caseterm today")
    tells(run("demo"), 64, "need a terminal")
    assert list(home.rglob("*.db")) == []


@pytest.mark.parametrize(
    "argv",
    [["today"], ["cases"], ["case", "1"], ["tasks"], ["agenda"], ["summary", "1"], ["export", "--format", "csv"],
     ["backup", "x.db"], ["check"]],
    ids=lambda argv: argv[0],
)  # fmt: skip
def test_a_reading_command_makes_no_database(run: Run, tmp_path: Path, argv: list[str]) -> None:
    path = tmp_path / "nothing" / "cases.db"
    tells(run("--db", str(path), *argv), 66, "There is no database")
    assert not path.parent.exists()


def test_a_file_that_is_no_database_is_78_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 500)
    before = path.read_bytes()
    tells(run("--db", str(path), "today"), 78, "not a caseterm database")
    assert path.read_bytes() == before


def test_another_programs_database_is_78(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    tells(run("--db", str(path), "cases"), 78, "not a caseterm database", "left exactly as it is")


def test_a_newer_file_is_76(run: Run, copy_of_sample: Path) -> None:
    with closing(sqlite3.connect(copy_of_sample)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    tells(run("--db", str(copy_of_sample), "today"), 76, "newer caseterm", "9999")


def test_a_folder_in_place_of_a_file_is_73(run: Run, tmp_path: Path) -> None:
    tells(run("--db", str(tmp_path), "today"), 73, "is a folder")


def test_a_damaged_page_is_told_in_words(run: Run, copy_of_sample: Path) -> None:
    data = bytearray(copy_of_sample.read_bytes())
    data[4096:400_000] = b"\xa5" * (400_000 - 4096)
    copy_of_sample.write_bytes(bytes(data))
    ran = run("--db", str(copy_of_sample), "cases")
    assert ran.code in (74, 78)
    assert "Traceback" not in ran.err
    assert ran.err.startswith("caseterm: ")


@pytest.fixture
def held(copy_of_sample: Path) -> Iterator[Path]:
    """A database that another copy of the program has open."""
    with Database.open(copy_of_sample, fixed_clock(TODAY)):
        yield copy_of_sample


def test_writing_while_another_copy_has_it_is_75_and_names_who(run: Run, held: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "cases.csv"
    sheet.write_text('Client,DOI\n"Roe, Jane",3/4/2026\n', encoding="utf-8")
    tells(run("--db", str(held), "import", str(sheet), "--yes"), 75, "in use by", "Nothing was written")


def test_reading_while_another_copy_has_it_works(run: Run, held: Path) -> None:
    assert run("--db", str(held), "today").code == 0
    assert run("--db", str(held), "check").code == 0


def test_a_writer_that_does_not_let_go_is_75(run: Run, copy_of_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = sqlite3.connect(copy_of_sample, isolation_level=None)
    monkeypatch.setattr("caseterm.store.database.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("caseterm.store.schema.connect", partial(cipher.connect, timeout=0.05))
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        tells(run("--db", str(copy_of_sample), "today"), 75, "in use by another program")
    finally:
        blocker.close()


def test_a_file_that_may_not_be_read_is_77(run: Run, copy_of_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("caseterm.store.schema.sqlite3.connect", denied)
    tells(run("--db", str(copy_of_sample), "today"), 77, "may not read")


def test_writing_to_a_file_that_may_not_be_written_is_77(
    run: Run, copy_of_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "cases.csv"
    sheet.write_text('Client,DOI\n"Roe, Jane",3/4/2026\n', encoding="utf-8")
    monkeypatch.setattr("caseterm.store.database.os.access", lambda *_: False)
    before = copy_of_sample.read_bytes()
    tells(run("--db", str(copy_of_sample), "import", str(sheet), "--yes"), 77, "not writable")
    assert copy_of_sample.read_bytes() == before


def test_no_room_for_the_backup_is_73(run: Run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    target.write_text("already here")
    tells(run("--db", str(sample_file), "backup", str(target)), 73, "is there already")
    assert target.read_text() == "already here"


def test_a_defect_is_70_with_a_log_that_holds_no_data(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, sample_file: Path
) -> None:
    def fails(*_: object) -> None:
        secret = "Nguyen, Thi 123-45-6789"
        raise ZeroDivisionError(secret)

    monkeypatch.setattr("caseterm.cli.tasks.task_line", fails)
    ran = run("--db", str(sample_file), "tasks")
    tells(ran, 70, "an error of its own (ZeroDivisionError)")
    log = next(home.rglob("caseterm.log"))
    assert str(log) in ran.err
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "test_errors.py" in text
    assert "6789" not in text + ran.err + ran.out
    if os.name == "posix":
        assert log.stat().st_mode & 0o777 == 0o600


def test_a_keyboard_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch, sample_file: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("caseterm.cli.tasks.task_line", interrupted)
    assert run("--db", str(sample_file), "tasks") == Ran(cli.INTERRUPTED, "", "")


def test_a_bad_config_file_is_65_with_its_name(run: Run) -> None:
    from caseterm.paths import config_folder

    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "config.toml").write_text("keys = [", encoding="utf-8")
    tells(run("keys"), 65, "config.toml")


def test_escape_codes_in_what_was_typed_are_shown_not_sent(run: Run, tmp_path: Path) -> None:
    ran = run("--db", str(tmp_path / "\x1b[31mred\u202e.db"), "today")
    assert ran.code == 66
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


def test_a_copy_without_write_permission_is_still_read(run: Run, copy_of_sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    folder.mkdir()
    path = folder / "cases.db"
    shutil.copy(copy_of_sample, path)
    path.chmod(0o400)
    try:
        assert run("--db", str(path), "cases").code == 0
    finally:
        path.chmod(0o600)


def test_a_line_too_long_for_the_terminal_goes_on_between_words_and_a_command_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("caseterm.cli.optionkinds.columns", lambda: 40)
    path = "/home/paralegal/records/" + "x" * 40
    assert fitted("  Allow writing there, then save 山田太郎 again.", Screen()) == (
        "  Allow writing there, then save\n  山田太郎 again."
    )
    assert fitted(f"Restored from {path} today.", Screen()) == f"Restored from\n{path}\ntoday."
    assert fitted(f"To bring it back: caseterm restore {path}", Screen()) == (
        f"To bring it back:\n  caseterm restore {path}"
    )
    for line in ("a word " * 20, "one\tfact\ta line " * 9):
        assert fitted(line, io.StringIO()) == line
    assert fitted("one\tfact\ta line " * 9, Screen()) == "one\tfact\ta line " * 9


def test_the_usage_of_a_command_is_shown_over_its_lines(run: Run) -> None:
    ran = run("recover")
    assert ran.code == 64
    assert "\u240a" not in ran.err
    assert ran.err.splitlines()[0] == "caseterm: The following arguments are required: FILE, NEWFILE."
    assert "FILE NEWFILE" in ran.err.splitlines()[-1]
