"""Keys no person types: text pasted or typed into the wrong window runs no commands."""

import pytest

from caseterm.screens.burst import BurstGuard
from caseterm.screens.dialogs.quickadd import QuickAddDialog
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import base, key_event, status, widget
from tests.screens.harness import press, running, settle, shown


@pytest.fixture(autouse=True)
def watchful(questions_answered_at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard as it is for her."""
    monkeypatch.setattr(BurstGuard, "burst_seconds", 0.12)


def acts(db: Database) -> int:
    return int(db.raw.execute("SELECT count(*) FROM acts").fetchone()[0])


async def test_a_text_that_arrives_at_once_runs_no_command_from_its_first_letter_on(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        before, picture = acts(caseload), shown(app).splitlines()[:22]
        for place, char in enumerate("xzaspq*x Nguyen u"):
            app.post_message(key_event(char, at=100.0 + place * 0.001))
        app.post_message(key_event("enter", at=100.02))
        await settle(app, pilot)
        assert status(app) == "Ignored 18 characters. Press a to add, / to filter."
        assert acts(caseload) == before
        assert len(app.screen_stack) == 1
        assert shown(app).splitlines()[:22] == picture


async def test_the_end_of_a_long_text_is_ignored_like_its_beginning(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        for place, char in enumerate("Dear Ms. Nguyen, " + "x" * 40):
            app.post_message(key_event(char, at=100.0 + place * 0.03))
        await settle(app, pilot)
        assert status(app).startswith("Ignored 57 characters")
        app.post_message(key_event("asterisk", at=110.0))
        app.post_message(key_event("*", at=110.0))
        await settle(app, pilot)
        assert status(app).startswith("Pinned"), "later keys act again"


async def test_a_held_cursor_key_and_fast_typing_are_no_burst(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        for place in range(12):
            app.post_message(key_event("j", at=100.0 + place * 0.01))
        await settle(app, pilot)
        assert widget(app, "#cases", RowList).cursor_index == 12
        for place, char in enumerate("kjkjkj"):
            app.post_message(key_event(char, at=101.0 + place * 0.02))
        await settle(app, pilot)
        assert widget(app, "#cases", RowList).cursor_index == 12
        for place, char in enumerate("k k*u"):
            app.post_message(key_event(char, at=102.0 + place * 0.06))
        await settle(app, pilot)
        assert status(app).startswith("Undid: "), "sixteen keys a second are typed by people"


async def test_in_a_text_field_a_burst_is_text(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await press(pilot, "slash")
        for place, char in enumerate("nguyen treating x"):
            app.post_message(key_event(char, at=500.0 + place * 0.001))
        await settle(app, pilot)
        assert "nguyen treating x" in shown(app)
        await press(pilot, "escape", "a")
        assert isinstance(app.screen, QuickAddDialog)
        for place, char in enumerate("call the adjuster"):
            app.post_message(key_event(char, at=600.0 + place * 0.001))
        await settle(app, pilot)
        assert app.screen.line.value == "call the adjuster"


async def test_a_burst_answers_no_question(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await press(pilot, "q")
        assert "Quit caseterm?" in shown(app)
        for place, char in enumerate("why yes y"):
            app.post_message(key_event(char, at=900.0 + place * 0.002))
        await settle(app, pilot)
        assert app.is_running
        assert "Quit caseterm?" in shown(app)
        assert status(app).startswith("Ignored 9 characters")


async def test_a_marked_paste_outside_a_field_is_ignored_in_one_sentence(caseload: Database) -> None:
    from textual.events import Paste

    async with running(caseload) as (app, pilot):
        before = acts(caseload)
        app.post_message(Paste("xxx\nArchive all\n"))
        await settle(app, pilot)
        assert status(app) == "Ignored 16 pasted characters. Press a to add, / to filter."
        assert acts(caseload) == before
        assert base(app) is app.screen
