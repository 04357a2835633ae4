"""The Visits section by keys: authorizations, prescriptions, and what the records of visits say."""

from datetime import date

from caseterm.services import records
from caseterm.store.database import Database
from tests.conftest import HOSTILE
from tests.screens.client.driving import NGUYEN, one, opened
from tests.screens.harness import press, shown, type_text


async def test_authorizations_prescriptions_and_what_the_records_say(file_db: Database) -> None:
    db = file_db
    query = "SELECT id FROM case_providers WHERE case_id = ? ORDER BY id"
    providers = [row[0] for row in db.raw.execute(query, (NGUYEN,))]
    for provider_id, status, day in ((providers[0], "full_duty", 2), (providers[1], "off_work", 9)):
        values = {
            "case_id": NGUYEN, "case_provider_id": provider_id, "dated": date(2026, 11, day), "work_status": status,
            "kind": "therapy_pt", "body_part": "lumbar", "findings": HOSTILE, "page": "12",
        }  # fmt: skip
        records.add_record(db, "visit", values, label="Added visit")
    async with opened(db, section="visits") as (app, pilot, _):
        assert "says full" in shown(app)
        await press(pilot, "a")
        await type_text(pilot, "auth\n12 visits of PT")
        await press(pilot, "ctrl+s")
        assert one(db, "SELECT service, status FROM care_authorizations") == ("12 visits of PT", "requested")
        await press(pilot, "g", "g", "s")
        await type_text(pilot, "denied\n")
        assert one(db, "SELECT status FROM care_authorizations") == ("denied",)
        await press(pilot, "x")
        assert one(db, "SELECT status, appealed_on FROM care_authorizations") == ("appealed", "2026-11-21")
        await press(pilot, "a")
        await type_text(pilot, "presc\n")
        await press(pilot, "down", "enter", "tab", "ctrl+s")
        assert one(db, "SELECT visits_a_week, from_on FROM prescriptions") == (2, "2026-11-21")
        assert "Prescribed   0 by today, 0 kept" in shown(app)
        await press(pilot, "m", "t")
        assert "one column: a week" in shown(app)
