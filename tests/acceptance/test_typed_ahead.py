"""Keys pressed faster than the program answers go where the one before led, and none is lost."""

import pytest
from textual.message import Message

from caseterm.screens.dialogs.quickadd import QuickAddDialog
from caseterm.screens.inorder import PATIENCE, KeyDealtWith, KeysInOrder
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.acceptance.drive import base, go, hit, key_event, send, status, widget
from tests.screens.harness import running, shown


async def test_a_key_behind_the_enter_that_closes_a_line_goes_to_the_screen_below(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        before = acts(caseload)
        await send(app, pilot, ["a"])
        await send(app, pilot, [*"call tuesday", "enter", "a", *"fax", "enter", "1"])
        assert acts(caseload) == before + 2
        assert len(app.screen_stack) == 1
        assert "fax" in status(app)


async def test_keys_behind_the_enter_that_saves_a_call_go_on_from_the_screen_below(caseload: Database) -> None:
    async with running(caseload) as (app, pilot):
        await go(app, pilot, "cases")
        await send(app, pilot, ["l", *"spoke with her", "enter", "3", "a"])
        assert app.current_mode == "calendar"
        assert isinstance(app.screen, QuickAddDialog)
        assert app.screen.line.value == ""


async def test_keys_whose_answer_is_lost_are_waited_for_and_none_stays_behind(
    caseload: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(caseload) as (app, pilot):
        lost: list[Message] = []
        answered = KeysInOrder.on_key_dealt_with

        async def swallow(program: KeysInOrder, message: KeyDealtWith) -> None:
            message.stop()
            if len(lost) < 2:
                lost.append(message)
            else:
                await answered(program, message)

        monkeypatch.setattr(KeysInOrder, "on_key_dealt_with", swallow)
        for key in ("down", "down", "down", "down"):
            app.post_message(key_event(key))
        await pilot.pause(PATIENCE * 3)
        await hit(app, pilot)
        assert len(lost) == 2
        assert widget(app, "#cases", RowList).cursor_index == 4
        assert not app._held
        assert base(app).is_mounted
        assert shown(app)


def acts(db: Database) -> int:
    return int(db.raw.execute("SELECT count(*) FROM acts").fetchone()[0])
