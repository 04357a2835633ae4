from datetime import date, time, timedelta
from pathlib import Path

import pytest

from caseterm.clock import Clock, fixed_clock
from caseterm.errors import DiskFullError
from caseterm.services import backups, settings
from caseterm.store.database import Database
from tests.conftest import TODAY
from tests.screens.harness import LARGE, press, running, set_clock, settle, shown
from tests.services.test_cases import open_case


@pytest.fixture(autouse=True)
def backed_up_already() -> None:
    """Not here: the backup of the start is made."""


def kinds(db: Database) -> list[str]:
    return [found.kind for found in backups.listed(db.path)]


async def test_the_start_makes_a_backup_after_the_first_frame_and_the_next_start_none(db: Database) -> None:
    open_case(db)
    async with running(db) as (_app, _pilot):
        assert kinds(db) == ["auto"]
    async with running(db) as (app, _pilot):
        assert kinds(db) == ["auto"]
        assert not [message for message in app.messages if "ackup" in message]


async def test_an_hour_of_use_makes_the_next_one_only_when_something_changed(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await press(pilot, "asterisk")
        set_clock(app, fixed_clock(TODAY, time(10, 30)))
        app.look_for_a_backup()
        await settle(app, pilot)
        assert kinds(db) == ["auto"]
        set_clock(app, fixed_clock(TODAY, time(10, 42)))
        app.look_for_a_backup()
        await settle(app, pilot)
        assert kinds(db) == ["auto", "auto"]
        set_clock(app, fixed_clock(TODAY, time(11, 50)))
        app.look_for_a_backup()
        await settle(app, pilot)
        assert kinds(db) == ["auto", "auto"]


async def test_a_clock_set_back_while_it_runs_does_not_stop_the_backups(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await press(pilot, "asterisk")
        set_clock(app, fixed_clock(date(2024, 1, 1)))
        app.look_for_a_backup()
        await settle(app, pilot)
        newest = backups.newest(db.path)
        assert newest is not None
        assert (newest.number, newest.at.year) == (2, 2024)


async def test_a_backup_that_cannot_be_made_says_why_and_how_old_the_last_one_is(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_case(db)
    db.clock = fixed_clock(TODAY - timedelta(days=3))
    backups.back_up_if_changed(db)
    db.clock = fixed_clock(TODAY)
    settings.edit_settings(db, {"firm_name": "Gold LLP"})

    def full(*_: object, **__: object) -> None:
        raise DiskFullError("No backup was made. The disk is full.", next_step="Free some space.")

    monkeypatch.setattr(backups, "back_up", full)
    async with running(db, size=LARGE) as (app, pilot):
        assert "BACKUP 3 DAYS OLD" in shown(app).splitlines()[0]
        assert "No backup was made. The disk is full. Free some space." in shown(app)
        monkeypatch.undo()
        set_clock(app, fixed_clock(TODAY, time(12, 0)))
        app.look_for_a_backup()
        await settle(app, pilot)
        assert "BACKUP" not in shown(app).splitlines()[0]
    assert kinds(db) == ["auto", "auto"]


async def test_without_any_backup_the_title_says_so(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    open_case(db)
    (db.path.parent / "backups").write_text("a file where the folder should be")
    async with running(db, size=LARGE) as (app, _pilot):
        assert "NO BACKUP" in shown(app).splitlines()[0]
        assert "No backup was made" in shown(app)


async def test_a_missing_second_folder_is_said_once(db: Database, tmp_path: Path) -> None:
    open_case(db)
    settings.edit_settings(db, {"backup_folder": str(tmp_path / "stick")})
    async with running(db, size=LARGE) as (app, pilot):
        set_clock(app, fixed_clock(TODAY, time(12, 0)))
        app.look_for_a_backup()
        await settle(app, pilot)
        said = [message for message in app.messages if "second backup folder is not there" in message]
        assert len(said) == 1


async def test_a_backup_by_hand_from_the_palette(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await app.run_action("app.backup")
        await settle(app, pilot)
        assert kinds(db) == ["by-hand", "auto"]
        assert any(message.startswith("Backed up and checked: ") for message in app.messages)


async def test_a_read_only_copy_makes_no_backup(db: Database) -> None:
    open_case(db)
    with Database.open(db.path, db.clock) as second:
        async with running(second) as (_app, _pilot):
            assert kinds(db) == []


async def test_the_settings_hold_the_second_folder_and_how_long(db: Database) -> None:
    async with running(db, size=LARGE) as (app, pilot):
        await app.run_action("app.settings")
        await settle(app, pilot)
        for label in ("Backups also to", "Keep daily, days", "Keep weekly, weeks"):
            assert label in shown(app)


async def test_an_empty_record_beside_backups_of_another_is_said_at_the_start(db: Database, clock: Clock) -> None:
    assert backups.back_up_now(db, "auto").backup is not None
    assert backups.newest_of_a_record(db.path) is None, "a first start without a case tells of no other record"
    open_case(db)
    assert backups.back_up_now(db, "by-hand").backup == backups.newest_of_a_record(db.path)
    db.close()
    db.path.unlink()
    with Database.open(db.path, clock) as anew:
        async with running(anew) as (app, pilot):
            text = shown(app)
            assert "This record is empty, and there are backups of another" in text
            assert "its newest backup is from" in " ".join(text.replace("│", " ").split())
            assert "Restore a backup" in text
            app.screen.dismiss()
            await settle(app, pilot)
            assert "No cases yet." in shown(app)


async def test_a_conflict_copy_beside_the_database_is_said_at_the_start(db: Database, tmp_path: Path) -> None:
    open_case(db)
    (tmp_path / "cases (Maria's conflicted copy 2026-11-21).db").write_bytes(b"")
    async with running(db, size=LARGE) as (app, _pilot):
        assert any("(Dropbox)" in message for message in app.messages)


async def test_the_check_shows_what_is_broken_and_what_to_do(db: Database) -> None:
    open_case(db)
    async with running(db, size=LARGE) as (app, pilot):
        await app.run_action("app.check")
        await settle(app, pilot)
        assert app.messages[-1] == "Checked: the database is sound and the history unbroken."
        with db.housekeeping() as connection:
            connection.execute("UPDATE caselist SET client = 'Somebody else'")
        await app.run_action("app.check")
        await settle(app, pilot)
        assert "Something is broken" in shown(app)
        assert "do not fit the record" in shown(app)
        assert "caseterm recover" in shown(app)
