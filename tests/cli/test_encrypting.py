"""The passphrase on the command line: from a file, never from the arguments; wrong ones in words."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from caseterm import services
from caseterm.clock import fixed_clock
from caseterm.services import encryption
from caseterm.store import cipher, keyfile
from caseterm.store.database import Database
from tests.cli.conftest import Run
from tests.conftest import TODAY

SAID, OTHER = "blue lamp river onion", "seven quiet brown owls"


@pytest.fixture(autouse=True)
def quick_and_forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "COST", (1 << 4, 8, 1))
    monkeypatch.delenv("CASETERM_PASSPHRASE_FILE", raising=False)
    yield
    cipher.forget_keys()


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said"
    path.write_text(SAID + "\r\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def sealed(run: Run, copy_of_sample: Path, said: Path) -> Path:
    """The sample, encrypted; nobody has said the passphrase yet."""
    ran = run("--db", str(copy_of_sample), "encrypt", "--passphrase-file", str(said), "-o", str(said.parent / "sheet"))
    assert ran.code == 0, ran.err
    cipher.forget_keys()
    return copy_of_sample


def test_encrypting_prints_the_recovery_key_once_and_says_what_became_of_the_old_file(
    run: Run, copy_of_sample: Path, said: Path
) -> None:
    db = str(copy_of_sample)
    assert run("--db", db, "backup").code == 0
    before = run("--db", db, "cases").out
    ran = run("--db", db, "encrypt", "--passphrase-file", str(said), "--backups", "encrypt")
    assert ran.code == 0
    assert "overwritten with zeros" in ran.out
    assert "Backups encrypted: 1" in ran.out
    key = next(line.strip() for line in ran.lines if line.startswith("    ") and line.count("-") == 8)
    assert SAID not in ran.out + ran.err
    again = run("--db", db, "--passphrase-file", str(said), "encrypt")
    assert (again.code, again.lines) == (0, [f"{db} is encrypted already."])
    cipher.forget_keys()
    assert run("--db", db, "--passphrase-file", str(said), "cases").out == before
    cipher.forget_keys()
    said.write_text(key.lower() + "\n")
    assert run("--db", db, "cases", "--passphrase-file", str(said)).out == before


def test_every_command_says_that_it_needs_the_passphrase_and_leaves_the_file(run: Run, sealed: Path) -> None:
    before = sealed.read_bytes()
    for command in (["cases"], ["today"], ["check"], ["backup"], ["dump", "--json"], ["batch"], ["undo"], ["rekey"]):
        ran = run("--db", str(sealed), *command)
        assert ran.code == 77, command
        assert "nobody is there to type the passphrase" in ran.err
        assert ran.out == ""
    assert run("--db", str(sealed), "encrypt").code == 77
    assert run("recover", str(sealed), str(sealed.with_name("new.db"))).code == 77
    assert sealed.read_bytes() == before


def test_a_wrong_passphrase_is_refused_in_words_without_a_trace_of_it(
    run: Run, sealed: Path, said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said.write_text("Tr0ubadour & three\n")
    monkeypatch.setenv("CASETERM_PASSPHRASE_FILE", str(said))
    ran = run("--db", str(sealed), "cases")
    assert ran.code == 77
    assert "That does not open copy.db." in ran.err
    assert "Tr0ub" not in ran.err
    assert "Traceback" not in ran.err
    said.chmod(0o644)
    assert "Others may read" in run("--db", str(sealed), "cases").err
    said.write_text("\n")
    assert run("--db", str(sealed), "cases").code == 65
    said.unlink()
    assert run("--db", str(sealed), "cases").code == 66


def test_check_backup_undo_and_restore_work_on_an_encrypted_database(
    run: Run, sealed: Path, said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASETERM_PASSPHRASE_FILE", str(said))
    db = str(sealed)
    assert "Encryption: ok, SQLCipher; every page carries its seal" in run("--db", db, "check").out
    backup = sealed.parent / "monday.db"
    assert run("--db", db, "backup", str(backup)).code == 0
    assert cipher.is_encrypted(backup)
    assert keyfile.path_of(backup).exists()
    before = run("--db", db, "dump", "--json").out
    assert run("--db", db, "batch", "--acts").code == 0
    assert run("--db", db, "undo").code == 0
    assert run("--db", db, "dump", "--json").out != before
    cipher.forget_keys()
    assert run("--db", db, "restore", str(backup), "--yes").code == 0
    assert run("--db", db, "dump", "--json").out == before
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    sealed.write_bytes(data)
    ran = run("--db", db, "check")
    assert ran.code == 78
    assert "1 pages do not carry their seal" in ran.out


def test_what_is_recovered_from_an_encrypted_database_is_encrypted(
    run: Run, empty_database: Path, said: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASETERM_PASSPHRASE_FILE", str(said))
    small, saved = tmp_path / "small.db", tmp_path / "saved.db"
    shutil.copy(empty_database, small)
    with Database.open(small, fixed_clock(TODAY)) as db:
        services.tasks.add_task(db, title="call the adjuster")
    assert run("--db", str(small), "encrypt").code == 0
    ran = run("recover", str(small), str(saved))
    assert "Unreadable" not in ran.out
    cipher.forget_keys()
    assert run("--db", str(saved), "check").code == 0
    assert cipher.is_encrypted(saved)


def test_rekey_recovery_key_and_decrypt(run: Run, sealed: Path, said: Path) -> None:
    db, new = str(sealed), said.with_name("new")
    new.write_text(OTHER + "\n")
    new.chmod(0o600)
    ran = run("--db", db, "rekey", "--passphrase-file", str(said), "--new-passphrase-file", str(new))
    assert (ran.code, ran.lines) == (0, ["The passphrase is changed, for the database and 0 backups."])
    cipher.forget_keys()
    assert run("--db", db, "cases", "--passphrase-file", str(said)).code == 77
    sheet = (said.parent / "sheet").read_text()
    shown = run("--db", db, "recovery-key", "--passphrase-file", str(new)).out
    assert sheet.strip() == shown.strip()
    cipher.forget_keys()
    renewed = run("--db", db, "recovery-key", "--new", "--passphrase-file", str(new))
    assert "The old recovery key opens it no more" in renewed.out
    assert sheet.splitlines()[2] not in renewed.out
    cipher.forget_keys()
    assert run("--db", db, "decrypt", "--passphrase-file", str(new)).code == 64
    cipher.forget_keys()
    assert run("--db", db, "decrypt", "--yes", "--passphrase-file", str(new)).code == 0
    assert run("--db", db, "cases").code == 0
    assert run("--db", db, "rekey").code == 65
    assert run("--db", db, "check").code == 0
    with closing(sqlite3.connect(sealed)) as plain, plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_a_passphrase_too_short_and_a_database_in_use_are_refused_with_nothing_done(
    run: Run, copy_of_sample: Path, said: Path
) -> None:
    said.write_text("short\n")
    ran = run("--db", str(copy_of_sample), "encrypt", "--passphrase-file", str(said))
    assert (ran.code, cipher.is_encrypted(copy_of_sample)) == (65, False)
    assert run("--db", str(copy_of_sample), "encrypt").code == 64
    assert encryption.plain_copies(copy_of_sample) == []
