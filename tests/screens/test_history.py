"""The history screen: found, read, proved and printed."""

import re
from pathlib import Path

from caseterm import services
from caseterm.screens.history import HistoryScreen
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.harness import LARGE, press, running, settle, shown, type_text
from tests.services.test_cases import open_case


async def test_the_history_is_searched_read_and_printed(db: Database, tmp_path: Path) -> None:
    maria, other = open_case(db), open_case(db, last="Lee")
    services.settings.edit_settings(db, {"export_folder": str(tmp_path / "out"), "firm_name": "Gold & Shah"})
    services.tasks.add_task(db, title=f"call {HOSTILE}", case_id=maria)
    services.contact_log.add_note(db, case_id=other, body="the left knee gives way")
    services.tasks.add_task(db, title="to be undone", case_id=other)
    services.history.undo(db)
    async with running(db, size=LARGE) as (app, pilot):
        await press(pilot, "g", "y")
        await settle(app, pilot)
        screen = app.screen
        assert isinstance(screen, HistoryScreen)
        assert "chain holds at act 7: " in shown(app)
        assert re.search(r"undo +Undid: Added task: to be undone \(Lee, Maria\)", shown(app))
        assert re.search(r"undone +Added task: to be undone \(Lee, Maria\)", shown(app))

        await press(pilot, "slash")
        await type_text(pilot, "knee")
        assert len(screen.acts) == 1, "found in the value it wrote, which its label does not show"
        assert "the left knee gives way" in shown(app)
        await press(pilot, "escape", "slash")
        await type_text(pilot, "kind:task case:26-0001 from:today")
        assert [act.case for act in screen.acts.values()] == ["26-0001"]
        await type_text(pilot, " frm:x")
        assert "There is no field of that name" in shown(app)
        screen.filter_line.value = "kind:task case:26-0001"
        await press(pilot, "enter", "enter")
        assert "Task added" in shown(app)
        assert "Title: call O'Neil [/b] [@click=app.bell]x[/] [90%]" in shown(app)
        await press(pilot, "escape", "p", "t")
        await settle(app, pilot)
        assert "Saved" in shown(app)
        (saved,) = (tmp_path / "out").glob("*.txt")
        text = saved.read_text()
        assert "GOLD" not in text
        assert "Asked for" in text
        assert "kind: task" in text
        assert "knee" not in text
        assert "Page 1 of 1" in text
        assert "chain holds at act 7: " in text.splitlines()[-1]
        assert db.raw.execute("SELECT what, format FROM export_log").fetchall() == [("history", "txt")]

        await press(pilot, "escape", "c")
        await settle(app, pilot)
        assert app.current_mode == "client"
        assert app.case_id == maria or app.case_id == other
        app.open_case(maria, section="history")
        await settle(app, pilot)
        await press(pilot, "g", "y")
        assert {act.case for act in app.screen.acts.values()} == {"26-0001"}  # type: ignore[attr-defined]


async def test_a_chain_that_was_tampered_with_is_said_at_once(db: Database) -> None:
    import sqlite3

    open_case(db)
    raw = sqlite3.connect(db.path)
    raw.execute("DROP TRIGGER log_acts_no_update")
    raw.execute("UPDATE acts SET label = 'something else'")
    raw.commit()
    raw.close()
    async with running(db) as (app, pilot):
        app.action_go_history()
        await settle(app, pilot)
        assert "chain BROKEN at act 1" in shown(app)
        assert "something was changed in it" in shown(app)
