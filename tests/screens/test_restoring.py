import pytest

from caseterm.screens.dialogs.confirm import TypedConfirm
from caseterm.services import backups, cases, settings
from caseterm.store.database import Database
from tests.screens.harness import press, running, settle, shown, type_text
from tests.services.test_cases import open_case


@pytest.fixture(autouse=True)
def backed_up_already() -> None:
    """Not here: the backup of the start is made."""


async def test_a_restore_from_the_palette_shows_the_old_record_and_another_brings_the_new_back(db: Database) -> None:
    open_case(db)
    settings.edit_settings(db, {"firm_name": "Old"})
    async with running(db) as (app, pilot):
        cases.new_case(db, client={"last": "Later", "first": "Lee"}, case={"number": "26-0777"}, incident={})
        app.stale_everywhere()
        await settle(app, pilot)
        assert "Later, Lee" in shown(app)
        await app.run_action("app.restore_backup")
        await settle(app, pilot)
        assert "by itself" in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, TypedConfirm)
        for words in ("Open cases", "2 ->            1", "1 act done since would be gone", "Type restore"):
            assert words in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, TypedConfirm)
        await type_text(pilot, "restore\n")
        await settle(app, pilot)
        assert "Later, Lee" not in shown(app)
        assert "Garcia, Maria" in shown(app)
        assert "Restored" in app.messages[-1]
        await press(pilot, "asterisk")
        assert db.raw.execute("SELECT pinned FROM cases").fetchall() == [(1,)]
        assert [found.kind for found in backups.listed(db.path)] == ["replaced", "before-restore", "auto"]
        await app.run_action("app.restore_backup")
        await settle(app, pilot)
        await press(pilot, "enter")
        await settle(app, pilot)
        await type_text(pilot, "restore\n")
        await settle(app, pilot)
        assert "Later, Lee" in shown(app)


async def test_leaving_the_question_changes_nothing(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        before = db.path.read_bytes()
        await app.run_action("app.restore_backup")
        await settle(app, pilot)
        await press(pilot, "enter")
        await settle(app, pilot)
        await press(pilot, "escape")
        await settle(app, pilot)
        assert app.messages[-1] == "Nothing was changed."
        assert db.path.read_bytes() == before


async def test_a_restore_while_a_case_is_open_leaves_no_dead_case_behind(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        later = cases.new_case(db, client={"last": "Later", "first": "Lee"}, case={"number": "26-0777"}, incident={})
        case_id = later.first_added("cases")
        assert case_id is not None
        app.open_case(case_id)
        await settle(app, pilot)
        await app.run_action("app.restore_backup")
        await settle(app, pilot)
        await press(pilot, "enter")
        await settle(app, pilot)
        await type_text(pilot, "restore\n")
        await settle(app, pilot)
        assert app.case_id is None
        assert case_id not in app.recent
        assert "Garcia, Maria" in shown(app)
        await press(pilot, "2")
        assert "No case open yet" in app.messages[-1]
