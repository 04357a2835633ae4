from pathlib import Path

import pytest

from caseterm.services import settings
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.exports.test_day_sheets import filled
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("last", ["Nguyen", HOSTILE])
async def test_the_calendar_prints_day_week_and_the_client_s_own_sheet(
    db: Database, tmp_path: Path, size: tuple[int, int], last: str
) -> None:
    filled(db, last)
    settings.edit_settings(db, {"export_folder": str(tmp_path)})
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "3", "v", "a", "p", "d")
        await settle(app, pilot)
        assert "print  day sheet" in shown(app)
        assert "Monday 11/23/2026" in shown(app)
        await press(pilot, "escape", "p", "w")
        await settle(app, pilot)
        assert "11/22/2026 to 11/28/2026" in shown(app)
        await press(pilot, "escape", "p", "c")
        await settle(app, pilot)
        assert "Physical therapy" in shown(app)
        await press(pilot, "w")
        assert "This sheet is for the client." in shown(app)
        await press(pilot, "enter")
        await settle(app, pilot)
        assert [path.suffix for path in tmp_path.glob("appointments-*")] == [".pdf"]
        assert db.raw.execute("SELECT what, audience FROM export_log").fetchall() == [("appointment sheet", "client")]
