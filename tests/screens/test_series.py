import pytest
from textual.pilot import Pilot

from caseterm import queries
from caseterm.store.database import Database
from tests.screens.harness import LARGE, SMALL, press, running, settle, shown, type_text
from tests.screens.test_calendar import fits, status
from tests.services.test_appointments import open_case
from tests.services.test_series import on, starts, times, words


async def book(pilot: "Pilot[None]", text: str) -> None:
    await press(pilot, "3", "a")
    await type_text(pilot, text)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_series_from_the_line_to_one_changed_visit_and_the_rest_moved(
    db: Database, size: tuple[int, int]
) -> None:
    open_case(db)
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "3", "a")
        await type_text(pilot, "PT Mon Wed Fri 9:00 for six weeks @Garcia")
        assert "Mon Wed Fri, 18 visits, the last Fri Jan 1 2027" in shown(app)
        assert "on holidays: Fri 12/25 Christmas Day" in shown(app)
        await press(pilot, "enter")
        assert status(app).startswith("Booked: PT Garcia, Maria Mon Wed Fri 9:00 until 01/01, 18 visits.")
        # this one alone
        await press(pilot, "g", "d")
        await type_text(pilot, "11/27")
        await press(pilot, "enter", "v", "d", "d")
        assert "Mon Wed Fri 9:00 until 01/01, 18 visits" in shown(app)
        assert "This one, visit 3 of 18" in shown(app)
        await press(pilot, "t")
        await type_text(pilot, "11/28 11:00")
        await press(pilot, "enter")
        assert starts(db)[2:4] == ["2026-11-27 09:00", "2026-11-28 11:00"]
        # this and the following, another time
        await press(pilot, "g", "d")
        await type_text(pilot, "12/7")
        await press(pilot, "enter", "d")
        assert "This and the 11 following" in shown(app)
        await press(pilot, "f")
        assert "and the 11 following to" in shown(app)
        await type_text(pilot, "10:30")
        await press(pilot, "enter")
        assert status(app).startswith("Moved: PT Garcia, Maria to Mon Wed Fri 10:30 until 01/01, 12 visits.")
        assert times(db) == ["09:00"] * 3 + ["11:00"] + ["09:00"] * 3 + ["10:30"] * 12
        assert "Mon Wed Fri 10:30 until 01/01, 12 visits" in " ".join(shown(app).split())
        # leaving the question does nothing
        await press(pilot, "e", "escape")
        assert "9:00-" not in status(app)
        # undo, and the series is whole again
        await press(pilot, "u")
        await settle(app, pilot)
        assert times(db).count("10:30") == 0
        assert words(db, on(db, "2026-12-07")) == "Mon Wed Fri 9:00 until 01/01, 18 visits"


async def test_all_visits_are_edited_cancelled_and_put_away_from_the_calendar(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await book(pilot, "chiro tue thu 2pm-2:30 for 2 weeks @Garcia")
        await press(pilot, "g", "d")
        await type_text(pilot, "11/24")
        await press(pilot, "enter", "v", "d", "e", "a")
        assert "Edit appointment, all 4 of the series" in shown(app)
        assert "tue thu until 12/07/2026" in shown(app)
        assert "= 4 visits to Thu 12/03" in shown(app)
        fits(app)
        await press(pilot, *["enter"] * 4, "ctrl+u")
        await type_text(pilot, "tue thu 6 visits")
        assert "= 6 visits to Thu 12/10" in shown(app)
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert status(app).startswith("Changed: Chiropractic Garcia, Maria Tue Thu 2:00 until 12/10, 6 visi")
        assert len(starts(db)) == 6
        await press(pilot, "s", "p")
        assert "Cancel" in shown(app)
        await press(pilot, "a")
        assert status(app).startswith("Cancelled: 6 visits Chiropractic Garcia, Maria (by the provider)")
        await press(pilot, "u", "m", "a", "a")
        assert status(app).startswith("Archived: 6 visits Chiropractic Garcia, Maria")
        assert starts(db) == []


async def test_a_single_appointment_is_made_a_series_in_its_form_and_a_bad_rule_is_refused(db: Database) -> None:
    open_case(db)
    async with running(db) as (app, pilot):
        await book(pilot, "PT mon 9:00 @Garcia")
        await press(pilot, "g", "d")
        await type_text(pilot, "11/23")
        await press(pilot, "enter", "v", "d", "e", *["enter"] * 4)
        await type_text(pilot, "mon fri")
        await press(pilot, "ctrl+s")
        assert "say how long" in shown(app)
        await type_text(pilot, " for 3 weeks")
        await press(pilot, "ctrl+s")
        await settle(app, pilot)
        assert status(app).startswith("Booked: PT Garcia, Maria Mon Fri 9:00 until 12/11, 6 visits")
        assert len(starts(db)) == 6


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_client_s_appointments_tell_and_change_the_series(db: Database, size: tuple[int, int]) -> None:
    case_id = open_case(db)
    async with running(db, size=size) as (app, pilot):
        await book(pilot, "PT mon wed fri 9:00 18 visits @Garcia")
        app.open_case(case_id, section="appointments")
        await settle(app, pilot)
        assert "Mon Wed Fri 9:00 until 01/01, 18 visits" in shown(app)
        await press(pilot, "j", "d", "f")
        assert "and the 16 following" in shown(app)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "wed 8:15")
        await press(pilot, "enter")
        assert times(db) == ["09:00"] + ["08:15"] * 17
        line = queries.series.series_of(db, on(db, "2026-11-25"))
        assert line is not None
        assert line.words == "Mon Wed Fri 8:15 until 01/01, 17 visits"
        await press(pilot, "s")
        await type_text(pilot, "weather")
        await press(pilot, "enter", "t")
        await settle(app, pilot)
        assert "Cancelled: PT Garcia, Maria Wed 11/25 8:15 (for the weather)" in status(app)
        await press(pilot, "e", "t")
        assert "Repeats" not in shown(app)
