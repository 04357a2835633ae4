"""A fault while a form is saved: words, the text still there, nothing half written, and the next try works."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from caseterm.screens.dialogs.message import MessageDialog
from caseterm.screens.form import FormScreen
from caseterm.services import settings
from caseterm.store import database as store_database
from caseterm.store.database import Database
from caseterm.store.faults import damaged
from tests.screens.harness import LARGE, press, running, settle, shown, type_text
from tests.services.test_cases import open_case
from tests.store.test_faults import files_no_larger_than


@contextmanager
def disk_full(db: Database) -> Iterator[None]:
    with files_no_larger_than(4096):
        yield


@contextmanager
def held_by_another_program(db: Database) -> Iterator[None]:
    blocker = sqlite3.connect(db.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    yield
    blocker.execute("ROLLBACK")
    blocker.close()


@contextmanager
def no_journal_can_be_made(db: Database) -> Iterator[None]:
    journal = db.path.with_name(db.path.name + "-journal")
    journal.mkdir()
    yield
    journal.rmdir()


@contextmanager
def folder_gone(db: Database) -> Iterator[None]:
    away = db.path.parent.with_name("pulled out")
    db.path.parent.rename(away)
    yield
    away.rename(db.path.parent)


Fault = Callable[[Database], AbstractContextManager[None]]


@pytest.mark.parametrize("fault", [disk_full, held_by_another_program, no_journal_can_be_made, folder_gone])
async def test_what_was_typed_stays_in_the_form_and_is_saved_by_the_next_try(
    db: Database, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "BUSY_MILLISECONDS", 60)
    open_case(db)
    settings.edit_settings(db, {"firm_name": "Before"})
    async with running(db, size=LARGE) as (app, pilot):
        await app.run_action("app.settings")
        await settle(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        await type_text(pilot, "Maria Gold")
        db.let_go()
        with fault(db):
            await press(pilot, "ctrl+s")
            await settle(app, pilot)
            assert isinstance(app.screen, MessageDialog)
            assert "Not saved" in shown(app)
            await press(pilot, "enter")
            assert app.screen_stack[-1] == form
            assert isinstance(form, FormScreen)
            assert form.field("user_name").text == "Maria Gold"
        assert settings.current_settings(db).user_name == ""
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert form not in app.screen_stack
    assert settings.current_settings(db).user_name == "Maria Gold"
    assert db.raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("fault", [disk_full, held_by_another_program, no_journal_can_be_made])
async def test_a_key_that_cannot_be_stored_says_so_and_ends_nothing(
    db: Database, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "BUSY_MILLISECONDS", 60)
    open_case(db)
    async with running(db, size=LARGE) as (app, pilot):
        with fault(db):
            await press(pilot, "asterisk")
            await settle(app, pilot)
            assert "Not saved" in shown(app)
            await press(pilot, "enter")
        assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 0
        await press(pilot, "asterisk")
        assert db.raw.execute("SELECT sum(pinned) FROM cases").fetchone()[0] == 1


async def test_reading_a_file_that_another_program_holds_ends_no_screen(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "BUSY_MILLISECONDS", 60)
    open_case(db)
    async with running(db, size=LARGE) as (app, pilot):
        db.let_go()
        blocker = sqlite3.connect(db.path, isolation_level=None)
        blocker.execute("BEGIN EXCLUSIVE")
        await press(pilot, "f5")
        await settle(app, pilot)
        assert "in use by another program" in shown(app)
        await press(pilot, "enter")
        blocker.close()
        await press(pilot, "f5")
        assert "Garcia, Maria" in shown(app)
        app.report(damaged(db.path))
        await settle(app, pilot)
        told = "".join(shown(app).replace("│", " ").split())
        assert f"run:caseterm--db{db.path}check" in told, "a database that does not open by itself is named"


@contextmanager
def held_for_itself(db: Database) -> Iterator[None]:
    blocker = sqlite3.connect(db.path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    yield
    blocker.execute("ROLLBACK")
    blocker.close()


async def test_what_reads_by_itself_says_that_another_program_holds_the_file_and_works_afterwards(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "BUSY_MILLISECONDS", 20)
    db.let_go()  # the connection that is there would wait longer
    open_case(db)
    async with running(db) as (app, pilot):
        with held_for_itself(db):
            await press(pilot, "n")
            await settle(app, pilot)
            assert "Not saved" in shown(app)
            app.screen.dismiss()
            await settle(app, pilot)
        await press(pilot, "a", "n")
        with held_for_itself(db):
            await press(pilot, *" @g")  # what she types is looked up at once
            await settle(app, pilot)
            assert "That did not work" in shown(app)
            assert "in use by another program" in shown(app)
            assert "Nothing was changed." in shown(app)
            app.screen.dismiss()
            app.set_timer(0.001, app.stale_everywhere)
            app.call_after_refresh(app.stale_everywhere)
            await settle(app, pilot)
        while isinstance(app.screen, MessageDialog):
            app.screen.dismiss()
            await settle(app, pilot)
        assert app.crash is None
        await press(pilot, "a", "enter")
        assert db.raw.execute("SELECT count(*) FROM tasks").fetchone()[0] == 1
