import pytest

from caseterm.clock import fixed_clock
from caseterm.services import appointments, cases, contacts
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.harness import LARGE, SMALL, press, running, shown
from tests.services.test_appointments import added
from tests.walls import wall

FRIDAY = wall("2026-11-20 09:00").date()


def visit(db: Database, last: str, at: str, **values: object) -> int:
    """An appointment of a client with a telephone."""
    case_id = cases.new_case(
        db, client={"last": last, "first": "Thi"}, case={"opened_on": FRIDAY}, incident={}
    ).first_added("cases")
    client = db.raw.execute("SELECT client_id FROM cases ORDER BY id DESC").fetchone()[0]
    contacts.edit_contact(db, client, {"language": "Vietnamese"}, phones=[{"number": "5105550143"}])
    return added(
        appointments.add_appointment(db, starts_at=wall(at), case_id=case_id, kind="therapy_pt", **values)  # type: ignore[arg-type]  # each test names its own
    )


def stored(db: Database, appointment_id: int) -> tuple[object, ...]:
    query = "SELECT status, confirmed_on, reminder_sent_on FROM appointments WHERE id = ?"
    return tuple(db.raw.execute(query, (appointment_id,)).fetchone())


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("last", ["Nguyen", HOSTILE])
async def test_friday_s_calls_are_for_monday_and_each_key_leads_to_the_next_client(
    db: Database, size: tuple[int, int], last: str
) -> None:
    db.clock = fixed_clock(FRIDAY)
    first = visit(db, last, "2026-11-23 09:30")
    second = visit(db, "Park", "2026-11-23 10:30")
    third = visit(db, "Silva", "2026-11-23 11:30", ride="needed")
    visit(db, "Zhou", "2026-11-24 11:30")
    async with running(db, size=size) as (app, pilot):
        await press(pilot, "g", "k")
        assert "1 check the ride, 2 call" in shown(app)
        assert "(510) 555-0143" in shown(app)
        assert "Vietnamese" in shown(app)
        assert "Zhou" not in shown(app), "Tuesday is called on Monday"
        await press(pilot, "c")
        assert stored(db, first) == ("confirmed", "2026-11-20", "2026-11-20")
        await press(pilot, "n")
        assert stored(db, second) == ("scheduled", None, None)
        assert "Park" in shown(app), "nobody answered, so the call stays"
        await press(pilot, "v")
        assert stored(db, second) == ("reminded", None, "2026-11-20")
        assert "1 check the ride" in shown(app)
        await press(pilot, "R")
        assert db.raw.execute("SELECT ride FROM appointments WHERE id = ?", (third,)).fetchone() == ("confirmed",)
        assert "1 call" in shown(app)
        await press(pilot, "x")
        assert stored(db, third)[0] == "cancelled_by_client"
        assert "Everybody has been reminded." in shown(app)
        await press(pilot, "u", "u", "u", "u", "u")
        assert stored(db, first) == ("scheduled", None, None)
    logged = db.raw.execute("SELECT channel, outcome, body FROM communications").fetchall()
    assert logged == []


async def test_a_reminder_is_in_the_contact_log_and_the_day_itself_asks_for_the_text(db: Database) -> None:
    db.clock = fixed_clock(FRIDAY)
    number = visit(db, "Nguyen", "2026-11-23 09:30")
    async with running(db) as (app, pilot):
        await press(pilot, "3", "v", "c", "c")
        body = db.raw.execute("SELECT channel, outcome, body, counts_as_client_contact FROM communications").fetchone()
        assert body == ("call", "reached", "Will come: PT Mon 11/23 9:30", 1)
        await press(pilot, "escape")
        assert "[3 Calendar]" in shown(app)
    db.clock = fixed_clock(wall("2026-11-23 08:00").date())
    async with running(db) as (app, pilot):
        await press(pilot, "g", "k")
        assert "1 text" in shown(app)
        await press(pilot, "t")
        assert stored(db, number) == ("confirmed", "2026-11-20", "2026-11-23")
        await press(pilot, "e")
        assert "Nobody is left to be reminded." in shown(app)


async def test_one_that_needs_no_reminder_is_put_off_the_list_without_a_word_in_the_log(db: Database) -> None:
    db.clock = fixed_clock(FRIDAY)
    number = visit(db, "Nguyen", "2026-11-23 09:30")
    async with running(db) as (app, pilot):
        await press(pilot, "g", "k", "z")
        assert "Everybody has been reminded." in shown(app)
        assert stored(db, number) == ("scheduled", None, "2026-11-20")
        await press(pilot, "u", "enter")
        assert "[2 Client]" in shown(app), "enter opens, as in every list; a client said nothing by it"
        assert stored(db, number) == ("scheduled", None, None)
        assert db.raw.execute("SELECT count(*) FROM communications").fetchone() == (0,)
