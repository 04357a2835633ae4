"""The Care section by keys: what she adds, resolves and is warned of."""

from datetime import date

import pytest

from caseterm.rules.checkin import CheckIn
from caseterm.rules.text import clean_input
from caseterm.services import assessments, checkins, history
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import NGUYEN, one, opened
from tests.screens.harness import LARGE, SMALL, press, settle, shown, type_text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_barrier_equipment_referral_and_assessment_by_keys(file_db: Database, size: tuple[int, int]) -> None:
    db = file_db
    checkins.check_in(db, NGUYEN, CheckIn(pain=3))
    checkins.check_in(db, NGUYEN, CheckIn(pain=6, domain="stairs", level="severe"))
    async with opened(db, section="care", size=size) as (app, pilot, _):
        assert "Assessments   pain 3 6" in shown(app)
        assert "Worse than before: pain 3 to 6" in shown(app)
        assert "Stairs" in shown(app)
        await press(pilot, "a")
        await type_text(pilot, "barr\n")
        await press(pilot, "tab")
        for char in HOSTILE:
            app.screen.focused.insert_text_at_cursor(char)  # type: ignore[union-attr]  # the field with the keyboard
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT description, severity, opened_on FROM barriers") == (
            clean_input(HOSTILE),
            "active",
            "2026-11-21",
        )
        assert "Barriers   1 open" in shown(app)
        await press(pilot, "s")
        await type_text(pilot, "block\n")
        assert one(db, "SELECT severity FROM barriers") == ("blocking",)
        assert any("Care " in line and " 2!" in line for line in shown(app).splitlines())
        await press(pilot, "x")
        assert one(db, "SELECT resolved_on FROM barriers") == ("2026-11-21",)
        assert "Barriers   0 open" in shown(app)
        await press(pilot, "a")
        await type_text(pilot, "equip\n")
        await press(pilot, "tab")
        await type_text(pilot, "shower chair")
        await press(pilot, "ctrl+s", "x")
        assert one(db, "SELECT item, status, delivered_on FROM equipment") == (
            "shower chair",
            "delivered",
            "2026-11-21",
        )
        await press(pilot, "a")
        await type_text(pilot, "asses\n")
        await press(pilot, "ctrl+s")
        assert db.raw.execute("SELECT count(*) FROM assessments").fetchone() == (3,)
        await press(pilot, "m", "k")
        assert "Check-in call" in shown(app)
        assert "pain before 3 6" in shown(app)
        await press(pilot, "escape", "m", "g")
        assert "A line needs assessments of two days." in shown(app)
        assessments.add_assessment(
            db, {"case_id": NGUYEN, "dated": date(2026, 10, 1), "kind": "initial", "pain": 8}, label="Asked"
        )
        await press(pilot, "m", "g")
        assert "8····" in shown(app)
        await press(pilot, "enter", "m", "p", "r")
        await settle(app, pilot)
        assert "PROGRESS REPORT" in shown(app)
        await press(pilot, "escape", "m", "p", "c")
        await settle(app, pilot)
        await press(pilot, "w")
        assert "This sheet is for the client." in shown(app)
        await press(pilot, "escape", "g", "u")
        await press(pilot, "g", "P")
        assert "No recovery plan yet." in shown(app)
    for _ in range(7):
        history.undo(db)
    assert db.raw.execute("SELECT count(*) FROM barriers").fetchone() == (0,)
