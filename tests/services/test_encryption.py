"""The database under a passphrase: what is in it stays the same, and nothing of it lies in the clear beside it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from caseterm.clock import Clock
from caseterm.errors import BusyError, CaseTermError, ConflictError, DamagedError, StorageError
from caseterm.rules import recoverykey
from caseterm.services import backups, caselist, checking, drafts, encryption, recovering, restoring, settings
from caseterm.store import backup, cipher, keyfile, pageseal
from caseterm.store.database import Database
from caseterm.store.dump import dump
from caseterm.store.keyfile import WrongPassphraseError
from caseterm.store.recovery import Lost, Recovered
from caseterm.store.recovery import recover as store_recover
from caseterm.store.schema import HEAD, KNOWN
from tests.conftest import HOSTILE
from tests.services.test_cases import open_case
from tests.store.released import unpacked

SAID, OTHER = "blue lamp river onion", "seven quiet brown owls"
MARK = "Zyxwvutsrq"
REAL_COST = keyfile.COST
OWASP = {(1 << 17, 8, 1), (1 << 16, 8, 2), (1 << 15, 8, 3), (1 << 14, 8, 5), (1 << 13, 8, 10)}


@pytest.fixture(autouse=True)
def quick_and_forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "COST", (1 << 4, 8, 1))
    yield
    cipher.forget_keys()


def test_guessing_a_passphrase_costs_no_less_than_is_recommended() -> None:
    assert REAL_COST in OWASP


def everything(db: Database) -> str:
    """Every row of the record as text; the newest drafts, too."""
    connection = db.connect()
    try:
        return "".join(dump(connection))
    finally:
        connection.close()


def encrypted(db: Database, said: str = SAID) -> str:
    """Encrypt an open database; its recovery key."""
    change = encryption.encrypt_ready(db.path, said)
    encryption.swap(db, change)
    return change.recovery_key


def filled(db: Database) -> None:
    open_case(db)
    settings.edit_settings(db, {"firm_name": f"{MARK} & {HOSTILE[:40]}"})
    drafts.save(db, "case", "1", {"last": MARK})
    caselist.rebuild(db)


def test_all_that_was_in_it_is_in_it_and_it_goes_on_working(db: Database, clock: Clock) -> None:
    filled(db)
    before = everything(db)
    encrypted(db)
    assert encryption.is_encrypted(db)
    assert everything(db) == before
    settings.edit_settings(db, {"firm_name": "After"})
    assert [finding for finding in checking.look(db.path, clock) if finding.state == "broken"] == []
    db.close()
    cipher.forget_keys()
    with pytest.raises(cipher.LockedError, match="encrypted"):
        Database.open(db.path, clock)
    keyfile.unlock(db.path, SAID)
    with Database.open(db.path, clock) as again:
        assert again.raw.execute("SELECT firm_name FROM settings").fetchone() == ("After",)
        encryption.swap(again, encryption.decrypt_ready(again.path))
        assert not encryption.is_encrypted(again)
        assert not keyfile.path_of(again.path).exists()
        again.close()
    with closing(sqlite3.connect(db.path)) as plain, plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("SELECT firm_name FROM settings").fetchone() == ("After",)
    plain.close()


def test_no_file_of_the_folder_holds_a_word_of_it_afterwards(db: Database, tmp_path: Path) -> None:
    filled(db)
    backups.back_up_now(db, "by-hand")
    assert MARK.encode() in db.path.read_bytes()
    encrypted(db)
    assert encryption.encrypt_copies(db.path, encryption.plain_copies(db.path)) == []
    drafts.save(db, "case", "2", {"last": MARK})
    settings.edit_settings(db, {"firm_name": f"{MARK} again"})
    backups.back_up_now(db, "by-hand")
    with db.housekeeping() as connection:
        connection.execute("UPDATE settings SET firm_phone = ?", (MARK,))
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(path.name.endswith("-journal") for path in files)
        assert [path.name for path in files if MARK.encode() in path.read_bytes()] == []
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and b"SQLite" in path.read_bytes()] == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.rglob("*") if path.is_file())


def test_the_old_file_is_overwritten_not_only_unnamed(db: Database, tmp_path: Path) -> None:
    filled(db)
    other_name = tmp_path / "the same blocks"
    db.let_go()
    other_name.hardlink_to(db.path)
    encrypted(db)
    assert set(other_name.read_bytes()) == {0}


def test_a_wrong_passphrase_a_mistyped_key_and_a_lost_key_file_are_told_apart(db: Database) -> None:
    key = encrypted(db)
    assert encryption.passphrase_opens(db, SAID)
    assert not encryption.passphrase_opens(db, SAID.upper())
    assert encryption.passphrase_opens(db, key.lower().replace("-", " "))
    with pytest.raises(WrongPassphraseError, match=r"That does not open cases\.db"):
        keyfile.seed_of(db.path, "not that")
    last = "A" if key[-1] != "A" else "B"
    with pytest.raises(WrongPassphraseError, match="a letter that is not right"):
        keyfile.seed_of(db.path, key[:-1] + last)
    keyfile.path_of(db.path).unlink()
    with pytest.raises(WrongPassphraseError, match="key file"):
        keyfile.seed_of(db.path, SAID)
    assert keyfile.unlock(db.path, key) == recoverykey.read(key)


def test_a_lost_key_file_comes_back_from_beside_a_backup(db: Database) -> None:
    encrypted(db)
    backups.back_up_now(db, "by-hand")
    keyfile.path_of(db.path).unlink()
    cipher.forget_keys()
    keyfile.unlock(db.path, SAID)
    assert keyfile.path_of(db.path).exists()
    assert keyfile.path_of(db.path).stat().st_mode & 0o777 == 0o600


def test_with_nothing_but_the_recovery_key_a_new_passphrase_is_set(db: Database, clock: Clock) -> None:
    key = encrypted(db)
    keyfile.path_of(db.path).write_text("{ not a key file")
    assert not encryption.passphrase_opens(db, SAID)
    findings = {finding.name: finding for finding in checking.look(db.path, clock)}
    assert findings["Key file"].state == "note"
    encryption.change_passphrase(db.path, keyfile.seed_of(db.path, key), OTHER)
    assert encryption.passphrase_opens(db, OTHER)


def test_another_passphrase_touches_neither_the_database_nor_its_backups_but_opens_both(db: Database) -> None:
    encrypted(db)
    made = backups.back_up_now(db, "by-hand").backup
    assert made is not None
    before = db.path.read_bytes(), made.path.read_bytes()
    assert encryption.change_passphrase(db.path, keyfile.seed_of(db.path, SAID), OTHER) == 1
    assert (db.path.read_bytes(), made.path.read_bytes()) == before
    cipher.forget_keys()
    for path in (db.path, made.path):
        assert keyfile.seed_of(path, OTHER)
        with pytest.raises(WrongPassphraseError):
            keyfile.seed_of(path, SAID)


def test_a_new_key_leaves_the_old_recovery_key_nothing_to_open(db: Database) -> None:
    filled(db)
    key = encrypted(db)
    made = backups.back_up_now(db, "by-hand").backup
    assert made is not None
    before = everything(db)
    change = encryption.renew_ready(db.path, SAID)
    encryption.swap(db, change)
    old_seed = recoverykey.read(key)
    assert old_seed is not None
    assert encryption.renew_copies(db.path, old_seed) == []
    assert everything(db) == before
    for path in (db.path, made.path):
        with pytest.raises(WrongPassphraseError):
            keyfile.seed_of(path, key)
        assert keyfile.seed_of(path, change.recovery_key) == keyfile.seed_of(path, SAID)
    assert len(keyfile.read_slots(keyfile.path_of(db.path))) == 1


def test_a_database_sealed_the_older_way_stays_so_until_it_gets_a_new_key(
    db: Database, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seal(path: Path) -> pageseal.Seal | None:
        return cipher.how_sealed(path, cipher.needed_key(path) or cipher.Key())

    filled(db)
    with monkeypatch.context() as before:
        before.setattr(pageseal, "NEW", pageseal.SHA512)
        encrypted(db)
    settings.edit_settings(db, {"firm_name": f"{MARK} later"})
    made = backups.back_up_now(db, "by-hand").backup
    assert made is not None
    assert [seal(path) for path in (db.path, made.path)] == [pageseal.SHA512] * 2
    wanted = everything(db)
    assert {finding.state for finding in checking.look(db.path, clock)} <= {"ok", "note"}
    damaged = tmp_path / "damaged.db"
    data = bytearray(db.path.read_bytes())
    data[300] ^= 1
    damaged.write_bytes(data)
    found = store_recover(damaged, tmp_path / "saved.db", clock)
    assert (found.unreadable, found.saved["cases"], seal(tmp_path / "saved.db")) == (1, 1, pageseal.SHA256)
    restoring.make_ready(db.path, made.path, db.clock)
    restoring.swap(db)
    assert (seal(db.path), everything(db)) == (pageseal.SHA512, wanted)

    old_seed = keyfile.seed_of(db.path, SAID)
    encryption.swap(db, encryption.renew_ready(db.path, SAID))
    assert encryption.renew_copies(db.path, old_seed) == []
    assert [seal(path) for path in (db.path, made.path)] == [pageseal.SHA256] * 2
    assert everything(db) == wanted
    settings.edit_settings(db, {"firm_name": "Last"})
    assert pageseal.broken_pages(db.path, cipher.needed_key(db.path) or b"") == []


def test_weak_wrong_or_needless_changes_are_refused_with_nothing_done(db: Database) -> None:
    for said in ("", "   ", "short", "x" * 2000):
        with pytest.raises(ConflictError):
            encryption.encrypt_ready(db.path, said)
    with pytest.raises(ConflictError, match="not encrypted"):
        encryption.decrypt_ready(db.path)
    encrypted(db)
    with pytest.raises(ConflictError, match="already"):
        encryption.encrypt_ready(db.path, SAID)
    assert [path.name for path in db.path.parent.iterdir() if "change" in path.name] == []


def test_what_is_saved_meanwhile_stops_the_change(db: Database) -> None:
    change = encryption.encrypt_ready(db.path, SAID)
    settings.edit_settings(db, {"firm_name": "Meanwhile"})
    with pytest.raises(BusyError, match="Something was saved"):
        encryption.swap(db, change)
    assert not encryption.is_encrypted(db)
    assert not change.ready.part.exists()
    assert db.raw.execute("SELECT firm_name FROM settings").fetchone() == ("Meanwhile",)


def test_a_copy_that_is_not_the_same_never_takes_the_place(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(db)
    whole = backup.copy_checked

    def one_letter_off(source: Path, part: Path, patience: float, key: cipher.Key | None) -> None:
        whole(source, part, patience, key)
        connection = cipher.connect(part, key=key)
        connection.execute("UPDATE settings SET firm_name = firm_name || '.'")
        connection.close()

    monkeypatch.setattr("caseterm.store.encrypting.copy_checked", one_letter_off)
    with pytest.raises(StorageError, match="not the same rows"):
        encryption.encrypt_ready(db.path, SAID)
    assert not encryption.is_encrypted(db)
    assert [path.name for path in db.path.parent.iterdir() if "change" in path.name] == []


def test_without_the_library_it_is_said_what_is_missing(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "DRIVER", "sqlcipher3_is_not_here")
    with pytest.raises(StorageError, match="sqlcipher3, which is not installed"):
        encryption.encrypt_ready(db.path, SAID)
    assert not encryption.is_encrypted(db)


def test_old_backups_are_encrypted_or_removed_and_those_that_cannot_be_are_named(db: Database, clock: Clock) -> None:
    filled(db)
    for name in ("a", "b", "c"):
        settings.edit_settings(db, {"firm_name": name})
        backups.back_up_now(db, "by-hand")
    damaged = backups.listed(db.path)[0].path
    with damaged.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 4096)
    encrypted(db)
    assert len(encryption.plain_copies(db.path)) == 3
    assert any(finding.name == "Backups in the clear" for finding in checking.look(db.path, clock))
    assert encryption.encrypt_copies(db.path, encryption.plain_copies(db.path)) == [damaged]
    assert encryption.remove_copies([damaged]) == []
    assert encryption.plain_copies(db.path) == []
    assert not damaged.exists()
    assert [found.path for found in backups.listed(db.path)] == [
        path for path in (found.path for found in backups.listed(db.path)) if keyfile.path_of(path).exists()
    ]


def test_a_restore_never_takes_the_encryption_away(db: Database) -> None:
    filled(db)
    plain = backups.back_up_now(db, "by-hand").backup
    assert plain is not None
    encrypted(db)
    settings.edit_settings(db, {"firm_name": "Later"})
    restoring.make_ready(db.path, plain.path, db.clock)
    kept = restoring.swap(db)
    assert encryption.is_encrypted(db)
    assert MARK in db.raw.execute("SELECT firm_name FROM settings").fetchone()[0]
    assert kept is not None
    restoring.make_ready(db.path, kept, db.clock)
    restoring.swap(db)
    assert db.raw.execute("SELECT firm_name FROM settings").fetchone() == ("Later",)
    assert encryption.passphrase_opens(db, SAID)


def test_an_encrypted_backup_comes_back_where_there_is_no_database_or_one_in_the_clear(
    db: Database, tmp_path: Path, clock: Clock
) -> None:
    filled(db)
    encrypted(db)
    made = backups.back_up_now(db, "by-hand").backup
    assert made is not None
    for place in ("nothing", "plain"):
        target = tmp_path / place / "cases.db"
        target.parent.mkdir()
        stick = tmp_path / f"stick-{place}.db"
        shutil.copy(made.path, stick)
        shutil.copy(keyfile.path_of(made.path), keyfile.path_of(stick))
        if place == "plain":
            Database.open(target, clock).close()
        cipher.forget_keys()
        with pytest.raises(cipher.LockedError):
            restoring.restore(target, stick, clock)
        keyfile.unlock(stick, SAID)
        restoring.restore(target, stick, clock)
        cipher.forget_keys()
        keyfile.unlock(target, SAID)
        with Database.open(target, clock) as restored:
            assert MARK in restored.raw.execute("SELECT firm_name FROM settings").fetchone()[0]


def test_a_second_copy_of_the_program_reads_an_encrypted_database(db: Database, clock: Clock) -> None:
    filled(db)
    encrypted(db)
    with Database.open(db.path, clock) as second:
        assert second.readonly
        assert second.raw.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        with second.read() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM cases").scalar() == 1


def test_a_turned_bit_in_any_page_is_named_and_what_is_whole_is_saved(
    db: Database, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(db)
    encrypted(db)
    db.close()
    whole = db.path.read_bytes()
    count = len(whole) // 4096
    for number in (0, 1, count // 2, count - 1):
        data = bytearray(whole)
        data[number * 4096 + 700] ^= 0x10
        db.path.write_bytes(data)
        broken = {finding.name: finding.words for finding in checking.look(db.path, clock) if finding.state == "broken"}
        assert broken["Encryption"] == f"1 pages do not carry their seal: {number + 1}"
    data = bytearray(whole)
    data[300] ^= 1
    data[3 * 4096 + 300] ^= 1
    db.path.write_bytes(data)
    with pytest.raises(DamagedError, match="does not carry its seal"):
        Database.open(db.path, clock)
    usual = store_recover

    def losing(source: Path, target: Path, at: Clock) -> Recovered:
        found = usual(source, target, at)
        found.lost.append(Lost("contacts", 77, "its number is taken", [77, MARK, None]))
        return found

    monkeypatch.setattr(recovering, "recover", losing)
    found, listing = recovering.recover_to(db.path, tmp_path / "saved.db", clock)
    assert found.unreadable >= 2
    assert listing is not None
    assert '"contacts", "row_id": 77' in listing.read_text()
    assert MARK not in listing.read_text()
    assert cipher.is_encrypted(tmp_path / "saved.db")
    with Database.open(tmp_path / "saved.db", clock) as saved:
        assert saved.raw.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        assert MARK in next(line for line in everything(saved).splitlines() if recovering.LOST in line)
    cipher.forget_keys()
    assert keyfile.unlock(tmp_path / "saved.db", SAID)


def test_a_file_of_which_no_page_is_whole_is_told_from_a_wrong_passphrase(db: Database) -> None:
    encrypted(db)
    db.close()
    data = bytearray(db.path.read_bytes())
    for start in range(0, len(data), 4096):
        data[start + 100] ^= 1
    db.path.write_bytes(data)
    with pytest.raises(DamagedError, match="The passphrase is right"):
        keyfile.seed_of(db.path, SAID)
    with pytest.raises(WrongPassphraseError):
        keyfile.seed_of(db.path, OTHER)


def test_a_key_file_that_was_tampered_with_opens_nothing_and_hangs_nothing(db: Database) -> None:
    encrypted(db)
    own = keyfile.path_of(db.path)
    text = own.read_text()
    for old, new in (
        ('"n": 16', '"n": 1073741824'),
        ('"n": 16', '"n": 15'),
        ('"n": 16', '"n": 32'),
        ('"r": 8', '"r": 0'),
    ):
        assert old in text
        own.write_text(text.replace(old, new))
        assert not encryption.passphrase_opens(db, SAID)
    own.write_text(text)
    assert encryption.passphrase_opens(db, SAID)


def test_errors_carry_neither_the_key_nor_the_passphrase(db: Database, clock: Clock) -> None:
    key = encrypted(db)
    kept = cipher.kept_key(db.path)
    assert kept is not None
    secrets = [SAID, key, kept.hex()]
    cases: list[CaseTermError] = []
    for act in (
        lambda: keyfile.seed_of(db.path, "no " + SAID[:5]),
        lambda: encryption.encrypt_ready(db.path, SAID),
        lambda: encryption.save_sheet(db.path, encryption.sheet(db.path, key, clock)),
    ):
        with pytest.raises(CaseTermError) as problem:
            act()
        cases.append(problem.value)
    said = " ".join(f"{problem!r} {problem.sentences}" for problem in cases) + f"{kept!r} {kept}"
    assert [secret for secret in secrets if secret in said] == []


def test_an_encrypted_database_of_an_older_schema_is_brought_up_to_date_and_its_backup_is_encrypted(
    tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "old.db"
    unpacked(KNOWN[0], path)
    encryption.finish(encryption.encrypt_ready(path, SAID))
    with Database.open(path, clock) as db:
        assert db.raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert encryption.is_encrypted(db)
    copies = list((tmp_path / "backups").glob("*before-update*.db"))
    assert [cipher.is_encrypted(copy) for copy in copies] == [True]
    assert keyfile.seed_of(copies[0], SAID)
