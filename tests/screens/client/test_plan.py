"""The recovery plan by keys: drawn up, a goal, something to do, a review that stalls it, a new version, shared."""

import pytest

from caseterm.rules.text import clean_input
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import one, opened
from tests.screens.harness import LARGE, SMALL, press, shown, type_text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_plan_lives_from_draft_to_its_second_version(file_db: Database, size: tuple[int, int]) -> None:
    db = file_db
    async with opened(db, section="plan", size=size) as (app, pilot, _):
        assert "No recovery plan yet." in shown(app)
        await press(pilot, "a", "ctrl+s")
        assert one(db, "SELECT version, status, review_on FROM care_plans") == (1, "active", "2026-12-21")
        await press(pilot, "a")
        await type_text(pilot, "goal\n")
        for char in HOSTILE:
            app.screen.focused.insert_text_at_cursor(char)  # type: ignore[union-attr]  # the field with the keyboard
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT text, status FROM plan_goals") == (clean_input(HOSTILE), "open")
        await press(pilot, "x")
        assert one(db, "SELECT status FROM plan_goals") == ("met",)
        await press(pilot, "m", "o")
        await type_text(pilot, "PT twice a week")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT title FROM tasks WHERE title = 'PT twice a week'")
        for why in ("no ride", "no ride yet"):
            await press(pilot, "m", "v", "tab")
            await press(pilot, "n", "tab")
            await type_text(pilot, why)
            await press(pilot, "ctrl+s")
        assert db.raw.execute("SELECT moving_forward FROM plan_reviews").fetchall() == [(0,), (0,)]
        assert one(db, "SELECT status FROM care_plans") == ("stalled",)
        await press(pilot, "g", "g")
        assert "Two reviews without progress" in shown(app)
        await press(pilot, "m", "g")
        await type_text(pilot, "nguy\n")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT role FROM plan_shares") == ("client",)
        await press(pilot, "m", "n")
        await type_text(pilot, "surgery")
        await press(pilot, "ctrl+s")
        assert db.raw.execute("SELECT version, status FROM care_plans ORDER BY version").fetchall() == [
            (1, "revised"),
            (2, "active"),
        ]
        assert "Version 2" in shown(app)
        await press(pilot, "g", "e", "up")
        assert "version 1 !" in shown(app), "the client works from an old version"
