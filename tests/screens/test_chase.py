"""Requests by keys: asked of every provider at once, received in part, chased over the whole caseload."""

from datetime import timedelta

from caseterm import services
from caseterm.rules.inputs import ContactInput
from caseterm.store.database import Database
from caseterm.widgets.rowlist import RowList
from tests.conftest import HOSTILE, TODAY
from tests.screens.harness import LARGE, SMALL, press, running, shown, type_text
from tests.services.test_cases import open_case


def provider(db: Database, case_id: int, name: str) -> int:
    clinic = ContactInput(
        {"kind": "organization", "org_name": name, "fax": "5550107001"}, phones=[{"number": "5550107000"}]
    )
    found = services.providers.add_provider(db, case_id, clinic, {}).first_added("case_providers")
    assert found is not None
    return found


def asked(db: Database, columns: str = "kind, status, follow_up_on") -> list[tuple[object, ...]]:
    return db.raw.execute(f"SELECT {columns} FROM records_requests ORDER BY id").fetchall()


async def test_a_case_is_asked_for_received_in_part_and_the_rest_asked_for_by_keys(
    db: Database,
) -> None:
    case_id = open_case(db)
    mercy = provider(db, case_id, "Mercy PT")
    provider(db, case_id, HOSTILE)
    visit = {"case_id": case_id, "case_provider_id": mercy, "kind": "therapy_pt", "status": "attended"}
    services.records.add_record(db, "appointment", {**visit, "starts_at": "2026-10-12T09:00:00"}, label="Visit")
    async with running(db, size=SMALL) as (app, pilot):
        await press(pilot, "enter", "g", "R")
        assert "not asked: r" in shown(app)
        await press(pilot, "R")
        assert "Requested records from 2 providers" in shown(app)
        assert [row[:2] for row in asked(db)] == [("records", "sent"), ("records", "sent")]
        await press(pilot, "tab", "home")
        assert "(555) 010-7000" in shown(app), "the number to call stands below"
        await press(pilot, "m", "w")
        assert "Records request: Mercy PT" in shown(app), "the letter to whoever the row is about"
        await press(pilot, "escape")
        await press(pilot, "x", "tab")
        await type_text(pilot, "wrong p")
        await press(pilot, "ctrl+s")
        assert "Ask again" in shown(app), "what is not ours is asked for anew too"
        await press(pilot, "escape", "u", "x")
        assert "Came in: Records, Mercy PT" in shown(app)
        await type_text(pilot, "212")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "no films")
        await press(pilot, "ctrl+s")
        assert "Ask for what is missing" in shown(app), "the rest is asked for at once"
        assert "Films, imaging" in shown(app)
        await press(pilot, "ctrl+s")
        assert asked(db, "kind, status, pages_received, follows_id") == [
            ("records", "reviewed_incomplete", 212, None), ("records", "sent", None, None),
            ("films_imaging", "sent", None, 1),
        ]  # fmt: skip
        assert "! No bill" in shown(app)
        rows = app.screen.query_one("#rows", RowList)
        rows.move_to("unmatched:1.record_without_bill.2026-10-12")
        await press(pilot, "x")
        await type_text(pilot, "free clinic")
        await press(pilot, "enter")
        await type_text(pilot, "+30")
        await press(pilot, "enter")
        assert db.raw.execute("SELECT reason, until_on FROM unmatched_dismissals").fetchall() == [
            ("free clinic", "2026-12-21")
        ]
        assert "! No bill" not in shown(app)
        await press(pilot, "v", "a")
        assert "No bill, 10/12/26: free clinic (until 12/21/26)" in shown(app), "what was said can be read again"
        rows.move_to("excused:1")
        await press(pilot, "m", "r")
        assert "! No bill for 1 visit, 10/12/26" in shown(app), "and taken back"
        assert "free clinic" not in shown(app)
        await press(pilot, "u", "v", "a")
        assert "! No bill" not in shown(app)
        await press(pilot, "m", "n")
        assert "New authorization" in shown(app)
        await press(pilot, "ctrl+s")
        assert "HIPAA, medical: all providers" in shown(app)
        await press(pilot, "u", "u")
        assert "! No bill" in shown(app)
        assert "\x1b" not in shown(app)


async def test_chase_day_is_one_line_a_row_and_the_next_is_under_the_cursor(db: Database) -> None:
    for last, days in (("Garcia", 60), (HOSTILE, 40), ("Zapata", 20)):
        case_id = open_case(db, last)
        clinic = provider(db, case_id, "City ER" if last != "Zapata" else HOSTILE)
        sent = TODAY - timedelta(days=days)
        services.requests.add_request(db, case_id, {"case_provider_id": clinic, "kind": "records", "sent_on": sent,
                                                    "follow_up_on": TODAY})  # fmt: skip
    contact = db.raw.execute("SELECT min(contact_id) FROM case_providers").fetchone()[0]
    with db.housekeeping() as connection:
        connection.execute("UPDATE case_providers SET contact_id = ? WHERE id = 2", (contact,))
    async with running(db, size=LARGE) as (app, pilot):
        await press(pilot, "g", "q")
        assert "3 to chase with 2 offices, oldest 60 d" in shown(app)
        assert "attorney decides: subpoena?" in shown(app)
        await press(pilot, "f")
        await type_text(pilot, "L., processing +7")
        await press(pilot, "enter")
        assert asked(db)[0] == ("records", "in_process", "2026-11-28")
        assert "2 to chase with 2 offices, oldest 40 d" in shown(app)
        assert "Followed up Records, City ER (Garcia, Maria): L.: processing" in shown(app)
        await press(pilot, "v")
        assert asked(db)[1] == ("records", "sent", "2026-12-05")
        assert "1 to chase with 1 office" in shown(app)
        await press(pilot, "u", "A", "f")
        await press(pilot, "enter")
        assert "Type an answer" in shown(app)
        await press(pilot, "escape", "escape", "t")  # the question, then the marks
        assert "all 3 out" in shown(app)
        await press(pilot, "slash")
        await type_text(pilot, "garcia")
        await press(pilot, "enter")
        assert "1 of 3" in shown(app)
        assert "Zapata" not in shown(app)
        await press(pilot, "escape", "home", "z")
        assert "L.: processing" in shown(app)
        await press(pilot, "escape", "A", "n")
        assert [row[2] for row in asked(db)] == ["2026-12-05", "2026-12-05", "2026-11-21"]
        heard = "SELECT count(*) FROM request_followups WHERE outcome = 'no answer'"
        assert db.raw.execute(heard).fetchone() == (2,), "one call answers for both"
        await press(pilot, "p")
        assert "OUTSTANDING REQUESTS" in shown(app)
        await press(pilot, "escape", "d")
        await type_text(pilot, "+3")
        await press(pilot, "enter")
        assert asked(db)[2][2] == "2026-11-24"
        assert "nothing to chase" in shown(app)
        await press(pilot, "c")
        assert "g R" not in shown(app)
        assert "Requests" in shown(app)
        assert "\x1b" not in shown(app)
