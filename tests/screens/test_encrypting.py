"""Encryption by keys: what is typed is never on the screen, and each step says what it did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseterm.app import CaseTermApp
from caseterm.rules import recoverykey
from caseterm.screens.dialogs.passphrase import AskPassphrase, NewPassphrase, RecoveryKey
from caseterm.services import backups, encryption
from caseterm.store import cipher, keyfile
from caseterm.store.backup import back_up
from caseterm.store.database import Database
from tests.screens.harness import press, running, settle, shown, type_text
from tests.services.test_cases import open_case

SAID, OTHER = "blue lamp river onion", "seven quiet brown owls"


@pytest.fixture(autouse=True)
def backed_up_already() -> None:
    """Not here: the backup of the start is made."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "COST", (1 << 4, 8, 1))
    monkeypatch.setattr(RecoveryKey, "guard_seconds", 0.0)
    yield
    cipher.forget_keys()


def key_on(app: CaseTermApp) -> str:
    """The recovery key as it stands in the dialog."""
    assert isinstance(app.screen, RecoveryKey)
    return "".join(line.split("│")[1] for line in shown(app).splitlines() if line.count(" - ") == 2 and "│" in line)


async def test_encrypted_rekeyed_renewed_and_decrypted_from_the_commands(db: Database, tmp_path: Path) -> None:
    open_case(db)
    backups.back_up_now(db, "by-hand")
    async with running(db) as (app, pilot):
        await app.run_action("app.recovery_key")
        assert "not encrypted" in app.messages[-1]
        await app.run_action("app.encrypt")
        await pilot.pause()
        await type_text(pilot, "short\n")
        assert "Too short" in shown(app)
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, SAID)
        assert "Fair." in shown(app)
        assert SAID[:4] not in shown(app)
        assert shown(app).count("•") == len(SAID)
        await press(pilot, "shift+home", "ctrl+c", "ctrl+x")
        assert app.clipboard == ""
        await press(pilot, "end", "enter")
        await type_text(pilot, SAID[:-1] + "\n")
        await pilot.pause()
        assert "not the same" in shown(app)
        assert isinstance(app.screen, NewPassphrase)
        await type_text(pilot, SAID + "\n")
        await settle(app, pilot)
        assert cipher.is_encrypted(db.path)
        key = key_on(app)
        assert recoverykey.read(key) is not None
        await press(pilot, "escape", "enter")
        assert isinstance(app.screen, RecoveryKey)
        await press(pilot, "s")
        await pilot.pause()
        sheet = tmp_path / "sheet.txt"
        await press(pilot, "end", "ctrl+u")
        await type_text(pilot, f"{sheet}\n")
        await pilot.pause()
        assert "Saved:" in shown(app)
        assert "".join(key.split(" - ")).replace(" ", "") in sheet.read_text().replace("-", "")
        assert sheet.stat().st_mode & 0o777 == 0o600
        await press(pilot, "w")
        await pilot.pause()
        assert "1 backup made before can still be read" in shown(app)
        await press(pilot, "e")
        await settle(app, pilot)
        assert "no backup of the database lies in the clear" in app.messages[-1]
        assert encryption.plain_copies(db.path) == []
        assert "Garcia, Maria" in shown(app)
        await press(pilot, "asterisk")
        assert db.raw.execute("SELECT pinned FROM cases").fetchall() == [(1,)]

        await app.run_action("app.rekey")
        await pilot.pause()
        assert isinstance(app.screen, AskPassphrase)
        await type_text(pilot, SAID + "\n")
        await settle(app, pilot)
        await type_text(pilot, OTHER + "\n")
        await type_text(pilot, OTHER + "\n")
        await settle(app, pilot)
        assert app.messages[-1] == "The passphrase is changed, for the database and 1 backup."
        assert not encryption.passphrase_opens(db, SAID)
        assert encryption.passphrase_opens(db, OTHER)

        await app.run_action("app.recovery_key")
        await pilot.pause()
        await type_text(pilot, OTHER + "\n")
        await settle(app, pilot)
        await press(pilot, "n")
        await settle(app, pilot)
        renewed = key_on(app)
        assert renewed != key
        await press(pilot, "w")
        await settle(app, pilot)
        assert not encryption.passphrase_opens(db, key.replace(" ", ""))
        assert encryption.passphrase_opens(db, renewed)

        await app.run_action("app.decrypt")
        await pilot.pause()
        await type_text(pilot, OTHER + "\n")
        await settle(app, pilot)
        await type_text(pilot, "decrypt\n")
        await settle(app, pilot)
        assert not cipher.is_encrypted(db.path)
        assert "Garcia, Maria" in shown(app)
        await press(pilot, "asterisk")
        assert db.raw.execute("SELECT pinned FROM cases").fetchall() == [(0,)]
        said = "\n".join(app.messages)
        assert SAID not in said
        assert OTHER not in said


async def test_a_wrong_passphrase_is_said_and_asked_for_again_after_a_wait(db: Database) -> None:
    encryption.swap(db, encryption.encrypt_ready(db.path, SAID))
    async with running(db) as (app, pilot):
        await app.run_action("app.decrypt")
        await pilot.pause()
        await type_text(pilot, "not that one\n")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "asked again in 1 second." in app.messages[-1]
        assert not isinstance(app.screen, AskPassphrase)
    assert cipher.is_encrypted(db.path)


async def test_the_first_start_offers_it_once_and_takes_no_for_an_answer(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "data_folder", lambda: db.path.parent)
    monkeypatch.setattr(encryption, "DATABASE_NAME", db.path.name)
    async with running(db) as (app, pilot):
        assert "Protect the database with a passphrase?" in shown(app)
        await press(pilot, "n")
        assert "Protect" not in shown(app)
    async with running(db) as (app, pilot):
        assert "Protect" not in shown(app)
    assert not cipher.is_encrypted(db.path)


async def test_restoring_a_backup_under_another_key_asks_its_passphrase(db: Database, tmp_path: Path) -> None:
    open_case(db)
    stick = tmp_path / "stick" / "monday.db"
    back_up(db.path, stick)
    encryption.finish(encryption.encrypt_ready(stick, OTHER))
    cipher.forget_keys()
    async with running(db) as (app, pilot):
        app._look_at(stick)
        await pilot.pause()
        assert isinstance(app.screen, AskPassphrase)
        await type_text(pilot, OTHER + "\n")
        await settle(app, pilot)
        assert "No act was done since this backup." in shown(app)
        await type_text(pilot, "restore\n")
        await settle(app, pilot)
        assert "Restored monday.db" in app.messages[-1]
        assert cipher.is_encrypted(db.path)
        assert encryption.passphrase_opens(db, OTHER)
        assert "Garcia, Maria" in shown(app)


async def test_a_page_that_is_damaged_while_the_screens_read_it_is_said_and_ends_nothing(db: Database) -> None:
    open_case(db)
    encryption.swap(db, encryption.encrypt_ready(db.path, SAID))
    async with running(db) as (app, pilot):
        root = db.raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'caselist'").fetchone()[0]
        db.let_go()
        with db.path.open("r+b") as file:
            file.seek((root - 1) * 4096 + 1000)
            byte = file.read(1)
            file.seek(-1, 1)
            file.write(bytes([byte[0] ^ 4]))
        await press(pilot, "f5")
        assert "damaged" in shown(app)
