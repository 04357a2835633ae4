import pytest

from caseterm.services import appointments, cases, contacts
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.harness import LARGE, SMALL, press, running, shown, type_text
from tests.services.test_appointments import added
from tests.walls import wall


def visit(db: Database, last: str = "Evans") -> int:
    """An appointment on Monday at 2:00 whose ride is needed, of a client with a home."""
    made = cases.new_case(
        db, client={"last": last, "first": "Karl"}, case={"opened_on": wall("2026-11-01 09:00").date()}, incident={}
    )
    client = db.raw.execute("SELECT client_id FROM cases ORDER BY id DESC").fetchone()[0]
    home = {"street": "5200 H St", "city": "Sacramento", "state": "CA"}
    contacts.edit_contact(db, client, {}, addresses=[home])
    return added(
        appointments.add_appointment(
            db,
            starts_at=wall("2026-11-23 14:00"),
            case_id=made.first_added("cases"),
            kind="imaging",
            ride="needed",
            location="Bay Imaging Center",
        )
    )


def legs(db: Database, columns: str) -> list[tuple[object, ...]]:
    return db.raw.execute(f"SELECT {columns} FROM ride_legs ORDER BY id").fetchall()


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("last", ["Evans", HOSTILE])
async def test_a_ride_is_booked_followed_and_booked_again_by_keys(
    db: Database, size: tuple[int, int], last: str
) -> None:
    visit(db, last)
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "3", "v", "r")
        assert "1 to arrange" in shown(app)
        assert "RIDE NOT BOOKED" in shown(app)
        await press(pilot, "enter")
        assert "5200 H St, Sacramento" in shown(app), "the client's home is filled in"
        await press(pilot, *["enter"] * 7)
        await type_text(pilot, "Harbor Rides")
        await press(pilot, "enter")
        await type_text(pilot, "4471")
        await press(pilot, "ctrl+s")
        assert legs(db, "direction, trip_type, status, pickup_at, pickup_address, drop_address, confirmation_no") == [
            ("outbound", "fixed", "booked", "2026-11-23 13:20:00.000000", "5200 H St, Sacramento", "Bay Imaging Center",
             "4471"),
            ("return", "will_call", "booked", None, "Bay Imaging Center", "5200 H St, Sacramento", "4471"),
        ]  # fmt: skip
        assert "2 ways   all arranged" in shown(app)
        assert "1:20" in shown(app)
        assert "\x1b" not in shown(app)
        await press(pilot, "s", "c")
        assert [row[0] for row in legs(db, "status")] == ["confirmed", "booked"], "the cursor is on the way there"
        await press(pilot, "f")
        await type_text(pilot, "car broke down")
        await press(pilot, "enter")
        assert legs(db, "status, cancelled_reason")[0] == ("failed_rebook", "car broke down")
        await press(pilot, "ctrl+s")
        assert [row[0] for row in legs(db, "status")] == ["failed_rebook", "booked", "needed"]
        assert "1 to arrange" in shown(app)
        await press(pilot, "u", "u")
        assert [row[0] for row in legs(db, "status")] == ["confirmed", "booked"]
        await press(pilot, "c")
        assert "[2 Client]" in shown(app)


async def test_the_calendar_s_ride_key_opens_the_form_with_what_is_booked(db: Database) -> None:
    visit(db)
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "a", "r", "b")
        assert "Ride   Imaging Evans, Karl Mon 11/23 2:00" in shown(app)
        await press(pilot, "ctrl+s", "r", "b")
        assert "Booked" in shown(app)
        await press(pilot, *["enter"] * 4)
        await type_text(pilot, "no")
        await press(pilot, "enter", "ctrl+s")
        assert legs(db, "direction, status, cancelled_reason") == [
            ("outbound", "booked", ""),
            ("return", "cancelled", "not wanted"),
        ]


async def test_a_week_without_rides_says_so_and_weeks_turn(db: Database) -> None:
    visit(db)
    async with running(db) as (app, pilot):
        await press(pilot, "g", "b", "full_stop")
        assert "No rides on these days." in shown(app)
        await press(pilot, "comma")
        assert "RIDE NOT BOOKED" in shown(app)
        await press(pilot, "x")
        assert "Nothing is arranged here yet" in shown(app)
        await press(pilot, "escape")
        assert "[1 Cases]" in shown(app)
