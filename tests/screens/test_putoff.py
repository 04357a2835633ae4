"""A reason is put off by keys on the caseload, with why and until when."""

from datetime import date

from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import one
from tests.screens.harness import press, running, shown, type_text
from tests.services.test_cases import open_case


async def test_a_reason_is_put_off_and_the_next_one_shows(db: Database) -> None:
    open_case(db, HOSTILE, opened_on=date(2026, 9, 1), phase="treating")
    async with running(db) as (app, pilot):
        assert "never contacted" in shown(app)
        await press(pilot, "m", "q")
        assert "never contacted, 81 d" in shown(app)
        await type_text(pilot, "never cont\nin hospital until Friday\n+6d")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT code, why, until FROM dismissals") == (
            "never_contacted",
            "in hospital until Friday",
            "2026-11-27",
        )
        assert "Put off until Fri 11/27" in shown(app)
        rows = [line for line in shown(app).splitlines() if "O'Neil" in line]
        assert not any("never contacted" in line for line in rows if "Put off" not in line)
        await press(pilot, "w")
        assert "Put off to Fri 11/27: in hospital until Friday" in shown(app), "why, and until when, can be read again"
        await press(pilot, "1")
        assert "No longer put off: never contacted, 81 d" in shown(app)
        assert one(db, "SELECT count(*) FROM dismissals WHERE archived_at IS NULL") == (0,)
        await press(pilot, "u")
        assert one(db, "SELECT count(*) FROM dismissals WHERE archived_at IS NULL") == (1,)
        await press(pilot, "u")
        assert "never contacted" in shown(app)
